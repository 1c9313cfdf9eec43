package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Bound holds what other clauses charge in a window between a minimum and a
// maximum: it charges what is missing to the one, and gives back what is over
// the other. A minimum over more than a month is charged once, as the window
// settles, since before that a sale could still lower it.
type Bound struct {
	Of       []string         `json:"of"`                // the clauses that are bounded together
	AtLeast  finance.Money    `json:"at_least,omitzero"` // in a whole window; none is no minimum
	AtMost   finance.Money    `json:"at_most,omitzero"`  // in a whole window; none is no maximum
	Cycle    accrual.Cycle    `json:"cycle,omitzero"`
	Prorate  bool             `json:"prorate,omitempty"` // both bounds shrink with the part of the window that is held; otherwise they stand whole
	After    int              `json:"after,omitempty"`   // months from the window's last to the one in which a minimum is charged, 0 to 24
	Rounding finance.Rounding `json:"rounding,omitzero"` // of a bound that shrinks
}

// Earned is the difference between the bounded sum and the sum.
//
//	charge = min(at most, max(at least, Σ charged)) - Σ charged
func (b Bound) Earned(s accrual.Span) (finance.Money, error) {
	amount, err := b.earned(&s)
	if err != nil {
		return finance.Money{}, fmt.Errorf("bound: %w", err)
	}
	return amount, nil
}

func (b *Bound) earned(s *accrual.Span) (finance.Money, error) {
	amount := finance.Zero(s.Currency)
	for i := range b.Of {
		one, err := counted(s, i)
		if err == nil {
			amount, err = amount.Add(one)
		}
		if err != nil {
			return finance.Money{}, err
		}
	}
	for _, side := range [...]struct {
		bound finance.Money
		hold  func(a, b finance.Money) (finance.Money, error)
		note  func(amount, bound finance.Money)
	}{{b.AtLeast, finance.Max, s.Trace.AtLeast}, {b.AtMost, finance.Min, s.Trace.AtMost}} {
		if side.bound == (finance.Money{}) {
			continue
		}
		bound, err := b.of(s, side.bound)
		if err != nil {
			return finance.Money{}, err
		}
		side.note(amount, bound)
		if amount, err = side.hold(amount, bound); err != nil {
			return finance.Money{}, err
		}
	}
	for i, name := range b.Of {
		var err error
		if amount, err = charged(s, amount, i, name); err != nil {
			return finance.Money{}, err
		}
	}
	return amount, nil
}

// of is a bound for the part of the window of s that is held.
func (b *Bound) of(s *accrual.Span, whole finance.Money) (finance.Money, error) {
	held, all := s.Part()
	if !b.Prorate || held == all {
		return whole, nil
	}
	s.Trace.Days(whole, held, all)
	return whole.MulDiv(held, all, b.Rounding)
}

// Window is the cycle of the bounds. A minimum is charged once.
func (b Bound) Window() accrual.Window {
	return accrual.Window{Cycle: b.Cycle, Once: b.AtLeast != finance.Money{}, After: b.After}
}

// Meters are what the bounded clauses have charged.
func (b Bound) Meters() []accrual.Meter { return clauseMeters(nil, b.Of) }

// Validate reports everything that is wrong with b in itself, as
// finance.Problems. Whether the lease has the clauses is the lease's check.
func (b Bound) Validate() error {
	var wrong finance.Problems
	if len(b.Of) == 0 {
		wrong.Add("of", finance.ErrMissing)
	}
	addDuplicates(&wrong, "of", b.Of)
	wrong.Add("at_least", notNegative(b.AtLeast))
	wrong.Add("at_most", notNegative(b.AtMost))
	none := finance.Money{}
	if b.AtLeast == none && b.AtMost == none {
		wrong.Add("at_least", finance.ErrMissing)
	}
	if order, err := b.AtLeast.Cmp(b.AtMost); err == nil && order > 0 && b.AtMost != none {
		wrong.Add("at_most", fmt.Errorf("%v is under the minimum %v: %w", b.AtMost, b.AtLeast, finance.ErrOrder))
	}
	wrong.Add("", b.Window().Validate())
	if b.Cycle == accrual.ByLine {
		wrong.Add("cycle", fmt.Errorf("a line has no bound: %w", finance.ErrRange))
	}
	wrong.Add("rounding", b.Rounding.Validate())
	return wrong.Err()
}

// In reports each amount of b that is in another currency than c, as
// finance.Problems.
func (b Bound) In(c finance.Currency) error {
	var wrong finance.Problems
	wrong.Add("at_least", of(b.AtLeast, c))
	wrong.Add("at_most", of(b.AtMost, c))
	return wrong.Err()
}
