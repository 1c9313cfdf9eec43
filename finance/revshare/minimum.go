package revshare

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Minimum tops up what another clause of the same agreement charged in a
// window: a month, unless Per says otherwise. The two together are the larger
// of what was earned and the minimum. It is charged once, as the window
// settles, since before that a sale could still lower it.
type Minimum struct {
	Amount   finance.Money    `json:"amount"` // of a whole window, not below zero
	Of       string           `json:"of"`     // the name of the other clause
	Per      accrual.Cycle    `json:"per,omitzero"`
	Prorated bool             `json:"prorated,omitempty"` // a window held in part owes that part of the amount, by days
	Rounding finance.Rounding `json:"rounding,omitzero"`  // of the prorated amount
}

var _ accrual.Earner = Minimum{}

// Window is what Per says, charged once.
func (m Minimum) Window() accrual.Window { return accrual.Window{Cycle: m.Per, Once: true} }

// Meters is what the other clause has charged.
func (m Minimum) Meters() []accrual.Meter { return []accrual.Meter{accrual.Of(m.Of)} }

// Earned is what is missing to the minimum.
//
//	top-up = max(0, minimum × days held / days of the window - charged)
//
// Without Prorated the days do not count.
func (m Minimum) Earned(s accrual.Span) (finance.Money, error) {
	amount, err := m.topUp(&s)
	if err != nil {
		return finance.Money{}, fmt.Errorf("minimum: %w", err)
	}
	return amount, nil
}

func (m Minimum) topUp(s *accrual.Span) (finance.Money, error) {
	charged, err := counted(s)
	if err != nil {
		return finance.Money{}, err
	}
	least, err := m.least(s)
	if err != nil {
		return finance.Money{}, err
	}
	missing, err := least.Sub(charged)
	if err != nil {
		return finance.Money{}, err
	}
	none := finance.Zero(s.Currency)
	s.Trace.Less(least, charged)
	s.Trace.AtLeast(missing, none)
	return finance.Max(missing, none)
}

// least is the minimum of the part of the window that is held.
func (m Minimum) least(s *accrual.Span) (finance.Money, error) {
	if !m.Prorated {
		s.Trace.Fixed(m.Amount)
		return m.Amount, nil
	}
	held, whole := s.Part()
	s.Trace.Days(m.Amount, held, whole)
	return m.Amount.MulDiv(held, whole, m.Rounding)
}

// Validate reports everything that is wrong with m, as finance.Problems.
func (m Minimum) Validate() error {
	var wrong finance.Problems
	wrong.Add("amount", checkAmount(m.Amount))
	wrong.Add("of", checkName(m.Of))
	checkWindow(&wrong, m.Window())
	if m.Per == accrual.ByLine {
		wrong.Add("per", fmt.Errorf("a line settles at once: %w", finance.ErrConflict))
	}
	wrong.Add("rounding", m.Rounding.Validate())
	return wrong.Err()
}

func checkAmount(m finance.Money) error {
	switch {
	case m == finance.Money{}:
		return finance.ErrMissing
	case m.Sign() < 0:
		return finance.ErrNegative
	}
	return m.Validate()
}
