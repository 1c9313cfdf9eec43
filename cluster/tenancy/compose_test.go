package tenancy_test

import (
	"math"
	"slices"
	"testing"
	"testing/quick"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// table is 5 % to 1,000,000, then 4 %.
func table(mode finance.TierMode) *finance.Tiers {
	return &finance.Tiers{Mode: mode, Steps: []finance.Tier{{Over: rub("0.00"), Rate: rate("5%")}, {Over: rub("1000000.00"), Rate: rate("4%")}}}
}

func TestTurnoverRentComposes(t *testing.T) {
	year := period("2026-01-01", "2027-01-01")
	for _, c := range []struct {
		name   string
		rent   tenancy.TurnoverRent
		meters []int64
		want   string
	}{
		{"by layers", tenancy.TurnoverRent{Tiers: table(finance.Slab)}, []int64{1_500_000_00}, "70000.00"},
		{"the reached rate on all", tenancy.TurnoverRent{Tiers: table(finance.Whole)}, []int64{1_500_000_00}, "60000.00"},
		{"layers over a breakpoint", tenancy.TurnoverRent{Tiers: table(finance.Slab), Over: rub("200000.00")}, []int64{1_500_000_00}, "62000.00"},
		{"two categories", tenancy.TurnoverRent{Share: rate("5%"), Of: []accrual.Meter{"sales/a", "sales/b"}}, []int64{100_00, 200_00}, "15.00"},
		{"all but two", tenancy.TurnoverRent{Share: rate("5%"), Except: []accrual.Meter{"sales/a", "sales/b"}}, []int64{1000_00, 100_00, 200_00}, "35.00"},
		{"one but what lies in it", tenancy.TurnoverRent{Share: rate("5%"), Of: []accrual.Meter{"sales/a"}, Except: []accrual.Meter{"sales/a/b"}}, []int64{1000_00, 100_00}, "45.00"},
		{"deemed sales", tenancy.TurnoverRent{Share: rate("5%"), Deemed: rub("1000.00")}, []int64{10_00}, "50.00"},
		{"over the deemed", tenancy.TurnoverRent{Share: rate("5%"), Deemed: rub("1000.00")}, []int64{2000_00}, "100.00"},
		{"deemed over a breakpoint", tenancy.TurnoverRent{Share: rate("5%"), Deemed: rub("1000.00"), Over: rub("400.00")}, []int64{10_00}, "30.00"},
		{"above base rent", tenancy.TurnoverRent{Share: rate("5%"), Above: []string{"base"}}, []int64{1000_00, 30_00}, "20.00"},
		{"under base rent", tenancy.TurnoverRent{Share: rate("5%"), Above: []string{"base"}}, []int64{1000_00, 70_00}, "0.00"},
		{"less on account, which goes back", tenancy.TurnoverRent{Share: rate("5%"), Less: []string{"on account"}}, []int64{1000_00, 70_00}, "-20.00"},
		{"above the one, less the other", tenancy.TurnoverRent{Share: rate("5%"), Above: []string{"base"}, Less: []string{"on account"}}, []int64{1000_00, 70_00, 5_00}, "-5.00"},
		{"above two", tenancy.TurnoverRent{Share: rate("5%"), Except: []accrual.Meter{"sales/a"}, Above: []string{"base", "kiosk"}}, []int64{1000_00, 200_00, 10_00, 5_00}, "25.00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.rent.Cycle = accrual.ByYear
			require.NoError(t, c.rent.Validate())
			require.Len(t, c.rent.Meters(), len(c.meters))
			require.Equal(t, rub(c.want), earned(t, c.rent, whole(year, c.meters...)))
		})
	}
	half := span(year, period("2026-07-02", ".."), year.To, 10_00) // 183 of 365 days
	deemed := tenancy.TurnoverRent{Share: rate("5%"), Deemed: rub("365.00"), Cycle: accrual.ByYear, Prorate: true}
	require.Equal(t, rub("9.15"), earned(t, deemed, half))
	require.Equal(t, []accrual.Meter{"sales/a", "sales/b", "sales/c", accrual.Of("base"), accrual.Of("on account")},
		tenancy.TurnoverRent{Of: []accrual.Meter{"sales/a", "sales/b"}, Except: []accrual.Meter{"sales/c"}, Above: []string{"base"}, Less: []string{"on account"}}.Meters())
}

