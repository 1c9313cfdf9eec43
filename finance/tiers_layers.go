package finance

import (
	"cmp"
	"fmt"
	"iter"
)

// Layer is one line of the derivation of an amount by tiers.
type Layer struct {
	From, To Money // the bounds of the step; To is the zero Money for the last, which has no end
	In       Money // what the rate applies to
	Rate     Rate
	Base     Money // the fixed amount of the step, if any
}

// Share returns Base + Rate × In, rounded. The shares of several slabs, each
// rounded, need not sum to the amount of the table, which is rounded once.
func (l Layer) Share(r Rounding) (Money, error) {
	c, err := common(l.In, l.Base)
	if err != nil {
		return Money{}, err
	}
	n, err := Tier{Rate: l.Rate, Base: l.Base}.fixedPlus(l.In.minor, r)
	if err != nil {
		return Money{}, fmt.Errorf("%v + %v × %v: %w", l.Base, l.In, l.Rate, err)
	}
	return Money{n, c}, nil
}

// Layers yields how Amount comes about: for slabs each layer up to the one that
// base reaches, else the one step reached. Of a base that Amount refuses there
// is none.
func (t Tiers) Layers(base Money) iter.Seq[Layer] {
	return func(yield func(Layer) bool) {
		c, err := t.accepts(base)
		if err != nil {
			return
		}
		last := t.reached(base.minor)
		first := last
		if t.Mode == Slab {
			first = 0
		}
		for i := first; i <= last; i++ {
			if !yield(t.explain(i, base.minor, c)) {
				return
			}
		}
	}
}

func (t Tiers) explain(i int, base int64, c Currency) Layer {
	step := t.Steps[i]
	l := Layer{From: Money{step.Over.minor, c}, Rate: step.Rate, Base: step.Base}
	if i+1 < len(t.Steps) {
		l.To = t.Steps[i+1].Over
	}
	switch t.Mode {
	case Whole:
		l.In = Money{base, c}
	case BasePlus:
		l.In = Money{base - step.Over.minor, c}
	default:
		l.In, l.Base = Money{t.layer(i, base), c}, Money{}
	}
	return l
}

// Validate reports everything that is wrong with the table, as Problems: no
// steps or more than 100, a first bound other than nothing, bounds that do not ascend, more than
// one currency, a rate below zero, a fixed amount in slabs. The fixed amounts
// of a base-plus table must continue each other: each is what the step before
// it reaches at its end, rounded in whatever way to the minor unit.
func (t Tiers) Validate() error {
	var wrong Problems
	wrong.Add("mode", t.Mode.Validate())
	switch {
	case len(t.Steps) == 0:
		wrong.Add("steps", ErrMissing)
	case len(t.Steps) > maxSteps:
		wrong.Add("steps", ErrLimit)
	}
	c := t.currency()
	for i := range t.Steps {
		wrong.AddAt("steps", i, t.validateStep(i, c))
	}
	return wrong.Err()
}

// currency is the first one in the table.
func (t Tiers) currency() Currency {
	for _, step := range t.Steps {
		if c := cmp.Or(step.Over.currency, step.Base.currency); c != 0 {
			return c
		}
	}
	return 0
}

func (t Tiers) validateStep(i int, c Currency) error {
	step := t.Steps[i]
	var wrong Problems
	wrong.Add("over", in(c, step.Over))
	wrong.Add("base", in(c, step.Base))
	if step.Rate.num < 0 {
		wrong.Add("rate", ErrNegative)
	}
	if t.Mode == Slab && step.Base.minor != 0 {
		wrong.Add("base", fmt.Errorf("a fixed amount in slabs: %w", ErrConflict))
	}
	switch {
	case i == 0 && step.Over.minor != 0:
		wrong.Add("over", fmt.Errorf("the first step begins over nothing: %w", ErrRange))
	case i > 0 && step.Over.minor <= t.Steps[i-1].Over.minor:
		wrong.Add("over", ErrOrder)
	case i > 0 && t.Mode == BasePlus && t.Steps[i-1].Rate.num >= 0:
		wrong.Add("base", t.Steps[i-1].continued(step))
	}
	return wrong.Err()
}

// in refuses an amount that is of neither no currency nor c, or of one that
// does not exist.
func in(c Currency, m Money) error {
	if m.currency != 0 && m.currency != c {
		return ErrCurrency
	}
	return m.Validate()
}

// continued refuses a next step that does not begin with the amount at which s
// ends.
func (s Tier) continued(next Tier) error {
	width := next.Over.minor - s.Over.minor // both from nothing upwards
	low, err := s.fixedPlus(width, Floor)
	if err != nil {
		return err
	}
	high, err := s.fixedPlus(width, Ceiling)
	if err != nil {
		return err
	}
	if next.Base.minor < low || next.Base.minor > high {
		c := next.Over.currency
		return fmt.Errorf("%v, but the step before ends at %v: %w", next.Base, Money{low, c}, ErrConflict)
	}
	return nil
}
