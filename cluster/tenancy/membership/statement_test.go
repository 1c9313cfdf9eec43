package membership_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/membership"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// rooms is a plan of an allowance alone.
func rooms(a membership.Allowance) membership.Membership {
	a.Credit = "rooms"
	if a.Overage == (finance.Money{}) {
		a.Overage = rub("100.00")
	}
	return member(membership.Plan{ID: "p", Clauses: []accrual.Named{named("rooms", a)}}, period("2025-01-01", ".."))
}

func statement(t *testing.T, m membership.Membership, through string, facts ...accrual.Fact) membership.Statement {
	t.Helper()
	s, err := membership.NewStatement(agreement(t, m), "rooms", day(through), day("2030-01-01"), slices.Values(facts))
	require.NoError(t, err)
	require.Equal(t, "rooms", s.Credit)
	return s
}

// balances are the cycles as lines: opening +granted +given +bought -used
// -refunded -lapsed =left, units beyond, charge.
func balances(s membership.Statement) (lines []string) {
	for _, c := range s.Cycles {
		lines = append(lines, fmt.Sprintf("%v: %d +%d +%d +%d -%d -%d -%d =%d, over %d, %v",
			c.Cycle.From, c.Opening, c.Granted, c.Given, c.Bought, c.Used, c.Refunded, c.Lapsed, c.Left, c.Over, c.Charge))
	}
	return lines
}

// entries are those of a cycle as lines.
func entries(c membership.CycleBalance) (lines []string) {
	for _, e := range c.Entries {
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%v %v %s left %d, %v", e.On, e.Kind, e.ID, e.Left, e.Charge)))
	}
	return lines
}

// What a cycle leaves lapses; what was bought stays for the next, and is used last.
func TestLapsingAndBought(t *testing.T) {
	s := statement(t, rooms(membership.Allowance{Units: 8}), "2025-03-31",
		use("U-1", "2025-01-10", 5),
		purchase("P-1", "2025-01-20", 4, "300.00"),
		use("U-2", "2025-02-10", 9),  // 8 granted, 1 bought
		use("U-3", "2025-03-10", 12), // 8 granted, 3 bought, 1 beyond
	)
	require.Equal(t, []string{
		"2025-01-01: 0 +8 +0 +4 -5 -0 -3 =4, over 0, 300.00 RUB",
		"2025-02-01: 4 +8 +0 +0 -9 -0 -0 =3, over 0, 0.00 RUB",
		"2025-03-01: 3 +8 +0 +0 -11 -0 -0 =0, over 1, 100.00 RUB",
	}, balances(s))
	require.Equal(t, []string{
		"2025-01-01 granted  left 8, 0.00 RUB",
		"2025-01-10 used U-1 left 3, 0.00 RUB",
		"2025-01-20 bought P-1 left 7, 300.00 RUB",
		"2025-01-31 lapsed  left 4, 0.00 RUB",
	}, entries(s.Cycles[0]))
}

// The other order: what was bought is used first, so the grant lapses.
func TestBoughtFirst(t *testing.T) {
	s := statement(t, rooms(membership.Allowance{Units: 8, Order: membership.BoughtFirst}), "2025-02-28",
		purchase("P-1", "2025-01-05", 4, "300.00"), use("U-1", "2025-01-10", 5))
	require.Equal(t, []string{
		"2025-01-01: 0 +8 +0 +4 -5 -0 -7 =0, over 0, 300.00 RUB",
		"2025-02-01: 0 +8 +0 +0 -0 -0 -0 =8, over 0, 0.00 RUB",
	}, balances(s))
}

