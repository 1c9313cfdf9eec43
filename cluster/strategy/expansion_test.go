package strategy_test

import (
	"context"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/strategy"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
)

// 450 m² at 60,000: 27 million, of which 40 % is lent, 50 % given.
func TestCapital(t *testing.T) {
	e := wing
	e.Grant, e.Loan = finance.MustRate("50%"), finance.MustRate("40%")
	cost, loan, own, err := e.Capital()
	require.NoError(t, err)
	require.Equal(t, []finance.Money{rub("27000000.00"), rub("10800000.00"), rub("2700000.00")}, []finance.Money{cost, loan, own})
	e.Gross, e.Cost = tenancy.MustArea("0.01"), rub("50.00") // half a ruble: a quarter given, 20 kopecks lent
	cost, loan, own, err = e.Capital()
	require.NoError(t, err)
	require.Equal(t, []finance.Money{rub("0.50"), rub("0.20"), rub("0.05")}, []finance.Money{cost, loan, own})
}

// The wing month by month. 21.6 million at 18 % over ten years cost 389,200.03
// a month, as any annuity table has it: 324,000.00 of the first is interest.
func TestAnExpansionMonthByMonth(t *testing.T) {
	s := alone(t, studio(""), strategy.Uncertainty{})
	s.Last = month("2029-12")
	s.Scenarios[0].Expand = []strategy.Expansion{wing}
	months := path(t, s)
	at := func(m string) strategy.Month { return months[month(m).Sub(month("2027-01"))] }
	require.Equal(t, rub("5400000.00"), at("2027-01").Own)
	require.Equal(t, rub("0.00"), at("2027-02").Own)
	require.Equal(t, rub("389200.03"), at("2027-01").Debt)
	require.Equal(t, rub("21534799.97"), at("2027-01").Owed)
	require.Equal(t, rub("389200.03"), at("2029-12").Debt)
	require.Equal(t, rub("0.00"), at("2027-12").Costs)
	require.Equal(t, rub("157500.00"), at("2028-01").Costs)
	for m, want := range map[string]string{"2027-12": "100.00", "2028-01": "190.00", "2028-06": "190.00", "2028-07": "280.00", "2028-12": "280.00", "2029-01": "370.00"} {
		require.Equal(t, want, at(m).Let.String(), m)
	}
	require.Equal(t, rub("93000.00"), at("2028-01").Income) // 90 m² at 700
	require.Equal(t, rub("219000.00"), at("2029-01").Income)

	results, err := s.Run(context.Background(), 1)
	require.NoError(t, err)
	o := results[0].Outcomes[0]
	require.Equal(t, rub("4670400.36"), o.Debt)
	require.Equal(t, rub("2628000.00"), o.Income)
	require.Equal(t, rub("1890000.00"), o.Costs)
	require.Equal(t, rub("-3932400.36"), o.Result)
	require.Equal(t, at("2029-12").Owed, o.Owed)
	require.Equal(t, o.Sum, o.Lowest)
}

// Which units are let when: two of three with a year between them, one at once,
// none at all; 1.5 of 3 is 2, half to even.
func TestHowAnExpansionFills(t *testing.T) {
	for _, c := range []struct {
		taken string
		fills int
		want  [3]string // let at the end of 2028-01, 2028-12 and 2029-01
	}{
		{"67%", 12, [3]string{"190.00", "190.00", "280.00"}},
		{"50%", 12, [3]string{"190.00", "190.00", "280.00"}},
		{"33%", 12, [3]string{"190.00", "190.00", "190.00"}},
		{"100%", 0, [3]string{"370.00", "370.00", "370.00"}},
		{"10%", 12, [3]string{"100.00", "100.00", "100.00"}},
	} {
		t.Run(c.taken, func(t *testing.T) {
			s := alone(t, studio(""), strategy.Uncertainty{})
			s.Last = month("2029-12")
			e := wing
			e.Taken, e.Fills = finance.MustRate(c.taken), c.fills
			s.Scenarios[0].Expand = []strategy.Expansion{e}
			months := path(t, s)
			require.Equal(t, c.want, [3]string{months[12].Let.String(), months[23].Let.String(), months[24].Let.String()})
		})
	}
	s := alone(t, studio(""), strategy.Uncertainty{})
	e := wing
	e.Let = finance.Rate{} // all of it is in common
	s.Scenarios[0].Expand = []strategy.Expansion{e}
	require.Equal(t, "100.00", path(t, s)[23].Let.String())
}

