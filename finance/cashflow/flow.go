package cashflow

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Flow is an amount on a day: received above zero, paid below.
type Flow struct {
	On     civil.Date    `json:"on"`
	Amount finance.Money `json:"amount"`
}

// Dated are flows on days, in any order; flows of one day add up. Time counts
// in years from the earliest of them, so a flow of nothing on an earlier day
// moves the present there. At most 1,000,000 flows within 1,000 years.
type Dated struct {
	Flows    []Flow         `json:"flows"`
	DayCount civil.DayCount `json:"day_count,omitzero"` // of the years; zero is actual/365F, as spreadsheets count. One that needs a context is refused
}

// Periodic are flows one period apart, in their order; a period without a flow
// is an amount of nothing. At most 1,000,000.
type Periodic struct {
	Amounts []finance.Money `json:"amounts"`
	First   int             `json:"first,omitempty"` // when the first amount flows: 0, now, or 1, a period from now, as NPV of spreadsheets has it
}

// Validate reports flows that are missing, without a day, too many or too far
// apart (finance.ErrLimit), of two currencies, and an unknown day count.
func (d Dated) Validate() error {
	var wrong finance.Problems
	wrong.Add("day_count", d.DayCount.Validate())
	checkFlows(&wrong, "flows", d.Flows)
	return wrong.Err()
}

// Validate reports amounts that are missing, too many or of two currencies, and
// a first period that is neither 0 nor 1.
func (p Periodic) Validate() error {
	var wrong finance.Problems
	if p.First < 0 || p.First > 1 {
		wrong.Add("first", fmt.Errorf("%d is neither 0 nor 1: %w", p.First, finance.ErrRange))
	}
	checkAmounts(&wrong, "amounts", p.Amounts, maxFlows)
	return wrong.Err()
}

func checkFlows(wrong *finance.Problems, path string, flows []Flow) {
	wrong.Add(path, count(len(flows), maxFlows))
	if len(flows) > maxFlows {
		return
	}
	var currency finance.Currency
	var whole civil.Period
	for i, f := range flows {
		wrong.AddAt(path, i, f.check(currency))
		currency = either(currency, f.Amount.Currency())
		whole = spanning(whole, f.On)
	}
	wrong.Add(path, bounded(whole))
}

func (f Flow) check(c finance.Currency) error {
	var wrong finance.Problems
	if f.On.IsZero() {
		wrong.Add("on", finance.ErrMissing)
	}
	wrong.Add("amount", sameCurrency(c, f.Amount))
	return wrong.Err()
}

func checkAmounts(wrong *finance.Problems, path string, amounts []finance.Money, most int) {
	wrong.Add(path, count(len(amounts), most))
	if len(amounts) > most {
		return
	}
	var currency finance.Currency
	for i, m := range amounts {
		wrong.AddAt(path, i, sameCurrency(currency, m))
		currency = either(currency, m.Currency())
	}
}

// count refuses none, and more than most.
func count(n, most int) error {
	switch {
	case n == 0:
		return finance.ErrMissing
	case n > most:
		return fmt.Errorf("%d, at most %d: %w", n, most, finance.ErrLimit)
	}
	return nil
}

// sameCurrency refuses an amount that is not of c; none of both is any.
func sameCurrency(c finance.Currency, m finance.Money) error {
	if err := m.Validate(); err != nil {
		return err
	}
	_, err := finance.Zero(c).Cmp(m)
	return err
}

// either is c, or o where c is none.
func either(c, o finance.Currency) finance.Currency {
	if c == 0 {
		return o
	}
	return c
}

// spanning is p made to hold d; both ends are days of it.
func spanning(p civil.Period, d civil.Date) civil.Period {
	switch {
	case d.IsZero():
		return p
	case p.From.IsZero():
		return civil.Period{From: d, To: d}
	case d.Before(p.From):
		p.From = d
	case d.After(p.To):
		p.To = d
	}
	return p
}

// bounded refuses a stretch of more than a thousand years.
func bounded(p civil.Period) error {
	if months := p.To.Month().Sub(p.From.Month()); months > maxMonths {
		return fmt.Errorf("%s to %s, at most %d months: %w", p.From, p.To, maxMonths, finance.ErrLimit)
	}
	return nil
}
