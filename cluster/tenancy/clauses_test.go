package tenancy_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Amounts worked out by hand: 45000.00 × 11/31 = 15967.741…
func TestAmount(t *testing.T) {
	march, february := month("2026-03"), month("2026-02")
	for _, c := range []struct {
		name, monthly string
		days          tenancy.DayBasis
		by            finance.Rounding
		span          accrual.Span
		want          string
	}{
		{"taken on the 21st", "45000.00", 0, 0, span(march, period("2026-03-21", ".."), march.To), "15967.74"},
		{"rounded up", "45000.00", 0, finance.Up, span(march, period("2026-03-21", ".."), march.To), "15967.75"},
		{"the whole month", "45000.00", 0, 0, whole(march), "45000.00"},
		{"not yet begun", "45000.00", 0, 0, span(march, period("2026-04-01", ".."), march.To), "0.00"},
		{"a tie goes to the even", "0.31", 0, 0, span(march, period("2026-03-01", "2026-03-02"), march.To), "0.01"},
		{"half of February", "0.05", 0, 0, span(february, period("2026-02-01", "2026-02-15"), february.To), "0.02"},
		{"half-up instead", "0.05", 0, finance.HalfUp, span(february, period("2026-02-01", "2026-02-15"), february.To), "0.03"},
		{"thirty of 31 days by thirtieths", "45000.00", tenancy.ThirtyDays, 0, span(march, period("2026-03-02", ".."), march.To), "45000.00"},
		{"31 of 31", "45000.00", tenancy.ThirtyDays, 0, whole(march), "45000.00"},
		{"27 of February's 28", "45000.00", tenancy.ThirtyDays, 0, span(february, period("2026-02-02", ".."), february.To), "40500.00"},
		{"28 of February's 28", "45000.00", tenancy.ThirtyDays, 0, whole(february), "45000.00"},
		{"11 days of a year", "45000.00", tenancy.YearDays, 0, span(march, period("2026-03-21", ".."), march.To), "16273.97"},
		{"thirty of 31 by the year", "45000.00", tenancy.YearDays, 0, span(march, period("2026-03-02", ".."), march.To), "44383.56"},
		{"31 of 31 by the year", "45000.00", tenancy.YearDays, 0, whole(march), "45000.00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			rent := tenancy.Amount{Monthly: rub(c.monthly), Days: c.days, Rounding: c.by}
			require.NoError(t, rent.Validate())
			require.Equal(t, rub(c.want), earned(t, rent, c.span))
			monthly, err := rent.PerMonth(march.From)
			require.NoError(t, err)
			require.Equal(t, rub(c.monthly), monthly)
		})
	}
}

// After a restart on the 21st the days since then count, over the whole month.
func TestRentAfterRestart(t *testing.T) {
	s := whole(month("2026-03"))
	s.Since = day("2026-03-21")
	require.Equal(t, rub("15967.74"), earned(t, tenancy.Amount{Monthly: rub("45000.00")}, s))
	require.Equal(t, rub("15967.74"), earned(t, tenancy.Amount{Monthly: rub("1000.00"), Area: area("45")}, s))
	require.Equal(t, rub("16500.00"), earned(t, tenancy.Amount{Monthly: rub("45000.00"), Days: tenancy.ThirtyDays}, s))
}

// 987.65 × 33.33 = 32918.3745 a month, × 11/31 = 11680.7135… Rounded up once,
// 0.05 × 0.30 × 20/31 is 0.01; a month rounded up first would give 0.02.
func TestAmountByArea(t *testing.T) {
	march := month("2026-03")
	part := span(march, period("2026-03-21", ".."), march.To)
	for _, c := range []struct {
		name, price, area string
		days              tenancy.DayBasis
		by                finance.Rounding
		monthly           string
		span              accrual.Span
		want              string
	}{
		{"the whole month", "1000.00", "45.50", 0, 0, "45500.00", whole(march), "45500.00"},
		{"a part", "987.65", "33.33", 0, 0, "32918.37", part, "11680.71"},
		{"a part, rounded up", "987.65", "33.33", 0, finance.Up, "32918.38", part, "11680.72"},
		{"half a kopeck to the even", "0.05", "0.50", 0, 0, "0.02", whole(march), "0.02"},
		{"not rounded before it is divided", "0.05", "0.30", 0, finance.Up, "0.02", span(march, period("2026-03-01", "2026-03-21"), march.To), "0.01"},
		{"by thirtieths", "1000.00", "45.50", tenancy.ThirtyDays, 0, "45500.00", part, "16683.33"},
		{"by the year", "1000.00", "45.50", tenancy.YearDays, 0, "45500.00", part, "16454.79"},
	} {
		t.Run(c.name, func(t *testing.T) {
			rent := tenancy.Amount{Monthly: rub(c.price), Area: area(c.area), Days: c.days, Rounding: c.by}
			require.NoError(t, rent.Validate())
			require.Equal(t, rub(c.want), earned(t, rent, c.span))
			monthly, err := rent.PerMonth(day("2026-03-21"))
			require.NoError(t, err)
			require.Equal(t, rub(c.monthly), monthly)
		})
	}
}

