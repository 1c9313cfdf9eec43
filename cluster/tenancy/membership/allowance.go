package membership

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Allowance grants units of a credit each billing cycle, such as 8 hours of a
// meeting room, and charges what is used beyond them. Units are whole: minutes
// where halves of hours are booked, with a price Per 60.
//
// What is left of a cycle lapses, or rolls over. What was bought never lapses: it
// stays until it is used or refunded, and what is left as the membership ends is
// refunded. Goodwill lapses with the cycle in which it was given, or later. A
// balance is never below zero: what is used beyond all of these is overage.
//
// A cycle's units are granted as it begins; one that is held in part grants a
// part of them, by days. A change of terms inside a cycle brings the grant to
// what both come to by their days, and takes back no more than is left: what was
// used before was allowed when it was used. Terms that grant nothing, as during a
// pause, leave the rest usable.
//
// Uses of one day come after its purchases and goodwill, then cancellations, then
// refunds. A cancellation computes its cycle again as if the units had never been
// used; of a use of an earlier cycle it changes nothing. The charges of a month,
// purchases and refunds with them, are one line; a [Statement] has each.
type Allowance struct {
	Credit   string           `json:"credit"`             // what it grants; it names the meters
	Unit     string           `json:"unit,omitempty"`     // what is counted, as the explanation names it, at most 32 bytes; none is the credit
	Units    int64            `json:"units,omitempty"`    // a cycle, at most MaxUnits; 0 grants nothing
	Day      int              `json:"day,omitempty"`      // the billing day, 1 to 31; by default that on which the term begins
	Whole    bool             `json:"whole,omitempty"`    // a cycle held in part grants all of its units
	Part     finance.Rounding `json:"part,omitzero"`      // of the units of a part to whole ones
	Rollover Rollover         `json:"rollover,omitzero"`  // of what a cycle leaves; by default it lapses
	Goodwill int              `json:"goodwill,omitempty"` // cycles after its own through which goodwill stays
	Order    Order            `json:"order,omitzero"`     // which units are used first
	Overage  finance.Money    `json:"overage"`            // the price of Per units beyond; nothing in a currency is free
	Per      int64            `json:"per,omitempty"`      // 0 is 1
	Rounding finance.Rounding `json:"rounding,omitzero"`  // of a cycle's overage to the minor unit, of a refund too
}

// Rollover says how long what a cycle leaves stays, and how much of it. The zero
// Rollover is none.
type Rollover struct {
	Cycles int   `json:"cycles,omitempty"` // after its own, at most 120
	Most   int64 `json:"most,omitempty"`   // units rolled over into a cycle in all, the oldest lapse first; 0 is any
}

var _ accrual.Stepper = Allowance{}

// Window is the whole term, as credits live longer than months. It is charged
// month by month.
func (Allowance) Window() accrual.Window { return accrual.Window{Cycle: accrual.ByLife} }

// Meters are all those of the credit.
func (a Allowance) Meters() []accrual.Meter {
	c := a.Credit
	return []accrual.Meter{Used(c), Cancelled(c), Bought(c), Paid(c), Refunded(c), Given(c)}
}

// Step charges what the facts come to in one line.
//
//	charge = overage × units beyond / per + purchases - refunds
//
// The overage is that of the cycle so far, rounded once, less that of the cycle
// before. Units out of range are ErrRange, more than MaxEvents in a cycle
// ErrLimit. On an error the state is returned as it was.
func (a Allowance) Step(state accrual.State, s accrual.Span, facts []accrual.Fact) ([]accrual.Line, accrual.State, error) {
	m, err := readMemory(state)
	if err != nil {
		return nil, state, fmt.Errorf("allowance: state: %w", err)
	}
	r := run{Allowance: a, memory: &m, span: &s}
	if err := r.through(facts); err != nil {
		return nil, state, fmt.Errorf("allowance: %w", err)
	}
	next, err := m.text()
	if err != nil {
		return nil, state, fmt.Errorf("allowance: state: %w", err)
	}
	if r.net == 0 {
		return nil, next, nil
	}
	return []accrual.Line{{Net: finance.Minor(r.net, s.Currency)}}, next, nil
}

// maxUnit is how long the name of a unit may be, in bytes.
const maxUnit = 32

// Validate reports everything that is wrong with a, as finance.Problems. An
// overage must be stated, free or not.
func (a Allowance) Validate() error {
	var wrong finance.Problems
	wrong.Add("credit", checkCredit(a.Credit))
	if len(a.Unit) > maxUnit {
		wrong.Add("unit", fmt.Errorf("%d bytes, at most %d: %w", len(a.Unit), maxUnit, finance.ErrLimit))
	}
	if a.Units != 0 {
		wrong.Add("units", checkUnits(a.Units))
	}
	wrong.Add("day", checkDay(a.Day))
	wrong.Add("part", a.Part.Validate())
	wrong.Add("rollover", a.Rollover.Validate())
	wrong.Add("goodwill", checkCycles(a.Goodwill))
	wrong.Add("order", a.Order.Validate())
	wrong.Add("overage", sized(a.Overage, stated(a.Overage)))
	if a.Per != 0 {
		wrong.Add("per", checkUnits(a.Per))
	}
	wrong.Add("rounding", a.Rounding.Validate())
	return wrong.Err()
}

// Validate reports everything that is wrong with r, as finance.Problems.
func (r Rollover) Validate() error {
	var wrong finance.Problems
	wrong.Add("cycles", checkCycles(r.Cycles))
	switch {
	case r.Most < 0:
		wrong.Add("most", finance.ErrNegative)
	case r.Most > 0 && r.Cycles == 0:
		wrong.Add("most", fmt.Errorf("nothing rolls over: %w", finance.ErrConflict))
	}
	return wrong.Err()
}

func checkCycles(n int) error {
	if n < 0 || n > 120 {
		return fmt.Errorf("0 to 120 cycles: %w", finance.ErrRange)
	}
	return nil
}

// Prorated is the part of a cycle's units that the days held of a period grant,
// rounded to whole units: 5 passes of a week of five open days, from its third
// day on, are 3.
//
//	granted = units × days held / days of the period
//
// Source: included time passes, Cobot.
func Prorated(units int64, period, held civil.Period, r finance.Rounding) (int64, error) {
	if period.IsEmpty() || period.IsOpen() || !period.ContainsPeriod(held) {
		return 0, fmt.Errorf("prorated: %v of %v: %w", held, period, finance.ErrRange)
	}
	n, err := finance.MulDiv(units, int64(held.Days()), int64(period.Days()), r)
	if err != nil {
		return 0, fmt.Errorf("prorated: %w", err)
	}
	return n, nil
}

// paused is the allowance while it grants nothing.
func (a Allowance) paused() Allowance {
	a.Units = 0
	return a
}

func (a Allowance) in(c finance.Currency) error { return at("overage", of(a.Overage, c)) }

func (a Allowance) credit() string { return a.Credit }
