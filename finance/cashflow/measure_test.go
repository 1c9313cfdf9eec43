package cashflow_test

import (
	"database/sql/driver"
	"encoding/json"
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/cashflow"
)

// Payback by periods: reached or not, from now or from a period on, evenly or
// at the end.
func TestPaybacks(t *testing.T) {
	for _, c := range []struct {
		amounts      []int64
		first        int
		reached      bool
		linear, ends float64
	}{
		{[]int64{-100, 50, 50}, 0, true, 2, 2},
		{[]int64{-100, 50, 200}, 0, true, 1.25, 2},
		{[]int64{-100, 50, 200}, 1, true, 2.25, 3},
		{[]int64{-100, 50, 49}, 0, false, 0, 0},
		{[]int64{0, 0, -100, 400}, 0, true, 2.25, 3},
		{[]int64{30, -100, 140, -500}, 0, true, 1.5, 2}, // the first time
		{[]int64{30, -30, 5}, 0, true, 0, 0},            // never below zero
		{[]int64{0}, 0, true, 0, 0},
		{[]int64{-1}, 0, false, 0, 0},
	} {
		p := kopecks(c.amounts...)
		p.First = c.first
		for by, want := range map[cashflow.Interpolation]float64{cashflow.Linear: c.linear, cashflow.WholePeriods: c.ends} {
			got, err := p.Payback(by)
			require.NoError(t, err)
			require.Equal(t, cashflow.Recovery{Reached: c.reached, After: want}, got, "%v", c)
			undiscounted, err := p.DiscountedPayback(0, by)
			require.NoError(t, err)
			require.Equal(t, got, undiscounted, "%v", c)
		}
	}
	late := kopecks(-100, 50, 50)
	got, err := late.DiscountedPayback(0.01, cashflow.Linear)
	require.NoError(t, err)
	require.Equal(t, cashflow.Recovery{}, got)
}

// A period on, everything is worth a period's discount less.
func TestFirstMovesThePresent(t *testing.T) {
	p := kopecks(-1500, 700, 900)
	now, err := p.NPV(0.25)
	require.NoError(t, err)
	require.InDelta(t, -15+5.6+5.76, now, 1e-12)
	p.First = 1
	later, err := p.NPV(0.25)
	require.NoError(t, err)
	require.InDelta(t, now/1.25, later, 1e-12)
	rows, err := p.Discount(0.25)
	require.NoError(t, err)
	require.Equal(t, 1, rows[0].Period)
	require.InDelta(t, -12, rows[0].Present, 1e-12)
	require.InDelta(t, later, rows[2].Cumulative, 1e-12)
}

// Yen have no minor unit, and measures are in units.
func TestMeasuresAreInUnits(t *testing.T) {
	for currency, want := range map[finance.Currency]float64{finance.JPY: 150, finance.RUB: 1.5, finance.UYW: 0.015} {
		value, err := cashflow.Periodic{Amounts: []finance.Money{{}, finance.Minor(300, currency)}}.NPV(1)
		require.NoError(t, err)
		require.InDelta(t, want, value, 1e-15)
	}
}

func TestMIRRCountsZerosAndRefusesOneSign(t *testing.T) {
	rate, err := kopecks(-100, 0, 0, 0, 1600).MIRR(0.1, 0.1)
	require.NoError(t, err)
	require.InDelta(t, 1, rate, 1e-14)
	rate, err = kopecks(-100, 100, 0).MIRR(0.3, 0.21) // 121 after two periods
	require.NoError(t, err)
	require.InDelta(t, 0.1, rate, 1e-14)
	rate, err = kopecks(100, -121).MIRR(0.21, 0) // 100 financed
	require.NoError(t, err)
	require.InDelta(t, 0, rate, 1e-14)
	for _, one := range [][]int64{{1, 2}, {-1, -2}, {0}, {7}} {
		_, err = kopecks(one...).MIRR(0.1, 0.1)
		require.ErrorIs(t, err, finance.ErrMissing)
	}
}

