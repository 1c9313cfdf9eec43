package membership_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/membership"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// span is a term from a day on, held in pieces, as reached on a day.
func span(from, to string, held ...civil.Period) accrual.Span {
	s := accrual.Span{Window: civil.Period{From: day(from)}, Since: day(from), To: day(to), Held: held, Currency: finance.RUB}
	if len(held) == 0 {
		s.Held = []civil.Period{{From: day(from)}}
	}
	return s
}

// Amounts worked out by hand, of 3000.00 a cycle.
func TestPlanFee(t *testing.T) {
	price := rub("3000.00")
	for _, c := range []struct {
		name string
		fee  membership.PlanFee
		span accrual.Span
		want string
	}{
		{"billed on its first day", membership.PlanFee{Day: 1}, span("2025-01-01", "2025-01-02"), "3000.00"},
		{"not yet begun", membership.PlanFee{Day: 1}, span("2025-01-01", "2025-01-02", period("2025-01-02", "..")), "0.00"},
		{"the day before the next", membership.PlanFee{Day: 1}, span("2025-01-01", "2025-02-01"), "3000.00"},
		{"the next day", membership.PlanFee{Day: 1}, span("2025-01-01", "2025-02-02"), "6000.00"},
		{"12 of 31 days", membership.PlanFee{Day: 1}, span("2025-01-20", "2025-01-21"), "1161.29"},
		{"12 of 31 days, up", membership.PlanFee{Day: 1, Rounding: finance.Up}, span("2025-01-20", "2025-01-21"), "1161.30"},
		{"from the day of joining", membership.PlanFee{}, span("2025-01-20", "2025-02-20"), "3000.00"},
		{"and again", membership.PlanFee{}, span("2025-01-20", "2025-02-21"), "6000.00"},
		{"all of the first", membership.PlanFee{Day: 1, Whole: true}, span("2025-01-20", "2025-01-21"), "3000.00"},
		{"all of the first, ended in it", membership.PlanFee{Day: 1, Whole: true}, span("2025-01-20", "2025-01-31", period("2025-01-20", "2025-01-22")), "2032.26"}, // 19 days before, and 2
		{"not of the second", membership.PlanFee{Day: 1, Whole: true}, span("2025-01-20", "2025-03-01", period("2025-01-20", "2025-02-15")), "4500.00"},
		{"a part at the end", membership.PlanFee{Day: 1}, span("2025-01-01", "2025-03-01", period("2025-01-01", "2025-02-15")), "4500.00"},
		{"an end on a billing day", membership.PlanFee{Day: 1}, span("2025-01-01", "2025-04-01", period("2025-01-01", "2025-03-01")), "6000.00"},
		{"two pieces of a cycle", membership.PlanFee{Day: 1, Rounding: finance.Up}, span("2025-01-01", "2025-02-01", period("2025-01-01", "2025-01-02"), period("2025-01-05", "2025-01-06")), "193.55"}, // 2 of 31 days once; twice 1 would be 193.56
		{"the second has not begun", membership.PlanFee{Day: 1}, span("2025-01-01", "2025-01-05", period("2025-01-01", "2025-01-02"), period("2025-01-05", "2025-01-06")), "96.77"},
		{"from 20 August to 15 September by months", membership.PlanFee{Day: 15, Basis: membership.MonthDays}, span("2025-08-20", "2025-08-21"), "2561.29"}, // 12/31 + 14/30
		{"by days of the cycle", membership.PlanFee{Day: 15}, span("2025-08-20", "2025-08-21"), "2516.13"},                                                  // 26/31
		{"by months, never more than one", membership.PlanFee{Day: 15, Basis: membership.MonthDays}, span("2025-01-16", "2025-01-17"), "3000.00"},           // 16/31 + 14/28
		{"all of the first, by months", membership.PlanFee{Day: 15, Basis: membership.MonthDays, Whole: true}, span("2025-08-20", "2025-08-21"), "3000.00"},
		{"twelve of them", membership.PlanFee{Day: 31}, span("2025-01-31", "2025-12-31"), "33000.00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.fee.Price = price
			require.NoError(t, c.fee.Validate())
			got, err := c.fee.Earned(c.span)
			require.NoError(t, err)
			require.Equal(t, rub(c.want), got)
			again := c.span
			again.Trace = &accrual.Trace{}
			got, err = c.fee.Earned(again)
			require.NoError(t, err)
			require.Equal(t, rub(c.want), got, "with a trace")
		})
	}
}

