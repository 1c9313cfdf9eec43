package strategy

import (
	"slices"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// model is a scenario made ready to be run through futures, one at a time.
type model struct {
	study    *Study
	scenario *Scenario
	operator accrual.Party
	first    civil.Month
	currency finance.Currency
	accounts []ledger.Account // of income
	tenants  []*tenant
	demands  map[string]*Demand
	fixed    []Month // what each month has beside the agreements
	market   Stream
	markets  []float64 // the factor of each month in the future at hand
	factors  factors
	now      taking
	take     func(*accrual.Charge) // charge as a value, made once
}

// factors are the distributions of the two factors of demand.
type factors struct{ market, own Distribution }

func newModel(s *Study, x *Scenario) (*model, error) {
	m := &model{
		study: s, scenario: x, operator: x.Cluster.Operator, first: x.Books.Next(),
		currency: x.Cluster.House.Currency, accounts: incomeOf(x.Cluster.Chart),
	}
	m.take = m.charge
	m.demands = make(map[string]*Demand, len(s.Unknown.Demand))
	for i := range s.Unknown.Demand {
		m.demands[s.Unknown.Demand[i].Agreement] = &s.Unknown.Demand[i]
	}
	var err error
	if m.factors.market, err = factor(s.Unknown.Market); err != nil {
		return nil, err
	}
	if m.factors.own, err = factor(s.Unknown.Own); err != nil {
		return nil, err
	}
	if err := m.plan(); err != nil {
		return nil, err
	}
	m.markets = make([]float64, len(m.fixed))
	if err := m.enroll(); err != nil {
		return nil, err
	}
	return m, nil
}

// factor is the distribution of a factor with mean 1; nil for none.
func factor(sd float64) (Distribution, error) {
	if sd == 0 {
		return nil, nil
	}
	return LognormalByMean(1, sd)
}

// incomeOf are the accounts of income in a chart, in order.
func incomeOf(chart ledger.Chart) []ledger.Account {
	var all []ledger.Account
	for _, r := range chart.Rules {
		for _, a := range []ledger.Account{r.Owed.Net, r.Owes.Net} {
			if a.In("income") {
				all = append(all, a)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// plan fixes what does not depend on the future: costs, loans, own capital.
func (m *model) plan() error {
	zero := finance.Zero(m.currency)
	for at := range m.first.Through(m.study.Last) {
		m.fixed = append(m.fixed, Month{Month: at, Income: zero, Costs: zero, Debt: zero, Own: zero, Owed: zero})
	}
	for _, c := range m.study.Costs {
		if err := m.cost(c); err != nil {
			return err
		}
	}
	for _, e := range m.scenario.Expand {
		if err := m.build(e); err != nil {
			return err
		}
	}
	return nil
}

// cost adds a cost to each month.
func (m *model) cost(c CostPath) (err error) {
	monthly := c.Monthly
	for i := range m.fixed {
		month := &m.fixed[i]
		if i > 0 && month.Month.Month() == 1 {
			growth, err := monthly.MulRate(c.Growth, finance.HalfEven)
			if err != nil {
				return err
			}
			if monthly, err = monthly.Add(growth); err != nil {
				return err
			}
		}
		if month.Costs, err = month.Costs.Add(monthly); err != nil {
			return err
		}
	}
	return nil
}

// build adds what an expansion costs: own capital, the loan, the upkeep.
func (m *model) build(e Expansion) error {
	_, loan, own, err := e.Capital()
	if err != nil {
		return err
	}
	plan, err := Annuity(loan, e.Rate, 12*e.Years)
	if err != nil {
		return err
	}
	upkeep, err := e.Upkeep.MulRate(e.Gross.Metres(), finance.HalfEven)
	if err != nil {
		return err
	}
	sum := adder{}
	for i := range m.fixed {
		month := &m.fixed[i]
		if month.Month == e.Built {
			month.Own = sum.add(month.Own, own)
		}
		if !month.Month.Before(e.Opens) {
			month.Costs = sum.add(month.Costs, upkeep)
		}
		if n := month.Month.Sub(e.Built); n >= 0 && n < len(plan) {
			month.Debt = sum.add(month.Debt, sum.add(plan[n].Interest, plan[n].Principal))
			month.Owed = sum.add(month.Owed, plan[n].Left)
		}
	}
	return sum.err
}

// enroll makes a tenant of each agreement that was known at the last close, and
// of each lease of an expansion.
func (m *model) enroll() error {
	house, shop := m.scenario.Cluster.House, m.scenario.Cluster.Shop
	leases, err := house.Agreements()
	if err != nil {
		return err
	}
	consignments, err := shop.Agreements()
	if err != nil {
		return err
	}
	areas, err := m.areas()
	if err != nil {
		return err
	}
	for _, a := range leases { // and memberships, which have no area and are not let again
		area, lease := areas[a.ID]
		if err := m.signed(a, area, lease); err != nil {
			return err
		}
	}
	for _, a := range consignments {
		if err := m.signed(a, tenancy.Area{}, false); err != nil {
			return err
		}
	}
	for _, e := range m.scenario.Expand {
		if err := m.expand(e); err != nil {
			return err
		}
	}
	return nil
}
