package cashflow_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/cashflow"
	"github.com/creative-cluster/kvartal/finance/civil"
)

var (
	rub    = finance.MustMoney("100.00 RUB")
	usd    = finance.MustMoney("100.00 USD")
	day    = civil.MustDate("2026-01-01")
	year   = civil.Period{From: day, To: civil.MustDate("2027-01-01")}
	noUnit = finance.Minor(5, finance.Currency(0))
)

func aLoan(change func(*cashflow.Loan)) cashflow.Loan {
	l := cashflow.Loan{Principal: rub, Rate: finance.MustRate("12%"), Term: year, Payments: civil.Schedule{Months: 1}}
	change(&l)
	return l
}

func aLine(change func(*cashflow.StraightLine)) cashflow.StraightLine {
	s := cashflow.StraightLine{Term: year, Payments: []cashflow.Flow{{On: day, Amount: rub}}}
	change(&s)
	return s
}

// Every refusal with its path; the last column is the whole text.
func TestValidateNamesThePlace(t *testing.T) {
	far := civil.MustDate("9999-12-31")
	for _, c := range []struct {
		value interface{ Validate() error }
		want  string
	}{
		{cashflow.Dated{}, "flows: missing"},
		{cashflow.Dated{DayCount: 99, Flows: []cashflow.Flow{{On: day, Amount: rub}}}, "day_count: out of range: day count 99"},
		{cashflow.Dated{Flows: []cashflow.Flow{{Amount: rub}, {On: day, Amount: usd}, {On: day, Amount: noUnit}}},
			"3 problems: flows[0].on: missing; flows[1].amount: 0.00 RUB and 100.00 USD: currency; flows[2].amount: currency"},
		{cashflow.Dated{Flows: []cashflow.Flow{{On: day}, {On: far}}}, "flows: 2026-01-01 to 9999-12-31, at most 12000 months: over the limit"},
		{cashflow.Dated{Flows: []cashflow.Flow{{On: far}, {On: day}}}, "flows: 2026-01-01 to 9999-12-31, at most 12000 months: over the limit"},
		{cashflow.Periodic{First: 2}, "2 problems: first: 2 is neither 0 nor 1: out of range; amounts: missing"},
		{cashflow.Periodic{First: -1, Amounts: []finance.Money{rub}}, "first: -1 is neither 0 nor 1: out of range"},
		{cashflow.Periodic{Amounts: []finance.Money{{}, usd, rub}}, "amounts[2]: 0.00 USD and 100.00 RUB: currency"},
		{cashflow.Annuity{Present: rub, Future: usd, Rate: finance.MustRate("-1%"), Timing: 7, Rounding: 99},
			"5 problems: future: 0.00 RUB and 100.00 USD: currency; rate: negative; periods: missing; timing: timing 7: out of range; rounding: rounding 99: out of range"},
		{cashflow.Annuity{Present: noUnit, Periods: -1}, "2 problems: present: currency; periods: negative"},
		{cashflow.Annuity{Periods: 3661}, "periods: 3661, at most 3660: over the limit"},
		{cashflow.EffectiveRent{}, "payments: missing"},
		{cashflow.EffectiveRent{Payments: make([]finance.Money, 3661)}, "payments: 3661, at most 3660: over the limit"},
		{cashflow.EffectiveRent{Payments: []finance.Money{{}, rub}, Incentives: finance.MustMoney("-1.00 USD"), Rate: finance.MustRate("-1%"), Timing: 2, Rounding: 9},
			"5 problems: incentives: 0.00 RUB and -1.00 USD: currency; incentives: negative; rate: negative; timing: timing 2: out of range; rounding: rounding 9: out of range"},
		{cashflow.Loan{}, "3 problems: principal: missing; payments.months: out of range: 0; term.from: missing"},
		{aLoan(func(l *cashflow.Loan) { l.Principal, l.Rate = finance.MustMoney("-1.00 RUB"), finance.MustRate("-1%") }), "2 problems: principal: negative; rate: negative"},
		{aLoan(func(l *cashflow.Loan) { l.Principal = noUnit }), "principal: currency"},
		{aLoan(func(l *cashflow.Loan) { l.Term.To = civil.Date{} }), "term.to: missing"},
		{aLoan(func(l *cashflow.Loan) { l.Term.To = day }), "term.to: out of order: 2026-01-01 is not after 2026-01-01"},
		{aLoan(func(l *cashflow.Loan) { l.Term.To = civil.MustDate("2226-01-01") }), "term: 2400 months by 1, at most 1200 payments: over the limit"},
		{aLoan(func(l *cashflow.Loan) { l.Repayment, l.Basis, l.DayCount, l.Rounding = 9, 9, 99, 99 }),
			"4 problems: repayment: repayment 9: out of range; basis: basis 9: out of range; day_count: out of range: day count 99; rounding: rounding 99: out of range"},
		{aLoan(func(l *cashflow.Loan) { l.Payment = usd }), "payment: 0.00 RUB and 100.00 USD: currency"},
		{aLoan(func(l *cashflow.Loan) { l.Payment = finance.MustMoney("-1.00 RUB") }), "payment: negative"},
		{aLoan(func(l *cashflow.Loan) { l.Payment, l.Repayment = rub, cashflow.EqualPrincipal }), "payment: repayment equal-principal: conflict"},
		{aLoan(func(l *cashflow.Loan) { l.DayCount = civil.ByAct360 }), "day_count: by month: conflict"},
		{cashflow.StraightLine{}, "2 problems: term.from: missing; payments: missing"},
		{aLine(func(s *cashflow.StraightLine) { s.Accrued, s.Basis, s.Rounding = usd, 2, 9 }),
			"3 problems: accrued: 0.00 RUB and 100.00 USD: currency; basis: basis 2: out of range; rounding: rounding 9: out of range"},
		{aLine(func(s *cashflow.StraightLine) { s.Term.To = civil.Date{} }), "term.to: missing"},
		{aLine(func(s *cashflow.StraightLine) { s.Term.To = far }), "2026-01-01 to 9999-12-30, at most 12000 months: over the limit"},
		{aLine(func(s *cashflow.StraightLine) { s.Payments[0].On = civil.MustDate("0001-01-01") }), "0001-01-01 to 2026-12-31, at most 12000 months: over the limit"},
	} {
		require.EqualError(t, c.value.Validate(), c.want)
	}
	require.NoError(t, aLoan(func(l *cashflow.Loan) { l.Term.To = civil.MustDate("2126-01-01") }).Validate()) // 1,200
	require.NoError(t, aLine(func(s *cashflow.StraightLine) { s.Term.To = civil.MustDate("3026-02-01") }).Validate())
}