// After a restart inside a cycle the next one is the first that is billed: what was
// billed stands.
func TestFeeAfterRestart(t *testing.T) {
	fee := membership.PlanFee{Price: rub("3000.00"), Day: 1}
	for since, want := range map[string]string{
		"2025-01-10": "3000.00", "2025-02-01": "3000.00", "2025-02-02": "0.00", "2025-01-01": "4161.29", // 12 of 31 days, and February
	} {
		s := span("2024-01-20", "2025-02-20", period("2025-01-20", ".."))
		if s.Since = day(since); since == "2025-01-10" {
			s.Held[0].From = day("2025-01-05")
		}
		got, err := fee.Earned(s)
		require.NoError(t, err)
		require.Equal(t, rub(want), got, since)
	}
}

func TestJoiningDiscount(t *testing.T) {
	fee := membership.PlanFee{Price: rub("3000.00"), Day: 1, Whole: true}
	for _, c := range []struct {
		name     string
		discount membership.JoiningDiscount
		span     accrual.Span
		want     string
	}{
		{"19 of 31 days missed", membership.JoiningDiscount{Of: fee}, span("2025-01-20", "2025-01-21"), "-1838.71"},
		{"once", membership.JoiningDiscount{Of: fee}, span("2025-01-20", "2025-06-01"), "-1838.71"},
		{"within 12 days of the billing day", membership.JoiningDiscount{Of: fee, Within: 12}, span("2025-01-20", "2025-01-21"), "-1838.71"},
		{"not within 11", membership.JoiningDiscount{Of: fee, Within: 11}, span("2025-01-20", "2025-01-21"), "0.00"},
		{"on the billing day", membership.JoiningDiscount{Of: fee}, span("2025-01-01", "2025-01-21"), "0.00"},
		{"not yet joined", membership.JoiningDiscount{Of: fee}, span("2025-01-10", "2025-01-20", period("2025-01-20", "..")), "0.00"},
		{"joined before a restart", membership.JoiningDiscount{Of: fee}, span("2025-01-21", "2025-02-20", period("2025-01-20", "..")), "0.00"},
		{"on the day of joining as billing day", membership.JoiningDiscount{Of: membership.PlanFee{Price: rub("1.00"), Whole: true}}, span("2025-01-20", "2025-01-21"), "0.00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.NoError(t, c.discount.Validate())
			got, err := c.discount.Earned(c.span)
			require.NoError(t, err)
			require.Equal(t, rub(c.want), got)
		})
	}
	none := span("2025-01-01", "2025-01-21")
	none.Held = nil
	got, err := membership.JoiningDiscount{Of: fee}.Earned(none)
	require.NoError(t, err)
	require.Equal(t, rub("0.00"), got)
}

func TestDayPass(t *testing.T) {
	p := membership.DayPass{Credit: "pass", Price: rub("700.00")}
	s := span("2025-01-01", "2025-02-01")
	s.Meters = []int64{3}
	got, err := p.Earned(s)
	require.NoError(t, err)
	require.Equal(t, rub("2100.00"), got)
	s.Meters = nil
	_, err = p.Earned(s)
	require.ErrorIs(t, err, finance.ErrMissing)
	s.Meters = []int64{math.MaxInt64}
	_, err = p.Earned(s)
	require.ErrorIs(t, err, finance.ErrOverflow)
	require.Equal(t, accrual.Window{}, p.Window())
	require.Equal(t, []accrual.Meter{"used:pass"}, p.Meters())
}

// Passes are counted in the month of their use, at the price of the plan of their
// day; during a pause too.
func TestPassesThroughTheSpine(t *testing.T) {
	dearer := membership.Plan{ID: "dearer", Clauses: []accrual.Named{named("prints", membership.DayPass{Credit: "prints", Price: rub("20.00")})}}
	c := closing{TB: t, membership: member(desk(), period("2025-01-01", ".."))}
	c.membership.Changes = []membership.Change{{On: day("2025-01-15"), Known: day("2025-01-10"), Plan: dearer, Day: membership.OldPlan}}
	c.membership.Pauses = []membership.Pause{{Period: period("2025-01-10", "2025-01-12"), Known: day("2025-01-09")}}
	for i, on := range []string{"2025-01-03", "2025-01-11", "2025-01-15", "2025-01-16"} {
		u := membership.Use{Event: event("U-"+string(rune('1'+i)), on), Credit: "prints", Units: 10}
		c.facts = append(c.facts, fact(u.Fact()))
	}
	require.Equal(t, []string{"desk 2025-01 3774.19 RUB", "prints 2025-01 500.00 RUB"}, c.close("2025-01")) // 13 of 31 days: 15 without 2
	require.Empty(t, c.close("2025-02"))
}