// Two cycles long what is left rolls over: January's 8 lapse with March. With at
// most 10 rolled over, the oldest lapse first.
func TestRollover(t *testing.T) {
	m := rooms(membership.Allowance{Units: 8, Rollover: membership.Rollover{Cycles: 2}})
	require.Equal(t, []string{
		"2025-01-01: 0 +8 +0 +0 -0 -0 -0 =8, over 0, 0.00 RUB",
		"2025-02-01: 8 +8 +0 +0 -3 -0 -0 =13, over 0, 0.00 RUB", // January's first
		"2025-03-01: 13 +8 +0 +0 -0 -0 -5 =16, over 0, 0.00 RUB",
		"2025-04-01: 16 +8 +0 +0 -0 -0 -0 =24, over 0, 0.00 RUB",
	}, balances(statement(t, m, "2025-04-30", use("U-1", "2025-02-10", 3))))
	m = rooms(membership.Allowance{Units: 8, Rollover: membership.Rollover{Cycles: 2, Most: 10}})
	require.Equal(t, []string{
		"2025-01-01: 0 +8 +0 +0 -0 -0 -0 =8, over 0, 0.00 RUB",
		"2025-02-01: 8 +8 +0 +0 -3 -0 -3 =10, over 0, 0.00 RUB",  // 2 of January's and 8 of February's roll over
		"2025-03-01: 10 +8 +0 +0 -9 -0 -0 =9, over 0, 0.00 RUB",  // January's 2 and 7 of February's are used
		"2025-04-01: 9 +8 +0 +0 -0 -0 -7 =10, over 0, 0.00 RUB",  // February's 1, and 6 beyond the most
		"2025-05-01: 10 +8 +0 +0 -0 -0 -0 =18, over 0, 0.00 RUB", // 2 of March's and 8 of April's
	}, balances(statement(t, m, "2025-05-31", use("U-1", "2025-02-10", 3), use("U-2", "2025-03-10", 9))))
}

// At most one unit rolls over.
func TestRolloverOfOne(t *testing.T) {
	m := rooms(membership.Allowance{Units: 8, Rollover: membership.Rollover{Cycles: 1, Most: 1}})
	require.Equal(t, []string{
		"2025-01-01: 0 +8 +0 +0 -0 -0 -7 =1, over 0, 0.00 RUB",
		"2025-02-01: 1 +8 +0 +0 -0 -0 -0 =9, over 0, 0.00 RUB",
	}, balances(statement(t, m, "2025-02-28")))
}

// Goodwill lapses with its cycle, or one later; what was bought does not.
func TestGoodwillLapses(t *testing.T) {
	facts := []accrual.Fact{goodwill("G-1", "2025-01-10", 5), purchase("P-1", "2025-01-10", 5, "50.00"), use("U-1", "2025-01-10", 2)}
	require.Equal(t, []string{
		"2025-01-01: 0 +0 +5 +5 -2 -0 -3 =5, over 0, 50.00 RUB",
		"2025-02-01: 5 +0 +0 +0 -0 -0 -0 =5, over 0, 0.00 RUB",
	}, balances(statement(t, rooms(membership.Allowance{}), "2025-02-28", facts...)))
	require.Equal(t, []string{
		"2025-01-01: 0 +0 +5 +5 -2 -0 -0 =8, over 0, 50.00 RUB",
		"2025-02-01: 8 +0 +0 +0 -0 -0 -3 =5, over 0, 0.00 RUB",
		"2025-03-01: 5 +0 +0 +0 -0 -0 -0 =5, over 0, 0.00 RUB",
	}, balances(statement(t, rooms(membership.Allowance{Goodwill: 1}), "2025-03-31", facts...)))
}

// Seven hours for 100.00 come back in three parts: 14.29, 42.86 and 42.85, all of
// it; a part that is used does not.
func TestRefund(t *testing.T) {
	p := ref("P-1", "2025-01-05")
	s := statement(t, rooms(membership.Allowance{}), "2025-01-31", purchase("P-1", "2025-01-05", 7, "100.00"),
		refund("R-1", "2025-01-06", 1, p), refund("R-2", "2025-01-07", 3, p), refund("R-3", "2025-01-08", 0, p), refund("R-4", "2025-01-09", 2, p))
	require.Equal(t, []string{
		"2025-01-05 bought P-1 left 7, 100.00 RUB",
		"2025-01-06 refunded R-1 left 6, -14.29 RUB",
		"2025-01-07 refunded R-2 left 3, -42.85 RUB", // 400/7 = 57.14, less 14.29
		"2025-01-08 refunded R-3 left 0, -42.86 RUB",
		"2025-01-09 refunded R-4 left 0, 0.00 RUB",
	}, entries(s.Cycles[0]))
	require.Equal(t, "0.00 RUB", s.Cycles[0].Charge.String())
	s = statement(t, rooms(membership.Allowance{}), "2025-02-28", purchase("P-1", "2025-01-05", 7, "100.00"), purchase("P-2", "2025-01-06", 7, "70.00"),
		use("U-1", "2025-02-01", 4), refund("R-1", "2025-02-06", 5, p))
	require.Equal(t, []string{
		"2025-01-01: 0 +0 +0 +14 -0 -0 -0 =14, over 0, 170.00 RUB",
		"2025-02-01: 14 +0 +0 +0 -4 -3 -0 =7, over 0, -42.86 RUB", // 3 of the first purchase
	}, balances(s))
	s = statement(t, rooms(membership.Allowance{}), "2025-01-31", purchase("P-1", "2025-01-05", 7, "100.00"), purchase("P-2", "2025-01-06", 7, "70.00"),
		purchase("P-3", "2025-01-07", 7, "700.00"), refund("R-1", "2025-01-08", 2, ref("P-2", "2025-01-06")))
	require.Equal(t, []string{"2025-01-01: 0 +0 +0 +21 -0 -2 -0 =19, over 0, 850.00 RUB"}, balances(s))
}