// What was built before the study goes on: no own capital any more, the
// thirteenth instalment, rent since the opening.
func TestAnExpansionOfTheYearBefore(t *testing.T) {
	s := alone(t, studio(""), strategy.Uncertainty{})
	e := wing
	e.Built, e.Opens, e.Fills = month("2026-01"), month("2026-06"), 0
	s.Scenarios[0].Expand = []strategy.Expansion{e}
	months := path(t, s)
	plan, err := strategy.Annuity(rub("21600000.00"), finance.MustRate("18%"), 120)
	require.NoError(t, err)
	require.Equal(t, rub("0.00"), months[0].Own)
	require.Equal(t, plan[12].Left, months[0].Owed)
	require.Equal(t, rub("219000.00"), months[0].Income)
	require.Equal(t, "370.00", months[0].Let.String())
}

// After its last instalment a loan costs nothing.
func TestAPaidLoan(t *testing.T) {
	s := alone(t, studio(""), strategy.Uncertainty{})
	e := wing
	e.Years, e.Rate = 1, finance.Rate{}
	s.Scenarios[0].Expand = []strategy.Expansion{e}
	months := path(t, s)
	require.Equal(t, rub("1800000.00"), months[11].Debt)
	require.Equal(t, rub("0.00"), months[11].Owed)
	require.Equal(t, rub("0.00"), months[12].Debt)
}

func TestExpansionValidates(t *testing.T) {
	require.NoError(t, wing.Validate(finance.RUB))
	for _, c := range []struct {
		want   string
		change func(*strategy.Expansion)
	}{
		{"name: missing", func(e *strategy.Expansion) { e.Name = "" }},
		{"name: 201 bytes, at most 200: over the limit", func(e *strategy.Expansion) { e.Name = strings.Repeat("a", 201) }},
		{"gross: missing", func(e *strategy.Expansion) { e.Gross = tenancy.Area{} }},
		{"units: 0, 1 to 10000: out of range", func(e *strategy.Expansion) { e.Units = 0 }},
		{"units: 10001, 1 to 10000: out of range", func(e *strategy.Expansion) { e.Units = 10_001 }},
		{"units: of no area each: out of range", func(e *strategy.Expansion) { e.Gross, e.Units = tenancy.MustArea("1.00"), 61 }},
		{"units: of no area each: out of range", func(e *strategy.Expansion) { e.Gross, e.Units = tenancy.MustArea("0.01"), 1 }},
		{"let: 20% × 9223372036854775806/9223372036854775807: overflow", func(e *strategy.Expansion) { e.Let, e.Units = mustRate(math.MaxInt64-1, math.MaxInt64), 5 }},
		{"opens: out of order", func(e *strategy.Expansion) { e.Opens = month("2026-12") }},
		{"opens: out of order", func(e *strategy.Expansion) { e.Built = month("2028-02") }},
		{"fills: -1, 0 to 480: out of range", func(e *strategy.Expansion) { e.Fills = -1 }},
		{"fills: 481, 0 to 480: out of range", func(e *strategy.Expansion) { e.Fills = 481 }},
		{"years: 0, 1 to 40: out of range", func(e *strategy.Expansion) { e.Years = 0 }},
		{"years: 41, 1 to 40: out of range", func(e *strategy.Expansion) { e.Years = 41 }},
		{"let: 101%, 0 to 100%: out of range", func(e *strategy.Expansion) { e.Let = finance.MustRate("101%") }},
		{"taken: -1%, 0 to 100%: out of range", func(e *strategy.Expansion) { e.Taken = finance.MustRate("-1%") }},
		{"rate: 101%, 0 to 100%: out of range", func(e *strategy.Expansion) { e.Rate = finance.MustRate("101%") }},
		{"loan: with the grant over the whole: out of range", func(e *strategy.Expansion) { e.Grant = finance.MustRate("20.01%") }},
		{"price: currency", func(e *strategy.Expansion) { e.Price = finance.MustMoney("1.00 USD") }},
		{"cost: negative", func(e *strategy.Expansion) { e.Cost = rub("-1.00") }},
		{"upkeep: negative", func(e *strategy.Expansion) { e.Upkeep = rub("-0.01") }},
	} {
		e := wing
		c.change(&e)
		require.EqualError(t, e.Validate(finance.RUB), c.want)
	}
	e := wing // what is just allowed
	e.Units, e.Fills, e.Years, e.Opens, e.Grant, e.Name = 10_000, 480, 40, e.Built, finance.MustRate("20%"), strings.Repeat("a", 200)
	require.NoError(t, e.Validate(finance.RUB))
}

