package tenancy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Amounts worked out by hand; March 2026 has 31 days, April 30.
func TestAmountMoves(t *testing.T) {
	march, april := month("2026-03"), month("2026-04")
	flat := tenancy.Amount{Monthly: rub("30000.00")}
	with := func(change func(a *tenancy.Amount)) tenancy.Amount {
		a := flat
		change(&a)
		return a
	}
	from := func(s string) civil.Period { return period(s, "..") }
	step := func(on, to string) tenancy.Step { return tenancy.Step{From: day(on), Monthly: rub(to)} }
	for _, c := range []struct {
		name   string
		amount tenancy.Amount
		span   accrual.Span
		want   string
	}{
		{"pieces", tenancy.Amount{Monthly: rub("9000.00"), Count: num("3"), Unit: "desks"}, whole(march), "27000.00"},
		{"metres of shelf", tenancy.Amount{Monthly: rub("1500.00"), Count: num("2.5")}, span(march, from("2026-03-21"), march.To), "1330.65"}, // 3750 × 11/31
		{"a part", with(func(a *tenancy.Amount) { a.Part = rate("60%") }), whole(march), "18000.00"},
		{"a part of a third", with(func(a *tenancy.Amount) { a.Part = rate("1/3") }), span(march, from("2026-03-21"), march.To), "3548.39"}, // 10000 × 11/31
		{"a step in the middle", with(func(a *tenancy.Amount) { a.Steps = []tenancy.Step{step("2026-04-11", "36000.00")} }), whole(april), "34000.00"},
		{"a step on the first day", with(func(a *tenancy.Amount) { a.Steps = []tenancy.Step{step("2026-04-01", "36000.00")} }), whole(april), "36000.00"},
		{"a step on the day after", with(func(a *tenancy.Amount) { a.Steps = []tenancy.Step{step("2026-05-01", "36000.00")} }), whole(april), "30000.00"},
		{"a step that is not reached yet", with(func(a *tenancy.Amount) { a.Steps = []tenancy.Step{step("2026-04-11", "36000.00")} }), span(april, april, day("2026-04-11")), "10000.00"},
		{"a step before a rent that begins late", with(func(a *tenancy.Amount) { a.Steps = []tenancy.Step{step("2026-04-11", "36000.00")} }), span(april, from("2026-04-16"), april.To), "18000.00"},
		{"two steps in a month", with(func(a *tenancy.Amount) {
			a.Steps = []tenancy.Step{step("2026-04-11", "36000.00"), step("2026-04-21", "39000.00")}
		}), whole(april), "35000.00"},
		{"a step to nothing", with(func(a *tenancy.Amount) { a.Steps = []tenancy.Step{step("2026-04-16", "0.00")} }), whole(april), "15000.00"},
		{"raises are of the price before, rounded", with(func(a *tenancy.Amount) {
			a.Monthly = rub("100.01")
			a.Steps = []tenancy.Step{{From: day("2026-01-01"), Raise: rate("5%")}, {From: day("2026-02-01"), Raise: rate("5%")}}
		}), whole(march), "110.26"}, // 105.0105 → 105.01, 110.2605 → 110.26
		{"a raise below nothing", with(func(a *tenancy.Amount) { a.Steps = []tenancy.Step{{From: day("2026-01-01"), Raise: rate("-10%")}} }), whole(march), "27000.00"},
		{"a rising part of market rent", with(func(a *tenancy.Amount) {
			a.Part = rate("50%")
			a.Steps = []tenancy.Step{{From: day("2026-04-16"), Part: rate("75%")}, {From: day("2026-05-16"), Part: rate("100%")}}
		}), whole(april), "18750.00"},
		{"then all of it", with(func(a *tenancy.Amount) {
			a.Part = rate("50%")
			a.Steps = []tenancy.Step{{From: day("2026-04-16"), Part: rate("75%")}, {From: day("2026-05-16"), Part: rate("100%")}}
		}), whole(month("2026-05")), "26370.97"}, // 22500 × 15/31 + 30000 × 16/31
		{"thirds and halves", with(func(a *tenancy.Amount) {
			a.Part = rate("1/3")
			a.Steps = []tenancy.Step{{From: day("2026-04-16"), Part: rate("1/2")}}
		}), whole(april), "12500.00"},
		{"a step by thirtieths of a part month", with(func(a *tenancy.Amount) {
			a.Days = tenancy.ThirtyDays
			a.Steps = []tenancy.Step{step("2026-03-21", "36000.00")}
		}), span(march, from("2026-03-11"), march.To), "23200.00"}, // 10 × 1000 + 11 × 1200
		{"a step by the year", with(func(a *tenancy.Amount) {
			a.Days = tenancy.YearDays
			a.Steps = []tenancy.Step{step("2026-03-21", "36500.00")}
		}), span(march, from("2026-03-11"), march.To), "23063.01"}, // 12/365 × (10 × 30000 + 11 × 36500)
		{"by area, in steps", tenancy.Amount{Monthly: rub("700.00"), Area: area("33.33"), Steps: []tenancy.Step{step("2026-04-16", "735.00")}}, whole(april), "23914.28"}, // 33.33 × 717.5 = 23914.275
		{"a step on the last day", with(func(a *tenancy.Amount) { a.Steps = []tenancy.Step{step("2026-04-30", "60000.00")} }), whole(april), "31000.00"},                  // 29 × 1000 + 2000
		{"only some days", with(func(a *tenancy.Amount) {
			a.Only = []civil.Period{period("2026-03-30", "2026-04-04"), period("2026-04-10", "2026-04-13")}
		}), whole(april), "6000.00"},
		{"no day of the month", with(func(a *tenancy.Amount) { a.Only = []civil.Period{period("2026-05-01", "2026-06-01")} }), whole(april), "0.00"},
		{"less than what another charged", with(func(a *tenancy.Amount) { a.Above = []string{"other"} }), whole(april, 31000_00), "0.00"},
		{"more than what two others charged", with(func(a *tenancy.Amount) { a.Above = []string{"a", "b"} }), whole(april, 20000_00, 4000_00), "6000.00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.NoError(t, c.amount.Validate())
			require.Equal(t, rub(c.want), earned(t, c.amount, c.span))
		})
	}
}

