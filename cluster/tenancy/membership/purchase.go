package membership

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Purchase is a fact: units bought ahead, and what they cost. They never lapse:
// they stay until they are used or refunded.
type Purchase struct {
	Event
	Credit string        `json:"credit"`
	Units  int64         `json:"units"`
	Price  finance.Money `json:"price"` // of all of them, not below zero
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

// Refund is a fact: units of a purchase that are given back at its price, at most
// those that are not used.
type Refund struct {
	Event
	Credit string      `json:"credit"`
	Of     accrual.Ref `json:"of"`              // the purchase
	Units  int64       `json:"units,omitempty"` // 0 is all that are not used
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
