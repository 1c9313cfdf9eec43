package accrual_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// shop has a rent of 310 a month and 10 % of yearly sales over 100, less what
// the rent came to.
func shop() accrual.Agreement {
	fee := turnover{Share: finance.MustRate("10%"), Over: rub("100.00"), Less: "rent", In: accrual.Window{Cycle: accrual.ByYear}}
	return lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "rent", Clause: baseRent{rub("310.00")}}, accrual.Named{Name: "fee", Clause: fee})
}

func shopSales() []accrual.Fact {
	return []accrual.Fact{sale("1", "2026-01-05", "2026-09-01", "10000.00"), sale("2", "2026-03-05", "2026-03-05", "5000.00"), func() accrual.Fact {
		f := sale("3", "2026-03-05", "2026-03-05", "1.00")
		f.Agreement = "L-8"
		return f
	}()}
}

func compared(rows []accrual.Compared) []string {
	all := []string{}
	for _, r := range rows {
		all = append(all, fmt.Sprintf("%v %s %v %v", r.For, r.Clause, r.Old.Decimal(), r.New.Decimal()))
	}
	return all
}

// A dry run knows everything from the start, whatever became known when, and
// answers the months asked for only.
func TestDryRun(t *testing.T) {
	a := shop()
	amend(&a, accrual.Amendment{From: day("2026-03-01"), Known: day("2030-01-01"), Set: []accrual.Named{{Name: "rent", Clause: baseRent{rub("620.00")}}}})
	got, err := a.DryRun(month("2026-02"), month("2026-03"), slices.Values(shopSales()))
	require.NoError(t, err)
	require.Equal(t, []string{"rent 2026-02 310.00", "fee 2026-02 -310.00", "rent 2026-03 620.00", "fee 2026-03 -120.00"}, lines(got)) // 500 - 620
	got, err = a.DryRun(month("2025-11"), month("2026-01"), nil)
	require.NoError(t, err)
	require.Equal(t, []string{"rent 2026-01 310.00", "fee 2026-01 -310.00"}, lines(got))
}

// What an amendment changes before it is signed, month by month.
func TestCompareAnAmendment(t *testing.T) {
	old := shop()
	raised := accrual.Amendment{From: day("2026-02-15"), Known: day("2026-02-10"), Set: []accrual.Named{{Name: "rent", Clause: baseRent{rub("620.00")}}}}
	rows, err := accrual.Compare(old, old.With(raised), month("2026-01"), month("2026-03"), slices.Values(shopSales()))
	require.NoError(t, err)
	require.Equal(t, []string{
		"2026-01 fee 680 680", "2026-01 rent 310 310", // 10 % × 9900 - 310
		"2026-02 fee -310 -465", "2026-02 rent 310 465",
		"2026-03 fee 190 -120", "2026-03 rent 310 620",
	}, compared(rows))
	require.Len(t, old.Amendments, 1, "the agreement is as it was")
}

// What a clause is worth: the agreement with it and without it. The fee that is
// less the rent is more without it.
func TestCompareWithoutAClause(t *testing.T) {
	a := shop()
	amend(&a, accrual.Amendment{From: day("2026-02-01"), Known: day("2026-01-20"), Set: []accrual.Named{{Name: "rent", Clause: baseRent{rub("62.00")}}, {Name: "refund", Clause: baseRent{rub("31.00")}, Back: true}}})
	rows, err := accrual.Compare(a, a.Without("rent"), month("2026-01"), month("2026-02"), slices.Values(shopSales()))
	require.NoError(t, err)
	require.Equal(t, []string{"2026-01 fee 680 990", "2026-01 rent 310 0", "2026-02 fee -62 0", "2026-02 refund -31 -31", "2026-02 rent 62 0"}, compared(rows))
	require.IsType(t, baseRent{}, a.Amendments[0].Set[0].Clause)
}

func TestDryRunRefused(t *testing.T) {
	a := shop()
	_, err := accrual.Agreement{ID: "L-7"}.DryRun(month("2026-01"), month("2026-01"), nil)
	require.ErrorContains(t, err, `dry run of "L-7"`)
	require.ErrorIs(t, err, finance.ErrMissing)
	_, err = a.DryRun(month("2026-01"), month("2226-01"), nil)
	require.ErrorIs(t, err, finance.ErrLimit)
	got, err := a.DryRun(month("2026-01"), month("2025-12"), nil)
	require.NoError(t, err)
	require.Empty(t, got)
	bad := sale("1", "2026-01-05", "2026-01-05", "1.00")
	bad.Adds[0].Meter = "visits"
	_, err = a.DryRun(month("2026-01"), month("2026-01"), slices.Values([]accrual.Fact{bad}))
	require.ErrorIs(t, err, finance.ErrUnknown)
	_, err = accrual.Compare(a, lease("L-8", term("2026-01-01", "")), month("2026-01"), month("2026-01"), nil)
	require.ErrorIs(t, err, finance.ErrConflict)
	other := a
	other.Currency = finance.USD
	_, err = accrual.Compare(a, other, month("2026-01"), month("2026-01"), nil)
	require.ErrorIs(t, err, finance.ErrConflict)
	_, err = accrual.Compare(a, accrual.Agreement{ID: "L-7", Currency: finance.RUB}, month("2026-01"), month("2026-01"), nil)
	require.ErrorIs(t, err, finance.ErrMissing)
}
