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
	if indexed, ok := n.Clause.(accrual.Informed); ok {
		n.Clause = stayed{HoldoverRent: rent, rent: indexed}
	} else {
		n.Clause = rent
	}
	n.Change = accrual.Carry
	return n
}
