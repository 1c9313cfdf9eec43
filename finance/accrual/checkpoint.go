package accrual

import (
	"fmt"
	"unicode/utf8"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// save notes where w stands at the beginning of a month. A state that text would
// not keep as it is, is refused.
func (w *walker) save() (checkpoint, error) {
	c := checkpoint{Agreement: w.id, At: w.at.Month()}
	for i := range w.states {
		s, t := &w.states[i], &w.tracks[i]
		if s.window.IsZero() && s.memory == "" {
			continue
		}
		if !utf8.ValidString(string(s.memory)) {
			return checkpoint{}, w.failed(i, fmt.Errorf("state is not UTF-8: %w", finance.ErrSyntax))
		}
		saved := savedTrack{Name: t.name, State: s.memory}
		if !s.window.IsZero() {
			saved.Window, saved.Cycle, saved.Since = s.window, s.cycle, s.since
			saved.Base, saved.Offset, saved.Total, saved.Unposted = brief(s.base), brief(s.offset), brief(s.total), brief(s.unposted)
			for k, m := range t.meters {
				saved.Counters = append(saved.Counters, savedMeter{m, s.counters[k]})
			}
		}
		c.Tracks = append(c.Tracks, saved)
	}
	for _, x := range w.waiting {
		c.Waiting = append(c.Waiting, savedWait{w.tracks[x.track].name, x.month, x.slot, x.debtor, x.creditor, x.rate, x.amount})
	}
	return c, nil
}

// brief is m, but nothing in whatever currency as the zero Money, which is not
// written.
func brief(m finance.Money) finance.Money {
	if m.IsZero() {
		return finance.Money{}
	}
	return m
}

// restore puts w where c stood.
func (w *walker) restore(c *checkpoint) error {
	day := w.at.AddDays(-1)
	for i := range w.states {
		w.states[i].version = w.on(&w.tracks[i], day)
	}
	for _, saved := range c.Tracks {
		i := w.track(saved.Name)
		if i < 0 {
			return w.stray(c, saved.Name)
		}
		w.states[i].restore(&saved, w.program, &w.tracks[i])
	}
	for _, x := range c.Waiting {
		i := w.track(x.Clause)
		if i < 0 {
			return w.stray(c, x.Clause)
		}
		w.waiting = append(w.waiting, charge{
			track: i, month: x.Month, slot: x.Slot, debtor: x.Debtor, creditor: x.Creditor, rate: x.Rate, amount: x.Amount,
		})
	}
	return nil
}

// stray is what is wrong with a checkpoint that names a clause which is none.
func (w *walker) stray(c *checkpoint, clause string) error {
	return finance.Problem{Path: "agreements[" + w.id + "]." + clause, Err: fmt.Errorf("checkpoint of %v: %w", c.At, finance.ErrUnknown)}
}

func (s *state) restore(saved *savedTrack, p *program, t *track) {
	s.memory = saved.State
	if saved.Window.IsZero() {
		return
	}
	s.window, s.cycle, s.since = saved.Window, saved.Cycle, saved.Since
	s.base, s.offset, s.total, s.unposted = saved.Base, saved.Offset, saved.Total, saved.Unposted
	s.held = p.held(s.held[:0], t, s.window)
	for k, m := range t.meters {
		for _, c := range saved.Counters {
			if c.Meter == m {
				s.counters[k] = c.N
			}
		}
	}
}

// fresh reports whether a walk may begin with month m knowing nothing: no
// window is open, no state kept and no charge waiting as it begins. Where that
// is costly to tell it answers no.
func (p *program) fresh(m civil.Month) bool {
	at := m.First()
	if !at.After(p.term.From) {
		return true
	}
	for i := range p.tracks {
		for v := range p.tracks[i].versions {
			if !p.freshVersion(&p.tracks[i], v, at) {
				return false
			}
		}
	}
	return true
}

func (p *program) freshVersion(t *track, v int, at civil.Date) bool {
	x := &t.versions[v]
	if x.dropped {
		return true
	}
	force := civil.Period{From: x.from}
	if v+1 < len(t.versions) {
		force.To = t.versions[v+1].from
	}
	force = force.Intersect(p.term)
	before := at // the day since which the version must not have been in force
	switch ended := !p.term.Contains(at); {
	case x.stepper != nil:
		before = p.term.From
	case x.window.Once && x.window.After > 0:
		before = at.AddMonths(-x.window.After - 12)
		if x.window.Cycle == ByLife {
			before = p.term.From
		}
	case ended: // all windows closed with the term
	default:
		if w := x.window.Cycle.period(at.AddDays(-1), p.term); w.To.IsZero() || w.To.After(at) {
			before = w.From
		}
	}
	if before.IsZero() {
		before = p.term.From
	}
	return !force.Overlaps(civil.Period{From: before, To: at}) // an empty period overlaps nothing
}
