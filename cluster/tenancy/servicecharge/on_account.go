package servicecharge

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// OnAccount is a sum a month paid ahead of the service charge, whatever is
// spent. A [Share] that names it in Less sets it off. [Estimate] gives the sum
// for the next year.
type OnAccount struct {
	Monthly  finance.Money    `json:"monthly"`
	Rounding finance.Rounding `json:"rounding,omitzero"` // of the total to the minor unit
}

// Earned returns what falls to the days of the month held so far, rounded once.
//
//	sum = monthly × days held / days of the month
func (a OnAccount) Earned(s accrual.Span) (finance.Money, error) {
	held, whole := s.DaysHeld(), int64(s.Window.Days())
	s.Trace.Days(a.Monthly, held, whole)
	amount, err := a.Monthly.MulDiv(held, whole, a.Rounding)
	if err != nil {
		return finance.Money{}, fmt.Errorf("service charge on account: %w", err)
	}
	return amount, nil
}

// Window is the month.
func (OnAccount) Window() accrual.Window { return accrual.Window{Cycle: accrual.ByMonth} }

// Meters are none: what was spent counts in the statement.
func (OnAccount) Meters() []accrual.Meter { return nil }

// Validate reports everything that is wrong with a, as finance.Problems.
func (a OnAccount) Validate() error {
	var wrong finance.Problems
	if a.Monthly.IsZero() {
		wrong.Add("monthly", finance.ErrMissing)
	}
	wrong.Add("monthly", notNegative(a.Monthly))
	wrong.Add("rounding", a.Rounding.Validate())
	return wrong.Err()
}
