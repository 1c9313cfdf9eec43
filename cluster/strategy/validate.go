package strategy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Validate reports everything that is wrong with s, as finance.Problems.
func (s Study) Validate() error {
	var wrong finance.Problems
	wrong.Add("futures", within(s.Futures, 1, MaxFutures))
	wrong.Add("unknown", s.Unknown.Validate())
	for i, c := range s.Costs {
		wrong.AddAt("costs", i, c.Validate())
	}
	if len(s.Scenarios) == 0 {
		wrong.Add("scenarios", finance.ErrMissing)
	}
	names := map[string]bool{}
	for i := range s.Scenarios {
		wrong.AddAt("scenarios", i, s.validateScenario(&s.Scenarios[i]))
		if name := s.Scenarios[i].Name; names[name] {
			wrong.AddAt("scenarios", i, finance.Problem{Path: "name", Err: finance.ErrDuplicate})
		}
		names[s.Scenarios[i].Name] = true
	}
	s.validateCurrency(&wrong)
	s.validateAgreements(&wrong)
	return wrong.Err()
}

func (s Study) validateScenario(x *Scenario) error {
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
	names := map[string]bool{}
	for i, e := range x.Expand {
		wrong.AddAt("expand", i, e.Validate(x.Cluster.House.Currency))
		if names[e.Name] {
			wrong.AddAt("expand", i, finance.Problem{Path: "name", Err: finance.ErrDuplicate})
		}
		names[e.Name] = true
	}
	return wrong.Err()
}

// validateCurrency refuses amounts that are not in the currency of every
// scenario: a meter counts minor units and would not see the difference.
func (s Study) validateCurrency(wrong *finance.Problems) {
	for i := range s.Scenarios {
		currency := s.Scenarios[i].Cluster.House.Currency
		if currency != s.Scenarios[0].Cluster.House.Currency {
			wrong.AddAt("scenarios", i, finance.ErrCurrency)
		}
	}
	if len(s.Scenarios) == 0 {
		return
	}
	currency := s.Scenarios[0].Cluster.House.Currency
	for i, d := range s.Unknown.Demand {
		if d.Monthly.Currency() != currency {
			wrong.AddAt("unknown.demand", i, finance.Problem{Path: "monthly", Err: finance.ErrCurrency})
		}
	}
	for i, c := range s.Costs {
		if c.Monthly.Currency() != currency {
			wrong.AddAt("costs", i, finance.Problem{Path: "monthly", Err: finance.ErrCurrency})
		}
	}
}

// validateAgreements refuses demand of what no scenario has.
func (s Study) validateAgreements(wrong *finance.Problems) {
	known := map[string]bool{"": true} // reported as missing
	for i := range s.Scenarios {
		for _, l := range s.Scenarios[i].Cluster.House.Leases {
			known[l.ID] = true
		}
		for _, c := range s.Scenarios[i].Cluster.Shop.Consignments {
			known[c.ID] = true
		}
	}
	for i, d := range s.Unknown.Demand {
		if !known[d.Agreement] {
			wrong.AddAt("unknown.demand", i, finance.Problem{Path: "agreement", Err: fmt.Errorf("%.40q: %w", d.Agreement, finance.ErrUnknown)})
		}
	}
}

// Validate reports everything that is wrong with u in itself, as
// finance.Problems.
func (u Uncertainty) Validate() error {
	var wrong finance.Problems
	seen := map[string]bool{}
	for i, d := range u.Demand {
		wrong.AddAt("demand", i, d.validate())
		if seen[d.Agreement] {
			wrong.AddAt("demand", i, finance.Problem{Path: "agreement", Err: finance.ErrDuplicate})
		}
		seen[d.Agreement] = true
	}
	wrong.Add("market", deviation(u.Market))
	wrong.Add("own", deviation(u.Own))
	wrong.Add("renewal", probable(u.Renewal))
	wrong.Add("void", within(u.Void, 0, MaxMonths))
	return wrong.Err()
}

func (d Demand) validate() error {
	var wrong finance.Problems
	if d.Agreement == "" {
		wrong.Add("agreement", finance.ErrMissing)
	}
	if len(d.Meters) == 0 {
		wrong.Add("meters", finance.ErrMissing)
	}
	for i, m := range d.Meters {
		if slices.Contains(d.Meters[:i], m) {
			wrong.AddAt("meters", i, finance.ErrDuplicate)
		}
		if m == "" || m == accrual.Of("") {
			wrong.AddAt("meters", i, finance.ErrMissing)
		}
	}
	wrong.Add("monthly", notNegative(d.Monthly))
	return wrong.Err()
}

// Validate reports everything that is wrong with c in itself, as
// finance.Problems.
func (c CostPath) Validate() error {
	var wrong finance.Problems
	wrong.Add("account", c.Account.Validate())
	if c.Account != "" && !c.Account.In("expenses") {
		wrong.Add("account", fmt.Errorf("%.40q is no expense: %w", string(c.Account), finance.ErrRange))
	}
	wrong.Add("monthly", notNegative(c.Monthly))
	if c.Growth.Cmp(certain) > 0 || c.Growth.Cmp(certain.Neg()) < 0 {
		wrong.Add("growth", fmt.Errorf("%v, -100%% to 100%%: %w", c.Growth, finance.ErrRange))
	}
	return wrong.Err()
}

var certain = finance.MustRate("1")

// probable refuses what is no share.
func probable(r finance.Rate) error {
	if r.Sign() < 0 || r.Cmp(certain) > 0 {
		return fmt.Errorf("%v, 0 to 100%%: %w", r, finance.ErrRange)
	}
	return nil
}

// deviation refuses what is no standard deviation of a factor, NaN among it.
func deviation(sd float64) error {
	if !(sd >= 0 && sd <= 10) {
		return fmt.Errorf("%v, 0 to 10: %w", sd, finance.ErrRange)
	}
	return nil
}

func within(n, least, most int) error {
	if n < least || n > most {
		return fmt.Errorf("%d, %d to %d: %w", n, least, most, finance.ErrRange)
	}
	return nil
}

func notNegative(m finance.Money) error {
	if m.Sign() < 0 {
		return finance.ErrNegative
	}
	return nil
}