// What an abatement takes off and what is left are the rent, on every day.
func TestAbatedAndChargedAreTheRent(t *testing.T) {
	rent := tenancy.Amount{Monthly: rub("45000.00"), Steps: tenancy.Yearly(rate("5%"), day("2026-03-10"), day("2029-03-10"))}
	free := rent.Abated(rate("100%"), period("2026-03-21", "2026-04-05"), period("2027-03-01", "2027-04-01"))
	require.NoError(t, free.Validate())
	for m, want := range map[string]string{"2026-03": "-15967.74", "2026-04": "-6000.00", "2026-05": "0.00", "2027-03": "-46596.77"} { // 45000 × 9/31 + 47250 × 22/31
		require.Equal(t, rub(want), earned(t, free, whole(month(m))), m)
	}
	require.Equal(t, earned(t, rent, whole(month("2027-03"))).Minor(), -earned(t, free, whole(month("2027-03"))).Minor())
	for on, want := range map[string]string{"2026-03-20": "0.00", "2026-03-21": "-45000.00", "2026-04-04": "-45000.00", "2026-04-05": "0.00", "2027-03-10": "-47250.00"} {
		got, err := free.PerMonth(day(on))
		require.NoError(t, err)
		require.Equal(t, rub(want), got, on)
	}
}