// There and back is where it was, for each pair of compoundings.
func TestConversionsReturn(t *testing.T) {
	effective, err := cashflow.Convert(0.4, cashflow.Quarterly, cashflow.Yearly)
	require.NoError(t, err)
	require.InDelta(t, 0.4641, effective, 1e-14)
	all := []cashflow.Compounding{cashflow.Continuous, cashflow.Yearly, 2, cashflow.Quarterly, cashflow.Monthly, 365, 525_600}
	for _, from := range all {
		for _, to := range all {
			for _, rate := range []float64{-0.5, 0, 1e-9, 0.2, 3} {
				there, err := cashflow.Convert(rate, from, to)
				require.NoError(t, err)
				back, err := cashflow.Convert(there, to, from)
				require.NoError(t, err)
				require.InDelta(t, rate, back, 1e-9*(1+rate))
			}
		}
	}
}

// The closed formula, in fractions, beside the sum that Payment takes.
func TestAnnuityIsItsFormula(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	for range 300 {
		a := cashflow.Annuity{
			Present: finance.Minor(random.Int64N(1e12)-5e11, finance.RUB), Future: finance.Minor(random.Int64N(1e12)-5e11, finance.RUB),
			Periods: 1 + random.IntN(60), Timing: cashflow.Timing(random.IntN(2)), Rounding: finance.Floor,
		}
		a.Rate, _ = finance.NewRate(1+random.Int64N(500), 1200)
		i, growth := big.NewRat(a.Rate.Num(), a.Rate.Den()), big.NewRat(1, 1)
		once := new(big.Rat).Add(i, big.NewRat(1, 1))
		for range a.Periods {
			growth.Mul(growth, once)
		}
		want := new(big.Rat).Mul(big.NewRat(a.Present.Minor(), 1), growth)
		want.Add(want, big.NewRat(a.Future.Minor(), 1)).Mul(want, i)
		want.Quo(want, growth.Sub(growth, big.NewRat(1, 1)))
		if a.Timing == cashflow.Advance {
			want.Quo(want, once)
		}
		got, err := a.Payment()
		require.NoError(t, err)
		floor := new(big.Int).Div(want.Num(), want.Denom())
		require.Equal(t, floor.Int64(), got.Minor())
	}
}

// An annuity of one currency that only its end knows.
func TestAnnuityTakesTheCurrencyOfEither(t *testing.T) {
	got, err := cashflow.Annuity{Future: usd, Periods: 3}.Payment()
	require.NoError(t, err)
	require.Equal(t, "33.33 USD", got.String())
	got, err = cashflow.Annuity{Present: usd, Periods: 3, Rounding: finance.Up}.Payment()
	require.NoError(t, err)
	require.Equal(t, "33.34 USD", got.String())
}

// A level rent is its own effective rent at each rate, and what the landlord
// gives at the beginning lowers it by what that costs over the term.
func TestEffectiveRentOfALevelRent(t *testing.T) {
	for _, rate := range []string{"0", "1%", "1/150", "250%"} {
		for _, timing := range []cashflow.Timing{cashflow.Arrears, cashflow.Advance} {
			offer := cashflow.EffectiveRent{Rate: finance.MustRate(rate), Timing: timing}
			for range 36 {
				offer.Payments = append(offer.Payments, rub)
			}
			got, err := offer.Per(12)
			require.NoError(t, err)
			require.Equal(t, "1200.00 RUB", got.String())

			offer.Incentives = finance.MustMoney("500.00 RUB")
			got, err = offer.Per(1)
			require.NoError(t, err)
			cost, err := cashflow.Annuity{Present: offer.Incentives, Rate: offer.Rate, Periods: 36, Timing: timing}.Payment()
			require.NoError(t, err)
			require.InDelta(t, 10000-cost.Minor(), got.Minor(), 1)
		}
	}
}