func TestTurnoverRent(t *testing.T) {
	march, year := month("2026-03"), period("2026-01-01", "2027-01-01")
	held := span(year, period("2026-07-02", ".."), year.To, 800_000_00) // 183 of 365 days
	for _, c := range []struct {
		name string
		tenancy.TurnoverRent
		span accrual.Span
		want string
	}{
		{"over the breakpoint", tenancy.TurnoverRent{Share: rate("8%"), Over: rub("150000.00")}, whole(march, 212_500_00), "5000.00"},
		{"at the breakpoint", tenancy.TurnoverRent{Share: rate("8%"), Over: rub("150000.00")}, whole(march, 150_000_00), "0.00"},
		{"a kopeck below", tenancy.TurnoverRent{Share: rate("8%"), Over: rub("150000.00"), Rounding: finance.Up}, whole(march, 149_999_99), "0.00"},
		{"more returned than sold", tenancy.TurnoverRent{Share: rate("8%")}, whole(march, -100_00), "0.00"},
		{"without a breakpoint", tenancy.TurnoverRent{Share: rate("8%")}, whole(march, 100_01), "8.00"},
		{"rounded up", tenancy.TurnoverRent{Share: rate("8%"), Rounding: finance.Up}, whole(march, 100_01), "8.01"},
		{"all of it", tenancy.TurnoverRent{Share: rate("100%")}, whole(march, 100_01), "100.01"},
		{"half a year against the whole breakpoint", tenancy.TurnoverRent{Share: rate("5%"), Over: rub("1000000.00"), Cycle: accrual.ByYear}, held, "0.00"},
		// 1000000.00 × 183/365 = 501369.863…; 800000.00 - 501369.86 = 298630.14
		{"half a year against its part", tenancy.TurnoverRent{Share: rate("5%"), Over: rub("1000000.00"), Cycle: accrual.ByYear, Prorate: true}, held, "14931.51"},
		{"the part of a breakpoint rounded up", tenancy.TurnoverRent{Share: rate("100%"), Over: rub("1000000.00"), Cycle: accrual.ByYear, Prorate: true, Rounding: finance.Up}, held, "298630.13"},
		{"a whole year has the whole breakpoint", tenancy.TurnoverRent{Share: rate("5%"), Over: rub("1000000.00"), Cycle: accrual.ByYear, Prorate: true}, whole(year, 1_200_500_00), "10025.00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.NoError(t, c.Validate())
			require.Equal(t, rub(c.want), earned(t, c.TurnoverRent, c.span))
		})
	}
}

func TestNaturalBreakpoint(t *testing.T) {
	for _, c := range []struct {
		base, share string
		by          finance.Rounding
		want        string
	}{
		{"60000.00", "5%", 0, "1200000.00"},
		{"100000.00", "7%", 0, "1428571.43"},
		{"100000.00", "7%", finance.Down, "1428571.42"},
		{"100.00", "100%", 0, "100.00"},
		{"0.00", "5%", 0, "0.00"},
	} {
		got, err := tenancy.NaturalBreakpoint(rub(c.base), rate(c.share), c.by)
		require.NoError(t, err)
		require.Equal(t, rub(c.want), got)
	}
	for _, c := range []struct {
		base  finance.Money
		share string
		want  error
	}{
		{rub("1.00"), "0%", finance.ErrMissing},
		{rub("1.00"), "-5%", finance.ErrNegative},
		{rub("1.00"), "100.01%", finance.ErrRange},
		{rub("-1.00"), "5%", finance.ErrNegative},
		{minor(math.MaxInt64), "5%", finance.ErrOverflow},
	} {
		got, err := tenancy.NaturalBreakpoint(c.base, rate(c.share), 0)
		require.ErrorIs(t, err, c.want)
		require.ErrorContains(t, err, "natural breakpoint")
		require.Zero(t, got)
	}
}

