package cashflow

import (
	"fmt"
	"math/big"

	"github.com/creative-cluster/kvartal/finance"
)

// EffectiveRent compares offers: the level rent that is worth as much as a
// term's payments less what the landlord gives for them. It is exact.
//
// Free periods are amounts of nothing, inside the term or added to it: both
// make it longer than what is paid.
type EffectiveRent struct {
	Payments   []finance.Money  `json:"payments"`            // one for each period of the whole term, at most 3,660
	Incentives finance.Money    `json:"incentives,omitzero"` // given at the beginning: fit-out, moving credit, fees
	Rate       finance.Rate     `json:"rate,omitzero"`       // a period, at least 0; zero is straight: nothing is discounted
	Timing     Timing           `json:"timing,omitzero"`     // when a period's rent is paid; zero is in arrears. Straight, it does not matter
	Rounding   finance.Rounding `json:"rounding,omitzero"`   // to the minor unit; zero is half-even
}

// Validate reports payments that are missing, too many or of two currencies,
// incentives or a rate below zero, and unknown names.
func (e EffectiveRent) Validate() error {
	var wrong finance.Problems
	checkAmounts(&wrong, "payments", e.Payments, maxPeriods)
	wrong.Add("incentives", sameCurrency(e.currency(), e.Incentives))
	if e.Incentives.Sign() < 0 {
		wrong.Add("incentives", finance.ErrNegative)
	}
	checkRate(&wrong, "rate", e.Rate)
	wrong.Add("timing", e.Timing.Validate())
	wrong.Add("rounding", e.Rounding.Validate())
	return wrong.Err()
}

// currency is that of the first payment that has one.
func (e EffectiveRent) currency() finance.Currency {
	for _, m := range e.Payments {
		if c := m.Currency(); c != 0 {
			return c
		}
	}
	return 0
}

// Per is the net effective rent of so many periods, rounded once: of 1 for a
// rent by the month, of 12 for one by the year.
//
//	straight:   (Σ payments - incentives) / n × periods
//	discounted: (Σ payments × v - incentives) / Σ v × periods, v = 1/(1+rate)^k
//
// Periods that are not from 1 to 3,660 are refused, path "periods". Source: the
// definition of the trade; discounted as an equivalent level annuity, Brealey,
// Myers and Allen, Principles of Corporate Finance, chapter 6.
func (e EffectiveRent) Per(periods int) (finance.Money, error) {
	if err := e.Validate(); err != nil {
		return finance.Money{}, err
	}
	if err := fromOne(periods, maxPeriods); err != nil {
		return finance.Money{}, fmt.Errorf("periods: %w", err)
	}
	g, f := newGrowth(), factorOf(e.Rate, 1, 1)
	for _, m := range e.Payments {
		g.step(f, m.Minor(), e.Timing)
	}
	worth := g.paid.Sub(g.paid, g.grown(e.Incentives.Minor()))
	worth.Mul(worth, big.NewInt(int64(periods)))
	return g.level(worth, either(e.currency(), e.Incentives.Currency()), e.Rounding)
}
