package cluster

import (
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Profile is what a cluster knows of a party beside what the rooms say: its
// name, the tax regime that it is under, and a note for whoever decides.
type Profile struct {
	ID     accrual.Party `json:"id"`
	Name   string        `json:"name"`
	Regime string        `json:"regime,omitempty"` // one of the cluster's Regimes; empty if nobody asks
	Note   string        `json:"note,omitempty"`
}

// Regime is a tax regime with a limit of income in a calendar year. It is the
// host's table: which regimes there are and what they allow is law, and law
// has dates and sources.
type Regime struct {
	Name  string                        `json:"name"`
	Limit civil.Timeline[finance.Money] `json:"limit"` // of income in a calendar year
	Warn  finance.Rate                  `json:"warn"`  // the part of the limit from which on a report tells
}

// Award is a subsidy or a grant: public money with a purpose, of which what is
// not spent by the last day goes back.
type Award struct {
	ID     string        `json:"id"` // the last level of its account, so without a colon
	Name   string        `json:"name"`
	Giver  accrual.Party `json:"giver"`
	Amount finance.Money `json:"amount"` // as awarded; what came and is left stands in the ledger
	Spend  civil.Date    `json:"spend"`  // the last day on which it may be spent
}

// validateParties checks profiles, regimes and awards.
func (c Cluster) validateParties(wrong *finance.Problems) {
	regimes := map[string]bool{}
	for i, r := range c.Regimes {
		wrong.AddAt("regimes", i, r.validate(c.House.Currency))
		if regimes[r.Name] {
			wrong.AddAt("regimes", i, finance.ErrDuplicate)
		}
		regimes[r.Name] = true
	}
	seen := map[accrual.Party]bool{}
	for i, p := range c.Parties {
		wrong.AddAt("parties", i, p.validate(regimes))
		if seen[p.ID] && p.ID != "" {
			wrong.AddAt("parties", i, finance.ErrDuplicate)
		}
		seen[p.ID] = true
	}
	awards := map[string]bool{}
	for i, a := range c.Awards {
		wrong.AddAt("awards", i, a.validate(c.House.Currency))
		if awards[a.ID] && a.ID != "" {
			wrong.AddAt("awards", i, finance.ErrDuplicate)
		}
		awards[a.ID] = true
	}
}

func (p Profile) validate(regimes map[string]bool) error {
	var wrong finance.Problems
	if p.ID == "" {
		wrong.Add("id", finance.ErrMissing)
	}
	if p.Name == "" {
		wrong.Add("name", finance.ErrMissing)
	}
	if p.Regime != "" && !regimes[p.Regime] {
		wrong.Add("regime", fmt.Errorf("%.40q: %w", p.Regime, finance.ErrUnknown))
	}
	return wrong.Err()
}

func (r Regime) validate(currency finance.Currency) error {
	var wrong finance.Problems
	if r.Name == "" {
		wrong.Add("name", finance.ErrMissing)
	}
	wrong.Add("limit", r.Limit.Validate())
	for i, e := range r.Limit {
		wrong.AddAt("limit", i, positive(e.Value, currency))
	}
	if r.Warn.Sign() <= 0 || r.Warn.Cmp(whole) > 0 {
		wrong.Add("warn", fmt.Errorf("%v, above 0 and to 100%%: %w", r.Warn, finance.ErrRange))
	}
	return wrong.Err()
}

func (a Award) validate(currency finance.Currency) error {
	var wrong finance.Problems
	wrong.Add("id", awardAccount(a.ID).Validate())
	if strings.Contains(a.ID, ":") {
		wrong.Add("id", fmt.Errorf("one level of an account: %w", finance.ErrSyntax))
	}
	if a.Giver == "" {
		wrong.Add("giver", finance.ErrMissing)
	}
	wrong.Add("amount", positive(a.Amount, currency))
	if a.Spend.IsZero() {
		wrong.Add("spend", finance.ErrMissing)
	}
	return wrong.Err()
}

// whole is 100 %.
var whole = finance.MustRate("1")

// positive refuses an amount in another currency, and one that is not above
// nothing.
func positive(m finance.Money, currency finance.Currency) error {
	switch {
	case m.Currency() != currency:
		return fmt.Errorf("%v, not in %v: %w", m, currency, finance.ErrCurrency)
	case m.Sign() <= 0:
		return fmt.Errorf("%v: %w", m, finance.ErrRange)
	}
	return nil
}

// PartyName is the name of a party: the cluster's for its operator, else that of
// its profile, as a resident, as a partner, in this order; its id if none knows
// it.
func (c Cluster) PartyName(id accrual.Party) string {
	if id == c.Operator {
		return c.Name
	}
	for _, p := range c.Parties {
		if p.ID == id {
			return p.Name
		}
	}
	for _, r := range c.House.Residents {
		if r.ID == id && r.Name != "" {
			return r.Name
		}
	}
	for _, p := range c.Exchange.Partners {
		if p.ID == id {
			return p.Name
		}
	}
	return string(id)
}
