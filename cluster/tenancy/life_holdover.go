package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Holdover is what a stay after the last day of a lease costs: a part of the
// rent of that day, by days or by started months. A lease without one runs on
// at its rent, as art. 622 of the Civil Code of Russia has it for the time of a
// late return. Clauses that are no [Fixed] rent run on as they are.
type Holdover struct {
	Part     finance.Rate     `json:"part,omitzero"`   // of the rent: 150%; none is the whole
	Later    []LaterPart      `json:"later,omitempty"` // from later days of the stay on, in order
	By       StayBasis        `json:"by,omitzero"`
	Days     DayBasis         `json:"days,omitzero"`     // of a part of a month; of a stay by days
	Notice   Notice           `json:"notice,omitzero"`   // to end the stay, by either side
	Rounding finance.Rounding `json:"rounding,omitzero"` // of each month's total to the minor unit
}

// LaterPart is what counts from a day of a stay on: 200% from the 31st.
type LaterPart struct {
	FromDay int          `json:"from_day"` // 2 or later; the first day of the stay is 1
	Part    finance.Rate `json:"part"`
}

// StayBasis says by what a stay is charged. The zero StayBasis is ByDay.
type StayBasis uint8

// The bases of a stay. A started month is whole, and is counted from the first
// day of the stay; it is charged on its first day.
const (
	ByDay StayBasis = iota
	ByStartedMonth
)

// Validate reports everything that is wrong with h, as finance.Problems.
func (h Holdover) Validate() error {
	var wrong finance.Problems
	if !h.Part.IsZero() {
		wrong.Add("part", checkPart(h.Part))
	}
	for i, p := range h.Later {
		wrong.AddAt("later", i, problem("part", checkPart(p.Part)))
		before := 1
		if i > 0 {
			before = h.Later[i-1].FromDay
		}
		if p.FromDay <= before {
			wrong.AddAt("later", i, problem("from_day", fmt.Errorf("%d after %d: %w", p.FromDay, before, finance.ErrOrder)))
		}
	}
	if len(h.Later) > maxLater {
		wrong.Add("later", fmt.Errorf("%d, at most %d: %w", len(h.Later), maxLater, finance.ErrLimit))
	}
	wrong.Add("by", h.By.Validate())
	wrong.Add("days", h.Days.Validate())
	wrong.Add("notice", h.Notice.Validate())
	wrong.Add("rounding", h.Rounding.Validate())
	return wrong.Err()
}

// Limits of a stay.
const (
	maxLater  = 100
	partUnits = 10_000 // parts are in hundredths of a percent, so that a month of them has one divisor
)

var maxPart = finance.MustRate("1000%")

// checkPart refuses a part that is not above nothing, or finer than a hundredth
// of a percent.
func checkPart(part finance.Rate) error {
	switch {
	case part.Sign() <= 0 || part.Cmp(maxPart) > 0:
		return fmt.Errorf("above nothing, at most 1000%%: %w", finance.ErrRange)
	case partUnits%part.Den() != 0:
		return fmt.Errorf("in hundredths of a percent: %w", finance.ErrRange)
	}
	return nil
}

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
	if err == nil && len(h.Above) > 0 {
		amount, err = finance.Max(amount, finance.Zero(s.Currency))
	}
	if err != nil {
		return finance.Money{}, fmt.Errorf("holdover rent: %w", err)
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
	wrong.Add("monthly", h.Monthly.Validate())
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

// holdOver lets the term run on, at what the lease says of a stay.
func (r *replay) holdOver(i int, e *Event) error {
	if e.On != r.term.To {
		return problem("on", fmt.Errorf("%v, not the day after the last, %v: %w", e.On, r.term.To, finance.ErrOrder))
	}
	a := accrual.Amendment{From: e.On, Term: &civil.Period{From: r.term.From}}
	if r.lease.HoldingOver != nil {
		for _, n := range r.inForce(e.On.AddDays(-1), true) {
			rent, ok := n.Clause.(Fixed)
			if !ok || n.Back {
				continue
			}
			monthly, err := rent.PerMonth(e.On.AddDays(-1))
			if err != nil {
				return fmt.Errorf("clause %.40q: %w", n.Name, err)
			}
			if !monthly.IsZero() {
				a.Set = append(a.Set, r.lease.HoldingOver.instead(n, monthly, e.On))
			}
		}
	}
	r.stays = append(r.stays, civil.Period{From: e.On})
	r.ended = Expire
	r.lower(i, e, a, false)
	return nil
}

// instead is what a clause becomes for a stay.
func (h *Holdover) instead(n accrual.Named, monthly finance.Money, since civil.Date) accrual.Named {
	rent := HoldoverRent{Monthly: monthly, Since: since, Stay: *h}
	switch c := n.Clause.(type) {
	case Amount:
		rent.Above = c.Above
	case indexed:
		rent.Above = c.Above
	}
	n.Clause, n.Change = rent, accrual.Carry
	return n
}
