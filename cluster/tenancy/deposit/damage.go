package deposit

import (
	"github.com/creative-cluster/kvartal/finance"
)

// Damage is a thing of the space that was damaged beyond wear. Life and Age
// count in one unit, such as months.
type Damage struct {
	Cost     finance.Money    `json:"cost"`              // of a new one, above zero
	Life     int              `json:"life"`              // how long one lasts, above zero
	Age      int              `json:"age"`               // how old it was
	Repair   finance.Money    `json:"repair,omitzero"`   // of the old one; zero when it cannot be repaired
	Rounding finance.Rounding `json:"rounding,omitzero"` // of the residual value to the minor unit
}

// Residual is what was left of the thing's value by straight-line wear, nothing
// past its life.
//
//	residual = cost × (life − age) / life
func (d Damage) Residual() (finance.Money, error) {
	if err := d.Validate(); err != nil {
		return finance.Money{}, err
	}
	return d.Cost.MulDiv(int64(max(d.Life-d.Age, 0)), int64(d.Life), d.Rounding)
}

// Deduction is what a deposit may be charged: the lesser of the repair and the
// residual value, the residual value when there is no repair.
func (d Damage) Deduction() (finance.Money, error) {
	residual, err := d.Residual()
	if err != nil || d.Repair.IsZero() {
		return residual, err
	}
	return finance.Min(d.Repair, residual)
}

// Validate reports everything that is wrong with d, as finance.Problems.
func (d Damage) Validate() error {
	var wrong finance.Problems
	wrong.Add("cost", checkOwed(d.Cost))
	wrong.Add("life", within(d.Life, MaxLife))
	if d.Life == 0 {
		wrong.Add("life", finance.ErrMissing)
	}
	wrong.Add("age", within(d.Age, MaxLife))
	wrong.Add("repair", checkAmount(d.Repair))
	if _, err := d.Repair.Cmp(d.Cost); err != nil {
		wrong.Add("repair", err)
	}
	wrong.Add("rounding", d.Rounding.Validate())
	return wrong.Err()
}
