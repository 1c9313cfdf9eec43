package finance_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
)

// A part is that of Allocate, for every amount, weights and rule.
func TestPartIsThatOfAllocate(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 7))
	for range 20_000 {
		weights := make([]int64, 1+r.IntN(20))
		for i := range weights {
			weights[i] = r.Int64N(5) * r.Int64N([]int64{2, 1000, math.MaxInt64 / 100}[r.IntN(3)])
		}
		weights[r.IntN(len(weights))]++
		total, rule := finance.Minor(r.Int64()>>r.IntN(63)*(1-2*r.Int64N(2)), finance.RUB), finance.Remainder(r.IntN(3))
		want, err := finance.Allocate(total, weights, rule)
		require.NoError(t, err)
		for i := range weights {
			part, err := finance.NewPart(weights, i, rule)
			require.NoError(t, err)
			require.Equal(t, want[i], part.Of(total), "%v of %v over %v by %v", i, total, weights, rule)
		}
	}
}

// 1.00 over 1, 1, 1 is 0.34, 0.33, 0.33, or what is left over goes to the last.
func TestPartsOfOne(t *testing.T) {
	one, thirds := finance.MustMoney("1.00 RUB"), []int64{1, 1, 1}
	for rule, want := range map[finance.Remainder][]string{
		finance.LargestRemainder: {"0.34 RUB", "0.33 RUB", "0.33 RUB"},
		finance.First:            {"0.34 RUB", "0.33 RUB", "0.33 RUB"},
		finance.Last:             {"0.33 RUB", "0.33 RUB", "0.34 RUB"},
	} {
		for i, text := range want {
			part, err := finance.NewPart(thirds, i, rule)
			require.NoError(t, err)
			require.Equal(t, text, part.Of(one).String())
		}
	}
	least := finance.Minor(math.MinInt64, finance.RUB)
	all, err := finance.NewPart([]int64{1}, 0, finance.First)
	require.NoError(t, err)
	require.Equal(t, least, all.Of(least))
	require.Equal(t, finance.Zero(finance.RUB), new(finance.Part).Of(one))
}

func TestPartRefuses(t *testing.T) {
	for _, c := range []struct {
		weights []int64
		i       int
		rule    finance.Remainder
		want    error
	}{
		{nil, 0, finance.First, finance.ErrWeights},
		{[]int64{0, 0}, 0, finance.First, finance.ErrWeights},
		{[]int64{1, -1}, 0, finance.First, finance.ErrWeights},
		{[]int64{1, 2}, 2, finance.First, finance.ErrRange},
		{[]int64{1, 2}, -1, finance.First, finance.ErrRange},
		{[]int64{1, 2}, 0, 3, finance.ErrRange},
	} {
		part, err := finance.NewPart(c.weights, c.i, c.rule)
		require.ErrorIs(t, err, c.want)
		require.Equal(t, finance.Part{}, part)
	}
}
