package revshare

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// PassThrough owes exactly what a meter counted: the proceeds that a shop took
// for a maker, before its fee; a cost that one side paid for the other. A total
// below zero is owed the other way, as a negative amount.
type PassThrough struct {
	Meter accrual.Meter `json:"meter"` // in minor units
}

var _ accrual.Earner = PassThrough{}

// Window is the month. A sum is the same over any window.
func (PassThrough) Window() accrual.Window { return accrual.Window{} }

// Meters is the one meter.
func (p PassThrough) Meters() []accrual.Meter { return []accrual.Meter{p.Meter} }

// Earned is what the meter counted.
//
//	amount = counted
func (p PassThrough) Earned(s accrual.Span) (finance.Money, error) {
	amount, err := counted(&s)
	if err != nil {
		return finance.Money{}, fmt.Errorf("pass-through: %w", err)
	}
	s.Trace.Fixed(amount)
	return amount, nil
}

// Validate refuses a missing or overlong meter.
func (p PassThrough) Validate() error {
	var wrong finance.Problems
	wrong.Add("meter", checkMeter(p.Meter))
	return wrong.Err()
}
