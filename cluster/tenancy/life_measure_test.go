package tenancy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// What an event agrees counts in measures as what an amendment does.
func TestMeasuresSeeEvents(t *testing.T) {
	rent := func(sum string) accrual.Named { return named("rent", tenancy.Amount{Monthly: rub(sum)}) }
	with := func(change func(l *tenancy.Lease)) tenancy.House {
		h := small(rent("1000.00"))
		change(&h.Leases[0])
		require.NoError(t, h.Validate())
		return h
	}
	first, second := period("2026-01-10", "2027-06-01"), period("2026-01-10", "2028-06-01")
	for name, h := range map[string]tenancy.House{
		"amendments": with(func(l *tenancy.Lease) {
			l.Amendments = []accrual.Amendment{
				{From: day("2026-09-01"), Known: day("2026-02-01"), Term: &first, Set: []accrual.Named{rent("2000.00")}},
				{From: day("2026-10-01"), Known: day("2026-03-01"), Term: &second},
			}
		}),
		"events": with(func(l *tenancy.Lease) {
			l.Events = []tenancy.Event{until(event(tenancy.Extend, "2026-09-01", "2026-02-01"), "2027-06-01"), until(event(tenancy.Extend, "2026-10-01", "2026-03-01"), "2028-06-01")}
			l.Events[0].Set = []accrual.Named{rent("2000.00")}
		}),
	} {
		t.Run(name, func(t *testing.T) {
			roll, err := h.RentRoll(day("2026-06-01"))
			require.NoError(t, err)
			require.Equal(t, []finance.Money{rub("1000.00"), rub("2000.00")}, []finance.Money{roll.Contracted, roll.Headline})
			stayed, err := h.Retention(period("2027-05-01", "2027-07-01"))
			require.NoError(t, err)
			require.Equal(t, [2]int{1, 1}, [2]int{stayed.CouldEnd, stayed.Kept}, "it was to end with May")
		})
	}
}

// The fee of an option would take the place of a clause of its name.
func TestFeeOfAnOptionTakesNoName(t *testing.T) {
	l := lived()
	l.Clauses[1].Name = tenancy.FeeOf("break")
	require.NoError(t, l.Validate(), "it is free")
	l.Options[0].Fee.Sum = rub("1.00")
	require.Equal(t, []string{"options[0].id"}, paths(t, l.Validate()))
	require.ErrorIs(t, l.Validate(), finance.ErrDuplicate)
	l.Clauses[1].Name = "service"
	require.NoError(t, l.Validate())
	l.Amendments = []accrual.Amendment{{From: day("2026-03-01"), Known: day("2026-03-01"), Set: []accrual.Named{named("fee of break", tenancy.Amount{Monthly: rub("1.00")})}}}
	require.Equal(t, []string{"options[0].id"}, paths(t, l.Validate()))
}
