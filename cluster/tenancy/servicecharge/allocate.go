package servicecharge

import (
	"math/big"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
)

// allocate cuts exact amounts, each a number of whole-ths, to whole ones that
// sum to total, which is within one of their own sum. The units that are left go
// by the rule, at most one to each amount that was cut.
func allocate(total int64, exact []*big.Int, whole *big.Int, rule finance.Remainder) ([]int64, error) {
	amounts := make([]int64, len(exact))
	rests := make([]*big.Int, len(exact))
	left := big.NewInt(total)
	for i, n := range exact {
		cut, rest := new(big.Int).DivMod(n, whole, new(big.Int)) // towards minus infinity
		if !cut.IsInt64() {
			return nil, finance.ErrOverflow
		}
		amounts[i], rests[i] = cut.Int64(), rest
		left.Sub(left, cut)
	}
	for _, i := range turns(rests, rule) {
		if left.Sign() <= 0 {
			break
		}
		amounts[i]++
		left.Sub(left, big.NewInt(1))
	}
	if left.Sign() != 0 {
		return nil, finance.ErrOverflow
	}
	return amounts, nil
}

// turns are the places of the amounts that were cut, in the order in which the
// rule hands out what is left.
func turns(rests []*big.Int, rule finance.Remainder) []int {
	places := make([]int, 0, len(rests))
	for i, rest := range rests {
		if rest.Sign() > 0 {
			places = append(places, i)
		}
	}
	switch rule {
	case finance.First:
	case finance.Last:
		slices.Reverse(places)
	default:
		slices.SortStableFunc(places, func(a, b int) int { return rests[b].Cmp(rests[a]) })
	}
	return places
}