// Nothing is computed from what Validate refuses, and every result beside an
// error is zero.
func TestRefusalsGiveNothing(t *testing.T) {
	zero := func(got any, err error) {
		t.Helper()
		require.Error(t, err)
		require.Zero(t, got)
	}
	zero(cashflow.Periodic{}.NPV(0.1))
	zero(cashflow.Periodic{}.IRR())
	zero(cashflow.Periodic{}.MIRR(0.1, 0.1))
	zero(cashflow.Periodic{}.Payback(cashflow.Linear))
	zero(cashflow.Periodic{}.DiscountedPayback(0.1, cashflow.Linear))
	zero(cashflow.Periodic{}.Discount(0.1))
	zero(cashflow.Dated{}.XNPV(0.1))
	zero(cashflow.Dated{}.XIRR())
	zero(cashflow.Annuity{}.Payment())
	zero(cashflow.EffectiveRent{}.Per(1))
	zero(cashflow.Loan{}.Instalments(civil.Calendar{}))
	zero(cashflow.StraightLine{}.Months())
	zero(kopecks(-1, 2).Payback(9))
	zero(kopecks(-1, 2).DiscountedPayback(0.1, 9))
	_, err := cashflow.EffectiveRent{Payments: []finance.Money{rub}}.Per(0)
	require.EqualError(t, err, "periods: missing")
	context := cashflow.Dated{DayCount: civil.ByActActICMA, Flows: []cashflow.Flow{{On: day, Amount: rub}}}
	zero(context.XIRR())
	_, err = context.XNPV(0.1)
	require.ErrorIs(t, err, civil.ErrContext)
}

