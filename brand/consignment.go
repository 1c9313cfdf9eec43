package brand

import (
	"fmt"
	"slices"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Consignment is a brand's goods in a shop's hands, and what is owed for them.
// Its clauses are owed by the shop to the maker; those that go Back by the
// maker to the shop. Sales and returns lie within its term: an amendment makes
// it longer. A fee by a [revshare.RateCard] counts what was sold under each of its
// rules, whatever the name of its meter: a line is looked at by its category,
// brand, channel and day. Each line of a sale is a fact of its own, so a bound by
// the sale, such as FrozenCommission.AtMost, bounds a line and not a receipt.
type Consignment struct {
	ID         string              `json:"id"`
	Brand      string              `json:"brand"` // the id of the brand
	Known      civil.Date          `json:"known"` // the day on which it was signed
	Term       civil.Period        `json:"term"`
	Clauses    []accrual.Named     `json:"clauses"`
	Amendments []accrual.Amendment `json:"amendments,omitempty"` // those after the consignment itself
}

// Agreement is c with brand b as an agreement of the maker, who is the
// creditor, with the shop. What is wrong with c is reported under the names of
// its own fields, as finance.Problems.
func (c Consignment) Agreement(b Brand, shop accrual.Party, currency finance.Currency, tax accrual.Tax) (accrual.Agreement, error) {
	if b.ID != c.Brand {
		return accrual.Agreement{}, finance.Problem{Path: "brand", Err: fmt.Errorf("%.40q, not %.40q: %w", c.Brand, b.ID, finance.ErrConflict)}
	}
	cards, err := c.cards()
	if err != nil {
		return accrual.Agreement{}, err
	}
	tax.Rates = slices.Clone(tax.Rates)
	a := accrual.Agreement{ID: c.ID, Currency: currency, Tax: tax, Meters: append(Meters(b.Category), cardMeters(cards)...)}
	a.Amendments = append(a.Amendments, accrual.Amendment{
		From: c.Term.From, Known: c.Known, Set: slices.Clone(c.Clauses),
		Parties: &accrual.Parties{Creditor: b.Maker, Debtor: shop}, Term: &c.Term,
	})
	for _, m := range c.Amendments {
		a.Amendments = append(a.Amendments, cloned(m))
	}
	if err := a.Validate(); err != nil {
		return accrual.Agreement{}, c.relocated(err)
	}
	return a, nil
}

// cloned is m with lists and pointers of its own.
func cloned(m accrual.Amendment) accrual.Amendment {
	m.Set, m.Drop = slices.Clone(m.Set), slices.Clone(m.Drop)
	if m.Parties != nil {
		parties := *m.Parties
		m.Parties = &parties
	}
	if m.Term != nil {
		term := *m.Term
		m.Term = &term
	}
	return m
}

// places are where the parts of an agreement's first amendment stand in a
// consignment.
var places = []struct{ from, to string }{
	{"amendments[0].set", "clauses"},
	{"amendments[0].parties.creditor", "brand.maker"},
	{"amendments[0].parties.debtor", "shop"},
	{"amendments[0].", ""},
}

// relocated is err, of the agreement, with the paths of the consignment.
func (c Consignment) relocated(err error) error {
	var found, wrong finance.Problems
	found.Add("", err)
	for p := range found.All() {
		if p.Path != "amendments[0].from" { // the term begins with it, and says so
			wrong.Add(c.place(p.Path), p.Err)
		}
	}
	return wrong.Err()
}

func (c Consignment) place(path string) string {
	for _, p := range places {
		if rest, ok := strings.CutPrefix(path, p.from); ok {
			return p.to + rest
		}
	}
	for i := range c.Amendments {
		if rest, ok := strings.CutPrefix(path, fmt.Sprintf("amendments[%d]", i+1)); ok {
			return fmt.Sprintf("amendments[%d]%s", i, rest)
		}
	}
	return path
}

// term is the term that was known last, of equals the one that holds later.
func (c Consignment) term() civil.Period {
	term, known, from := c.Term, c.Known, c.Term.From
	for _, m := range c.Amendments {
		if m.Term == nil || m.Known.Before(known) || m.Known == known && m.From.Before(from) {
			continue
		}
		term, known, from = *m.Term, m.Known, m.From
	}
	return term
}