// Twelve times 5000.00 were paid on account.
func TestTurnoverRentLessOnAccount(t *testing.T) {
	year := period("2026-01-01", "2027-01-01")
	rent := tenancy.TurnoverRent{Share: rate("5%"), Over: rub("1000000.00"), Cycle: accrual.ByYear}
	for _, c := range []struct {
		name   string
		less   []string
		meters []int64
		want   string
	}{
		{"more was earned", []string{"on account"}, []int64{2_500_000_00, 60_000_00}, "15000.00"},
		{"less was earned", []string{"on account"}, []int64{1_200_500_00, 60_000_00}, "-49975.00"},
		{"below the breakpoint all goes back", []string{"on account"}, []int64{900_000_00, 60_000_00}, "-60000.00"},
		{"two clauses on account", []string{"spring", "autumn"}, []int64{2_500_000_00, 20_000_00, 15_000_00}, "40000.00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			up := trueUp(rent, 2, c.less...)
			require.NoError(t, up.Validate())
			require.Equal(t, rub(c.want), earned(t, up, whole(year, c.meters...)))
		})
	}
	up := trueUp(rent, 2, "spring", "autumn")
	require.Equal(t, []accrual.Meter{tenancy.Sales, accrual.Of("spring"), accrual.Of("autumn")}, up.Meters())
	require.Equal(t, accrual.Window{Cycle: accrual.ByYear, Once: true, After: 2}, up.Window())
	_, err := up.Earned(whole(year, 1, 1))
	require.ErrorIs(t, err, finance.ErrMissing)
	require.ErrorContains(t, err, "turnover rent: meters[2]")
}

func TestWindowsAndMeters(t *testing.T) {
	byMonth := accrual.Window{Cycle: accrual.ByMonth}
	for _, c := range []struct {
		accrual.Clause
		window accrual.Window
		meters []accrual.Meter
	}{
		{tenancy.Amount{}, byMonth, nil},
		{tenancy.Amount{Above: []string{"a", "b"}}, byMonth, []accrual.Meter{accrual.Of("a"), accrual.Of("b")}},
		{tenancy.TurnoverRent{}, byMonth, []accrual.Meter{tenancy.Sales}},
		{
			tenancy.TurnoverRent{Cycle: accrual.ByContractYear, Returns: accrual.InSaleWindow},
			accrual.Window{Cycle: accrual.ByContractYear, Returns: accrual.InSaleWindow},
			[]accrual.Meter{tenancy.Sales},
		},
	} {
		require.Equal(t, c.window, c.Window())
		require.Equal(t, c.meters, c.Meters())
	}
}

// What a clause cannot compute is an error that names it, and no amount.
func TestClausesFail(t *testing.T) {
	march := month("2026-03")
	huge, dollars := minor(math.MaxInt64), finance.MustMoney("1.00 USD")
	for _, c := range []struct {
		name, says string
		accrual.Earner
		span accrual.Span
		want error
	}{
		{"no window", "amount", tenancy.Amount{Monthly: huge}, accrual.Span{}, finance.ErrRange},
		{"unknown basis", "amount", tenancy.Amount{Monthly: huge, Days: 3}, whole(march), finance.ErrRange},
		{"unknown rounding", "amount", tenancy.Amount{Monthly: huge, Rounding: 99}, whole(march), finance.ErrRange},
		{"no window", "amount", tenancy.Amount{For: tenancy.ForTurnover, Monthly: huge}, accrual.Span{}, finance.ErrRange},
		{"no window", "amount", tenancy.Amount{Monthly: huge, Area: area("1")}, accrual.Span{}, finance.ErrRange},
		{"unknown basis", "amount", tenancy.Amount{Monthly: huge, Area: area("1"), Days: 3}, whole(march), finance.ErrRange},
		{"too much", "amount", tenancy.Amount{Monthly: huge, Area: area("1.01")}, whole(march), finance.ErrOverflow},
		{"no meter", "turnover rent", tenancy.TurnoverRent{}, whole(march), finance.ErrMissing},
		{"other currency", "turnover rent", tenancy.TurnoverRent{Over: dollars}, whole(march, 1), finance.ErrCurrency},
		{"too much", "turnover rent", tenancy.TurnoverRent{Share: rate("3")}, whole(march, math.MaxInt64), finance.ErrOverflow},
		{"unknown rounding", "turnover rent", tenancy.TurnoverRent{Over: huge, Prorate: true, Rounding: 99}, span(march, period("2026-03-02", ".."), march.To, 1), finance.ErrRange},
		{"no meter", "turnover rent", trueUp(tenancy.TurnoverRent{}, 0, "a"), whole(march), finance.ErrMissing},
		{"too much", "turnover rent", trueUp(tenancy.TurnoverRent{}, 0, "a"), whole(march, 0, math.MinInt64), finance.ErrOverflow},
	} {
		t.Run(c.says+" "+c.name, func(t *testing.T) {
			amount, err := c.Earned(c.span)
			require.ErrorIs(t, err, c.want)
			require.ErrorContains(t, err, c.says+": ")
			require.Zero(t, amount)
		})
	}
}