func TestTurnoverRentRefused(t *testing.T) {
	hole := &finance.Tiers{Steps: []finance.Tier{{Over: rub("0.00"), Rate: rate("5%")}, {Over: rub("0.00"), Rate: rate("4%")}}}
	steep := &finance.Tiers{Steps: []finance.Tier{{Over: rub("0.00"), Rate: rate("101%")}}}
	for _, c := range []struct {
		rent tenancy.TurnoverRent
		path string
		want error
	}{
		{tenancy.TurnoverRent{Share: rate("5%"), Tiers: table(finance.Slab)}, "share", finance.ErrConflict},
		{tenancy.TurnoverRent{Tiers: hole}, "tiers.steps[1].over", finance.ErrOrder},
		{tenancy.TurnoverRent{Tiers: &finance.Tiers{}}, "tiers.steps", finance.ErrMissing},
		{tenancy.TurnoverRent{Tiers: steep}, "tiers.steps[0].rate", finance.ErrRange},
		{tenancy.TurnoverRent{Share: rate("5%"), Deemed: rub("-1.00")}, "deemed", finance.ErrNegative},
		{tenancy.TurnoverRent{Share: rate("5%"), Of: []accrual.Meter{"sales/a", "sales/a"}}, "of[1]", finance.ErrDuplicate},
		{tenancy.TurnoverRent{Share: rate("5%"), Except: []accrual.Meter{""}}, "except[0]", finance.ErrMissing},
		{tenancy.TurnoverRent{Share: rate("5%"), Of: []accrual.Meter{"sales/a"}, Except: []accrual.Meter{"sales/a"}}, "except[0]", finance.ErrConflict},
		{tenancy.TurnoverRent{Share: rate("5%"), Above: []string{"a", "a"}}, "above[1]", finance.ErrDuplicate},
		{tenancy.TurnoverRent{Share: rate("5%"), After: 1}, "after", finance.ErrRange},
	} {
		err := c.rent.Validate()
		require.Equal(t, []string{c.path}, paths(t, err), c.path)
		require.ErrorIs(t, err, c.want)
	}
}

// Base rent with turnover rent above it is the greater of the two; with a third
// above both, the greatest of three.
func TestGreaterOfSeveral(t *testing.T) {
	march := month("2026-03")
	greatest := func(base, fixed uint32, sales uint32) bool {
		a := int64(base)
		b := earnedMinor(t, tenancy.Amount{Monthly: minor(int64(fixed) + 1), Above: []string{"base"}}, whole(march, a))
		c := earnedMinor(t, tenancy.TurnoverRent{Share: rate("8%"), Above: []string{"base", "fixed"}}, whole(march, int64(sales), a, b))
		alone := earnedMinor(t, tenancy.TurnoverRent{Share: rate("8%")}, whole(march, int64(sales)))
		return a+b+c == max(a, int64(fixed)+1, alone)
	}
	require.NoError(t, quick.Check(greatest, nil))
}

func earnedMinor(t *testing.T, c accrual.Earner, s accrual.Span) int64 {
	return earned(t, c, s).Minor()
}

