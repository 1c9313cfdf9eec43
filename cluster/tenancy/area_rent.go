package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// AreaRent is a price of a square metre a month. The area is the one that the
// contract charges, which need not be what was last measured.
type AreaRent struct {
	Price    finance.Money    `json:"price"` // of a square metre a month
	Area     Area             `json:"area"`
	Days     DayBasis         `json:"days,omitzero"`     // of a part of a month
	Rounding finance.Rounding `json:"rounding,omitzero"` // of the total to the minor unit
}

// Earned returns what the days of the month held so far have earned, rounded
// once: the rent of a whole month is not rounded before it is divided.
//
//	rent = price × area × days held / days of the month
//
// The other bases divide a part of a month as they say.
func (r AreaRent) Earned(s accrual.Span) (finance.Money, error) {
	num, den, err := r.Days.part(s.DaysHeld(), int64(s.Window.Days())) // of the whole month, also after a restart
	if err != nil {
		return finance.Money{}, fmt.Errorf("area rent: %w", err)
	}
	amount, err := r.Area.at(r.Price, num, den, r.Rounding)
	if err != nil {
		return finance.Money{}, fmt.Errorf("area rent: %w", err)
	}
	s.Trace.Times(r.Price, r.Area.Metres(), "m²")
	if num != den {
		s.Trace.OfDays(num, den)
	}
	return amount, nil
}

// Window is the month.
func (AreaRent) Window() accrual.Window { return accrual.Window{Cycle: accrual.ByMonth} }

// Meters are none: the rent does not depend on what happens.
func (AreaRent) Meters() []accrual.Meter { return nil }

// PerMonth is the rent of a whole month, price × area, rounded. It makes
// AreaRent a [Fixed] rent.
func (r AreaRent) PerMonth() (finance.Money, error) { return r.Area.at(r.Price, 1, 1, r.Rounding) }

// Validate reports everything that is wrong with r, as finance.Problems.
func (r AreaRent) Validate() error {
	var wrong finance.Problems
	wrong.Add("price", positive(r.Price))
	if r.Area.IsZero() {
		wrong.Add("area", finance.ErrMissing)
	}
	wrong.Add("days", r.Days.Validate())
	wrong.Add("rounding", r.Rounding.Validate())
	return wrong.Err()
}

func (r AreaRent) in(c finance.Currency) error { return problem("price", of(r.Price, c)) }
