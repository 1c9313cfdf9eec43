package split

import (
	"math/big"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
)

// apportion rounds exact parts, none against the sign of their sum, which is
// total, to whole units that sum to it: each is cut toward zero, and the units
// left over go by the rule to those that were cut.
func apportion(exact []*big.Rat, total int64, rule finance.Remainder) []int64 {
	parts := make([]int64, len(exact))
	rests := make([]*big.Rat, len(exact))
	left := big.NewInt(total)
	for i, x := range exact {
		whole := new(big.Int).Quo(x.Num(), x.Denom()) // toward zero
		parts[i] = whole.Int64()
		left.Sub(left, whole)
		rests[i] = new(big.Rat).Sub(x, new(big.Rat).SetInt(whole))
		rests[i].Abs(rests[i])
	}
	one := int64(left.Sign())
	for _, i := range inTurn(rests, rule)[:left.Abs(left).Int64()] {
		parts[i] += one
	}
	return parts
}

// inTurn are the places of the rests above zero, in the order in which they get
// a unit. They are at least as many as the units, since each is less than one.
func inTurn(rests []*big.Rat, rule finance.Remainder) []int {
	var places []int
	for i, r := range rests {
		if r.Sign() > 0 {
			places = append(places, i)
		}
	}
	switch rule {
	case finance.First:
	case finance.Last:
		slices.Reverse(places)
	case finance.LargestRemainder:
		slices.SortStableFunc(places, func(a, b int) int { return rests[b].Cmp(rests[a]) })
	}
	return places
}