func TestBound(t *testing.T) {
	year := period("2026-01-01", "2027-01-01")
	both := tenancy.Bound{Of: []string{"a", "b"}, AtLeast: rub("365.00"), AtMost: rub("730.00"), Cycle: accrual.ByYear, After: 1}
	part := both
	part.Prorate = true
	for _, c := range []struct {
		name string
		tenancy.Bound
		accrual.Span
		want string
	}{
		{"between the two", both, whole(year, 300_00, 200_00), "0.00"},
		{"under the minimum", both, whole(year, 300_00, 5_00), "60.00"},
		{"over the maximum", both, whole(year, 300_00, 500_00), "-70.00"},
		{"less than nothing", both, whole(year, -300_00, 5_00), "660.00"},
		{"a part of the year, whole", both, span(year, period("2026-07-02", ".."), year.To, 100_00, 0), "265.00"},
		{"a part of the year, its part", part, span(year, period("2026-07-02", ".."), year.To, 100_00, 0), "83.00"},
		{"a part of the maximum", part, span(year, period("2026-07-02", ".."), year.To, 400_00, 0), "-34.00"},
		{"the whole year, its part", part, whole(year, 300_00, 5_00), "60.00"},
		{"a maximum alone", tenancy.Bound{Of: []string{"a"}, AtMost: rub("100.00")}, whole(month("2026-03"), 120_00), "-20.00"},
		{"a maximum of nothing", tenancy.Bound{Of: []string{"a"}, AtMost: rub("0.00")}, whole(month("2026-03"), 120_00), "-120.00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.NoError(t, c.Validate())
			require.Equal(t, rub(c.want), earned(t, c.Bound, c.Span))
		})
	}
	require.Equal(t, accrual.Window{Cycle: accrual.ByYear, Once: true, After: 1}, both.Window())
	require.Equal(t, accrual.Window{}, tenancy.Bound{AtMost: rub("0.00")}.Window())
	require.Equal(t, []accrual.Meter{accrual.Of("a"), accrual.Of("b")}, both.Meters())
	_, err := both.Earned(whole(year, 1))
	require.ErrorIs(t, err, finance.ErrMissing)
	_, err = both.Earned(whole(year, math.MaxInt64, 1))
	require.ErrorIs(t, err, finance.ErrOverflow)
	require.ErrorContains(t, err, "bound: ")
}

func TestBoundRefused(t *testing.T) {
	good := tenancy.Bound{Of: []string{"a"}, AtLeast: rub("1.00"), AtMost: rub("2.00")}
	for _, c := range []struct {
		change func(b *tenancy.Bound)
		path   string
		want   error
	}{
		{func(b *tenancy.Bound) { b.Of = nil }, "of", finance.ErrMissing},
		{func(b *tenancy.Bound) { b.Of = []string{"a", "a"} }, "of[1]", finance.ErrDuplicate},
		{func(b *tenancy.Bound) { b.AtLeast = rub("-1.00") }, "at_least", finance.ErrNegative},
		{func(b *tenancy.Bound) { b.AtMost = rub("0.99") }, "at_most", finance.ErrOrder},
		{func(b *tenancy.Bound) { b.AtLeast, b.AtMost = rub("-2.00"), rub("-1.00") }, "at_least", finance.ErrNegative},
		{func(b *tenancy.Bound) { b.AtLeast, b.AtMost = finance.Money{}, finance.Money{} }, "at_least", finance.ErrMissing},
		{func(b *tenancy.Bound) { b.Cycle = accrual.ByLine }, "cycle", finance.ErrConflict},
		{func(b *tenancy.Bound) { b.After = 25 }, "after", finance.ErrRange},
		{func(b *tenancy.Bound) { b.Rounding = 9 }, "rounding", finance.ErrRange},
	} {
		b := good
		c.change(&b)
		err := b.Validate()
		require.Contains(t, paths(t, err), c.path)
		require.ErrorIs(t, err, c.want)
	}
	require.NoError(t, tenancy.Bound{Of: []string{"a"}, AtLeast: rub("1.00"), AtMost: rub("1.00")}.Validate())
}

func TestOneOff(t *testing.T) {
	march := month("2026-03")
	fee := tenancy.OneOff{On: day("2026-03-21"), Sum: rub("100.00"), For: tenancy.ForFee}
	require.NoError(t, fee.Validate())
	for _, c := range []struct {
		name string
		span accrual.Span
		want string
	}{
		{"its month", whole(march), "100.00"},
		{"its last day is not reached", span(march, march, day("2026-03-21")), "0.00"},
		{"it is reached", span(march, march, day("2026-03-22")), "100.00"},
		{"before the clause", span(march, period("2026-03-22", ".."), march.To), "0.00"},
		{"another month", whole(month("2026-04")), "0.00"},
	} {
		require.Equal(t, rub(c.want), earned(t, fee, c.span), c.name)
	}
	require.Equal(t, []string{"on", "sum"}, paths(t, tenancy.OneOff{}.Validate()))
	require.Equal(t, []string{"for"}, paths(t, tenancy.OneOff{On: day("2026-03-21"), Sum: rub("-1.00"), For: 8}.Validate()))
	require.Equal(t, accrual.Window{}, fee.Window())
	require.Empty(t, fee.Meters())
}

