package brand

import (
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// Trade is what happened in a shop, checked against its terms. [Shop.Trade]
// makes one; the zero Trade is that of a shop where nothing happened.
type Trade struct {
	shop    Shop
	sides   map[string]side // of each consignment, by id
	facts   Facts
	places  map[string]place // of each fact, by id
	flaws   [kinds][]flaw    // of each fact, by its place
	items   []Item           // in order of consignment and SKU
	history [][]level        // of each of items
}

// side is a consignment as its facts see it.
type side struct {
	brand    string
	category Category
	term     civil.Period
	meters   []accrual.Meter // gross by category, of the brand's and those above it
	cards    []revshare.RateCard
}

// kind is one of the lists of Facts.
type kind uint8

const (
	delivery kind = iota
	sale
	returned
	withdrawal
	void
	kinds
)

var kindPaths = [kinds]string{"deliveries", "sales", "returns", "withdrawals", "voids"}

// place is where a fact stands in Facts.
type place struct {
	kind kind
	at   int32
}

// flaw says why a fact does not count.
type flaw uint8

const (
	counts flaw = iota
	voided
	repeated // a retry, or refused
)

// Trade checks the facts of the shop, which must hold everything since its
// opening: whatever a return or a void refers to, and the deliveries of what was
// sold. It reports all problems at once, as finance.Problems:
//
//   - fields that are missing or out of range, unknown consignments, amounts in
//     another currency, sales and returns outside the consignment's term;
//   - one id with two contents (ErrDuplicate);
//   - a return or a void of nothing (ErrUnknown), before its fact or known before
//     it (ErrOrder), of a fact that was voided (ErrConflict); returns that together exceed their
//     sale in units or amount (ErrRange);
//   - stock below zero (ErrNegative).
//
// On a day, which has no clock, goods come in before they go out; those that go
// out follow their ids.
func (s Shop) Trade(f Facts) (Trade, error) {
	if err := s.Validate(); err != nil {
		return Trade{}, err
	}
	t := Trade{shop: s, sides: s.sides(), facts: f.clone(), places: make(map[string]place, f.len())}
	r := reader{trade: &t}
	r.enter()
	r.void()
	r.giveBack()
	r.stock()
	if err := r.wrong.Err(); err != nil {
		return Trade{}, err
	}
	return t, nil
}

func (s Shop) sides() map[string]side {
	brands := make(map[string]Brand, len(s.Brands))
	for _, b := range s.Brands {
		brands[b.ID] = b
	}
	sides := make(map[string]side, len(s.Consignments))
	for _, c := range s.Consignments {
		one := side{brand: c.Brand, category: brands[c.Brand].Category, term: c.term()}
		one.cards, _ = c.cards() // the shop is valid
		for up := range one.category.Up() {
			one.meters = append(one.meters, GrossOf(up))
		}
		sides[c.ID] = one
	}
	return sides
}

// clone is f with lists of its own.
func (f Facts) clone() Facts {
	return Facts{
		slices.Clone(f.Deliveries), slices.Clone(f.Sales), slices.Clone(f.Returns),
		slices.Clone(f.Withdrawals), slices.Clone(f.Voids),
	}
}

func (f Facts) len() int {
	return len(f.Deliveries) + len(f.Sales) + len(f.Returns) + len(f.Withdrawals) + len(f.Voids)
}

// counts reports whether the fact at i of a list counts.
func (t *Trade) counts(k kind, i int) bool { return t.flaws[k][i] == counts }

// saleOf is the sale of a return that was not refused.
func (t *Trade) saleOf(r *Return) *Sale { return &t.facts.Sales[t.places[r.Sale].at] }

// reader makes a Trade of facts that nobody has looked at.
type reader struct {
	trade *Trade
	wrong finance.Problems
}
