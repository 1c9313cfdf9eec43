package deposit

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/arrears"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Interest says what the landlord owes on what it holds: simple interest, paid
// beside the deposit and no part of it. The zero Interest is none.
type Interest struct {
	Rates    civil.Timeline[finance.Rate] `json:"rates,omitempty"`   // a year
	Count    Count                        `json:"count,omitzero"`    // by days or by whole months
	Days     civil.DayCount               `json:"days,omitzero"`     // of a year, by days: actual/365F, actual/360 or actual/actual ISDA
	RoundAt  arrears.RoundAt              `json:"round_at,omitzero"` // what is rounded; by months a line's month stands for a day
	Rounding finance.Rounding             `json:"rounding,omitzero"`
}

// Validate reports everything that is wrong with i, as finance.Problems.
func (i Interest) Validate() error {
	var wrong finance.Problems
	wrong.Add("rates", checkRates(i.Rates))
	wrong.Add("count", i.Count.Validate())
	switch {
	case i.Count == ByMonths && i.Days != civil.ByAct365F:
		wrong.Add("days", fmt.Errorf("months are not counted by days: %w", finance.ErrConflict))
	case i.Days != civil.ByAct365F && i.Days != civil.ByAct360 && i.Days != civil.ByActActISDA:
		wrong.Add("days", fmt.Errorf("%v does not count by the day: %w", i.Days, finance.ErrRange))
	}
	wrong.Add("round_at", i.RoundAt.Validate())
	wrong.Add("rounding", i.Rounding.Validate())
	return wrong.Err()
}

// Interest is the total on what was held before a day, as known at the end of
// the day before it: the day of a payment in counts, that of a return does not.
// The lines sum to it. More than arrears.MaxDays is ErrRange.
func (d Deposit) Interest(movements []Movement, to civil.Date) ([]arrears.Line, finance.Money, error) {
	if err := d.Terms.Validate(); err != nil {
		return nil, finance.Money{}, err
	}
	last := to.AddDays(-1)
	if last.IsZero() {
		return nil, finance.Money{}, fmt.Errorf("to: %w", finance.ErrMissing)
	}
	list, err := inForce(movements, last, last)
	if err != nil || len(list) == 0 || len(d.Terms.Interest.Rates) == 0 {
		return nil, finance.Money{}, err
	}
	held, err := course(list, to)
	if err != nil {
		return nil, finance.Money{}, err
	}
	var lines []arrears.Line
	if d.Terms.Interest.Count == ByMonths {
		lines, err = d.Terms.Interest.months(held, to)
	} else {
		lines, err = d.Terms.Interest.days(held)
	}
	if err != nil {
		return nil, finance.Money{}, err
	}
	return arrears.Price(lines, d.Terms.Interest.RoundAt, d.Terms.Interest.Rounding)
}

// stretch is days at whose end the same sum was held.
type stretch struct {
	civil.Period
	held finance.Money
}

// course is what was held from the first movement to a day.
func course(list []Movement, to civil.Date) ([]stretch, error) {
	var held []stretch
	var s Stand
	for i := range list {
		if err := s.add(&list[i]); err != nil {
			return nil, fmt.Errorf("%s: %w", list[i].path(), err)
		}
		if i+1 < len(list) && list[i+1].On == list[i].On {
			continue
		}
		if n := len(held); n > 0 {
			held[n-1].To = list[i].On
		}
		held = append(held, stretch{civil.Period{From: list[i].On, To: to}, s.Held})
	}
	return held, nil
}

// days are the lines of what was held by the day.
func (i *Interest) days(held []stretch) ([]arrears.Line, error) {
	var lines []arrears.Line
	for _, h := range held {
		if h.held.IsZero() {
			continue
		}
		more, err := arrears.Stretches(h.Period, i.Rates, i.Days)
		if err != nil {
			return nil, fmt.Errorf("terms.interest.rates: %w", err)
		}
		for k := range more {
			more[k].Balance = h.held
		}
		lines = append(lines, more...)
	}
	return lines, nil
}

// months are the lines of whole months since the first payment, at the rate of
// the day on which each begins.
func (i *Interest) months(held []stretch, to civil.Date) ([]arrears.Line, error) {
	start := held[0].From
	whole, err := finance.NewRate(1, 1)
	if err != nil {
		return nil, err
	}
	if to.Sub(start) > arrears.MaxDays {
		return nil, fmt.Errorf("%v to %v: %w", start, to, finance.ErrRange)
	}
	var lines []arrears.Line
	for n := range to.MonthsSince(start) {
		month := civil.Period{From: start.AddMonths(n), To: start.AddMonths(n + 1)}
		for len(held) > 1 && !held[0].To.After(month.From) {
			held = held[1:]
		}
		least := leastIn(held, month)
		if least.IsZero() {
			continue
		}
		rate, known := i.Rates.At(month.From)
		if !known {
			return nil, fmt.Errorf("terms.interest.rates: a rate on %v: %w", month.From, finance.ErrMissing)
		}
		lines = append(lines, arrears.Line{
			Period: month, Days: 1, Balance: least, Rate: rate.Value, Source: rate.Source, Share: whole, Year: 12,
		})
	}
	return lines, nil
}

// leastIn is the least that was held at the end of a day of p.
func leastIn(held []stretch, p civil.Period) finance.Money {
	least := held[0].held
	for _, h := range held {
		if h.Overlaps(p) && h.held.Minor() < least.Minor() {
			least = h.held
		}
		if !h.From.Before(p.To) {
			break
		}
	}
	return least
}
