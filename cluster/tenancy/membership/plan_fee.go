package membership

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// PlanFee is the price of a billing cycle, in advance: a cycle, or the part of it
// that is held, is billed whole as it begins, by the terms of that day. Joining,
// leaving and pausing inside a cycle leave parts.
//
// The spine's slots are calendar months. The slot of a cycle is the month in
// which it begins: the cycle from 15 March to 15 April stands in March, whole.
// What ends a cycle early and became known after it was billed is an adjustment
// of that month, the credit of the days left. Tax is that of the month in which a
// cycle begins, or of the day where the rate changes in it: a later change does
// not split a cycle that is billed.
//
// An amendment that sets the clause anew under its name holds from the next
// cycle on. A fee that is to change inside a cycle is dropped and another set
// under a name of its own, which makes two lines: see [Membership].
type PlanFee struct {
	Price    finance.Money    `json:"price"`
	Day      int              `json:"day,omitempty"`     // the billing day, 1 to 31; by default that on which the term begins
	Basis    Basis            `json:"basis,omitzero"`    // of a part of a cycle
	Whole    bool             `json:"whole,omitempty"`   // who joins inside a cycle pays all of it; a JoiningDiscount may take it off again
	Rounding finance.Rounding `json:"rounding,omitzero"` // of each cycle to the minor unit
}

var _ accrual.Earner = PlanFee{}

// Earned returns the price of the cycles begun so far, each rounded once.
//
//	fee = Σ price × min(1, days held / days of the cycle)
func (f PlanFee) Earned(s accrual.Span) (finance.Money, error) {
	b := biller{PlanFee: f, span: &s, sum: finance.Zero(s.Currency)}
	b.Day = dayOr(f.Day, s.Window.From)
	for i, h := range s.Held {
		if err := b.bill(h, i == 0); err != nil {
			return finance.Money{}, fmt.Errorf("plan fee: %w", err)
		}
	}
	if err := b.flush(); err != nil {
		return finance.Money{}, fmt.Errorf("plan fee: %w", err)
	}
	return b.sum, nil
}

// Amount is what one part is billed, rounded once.
func (f PlanFee) Amount(p Part) (finance.Money, error) {
	factor, err := p.Factor(f.Basis)
	if err != nil {
		return finance.Money{}, fmt.Errorf("plan fee: %w", err)
	}
	amount, err := f.Price.MulRate(factor, f.Rounding)
	if err != nil {
		return finance.Money{}, fmt.Errorf("plan fee: %w", err)
	}
	return amount, nil
}

// Window is the whole term, as a cycle may lie in two months. It is charged
// month by month.
func (PlanFee) Window() accrual.Window { return accrual.Window{Cycle: accrual.ByLife} }

// Meters are none: a fee does not depend on use.
func (PlanFee) Meters() []accrual.Meter { return nil }

// Validate reports everything that is wrong with f, as finance.Problems.
func (f PlanFee) Validate() error {
	var wrong finance.Problems
	wrong.Add("price", sized(f.Price, positive(f.Price)))
	wrong.Add("day", checkDay(f.Day))
	wrong.Add("basis", f.Basis.Validate())
	wrong.Add("rounding", f.Rounding.Validate())
	return wrong.Err()
}

func (f PlanFee) in(c finance.Currency) error { return at("price", of(f.Price, c)) }

// anchored is f with another billing day.
func (f PlanFee) anchored(day int) accrual.Clause {
	f.Day = day
	return f
}
