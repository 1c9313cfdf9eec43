package index

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// walk is what changes from review to review.
type walk struct {
	by         civil.Date    // the last day whose publications count
	first, old finance.Money // the price at the beginning, and now
	unit       int64         // of the price, in minor units
	steps      int           // from the first review day to the one at hand
	on         civil.Date    // its day
	base, last reading       // of the base month, and of the review applied last
	growth     exact         // of a series of changes: since the base, or since the review applied last where x is chained
	grown      int           // years of it
	known      civil.Date    // when the price before became known
}

// reading is what a review found in the series.
type reading struct {
	value  *Value
	growth exact      // of a series of changes, as in the walk
	years  int        // that growth covers
	review int        // its number, 0 of the base month
	known  civil.Date // the last publication that it rests on
}

// begin prepares a walk from a price by what was published before a day.
func (p path) begin(w *walk, price finance.Money, known civil.Date) error {
	w.by, w.first, w.old, w.unit, w.steps, w.growth = known.AddDays(-1), price, price, 1, p.start-1, one
	if err := price.Validate(); err != nil {
		return fmt.Errorf("price: %w", err)
	}
	if price.Sign() < 0 {
		return fmt.Errorf("price: %v: %w", price, finance.ErrNegative)
	}
	if len(p.s.Values) > maxValues {
		return fmt.Errorf("series %s: values: %w", p.s.label(), finance.ErrLimit)
	}
	if len(p.s.Rebases) > maxRebases {
		return fmt.Errorf("series %s: rebases: %w", p.s.label(), finance.ErrLimit)
	}
	if step := p.x.Step; !step.IsZero() {
		if _, err := step.Cmp(price); err != nil {
			return fmt.Errorf("step: %w", err)
		}
		if step.Sign() < 0 {
			return fmt.Errorf("step: %v: %w", step, finance.ErrNegative)
		}
		w.unit = step.Minor()
	}
	return nil
}

// shortMonth is what no month has less days than.
const shortMonth = 28

// next goes on to the next review day; false beyond the term.
func (p path) next(w *walk, term civil.Period) bool {
	w.steps++
	if soonest := p.x.First.AddDays(w.steps * p.x.every() * shortMonth); !term.To.IsZero() && !soonest.Before(term.To) {
		return false // without asking the calendar
	}
	w.on = p.x.on(w.steps)
	return !w.on.IsZero() && term.Contains(w.on)
}

// refused says at which review err was.
func (p path) refused(w *walk, err error) error {
	return fmt.Errorf("index %s: review of %v: %w", p.s.label(), w.on, err)
}

// review fills in the review at hand; false if it is not known yet.
func (p path) review(w *walk, r *Review) (bool, error) {
	by := w.by
	if p.x.Fixing == Fixed {
		if by = w.on.AddDays(-p.x.KnownBy); by.After(w.by) {
			return false, nil
		}
	}
	if w.steps == p.start {
		if there, err := p.open(w, by); err != nil || !there {
			return false, err
		}
	}
	var now reading
	if there, err := p.read(w, &now, p.asked(w.steps), by); err != nil || !there {
		return false, err
	}
	now.review = w.steps - p.start + 1
	r.On, r.Known, r.Old, r.Moved = w.on, p.since(w, &now, by), w.old, w.first
	from := &w.base
	if p.x.Method == Chained {
		from, r.Moved = &w.last, w.old
	}
	if err := p.price(w, r, from, &now); err != nil {
		return false, err
	}
	p.leave(w, r, &now)
	return true, nil
}

// open reads the base month.
func (p path) open(w *walk, by civil.Date) (there bool, err error) {
	w.base.growth, there = one, true
	if p.s.Kind == Level {
		if p.x.Fixing == Fixed && p.x.Base.IsZero() {
			by = p.x.fixed(p.start - 1)
		}
		there, err = p.read(w, &w.base, p.base(), by)
	}
	if p.looksBack() {
		w.last = w.base
	}
	return there, err
}

// read finds what stands for a month by a day; false if it is not published yet.
func (p path) read(w *walk, found *reading, m civil.Month, by civil.Date) (there bool, err error) {
	var v *Value
	if p.x.Fixing == Fixed {
		if v = p.s.latest(m, by); v == nil {
			return false, unknown(p.s, m, by)
		}
	} else {
		m = p.s.grid(m)
		if v = p.s.at(m, by); v == nil {
			return false, p.s.reaches(m)
		}
	}
	if v.Value.Sign() <= 0 {
		return false, fmt.Errorf("%v in %v: %v: %w", p.s.label(), v.Month, v.Value, finance.ErrRange)
	}
	found.value, found.known = v, v.Published
	if p.s.Kind == Change {
		err = p.grow(w, found, by)
	}
	return true, err
}

// reaches refuses a month before the first of s.
func (s *Series) reaches(m civil.Month) error {
	if m.Before(s.first()) {
		return fmt.Errorf("%v begins with %v, after %v: %w", s.label(), s.first(), m, finance.ErrRange)
	}
	return nil
}

// percent is a hundredth.
var percent = exact{num: 1, den: 100}

// grow multiplies what was reached by each year's change since the review
// before, the last of them being found.
func (p path) grow(w *walk, found *reading, by civil.Date) error {
	years := p.years(w.steps)
	for i := range years {
		m := found.value.Month.Add(-i * yearMonths)
		v := p.s.at(m, by)
		if v == nil {
			return fmt.Errorf("%v has no change of %v: %w", p.s.label(), m, finance.ErrRange)
		}
		w.growth = w.growth.times(number(v.Value.Rate)).times(percent)
		if v.Published.After(found.known) {
			found.known = v.Published
		}
	}
	w.grown += years
	found.growth, found.years = w.growth, w.grown
	return nil
}

// since is the day on which the review became known.
func (p path) since(w *walk, now *reading, by civil.Date) civil.Date {
	if p.x.Fixing == Fixed {
		return by
	}
	known := now.known
	if w.base.known.After(known) {
		known = w.base.known
	}
	if w.known.After(known) && p.rests() {
		known = w.known
	}
	return known
}

// rests reports whether a price depends on the one before.
func (p path) rests() bool {
	x := p.x
	return x.Method == Chained || p.s.Kind == Change || x.UpwardOnly || !x.Floor.IsZero() || !x.Cap.IsZero() || !x.Threshold.IsZero()
}

// looksBack reports whether a review compares with the one applied last.
func (p path) looksBack() bool { return p.x.Method == Chained || !p.x.Threshold.IsZero() }

// leave goes on from a review.
func (p path) leave(w *walk, r *Review, now *reading) {
	w.old, w.known = r.Price, r.Known
	if !r.Applied() || !p.looksBack() {
		return
	}
	w.last = *now
	if p.s.Kind == Change && p.x.Method == Chained {
		w.growth, w.last.growth, w.grown = one, one, 0 // what is chained looks back no further
	}
}
