package revshare

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// TargetCommission is a share of one meter at the rate that another has reached
// in the window: 25 % of the proceeds once more than 500 items are sold, instead
// of 30 %. The rung reached bears on the whole window, and what is already
// charged follows it: a month in which a lower rate is reached may give back. A
// rate that holds only from the bound on is an [Escalator].
//
// The bonus of a rung is owed once it is reached, and given back where returns
// take the counter below it again.
type TargetCommission struct {
	Meter    accrual.Meter    `json:"meter"`   // in minor units
	Counter  accrual.Meter    `json:"counter"` // what is cumulated
	Rungs    []Rung           `json:"rungs"`
	Bonuses  []Bonus          `json:"bonuses,omitempty"`
	Per      accrual.Cycle    `json:"per,omitzero"`
	Returns  accrual.Returns  `json:"returns,omitzero"`
	Negative Negative         `json:"negative,omitzero"`
	Rounding finance.Rounding `json:"rounding,omitzero"`
}

// Bonus is a sum that a target earns at once: its cliff.
type Bonus struct {
	From   int64         `json:"from"`   // owed at this count of the counter, above zero
	Amount finance.Money `json:"amount"` // not below zero
}

var _ accrual.Earner = TargetCommission{}

// Window is what Per and Returns say.
func (c TargetCommission) Window() accrual.Window {
	return accrual.Window{Cycle: c.Per, Returns: c.Returns}
}

// Meters are the base and the counter.
func (c TargetCommission) Meters() []accrual.Meter { return []accrual.Meter{c.Meter, c.Counter} }

// Earned is the share at the rate reached, and the bonuses reached.
//
//	fee = counted × rate of the rung reached + Σ bonuses reached
func (c TargetCommission) Earned(s accrual.Span) (finance.Money, error) {
	fee, err := c.fee(&s)
	if err != nil {
		return finance.Money{}, fmt.Errorf("target commission: %w", err)
	}
	return fee, nil
}

func (c *TargetCommission) fee(s *accrual.Span) (finance.Money, error) {
	if len(s.Meters) != 2 || len(c.Rungs) == 0 {
		return finance.Money{}, fmt.Errorf("%d meters, 2 in the clause, %d rungs: %w", len(s.Meters), len(c.Rungs), finance.ErrConflict)
	}
	total, reached := finance.Minor(s.Meters[0], s.Currency), s.Meters[1]
	base, mirrored, err := c.Negative.base(total, s.Trace)
	if err != nil {
		return finance.Money{}, err
	}
	rate := c.Rungs[rungs(c.Rungs).reached(reached)].Rate
	fee, err := base.MulRate(rate, c.Rounding)
	if err != nil {
		return finance.Money{}, err
	}
	base, _ = turned(base, mirrored)
	s.Trace.Share(base, rate)
	if fee, err = turned(fee, mirrored); err != nil {
		return finance.Money{}, err
	}
	for _, b := range c.Bonuses {
		if reached < b.From {
			continue
		}
		s.Trace.Fixed(b.Amount)
		if fee, err = fee.Add(b.Amount); err != nil {
			return finance.Money{}, err
		}
	}
	return fee, nil
}

// Validate reports everything that is wrong with c, as finance.Problems.
func (c TargetCommission) Validate() error {
	var wrong finance.Problems
	wrong.Add("meter", checkMeter(c.Meter))
	wrong.Add("counter", checkMeter(c.Counter))
	wrong.Add("rungs", rungs(c.Rungs).validate())
	if len(c.Bonuses) > maxSteps {
		wrong.Add("bonuses", fmt.Errorf("%d, at most %d: %w", len(c.Bonuses), maxSteps, finance.ErrLimit))
	} else {
		c.checkBonuses(&wrong)
	}
	checkWindow(&wrong, c.Window())
	wrong.Add("meter", checkLine(c.Meters(), c.Window()))
	wrong.Add("negative", c.Negative.Validate())
	wrong.Add("rounding", c.Rounding.Validate())
	return wrong.Err()
}

func (c TargetCommission) checkBonuses(wrong *finance.Problems) {
	for i, b := range c.Bonuses {
		if b.From <= 0 {
			wrong.AddAt("bonuses", i, at("from", finance.ErrRange))
		} else if i > 0 && b.From <= c.Bonuses[i-1].From {
			wrong.AddAt("bonuses", i, at("from", finance.ErrOrder))
		}
		wrong.AddAt("bonuses", i, at("amount", checkAmount(b.Amount)))
	}
}
