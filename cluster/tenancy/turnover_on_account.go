package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// TurnoverOnAccount is a sum a month paid ahead of turnover rent, whatever the
// sales. A [TurnoverTrueUp] sets it off against what the window has earned. It
// is no fixed rent: a rent roll does not count it.
type TurnoverOnAccount struct {
	Monthly  finance.Money    `json:"monthly"`
	Days     DayBasis         `json:"days,omitzero"`     // of a part of a month
	Rounding finance.Rounding `json:"rounding,omitzero"` // of the total to the minor unit
}

// Earned returns what falls to the days of the month held so far, rounded once.
//
//	sum = monthly × days held / days of the month
func (r TurnoverOnAccount) Earned(s accrual.Span) (finance.Money, error) {
	amount, err := r.Days.share(r.Monthly, &s, r.Rounding)
	if err != nil {
		return finance.Money{}, fmt.Errorf("on account: %w", err)
	}
	return amount, nil
}

// Window is the month.
func (TurnoverOnAccount) Window() accrual.Window { return accrual.Window{Cycle: accrual.ByMonth} }

// Meters are none: what was sold counts in the true-up.
func (TurnoverOnAccount) Meters() []accrual.Meter { return nil }

// Validate reports everything that is wrong with r, as finance.Problems.
func (r TurnoverOnAccount) Validate() error { return BaseRent(r).Validate() }

func (r TurnoverOnAccount) in(c finance.Currency) error { return BaseRent(r).in(c) }
