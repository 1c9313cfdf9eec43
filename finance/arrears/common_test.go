package arrears_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/arrears"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Thousands of rates in decimals are fine; those without a common denominator
// took minutes, and are refused where they stand.
func TestRatesInCommon(t *testing.T) {
	first := civil.MustDate("2000-01-01")
	key := func(n int, value func(i int64) (num, den int64)) (all civil.Timeline[finance.Rate]) {
		for i := range n {
			rate, err := finance.NewRate(value(int64(i)))
			require.NoError(t, err)
			all = append(all, civil.Entry[finance.Rate]{From: first.AddDays(i), Value: rate, Source: "made up"})
		}
		return all
	}
	debt := arrears.Debt{Amount: finance.MustMoney("1000000.00 RUB"), Due: first}
	decimals := arrears.Terms{Clause: "late", Key: key(10_000, func(i int64) (int64, int64) { return 100_000_000 + i, 1_000_000_000 })}
	got, err := decimals.Interest(debt, first.AddDays(9999))
	require.NoError(t, err)
	// 9999 days at 10 %, and Σ i/10⁹ for i to 9999, of a million over 365 days
	require.Equal(t, finance.MustMoney("2739589.03 RUB"), got.Total)

	odd := func(i int64) (int64, int64) { return 1, 9223372036854775783 - 2*i }
	terms := arrears.Terms{Clause: "late", Key: key(10_000, odd)}
	var wrong finance.Problems
	require.ErrorAs(t, terms.Validate(), &wrong)
	require.Equal(t, 1, wrong.Len())
	require.ErrorIs(t, terms.Validate(), finance.ErrLimit)
	require.ErrorContains(t, terms.Validate(), "key[33].value: rates have no common denominator of at most 4096 bits")
	require.NoError(t, arrears.Terms{Clause: "late", Key: key(30, odd)}.Validate())

	lines, err := arrears.Stretches(civil.Period{From: first, To: first.AddDays(10_000)}, key(10_000, odd), civil.ByAct365F)
	require.NoError(t, err)
	for i := range lines {
		lines[i].Balance = debt.Amount
	}
	priced, total, err := arrears.Price(lines, arrears.AtEnd, finance.HalfEven)
	require.ErrorIs(t, err, finance.ErrLimit)
	require.Empty(t, priced)
	require.Zero(t, total)
}
