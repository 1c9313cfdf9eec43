package finance_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
)

var remainderRules = []finance.Remainder{finance.LargestRemainder, finance.First, finance.Last}

func minors(ms []finance.Money) []int64 {
	ns := make([]int64, len(ms))
	for i, m := range ms {
		ns[i] = m.Minor()
	}
	return ns
}

// Up to sixteen parties and beyond, against the definition.
func TestAllocateAgainstTheDefinition(t *testing.T) {
	law := func(total int64, weights []int64) bool {
		for _, rule := range remainderRules {
			parts, err := finance.Allocate(rub(total), weights, rule)
			require.NoError(t, err)
			require.Equal(t, allocation(total, weights, rule), minors(parts), "%d over %v, %v", total, weights, rule)
			for _, part := range parts {
				require.Equal(t, finance.RUB, part.Currency())
			}
		}
		return true
	}
	few := func(total int32, raw [7]uint8) bool { return law(int64(total), widened(raw[:], 4)) }
	sixteen := func(total int32, raw [16]uint8) bool { return law(int64(total), widened(raw[:], 255)) }
	seventeen := func(total int32, raw [17]uint8) bool { return law(int64(total), widened(raw[:], 255)) }
	many := func(total int32, raw [100]uint8) bool { return law(int64(total), widened(raw[:], 3)) } // with many ties
	large := func(total int64, raw [20]uint32) bool {
		weights := make([]int64, len(raw))
		for i, w := range raw {
			weights[i] = int64(w)<<28 + 1
		}
		return law(total, weights)
	}
	for _, shape := range []any{few, sixteen, seventeen, many, large} {
		lawful(t, 200, shape)
	}
	for _, total := range []int64{math.MinInt64, -1, 0, 1, math.MaxInt64} {
		law(total, []int64{1})
		law(total, []int64{1, 1, 1})
		law(total, []int64{math.MaxInt64, math.MaxInt64})
		law(total, append(make([]int64, 40), math.MaxInt64, 1, 2, 3))
	}
}

// widened makes weights of bytes; the last is never zero.
func widened(raw []uint8, most uint8) []int64 {
	weights := make([]int64, len(raw))
	for i, w := range raw {
		weights[i] = int64(min(w, most))
	}
	weights[len(weights)-1]++
	return weights
}

func TestAllocateRefuses(t *testing.T) {
	room := append(make([]finance.Money, 0, 9), rub(7))
	for name, c := range map[string]struct {
		weights []int64
		rule    finance.Remainder
		want    error
	}{
		"no weights":        {nil, finance.First, finance.ErrWeights},
		"all zero":          {[]int64{0, 0}, finance.LargestRemainder, finance.ErrWeights},
		"negative":          {[]int64{3, -1}, finance.Last, finance.ErrWeights},
		"beyond 64 bits":    {[]int64{math.MaxInt64, math.MaxInt64, 2}, finance.First, finance.ErrOverflow},
		"no such remainder": {[]int64{1}, finance.Last + 1, finance.ErrRange},
	} {
		parts, err := finance.Allocate(rub(100), c.weights, c.rule)
		require.ErrorIs(t, err, c.want, name)
		require.Nil(t, parts, name)
		dst, err := finance.AllocateTo(room, rub(100), c.weights, c.rule)
		require.ErrorIs(t, err, c.want, name)
		require.Equal(t, room, dst, name)
		parts, rest, err := finance.AllocateUnits(rub(100), rub(5), c.weights, c.rule)
		require.ErrorIs(t, err, c.want, name)
		require.Nil(t, parts, name)
		require.Zero(t, rest, name)
	}
	_, err := finance.Allocate(rub(1), []int64{3, -1}, finance.First)
	require.EqualError(t, err, "weight 1 is -1: weights")
}

// AllocateTo appends: what was there stays, and the room of the caller is used.
func TestAllocateTo(t *testing.T) {
	room := append(make([]finance.Money, 0, 3), rub(7))
	dst, err := finance.AllocateTo(room, finance.MustMoney("0.03 USD"), []int64{75, 25}, finance.First)
	require.NoError(t, err)
	require.Equal(t, []finance.Money{rub(7), finance.MustMoney("0.03 USD"), finance.MustMoney("0.00 USD")}, dst)
	require.Same(t, &room[0], &dst[0])
	again, err := finance.AllocateTo(dst, rub(1), []int64{1}, finance.First)
	require.NoError(t, err)
	require.Equal(t, []int64{7, 3, 0, 1}, minors(again))
}

func TestAllocateUnits(t *testing.T) {
	for _, c := range []struct {
		total, unit string
		want        []int64
		rest        string
	}{
		{"8.02 CHF", "0.05 CHF", []int64{270, 265, 265}, "0.02 CHF"},
		{"-8.02 CHF", "0.05 CHF", []int64{-270, -265, -265}, "-0.02 CHF"},
		{"0.04 CHF", "0.05 CHF", []int64{0, 0, 0}, "0.04 CHF"},
		{"0", "0.05 CHF", []int64{0, 0, 0}, "0.00 CHF"},
	} {
		parts, rest, err := finance.AllocateUnits(finance.MustMoney(c.total), finance.MustMoney(c.unit), []int64{1, 1, 1}, finance.First)
		require.NoError(t, err)
		require.Equal(t, c.want, minors(parts), c.total)
		require.Equal(t, c.rest, rest.String())
		require.Equal(t, finance.CHF, parts[0].Currency())
	}
	for unit, want := range map[string]error{"0.00 RUB": finance.ErrRange, "-0.05 RUB": finance.ErrRange, "0.05 USD": finance.ErrCurrency} {
		parts, rest, err := finance.AllocateUnits(rub(100), finance.MustMoney(unit), []int64{1}, finance.First)
		require.ErrorIs(t, err, want, unit)
		require.Nil(t, parts)
		require.Zero(t, rest)
	}
}

func TestAllocateRates(t *testing.T) {
	rates := func(texts ...string) (all []finance.Rate) {
		for _, s := range texts {
			all = append(all, finance.MustRate(s))
		}
		return all
	}
	parts, err := finance.AllocateRates(rub(10000), rates("1/3", "50%", "1/6"), finance.LargestRemainder)
	require.NoError(t, err)
	require.Equal(t, []int64{3333, 5000, 1667}, minors(parts))
	parts, err = finance.AllocateRates(rub(100), rates("10%", "20%"), finance.LargestRemainder) // a third and two: they need not be a whole
	require.NoError(t, err)
	require.Equal(t, []int64{33, 67}, minors(parts))
	// denominators whose product is beyond 64 bits, and the largest there is
	for _, weights := range [][]finance.Rate{rates("1/2199023255552", "3/1099511627776"), rates("1/9223372036854775807", "6/9223372036854775807")} {
		parts, err = finance.AllocateRates(rub(7), weights, finance.LargestRemainder)
		require.NoError(t, err)
		require.Equal(t, []int64{1, 6}, minors(parts))
	}
	for name, c := range map[string]struct {
		weights []finance.Rate
		want    error
	}{
		"none": {nil, finance.ErrWeights}, "zero": {rates("0%"), finance.ErrWeights}, "negative": {rates("1/2", "-1/3"), finance.ErrWeights},
		"no common denominator": {rates("1/9223372036854775807", "1/9223372036854775806"), finance.ErrOverflow},
		"numerator":             {rates("9223372036854775807", "1/2"), finance.ErrOverflow},
	} {
		parts, err := finance.AllocateRates(rub(100), c.weights, finance.First)
		require.ErrorIs(t, err, c.want, name)
		require.Nil(t, parts, name)
	}
}