func TestClawBack(t *testing.T) {
	all := tenancy.ClawBack{Of: []string{"rent-free", "fit-out"}, Expiry: day("2027-01-01")}
	earning := all
	earning.Earning = true
	served := period("2026-01-01", "2026-07-02") // 182 of 365 days
	for _, c := range []struct {
		name string
		tenancy.ClawBack
		accrual.Span
		want string
	}{
		{"all of it", all, whole(served, -300_00, -65_00), "365.00"},
		{"what was not earned", earning, whole(served, -300_00, -65_00), "183.00"},
		{"to the last day", earning, whole(period("2026-01-01", "2027-01-01"), -300_00, -65_00), "0.00"},
		{"beyond it", all, whole(period("2026-01-01", "2028-01-01"), -300_00, -65_00), "0.00"},
		{"the day before", earning, whole(period("2026-01-01", "2026-12-31"), -300_00, -65_00), "1.00"},
		{"without an end", all, whole(period("2026-01-01", ".."), -300_00, -65_00), "0.00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.NoError(t, c.Validate())
			require.Equal(t, rub(c.want), earned(t, c.ClawBack, c.Span))
		})
	}
	require.Equal(t, accrual.Window{Cycle: accrual.ByLife, Once: true}, all.Window())
	require.Equal(t, []accrual.Meter{accrual.Of("rent-free"), accrual.Of("fit-out")}, all.Meters())
	require.Equal(t, []string{"of", "expiry", "rounding"}, paths(t, tenancy.ClawBack{Rounding: 9}.Validate()))
	require.Equal(t, []string{"of[0]"}, paths(t, tenancy.ClawBack{Of: []string{""}, Expiry: day("2027-01-01")}.Validate()))
	_, err := all.Earned(whole(served, 1))
	require.ErrorIs(t, err, finance.ErrMissing)
	require.ErrorContains(t, err, "claw-back: ")
}

// A rent-free month is clawed back when an amendment ends the lease early: its
// last month charges it.
func TestClawBackThroughTheSpine(t *testing.T) {
	c := closing{T: t, house: quarter()}
	c.house.Tax = accrual.Tax{}
	c.house.Leases = c.house.Leases[:1]
	l := &c.house.Leases[0]
	l.Term, l.Signed = period("2026-03-01", "2027-03-01"), day("2026-02-01")
	rent := tenancy.Amount{Monthly: rub("36500.00")}
	l.Clauses = []accrual.Named{
		named("rent", rent), named("rent-free", rent.Abated(rate("100%"), month("2026-03"))),
		named("claw-back", tenancy.ClawBack{Of: []string{"rent-free"}, Expiry: day("2027-03-01"), Earning: true}),
	}
	require.Equal(t, []string{"R-3 rent 2026-03 36500.00 RUB 0.00 RUB", "R-3 rent-free 2026-03 -36500.00 RUB 0.00 RUB"}, c.close("2026-03"))
	require.Equal(t, []string{"R-3 rent 2026-04 36500.00 RUB 0.00 RUB"}, c.close("2026-04"))
	early := period("2026-03-01", "2026-06-01")
	l.Amendments = []accrual.Amendment{{From: day("2026-06-01"), Known: day("2026-05-10"), Term: &early}}
	require.Equal(t, []string{"R-3 claw-back 2026-05 27300.00 RUB 0.00 RUB", "R-3 rent 2026-05 36500.00 RUB 0.00 RUB"}, slices.Sorted(slices.Values(c.close("2026-05")))) // 273 of 365 days
}

// A month that reports less than the minimum is topped up, as a fact of its
// last day.
func TestDeemedSales(t *testing.T) {
	reported := []tenancy.MonthSales{
		{Month: civil.MustMonth("2026-02"), Sales: rub("14000.00")}, {Month: civil.MustMonth("2026-03"), Sales: rub("15000.00")},
		{Month: civil.MustMonth("2026-04"), Sales: rub("0.00")}, {Month: civil.MustMonth("2026-05"), Sales: rub("25000.00")},
	}
	got, err := tenancy.DeemedSales("L-7", rub("15000.00"), reported, day("2026-06-10"))
	require.NoError(t, err)
	require.Equal(t, []tenancy.Sale{
		{ID: "deemed/2026-02", Lease: "L-7", On: day("2026-02-28"), Known: day("2026-06-10"), Amount: rub("1000.00")},
		{ID: "deemed/2026-04", Lease: "L-7", On: day("2026-04-30"), Known: day("2026-06-10"), Amount: rub("15000.00")},
	}, got)
	_, err = tenancy.DeemedSales("L-7", finance.MustMoney("1.00 USD"), reported, day("2026-06-10"))
	require.ErrorIs(t, err, finance.ErrCurrency)
	require.ErrorContains(t, err, "reported[0]")
}