// A cancellation of the cycle puts hours back and reverses the charge, in part or
// whole; one that comes after it does not. Another credit's does nothing.
func TestCancelOnlyWhileOpen(t *testing.T) {
	u := ref("U-1", "2025-01-10")
	m := rooms(membership.Allowance{Units: 8})
	s := statement(t, m, "2025-02-28", use("U-1", "2025-01-10", 10), cancel("C-1", "2025-01-31", 5, u), cancel("C-2", "2025-02-01", 5, u))
	require.Equal(t, []string{
		"2025-01-01: 0 +8 +0 +0 -5 -0 -3 =0, over 0, 0.00 RUB",
		"2025-02-01: 0 +8 +0 +0 -0 -0 -0 =8, over 0, 0.00 RUB",
	}, balances(s))
	require.Equal(t, []string{
		"2025-01-01 granted  left 8, 0.00 RUB",
		"2025-01-10 used U-1 left 0, 200.00 RUB",
		"2025-01-31 cancelled C-1 left 3, -200.00 RUB",
		"2025-01-31 lapsed  left 0, 0.00 RUB",
	}, entries(s.Cycles[0]))
	require.Equal(t, []string{"2025-02-01 granted  left 8, 0.00 RUB", "2025-02-01 cancelled C-2 left 8, 0.00 RUB"}, entries(s.Cycles[1]))
	flow := s.Cycles[0].Entries[2].Flow
	require.Equal(t, membership.Flow{Used: -3, Over: -2}, flow)
}

// More than was used is not put back, and a cancellation frees units for a use
// that was beyond: the cycle is computed again without it.
func TestCancelComputesTheCycleAgain(t *testing.T) {
	m := rooms(membership.Allowance{Units: 8})
	s := statement(t, m, "2025-01-31", use("U-1", "2025-01-10", 6), use("U-2", "2025-01-11", 4), cancel("C-1", "2025-01-12", 9, ref("U-1", "2025-01-10")))
	require.Equal(t, []string{"2025-01-01: 0 +8 +0 +0 -4 -0 -0 =4, over 0, 0.00 RUB"}, balances(s))
}

// What is void has never been; that which voids a cancellation names its use too.
func TestVoid(t *testing.T) {
	u := ref("U-1", "2025-01-10")
	facts := []accrual.Fact{
		use("U-1", "2025-01-10", 10), cancel("C-1", "2025-01-11", 10, u), void("V-1", "2025-01-12", ref("C-1", "2025-01-11"), u),
		use("U-2", "2025-01-13", 5), void("V-2", "2025-01-14", ref("U-2", "2025-01-13"), accrual.Ref{}),
	}
	m := rooms(membership.Allowance{Units: 8})
	require.Equal(t, []string{"2025-01-01: 0 +8 +0 +0 -8 -0 -0 =0, over 2, 200.00 RUB"}, balances(statement(t, m, "2025-01-31", facts...)))
	c := closing{TB: t, membership: m, facts: facts}
	require.Equal(t, []string{"rooms 2025-01 200.00 RUB"}, c.close("2025-01"))
}

// A cycle held in part grants a part: from the 20th of January 12 of 31 days, and
// 10 of 28 at the end, known a cycle before.
func TestProratedGrants(t *testing.T) {
	m := rooms(membership.Allowance{Units: 31, Day: 1})
	m.Term = period("2025-01-20", "2025-02-11")
	require.Equal(t, []string{
		"2025-01-01: 0 +12 +0 +0 -0 -0 -12 =0, over 0, 0.00 RUB",
		"2025-02-01: 0 +11 +0 +0 -1 -0 -10 =0, over 0, 0.00 RUB", // 31 × 10/28 = 11.07
	}, balances(statement(t, m, "2025-02-28", use("U-1", "2025-02-03", 1))))
	m.Plan.Clauses[0].Clause = membership.Allowance{Credit: "rooms", Units: 31, Day: 1, Whole: true, Overage: rub("1.00")}
	require.Equal(t, []string{
		"2025-01-01: 0 +31 +0 +0 -0 -0 -31 =0, over 0, 0.00 RUB",
		"2025-02-01: 0 +31 +0 +0 -0 -0 -31 =0, over 0, 0.00 RUB",
	}, balances(statement(t, m, "2025-02-28")))
	m.Plan.Clauses[0].Clause = membership.Allowance{Credit: "rooms", Units: 31, Day: 1, Part: finance.Up, Overage: rub("1.00")}
	require.Equal(t, []string{
		"2025-01-01: 0 +12 +0 +0 -0 -0 -12 =0, over 0, 0.00 RUB",
		"2025-02-01: 0 +12 +0 +0 -0 -0 -12 =0, over 0, 0.00 RUB",
	}, balances(statement(t, m, "2025-02-28")))
}

