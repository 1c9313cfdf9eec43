package membership

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// JoiningDiscount is a line of its own for what one who joins inside a cycle does
// not hold of it. The fee itself is billed Whole, so that an invoice shows both:
//
//	fee       300.00
//	discount -180.00
//
// Source: proration of plans, Nexudus.
type JoiningDiscount struct {
	Of     PlanFee `json:"of"`               // the fee; its Whole must be set, here and where it is charged
	Within int     `json:"within,omitempty"` // days to the next billing day at most; one who joins earlier in the cycle pays all of it. 0 is any
}

var _ accrual.Earner = JoiningDiscount{}

// Earned returns the discount from the day of joining on, below zero, rounded
// once.
//
//	discount = -price × (1 - days to the next billing day / days of the cycle)
func (d JoiningDiscount) Earned(s accrual.Span) (finance.Money, error) {
	amount, err := d.earned(&s)
	if err != nil {
		return finance.Money{}, fmt.Errorf("joining discount: %w", err)
	}
	return amount, nil
}

func (d *JoiningDiscount) earned(s *accrual.Span) (finance.Money, error) {
	none := finance.Zero(s.Currency)
	if len(s.Held) == 0 {
		return none, nil
	}
	joined := s.Held[0].From
	if !joined.Before(s.To) || joined.Before(s.Since) {
		return none, nil
	}
	c := cycleOf(dayOr(d.Of.Day, s.Window.From), joined)
	if joined == c.From || d.Within > 0 && c.To.Sub(joined) > d.Within {
		return none, nil
	}
	share, err := d.Of.missed(joined, c)
	if err != nil {
		return finance.Money{}, err
	}
	s.Trace.Share(d.Of.Price, share.Neg())
	return d.Of.Price.MulRate(share.Neg(), d.Of.Rounding)
}

// Window is the whole term: one joins once.
func (JoiningDiscount) Window() accrual.Window { return accrual.Window{Cycle: accrual.ByLife} }

// Meters are none.
func (JoiningDiscount) Meters() []accrual.Meter { return nil }

// Validate reports everything that is wrong with d, as finance.Problems: a fee
// that is not billed whole would be discounted twice.
func (d JoiningDiscount) Validate() error {
	var wrong finance.Problems
	wrong.Add("of", d.Of.Validate())
	if !d.Of.Whole {
		wrong.Add("of.whole", fmt.Errorf("a fee by days has no joining discount: %w", finance.ErrConflict))
	}
	if d.Within < 0 || d.Within > 31 {
		wrong.Add("within", fmt.Errorf("0 to 31 days: %w", finance.ErrRange))
	}
	return wrong.Err()
}

func (d JoiningDiscount) in(c finance.Currency) error { return at("of", d.Of.in(c)) }

func (d JoiningDiscount) anchored(day int) accrual.Clause {
	d.Of.Day = day
	return d
}
