package cashflow_test

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/cashflow"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// months is a straight line as a table: month, share, income, cash, accrued.
func months(t *testing.T, s cashflow.StraightLine) string {
	t.Helper()
	rows, err := s.Months()
	require.NoError(t, err)
	text := ""
	for _, r := range rows {
		text += r.Month.String() + " " + big.NewRat(r.Share.Num(), r.Share.Den()).String()
		for _, m := range []finance.Money{r.Income, r.Cash, r.Accrued} {
			require.Equal(t, finance.RUB, m.Currency())
			text += " " + m.Decimal().StringFixed(2)
		}
		text += "\n"
	}
	return text
}

func pay(on, amount string) cashflow.Flow {
	return cashflow.Flow{On: civil.MustDate(on), Amount: finance.MustMoney(amount + " RUB")}
}

// From 21 February to 10 April: 8 of 28 days, a month, 9 of 30 days; or 8, 31
// and 9 of 48 days. Paid before, within, and after.
func TestPartMonths(t *testing.T) {
	line := cashflow.StraightLine{
		Term:     civil.Period{From: civil.MustDate("2026-02-21"), To: civil.MustDate("2026-04-10")},
		Payments: []cashflow.Flow{pay("2026-06-01", "100.00"), pay("2026-01-15", "300.00"), pay("2026-03-01", "80.00")},
	}
	given := slices.Clone(line.Payments)
	require.Equal(t, `2026-01 0/1 0.00 300.00 -300.00
2026-02 20/111 86.49 0.00 -213.51
2026-03 30/37 302.70 80.00 9.19
2026-04 1/1 90.81 0.00 100.00
2026-05 1/1 0.00 0.00 100.00
2026-06 1/1 0.00 100.00 0.00
`, months(t, line))
	line.Basis = cashflow.ByDay
	require.Equal(t, `2026-01 0/1 0.00 300.00 -300.00
2026-02 1/6 80.00 0.00 -220.00
2026-03 13/16 310.00 80.00 10.00
2026-04 1/1 90.00 0.00 100.00
2026-05 1/1 0.00 0.00 100.00
2026-06 1/1 0.00 100.00 0.00
`, months(t, line))
	require.Equal(t, given, line.Payments)
}

func TestTermWithinAMonth(t *testing.T) {
	line := cashflow.StraightLine{
		Term:     civil.Period{From: civil.MustDate("2026-02-05"), To: civil.MustDate("2026-02-06")},
		Payments: []cashflow.Flow{pay("2026-02-05", "100.00"), pay("2026-02-28", "50.00")},
	}
	for _, basis := range []cashflow.Basis{cashflow.ByMonth, cashflow.ByDay} {
		line.Basis = basis
		require.Equal(t, "2026-02 1/1 150.00 150.00 0.00\n", months(t, line))
	}
}

// An incentive lowers each month's income. A lease that changes on 1 March
// takes the balance of the old line into the new one: 1,000 accrued, and 2,000
// a month to come, make 1,900.
func TestIncentivesAndChanges(t *testing.T) {
	line := cashflow.StraightLine{
		Term:     civil.Period{From: day, To: civil.MustDate("2026-03-01")},
		Payments: []cashflow.Flow{pay("2026-01-01", "-600.00"), pay("2026-01-31", "1000.00"), pay("2026-02-28", "1000.00")},
	}
	require.Equal(t, `2026-01 1/2 700.00 400.00 300.00
2026-02 1/1 700.00 1000.00 0.00
`, months(t, line))

	changed := cashflow.StraightLine{
		Term: civil.Period{From: civil.MustDate("2026-03-01"), To: civil.MustDate("2027-01-01")}, Accrued: finance.MustMoney("1000.00 RUB"),
	}
	for m := range 10 {
		changed.Payments = append(changed.Payments, cashflow.Flow{On: changed.Term.From.AddMonths(m), Amount: finance.MustMoney("2000.00 RUB")})
	}
	rows, err := changed.Months()
	require.NoError(t, err)
	total, err := changed.Total()
	require.NoError(t, err)
	require.Equal(t, "19000.00 RUB", total.String())
	require.Equal(t, "1900.00 RUB", rows[0].Income.String())
	require.Equal(t, "900.00 RUB", rows[0].Accrued.String())
	require.True(t, rows[9].Accrued.IsZero())
	changed.Accrued = finance.Minor(-1<<63, finance.RUB)
	_, err = changed.Total()
	require.ErrorIs(t, err, finance.ErrOverflow)
}

