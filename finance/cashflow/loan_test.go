package cashflow_test

import (
	"math/big"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/cashflow"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// listed is a schedule as a table: due, interest, principal, payment, balance.
func listed(t *testing.T, l cashflow.Loan, c civil.Calendar) string {
	t.Helper()
	rows, err := l.Instalments(c)
	require.NoError(t, err)
	text := ""
	for _, r := range rows {
		text += r.Due.String()
		for _, m := range []finance.Money{r.Interest, r.Principal, r.Payment, r.Balance} {
			text += " " + m.Decimal().StringFixed(2)
		}
		text += "\n"
	}
	return text
}

func quarters(change func(*cashflow.Loan)) cashflow.Loan {
	return aLoan(func(l *cashflow.Loan) {
		l.Principal, l.Rate, l.Payments.Months = finance.MustMoney("1000.00 RUB"), finance.MustRate("10%"), 3
		change(l)
	})
}

// Each repayment by the quarter: 1,000 at 10 % a year, 2.5 % a quarter.
func TestRepayments(t *testing.T) {
	require.Equal(t, `2026-04-01 25.00 240.82 265.82 759.18
2026-07-01 18.98 246.84 265.82 512.34
2026-10-01 12.81 253.01 265.82 259.33
2027-01-01 6.48 259.33 265.81 0.00
`, listed(t, quarters(func(*cashflow.Loan) {}), civil.Calendar{}))
	require.Equal(t, `2026-04-01 25.00 250.00 275.00 750.00
2026-07-01 18.75 250.00 268.75 500.00
2026-10-01 12.50 250.00 262.50 250.00
2027-01-01 6.25 250.00 256.25 0.00
`, listed(t, quarters(func(l *cashflow.Loan) { l.Repayment = cashflow.EqualPrincipal }), civil.Calendar{}))
	require.Equal(t, `2026-04-01 25.00 0.00 25.00 1000.00
2026-07-01 25.00 0.00 25.00 1000.00
2026-10-01 25.00 0.00 25.00 1000.00
2027-01-01 25.00 1000.00 1025.00 0.00
`, listed(t, quarters(func(l *cashflow.Loan) { l.Repayment = cashflow.InterestOnly }), civil.Calendar{}))
}

// An agreed payment that is more than fits ends the loan early; one that does
// not cover the interest lets the debt grow until the last payment.
func TestAgreedPayments(t *testing.T) {
	require.Equal(t, `2026-04-01 25.00 475.00 500.00 525.00
2026-07-01 13.12 486.88 500.00 38.12
2026-10-01 0.95 38.12 39.07 0.00
`, listed(t, quarters(func(l *cashflow.Loan) { l.Payment = finance.MustMoney("500.00 RUB") }), civil.Calendar{}))
	require.Equal(t, `2026-04-01 25.00 -15.00 10.00 1015.00
2026-07-01 25.38 -15.38 10.00 1030.38
2026-10-01 25.76 -15.76 10.00 1046.14
2027-01-01 26.15 1046.14 1072.29 0.00
`, listed(t, quarters(func(l *cashflow.Loan) { l.Payment = finance.MustMoney("10.00 RUB") }), civil.Calendar{}))
}

// Seven kopecks over four payments: the part is 1.75, and the last payment
// takes what its rounding leaves.
func TestEqualPrincipalsRound(t *testing.T) {
	for _, c := range []struct {
		by   finance.Rounding
		want []int64
	}{{finance.HalfEven, []int64{2, 2, 2, 1}}, {finance.Down, []int64{1, 1, 1, 4}}} {
		rows, err := quarters(func(l *cashflow.Loan) {
			l.Principal, l.Rate, l.Repayment, l.Rounding = finance.Minor(7, finance.RUB), finance.Rate{}, cashflow.EqualPrincipal, c.by
		}).Instalments(civil.Calendar{})
		require.NoError(t, err)
		for i, want := range c.want {
			require.Equal(t, want, rows[i].Principal.Minor())
		}
	}
	early, err := quarters(func(l *cashflow.Loan) {
		l.Principal, l.Repayment, l.Rounding = finance.Minor(2, finance.RUB), cashflow.EqualPrincipal, finance.Up
	}).Instalments(civil.Calendar{})
	require.NoError(t, err)
	require.Len(t, early, 2)
}

// By day, on business days: interest counts the days of the contract, the
// payment waits for Monday. The first period is a stub.
func TestLoanByDay(t *testing.T) {
	weekends := civil.Calendar{
		Covers: civil.Period{From: day, To: civil.MustDate("2028-01-01")}, Weekend: civil.WeekdaysOf(time.Saturday, time.Sunday), Source: "a week",
	}
	loan := aLoan(func(l *cashflow.Loan) {
		l.Principal, l.Rate, l.Basis = finance.MustMoney("36500.00 RUB"), finance.MustRate("10%"), cashflow.ByDay
		l.Term = civil.Period{From: civil.MustDate("2026-01-20"), To: civil.MustDate("2026-05-01")}
		l.Payments = civil.Schedule{Months: 1, Stub: civil.ShortFirst, Adjust: civil.Following}
	})
	require.Equal(t, `2026-02-02 120.00 9145.20 9265.20 27354.80
2026-03-02 209.85 9055.35 9265.20 18299.45
2026-04-01 155.42 9109.78 9265.20 9189.67
2026-05-01 75.53 9189.67 9265.20 0.00
`, listed(t, loan, weekends))
	_, err := loan.Instalments(civil.Calendar{})
	require.ErrorIs(t, err, civil.ErrCalendar)
	loan.Basis = cashflow.ByMonth
	_, err = loan.Instalments(weekends)
	require.EqualError(t, err, "term: 2026-01-20/2026-02-01 is no whole period, and the basis is by month: out of range")
	loan.Basis, loan.DayCount = cashflow.ByDay, civil.ByActActICMA
	_, err = loan.Instalments(weekends)
	require.ErrorIs(t, err, civil.ErrContext)
	loan.DayCount = civil.ByThirtyE360ISDA // needs the end of the term, which a loan knows
	rows, err := loan.Instalments(weekends)
	require.NoError(t, err)
	require.Equal(t, civil.Fraction{Num: 11, Den: 360}, rows[0].Years)
}

// aRandomLoan is of up to forty payments, in any form.
func aRandomLoan(random *rand.Rand) cashflow.Loan {
	l := cashflow.Loan{
		Principal: finance.Minor(1+random.Int64N(1e9), finance.RUB),
		Repayment: cashflow.Repayment(random.IntN(3)), Basis: cashflow.Basis(random.IntN(2)), Rounding: finance.Rounding(random.IntN(9)),
		Payments: civil.Schedule{Months: 1 + random.IntN(12)},
	}
	l.Rate, _ = finance.NewRate(random.Int64N(3000), 10000)
	l.Term.From = day.AddDays(random.IntN(1000))
	l.Term.To = l.Term.From.AddMonths(l.Payments.Months * (1 + random.IntN(40)))
	if l.Basis == cashflow.ByDay {
		l.DayCount = civil.ByActActISDA
		l.Term.To = l.Term.To.AddDays(random.IntN(28))
	}
	return l
}

// What is repaid is what was lent, nothing is owed at the end, each interest is
// within a kopeck of the exact one, and level payments are level.
func TestLoansClose(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 500 {
		l := aRandomLoan(random)
		rows, err := l.Instalments(civil.Calendar{})
		require.NoError(t, err)
		var repaid, paid, interest int64
		for i, r := range rows {
			require.Equal(t, r.Interest.Minor()+r.Principal.Minor(), r.Payment.Minor())
			require.Equal(t, r.Before.Minor()-r.Principal.Minor(), r.Balance.Minor())
			exact := big.NewRat(l.Rate.Num()*r.Years.Num, l.Rate.Den()*r.Years.Den)
			exact.Mul(exact, big.NewRat(r.Before.Minor(), 1)).Sub(exact, big.NewRat(r.Interest.Minor(), 1))
			require.Negative(t, exact.Abs(exact).Cmp(big.NewRat(1, 1)))
			repaid, paid, interest = repaid+r.Principal.Minor(), paid+r.Payment.Minor(), interest+r.Interest.Minor()
			if l.Repayment == cashflow.LevelPayment && i+1 < len(rows) {
				require.Equal(t, rows[0].Payment, r.Payment)
			}
		}
		require.True(t, rows[len(rows)-1].Balance.IsZero())
		require.Equal(t, l.Principal.Minor(), repaid)
		require.Equal(t, paid-repaid, interest)
	}
}

// The last of level payments is near the others: each rounding of half a kopeck
// grows for no longer than the term.
func TestLastLevelPaymentIsNearTheOthers(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for range 300 {
		l := aRandomLoan(random)
		l.Repayment, l.Rounding, l.Principal = cashflow.LevelPayment, finance.HalfEven, finance.Minor(1e9+random.Int64N(1e9), finance.RUB)
		rows, err := l.Instalments(civil.Calendar{})
		require.NoError(t, err)
		growth := 1.0
		for _, r := range rows {
			growth *= 1 + cashflow.Float(l.Rate)*float64(r.Years.Num)/float64(r.Years.Den)
		}
		drift := float64(rows[len(rows)-1].Payment.Minor() - rows[0].Payment.Minor())
		require.LessOrEqual(t, max(drift, -drift), float64(len(rows))*growth+1)
	}
}

func TestDebtService(t *testing.T) {
	rows, err := quarters(func(l *cashflow.Loan) { l.Repayment = cashflow.EqualPrincipal }).Instalments(civil.Calendar{})
	require.NoError(t, err)
	service, err := cashflow.DebtService(rows, civil.Period{From: civil.MustDate("2026-07-01"), To: civil.MustDate("2027-01-01")})
	require.NoError(t, err)
	require.Equal(t, "531.25 RUB", service.String()) // July and October; that of January belongs to the next year
	none, err := cashflow.DebtService(nil, year)
	require.NoError(t, err)
	require.Zero(t, none)
	cover, err := cashflow.DebtServiceCover(finance.MustMoney("425.00 RUB"), service)
	require.NoError(t, err)
	require.Equal(t, "80%", cover.String())
	for _, bad := range []finance.Money{{}, finance.MustMoney("-1.00 RUB")} {
		_, err = cashflow.DebtServiceCover(rub, bad)
		require.ErrorIs(t, err, finance.ErrRange)
	}
	_, err = cashflow.DebtServiceCover(usd, service)
	require.ErrorIs(t, err, finance.ErrCurrency)
	rows[0].Payment = usd
	_, err = cashflow.DebtService(rows, civil.Period{From: day})
	require.ErrorIs(t, err, finance.ErrCurrency)
}

func TestLoanExplained(t *testing.T) {
	l := quarters(func(l *cashflow.Loan) { l.Rate = finance.MustRate("10.5%") })
	rows, err := l.Instalments(civil.Calendar{})
	require.NoError(t, err)
	require.Equal(t, "interest 26.25 RUB = 1000.00 RUB × 10.5% × 1/4 of a year, rounded half-even; principal 240.37 RUB; paid 266.62 RUB, still owed 759.63 RUB", l.ExplainEN(rows[0]))
	require.Equal(t, "проценты 26,25\u00a0₽ = 1\u00a0000,00\u00a0₽ × 10,5% × 1/4 года, округление до ближайшего, половина к чётному; основной долг 240,37\u00a0₽; платёж 266,62\u00a0₽, остаток долга 759,63\u00a0₽", l.ExplainRU(rows[0]))
	l.Rounding = 99
	require.Contains(t, l.ExplainEN(rows[0]), "rounded rounding 99;")
	for r, word := range map[finance.Rounding]string{finance.HalfEven: "к чётному", finance.Up: "ние от нуля", finance.Down: "ние к нулю", finance.Ceiling: "ние вверх", finance.Floor: "ние вниз", finance.HalfUp: "половина от нуля", finance.HalfDown: "половина к нулю", finance.HalfCeiling: "половина вверх", finance.HalfFloor: "половина вниз"} {
		l.Rounding = r
		require.Contains(t, l.ExplainRU(rows[0]), word+";")
		require.Contains(t, l.ExplainEN(rows[0]), "rounded "+r.String()+";")
	}
}
