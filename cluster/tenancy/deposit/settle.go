package deposit

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
)

// Claim is what the landlord sets the deposit off against at the end.
type Claim struct {
	For    Purpose       `json:"for"`
	Amount finance.Money `json:"amount"` // above zero
	Text   string        `json:"text,omitempty"`
}

// Use is what a claim took of the deposit.
type Use struct {
	Claim
	Applied finance.Money
	Left    finance.Money // of the claim, still owed
}

// Settlement is the end of a deposit.
//
//	Applied + Forfeited + Refund = Held
type Settlement struct {
	Held      finance.Money
	Uses      []Use // in the order of the set-off
	Applied   finance.Money
	Forfeited finance.Money
	Refund    finance.Money
}

// Settle sets what is held off against claims: purpose by purpose in the order
// of t, those of one purpose as they are handed in. What is left is the refund,
// or, after an early exit, what Forfeit says. A purpose that is not in the order
// is ErrUnknown.
func (t Terms) Settle(held finance.Money, early bool, claims []Claim) (Settlement, error) {
	var wrong finance.Problems
	wrong.Add("terms", t.Validate())
	wrong.Add("held", checkAmount(held))
	order := t.order()
	for i, c := range claims {
		wrong.AddAt("claims", i, c.check(held, order))
	}
	if err := wrong.Err(); err != nil {
		return Settlement{}, err
	}
	sorted := slices.Clone(claims)
	slices.SortStableFunc(sorted, func(a, b Claim) int { return slices.Index(order, a.For) - slices.Index(order, b.For) })
	zero := finance.Zero(held.Currency())
	s := Settlement{Held: held, Applied: zero, Forfeited: zero, Refund: held}
	if early && t.Forfeit == All {
		s.Forfeited, s.Refund = held, zero
	}
	for _, c := range sorted {
		if err := s.use(c); err != nil {
			return Settlement{}, err
		}
	}
	if early && t.Forfeit == Rest {
		s.Forfeited, s.Refund = s.Refund, zero
	}
	return s, nil
}

func (c *Claim) check(held finance.Money, order []Purpose) error {
	var wrong finance.Problems
	if !slices.Contains(order, c.For) {
		wrong.Add("for", fmt.Errorf("%.40q is in no order of set-off: %w", string(c.For), finance.ErrUnknown))
	}
	wrong.Add("amount", checkOwed(c.Amount))
	if _, err := c.Amount.Cmp(held); err != nil {
		wrong.Add("amount", err)
	}
	return wrong.Err()
}

// use takes of what is left.
func (s *Settlement) use(c Claim) error {
	applied, err := finance.Min(s.Refund, c.Amount)
	if err != nil {
		return err
	}
	left, err := c.Amount.Sub(applied)
	if err != nil {
		return err
	}
	if s.Applied, err = s.Applied.Add(applied); err != nil {
		return err
	}
	s.Refund, err = s.Refund.Sub(applied)
	s.Uses = append(s.Uses, Use{c, applied, left})
	return err
}
