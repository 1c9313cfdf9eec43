package cluster

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/partnership"
)

// Cluster is everything that a creative cluster has agreed, as known to its
// operator. It is a value: nothing in it changes as months close.
type Cluster struct {
	Name     string               `json:"name"`
	Operator accrual.Party        `json:"operator"`          // who lets the house and keeps the shop
	House    tenancy.House        `json:"house"`             // let by the operator
	Shop     brand.Shop           `json:"shop,omitzero"`     // kept by the operator; the zero Shop is none
	Exchange partnership.Exchange `json:"exchange,omitzero"` // with the operator as one of its partners
	Parties  []Profile            `json:"parties,omitempty"` // what the rooms do not say of somebody
	Regimes  []Regime             `json:"regimes,omitempty"` // of tax, for the limits of makers' income
	Awards   []Award              `json:"awards,omitempty"`  // public money with a purpose
	Chart    ledger.Chart         `json:"chart"`             // where obligations are entered
	Budget   []BudgetLine         `json:"budget,omitempty"`
}

// Validate reports everything that is wrong with c, as finance.Problems with
// paths such as house.leases[3].clauses[1].share.
func (c Cluster) Validate() error {
	var wrong finance.Problems
	if c.Name == "" {
		wrong.Add("name", finance.ErrMissing)
	}
	if c.Operator == "" {
		wrong.Add("operator", finance.ErrMissing)
	}
	wrong.Add("house", c.House.Validate())
	shop := c.Shop
	if shop.Currency.Validate() == nil && c.House.Currency.Validate() == nil {
		shop.Currency = c.House.Currency // validateOperator says where it is another: once, not at each amount
	}
	wrong.Add("shop", shop.Validate())
	wrong.Add("exchange", c.Exchange.Validate())
	wrong.Add("chart", c.Chart.Validate())
	c.validateOperator(&wrong)
	c.validateAgreements(&wrong)
	c.validateParties(&wrong)
	c.validateBudget(&wrong)
	return wrong.Err()
}

// validateOperator refuses rooms of somebody else, or of another currency, and
// an exchange without the operator.
func (c Cluster) validateOperator(wrong *finance.Problems) {
	if c.House.Landlord != c.Operator {
		wrong.Add("house.landlord", fmt.Errorf("%q is not the operator: %w", c.House.Landlord, finance.ErrConflict))
	}
	if !c.Shop.IsZero() && c.Shop.Party != c.Operator {
		wrong.Add("shop.party", fmt.Errorf("%q is not the operator: %w", c.Shop.Party, finance.ErrConflict))
	}
	if !c.Shop.IsZero() && c.Shop.Currency != c.House.Currency {
		wrong.Add("shop.currency", fmt.Errorf("%v, not %v: %w", c.Shop.Currency, c.House.Currency, finance.ErrCurrency))
	}
	partner := func(p partnership.Partner) bool { return p.ID == c.Operator }
	if len(c.Exchange.Partners) > 0 && !slices.ContainsFunc(c.Exchange.Partners, partner) {
		wrong.Add("exchange.partners", fmt.Errorf("the operator %.40q: %w", string(c.Operator), finance.ErrMissing))
	}
}

// validateAgreements refuses one id for two agreements of different rooms.
func (c Cluster) validateAgreements(wrong *finance.Problems) {
	leases := make(map[string]bool, len(c.House.Leases))
	for _, l := range c.House.Leases {
		leases[l.ID] = true
	}
	for i, s := range c.Shop.Consignments {
		if leases[s.ID] {
			wrong.AddAt("shop.consignments", i, finance.Problem{Path: "id", Err: fmt.Errorf("%q is a lease: %w", s.ID, finance.ErrDuplicate)})
		}
	}
}

// agreements are all that the spine closes.
func (c Cluster) agreements() ([]accrual.Agreement, error) {
	var wrong finance.Problems
	leases, err := c.House.Agreements()
	wrong.Add("house", err)
	consignments, err := c.Shop.Agreements()
	wrong.Add("shop", err)
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return append(leases, consignments...), nil
}
