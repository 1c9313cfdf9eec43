package tenancy

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// OneOff is a sum that falls due once: an exit fee, a contribution to the
// fit-out, the price of an option. On a day outside the term, or while the
// clause is not in force, it charges nothing.
type OneOff struct {
	On  civil.Date    `json:"on"`
	Sum finance.Money `json:"sum"` // below nothing is given back
	For Purpose       `json:"for,omitzero"`
}

// Earned is the sum from its day on.
func (o OneOff) Earned(s accrual.Span) (finance.Money, error) {
	reached := civil.Period{From: s.Since, To: s.To}
	for _, held := range s.Held {
		if held.Intersect(reached).Contains(o.On) {
			s.Trace.Fixed(o.Sum)
			return o.Sum, nil
		}
	}
	return finance.Zero(s.Currency), nil
}

// Window is the month.
func (OneOff) Window() accrual.Window { return accrual.Window{} }

// Meters are none.
func (OneOff) Meters() []accrual.Meter { return nil }

// Validate reports everything that is wrong with o, as finance.Problems.
func (o OneOff) Validate() error {
	var wrong finance.Problems
	if o.On.IsZero() {
		wrong.Add("on", finance.ErrMissing)
	}
	if o.Sum.IsZero() {
		wrong.Add("sum", finance.ErrMissing)
	}
	wrong.Add("sum", sized(o.Sum))
	wrong.Add("for", o.For.Validate())
	return wrong.Err()
}

// In reports each amount of o that is in another currency than c, as
// finance.Problems.
func (o OneOff) In(c finance.Currency) error { return problem("sum", of(o.Sum, c)) }
