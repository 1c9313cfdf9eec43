package servicecharge

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Participant is a lease that shares in a pool: one for the lease and all its
// spaces. Where its terms change in the middle of a window it is listed once
// for each of them, with the days that each holds for.
type Participant struct {
	Agreement string                `json:"agreement"`
	Held      []civil.Period        `json:"held"`             // the days on which it shares, ascending; one may be open, and days outside the window do no harm
	Values    civil.Timeline[int64] `json:"values,omitempty"` // of the pool's key, 0 to MaxKey; of readings, what was used up to that day; a fixed share needs none
	Terms     Share                 `json:"terms"`
}

// validate reports what is wrong with p for a pool and a window.
func (p *Participant) validate(pool *Pool, window civil.Period) error {
	var wrong finance.Problems
	wrong.Add("agreement", checkID(p.Agreement))
	p.validateHeld(&wrong)
	wrong.Add("terms", p.Terms.Validate())
	if p.Terms.Pool != pool.ID && p.Terms.Pool != "" {
		wrong.Add("terms.pool", fmt.Errorf("%.40q, not %.40q: %w", p.Terms.Pool, pool.ID, finance.ErrConflict))
	}
	wrong.Add("terms.stop", of(p.Terms.Stop, pool.Currency))
	wrong.Add("terms.cap.base", of(p.Terms.Cap.Base, pool.Currency))
	if wrong.Len() == 0 && p.keyed() {
		p.validateValues(pool, window, &wrong)
	}
	return wrong.Err()
}

func (p *Participant) validateHeld(wrong *finance.Problems) {
	if len(p.Held) == 0 {
		wrong.Add("held", finance.ErrMissing)
	}
	for i, h := range p.Held {
		wrong.AddAt("held", i, h.Validate())
		if i == 0 {
			continue
		}
		if before := p.Held[i-1]; before.To.IsZero() || before.To.After(h.From) {
			wrong.AddAt("held", i, finance.ErrOverlap)
		}
	}
}

func (p *Participant) validateValues(pool *Pool, window civil.Period, wrong *finance.Problems) {
	wrong.Add("values", p.Values.Validate())
	for i, e := range p.Values {
		wrong.AddAt("values", i, checkKey(e.Value))
	}
	if wrong.Len() > 0 {
		return
	}
	if pool.Key == ByReading {
		p.validateReadings(window, wrong)
		return
	}
	for _, h := range p.Held {
		if h = h.Intersect(window); !h.IsZero() && (len(p.Values) == 0 || p.Values[0].From.After(h.From)) {
			wrong.Add("values", fmt.Errorf("on %v: %w", h.From, finance.ErrMissing))
			return
		}
	}
}

// validateReadings refuses what was used in the window on days that are not
// held: nobody would bear it.
func (p *Participant) validateReadings(window civil.Period, wrong *finance.Problems) {
	if p.used(window) > MaxKey {
		wrong.Add("values", fmt.Errorf("over %d together: %w", int64(MaxKey), finance.ErrLimit))
	}
	for i, e := range p.Values {
		if window.Contains(e.From) && !p.holds(e.From) {
			wrong.AddAt("values", i, fmt.Errorf("%v is not held: %w", e.From, finance.ErrRange))
		}
	}
}

// keyed reports whether p shares by the pool's key.
func (p *Participant) keyed() bool { return p.Terms.Fixed.IsZero() }

func (p *Participant) holds(d civil.Date) bool {
	for _, h := range p.Held {
		if h.Contains(d) {
			return true
		}
	}
	return false
}

// used sums the readings of a window, at most a little over MaxKey.
func (p *Participant) used(window civil.Period) (sum int64) {
	for _, e := range p.Values {
		if window.Contains(e.From) && sum <= MaxKey {
			sum += e.Value
		}
	}
	return sum
}

// within yields the days of p that lie in a window.
func (p *Participant) within(window civil.Period) func(yield func(civil.Period) bool) {
	return func(yield func(civil.Period) bool) {
		for _, h := range p.Held {
			if h = h.Intersect(window); !h.IsZero() && !yield(h) {
				return
			}
		}
	}
}

// stay counts the days of p in a window, and tells the last of them.
func (p *Participant) stay(window civil.Period) (days int64, last civil.Date) {
	for h := range p.within(window) {
		days, last = days+int64(h.Days()), h.To.AddDays(-1)
	}
	return days, last
}