// A millennium of months, and its last one.
func TestLongTerm(t *testing.T) {
	line := aLine(func(s *cashflow.StraightLine) { s.Term.To = civil.MustDate("3026-01-01") })
	rows, err := line.Months()
	require.NoError(t, err)
	require.Len(t, rows, 12_000)
	sum := int64(0)
	for _, r := range rows {
		sum += r.Income.Minor()
	}
	require.Equal(t, int64(10_000), sum)
	require.True(t, rows[11_999].Accrued.IsZero())
}

// Incomes add up to the payments, the balance ends at zero, and no month is a
// kopeck or more from its exact share, whatever the rounding.
func TestStraightLinesClose(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	for range 500 {
		line := cashflow.StraightLine{Basis: cashflow.Basis(random.IntN(2)), Rounding: finance.Rounding(random.IntN(9))}
		line.Term.From = day.AddDays(random.IntN(1000))
		line.Term.To = line.Term.From.AddDays(1 + random.IntN(2000))
		want := int64(0)
		for range 1 + random.IntN(30) {
			f := cashflow.Flow{On: line.Term.From.AddDays(random.IntN(2500) - 200), Amount: finance.Minor(random.Int64N(2e9)-1e9, finance.RUB)}
			line.Payments = append(line.Payments, f)
			want += f.Amount.Minor()
		}
		line.Accrued = finance.Minor(random.Int64N(2000)-1000, finance.RUB)
		want -= line.Accrued.Minor()
		rows, err := line.Months()
		require.NoError(t, err)
		income, cash := int64(0), int64(0)
		for _, r := range rows {
			income, cash = income+r.Income.Minor(), cash+r.Cash.Minor()
			require.Equal(t, line.Accrued.Minor()+income-cash, r.Accrued.Minor())
			exact := new(big.Rat).Mul(big.NewRat(want, 1), big.NewRat(r.Share.Num(), r.Share.Den()))
			exact.Sub(exact, big.NewRat(income, 1))
			require.Negative(t, exact.Abs(exact).Cmp(big.NewRat(1, 1)))
			if line.Basis == cashflow.ByDay {
				held := line.Term.Intersect(civil.Period{From: line.Term.From, To: r.Month.Next().First()}).Days()
				require.Equal(t, new(big.Rat).SetFrac64(int64(held), int64(line.Term.Days())), big.NewRat(r.Share.Num(), r.Share.Den()))
			}
		}
		require.Equal(t, want, income)
		require.True(t, rows[len(rows)-1].Accrued.IsZero())
	}
}

// Under a rent that steps up, the balance rises and then falls.
func TestBalanceUnderSteps(t *testing.T) {
	line := aLine(func(s *cashflow.StraightLine) { s.Payments = nil })
	for m := range 12 {
		line.Payments = append(line.Payments, cashflow.Flow{On: day.AddMonths(m), Amount: finance.Minor(int64(1000+m*m*100), finance.RUB)})
	}
	rows, err := line.Months()
	require.NoError(t, err)
	falling := false
	for i := 1; i < len(rows); i++ {
		fell := rows[i].Accrued.Minor() < rows[i-1].Accrued.Minor()
		require.True(t, fell || !falling, "rises again in %v", rows[i].Month)
		falling = fell
		require.GreaterOrEqual(t, rows[i].Accrued.Sign(), 0)
	}
	require.True(t, falling)
}

func TestStraightLineExplained(t *testing.T) {
	line := cashflow.StraightLine{
		Term:     civil.Period{From: day, To: civil.MustDate("2026-04-01")},
		Payments: []cashflow.Flow{pay("2026-02-01", "1000.00")}, Rounding: finance.Up,
	}
	rows, err := line.Months()
	require.NoError(t, err)
	require.Equal(t, "recognised 333.33 RUB = 1000.00 RUB × 2/3 of the term by month, rounded up, less 333.34 RUB before; paid 1000.00 RUB, accrued -333.33 RUB", line.ExplainEN(rows[1]))
	line.Basis = cashflow.ByDay
	require.Equal(t, "признано 333,33\u00a0₽ = 1\u00a0000,00\u00a0₽ × 2/3 срока по дням, округление от нуля, за вычетом 333,34\u00a0₽ признанных ранее; оплачено 1\u00a0000,00\u00a0₽, начислено сверх оплаты -333,33\u00a0₽", line.ExplainRU(rows[1]))
	line.Payments[0].Amount = usd
	require.Empty(t, line.ExplainEN(rows[1]))
	line.Payments = append(line.Payments, pay("2026-02-01", "1.00"))
	require.Empty(t, line.ExplainRU(rows[1]))
	line.Payments, line.Rounding = line.Payments[1:], 99
	require.Empty(t, line.ExplainRU(rows[1]))
}
