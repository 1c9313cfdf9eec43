package membership

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Use is a fact: units of a credit that were used or booked, on the day for
// which they count: an hour of a room, a day pass, a print.
type Use struct {
	Event
	Credit string `json:"credit"`
	Units  int64  `json:"units"`
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

// Cancel is a fact: units of a use that were put back. It does so, and reverses
// their charge, on a day of the billing cycle of the use, while that is open;
// afterwards it changes nothing.
type Cancel struct {
	Event
	Credit string      `json:"credit"`
	Of     accrual.Ref `json:"of"` // the use
	Units  int64       `json:"units"`
}

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
