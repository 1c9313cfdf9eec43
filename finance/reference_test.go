package finance_test

import (
	"cmp"
	"math/big"
	"slices"
	"testing"
	"testing/quick"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
)

// The slower roads: what the package computes in 64 and 128 bits, by definition
// and in numbers of any size.

// rounded is the number next to x that r names.
func rounded(x *big.Rat, r finance.Rounding) *big.Int {
	floor, rest := new(big.Int).DivMod(x.Num(), x.Denom(), new(big.Int))
	if rest.Sign() == 0 {
		return floor
	}
	ceiling := new(big.Int).Add(floor, big.NewInt(1))
	near, far := floor, ceiling // to zero, from zero
	if x.Sign() < 0 {
		near, far = ceiling, floor
	}
	even := floor
	if floor.Bit(0) == 1 {
		even = ceiling
	}
	directed := map[finance.Rounding]*big.Int{
		finance.Up: far, finance.Down: near, finance.Ceiling: ceiling, finance.Floor: floor,
	}
	if n, ok := directed[r]; ok {
		return n
	}
	switch rest.Lsh(rest, 1).Cmp(x.Denom()) {
	case -1:
		return floor
	case 1:
		return ceiling
	}
	return map[finance.Rounding]*big.Int{
		finance.HalfEven: even, finance.HalfUp: far, finance.HalfDown: near, finance.HalfCeiling: ceiling, finance.HalfFloor: floor,
	}[r]
}

var roundings = []finance.Rounding{
	finance.HalfEven, finance.Up, finance.Down, finance.Ceiling, finance.Floor,
	finance.HalfUp, finance.HalfDown, finance.HalfCeiling, finance.HalfFloor,
}

// requireRounded holds when got and err are what x rounds to, or ErrOverflow
// and nothing when that is no int64.
func requireRounded(t *testing.T, x *big.Rat, r finance.Rounding, got int64, err error) {
	t.Helper()
	want := rounded(x, r)
	if !want.IsInt64() {
		require.ErrorIs(t, err, finance.ErrOverflow, "%v, %v", x, r)
		require.Zero(t, got)
		return
	}
	require.NoError(t, err, "%v, %v", x, r)
	require.Equal(t, want.Int64(), got, "%v, %v", x, r)
}

// fraction is a rate as a number of any size.
func fraction(r finance.Rate) *big.Rat { return big.NewRat(r.Num(), r.Den()) }

// allocation divides by definition: cut each share, then hand out the rest.
func allocation(total int64, weights []int64, rule finance.Remainder) []int64 {
	sum := new(big.Int)
	for _, w := range weights {
		sum.Add(sum, big.NewInt(w))
	}
	whole, size := new(big.Int).Abs(big.NewInt(total)), len(weights)
	parts, rests := make([]*big.Int, size), make([]*big.Int, size)
	left := new(big.Int).Set(whole)
	for i, w := range weights {
		parts[i], rests[i] = new(big.Int).QuoRem(new(big.Int).Mul(whole, big.NewInt(w)), sum, new(big.Int))
		left.Sub(left, parts[i])
	}
	for _, i := range turns(rests, rule)[:left.Int64()] {
		parts[i].Add(parts[i], big.NewInt(1))
	}
	all := make([]int64, size)
	for i, part := range parts {
		if total < 0 {
			part.Neg(part)
		}
		all[i] = part.Int64()
	}
	return all
}

// turns is the order in which parties that have a rest get a unit of it.
func turns(rests []*big.Int, rule finance.Remainder) (order []int) {
	for i, rest := range rests {
		if rest.Sign() > 0 {
			order = append(order, i)
		}
	}
	switch rule {
	case finance.Last:
		slices.Reverse(order)
	case finance.LargestRemainder:
		slices.SortStableFunc(order, func(i, k int) int { return cmp.Compare(0, rests[i].Cmp(rests[k])) })
	}
	return order
}

// tiersOf is what a valid table gives for a base, exactly.
func tiersOf(t finance.Tiers, base int64) *big.Rat {
	sum := new(big.Rat)
	for i, step := range t.Steps {
		over, top := step.Over.Minor(), base
		last := i+1 == len(t.Steps) || base <= t.Steps[i+1].Over.Minor()
		if !last {
			top = t.Steps[i+1].Over.Minor()
		}
		n := top - over
		if t.Mode == finance.Whole {
			n = base
		}
		if t.Mode != finance.Slab {
			sum.SetInt64(step.Base.Minor())
		}
		sum.Add(sum, new(big.Rat).Mul(new(big.Rat).SetInt64(n), fraction(step.Rate)))
		if last {
			break
		}
	}
	return sum
}

// lawful is quick.Check with a test that stops at what it requires.
func lawful(t *testing.T, count int, law any) {
	t.Helper()
	require.NoError(t, quick.Check(law, &quick.Config{MaxCount: count}))
}