// A plan without a credit keeps its price: nothing that is used is free.
func TestPriceOutlivesThePlan(t *testing.T) {
	bare := membership.Plan{ID: "bare", Clauses: []accrual.Named{named("bare", membership.PlanFee{Price: rub("1000.00"), Day: 1})}}
	c := closing{TB: t, membership: member(desk(), period("2025-01-01", ".."))}
	c.membership.Changes = []membership.Change{{On: day("2025-02-01"), Known: day("2025-01-10"), Plan: bare}}
	c.facts = append(c.facts, use("U-1", "2025-02-05", 2), fact(membership.Use{Event: event("U-2", "2025-02-05"), Credit: "prints", Units: 3}.Fact()))
	c.close("2025-01")
	require.ElementsMatch(t, []string{"bare 2025-02 1000.00 RUB", "rooms 2025-02 1000.00 RUB", "prints 2025-02 30.00 RUB"}, c.close("2025-02"))
}

// Why, in words: the clause's own formula with a trace.
func TestWhy(t *testing.T) {
	fee := membership.PlanFee{Price: rub("3000.00"), Day: 15}
	byMonths := membership.PlanFee{Price: rub("3000.00"), Day: 15, Basis: membership.MonthDays}
	full := membership.PlanFee{Price: rub("3000.00"), Day: 15, Whole: true}
	passes := membership.DayPass{Credit: "rooms", Price: rub("700.00")}
	hours := membership.Allowance{Credit: "rooms", Units: 8, Day: 1, Overage: rub("10.00"), Per: 2}
	inHours := hours
	inHours.Unit = "hours"
	for _, c := range []struct {
		clause accrual.Clause
		month  string
		want   string
	}{
		{fee, "2025-01", "3000.00 RUB × 26/31 days"},
		{fee, "2025-02", "3000.00 RUB × 26/31 days + 3000.00 RUB, less for the time before 2516.13 RUB"},
		{full, "2025-01", "3000.00 RUB × 31/31 days"},
		{byMonths, "2025-01", "3000.00 RUB × 55/62"}, // 12/31 + 14/28
		{membership.JoiningDiscount{Of: full}, "2025-01", "3000.00 RUB × -5/31"},
		{passes, "2025-01", "700.00 RUB × 5 rooms"},
		{hours, "2025-02", "100.00 RUB + 10.00 RUB × 1.5 rooms + -10.00 RUB"},
		{inHours, "2025-02", "100.00 RUB + 10.00 RUB × 1.5 hours + -10.00 RUB"},
	} {
		m := member(membership.Plan{ID: "p", Clauses: []accrual.Named{named("it", c.clause)}}, period("2025-01-20", ".."))
		a := agreement(t, m)
		facts := []accrual.Fact{use("U-1", "2025-01-21", 5)}
		if c.clause == hours || c.clause == inHours {
			facts = []accrual.Fact{
				purchase("P-1", "2025-02-02", 2, "100.00"), use("U-1", "2025-02-03", 13), cancel("C-1", "2025-02-04", 2, ref("U-1", "2025-02-03")),
			}
		}
		key := accrual.Key{Agreement: "M-1", Clause: "it", Slot: civil.MustMonth(c.month).Period()}
		why, err := accrual.Explain(a, key, day("2025-06-01"), slices.Values(facts))
		require.NoError(t, err)
		require.Equal(t, c.want, why.String())
	}
}

