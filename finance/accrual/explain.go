package accrual

import (
	"fmt"
	"iter"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Explanation is why an amount is owed, as data: by the formula that charged
// it. Text puts it into a language.
type Explanation struct {
	Key
	Parts  []Part        // stretches of the slot between which something changed, in order
	Net    finance.Money // of all parts and parties, as known at the cut-off
	Tax    finance.Money
	Posted finance.Money // what earlier closes had posted of it, as ExplainPosted tells, in the measure of the parts: with the tax where it is inside; else nothing
}

// Part is a stretch of the slot in which nothing changed: what its steps come
// to less Before is its Amount.
type Part struct {
	Period civil.Period
	Steps  []Step        // to the total of the window so far, by the terms of the stretch
	Before finance.Money // what the same terms come to for the window before the stretch
	Amount finance.Money // what the stretch adds
}

// reader notes the derivation of one key.
type reader struct {
	track   int
	slot    civil.Period
	source  string
	now     Trace
	parts   []Part
	offsets []finance.Money // of each part: what its total has beside its steps
}

// reads reports whether somebody reads what track i charges for the stretch.
func (w *walker) reads(i int) bool {
	if w.reader == nil || i != w.reader.track {
		return false
	}
	s := &w.states[i]
	if w.tracks[i].versions[s.version].window.Once {
		return s.window == w.reader.slot
	}
	return w.slot == w.reader.slot
}

// note keeps a part. The months of a window that is charged once are one part
// while nothing but time goes on.
func (r *reader) note(p Part, once bool, offset finance.Money) {
	p.Steps = r.now.steps
	if last := len(r.parts) - 1; once && last >= 0 && r.offsets[last] == offset {
		before := &r.parts[last]
		if amount, err := before.Amount.Add(p.Amount); err == nil {
			before.Period.To, before.Steps, before.Amount = p.Period.To, p.Steps, amount
			return
		}
	}
	r.parts, r.offsets = append(r.parts, p), append(r.offsets, offset)
}

// Explain derives the amount of a key of a, which it had as known before the
// cut-off, from facts since at least the day that [ExplainFrom] tells. Facts
// of other agreements are skipped. A key that a does not have is ErrUnknown.
func Explain(a Agreement, k Key, cutoff civil.Date, facts iter.Seq[Fact]) (Explanation, error) {
	p, from, err := explained(&a, k, cutoff)
	if err != nil {
		return Explanation{}, err
	}
	w := newWalker(p, from.First())
	if w.feed, err = gather(&a, p, w.at, cutoff, facts); err != nil {
		return Explanation{}, err
	}
	w.reader = &reader{track: p.track(k.Clause), slot: k.Slot, source: k.Source}
	last := k.Slot.To.AddDays(-1)
	if end := p.term.To.AddDays(-1); !end.IsZero() && (last.IsZero() || end.Before(last)) {
		last = end
	}
	if err := w.far(last.Month()); err != nil {
		return Explanation{}, err
	}
	for m := range from.Through(last.Month().Add(24)) {
		if err := w.through(m); err != nil {
			return Explanation{}, err
		}
		if !m.Before(last.Month()) && len(w.waiting) == 0 {
			break
		}
	}
	return w.explain(k)
}

// ExplainFrom is the first day of which [Explain] must be handed the facts.
func ExplainFrom(a Agreement, k Key, cutoff civil.Date) (civil.Date, error) {
	_, from, err := explained(&a, k, cutoff)
	return from.First(), err
}

// explained is the program of a and the month from which it must be walked.
func explained(a *Agreement, k Key, cutoff civil.Date) (*program, civil.Month, error) {
	if err := a.Validate(); err != nil {
		return nil, civil.Month{}, err
	}
	p := newProgram(a, cutoff)
	if p == nil || k.Agreement != a.ID || p.track(k.Clause) < 0 || k.Slot.IsEmpty() {
		return nil, civil.Month{}, fmt.Errorf("%q of agreement %q: %w", k.Clause, k.Agreement, finance.ErrUnknown)
	}
	if !p.hasSlot(p.track(k.Clause), k.Slot) {
		return nil, civil.Month{}, fmt.Errorf("slot %v of %q: %w", k.Slot, k.Clause, finance.ErrUnknown)
	}
	from := k.Slot.From.Month()
	if first := p.term.From.Month(); from.Before(first) {
		from = first
	}
	for !p.fresh(from) {
		from = from.Prev()
	}
	return p, from, nil
}

// hasSlot reports whether track i may be charged for a slot: a whole month, or
// a window that is charged once.
func (p *program) hasSlot(i int, slot civil.Period) bool {
	if slot == slot.From.Month().Period() {
		return true
	}
	return slices.ContainsFunc(p.tracks[i].versions, func(v version) bool {
		return !v.dropped && v.window.Once && v.window.Cycle.period(slot.From, p.term) == slot
	})
}

// gather feeds the facts of a that were known before the cut-off.
func gather(a *Agreement, p *program, from, cutoff civil.Date, facts iter.Seq[Fact]) (feed, error) {
	var wrong finance.Problems
	var entries []entry
	var whole kept
	if facts == nil {
		return feed{}, nil
	}
	for f := range facts {
		if f.Agreement != a.ID || f.On.Before(from) || !f.Known.Before(cutoff) {
			continue
		}
		if err := f.Validate(); err != nil {
			wrong.Add(f.path(), err)
			continue
		}
		var e entry
		e.is(&f, 0)
		e.count(&f, p, &whole)
		entries = append(entries, e)
	}
	s := sieve{since: from, whole: &whole, wrong: &wrong}
	entries = s.sift(s.order(entries, p.ordered))
	return newFeed(entries, &whole, new(shown), from), wrong.Err()
}

// explain gathers what the reader noted.
func (w *walker) explain(k Key) (Explanation, error) {
	e := Explanation{Key: k, Parts: w.reader.parts, Net: finance.Zero(w.currency), Tax: finance.Zero(w.currency)}
	all, err := w.totals()
	if err != nil {
		return Explanation{}, err
	}
	for _, o := range all {
		if o.Key != k {
			continue
		}
		if e.Net, err = e.Net.Add(o.Net); err != nil {
			return Explanation{}, err
		}
		if e.Tax, err = e.Tax.Add(o.Tax); err != nil {
			return Explanation{}, err
		}
	}
	e.Parts = slices.DeleteFunc(e.Parts, func(p Part) bool { return p.Amount.IsZero() && len(p.Steps) == 0 })
	return e, nil
}
