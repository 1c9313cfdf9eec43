package cluster

import (
	"fmt"
	"iter"
	"slices"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/partnership"
)

// Facts are what happened in a cluster, in any order. They are append-only: a
// wrong one is voided by another, a cost or payment by a reversal in the
// ledger, and the same one again is a retry.
type Facts struct {
	Sales      []tenancy.Sale          `json:"sales,omitempty"`      // of residents, for turnover rent
	House      tenancy.Facts           `json:"house,omitzero"`       // readings, service charges drawn up, and what members used
	Shop       brand.Facts             `json:"shop,omitzero"`        // of goods on consignment, all since the shop's opening
	Placements []partnership.Placement `json:"placements,omitempty"` // of brands on partners' shelves
	Costs      []Cost                  `json:"costs,omitempty"`      // of the operator
	Payments   []ledger.Payment        `json:"payments,omitempty"`   // to and from the operator
}

// Check reports everything that is wrong with f under the terms of c, as
// finance.Problems with paths such as shop.sales[17].consignment.
func (c Cluster) Check(f Facts) error {
	_, err := c.accruable(f)
	return err
}

// accruable are the facts that the spine counts, once all of f is checked.
func (c Cluster) accruable(f Facts) (iter.Seq[accrual.Fact], error) {
	var wrong finance.Problems
	sales := c.checkSales(f.Sales, &wrong)
	house, err := c.House.Facts(f.House)
	wrong.Add("house", err)
	trade, err := c.Shop.Trade(f.Shop)
	wrong.Add("shop", err)
	wrong.Add("", c.Exchange.Check(f.Placements))
	c.checkCosts(f.Costs, &wrong)
	c.checkPayments(f.Payments, &wrong)
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return func(yield func(accrual.Fact) bool) {
		for _, s := range slices.Concat(sales, house) {
			if !yield(s) {
				return
			}
		}
		for s := range trade.Facts() {
			if !yield(s) {
				return
			}
		}
	}, nil
}

func (c Cluster) checkSales(all []tenancy.Sale, wrong *finance.Problems) []accrual.Fact {
	leases := make(map[string]bool, len(c.House.Leases))
	for i := range c.House.Leases {
		leases[c.House.Leases[i].ID] = true
	}
	facts := make([]accrual.Fact, len(all))
	for i, s := range all {
		fact, err := s.Fact(c.House.Currency)
		wrong.AddAt("sales", i, err)
		if !leases[s.Lease] && s.Lease != "" {
			wrong.AddAt("sales", i, finance.Problem{Path: "lease", Err: fmt.Errorf("%.40q: %w", s.Lease, finance.ErrUnknown)})
		}
		facts[i] = fact
	}
	return facts
}

func (c Cluster) checkCosts(all []Cost, wrong *finance.Problems) {
	awards := map[string]bool{"": true}
	for _, a := range c.Awards {
		awards[a.ID] = true
	}
	seen := make(map[string]Cost, len(all))
	for i, x := range all {
		var here finance.Problems
		here.Add("", x.Validate())
		if x.Net.Currency() != c.House.Currency {
			here.Add("net", finance.ErrCurrency)
		}
		if x.Supplier == c.Operator {
			here.Add("supplier", fmt.Errorf("the operator itself: %w", finance.ErrConflict))
		}
		if !awards[x.Award] {
			here.Add("award", fmt.Errorf("%.40q: %w", x.Award, finance.ErrUnknown))
		}
		if first, twice := seen[x.ID]; twice && first != x {
			here.Add("id", finance.ErrDuplicate)
		}
		seen[x.ID] = x
		wrong.AddAt("costs", i, here.Err())
	}
}

func (c Cluster) checkPayments(all []ledger.Payment, wrong *finance.Problems) {
	seen := make(map[string]ledger.Payment, len(all))
	for i, p := range all {
		var here finance.Problems
		here.Add("", p.Validate())
		if p.From != c.Operator && p.To != c.Operator {
			here.Add("to", fmt.Errorf("neither side is %q: %w", c.Operator, finance.ErrUnknown))
		}
		if first, twice := seen[p.ID]; twice && first != p {
			here.Add("id", finance.ErrDuplicate)
		}
		seen[p.ID] = p
		wrong.AddAt("payments", i, here.Err())
	}
}
