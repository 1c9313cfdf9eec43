package tenancy_test

import (
	"testing"
	"testing/quick"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Served on the last day it is in time, a day later it is not: on every day and
// for every notice.
func TestLastDayOfNotice(t *testing.T) {
	holds := func(d uint16, months uint8, days uint8) bool {
		n := tenancy.Notice{Months: int(months % 40), Days: int(days % 100)}
		effect := day("2020-01-01").AddDays(int(d % 5000))
		last := n.LastFor(effect)
		return n.Ends(last).Before(effect) && !n.Ends(last.AddDays(1)).Before(effect)
	}
	require.NoError(t, quick.Check(holds, &quick.Config{MaxCount: 20_000}))
	for _, c := range []struct {
		notice       tenancy.Notice
		effect, last string
		ends, text   string
	}{
		{tenancy.Notice{Months: 12}, "2027-07-01", "2026-06-30", "2027-06-30", "12 months"},
		{tenancy.Notice{Months: 1}, "2026-03-01", "2026-01-31", "2026-02-28", "1 months"},
		{tenancy.Notice{Days: 30}, "2026-03-01", "2026-01-29", "2026-02-28", "30 days"},
		{tenancy.Notice{Months: 1, Days: 10}, "2026-03-11", "2026-01-31", "2026-03-10", "1 months 10 days"},
		{tenancy.Notice{}, "2026-03-01", "2026-02-28", "2026-02-28", "none"},
	} {
		require.Equal(t, day(c.last), c.notice.LastFor(day(c.effect)), c.text)
		require.Equal(t, day(c.ends), c.notice.Ends(day(c.last)), c.text)
		require.Equal(t, c.text, c.notice.String())
	}
	require.Zero(t, tenancy.Notice{Months: 1200}.LastFor(day("0050-01-01")), "before the calendar")
	require.Zero(t, tenancy.Notice{Months: 1200}.Ends(day("9950-01-01")), "beyond the calendar")
}

// diary is a house of one lease with options of each sort.
func diary(t *testing.T) tenancy.House {
	t.Helper()
	h := quarter()
	h.Leases = h.Leases[:1]
	l := &h.Leases[0]
	l.Term, l.Signed = period("2026-01-01", "2029-01-01"), day("2025-12-01")
	l.Options = []tenancy.Option{
		{ID: "yearly", By: tenancy.ByEither, EveryYears: 1, Notice: tenancy.Notice{Months: 3}},
		{ID: "late", By: tenancy.ByLandlord, BeforeEnd: 6, Notice: tenancy.Notice{Months: 2}, Fee: tenancy.Fee{Months: 1}},
		{ID: "summer", Within: period("2027-06-01", "2027-09-01"), Notice: tenancy.Notice{Days: 30}, Conditions: []string{"vacant"}},
		{ID: "day", On: day("2028-03-01"), Notice: tenancy.Notice{Months: 12}},
		{ID: "longer", Kind: tenancy.ToExtend, Months: 24, Notice: tenancy.Notice{Months: 6}, Earliest: tenancy.Notice{Months: 12}},
	}
	require.NoError(t, h.Validate())
	return h
}

func lines(all []tenancy.Deadline) []string {
	var texts []string
	for _, d := range all {
		texts = append(texts, d.Option+" "+d.Last.String()+" for "+d.Effect.String())
	}
	return texts
}

// Every notice that can be served, by its last day. The days of options that
// are said by the term move with it; those that are said by the calendar do
// not.
func TestDeadlines(t *testing.T) {
	h := diary(t)
	later := day("2100-01-01")
	require.Equal(t, []string{
		"yearly 2026-09-30 for 2027-01-01",
		"day 2027-02-28 for 2028-03-01",
		"summer 2027-07-31 for 2027-08-31",
		"yearly 2027-09-30 for 2028-01-01",
		"late 2028-04-30 for 2028-07-01",
		"longer 2028-06-30 for 2029-01-01",
	}, lines(h.Deadlines(day("2026-01-01"), later, later)))
	require.Equal(t, []string{"yearly 2027-09-30 for 2028-01-01", "late 2028-04-30 for 2028-07-01"},
		lines(h.Deadlines(day("2027-09-30"), day("2028-06-30"), later)))
	l := h.Leases[0]
	require.Equal(t, []string{
		"summer 2027-07-31 for 2027-08-31", "yearly 2027-09-30 for 2028-01-01", "late 2028-04-30 for 2028-07-01", "longer 2028-06-30 for 2029-01-01",
	}, lines(l.Notices(day("2027-03-01"), later)))
	require.Equal(t, []string{
		"yearly 2026-09-30 for 2027-01-01", "day 2027-02-28 for 2028-03-01", "summer 2027-07-31 for 2027-08-31", "late 2028-04-30 for 2028-07-01", "longer 2028-06-30 for 2029-01-01",
	}, lines(l.Notices(day("2026-09-30"), later)))
	all := l.Notices(day("2028-05-01"), later)
	require.Equal(t, []tenancy.Deadline{{
		Lease: "L-7", Option: "longer", Kind: tenancy.ToExtend, Opens: day("2027-12-31"), Last: day("2028-06-30"), Effect: day("2029-01-01"),
	}}, all)
	require.Equal(t, tenancy.Deadline{
		Lease: "L-7", Option: "late", By: tenancy.ByLandlord, Last: day("2028-04-30"), Effect: day("2028-07-01"), Fee: tenancy.Fee{Months: 1},
	}, l.Notices(day("2028-04-30"), later)[0])
	require.Equal(t, []string{"vacant"}, l.Notices(day("2027-07-31"), later)[0].Conditions)
	require.Empty(t, l.Notices(day("2028-07-01"), later))
	require.Empty(t, l.Notices(day("2026-01-01"), day("2025-12-01")), "not known yet")

	days := l
	days.Options = []tenancy.Option{{ID: "x", On: day("2027-07-01"), Notice: tenancy.Notice{Days: 10}, Earliest: tenancy.Notice{Months: 1, Days: 20}}}
	require.Equal(t, day("2027-05-10"), days.Notices(day("2027-01-01"), later)[0].Opens)
	require.Equal(t, day("2027-06-20"), days.Notices(day("2027-01-01"), later)[0].Last)

	// Extended by two years: what is said by the term has moved, and what is taken up is gone.
	early := serve("longer", "2027-12-30", "2029-01-01")
	_, err := l.Apply(early)
	require.Equal(t, []string{"on"}, paths(t, err), "not before it opens")
	l = applied(t, l, serve("longer", "2027-12-31", "2029-01-01"))
	require.Equal(t, []string{
		"late 2028-04-30 for 2028-07-01", "longer 2028-06-30 for 2029-01-01",
	}, lines(l.Notices(day("2028-01-01"), day("2027-12-31"))), "as known before the notice")
	h.Leases[0] = l
	require.Equal(t, []string{
		"yearly 2028-09-30 for 2029-01-01", "yearly 2029-09-30 for 2030-01-01", "late 2030-04-30 for 2030-07-01",
	}, lines(h.Deadlines(day("2028-01-01"), later, later)))

	// A notice under way is no more to be served; if its conditions are not met in time, the next one is.
	l = diary(t).Leases[0]
	l.Options[0].Conditions = []string{"paid"}
	l = applied(t, l, serve("yearly", "2026-09-30", "2027-01-01"))
	h.Leases[0] = l
	require.NotContains(t, lines(l.Notices(day("2026-09-30"), later)), "yearly 2026-09-30 for 2027-01-01")
	require.Contains(t, lines(l.Notices(day("2026-09-30"), later)), "yearly 2027-09-30 for 2028-01-01")
	l = applied(t, l, serve("yearly", "2027-09-01", "2028-01-01"), fulfil("yearly", "2027-12-31", "paid"))
	require.Equal(t, day("2028-01-01"), l.Held(later).To)
}

// An early end takes the notices after it with it.
// An amendment that says another term takes back an early end that was agreed.
func TestDeadlinesOfATermThatIsAgreedAnew(t *testing.T) {
	l := applied(t, lived(), event(tenancy.EndEarly, "2026-10-01", "2026-02-01"))
	require.Len(t, l.Notices(day("2026-03-01"), day("2026-03-01")), 1, "the break")
	term := l.Term
	l.Amendments = []accrual.Amendment{{From: day("2026-10-01"), Known: day("2026-03-01"), Term: &term}}
	require.NoError(t, l.Validate())
	last := map[string]civil.Date{}
	for _, d := range l.Notices(day("2026-03-01"), day("2026-03-02")) {
		last[d.Option] = d.Last
	}
	require.Equal(t, day("2026-06-30"), last["longer"])
}

// Once a break has its effect there is no end to extend from.
func TestNothingIsExtendedAfterABreak(t *testing.T) {
	broken := applied(t, lived(), serve("break", "2026-04-01", "2026-09-01"), fulfil("break", "2026-05-01", "rent is paid", "vacant"))
	require.Equal(t, day("2026-09-01"), broken.Held(day("2026-05-02")).To)
	require.Empty(t, broken.Notices(day("2026-05-02"), day("2026-05-02")))
	_, err := broken.Apply(until(event(tenancy.Extend, "2026-09-01", "2026-09-01"), "2027-09-01"))
	require.ErrorIs(t, err, finance.ErrTransition)
}

func TestDeadlinesOfAnEndedLease(t *testing.T) {
	h := diary(t)
	h.Leases[0] = applied(t, h.Leases[0], event(tenancy.EndEarly, "2027-08-15", "2027-03-01"))
	require.Equal(t, []string{"yearly 2026-09-30 for 2027-01-01", "summer 2027-07-14 for 2027-08-14"},
		lines(h.Deadlines(day("2026-01-01"), day("2100-01-01"), day("2100-01-01"))))
}
