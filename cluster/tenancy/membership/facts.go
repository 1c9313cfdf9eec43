package membership

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Event is what all facts of a membership say: it stands at the head of each of
// them.
type Event struct {
	ID         string     `json:"id"`
	Membership string     `json:"membership"`
	On         civil.Date `json:"on"`    // the day on which it happened
	Known      civil.Date `json:"known"` // the day on which it became known
}

// Use is a fact: units of a credit that were used or booked, on the day for
// which they count: an hour of a room, a day pass, a print.
type Use struct {
	Event
	Credit string `json:"credit"`
	Units  int64  `json:"units"`
}

// Cancel is a fact: units of a use that were put back. It does so, and reverses
// their charge, on a day of the billing cycle of the use, while that is open;
// afterwards it changes nothing.
type Cancel struct {
	Event
	Credit string      `json:"credit"`
	Of     accrual.Ref `json:"of"` // the use
	Units  int64       `json:"units"`
}

// Purchase is a fact: units bought ahead, and what they cost. They never lapse:
// they stay until they are used or refunded.
type Purchase struct {
	Event
	Credit string        `json:"credit"`
	Units  int64         `json:"units"`
	Price  finance.Money `json:"price"` // of all of them, not below zero
}

// Refund is a fact: units of a purchase that are given back at its price, at most
// those that are not used.
type Refund struct {
	Event
	Credit string      `json:"credit"`
	Of     accrual.Ref `json:"of"`              // the purchase
	Units  int64       `json:"units,omitempty"` // 0 is all that are not used
}

// Goodwill is a fact: units given for nothing. They may lapse.
type Goodwill struct {
	Event
	Credit string `json:"credit"`
	Units  int64  `json:"units"`
}

// Void is a fact that undoes another one as if it had never been.
type Void struct {
	Event
	Voids accrual.Ref `json:"voids"`
	Of    accrual.Ref `json:"of,omitzero"` // what the other one is of, where that is a Cancel or a Refund
}

// Fact returns the use as the spine's fact. What Validate refuses it refuses.
func (u Use) Fact() (accrual.Fact, error) { return factOf("use", u.ID, u.Validate(), u.fact()) }

// Validate reports everything that is wrong with u in itself, as finance.Problems.
func (u Use) Validate() error {
	var wrong finance.Problems
	wrong.Add("", u.check(accrual.Fact{}))
	wrong.Add("credit", checkCredit(u.Credit))
	wrong.Add("units", checkUnits(u.Units))
	return wrong.Err()
}

func (u Use) fact() accrual.Fact { return u.adds(accrual.Reading{Meter: Used(u.Credit), N: u.Units}) }

// Fact returns the cancellation as the spine's fact. What Validate refuses it
// refuses.
func (c Cancel) Fact() (accrual.Fact, error) {
	return factOf("cancel", c.ID, c.Validate(), c.fact())
}

// Validate reports everything that is wrong with c in itself, as finance.Problems.
func (c Cancel) Validate() error {
	var wrong finance.Problems
	wrong.Add("", c.check(accrual.Fact{Of: c.Of}))
	wrong.Add("of", named(c.Of))
	wrong.Add("credit", checkCredit(c.Credit))
	wrong.Add("units", checkUnits(c.Units))
	return wrong.Err()
}

func (c Cancel) fact() accrual.Fact {
	f := c.adds(accrual.Reading{Meter: Cancelled(c.Credit), N: c.Units})
	f.Of = c.Of
	return f
}

// Fact returns the purchase as the spine's fact. What Validate refuses it
// refuses, and a price in another currency than the membership's with
// ErrCurrency: a meter counts minor units and would not see the difference.
func (p Purchase) Fact(in finance.Currency) (accrual.Fact, error) {
	var wrong finance.Problems
	wrong.Add("", p.Validate())
	wrong.Add("price", of(p.Price, in))
	return factOf("purchase", p.ID, wrong.Err(), p.fact())
}

