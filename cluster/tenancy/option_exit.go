package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Exit is what an early end is negotiated on: the rent that is left at its
// present value, costs that are not written off yet, and the part of the rent
// that another letting is expected to bring.
//
//	fee = rent + Σ costs - rent × mitigation
type Exit struct {
	Rent       finance.Money    `json:"rent"`
	Costs      []finance.Money  `json:"costs,omitempty"`     // a fit-out, a commission
	Mitigation finance.Rate     `json:"mitigation,omitzero"` // 0 to 100 %, of the rent only
	Rounding   finance.Rounding `json:"rounding,omitzero"`   // of the mitigation, to the minor unit
}

// ExitFee is what an early end comes to, and why.
type ExitFee struct {
	Gross      finance.Money // rent and costs
	Mitigation finance.Money
	Fee        finance.Money
	Why        accrual.Part // its Text puts the derivation into words
}

// Fee reckons an early end.
func (x Exit) Fee() (ExitFee, error) {
	if err := x.Validate(); err != nil {
		return ExitFee{}, err
	}
	f := ExitFee{Gross: x.Rent}
	steps := []accrual.Step{{Op: accrual.Fixed, Amount: x.Rent}}
	var err error
	for i, cost := range x.Costs {
		if f.Gross, err = f.Gross.Add(cost); err != nil {
			return ExitFee{}, at("costs", i, err)
		}
		steps = append(steps, accrual.Step{Op: accrual.Fixed, Amount: cost})
	}
	if f.Mitigation, err = x.Rent.MulRate(x.Mitigation, x.Rounding); err != nil {
		return ExitFee{}, problem("mitigation", err)
	}
	if f.Fee, err = f.Gross.Sub(f.Mitigation); err != nil {
		return ExitFee{}, fmt.Errorf("exit fee: %w", err)
	}
	if !x.Mitigation.IsZero() {
		steps = append(steps, accrual.Step{Op: accrual.Share, Amount: x.Rent, Rate: x.Mitigation.Neg()})
	}
	f.Why = accrual.Part{Steps: steps, Amount: f.Fee}
	return f, nil
}

// Validate reports everything that is wrong with x, as finance.Problems.
func (x Exit) Validate() error {
	var wrong finance.Problems
	wrong.Add("rent", notNegative(x.Rent))
	for i, cost := range x.Costs {
		wrong.AddAt("costs", i, notNegative(cost))
		wrong.AddAt("costs", i, of(cost, x.Rent.Currency()))
	}
	if x.Mitigation.Sign() < 0 || x.Mitigation.Cmp(one) > 0 {
		wrong.Add("mitigation", fmt.Errorf("0 to 100%%: %w", finance.ErrRange))
	}
	wrong.Add("rounding", x.Rounding.Validate())
	return wrong.Err()
}
