package finance

import (
	"fmt"
	"math"
	"math/bits"
)

// Part is one of the parts into which Allocate divides amounts, for who needs
// that one and not all, of one amount after the other.
//
//	mine, err := finance.NewPart([]int64{60, 40}, 0, finance.LargestRemainder)
//	mine.Of(proceeds)
type Part struct {
	weights []int64
	sum     uint64 // of the weights
	place   int
	rule    Remainder
}

// NewPart is the part of weights[i]. It refuses what Allocate refuses, and an i
// without a weight with ErrRange. It reads weights, which must not change while
// it is used.
func NewPart(weights []int64, i int, rule Remainder) (Part, error) {
	sum, err := sumOf(weights)
	if err != nil {
		return Part{}, err
	}
	if err := rule.Validate(); err != nil {
		return Part{}, err
	}
	if i < 0 || i >= len(weights) {
		return Part{}, fmt.Errorf("part %d of %d: %w", i, len(weights), ErrRange)
	}
	return Part{weights, sum, i, rule}, nil
}

// Of is the part of total. The zero Part is nothing of anything.
func (p *Part) Of(total Money) Money {
	if p.sum == 0 {
		return Money{0, total.currency}
	}
	n := int64(p.units(magnitude(total.minor))) // at most the magnitude of the total
	if total.minor < 0 {
		n = -n
	}
	return Money{n, total.currency}
}

// units are the whole units of the share, and one more if fewer parties come
// before this one by the rule than there are units left over.
func (p *Part) units(total uint64) uint64 {
	own, rest := shareOf(total, uint64(p.weights[p.place]), p.sum)
	if rest == 0 {
		return own
	}
	toEarlier, toLater := p.rule.bounds(rest)
	units, before := p.over(toEarlier, total, p.weights[:p.place])
	more, behind := p.over(toLater, total, p.weights[p.place+1:])
	if before+behind < total-own-units-more {
		own++
	}
	return own
}

// over is what some parties get in whole units, and how many of them have a rest
// over a bound. It takes no branch on a rest: no processor foresees one.
func (p *Part) over(bound, total uint64, weights []int64) (units, n uint64) {
	for _, w := range weights {
		whole, rest := shareOf(total, uint64(w), p.sum)
		_, above := bits.Sub64(bound, rest, 0)
		units += whole
		n += above
	}
	return units, n
}

// bounds are what the rest of an earlier and of a later party must be over, for
// that party to be given a unit before one with a rest of its own.
func (r Remainder) bounds(rest uint64) (earlier, later uint64) {
	switch r {
	case First:
		return 0, math.MaxUint64
	case Last:
		return math.MaxUint64, 0
	}
	return rest - 1, rest // of equals the earlier
}
