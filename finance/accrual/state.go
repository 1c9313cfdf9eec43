package accrual

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// state is what a track remembers of its open window.
type state struct {
	window   civil.Period // zero when none is open
	cycle    Cycle
	since    civil.Date
	held     []civil.Period
	version  int           // in force before the day reached, or -1
	base     finance.Money // total at the last restart
	offset   finance.Money // total = offset + earned
	total    finance.Money
	unposted finance.Money // of a window charged once
	counters []int64
	memory   State
}

// enter applies to track i what changes on the day reached.
func (w *walker) enter(i int) error {
	t, s := &w.tracks[i], &w.states[i]
	now, before := w.on(t, w.at), s.version
	s.version = now
	switch {
	case now < 0:
		return nil
	case s.window.IsZero():
		if now != before && t.versions[now].Change == Restart {
			s.memory = ""
		}
		w.open(i)
		return nil
	case now == before:
		return nil
	}
	return w.change(i)
}

// open begins a window of track i on the day reached.
func (w *walker) open(i int) {
	t, s := &w.tracks[i], &w.states[i]
	zero := finance.Zero(w.currency)
	s.cycle = t.versions[s.version].window.Cycle
	s.window = w.slot
	if s.cycle != ByMonth && s.cycle != ByLine {
		s.window = s.cycle.period(w.at, w.term)
	}
	s.since = w.at
	if len(t.versions) == 1 && w.at == s.window.From && w.term.ContainsPeriod(s.window) {
		s.held = append(s.held[:0], s.window) // by far the usual case
	} else {
		s.held = w.held(s.held[:0], t, s.window)
	}
	s.base, s.offset, s.total, s.unposted = zero, zero, zero, zero
	clear(s.counters)
}

// change does to an open window what the amendment says.
func (w *walker) change(i int) error {
	s := &w.states[i]
	v := &w.tracks[i].versions[s.version]
	switch {
	case v.Change == Restart:
		s.since, s.base, s.offset, s.memory = w.at, s.total, s.total, ""
		clear(s.counters)
	case v.earner == nil || w.byLine(v): // nothing was totalled
	case v.Change == Rerate:
		s.offset = s.base
	default:
		earned, err := v.earner.Earned(*w.span(i, w.at))
		if err != nil {
			return err
		}
		if s.offset, err = s.total.Sub(earned); err != nil {
			return err
		}
	}
	return nil
}

// span is what the clause of track i is shown at the day to. It stands in one
// place, valid until the next: a Span is large, and a clause gets a copy.
func (w *walker) span(i int, to civil.Date) *Span {
	s := &w.states[i]
	counters := w.tracks[i].versions[s.version].meters
	shown := w.meters[:len(counters)]
	for k, c := range counters {
		shown[k] = s.counters[c]
	}
	span := &w.seen
	span.Window, span.Since, span.To, span.Held, span.Meters, span.Trace = s.window, s.since, to, s.held, shown, nil
	if w.reader != nil && to.After(w.at) && w.reads(i) { // not when an amendment asks for the total before it
		w.reader.now = Trace{source: w.reader.source}
		span.Trace = &w.reader.now
	}
	return span
}

// leave charges track i for the stretch up to the day to, and closes its
// window if that ends.
func (w *walker) leave(i int, to civil.Date) error {
	s := &w.states[i]
	if s.version >= 0 {
		if err := w.charge(i, to); err != nil {
			return err
		}
	}
	if !s.window.IsZero() && (to == s.window.To || to == w.term.To || w.turns(i, to)) {
		return w.close(i, to)
	}
	return nil
}

// turns reports whether another cycle takes over track i on the day to.
func (w *walker) turns(i int, to civil.Date) bool {
	t := &w.tracks[i]
	if len(t.versions) == 1 {
		return false
	}
	next := w.on(t, to)
	return next >= 0 && t.versions[next].window.Cycle != w.states[i].cycle
}

// close ends the window of track i before the day to. A window charged once
// is charged to the parties and at the tax rate of its last day in force.
func (w *walker) close(i int, to civil.Date) error {
	s := &w.states[i]
	window, amount := s.window, s.unposted
	s.window, s.unposted = civil.Period{}, finance.Zero(w.currency)
	if amount.IsZero() {
		return nil
	}
	last := lastHeld(s.held, to)
	now := w.on(&w.tracks[i], last)
	if now < 0 {
		return fmt.Errorf("a window held on no day: %w", finance.ErrConflict) // only in books that were tampered with
	}
	v := &w.tracks[i].versions[now]
	c := charge{track: i, month: to.AddDays(-1).Month().Add(v.window.After), slot: window, amount: amount}
	if err := c.between(w.program, v, last); err != nil {
		return err
	}
	w.waiting = append(w.waiting, c)
	return w.tell(i, amount)
}

// lastHeld is the last day before to that lies in held.
func lastHeld(held []civil.Period, to civil.Date) (last civil.Date) {
	for _, h := range held {
		if h = h.Intersect(civil.Period{From: h.From, To: to}); !h.IsZero() {
			last = h.To.AddDays(-1)
		}
	}
	return last
}
