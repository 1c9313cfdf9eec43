package revshare

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Commission is a flat share of what a meter counted, rounded on the total of a
// window: a month, unless Per says otherwise. By line, each fact is rounded by
// itself, and a return bears a line of its own.
type Commission struct {
	Meter    accrual.Meter    `json:"meter"` // in minor units
	Rate     finance.Rate     `json:"rate"`  // from 0 to 100 %
	Per      accrual.Cycle    `json:"per,omitzero"`
	Returns  accrual.Returns  `json:"returns,omitzero"`
	Negative Negative         `json:"negative,omitzero"`
	Rounding finance.Rounding `json:"rounding,omitzero"`
}

var _ accrual.Earner = Commission{}

// Window is what Per and Returns say.
func (c Commission) Window() accrual.Window {
	return accrual.Window{Cycle: c.Per, Returns: c.Returns}
}

// Meters is the one meter.
func (c Commission) Meters() []accrual.Meter { return []accrual.Meter{c.Meter} }

// Earned is the share of the total so far.
//
//	fee = counted × rate
func (c Commission) Earned(s accrual.Span) (finance.Money, error) {
	fee, err := c.fee(&s)
	if err != nil {
		return finance.Money{}, fmt.Errorf("commission: %w", err)
	}
	return fee, nil
}

func (c Commission) fee(s *accrual.Span) (finance.Money, error) {
	total, err := counted(s)
	if err != nil {
		return finance.Money{}, err
	}
	base, mirrored, err := c.Negative.base(total, s.Trace)
	if err != nil {
		return finance.Money{}, err
	}
	fee, err := base.MulRate(c.Rate, c.Rounding)
	if err != nil {
		return finance.Money{}, err
	}
	base, _ = turned(base, mirrored) // the total again, or zero
	s.Trace.Share(base, c.Rate)
	return turned(fee, mirrored)
}

// Validate reports everything that is wrong with c, as finance.Problems.
func (c Commission) Validate() error {
	var wrong finance.Problems
	wrong.Add("meter", checkMeter(c.Meter))
	wrong.Add("rate", checkShare(c.Rate))
	checkWindow(&wrong, c.Window())
	wrong.Add("negative", c.Negative.Validate())
	wrong.Add("rounding", c.Rounding.Validate())
	return wrong.Err()
}