func mustRate(num, den int64) finance.Rate {
	r, err := finance.NewRate(num, den)
	if err != nil {
		panic(err)
	}
	return r
}

// The ends of what can be lent.
func TestAnnuityAtItsEnds(t *testing.T) {
	plan, err := strategy.Annuity(rub("100.00"), finance.MustRate("12%"), 1)
	require.NoError(t, err)
	require.Equal(t, []strategy.Instalment{{rub("1.00"), rub("100.00"), rub("0.00")}}, plan)
	plan, err = strategy.Annuity(rub("0.00"), finance.MustRate("12%"), 2)
	require.NoError(t, err)
	require.Equal(t, []strategy.Instalment{{rub("0.00"), rub("0.00"), rub("0.00")}, {rub("0.00"), rub("0.00"), rub("0.00")}}, plan)
	plan, err = strategy.Annuity(rub("0.01"), finance.Rate{}, strategy.MaxMonths)
	require.NoError(t, err)
	require.Len(t, plan, 480)
	_, err = strategy.Annuity(rub("1.00"), finance.Rate{}, strategy.MaxMonths+1)
	require.ErrorIs(t, err, finance.ErrRange)
	_, err = strategy.Annuity(finance.Minor(math.MaxInt64, finance.RUB), finance.MustRate("12%"), 12)
	require.ErrorIs(t, err, finance.ErrOverflow)
	plan, err = strategy.Annuity(finance.Minor(math.MaxInt64, finance.RUB), finance.Rate{}, 12)
	require.NoError(t, err)
	require.True(t, plan[11].Left.IsZero())
}

// A loan that starts with a month more of its rate costs no less: the payment
// is the smallest that pays it off.
func TestAnnuityIsTheSmallestPayment(t *testing.T) {
	for _, months := range []int{1, 2, 7, 12, 120} {
		for _, rate := range []string{"0%", "0.5%", "12%", "99%"} {
			plan, err := strategy.Annuity(rub("12345.67"), finance.MustRate(rate), months)
			require.NoError(t, err)
			pay, err := plan[0].Interest.Add(plan[0].Principal)
			require.NoError(t, err)
			require.True(t, plan[months-1].Left.IsZero())
			require.Positive(t, left(t, rub("12345.67"), rate, pay.Minor()-1, months), "%v %v", rate, months)
			require.LessOrEqual(t, left(t, rub("12345.67"), rate, pay.Minor(), months), int64(0))
		}
	}
}

// left is what is left after months of a fixed payment.
func left(t *testing.T, sum finance.Money, rate string, payment int64, months int) int64 {
	t.Helper()
	monthly, err := finance.MustRate(rate).Mul(mustRate(1, 12))
	require.NoError(t, err)
	for range months {
		interest, err := sum.MulRate(monthly, finance.HalfEven)
		require.NoError(t, err)
		sum = finance.Minor(sum.Minor()+interest.Minor()-payment, finance.RUB)
	}
	return sum.Minor()
}
