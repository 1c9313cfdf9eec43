package revshare

import (
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// CardCommission is a commission by a [RateCard]: what the meter of each rule
// counted at the rate of that rule, or by its steps. Its explanation names the
// rules that were used.
type CardCommission struct {
	Card     RateCard         `json:"card"`
	Per      accrual.Cycle    `json:"per,omitzero"`
	Returns  accrual.Returns  `json:"returns,omitzero"`
	Negative Negative         `json:"negative,omitzero"` // of what each rule counted
	Rounding finance.Rounding `json:"rounding,omitzero"` // of what each rule comes to
}

var _ accrual.Earner = CardCommission{}

// Window is what Per and Returns say.
func (c CardCommission) Window() accrual.Window {
	return accrual.Window{Cycle: c.Per, Returns: c.Returns}
}

// Meters are those of the card.
func (c CardCommission) Meters() []accrual.Meter { return c.Card.Meters() }

// Earned is the sum over the rules, each rounded by itself, so that the lines of
// the explanation sum to the fee.
//
//	fee = Σ counted of the rule × its rate
func (c CardCommission) Earned(s accrual.Span) (finance.Money, error) {
	fee, err := c.fee(&s)
	if err != nil {
		return finance.Money{}, fmt.Errorf("card commission: %w", err)
	}
	return fee, nil
}

func (c *CardCommission) fee(s *accrual.Span) (finance.Money, error) {
	if len(s.Meters) != len(c.Card.Rules)+1 {
		return finance.Money{}, fmt.Errorf("%d meters in the span, %d in the clause: %w", len(s.Meters), len(c.Card.Rules)+1, finance.ErrConflict)
	}
	sum := finance.Zero(s.Currency)
	said := false
	for i, n := range s.Meters {
		if n == 0 && !c.fixed(i) {
			continue
		}
		one, err := c.rule(s, i, finance.Minor(n, s.Currency))
		if err == nil {
			sum, err = sum.Add(one)
		}
		if err != nil {
			return finance.Money{}, fmt.Errorf("rule %.40q: %w", c.named(i), err)
		}
		said = true
	}
	if !said {
		s.Trace.Fixed(sum)
	}
	return sum, nil
}

// fixed reports whether rule i charges a sum without sales too.
func (c *CardCommission) fixed(i int) bool {
	return i < len(c.Card.Rules) && c.Card.Rules[i].Tiers != nil
}

// named is the name of rule i, none of the default.
func (c *CardCommission) named(i int) string {
	if i < len(c.Card.Rules) {
		return c.Card.Rules[i].Name
	}
	return ""
}

func (c *CardCommission) rule(s *accrual.Span, i int, total finance.Money) (finance.Money, error) {
	base, mirrored, err := c.Negative.base(total, nil)
	if err != nil {
		return finance.Money{}, err
	}
	rate := c.Card.Default
	var tiers *finance.Tiers
	if i < len(c.Card.Rules) {
		rate, tiers = c.Card.Rules[i].Rate, c.Card.Rules[i].Tiers
	}
	var fee finance.Money
	if tiers != nil {
		fee, err = tiers.Amount(base, c.Rounding)
	} else {
		fee, err = base.MulRate(rate, c.Rounding)
	}
	if err != nil {
		return finance.Money{}, err
	}
	if fee, err = turned(fee, mirrored); err != nil {
		return finance.Money{}, err
	}
	if s.Trace != nil {
		s.Trace.Tell(ruled{c.named(i), total, rate, tiers != nil, fee})
	}
	return fee, nil
}

// ruled is what one rule of a card comes to, for its explanation.
type ruled struct {
	rule  string // none is the default
	of    finance.Money
	rate  finance.Rate
	slabs bool
	fee   finance.Money
}

// Text says the rule: "books": 1000.00 RUB × 20% = 200.00 RUB.
func (r ruled) Text(l accrual.Language) string {
	other, slabs, point := "other", "by steps", "."
	if l == accrual.Russian {
		other, slabs, point = "прочее", "по ступеням", ","
	}
	name := fmt.Sprintf("%q", r.rule)
	if r.rule == "" {
		name = other
	}
	by := "× " + strings.Replace(r.rate.String(), ".", point, 1)
	if r.slabs {
		by = slabs
	}
	return name + ": " + l.Format(r.of) + " " + by + " = " + l.Format(r.fee)
}

// Validate reports everything that is wrong with c, as finance.Problems.
func (c CardCommission) Validate() error {
	var wrong finance.Problems
	wrong.Add("card", c.Card.Validate())
	checkWindow(&wrong, c.Window())
	wrong.Add("negative", c.Negative.Validate())
	wrong.Add("rounding", c.Rounding.Validate())
	return wrong.Err()
}

// Cards are the rate cards by which a clause charges: its own, and those of the
// clauses that it is made of, in order. Whoever makes facts of sales picks a rule
// of each of them.
func Cards(c accrual.Clause) (cards []RateCard) {
	e, ok := c.(accrual.Earner)
	if !ok {
		return nil
	}
	within(Parts(e), func(part accrual.Earner) {
		if one, ok := part.(CardCommission); ok {
			cards = append(cards, one.Card)
		}
	})
	return cards
}