// Two free months at either end, at 10 % a period, by hand:
// (100 v² + 100 v³) / (1 + v + v² + v³) = 100 (1.1 + 1) / 4.641 = 45.25, and
// (100 + 100 v) / … = 100 (1.331 + 1.21) / 4.641 = 54.75.
func TestEffectiveRentDiscountsWhatIsLate(t *testing.T) {
	offer := cashflow.EffectiveRent{Payments: []finance.Money{{}, {}, rub, rub}, Rate: finance.MustRate("10%"), Timing: cashflow.Advance}
	got, err := offer.Per(1)
	require.NoError(t, err)
	require.Equal(t, "45.25 RUB", got.String())
	offer.Payments = []finance.Money{rub, rub, {}, {}}
	got, err = offer.Per(1)
	require.NoError(t, err)
	require.Equal(t, "54.75 RUB", got.String())
	offer.Incentives = finance.MustMoney("500.00 RUB") // more than the rent is worth
	offer.Rounding = finance.Ceiling
	offer.Rate = finance.Rate{}
	got, err = offer.Per(1)
	require.NoError(t, err)
	require.Equal(t, "-75.00 RUB", got.String())
}

// Each rounding at each side of a half, and at the ends of money.
func TestRounded(t *testing.T) {
	for _, c := range []struct {
		by     finance.Rounding
		values [7]float64
	}{
		{finance.HalfEven, [7]float64{2, 4, -2, -4, 3, 2, -3}},
		{finance.Up, [7]float64{3, 4, -3, -4, 3, 3, -3}},
		{finance.Down, [7]float64{2, 3, -2, -3, 2, 2, -2}},
		{finance.Ceiling, [7]float64{3, 4, -2, -3, 3, 3, -2}},
		{finance.Floor, [7]float64{2, 3, -3, -4, 2, 2, -3}},
		{finance.HalfUp, [7]float64{3, 4, -3, -4, 3, 2, -3}},
		{finance.HalfDown, [7]float64{2, 3, -2, -3, 3, 2, -3}},
		{finance.HalfCeiling, [7]float64{3, 4, -2, -3, 3, 2, -3}},
		{finance.HalfFloor, [7]float64{2, 3, -3, -4, 3, 2, -3}},
	} {
		for i, value := range [...]float64{2.5, 3.5, -2.5, -3.5, 2.75, 2.25, -2.75} {
			got, err := cashflow.Rounded(value, finance.JPY, c.by)
			require.NoError(t, err)
			require.Equal(t, int64(c.values[i]), got.Minor(), "%v %v", c.by, value)
		}
	}
	got, err := cashflow.Rounded(-0.25, finance.JPY, finance.Floor)
	require.NoError(t, err)
	require.Equal(t, int64(-1), got.Minor())
	got, err = cashflow.Rounded(math.SmallestNonzeroFloat64, finance.RUB, finance.Up)
	require.NoError(t, err)
	require.Equal(t, "0.01 RUB", got.String())
	got, err = cashflow.Rounded(-1<<63, finance.JPY, finance.HalfEven)
	require.NoError(t, err)
	require.Equal(t, int64(math.MinInt64), got.Minor())
	_, err = cashflow.Rounded(1<<63, finance.JPY, finance.HalfEven)
	require.ErrorIs(t, err, finance.ErrOverflow)
	_, err = cashflow.Rounded(1, finance.RUB, 99)
	require.ErrorIs(t, err, finance.ErrRange)
}

