package tenancy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

func TestExitRefused(t *testing.T) {
	all := tenancy.Exit{Rent: rub("100.00"), Costs: []finance.Money{rub("5.55")}, Mitigation: rate("100%")}
	fee, err := all.Fee()
	require.NoError(t, err)
	require.Equal(t, rub("5.55"), fee.Fee)
	fee, err = tenancy.Exit{Rent: rub("100.05"), Mitigation: rate("50%"), Rounding: finance.Up}.Fee()
	require.NoError(t, err)
	require.Equal(t, rub("50.02"), fee.Fee)
	require.Equal(t, "100.05 RUB + 100.05 RUB × -50%", fee.Why.Text(accrual.English))
	fee, err = tenancy.Exit{Rent: rub("100.05")}.Fee()
	require.NoError(t, err)
	require.Equal(t, "100.05 RUB", fee.Why.Text(accrual.English))
	for _, c := range []struct {
		exit tenancy.Exit
		path string
		want error
	}{
		{tenancy.Exit{Rent: rub("-0.01")}, "rent", finance.ErrNegative},
		{tenancy.Exit{Rent: rub("1.00"), Costs: []finance.Money{rub("1.00"), rub("-1.00")}}, "costs[1]", finance.ErrNegative},
		{tenancy.Exit{Rent: rub("1.00"), Costs: []finance.Money{finance.MustMoney("1.00 USD")}}, "costs[0]", finance.ErrCurrency},
		{tenancy.Exit{Rent: rub("1.00"), Mitigation: rate("100.01%")}, "mitigation", finance.ErrRange},
		{tenancy.Exit{Rent: rub("1.00"), Mitigation: rate("-1%")}, "mitigation", finance.ErrRange},
		{tenancy.Exit{Rent: rub("1.00"), Rounding: 99}, "rounding", finance.ErrRange},
		{tenancy.Exit{Rent: rub("1.00"), Costs: []finance.Money{minor(1 << 62)}}, "costs[0]", finance.ErrLimit},
	} {
		got, err := c.exit.Fee()
		require.Zero(t, got)
		require.ErrorIs(t, err, c.want)
		var at finance.Problems
		at.Add("", err)
		require.Equal(t, []string{c.path}, paths(t, at.Err()))
	}
}

// The windows of notices: days of effect, by the term as it stands.
func TestNoticesInTime(t *testing.T) {
	l := diary(t).Leases[0]
	for _, c := range []struct {
		event tenancy.Event
		path  string // empty where it is taken up
		ends  string
	}{
		{serve("yearly", "2026-09-30", "2027-01-01"), "", "2027-01-01"},
		{serve("yearly", "2026-10-01", "2027-01-01"), "on", ""},
		{serve("yearly", "2026-10-01", "2028-01-01"), "", "2028-01-01"},
		{serve("yearly", "2026-10-01", "2028-01-02"), "until", ""},
		{serve("yearly", "2026-10-01", "2029-01-01"), "until", ""}, // the end of the term is no break
		{serve("summer", "2027-05-01", "2027-05-31"), "until", ""},
		{serve("summer", "2027-05-01", "2027-06-01"), "", ""}, // to be met: vacant
		{serve("summer", "2027-05-01", "2027-09-01"), "until", ""},
		{serve("day", "2027-02-28", "2028-03-01"), "", "2028-03-01"},
		{serve("day", "2027-03-01", "2028-03-01"), "on", ""},
		{serve("longer", "2028-06-30", "2029-01-01"), "", "2031-01-01"},
		{serve("longer", "2028-07-01", "2029-01-01"), "on", ""},
		{serve("longer", "2028-06-30", "2028-12-31"), "until", ""},
	} {
		got, err := l.Apply(c.event)
		if c.path != "" {
			require.Equal(t, []string{c.path}, paths(t, err), "%+v", c.event)
			continue
		}
		require.NoError(t, err, "%+v", c.event)
		if c.ends == "" {
			c.ends = "2029-01-01"
		}
		require.Equal(t, day(c.ends), got.Held(day("2100-01-01")).To)
	}
	late := serve("late", "2028-04-30", "2028-07-01")
	late.By = tenancy.ByLandlord
	_, err := l.Apply(late)
	require.NoError(t, err)
	// Once another end is agreed, nothing is counted from the end any more.
	l = applied(t, l, event(tenancy.EndEarly, "2028-11-01", "2028-01-01"))
	late.Until = day("2028-05-01")
	late.On, late.Known = day("2028-02-01"), day("2028-02-01")
	_, err = l.Apply(late)
	require.Equal(t, []string{"until"}, paths(t, err))
	_, err = l.Apply(serve("longer", "2028-02-01", "2028-11-01"))
	require.Equal(t, []string{"until"}, paths(t, err))
	_, err = l.Apply(serve("day", "2028-02-01", "2028-03-01"))
	require.Equal(t, []string{"on"}, paths(t, err), "a day of the calendar stays, and is too near")
}

