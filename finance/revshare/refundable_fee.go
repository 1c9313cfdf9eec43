package revshare

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// RefundableFee is charged on each sale: a fixed sum and a part of the price, as
// card and platform fees are. When a sale comes back, what is not kept is given
// back in proportion to what came back of it, so that several partial refunds
// give back exactly what one full one does. Sales, returns and amendments are as
// of a [FrozenCommission], whose memory it shares. A simulation shows no facts, so
// it is charged nothing of it.
type RefundableFee struct {
	Meter    accrual.Meter    `json:"meter"`            // in minor units
	Fixed    finance.Money    `json:"fixed,omitzero"`   // of each sale, not below zero, in the agreement's currency
	Rate     finance.Rate     `json:"rate,omitzero"`    // of the price, from 0 to 100 %
	Keeps    Keeps            `json:"keeps,omitzero"`   // on a return: nothing, unless it says otherwise
	Within   int              `json:"within,omitempty"` // days after its sale in which a return may come, at most 3650; 0 for no end
	Rounding finance.Rounding `json:"rounding,omitzero"`
}

var _ accrual.Stepper = RefundableFee{}

// Window is the whole term, as a return may come long after its sale.
func (RefundableFee) Window() accrual.Window { return accrual.Window{Cycle: accrual.ByLife} }

// Meters is the one meter.
func (f RefundableFee) Meters() []accrual.Meter { return []accrual.Meter{f.Meter} }

// Step charges the facts' sales and gives back for their returns, in one line.
//
//	of a sale    fee = fixed + price × rate
//	of a return  back = (fee - kept) × returned after it / price - the same before it
//
// On an error the state is returned as it was.
func (f RefundableFee) Step(state accrual.State, s accrual.Span, facts []accrual.Fact) ([]accrual.Line, accrual.State, error) {
	run := frozenRun{FrozenCommission: f.frozen(s.Currency), span: &s, fixed: f.Fixed.Minor(), keeps: f.Keeps}
	lines, next, err := run.step(state, facts)
	if err != nil {
		return nil, state, fmt.Errorf("refundable fee: %w", err)
	}
	return lines, next, nil
}

// frozen is the part of the price, each sale by itself.
func (f RefundableFee) frozen(c finance.Currency) FrozenCommission {
	flat := finance.Tiers{Steps: []finance.Tier{{Over: finance.Zero(c), Rate: f.Rate}}}
	return FrozenCommission{Meter: f.Meter, Tiers: flat, Per: accrual.ByLine, Within: f.Within, Rounding: f.Rounding}
}

// Validate reports everything that is wrong with f, as finance.Problems.
func (f RefundableFee) Validate() error {
	var wrong finance.Problems
	wrong.Add("meter", checkMeter(f.Meter))
	if f.Fixed != (finance.Money{}) {
		wrong.Add("fixed", checkAmount(f.Fixed))
	}
	wrong.Add("rate", checkShare(f.Rate))
	wrong.Add("keeps", f.Keeps.Validate())
	wrong.Add("within", checkReturnDays(f.Within))
	wrong.Add("rounding", f.Rounding.Validate())
	return wrong.Err()
}

// ValidateIn refuses a fixed sum in another currency than the agreement's.
func (f RefundableFee) ValidateIn(c finance.Currency) error {
	if f.Fixed.IsZero() {
		return nil
	}
	return at("fixed", checkCurrency(f.Fixed, c))
}
