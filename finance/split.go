package finance

import (
	"cmp"
	"fmt"
	"math"
	"math/bits"
	"slices"
)

// split is an allocation under way. It counts in magnitudes, so that a negative
// total mirrors the positive one.
type split struct {
	total    uint64
	negative bool
	currency Currency
	weights  []int64
	sum      uint64 // of the weights
}

// sumOf adds weights, and refuses those that divide nothing.
func sumOf(weights []int64) (uint64, error) {
	total := uint64(0)
	for i, w := range weights {
		if w < 0 {
			return 0, fmt.Errorf("weight %d is %d: %w", i, w, ErrWeights)
		}
		sum, carry := bits.Add64(total, uint64(w), 0)
		if carry != 0 {
			return 0, fmt.Errorf("sum of the weights: %w", ErrOverflow)
		}
		total = sum
	}
	if total == 0 {
		return 0, fmt.Errorf("no weight above zero: %w", ErrWeights)
	}
	return total, nil
}

// share is the whole part of what i gets, and the rest over the weights' sum.
//
//	total × weight / sum = whole + rest / sum
func (s *split) share(i int) (whole, rest uint64) {
	return shareOf(s.total, uint64(s.weights[i]), s.sum)
}

func shareOf(total, weight, sum uint64) (whole, rest uint64) {
	hi, lo := bits.Mul64(total, weight)
	if hi == 0 {
		return lo / sum, lo % sum
	}
	return bits.Div64(hi, lo, sum) // hi < sum, as no weight exceeds the sum
}

// few is how many rests are kept on the stack. The rests of more parties are
// computed again when they are needed.
const few = 16

// fill writes the parts. The units left over are fewer than the shares that are
// not whole, since each of these lost less than one.
func (s *split) fill(parts []Money, rule Remainder) {
	switch {
	case rule == First:
		s.inTurn(parts, 0, 1)
	case rule == Last:
		s.inTurn(parts, len(parts)-1, -1)
	case len(parts) <= few:
		s.largestOfFew(parts)
	default:
		s.largestOfMany(parts)
	}
	for i := range parts {
		parts[i].currency = s.currency
		if s.negative {
			parts[i].minor = -parts[i].minor
		}
	}
}

// inTurn hands the units left over to the parties from the given one on. Until
// fill gives the parts their currency, that field keeps who has a rest.
func (s *split) inTurn(parts []Money, from, step int) {
	left := s.total
	for i := range parts {
		whole, rest := s.share(i)
		parts[i] = Money{int64(whole), Currency(min(rest, 1))}
		left -= whole
	}
	for i := from; left > 0; i += step {
		one := parts[i].currency
		parts[i].minor += int64(one)
		left -= uint64(one)
	}
}

func (s *split) largestOfFew(parts []Money) {
	var rests [few]uint64
	left := s.total
	for i := range parts {
		whole, rest := s.share(i)
		parts[i].minor, rests[i] = int64(whole), rest
		left -= whole
	}
	for ; left > 0; left-- {
		best := 0
		for i, rest := range rests[:len(parts)] {
			if rest > rests[best] {
				best = i
			}
		}
		parts[best].minor++
		rests[best] = 0
	}
}

// largestOfMany sorts the rests in the room that the parts will take, to learn
// from which rest on a party gets a unit more. So it needs no room of its own.
func (s *split) largestOfMany(parts []Money) {
	left := s.total
	for i := range parts {
		whole, rest := s.share(i)
		parts[i].minor = int64(rest)
		left -= whole
	}
	bound, ties := highest(parts, left)
	for i := range parts {
		whole, rest := s.share(i)
		switch {
		case rest > bound:
			whole++
		case rest == bound && ties > 0:
			whole++
			ties--
		}
		parts[i].minor = int64(whole)
	}
}

// highest returns the n-th largest rest, and how many of those that equal it
// are among the n largest. It reorders rests.
func highest(rests []Money, n uint64) (bound, ties uint64) {
	if n == 0 {
		return math.MaxUint64, 0
	}
	slices.SortFunc(rests, func(a, b Money) int { return cmp.Compare(uint64(b.minor), uint64(a.minor)) })
	bound = uint64(rests[n-1].minor)
	for ; ties < n && uint64(rests[n-1-ties].minor) == bound; ties++ {
	}
	return bound, ties
}