// Terms as JSON, with their names and nothing that was left out.
func TestTermsAsJSON(t *testing.T) {
	for text, into := range map[string]interface{ Validate() error }{
		`{"flows":[{"on":"2026-01-01","amount":"-100.00 RUB"}],"day_count":"actual/360"}`:                                &cashflow.Dated{},
		`{"amounts":["-100.00 RUB","110.00 RUB"],"first":1}`:                                                             &cashflow.Periodic{},
		`{"present":"100.00 RUB","future":"-5.00 RUB","rate":"1%","periods":12,"timing":"advance","rounding":"half-up"}`: &cashflow.Annuity{},
		`{"payments":["100.00 RUB"],"incentives":"5.00 RUB","rate":"1%","timing":"advance","rounding":"up"}`:             &cashflow.EffectiveRent{},
		`{"principal":"100.00 RUB","rate":"12%","term":"2026-01-01/2027-01-01","payments":{"months":1},"repayment":"level-payment","payment":"9.00 RUB","basis":"day","day_count":"actual/actual ISDA","rounding":"half-up"}`: &cashflow.Loan{},
		`{"term":"2026-01-01/2027-01-01","payments":[{"on":"2026-01-01","amount":"100.00 RUB"}],"accrued":"1.00 RUB","basis":"day","rounding":"down"}`:                                                                        &cashflow.StraightLine{},
	} {
		require.NoError(t, json.Unmarshal([]byte(text), into))
		require.NoError(t, into.Validate(), text)
		again, err := json.Marshal(into)
		require.NoError(t, err)
		if _, loan := into.(*cashflow.Loan); loan { // its default repayment is left out
			text = strings.Replace(text, `"repayment":"level-payment",`, "", 1)
		}
		require.JSONEq(t, text, string(again))
	}
}

func TestNames(t *testing.T) {
	type name interface {
		String() string
		MarshalText() ([]byte, error)
	}
	for want, value := range map[string]name{
		"linear": cashflow.Linear, "whole-periods": cashflow.WholePeriods, "arrears": cashflow.Arrears, "advance": cashflow.Advance,
		"month": cashflow.ByMonth, "day": cashflow.ByDay, "level-payment": cashflow.LevelPayment, "equal-principal": cashflow.EqualPrincipal,
		"interest-only": cashflow.InterestOnly, "none": cashflow.NoRoot, "one": cashflow.OneRoot, "many": cashflow.ManyRoots, "every": cashflow.EveryRate,
	} {
		require.Equal(t, want, value.String())
		text, err := value.MarshalText()
		require.NoError(t, err)
		require.Equal(t, want, string(text))
	}
	var outcome cashflow.Outcome
	require.NoError(t, outcome.UnmarshalText([]byte("many")))
	require.Equal(t, cashflow.ManyRoots, outcome)
	sameInSQL(t, "advance", cashflow.Advance, func(v *cashflow.Timing, src any) error { return v.Scan(src) }, func(v *cashflow.Timing, b []byte) error { return v.UnmarshalText(b) })
	sameInSQL(t, "day", cashflow.ByDay, func(v *cashflow.Basis, src any) error { return v.Scan(src) }, func(v *cashflow.Basis, b []byte) error { return v.UnmarshalText(b) })
	sameInSQL(t, "interest-only", cashflow.InterestOnly, func(v *cashflow.Repayment, src any) error { return v.Scan(src) }, func(v *cashflow.Repayment, b []byte) error { return v.UnmarshalText(b) })
	sameInSQL(t, "whole-periods", cashflow.WholePeriods, func(v *cashflow.Interpolation, src any) error { return v.Scan(src) }, func(v *cashflow.Interpolation, b []byte) error { return v.UnmarshalText(b) })
	require.Equal(t, 0.0835, cashflow.Float(finance.MustRate("8.35%")))
}

func sameInSQL[T interface {
	comparable
	driver.Valuer
}](t *testing.T, text string, want T, scan func(*T, any) error, unmarshal func(*T, []byte) error) {
	t.Helper()
	var got, zero T
	require.NoError(t, scan(&got, text))
	require.Equal(t, want, got)
	require.Error(t, unmarshal(&got, []byte("other")))
	require.Equal(t, zero, got)
	require.NoError(t, unmarshal(&got, []byte(text)))
	require.Equal(t, want, got)
	value, err := got.Value()
	require.NoError(t, err)
	require.Equal(t, text, value)
}