func TestClausesRefused(t *testing.T) {
	good := tenancy.TurnoverRent{Share: rate("5%"), Cycle: accrual.ByYear}
	with := func(change func(r *tenancy.TurnoverRent)) tenancy.TurnoverRent {
		r := good
		change(&r)
		return r
	}
	for _, c := range []struct {
		clause interface{ Validate() error }
		want   string
	}{
		{tenancy.Amount{}, "monthly: missing"},
		{tenancy.Amount{Monthly: rub("-1.00"), Days: 3, Rounding: 9}, "3 problems: monthly: negative; days: day basis 3: out of range; rounding: rounding 9: out of range"},
		{tenancy.Amount{Monthly: finance.Minor(1, 0)}, "monthly: currency"},
		{tenancy.TurnoverRent{}, "share: missing"},
		{with(func(r *tenancy.TurnoverRent) { r.Share = rate("-1%") }), "share: negative"},
		{with(func(r *tenancy.TurnoverRent) { r.Share = rate("100.5%") }), "share: over 100%: out of range"},
		{with(func(r *tenancy.TurnoverRent) { r.Over = rub("-0.01") }), "over: negative"},
		{with(func(r *tenancy.TurnoverRent) { r.Cycle = accrual.ByLife }), "cycle: a month, quarter or year: out of range"},
		{with(func(r *tenancy.TurnoverRent) { r.Cycle = accrual.ByLine }), "cycle: a month, quarter or year: out of range"},
		{with(func(r *tenancy.TurnoverRent) { r.Cycle = 6 }), "cycle: cycle 6: out of range"},
		{with(func(r *tenancy.TurnoverRent) { r.Returns = 2 }), "returns: returns 2: out of range"},
		{with(func(r *tenancy.TurnoverRent) { r.Rounding = 9 }), "rounding: rounding 9: out of range"},
		{trueUp(good, 0, ""), "less[0]: missing"},
		{trueUp(good, 0, "a", "b", "a"), `less[2]: "a": duplicate`},
		{trueUp(good, 25, "a"), "after: 0 to 24 months, of a window charged once: out of range"},
		{trueUp(good, -1, "a"), "after: 0 to 24 months, of a window charged once: out of range"},
		{trueUp(tenancy.TurnoverRent{Cycle: accrual.ByQuarter}, 0, "a"), "share: missing"},
	} {
		require.EqualError(t, c.clause.Validate(), c.want)
	}
	for _, cycle := range []accrual.Cycle{accrual.ByMonth, accrual.ByQuarter, accrual.ByYear, accrual.ByContractYear} {
		require.NoError(t, with(func(r *tenancy.TurnoverRent) { r.Cycle = cycle }).Validate())
	}
	for _, after := range []int{0, 24} {
		require.NoError(t, trueUp(good, after, "a").Validate())
	}
}

// A simulation asks millions of times, without a trace.
func TestEarnedDoesNotAllocate(t *testing.T) {
	march, year := month("2026-03"), period("2026-01-01", "2027-01-01")
	part := span(march, period("2026-03-21", ".."), march.To)
	yearly := span(year, period("2026-03-21", ".."), day("2026-10-01"), 212_500_00, 10_000_00)
	turnover := tenancy.TurnoverRent{Share: rate("8.35%"), Over: rub("1500.00"), Cycle: accrual.ByYear, Prorate: true}
	for _, c := range []struct {
		accrual.Earner
		accrual.Span
	}{
		{tenancy.Amount{Monthly: rub("45000.00"), Days: tenancy.YearDays}, part},
		{tenancy.Amount{Monthly: rub("987.65"), Area: area("33.33")}, part},
		{tenancy.Amount{For: tenancy.ForTurnover, Monthly: rub("45000.00")}, part},
		{turnover, yearly},
		{trueUp(turnover, 0, "on account"), yearly},
	} {
		require.Zero(t, testing.AllocsPerRun(100, func() { _, _ = c.Earned(c.Span) }), "%T", c.Earner)
	}
}

// The last month of the calendar has 31 days like any December.
func TestLastMonth(t *testing.T) {
	last := civil.MustMonth("9999-12").Period()
	s := span(last, period("9999-12-21", ".."), civil.Date{})
	require.Equal(t, rub("15967.74"), earned(t, tenancy.Amount{Monthly: rub("45000.00")}, s))
}

// trueUp is r charged once, less what the clauses charged on account.
func trueUp(r tenancy.TurnoverRent, after int, less ...string) tenancy.TurnoverRent {
	r.Once, r.After, r.Less = true, after, less
	return r
}