// No rate that is none goes in, and nothing that is no number comes out.
func TestRatesThatAreNone(t *testing.T) {
	plan := kopecks(-100, 50, 70)
	for _, rate := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), -1, -2} {
		value, err := plan.NPV(rate)
		require.ErrorIs(t, err, finance.ErrRange, "%v", rate)
		require.Zero(t, value)
		_, err = plan.Discount(rate)
		require.ErrorIs(t, err, finance.ErrRange)
		_, err = plan.DiscountedPayback(rate, cashflow.Linear)
		require.ErrorIs(t, err, finance.ErrRange)
		_, err = plan.MIRR(rate, 0.1)
		require.ErrorIs(t, err, finance.ErrRange)
		_, err = plan.MIRR(0.1, rate)
		require.ErrorIs(t, err, finance.ErrRange)
		value, err = cashflow.Convert(rate*12, cashflow.Monthly, cashflow.Yearly)
		require.ErrorIs(t, err, finance.ErrRange)
		require.Zero(t, value)
	}
	for _, rate := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		_, err := cashflow.Convert(rate, cashflow.Continuous, cashflow.Yearly)
		require.ErrorIs(t, err, finance.ErrRange)
		_, err = cashflow.Rounded(rate, finance.RUB, finance.HalfEven)
		require.ErrorIs(t, err, finance.ErrRange)
	}
	long := make([]int64, 1000)
	long[0], long[999] = 1, 1
	_, err := kopecks(long...).NPV(-0.9)
	require.ErrorIs(t, err, finance.ErrOverflow)
	_, err = kopecks(long...).Discount(-0.9)
	require.ErrorIs(t, err, finance.ErrOverflow)
	long[998] = -1
	_, err = kopecks(long...).NPV(-0.9) // infinities of both signs
	require.ErrorIs(t, err, finance.ErrOverflow)
	_, err = kopecks(long...).MIRR(0.1, 2)
	require.ErrorIs(t, err, finance.ErrOverflow)
	long[998], long[999] = 0, 0
	value, err := kopecks(long...).NPV(-0.9) // nothing is worth nothing, however far
	require.NoError(t, err)
	require.Equal(t, 0.01, value)
	_, err = cashflow.Convert(1e300, cashflow.Continuous, cashflow.Yearly)
	require.ErrorIs(t, err, finance.ErrOverflow)
	for c, want := range map[cashflow.Compounding]error{0: finance.ErrMissing, -2: finance.ErrRange, 525_601: finance.ErrRange} {
		_, err = cashflow.Convert(0.1, c, cashflow.Yearly)
		require.ErrorIs(t, err, want)
		_, err = cashflow.Convert(0.1, cashflow.Yearly, c)
		require.ErrorIs(t, err, want)
	}
	require.NoError(t, cashflow.Compounding(525_600).Validate())
}

func TestSumsThatDoNotFit(t *testing.T) {
	most := finance.Minor(math.MaxInt64, finance.RUB)
	twice := cashflow.Dated{Flows: []cashflow.Flow{{On: day, Amount: most}, {On: day, Amount: most}}}
	_, err := twice.XNPV(0)
	require.ErrorIs(t, err, finance.ErrOverflow)
	_, err = cashflow.Periodic{Amounts: []finance.Money{most, most}}.Payback(cashflow.Linear)
	require.ErrorIs(t, err, finance.ErrOverflow)
	value, err := cashflow.Periodic{Amounts: []finance.Money{most, most}}.NPV(0)
	require.NoError(t, err)
	require.InEpsilon(t, 2*92233720368547758.07, value, 1e-15)
	_, err = cashflow.StraightLine{Term: year, Payments: twice.Flows}.Months()
	require.ErrorIs(t, err, finance.ErrOverflow)
	_, err = cashflow.Annuity{Present: most, Future: most, Periods: 1}.Payment()
	require.ErrorIs(t, err, finance.ErrOverflow)
	_, err = cashflow.EffectiveRent{Payments: []finance.Money{most}}.Per(2)
	require.ErrorIs(t, err, finance.ErrOverflow)
	_, err = aLoan(func(l *cashflow.Loan) { l.Principal, l.Rate = most, finance.MustRate("9999999999%") }).Instalments(civil.Calendar{})
	require.ErrorIs(t, err, finance.ErrOverflow)
	_, err = cashflow.Rounded(1e17, finance.RUB, finance.HalfEven)
	require.ErrorIs(t, err, finance.ErrOverflow)
	_, err = cashflow.Rounded(1, 0, finance.HalfEven)
	require.ErrorIs(t, err, finance.ErrMissing)
}
