package strategy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Study is scenarios that meet the same futures. The zero Uncertainty leaves
// nothing to chance: one future then tells all.
type Study struct {
	Last      civil.Month // the last month that is simulated
	Futures   int         // 1 to MaxFutures
	Seed      uint64
	Unknown   Uncertainty
	Costs     []CostPath // of every scenario
	Scenarios []Scenario
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
	Books   accrual.Books // the month after the last close is the first one simulated
	Expand  []Expansion
}

// Uncertainty is what nobody controls. Its zero value is that nothing happens
// that is not signed: no sales, no renewals.
type Uncertainty struct {
	Demand  []Demand     // what agreements sell
	Market  float64      // standard deviation of the month's factor that all sales share; its mean is 1
	Own     float64      // standard deviation of each agreement's own factor of a month; its mean is 1
	Renewal finance.Rate // probability that a lease that ends is let on, on its last terms, for a year at a time
	Void    int          // months for which the space else stands empty before it is let on those terms again; 0 for ever
}

// Demand is what an agreement is expected to sell in a month.
type Demand struct {
	Agreement string
	Meters    []accrual.Meter // each of them counts it
	Monthly   finance.Money
}

// CostPath is a cost that goes on, in a month of the first year; it grows on
// each 1 January.
type CostPath struct {
	Account ledger.Account
	Monthly finance.Money
	Growth  finance.Rate // a year
}

// Validate reports everything that is wrong with s, as finance.Problems.
func (s Study) Validate() error {
	var wrong finance.Problems
	if s.Futures < 1 || s.Futures > MaxFutures {
		wrong.Add("futures", fmt.Errorf("%d, 1 to %d: %w", s.Futures, MaxFutures, finance.ErrRange))
	}
	wrong.Add("unknown", s.Unknown.Validate())
	for i, c := range s.Costs {
		wrong.AddAt("costs", i, c.Validate())
	}
	if len(s.Scenarios) == 0 {
		wrong.Add("scenarios", finance.ErrMissing)
	}
	for i, x := range s.Scenarios {
		wrong.AddAt("scenarios", i, s.validateScenario(x))
	}
	return wrong.Err()
}

func (s Study) validateScenario(x Scenario) error {
	var wrong finance.Problems
	if x.Name == "" {
		wrong.Add("name", finance.ErrMissing)
	}
	wrong.Add("cluster", x.Cluster.Validate())
	first := x.Books.Next()
	switch months := s.Last.Sub(first) + 1; {
	case first.IsZero() || s.Last.IsZero():
		wrong.Add("books", finance.ErrMissing)
	case months < 1:
		wrong.Add("books", fmt.Errorf("%v is after %v: %w", first, s.Last, finance.ErrOrder))
	case months > MaxMonths:
		wrong.Add("books", fmt.Errorf("%d months, at most %d: %w", months, MaxMonths, finance.ErrLimit))
	}
	for i, e := range x.Expand {
		wrong.AddAt("expand", i, e.Validate(x.Cluster.House.Currency))
	}
	return wrong.Err()
}

// Validate reports everything that is wrong with u, as finance.Problems.
func (u Uncertainty) Validate() error {
	var wrong finance.Problems
	for i, d := range u.Demand {
		if d.Agreement == "" || len(d.Meters) == 0 {
			wrong.AddAt("demand", i, finance.ErrMissing)
		}
		if d.Monthly.Sign() < 0 {
			wrong.AddAt("demand", i, finance.ErrNegative)
		}
	}
	for path, sd := range map[string]float64{"market": u.Market, "own": u.Own} {
		if !(sd >= 0 && sd <= 10) { // and no NaN
			wrong.Add(path, fmt.Errorf("%v, 0 to 10: %w", sd, finance.ErrRange))
		}
	}
	if u.Renewal.Sign() < 0 || u.Renewal.Cmp(certain) > 0 {
		wrong.Add("renewal", fmt.Errorf("%v: %w", u.Renewal, finance.ErrRange))
	}
	if u.Void < 0 || u.Void > MaxMonths {
		wrong.Add("void", fmt.Errorf("%d: %w", u.Void, finance.ErrRange))
	}
	return wrong.Err()
}

var certain = finance.MustRate("1")

// Validate reports everything that is wrong with c, as finance.Problems.
func (c CostPath) Validate() error {
	var wrong finance.Problems
	wrong.Add("account", c.Account.Validate())
	if c.Monthly.Sign() < 0 {
		wrong.Add("monthly", finance.ErrNegative)
	}
	if c.Growth.Cmp(certain) > 0 || c.Growth.Cmp(certain.Neg()) < 0 {
		wrong.Add("growth", fmt.Errorf("%v: %w", c.Growth, finance.ErrRange))
	}
	return wrong.Err()
}
