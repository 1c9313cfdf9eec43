package revshare

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Cap gives back what other clauses of the same agreement charged over a
// maximum, together, in a window: fees by the line of at most 20,000 a month, of
// at most 100,000 a year, or over the life of the agreement. It is to a maximum
// what [Minimum] is to a minimum, and may cap over a longer window than the
// clauses themselves count; the bounds of one clause over its own window are
// those of [Combined].
type Cap struct {
	Amount   finance.Money    `json:"amount"` // of a whole window, not below zero
	Of       []string         `json:"of"`     // the names of the clauses
	Per      accrual.Cycle    `json:"per,omitzero"`
	Prorated bool             `json:"prorated,omitempty"` // a window held in part has that part of the maximum, by days
	Rounding finance.Rounding `json:"rounding,omitzero"`  // of the prorated maximum
}

var _ accrual.Earner = Cap{}

// Window is what Per says.
func (c Cap) Window() accrual.Window { return accrual.Window{Cycle: c.Per} }

// Meters are what the clauses have charged.
func (c Cap) Meters() []accrual.Meter {
	meters := make([]accrual.Meter, len(c.Of))
	for i, name := range c.Of {
		meters[i] = accrual.Of(name)
	}
	return meters
}

// Earned is what was charged over the maximum, below zero.
//
//	charge = min(maximum, Σ charged) - Σ charged
func (c Cap) Earned(s accrual.Span) (finance.Money, error) {
	amount, err := c.over(&s)
	if err != nil {
		return finance.Money{}, fmt.Errorf("cap: %w", err)
	}
	return amount, nil
}

func (c *Cap) over(s *accrual.Span) (finance.Money, error) {
	if len(s.Meters) != len(c.Of) {
		return finance.Money{}, fmt.Errorf("%d meters in the span, %d in the clause: %w", len(s.Meters), len(c.Of), finance.ErrConflict)
	}
	sum := finance.Zero(s.Currency)
	for _, n := range s.Meters {
		var err error
		if sum, err = sum.Add(finance.Minor(n, s.Currency)); err != nil {
			return finance.Money{}, err
		}
	}
	most, err := c.most(s)
	if err != nil {
		return finance.Money{}, err
	}
	s.Trace.AtMost(sum, most)
	held, err := finance.Min(sum, most)
	if err != nil {
		return finance.Money{}, err
	}
	for i, n := range s.Meters {
		charged := finance.Minor(n, s.Currency)
		s.Trace.Charged(held, charged, c.Of[i])
		if held, err = held.Sub(charged); err != nil {
			return finance.Money{}, err
		}
	}
	return held, nil
}

// most is the maximum of the part of the window that is held.
func (c *Cap) most(s *accrual.Span) (finance.Money, error) {
	if !c.Prorated {
		return c.Amount, nil
	}
	held, days := s.Part()
	s.Trace.Days(c.Amount, held, days)
	return c.Amount.MulDiv(held, days, c.Rounding)
}

// Validate reports everything that is wrong with c, as finance.Problems.
func (c Cap) Validate() error {
	var wrong finance.Problems
	wrong.Add("amount", checkAmount(c.Amount))
	c.checkOf(&wrong)
	checkWindow(&wrong, c.Window())
	if c.Per == accrual.ByLine {
		wrong.Add("per", fmt.Errorf("a fact charges no clause: %w", finance.ErrConflict))
	}
	if c.Prorated && c.Per == accrual.ByLife {
		wrong.Add("prorated", fmt.Errorf("a life may have no end: %w", finance.ErrConflict))
	}
	wrong.Add("rounding", c.Rounding.Validate())
	return wrong.Err()
}

func (c Cap) checkOf(wrong *finance.Problems) {
	switch {
	case len(c.Of) == 0:
		wrong.Add("of", finance.ErrMissing)
	case len(c.Of) > accrual.MaxMeters:
		wrong.Add("of", fmt.Errorf("%d, at most %d: %w", len(c.Of), accrual.MaxMeters, finance.ErrLimit))
		return
	}
	for i, name := range c.Of {
		wrong.AddAt("of", i, checkName(name))
		for _, earlier := range c.Of[:i] {
			if earlier == name {
				wrong.AddAt("of", i, finance.ErrDuplicate)
			}
		}
	}
}
