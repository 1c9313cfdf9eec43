package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// BaseRent is a fixed sum a month.
type BaseRent struct {
	Monthly  finance.Money    `json:"monthly"`
	Days     DayBasis         `json:"days,omitzero"`     // of a part of a month
	Rounding finance.Rounding `json:"rounding,omitzero"` // of the total to the minor unit
}

// Earned returns what the days of the month held so far have earned, rounded
// once.
//
//	rent = monthly × days held / days of the month
//
// The other bases divide a part of a month as they say.
func (r BaseRent) Earned(s accrual.Span) (finance.Money, error) {
	amount, err := r.Days.share(r.Monthly, &s, r.Rounding)
	if err != nil {
		return finance.Money{}, fmt.Errorf("base rent: %w", err)
	}
	return amount, nil
}

// Window is the month.
func (BaseRent) Window() accrual.Window { return accrual.Window{Cycle: accrual.ByMonth} }

// Meters are none: the rent does not depend on what happens.
func (BaseRent) Meters() []accrual.Meter { return nil }

// PerMonth is the rent of a whole month. It makes BaseRent a [Fixed] rent.
func (r BaseRent) PerMonth() (finance.Money, error) { return r.Monthly, nil }

// Validate reports everything that is wrong with r, as finance.Problems.
func (r BaseRent) Validate() error {
	var wrong finance.Problems
	wrong.Add("monthly", positive(r.Monthly))
	wrong.Add("days", r.Days.Validate())
	wrong.Add("rounding", r.Rounding.Validate())
	return wrong.Err()
}

func (r BaseRent) in(c finance.Currency) error { return problem("monthly", of(r.Monthly, c)) }