// A sale counts in its category and in all above it; a house refuses clauses
// that count a category which it does not have.
func TestCategories(t *testing.T) {
	s := sold("100.00")
	s.Category = "food/coffee/beans"
	f, err := s.Fact(finance.RUB)
	require.NoError(t, err)
	require.Equal(t, []accrual.Reading{{Meter: "sales", N: 100_00}, {Meter: "sales/food", N: 100_00}, {Meter: "sales/food/coffee", N: 100_00}, {Meter: "sales/food/coffee/beans", N: 100_00}}, f.Adds)
	for _, wrong := range []string{"/food", "food/", "food//coffee", "a/b/c/d/e/f/g/h/i"} {
		s.Category = wrong
		require.Equal(t, []string{"category"}, paths(t, s.Validate()), wrong)
	}
	h := quarter()
	h.Categories = []string{"food/coffee", "ceramics"}
	h.Leases[0].Clauses[1].Clause = tenancy.TurnoverRent{Share: rate("8%"), Of: []accrual.Meter{tenancy.SalesOf("food")}, Except: []accrual.Meter{tenancy.SalesOf("food/coffee")}}
	as, err := h.Agreements()
	require.NoError(t, err)
	for _, a := range as {
		require.Equal(t, []accrual.Meter{"sales", "sales/ceramics", "sales/food", "sales/food/coffee"}, a.Meters)
	}
	h.Categories = []string{"foot", "foot", "a//b"}
	require.Equal(t, []string{"categories[1]", "categories[2]", "leases[0].clauses[1].of[0]", "leases[0].clauses[1].except[0]"}, paths(t, h.Validate()))
	h.Categories = slices.Repeat([]string{"a"}, 112)
	require.Contains(t, paths(t, h.Validate()), "categories")
	alone, err := h.Leases[0].Agreement("operator", finance.RUB, accrual.Tax{})
	require.NoError(t, err)
	require.Equal(t, []accrual.Meter{"sales", "sales/food", "sales/food/coffee"}, alone.Meters)
}

// What is the greater of itself and another says so where the other is more.
func TestWhyNothingIsChargedAbove(t *testing.T) {
	for _, c := range []struct {
		clause accrual.Clause
		want   string
	}{
		{tenancy.Amount{Monthly: rub("3000.00"), Above: []string{"rent"}}, `3000.00 RUB × 30/30 days; 3000.00 RUB less charged by "rent" 4000.00 RUB; -1000.00 RUB, at least 0.00 RUB`},
		{tenancy.TurnoverRent{Share: rate("5%"), Deemed: rub("60000.00"), Above: []string{"rent"}}, `0.00 RUB, at least 60000.00 RUB; 60000.00 RUB × 5%; 3000.00 RUB less charged by "rent" 4000.00 RUB; -1000.00 RUB, at least 0.00 RUB`},
		{tenancy.HoldoverRent{Monthly: rub("3000.00"), Since: day("2026-04-01"), Above: []string{"rent"}}, `3000.00 RUB × 30/30 days × 100%; 3000.00 RUB less charged by "rent" 4000.00 RUB; -1000.00 RUB, at least 0.00 RUB`},
		{tenancy.Amount{Monthly: rub("4000.00"), Above: []string{"rent"}}, `4000.00 RUB × 30/30 days; 4000.00 RUB less charged by "rent" 4000.00 RUB`},
	} {
		h := quarter()
		h.Leases[0].Clauses = []accrual.Named{named("rent", tenancy.Amount{Monthly: rub("4000.00")}), named("above", c.clause)}
		a, err := h.Agreement(h.Leases[0])
		require.NoError(t, err)
		why, err := accrual.Explain(a, accrual.Key{Agreement: "L-7", Clause: "above", Slot: month("2026-04")}, day("2026-05-01"), nil)
		require.NoError(t, err)
		require.Equal(t, c.want, why.String())
	}
}
