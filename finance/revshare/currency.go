package revshare

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
)

// ValidateIn refuses a table in another currency than the agreement's.
func (c SlabCommission) ValidateIn(in finance.Currency) error {
	return at("tiers", checkTiersIn(c.Tiers, in))
}

// ValidateIn refuses a table and bounds in another currency than the agreement's.
func (c FrozenCommission) ValidateIn(in finance.Currency) error {
	var wrong finance.Problems
	wrong.Add("tiers", checkTiersIn(c.Tiers, in))
	wrong.Add("at_least", checkIn(c.AtLeast, in))
	wrong.Add("at_most", checkIn(c.AtMost, in))
	return wrong.Err()
}

// ValidateIn refuses a table of the card in another currency than the agreement's.
func (c CardCommission) ValidateIn(in finance.Currency) error {
	var wrong finance.Problems
	for i, rule := range c.Card.Rules {
		if rule.Tiers != nil {
			wrong.AddAt("card.rules", i, at("tiers", checkTiersIn(*rule.Tiers, in)))
		}
	}
	return wrong.Err()
}

// ValidateIn refuses bounds in another currency than the agreement's, and what the
// parts refuse.
func (c Combined) ValidateIn(in finance.Currency) error {
	var wrong finance.Problems
	for i, part := range c.Of {
		wrong.AddAt("of", i, part.validateIn(in))
	}
	wrong.Add("at_least", checkIn(c.AtLeast, in))
	wrong.Add("at_most", checkIn(c.AtMost, in))
	return wrong.Err()
}

// ValidateIn refuses what the part refuses.
func (c ShareOf) ValidateIn(in finance.Currency) error { return at("of", c.Of.validateIn(in)) }

// ValidateIn refuses a minimum in another currency than the agreement's.
func (m Minimum) ValidateIn(in finance.Currency) error { return at("amount", checkIn(m.Amount, in)) }

// ValidateIn refuses a maximum in another currency than the agreement's.
func (c Cap) ValidateIn(in finance.Currency) error { return at("amount", checkIn(c.Amount, in)) }

// ValidateIn refuses a fee in another currency than the agreement's.
func (f FixedFee) ValidateIn(in finance.Currency) error { return at("amount", checkIn(f.Amount, in)) }

// ValidateIn refuses a price in another currency than the agreement's.
func (f UnitFee) ValidateIn(in finance.Currency) error { return at("price", checkIn(f.Price, in)) }

// ValidateIn refuses a bonus in another currency than the agreement's.
func (c TargetCommission) ValidateIn(in finance.Currency) error {
	var wrong finance.Problems
	for i, bonus := range c.Bonuses {
		wrong.AddAt("bonuses", i, at("amount", checkIn(bonus.Amount, in)))
	}
	return wrong.Err()
}

// validateIn asks the clause of a part, where it has amounts.
func (p Part) validateIn(in finance.Currency) error {
	if c, ok := p.Clause.(interface {
		ValidateIn(finance.Currency) error
	}); ok {
		return c.ValidateIn(in)
	}
	return nil
}

func checkTiersIn(t finance.Tiers, in finance.Currency) error {
	var wrong finance.Problems
	for i, step := range t.Steps {
		wrong.AddAt("steps", i, at("over", checkIn(step.Over, in)))
		wrong.AddAt("steps", i, at("base", checkIn(step.Base, in)))
	}
	return wrong.Err()
}

// checkIn lets pass what is not given.
func checkIn(m finance.Money, in finance.Currency) error {
	if m == (finance.Money{}) {
		return nil
	}
	return checkCurrency(m, in)
}

func checkCurrency(m finance.Money, in finance.Currency) error {
	if m.Currency() != in {
		return fmt.Errorf("%v, not in %v: %w", m, in, finance.ErrCurrency)
	}
	return nil
}