// A pause takes back what is left of its days and grants nothing; what was bought
// can be used in it, what is beyond is charged. Afterwards the rest is granted.
func TestPausedAllowance(t *testing.T) {
	m := rooms(membership.Allowance{Units: 31})
	m.Pauses = []membership.Pause{{Period: period("2025-01-11", "2025-01-21"), Known: day("2025-01-01")}}
	s := statement(t, m, "2025-01-31", use("U-1", "2025-01-05", 15), purchase("P-1", "2025-01-12", 2, "20.00"), use("U-2", "2025-01-13", 3))
	require.Equal(t, []string{
		"2025-01-01 granted  left 31, 0.00 RUB",
		"2025-01-05 used U-1 left 16, 0.00 RUB",
		"2025-01-11 granted  left 0, 0.00 RUB", // 10 of the days had granted 10, but 15 are used
		"2025-01-12 bought P-1 left 2, 20.00 RUB",
		"2025-01-13 used U-2 left 0, 100.00 RUB",
		"2025-01-21 granted  left 6, 0.00 RUB", // 21 in all
	}, entries(s.Cycles[0]))
	require.Equal(t, membership.Flow{Granted: -16}, s.Cycles[0].Entries[2].Flow)
}

// A change of plan brings the grant to what both come to by their days, 8 × 14/30
// + 20 × 16/30 = 14.4, at the new price beyond.
func TestChangedAllowance(t *testing.T) {
	m := member(desk(), period("2025-09-01", ".."))
	m.Changes = []membership.Change{{On: day("2025-09-15"), Known: day("2025-09-01"), Plan: studio()}}
	s := statement(t, m, "2025-09-30", use("U-1", "2025-09-10", 9), use("U-2", "2025-09-20", 7))
	require.Equal(t, []string{
		"2025-09-01 granted  left 8, 0.00 RUB",
		"2025-09-10 used U-1 left 0, 500.00 RUB",
		"2025-09-15 granted  left 6, 0.00 RUB",
		"2025-09-20 used U-2 left 0, 400.00 RUB",
	}, entries(s.Cycles[0]))
	require.Equal(t, "900.00 RUB", s.Cycles[0].Charge.String())
}

// Another billing day cuts the cycle: 10 of 31 days have granted 10, 5 of which are
// left and lapse; the cycle from the 11th is another.
func TestAnotherBillingDay(t *testing.T) {
	m := rooms(membership.Allowance{Units: 31, Day: 1})
	other := membership.Plan{ID: "q", Clauses: []accrual.Named{named("rooms", membership.Allowance{Credit: "rooms", Units: 31, Day: 11, Overage: rub("1.00")})}}
	m.Changes = []membership.Change{{On: day("2025-01-11"), Known: day("2025-01-01"), Plan: other}}
	s := statement(t, m, "2025-02-20", use("U-1", "2025-01-05", 5))
	require.Equal(t, []string{
		"2025-01-01: 0 +10 +0 +0 -5 -0 -5 =0, over 0, 0.00 RUB",
		"2025-01-11: 0 +31 +0 +0 -0 -0 -31 =0, over 0, 0.00 RUB",
		"2025-02-11: 0 +31 +0 +0 -0 -0 -0 =31, over 0, 0.00 RUB",
	}, balances(s))
}

// Uses of minutes at 10.00 an hour: 25 and 50 of them are 4.17 and 8.33, 12.50 in
// all: the cycle is rounded once.
func TestOverageIsRoundedOnce(t *testing.T) {
	s := statement(t, rooms(membership.Allowance{Overage: rub("10.00"), Per: 60}), "2025-01-31", use("U-1", "2025-01-05", 25), use("U-2", "2025-01-06", 50))
	require.Equal(t, []string{"2025-01-05 used U-1 left 0, 4.17 RUB", "2025-01-06 used U-2 left 0, 8.33 RUB"}, entries(s.Cycles[0]))
}

