package revshare

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// UnitFee is a price for each thing that a meter counts: an item sold, a
// receipt, a parcel packed. What comes back is given back: a host whose fee for
// packing stays does not count returns on that meter.
type UnitFee struct {
	Meter   accrual.Meter   `json:"meter"` // in units
	Price   finance.Money   `json:"price"` // of one, not below zero
	Unit    string          `json:"unit,omitempty"`
	Per     accrual.Cycle   `json:"per,omitzero"`
	Returns accrual.Returns `json:"returns,omitzero"`
}

var _ accrual.Earner = UnitFee{}

// Window is what Per and Returns say.
func (f UnitFee) Window() accrual.Window { return accrual.Window{Cycle: f.Per, Returns: f.Returns} }

// Meters is the one meter.
func (f UnitFee) Meters() []accrual.Meter { return []accrual.Meter{f.Meter} }

// Earned is the price of what was counted so far.
//
//	fee = price × counted
func (f UnitFee) Earned(s accrual.Span) (finance.Money, error) {
	n, err := counted(&s)
	if err != nil {
		return finance.Money{}, fmt.Errorf("unit fee: %w", err)
	}
	fee, err := f.Price.Mul(n.Minor())
	if err != nil {
		return finance.Money{}, fmt.Errorf("unit fee: %w", err)
	}
	if s.Trace != nil {
		quantity, _ := finance.NewRate(n.Minor(), 1)
		s.Trace.Times(f.Price, quantity, f.Unit)
	}
	return fee, nil
}

// Validate reports everything that is wrong with f, as finance.Problems.
func (f UnitFee) Validate() error {
	var wrong finance.Problems
	wrong.Add("meter", checkMeter(f.Meter))
	wrong.Add("price", checkAmount(f.Price))
	if len(f.Unit) > accrual.MaxText {
		wrong.Add("unit", finance.ErrLimit)
	}
	checkWindow(&wrong, f.Window())
	return wrong.Err()
}
