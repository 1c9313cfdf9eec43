package strategy

import (
	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Study is scenarios that meet the same futures, in one currency. The zero
// Uncertainty leaves nothing to chance: one future then tells all.
type Study struct {
	Last      civil.Month // the last month that is simulated
	Futures   int         // 1 to MaxFutures
	Seed      uint64
	Unknown   Uncertainty
	Costs     []CostPath // of every scenario
	Scenarios []Scenario // under different names
}

// Limits of a study.
const (
	MaxFutures = 100_000
	MaxMonths  = 480 // from the first simulated month to the last
)

// Scenario is a cluster, where its books stand, and what is changed in it.
type Scenario struct {
	Name    string
	Cluster cluster.Cluster
	Books   accrual.Books // with a month closed: the one after the last close is the first one simulated
	Expand  []Expansion   // under different names
}

// Uncertainty is what nobody controls. Its zero value is that nothing happens
// that is not signed: no sales, no renewals.
//
// Renewals and voids go by months: a year, and a void, begin with the month in
// which a lease ends, of which the rest of the days counts as a whole month. An
// empty space sells nothing and is charged nothing; windows longer than a month
// run on meanwhile.
type Uncertainty struct {
	Demand  []Demand     // what agreements sell, one each
	Market  float64      // standard deviation of the month's factor that all sales share, 0 to 10; its mean is 1
	Own     float64      // standard deviation of each agreement's own factor of a month, 0 to 10; its mean is 1
	Renewal finance.Rate // probability that a lease that ends is let on, on its last terms, for a year at a time
	Void    int          // months for which the space else stands empty before it is let on those terms again, up to MaxMonths; 0 for ever
}

// Demand is what an agreement is expected to sell in a month: what is drawn is
// this times the factors, rounded half-even to the minor unit. In the month in
// which a lease ends, each of its sides has the part of its days.
type Demand struct {
	Agreement string          // of a scenario: a lease or a consignment
	Meters    []accrual.Meter // each of them counts it; one that no clause counts does nothing
	Monthly   finance.Money   // not below zero
}

// CostPath is a cost that goes on; it grows on each 1 January after the first
// simulated month, rounded half-even.
type CostPath struct {
	Account ledger.Account // what it is for
	Monthly finance.Money  // in the first simulated month, not below zero
	Growth  finance.Rate   // a year, -100 to 100 %
}