// What was not known, of other agreements or after the day is not told.
func TestStatementAsKnown(t *testing.T) {
	a := agreement(t, rooms(membership.Allowance{Units: 8}))
	other := use("U-9", "2025-01-05", 1)
	other.Agreement = "M-2"
	facts := slices.Values([]accrual.Fact{other, use("U-1", "2025-01-05", 1), use("U-2", "2025-01-06", 1, "2025-02-01"), use("U-3", "2025-01-21", 1)})
	s, err := membership.NewStatement(a, "rooms", day("2025-01-20"), day("2025-02-01"), facts)
	require.NoError(t, err)
	require.Equal(t, []string{"2025-01-01: 0 +8 +0 +0 -1 -0 -0 =7, over 0, 0.00 RUB"}, balances(s))
	s, err = membership.NewStatement(a, "rooms", day("2025-01-21"), day("2025-02-02"), facts)
	require.NoError(t, err)
	require.Equal(t, []string{"2025-01-01: 0 +8 +0 +0 -3 -0 -0 =5, over 0, 0.00 RUB"}, balances(s))
	s, err = membership.NewStatement(a, "rooms", day("2025-01-21"), day("2025-02-02"), nil)
	require.NoError(t, err)
	require.Equal(t, int64(8), s.Cycles[0].Left)
}

func TestStatementRefused(t *testing.T) {
	a := agreement(t, member(desk(), period("2025-01-01", "2025-03-01")))
	for name, c := range map[string]struct {
		clause  string
		through civil.Date
		facts   []accrual.Fact
		want    error
	}{
		"no clause":      {"prints", day("2025-01-31"), nil, finance.ErrUnknown},
		"before it":      {"rooms", day("2024-12-31"), nil, finance.ErrUnknown},
		"no day":         {"rooms", civil.Date{}, nil, finance.ErrUnknown},
		"a wrong fact":   {"rooms", day("2025-01-31"), []accrual.Fact{{Agreement: "M-1", On: day("2025-01-01"), Known: day("2025-01-01")}}, finance.ErrMissing},
		"negative units": {"rooms", day("2025-01-31"), []accrual.Fact{raw("X", membership.Used("rooms"), -1)}, finance.ErrRange},
		"too many units": {"rooms", day("2025-01-31"), []accrual.Fact{raw("X", membership.Given("rooms"), membership.MaxUnits+1)}, finance.ErrRange},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := membership.NewStatement(a, c.clause, c.through, day("2026-01-01"), slices.Values(c.facts))
			require.ErrorIs(t, err, c.want)
		})
	}
	_, err := membership.NewStatement(accrual.Agreement{}, "rooms", day("2025-01-31"), day("2026-01-01"), nil)
	require.ErrorIs(t, err, finance.ErrMissing)
}

func raw(id string, m accrual.Meter, n int64) accrual.Fact {
	return accrual.Fact{ID: id, Agreement: "M-1", On: day("2025-01-05"), Known: day("2025-01-05"), Adds: []accrual.Reading{{Meter: m, N: n}}}
}

// As the membership ends what was bought is refunded, and the rest lapses.
func TestEndedStatement(t *testing.T) {
	m := rooms(membership.Allowance{Units: 8})
	m.Term = period("2025-01-01", "2025-02-15")
	s := statement(t, m, "2025-06-30", purchase("P-1", "2025-02-05", 4, "100.00"), use("U-1", "2025-02-06", 5))
	require.Equal(t, []string{
		"2025-02-01 granted  left 4, 0.00 RUB",
		"2025-02-05 bought P-1 left 8, 100.00 RUB",
		"2025-02-06 used U-1 left 3, 0.00 RUB",
		"2025-02-14 ended  left 0, -75.00 RUB",
	}, entries(s.Cycles[1]))
	require.Equal(t, membership.Flow{Granted: 4, Bought: 4, Used: 5, Refunded: 3}, s.Cycles[1].Flow)
	m.Term = period("2025-01-01", "2025-02-01") // on a billing day
	s = statement(t, m, "2025-06-30", use("U-1", "2025-01-31", 5))
	require.Equal(t, []string{"2025-01-01: 0 +8 +0 +0 -5 -0 -3 =0, over 0, 0.00 RUB"}, balances(s))
}