// A clause that nobody reads allocates nothing.
func TestFeesDoNotAllocate(t *testing.T) {
	if racing {
		t.Skip("the race detector allocates")
	}
	fee := membership.PlanFee{Price: rub("3000.00"), Day: 15, Whole: true}
	clauses := []accrual.Earner{fee, membership.JoiningDiscount{Of: fee}, membership.DayPass{Credit: "pass", Price: rub("700.00")}}
	s := span("2025-01-20", "2026-01-20")
	s.Meters = []int64{3}
	for _, c := range clauses {
		require.Zero(t, testing.AllocsPerRun(100, func() { _, _ = c.Earned(s) }), "%T", c)
	}
}

// What does not fit is refused, with the clause named.
func TestOverflow(t *testing.T) {
	huge := finance.Minor(math.MaxInt64, finance.RUB)
	for _, fee := range []membership.PlanFee{{Price: huge, Day: 1}, {Price: huge, Day: 1, Basis: membership.MonthDays}} {
		_, err := fee.Earned(span("2025-01-01", "2025-04-01"))
		require.ErrorIs(t, err, finance.ErrOverflow)
		require.True(t, strings.HasPrefix(err.Error(), "plan fee: "))
	}
	_, err := membership.PlanFee{Price: rub("1.00"), Day: 1, Basis: 9}.Earned(span("2025-01-20", "2025-04-01"))
	require.ErrorIs(t, err, finance.ErrRange)
	_, err = membership.JoiningDiscount{Of: membership.PlanFee{Price: rub("1.00"), Day: 1, Basis: 9}}.Earned(span("2025-01-20", "2025-04-01"))
	require.ErrorIs(t, err, finance.ErrRange)
	facts := []accrual.Fact{
		purchase("P-1", "2025-01-02", 2, "92233720368547758.07"), purchase("P-2", "2025-01-02", 2, "92233720368547758.07"),
	}
	hours := membership.Allowance{Credit: "rooms", Units: 8, Day: 1, Overage: rub("10.00")}
	lines, state, err := hours.Step("", span("2025-01-01", "2025-02-01"), facts)
	require.ErrorIs(t, err, finance.ErrOverflow)
	require.ErrorContains(t, err, `fact "P-2"`)
	require.Empty(t, lines)
	require.Empty(t, state)
}

// More facts than one cycle takes are refused, and fast.
func TestTooManyEvents(t *testing.T) {
	var facts []accrual.Fact
	for i := range membership.MaxEvents {
		f := use("U-"+strings.Repeat("x", i%7), "2025-01-02", 1)
		facts = append(facts, f)
	}
	hours := membership.Allowance{Credit: "rooms", Units: 8, Day: 1, Overage: rub("10.00")}
	_, _, err := hours.Step("", span("2025-01-01", "2025-02-01"), facts)
	require.ErrorIs(t, err, finance.ErrLimit)
}

// Whatever stands for a state is read as one, or refused and answered as it was;
// what is read goes on.
func FuzzState(f *testing.F) {
	hours := membership.Allowance{Credit: "rooms", Units: 8, Day: 1, Rollover: membership.Rollover{Cycles: 1}, Overage: rub("10.00")}
	s := span("2025-01-01", "2025-01-20")
	facts := []accrual.Fact{purchase("P-1", "2025-01-02", 2, "100.00"), use("U-1", "2025-01-03", 11), goodwill("G-1", "2025-01-04", 1)}
	_, state, err := hours.Step("", s, facts)
	require.NoError(f, err)
	f.Add(string(state))
	f.Add("")
	f.Add("{}")                                                                                   // no schema
	f.Add(`{"allowance":1,"cycle":"2025-01-01/2025-02-01","open":[{"s":2,"left":5,"units":3}]}`)  // more left than was bought
	f.Add(`{"allowance":1,"cycle":"2025-01-01/2025-02-01","events":[{"k":9,"on":"2025-01-01"}]}`) // no such kind
	f.Add(`{"allowance":1,"cycle":"2025-01-01/9025-02-01"}`)                                      // no cycle
	f.Fuzz(func(t *testing.T, text string) {
		next := span("2025-01-01", "2025-02-20")
		next.Since = day("2025-01-20")
		lines, after, err := hours.Step(accrual.State(text), next, nil)
		if err != nil {
			require.Equal(t, accrual.State(text), after)
			require.Empty(t, lines)
			return
		}
		next.Since, next.To = next.To, day("2025-03-10")
		_, _, err = hours.Step(after, next, nil)
		if err != nil {
			require.ErrorIs(t, err, finance.ErrOverflow)
		}
	})
}
