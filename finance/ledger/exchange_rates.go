package ledger

import (
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Quotes are the dated prices of one unit of a currency in another, with their
// sources: how exchange rates enter. A price per hundred units is written as
// the fraction that it is.
type Quotes struct {
	Of    finance.Currency               `json:"of"`    // one unit of this
	In    finance.Currency               `json:"in"`    // costs so much of this
	Rates civil.Timeline[finance.Number] `json:"rates"` // above zero
}

// Rates are the quotes of a host, each pair of currencies once: the other way
// round is the inverse, exactly.
type Rates []Quotes

// Converted is an amount in another currency, and by which rate.
type Converted struct {
	From   finance.Money
	To     finance.Money
	Rate   finance.Number // of one unit of From in To
	On     civil.Date     // since when the rate was in force; the zero Date for an amount that was agreed or stated by a bank
	Source string
}

// String reads "100.00 USD = 9050.00 RUB at 90.5 of 2026-03-31, source".
func (c Converted) String() string {
	text := fmt.Sprintf("%v = %v", c.From, c.To)
	if !c.Rate.IsZero() {
		text += " at " + c.RateText()
	}
	if !c.On.IsZero() {
		text += " of " + c.On.String()
	}
	if c.Source != "" {
		text += ", " + c.Source
	}
	return text
}

// RateText is the rate as it was quoted: 92.5, and 1/92.5 for the other way round,
// where the rate itself has no last decimal.
func (c Converted) RateText() string {
	text := c.Rate.String()
	if !strings.Contains(text, "/") {
		return text
	}
	inverse, err := c.Rate.Inverse()
	if err != nil {
		return text
	}
	if quote := (finance.Number{Rate: inverse}).String(); !strings.Contains(quote, "/") {
		return "1/" + quote
	}
	return text
}

// Validate reports everything that is wrong with r, as finance.Problems: a pair
// that stands twice, in whatever direction (ErrDuplicate), of one currency
// (ErrConflict), and a rate that is not above zero (ErrRange).
func (r Rates) Validate() error {
	var wrong finance.Problems
	if len(r) > MaxRules {
		return tooMany(len(r))
	}
	seen := map[[2]finance.Currency]bool{}
	for i, q := range r {
		err := q.validate()
		if seen[[2]finance.Currency{q.Of, q.In}] || seen[[2]finance.Currency{q.In, q.Of}] {
			err = finance.ErrDuplicate
		}
		seen[[2]finance.Currency{q.Of, q.In}] = true
		wrong.AddAt("", i, err)
	}
	return wrong.Err()
}

func (q *Quotes) validate() error {
	var wrong finance.Problems
	wrong.Add("of", q.Of.Validate())
	wrong.Add("in", q.In.Validate())
	if q.Of == q.In {
		wrong.Add("in", finance.ErrConflict)
	}
	wrong.Add("rates", q.Rates.Validate())
	for i, e := range q.Rates {
		if e.Value.Sign() <= 0 {
			wrong.AddAt("rates", i, finance.Problem{Path: "value", Err: finance.ErrRange})
		}
	}
	return wrong.Err()
}

// On is the rate of one unit of a currency in another on a day, its own day and
// source; ErrUnknown when no quote says it.
func (r Rates) On(of, in finance.Currency, day civil.Date) (civil.Entry[finance.Number], error) {
	for _, q := range r {
		direct, turned := q.Of == of && q.In == in, q.Of == in && q.In == of
		if !direct && !turned {
			continue
		}
		e, ok := q.Rates.At(day)
		if !ok {
			break
		}
		if turned {
			inverse, err := e.Value.Inverse()
			if err != nil {
				return e, fmt.Errorf("rate of %s in %s: %w", of, in, err)
			}
			e.Value = finance.Number{Rate: inverse}
		}
		return e, nil
	}
	return civil.Entry[finance.Number]{}, fmt.Errorf("rate of %s in %s on %s: %w", of, in, day, finance.ErrUnknown)
}

// Convert is m in another currency at the rate in force on a day, rounded once,
// to whole units: the currency's minor unit, or such as a dollar. What is in
// that currency already stays as it is.
//
//	to = m × rate
func (r Rates) Convert(m, unit finance.Money, day civil.Date, by finance.Rounding) (Converted, error) {
	to := unit.Currency()
	if to.Validate() != nil || unit.Sign() <= 0 {
		return Converted{}, fmt.Errorf("unit %v: %w", unit, finance.ErrRange)
	}
	if m.Currency() == to {
		return Converted{From: m, To: m}, nil
	}
	e, err := r.On(m.Currency(), to, day)
	if err != nil {
		return Converted{}, err
	}
	units, err := wholeUnits(m, e.Value.Rate, unit, by)
	if err != nil {
		return Converted{}, fmt.Errorf("%v in %s: %w", m, to, err)
	}
	money, err := unit.Mul(units)
	return Converted{m, money, e.Value, e.From, e.Source}, err
}

// wholeUnits is m × rate in units, rounded once.
//
//	units = minor of m × rate × 10^(digits of unit - digits of m) / minor of unit
func wholeUnits(m finance.Money, rate finance.Rate, unit finance.Money, by finance.Rounding) (int64, error) {
	up, down := int64(1), unit.Minor()
	for n := m.Currency().Digits(); n < unit.Currency().Digits(); n++ {
		up *= 10 // currencies have four digits at most
	}
	scale, err := finance.NewRate(up, down)
	for n := unit.Currency().Digits(); n < m.Currency().Digits() && err == nil; n++ {
		scale, err = scale.Mul(tenth)
	}
	if err == nil {
		rate, err = rate.Mul(scale)
	}
	if err != nil {
		return 0, err
	}
	whole, err := m.MulRate(rate, by)
	return whole.Minor(), err
}

var tenth = finance.MustRate("0.1")