// Validate reports everything that is wrong with p in itself, as finance.Problems.
func (p Purchase) Validate() error {
	var wrong finance.Problems
	wrong.Add("", p.check(accrual.Fact{}))
	wrong.Add("credit", checkCredit(p.Credit))
	wrong.Add("units", checkUnits(p.Units))
	wrong.Add("price", stated(p.Price))
	return wrong.Err()
}

func (p Purchase) fact() accrual.Fact {
	return p.adds(accrual.Reading{Meter: Bought(p.Credit), N: p.Units}, accrual.Reading{Meter: Paid(p.Credit), N: p.Price.Minor()})
}

// Fact returns the refund as the spine's fact. What Validate refuses it refuses.
func (r Refund) Fact() (accrual.Fact, error) {
	return factOf("refund", r.ID, r.Validate(), r.fact())
}

// Validate reports everything that is wrong with r in itself, as finance.Problems.
func (r Refund) Validate() error {
	var wrong finance.Problems
	wrong.Add("", r.check(accrual.Fact{Of: r.Of}))
	wrong.Add("of", named(r.Of))
	wrong.Add("credit", checkCredit(r.Credit))
	if r.Units != 0 {
		wrong.Add("units", checkUnits(r.Units))
	}
	return wrong.Err()
}

func (r Refund) fact() accrual.Fact {
	f := r.adds(accrual.Reading{Meter: Refunded(r.Credit), N: r.Units})
	f.Of = r.Of
	return f
}

// Fact returns the goodwill as the spine's fact. What Validate refuses it
// refuses.
func (g Goodwill) Fact() (accrual.Fact, error) {
	return factOf("goodwill", g.ID, g.Validate(), g.fact())
}

// Validate reports everything that is wrong with g in itself, as finance.Problems.
func (g Goodwill) Validate() error {
	var wrong finance.Problems
	wrong.Add("", g.check(accrual.Fact{}))
	wrong.Add("credit", checkCredit(g.Credit))
	wrong.Add("units", checkUnits(g.Units))
	return wrong.Err()
}

func (g Goodwill) fact() accrual.Fact {
	return g.adds(accrual.Reading{Meter: Given(g.Credit), N: g.Units})
}

// Fact returns what undoes another fact as the spine's. What Validate refuses it
// refuses.
func (v Void) Fact() (accrual.Fact, error) { return factOf("void", v.ID, v.Validate(), v.fact()) }

// Validate reports everything that is wrong with v in itself, as finance.Problems.
func (v Void) Validate() error {
	var wrong finance.Problems
	wrong.Add("", v.check(accrual.Fact{Voids: v.Voids, Of: v.Of}))
	wrong.Add("voids", named(v.Voids))
	return wrong.Err()
}

func (v Void) fact() accrual.Fact {
	f := v.adds()
	f.Voids, f.Of = v.Voids, v.Of
	return f
}

func (e Event) adds(readings ...accrual.Reading) accrual.Fact {
	return accrual.Fact{ID: e.ID, Agreement: e.Membership, On: e.On, Known: e.Known, Adds: readings}
}

// check is what the spine says of e with the references of f.
func (e Event) check(f accrual.Fact) error {
	var wrong finance.Problems
	f.ID, f.Agreement, f.On, f.Known = e.ID, "membership", e.On, e.Known // reported under its own name below
	wrong.Add("", f.Validate())
	wrong.Add("membership", checkID(e.Membership))
	return wrong.Err()
}

// named refuses a reference to nothing.
func named(r accrual.Ref) error {
	if r == (accrual.Ref{}) {
		return finance.ErrMissing
	}
	return nil
}

// stated refuses an amount that nobody gave, and one below nothing. Nothing in a
// currency is an amount.
func stated(m finance.Money) error {
	if m == (finance.Money{}) {
		return finance.ErrMissing
	}
	return notNegative(m)
}

func factOf(kind, id string, wrong error, f accrual.Fact) (accrual.Fact, error) {
	if wrong != nil {
		return accrual.Fact{}, fmt.Errorf("%s %.40q: %w", kind, id, wrong)
	}
	return f, nil
}
