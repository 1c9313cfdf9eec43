package revshare

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// SlabCommission is a share that changes with what a window has counted, by a
// table of steps: a month's, unless Per says otherwise. The mode of the table
// says whether a rate bears on its layer or on the whole. The rate on the
// whole may fall as the total rises, and with it the fee: then the charge of a
// later month of the window is below zero. A table whose first step has a fixed
// amount charges it for a window without sales too.
type SlabCommission struct {
	Meter    accrual.Meter    `json:"meter"` // in minor units
	Tiers    finance.Tiers    `json:"tiers"` // of the agreement's currency; rates from 0 to 100 %
	Per      accrual.Cycle    `json:"per,omitzero"`
	Returns  accrual.Returns  `json:"returns,omitzero"`
	Negative Negative         `json:"negative,omitzero"`
	Rounding finance.Rounding `json:"rounding,omitzero"`
}

var _ accrual.Earner = SlabCommission{}

// Window is what Per and Returns say.
func (c SlabCommission) Window() accrual.Window {
	return accrual.Window{Cycle: c.Per, Returns: c.Returns}
}

// Meters is the one meter.
func (c SlabCommission) Meters() []accrual.Meter { return []accrual.Meter{c.Meter} }

// Earned is what the table gives for the total so far, rounded once.
//
//	fee = Σ rate × (counted in the layer), or as the mode of the table says
func (c SlabCommission) Earned(s accrual.Span) (finance.Money, error) {
	fee, err := c.fee(&s)
	if err != nil {
		return finance.Money{}, fmt.Errorf("slab commission: %w", err)
	}
	return fee, nil
}

func (c SlabCommission) fee(s *accrual.Span) (finance.Money, error) {
	total, err := counted(s)
	if err != nil {
		return finance.Money{}, err
	}
	base, mirrored, err := c.Negative.base(total, s.Trace)
	if err != nil {
		return finance.Money{}, err
	}
	fee, err := c.Tiers.Amount(base, c.Rounding)
	if err != nil {
		return finance.Money{}, err
	}
	if s.Trace != nil {
		traceLayers(s.Trace, c.Tiers, base, mirrored)
	}
	return turned(fee, mirrored)
}

// traceLayers notes each layer, and the fixed amount of a step that has one.
// Neither exceeds an amount that has just been computed, so both can be turned.
func traceLayers(t *accrual.Trace, tiers finance.Tiers, base finance.Money, mirrored bool) {
	for l := range tiers.Layers(base) {
		if !l.Base.IsZero() {
			fixed, _ := turned(l.Base, mirrored)
			t.Fixed(fixed)
		}
		in, _ := turned(l.In, mirrored)
		t.Share(in, l.Rate)
	}
}

// Validate reports everything that is wrong with c, as finance.Problems.
func (c SlabCommission) Validate() error {
	var wrong finance.Problems
	wrong.Add("meter", checkMeter(c.Meter))
	wrong.Add("tiers", checkTiers(c.Tiers))
	checkWindow(&wrong, c.Window())
	wrong.Add("negative", c.Negative.Validate())
	wrong.Add("rounding", c.Rounding.Validate())
	return wrong.Err()
}

// maxSteps is how many steps a table of shares may have: each charge reads all.
const maxSteps = 100

// checkTiers is the table's own check, and that no rate takes more than the
// whole.
func checkTiers(t finance.Tiers) error {
	if len(t.Steps) > maxSteps {
		return fmt.Errorf("%d steps, at most %d: %w", len(t.Steps), maxSteps, finance.ErrLimit)
	}
	var wrong finance.Problems
	wrong.Add("", t.Validate())
	for i, step := range t.Steps {
		if step.Rate.Sign() > 0 { // the table has refused one below zero
			wrong.AddAt("steps", i, at("rate", checkShare(step.Rate)))
		}
	}
	return wrong.Err()
}

// at is err under a path, nil if there is none.
func at(path string, err error) error {
	if err == nil {
		return nil
	}
	return finance.Problem{Path: path, Err: err}
}
