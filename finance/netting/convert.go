package netting

import (
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Convert brings claims into one currency at the rates of a day, each by itself,
// rounded to whole units: the minor unit of the currency, or such as a dollar.
// Both sides of a claim then see one amount, so the positions still sum to zero,
// which they need not when totals are rounded. A converted claim remembers what
// it was: of one that is met in part the act says how much that is in its own
// currency, rounded alike. One that is nothing in the other currency is ErrRange.
// Problems name rates and claims[i].
func Convert(rates ledger.Rates, unit finance.Money, on civil.Date, by finance.Rounding, claims []Claim) ([]Claim, error) {
	var wrong finance.Problems
	wrong.Add("rates", rates.Validate())
	list := slices.Clone(claims)
	for i := range list {
		c := &list[i]
		was := c.Own()
		converted, err := rates.Convert(was, unit, on, by)
		if err == nil && converted.To.IsZero() {
			err = finance.ErrRange // too little to be anything in that currency
		}
		wrong.AddAt("claims", i, err)
		c.Amount, c.Was = converted.To, Conversion{converted, by}
		if was.Currency() == unit.Currency() {
			c.Was = Conversion{}
		}
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return list, nil
}