// A rent that counts in part, and in another part from some days on, is abated by
// a share of what it counts: half of 60000.00, then three quarters.
func TestAbatedTakesAShareOfTheParts(t *testing.T) {
	rent := tenancy.Amount{Monthly: rub("60000.00"), Part: rate("50%"), Steps: []tenancy.Step{
		{From: day("2026-03-16"), Part: rate("75%")}, {From: day("2026-05-01"), Raise: rate("10%")},
	}}
	for _, c := range []struct{ share, march, april, may string }{
		{"100%", "-37741.94", "-45000.00", "-49500.00"}, // 30000 × 15/31 + 45000 × 16/31
		{"40%", "-15096.77", "-18000.00", "-19800.00"},
	} {
		off := rent.Abated(rate(c.share))
		require.NoError(t, off.Validate())
		require.True(t, off.Abates())
		for m, want := range map[string]string{"2026-03": c.march, "2026-04": c.april, "2026-05": c.may} {
			require.Equal(t, rub(want), earned(t, off, whole(month(m))), m)
		}
	}
	require.Equal(t, rate("75%"), rent.Steps[0].Part, "the rent itself stays")
	require.Equal(t, rub("37741.94"), earned(t, rent, whole(month("2026-03"))))
}

// A rent that runs on some days only is abated on no others.
func TestAbatedOnlyWhereTheRentRuns(t *testing.T) {
	rent := tenancy.Amount{Monthly: rub("31000.00"), Only: []civil.Period{period("2026-06-01", "2026-07-11"), period("2026-08-01", "..")}}
	for _, c := range []struct {
		days                     []civil.Period
		may, june, july, october string
	}{
		{nil, "0.00", "-31000.00", "-10000.00", "-31000.00"},
		{[]civil.Period{period("2026-05-01", "2026-07-06"), period("2026-07-10", "2026-07-21"), month("2026-10")}, "0.00", "-31000.00", "-6000.00", "-31000.00"}, // 5 days and 1
	} {
		off := rent.Abated(rate("100%"), c.days...)
		require.NoError(t, off.Validate())
		for m, want := range map[string]string{"2026-05": c.may, "2026-06": c.june, "2026-07": c.july, "2026-10": c.october} {
			require.Equal(t, rub(want), earned(t, off, whole(month(m))), m)
		}
	}
	require.Equal(t, period("2026-06-01", "2026-07-11"), rent.Only[0])
}

func TestYearly(t *testing.T) {
	require.Equal(t, []tenancy.Step{{From: day("2027-03-10"), Raise: rate("5%")}, {From: day("2028-03-10"), Raise: rate("5%")}}, tenancy.Yearly(rate("5%"), day("2026-03-10"), day("2029-03-10")))
	leap := tenancy.Yearly(rate("5%"), day("2024-02-29"), day("2029-01-01"))
	require.Equal(t, []civil.Date{day("2025-02-28"), day("2026-02-28"), day("2027-02-28"), day("2028-02-29")}, []civil.Date{leap[0].From, leap[1].From, leap[2].From, leap[3].From})
	require.Len(t, tenancy.Yearly(rate("5%"), day("0001-01-01"), day("9999-12-31")), 400)
	require.Empty(t, tenancy.Yearly(rate("5%"), day("9999-01-01"), day("9999-12-31")))
}

