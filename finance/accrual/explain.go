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
	Parts []Part        // stretches of the slot between which something changed, in order
	Net   finance.Money // of all parts and parties, as known at the cut-off
	Tax   finance.Money
}

// Part is a stretch of the slot in which nothing changed.
type Part struct {
	Period civil.Period
	Steps  []Step        // to the total of the window so far
	Before finance.Money // what the window had been charged before
	Amount finance.Money // what the stretch adds
}

// reader notes the derivation of one clause; a nil reader, nothing.
type reader struct {
	track int
	slot  civil.Period
	now   Trace
	parts []Part
}

// trace is where the clause of track i writes its steps for a stretch from the
// given day; nil if it is not the one that is read.
func (r *reader) trace(i int, from civil.Date) *Trace {
	if i != r.track || !r.slot.Contains(from) {
		return nil
	}
	r.now = Trace{}
	return &r.now
}

func (r *reader) note(i int, from, to civil.Date, before, amount finance.Money) {
	if r == nil || i != r.track || !r.slot.Contains(from) {
		return
	}
	r.parts = append(r.parts, Part{civil.Period{From: from, To: to}, r.now.steps, before, amount})
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
	w.reader = &reader{track: p.track(k.Clause), slot: k.Slot}
	last := k.Slot.To.AddDays(-1)
	if end := p.term.To.AddDays(-1); !end.IsZero() && (last.IsZero() || end.Before(last)) {
		last = end
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
	from := k.Slot.From.Month()
	if first := p.term.From.Month(); from.Before(first) {
		from = first
	}
	for !p.fresh(from) {
		from = from.Prev()
	}
	return p, from, nil
}

// gather feeds the facts of a that were known before the cut-off.
func gather(a *Agreement, p *program, from, cutoff civil.Date, facts iter.Seq[Fact]) (feed, error) {
	var wrong finance.Problems
	var entries []entry
	var whole []Fact
	for f := range facts {
		if f.Agreement != a.ID || f.On.Before(from) || !f.Known.Before(cutoff) {
			continue
		}
		wrong.Add(f.path(), f.Validate())
		entries = append(entries, entryOf(&f, 0, p, &whole))
	}
	s := sieve{since: from, whole: whole, wrong: &wrong}
	entries = s.sift(s.order(entries, p.ordered))
	return newFeed(entries, whole, from), wrong.Err()
}

// explain gathers what the reader noted. A window charged once has no other
// charge before it: its last part alone tells it, unless it was restarted or
// carried.
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
	t := &w.tracks[w.reader.track]
	if once := t.versions[len(t.versions)-1].window.Once; once && len(e.Parts) > 1 {
		last := e.Parts[len(e.Parts)-1]
		if total, err := last.Before.Add(last.Amount); err == nil {
			e.Parts = []Part{{civil.Period{From: e.Parts[0].Period.From, To: last.Period.To}, last.Steps, finance.Zero(w.currency), total}}
		}
	}
	e.Parts = slices.DeleteFunc(e.Parts, func(p Part) bool { return p.Amount.IsZero() && len(p.Steps) == 0 })
	return e, nil
}
