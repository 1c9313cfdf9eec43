package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// ClawBack takes back what abatements gave, when the lease ends before the day
// to which it was agreed: whole, or the part of the agreed term that is not
// served. It is charged once, with the last month. A lease that runs to its day
// charges nothing.
type ClawBack struct {
	Of       []string         `json:"of"`                // the clauses that gave: what they charged is below nothing
	Expiry   civil.Date       `json:"expiry"`            // the day after the last one that was agreed
	Earning  bool             `json:"earning,omitempty"` // each day served earns its part of the abatement; otherwise all of it goes back
	Rounding finance.Rounding `json:"rounding,omitzero"`
}

// Earned is what goes back.
//
//	claw-back = -Σ charged × days not served / days agreed
//
// Without Earning the fraction is 1.
func (c ClawBack) Earned(s accrual.Span) (finance.Money, error) {
	amount, err := c.earned(&s)
	if err != nil {
		return finance.Money{}, fmt.Errorf("claw-back: %w", err)
	}
	return amount, nil
}

func (c *ClawBack) earned(s *accrual.Span) (finance.Money, error) {
	given := finance.Zero(s.Currency)
	agreed, left := int64(c.Expiry.Sub(s.Window.From)), int64(c.Expiry.Sub(s.Window.To))
	if s.Window.To.IsZero() || left <= 0 {
		return given, nil
	}
	for i := range c.Of {
		one, err := counted(s, i)
		if err == nil {
			given, err = given.Sub(one)
		}
		if err != nil {
			return finance.Money{}, err
		}
	}
	if !c.Earning {
		s.Trace.Fixed(given)
		return given, nil
	}
	s.Trace.Days(given, left, agreed)
	s.Trace.Rounds(c.Rounding)
	return given.MulDiv(left, agreed, c.Rounding)
}

// Window is the whole term, charged once.
func (ClawBack) Window() accrual.Window { return accrual.Window{Cycle: accrual.ByLife, Once: true} }

// Meters are what the abatements have charged.
func (c ClawBack) Meters() []accrual.Meter { return clauseMeters(nil, c.Of) }

// Validate reports everything that is wrong with c in itself, as
// finance.Problems.
func (c ClawBack) Validate() error {
	var wrong finance.Problems
	if len(c.Of) == 0 {
		wrong.Add("of", finance.ErrMissing)
	}
	addDuplicates(&wrong, "of", c.Of)
	if c.Expiry.IsZero() {
		wrong.Add("expiry", finance.ErrMissing)
	}
	wrong.Add("rounding", c.Rounding.Validate())
	return wrong.Err()
}