func TestAmountRefused(t *testing.T) {
	good := tenancy.Amount{Monthly: rub("1.00")}
	with := func(change func(a *tenancy.Amount)) tenancy.Amount {
		a := good
		change(&a)
		return a
	}
	steps := func(s ...tenancy.Step) tenancy.Amount { return with(func(a *tenancy.Amount) { a.Steps = s }) }
	may := tenancy.Step{From: day("2026-05-01"), Part: rate("50%")}
	for _, c := range []struct {
		amount tenancy.Amount
		want   string
	}{
		{with(func(a *tenancy.Amount) { a.Count, a.Area = num("1"), area("1") }), "count: beside an area: conflict"},
		{with(func(a *tenancy.Amount) { a.Count = num("-1") }), "count: negative"},
		{with(func(a *tenancy.Amount) { a.Count = num("1000000.1") }), "count: at most a million, as n/d, d at most 10000: out of range"},
		{with(func(a *tenancy.Amount) { a.Count = num("1/10001") }), "count: at most a million, as n/d, d at most 10000: out of range"},
		{with(func(a *tenancy.Amount) { a.Part = rate("100.01%") }), "part: -100% to 100%: out of range"},
		{with(func(a *tenancy.Amount) { a.Part = rate("-100.01%") }), "part: -100% to 100%: out of range"},
		{with(func(a *tenancy.Amount) { a.Part = rate("1/10001") }), "part: as n/d, d at most 10000: out of range"},
		{with(func(a *tenancy.Amount) { a.Unit = "123456789012345678901234567890123" }), "unit: 33 bytes, at most 32: over the limit"},
		{with(func(a *tenancy.Amount) {
			a.Only = []civil.Period{period("2026-01-01", "2026-02-01"), period("2026-01-31", "2026-03-01")}
		}), "only[1]: 2026-01-01/2026-02-01 and 2026-01-31/2026-03-01: overlap"},
		{with(func(a *tenancy.Amount) {
			a.Only = []civil.Period{period("2026-02-01", "2026-03-01"), period("2026-01-01", "2026-02-01")}
		}), "only[1]: 2026-01-01/2026-02-01 after 2026-02-01/2026-03-01: out of order"},
		{with(func(a *tenancy.Amount) { a.Above = []string{"a", "a"} }), `above[1]: "a": duplicate`},
		{with(func(a *tenancy.Amount) { a.For = 8 }), "for: purpose 8: out of range"},
		{steps(tenancy.Step{Part: rate("50%")}), "steps[0].from: missing"},
		{steps(tenancy.Step{From: day("2026-05-01")}), "steps[0]: a monthly, a raise or a part: missing"},
		{steps(tenancy.Step{From: day("2026-05-01"), Part: rate("50%"), Raise: rate("5%")}), "steps[0]: one of monthly, raise and part: conflict"},
		{steps(tenancy.Step{From: day("2026-05-01"), Monthly: rub("-0.01")}), "steps[0].monthly: negative"},
		{steps(tenancy.Step{From: day("2026-05-01"), Raise: rate("-100%")}), "steps[0].raise: over -100%, at most 1000%: out of range"},
		{steps(tenancy.Step{From: day("2026-05-01"), Raise: rate("1000.1%")}), "steps[0].raise: over -100%, at most 1000%: out of range"},
		{steps(tenancy.Step{From: day("2026-05-01"), Part: rate("100.1%")}), "steps[0].part: -100% to 100%, as n/d, d at most 10000: out of range"},
		{with(func(a *tenancy.Amount) {
			a.Part, a.Steps = rate("-1%"), []tenancy.Step{{From: day("2026-05-01"), Part: rate("-100.1%")}}
		}), "steps[0].part: -100% to 100%, as n/d, d at most 10000: out of range"},
		{steps(tenancy.Step{From: day("2026-05-01"), Part: rate("-1%")}), "steps[0].part: -1% beside 0%: a charge or an abatement: conflict"},
		{with(func(a *tenancy.Amount) { a.Above, a.Part = []string{"other"}, rate("-50%") }), "above: of an abatement: conflict"},
		{good.Abated(rate("0%"), month("2026-03")), "monthly: missing"},
		{with(func(a *tenancy.Amount) { a.Part = rate("1/3") }).Abated(rate("1/9999")), "part: as n/d, d at most 10000: out of range"},
		{with(func(a *tenancy.Amount) { a.Part = rate("1/9223372036854775807") }).Abated(rate("1/2")), "part: as n/d, d at most 10000: out of range"},
		{good.Abated(rate("2/9223372036854775807")), "part: as n/d, d at most 10000: out of range"},
		{with(func(a *tenancy.Amount) { a.Part = rate("1/2") }).Abated(rate("3/9223372036854775807")), "part: as n/d, d at most 10000: out of range"},
		{steps(
			tenancy.Step{From: day("2026-05-01"), Part: rate("1/9973")}, tenancy.Step{From: day("2026-05-02"), Part: rate("1/100")}, tenancy.Step{From: day("2026-05-03"), Part: rate("1/7")},
		), "steps[2].part: all parts together as n/d, d at most 1000000: out of range"},
		{with(func(a *tenancy.Amount) {
			a.Part, a.Steps = rate("1/9973"), []tenancy.Step{{From: day("2026-05-01"), Part: rate("1/101")}}
		}), "steps[0].part: all parts together as n/d, d at most 1000000: out of range"},
		{good.Abated(rate("40%"), month("2026-03"), month("2026-05")).Abated(rate("50%"), month("2026-04")), "monthly: missing"},
		{steps(may, may), "steps[1].from: 2026-05-01 after 2026-05-01: out of order"},
		{with(func(a *tenancy.Amount) { a.Part, a.Steps = rate("-50%"), []tenancy.Step{may} }), "steps[0].part: 50% beside -50%: a charge or an abatement: conflict"},
		{steps(make([]tenancy.Step, 401)...), "steps: 401, at most 400: over the limit"},
	} {
		require.EqualError(t, c.amount.Validate(), c.want)
	}
	for _, a := range []tenancy.Amount{
		with(func(a *tenancy.Amount) { a.Count = num("1000000") }), with(func(a *tenancy.Amount) { a.Part = rate("-100%") }),
		with(func(a *tenancy.Amount) { a.Count = num("1/10000") }), steps(tenancy.Step{From: day("2026-05-01"), Raise: rate("1000%")}),
		steps(tenancy.Step{From: day("2026-05-01"), Monthly: rub("0.00")}), steps(tenancy.Yearly(rate("5%"), day("0001-01-01"), day("9999-01-01"))...),
		with(func(a *tenancy.Amount) {
			a.Only = []civil.Period{period("2026-01-01", "2026-02-01"), period("2026-02-01", "2026-03-01")}
		}),
	} {
		require.NoError(t, a.Validate())
	}
}

