package finance

import (
	"fmt"
	"math/big"
	"math/bits"
)

// Tier is one step of a table.
type Tier struct {
	Over Money `json:"over"`          // the step begins above this base
	Rate Rate  `json:"rate"`          // not below zero
	Base Money `json:"base,omitzero"` // a fixed amount, where the mode has one; JSON leaves out nothing
}

// Tiers is a table of steps in ascending order. The first begins over nothing,
// each ends where the next begins, the last has no end. A base that equals a
// bound belongs to the step below it, for which slabs do not care: bounds are
// inclusive at the top. There are at most 100 steps.
type Tiers struct {
	Mode  TierMode `json:"mode"`
	Steps []Tier   `json:"steps"`
}

// Amount returns what the table gives for a base, rounded once.
//
//	slab       Σ rate × (base in the layer)
//	whole      Base + rate × base
//	base-plus  Base + rate × (base - Over)
//
// A negative base is ErrNegative: what a negative turnover owes is the plan's
// word, not the table's.
func (t Tiers) Amount(base Money, r Rounding) (Money, error) {
	c, err := t.accepts(base)
	if err != nil {
		return Money{}, fmt.Errorf("tiers of %v: %w", base, err)
	}
	n, err := t.minor(base.minor, r)
	if err != nil {
		return Money{}, fmt.Errorf("tiers of %v: %w", base, err)
	}
	return Money{n, c}, nil
}

func (t Tiers) minor(base int64, r Rounding) (int64, error) {
	step := t.Steps[t.reached(base)]
	switch t.Mode {
	case Whole:
		return step.fixedPlus(base, r)
	case BasePlus:
		return step.fixedPlus(base-step.Over.minor, r)
	}
	return t.slabs(base, r)
}

// accepts answers the currency of an amount that base gives, or the first thing
// that stands in the way of one.
func (t Tiers) accepts(base Money) (Currency, error) {
	switch {
	case t.Mode > BasePlus:
		return 0, t.Mode.Validate()
	case len(t.Steps) == 0:
		return 0, fmt.Errorf("steps: %w", ErrMissing)
	case len(t.Steps) > maxSteps:
		return 0, fmt.Errorf("steps: %w", ErrLimit)
	case base.minor < 0:
		return 0, ErrNegative
	case t.Steps[0].Over.minor != 0:
		return 0, fmt.Errorf("steps[0].over: %w", ErrRange)
	}
	c := base.currency
	for i := range t.Steps {
		step := &t.Steps[i]
		for _, m := range [2]Money{step.Over, step.Base} {
			if m.currency != 0 && c != 0 && m.currency != c {
				return 0, fmt.Errorf("steps[%d]: %w", i, ErrCurrency)
			}
			c |= m.currency
		}
		if step.Rate.num < 0 {
			return 0, fmt.Errorf("steps[%d].rate: %w", i, ErrNegative)
		}
		if i > 0 && step.Over.minor <= t.Steps[i-1].Over.minor {
			return 0, fmt.Errorf("steps[%d].over: %w", i, ErrOrder)
		}
	}
	return c, nil
}

// reached is the index of the last step that base is over, the first if none.
func (t Tiers) reached(base int64) int {
	i := len(t.Steps) - 1
	for i > 0 && t.Steps[i].Over.minor >= base {
		i--
	}
	return i
}

// fixedPlus is Base + Rate × n, rounded once: a tie to even looks at the sum.
func (s Tier) fixedPlus(n int64, r Rounding) (int64, error) {
	den := uint64(s.Rate.Den())
	hi, lo, negative := crossSum(n, uint64(s.Rate.num), s.Base.minor, den)
	return divide(hi, lo, den, negative, r)
}

// layer is how much of base lies in step i.
func (t Tiers) layer(i int, base int64) int64 {
	top := base
	if i+1 < len(t.Steps) {
		top = min(top, t.Steps[i+1].Over.minor)
	}
	return max(0, top-t.Steps[i].Over.minor)
}

// slabs adds the layers over one denominator in 128 bits. Where they do not
// fit, exact fractions of any size take the same sum.
func (t Tiers) slabs(base int64, r Rounding) (int64, error) {
	last := t.reached(base)
	den := uint64(1)
	for _, step := range t.Steps[:last+1] {
		var err error
		if den, err = lcm(den, uint64(step.Rate.Den())); err != nil {
			return t.slabsApart(base, r)
		}
	}
	var hi, lo uint64 // the layers sum to an int64, so their shares to less than 2^127
	for i, step := range t.Steps[:last+1] {
		over, num := bits.Mul64(uint64(step.Rate.num), den/uint64(step.Rate.Den()))
		if over != 0 {
			return t.slabsApart(base, r)
		}
		shareHi, shareLo := bits.Mul64(uint64(t.layer(i, base)), num)
		var carry uint64
		lo, carry = bits.Add64(lo, shareLo, 0)
		hi += shareHi + carry
	}
	return divide(hi, lo, den, false, r)
}

func (t Tiers) slabsApart(base int64, r Rounding) (int64, error) {
	if err := r.Validate(); err != nil {
		return 0, err
	}
	sum := new(big.Rat)
	for i, step := range t.Steps[:t.reached(base)+1] {
		share := new(big.Rat).SetInt64(t.layer(i, base))
		sum.Add(sum, share.Mul(share, step.Rate.rat()))
	}
	return divideBig(sum.Num(), sum.Denom(), r)
}
