package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// HoldoverRent is the rent of a stay after the last day: what a clause of fixed
// rent becomes by a [HoldOver] event. It charges nothing before the stay.
type HoldoverRent struct {
	Monthly finance.Money `json:"monthly"` // the rent of the last day, a month
	Since   civil.Date    `json:"since"`   // the first day of the stay
	Stay    Holdover      `json:"stay"`
	Above   []string      `json:"above,omitempty"` // the clauses that it is the greater of, as the rent was
}

// Earned is the rent of the stay in a month, rounded once.
//
//	by days            Σ monthly × part × days at the part / days of the month
//	by started months  monthly × part, on the day of the month on which one starts
func (h HoldoverRent) Earned(s accrual.Span) (finance.Money, error) {
	stayed := civil.Period{From: later(h.Since, s.Since), To: s.To}
	var amount finance.Money
	var err error
	if h.Stay.By == ByStartedMonth {
		amount, err = h.started(&s, stayed)
	} else {
		amount, err = h.byDays(&s, stayed)
	}
	for i := range h.Above {
		if err == nil {
			amount, err = charged(&s, amount, i, h.Above[i])
		}
	}
	if err != nil {
		return finance.Money{}, fmt.Errorf("holdover rent: %w", err)
	}
	if len(h.Above) > 0 {
		amount = orNothing(&s, amount)
	}
	return amount, nil
}

// started is a month's rent, if one starts within the days stayed.
func (h *HoldoverRent) started(s *accrual.Span, stayed civil.Period) (finance.Money, error) {
	start := h.Since.AddMonths(s.Window.From.Month().Sub(h.Since.Month()))
	if !stayed.Contains(start) || !onDay(s.Held, start) {
		return finance.Zero(s.Currency), nil
	}
	part := h.Stay.part(start.Sub(h.Since) + 1)
	h.note(s, part)
	return h.Monthly.MulRate(part, h.Stay.Rounding)
}

func (h *HoldoverRent) note(s *accrual.Span, part finance.Rate) {
	s.Trace.Fixed(h.Monthly)
	s.Trace.OfPart(part)
	s.Trace.Rounds(h.Stay.Rounding)
}

// byDays adds up the days at each part.
func (h *HoldoverRent) byDays(s *accrual.Span, stayed civil.Period) (finance.Money, error) {
	all := daysOf(s.Held, stayed)
	num, den, err := h.Stay.Days.part(all, int64(s.Window.Days()))
	if err != nil || all == 0 {
		return finance.Zero(s.Currency), err
	}
	times, weighed := num/all, int64(0)
	for i := 0; i <= len(h.Stay.Later); i++ {
		from, to, part := h.Stay.stage(i, h.Since)
		days := times * daysOf(s.Held, stayed.Intersect(civil.Period{From: from, To: to}))
		if days == 0 {
			continue
		}
		weighed += days * part.Num() * (partUnits / part.Den())
		s.Trace.Days(h.Monthly, days, den)
		s.Trace.OfPart(part)
	}
	s.Trace.Rounds(h.Stay.Rounding)
	return h.Monthly.MulDiv(weighed, den*partUnits, h.Stay.Rounding)
}

// daysOf counts the days of p that lie in held.
func daysOf(held []civil.Period, p civil.Period) (n int64) {
	for _, h := range held {
		n += int64(h.Intersect(p).Days())
	}
	return n
}

// stage is when the part i counts; part 0 is that of the first day.
func (h *Holdover) stage(i int, since civil.Date) (from, to civil.Date, part finance.Rate) {
	from, part = since, h.Part
	if part.IsZero() {
		part = one
	}
	if i > 0 {
		from, part = since.AddDays(h.Later[i-1].FromDay-1), h.Later[i-1].Part
	}
	if i < len(h.Later) {
		to = since.AddDays(h.Later[i].FromDay - 1)
	}
	return from, to, part
}

// part is what counts on a day of the stay, the first of which is 1.
func (h *Holdover) part(day int) finance.Rate {
	part := h.Part
	if part.IsZero() {
		part = one
	}
	for _, p := range h.Later {
		if p.FromDay <= day {
			part = p.Part
		}
	}
	return part
}

// PerMonth is a whole month at the part of a day.
func (h HoldoverRent) PerMonth(on civil.Date) (finance.Money, error) {
	return h.Monthly.MulRate(h.Stay.part(on.Sub(h.Since)+1), h.Stay.Rounding)
}

// Window is the month.
func (HoldoverRent) Window() accrual.Window { return accrual.Window{} }

// Meters are what the clauses that it is the greater of have charged.
func (h HoldoverRent) Meters() []accrual.Meter { return clauseMeters(nil, h.Above) }

// Validate reports everything that is wrong with h, as finance.Problems.
func (h HoldoverRent) Validate() error {
	var wrong finance.Problems
	if h.Monthly.IsZero() {
		wrong.Add("monthly", finance.ErrMissing)
	}
	wrong.Add("monthly", sized(h.Monthly))
	if h.Since.IsZero() {
		wrong.Add("since", finance.ErrMissing)
	}
	wrong.Add("stay", h.Stay.Validate())
	addDuplicates(&wrong, "above", h.Above)
	return wrong.Err()
}

// In reports an amount of h that is in another currency than c, as
// finance.Problems.
func (h HoldoverRent) In(c finance.Currency) error { return problem("monthly", of(h.Monthly, c)) }