// Without steps, or bound to what it is the greater of, a month costs no heap.
func TestAmountDoesNotAllocate(t *testing.T) {
	april := month("2026-04")
	for _, a := range []tenancy.Amount{
		{Monthly: rub("1500.00"), Count: num("2.5"), Part: rate("60%")},
		{Monthly: rub("1500.00"), Above: []string{"a"}, Only: []civil.Period{april}},
		{Monthly: rub("1500.00"), Steps: []tenancy.Step{{From: day("2026-04-11"), Raise: rate("5%")}}},
	} {
		s := whole(april, 100_00)
		require.Zero(t, testing.AllocsPerRun(100, func() { _, _ = a.Earned(s) }))
	}
}

// A contract's area with millions of metres, over all days of the calendar.
func TestAmountAtItsLimits(t *testing.T) {
	a := tenancy.Amount{Monthly: rub("0.01"), Area: area("1000000000.00"), Part: rate("9999/10000"), Days: tenancy.YearDays}
	require.NoError(t, a.Validate())
	require.Equal(t, rub("9999000.00"), earned(t, a, whole(month("2026-03"))))
	a = tenancy.Amount{Monthly: finance.Minor(1<<62, finance.RUB), Steps: []tenancy.Step{{From: day("2026-03-10"), Part: rate("9999/10000")}}}
	_, err := a.Earned(whole(month("2026-03")))
	require.ErrorIs(t, err, finance.ErrOverflow)
}

// Whatever the rounding, a rent-free stretch takes off all that was charged.
func TestAnAbatementMirrorsTheRounding(t *testing.T) {
	for r := finance.Rounding(0); r.Validate() == nil; r++ {
		for days := 1; days < 31; days++ {
			rent := tenancy.Amount{Monthly: rub("70.03"), Rounding: r}
			free := rent.Abated(rate("100%"), always)
			s := span(month("2026-03"), civil.Period{From: day("2026-03-01").AddDays(days), To: day("2026-04-01")}, day("2026-04-01"))
			require.Zero(t, earned(t, rent, s).Minor()+earned(t, free, s).Minor(), "%v %d", r, days)
		}
	}
}

var always = period("2020-01-01", "..")