// Of two ends the one agreed last holds: conditions that are met after a
// shorter end was agreed lengthen nothing.
func TestLapsedNotice(t *testing.T) {
	l := applied(t, lived(), serve("break", "2026-04-01", "2026-09-01"), event(tenancy.EndEarly, "2026-08-01", "2026-05-01"),
		fulfil("break", "2026-07-01", "vacant", "rent is paid"))
	require.Equal(t, day("2026-08-01"), l.Held(day("2100-01-01")).To)
	// An end that has come is final: no extension after it, but a stay.
	l = applied(t, lived(), event(tenancy.EndEarly, "2026-08-01", "2026-05-01"))
	_, err := l.Apply(until(event(tenancy.Extend, "2026-08-01", "2026-08-01"), "2026-10-01"))
	require.ErrorIs(t, err, finance.ErrTransition)
	require.Equal(t, day("2026-10-01"), applied(t, l, until(event(tenancy.Extend, "2026-08-01", "2026-07-31"), "2026-10-01")).Held(day("2100-01-01")).To)
	l = applied(t, l, event(tenancy.HoldOver, "2026-08-01", "2026-08-01"))
	require.Equal(t, tenancy.HoldingOver, l.State(day("2026-08-01"), day("2100-01-01")))
	l = applied(t, lived(), event(tenancy.Return, "2027-01-01", "2026-12-31")) // given back in time
	_, err = l.Apply(event(tenancy.HoldOver, "2027-01-01", "2027-01-02"))
	require.ErrorIs(t, err, finance.ErrTransition)
	_, err = l.Apply(until(event(tenancy.Extend, "2027-01-01", "2026-12-31"), "2027-10-01"))
	require.ErrorIs(t, err, finance.ErrTransition)
	// One that expired by the calendar may turn out to have been extended.
	require.Equal(t, day("2027-10-01"), applied(t, lived(), until(event(tenancy.Extend, "2027-01-01", "2027-01-20"), "2027-10-01")).Held(day("2100-01-01")).To)
}

// Two terms known on one day: the event that stands later holds, whatever days
// they hold from; also beside an amendment of the host's own.
func TestTermsOfOneDay(t *testing.T) {
	l := rentOnly()
	l.Options = nil
	term := period("2026-01-01", "2026-12-01")
	l.Amendments = []accrual.Amendment{{From: day("2026-11-01"), Known: day("2026-03-01"), Term: &term}}
	l = applied(t, l, event(tenancy.EndEarly, "2026-10-01", "2026-03-01"), event(tenancy.EndEarly, "2026-08-01", "2026-03-01"))
	require.Equal(t, day("2026-08-01"), l.Held(day("2026-03-02")).To)
	require.Equal(t, []string{line("R-3", "rent", "2026-07", "31000.00")}, charged(t, l, "2026-07", "2026-10"))
	later := term
	later.To = day("2026-09-01")
	l.Amendments = append(l.Amendments, accrual.Amendment{From: day("2026-02-01"), Known: day("2026-04-01"), Term: &later})
	require.Equal(t, day("2026-09-01"), l.Held(day("2026-04-02")).To)
}

// An amendment of the host's own to a withdrawn lease would wake it.
func TestAmendmentsOfAWithdrawnLease(t *testing.T) {
	l := applied(t, rentOnly(), event(tenancy.Withdraw, "2025-12-20", "2025-12-20"))
	l.Amendments = []accrual.Amendment{{From: day("2026-02-01"), Known: day("2026-01-01"), Set: l.Clauses}}
	require.Equal(t, []string{"amendments[0]"}, paths(t, l.Validate()))
	require.ErrorIs(t, l.Validate(), finance.ErrTransition)
	l.Amendments[0].Known = day("2025-12-19")
	require.NoError(t, l.Validate(), "known by the withdrawal: dropped with the rest")
	require.Empty(t, charged(t, l, "2026-01", "2026-03"))
}
