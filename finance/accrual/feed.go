package accrual

import (
	"slices"

	"github.com/creative-cluster/kvartal/finance/civil"
)

// feed hands the facts of one agreement to a walker, stretch by stretch.
type feed struct {
	entries []entry // in order, without the voided
	whole   *kept   // what entries refer to
	lo, hi  int     // those of the stretch
	returns []*Fact // those that name their sale, by its day
	next    int     // the first of returns whose sale lies in the stretch or later
	shown   *shown  // where there are entries
	adds    []int64 // in place of facts: what a Run adds to each meter
}

// shown is the room for the facts of one stretch, which a stepper is shown. It
// serves one after the other: a stepper may use them during its call only.
type shown struct {
	facts []Fact
	adds  []Reading
	lines []int64
}

// newFeed takes entries in order and leaves out what lies before from.
func newFeed(entries []entry, whole *kept, shown *shown, from civil.Date) feed {
	f := feed{entries: entries, whole: whole, shown: shown}
	for f.hi < len(entries) && entries[f.hi].on.Before(from) {
		f.hi++
	}
	for i := range entries {
		if x := whole.of(&entries[i]); x != nil && x.Of.ID != "" {
			f.returns = append(f.returns, x)
		}
	}
	slices.SortStableFunc(f.returns, func(a, b *Fact) int { return a.Of.On.Compare(b.Of.On) })
	for f.next < len(f.returns) && f.returns[f.next].Of.On.Before(from) {
		f.next++
	}
	return f
}

// count adds what happened in the stretch from the day reached to the given
// day. A return counts on its own day or on that of its sale, as the terms of
// the sale's day say.
func (w *walker) count(to civil.Date) {
	f := &w.feed
	if f.adds != nil {
		w.countAdds()
		return
	}
	f.lo = f.hi
	for ; f.hi < len(f.entries) && f.entries[f.hi].on.Before(to); f.hi++ {
		w.countEntry(f.hi)
	}
	for ; f.next < len(f.returns) && f.returns[f.next].Of.On.Before(to); f.next++ {
		w.countFact(f.returns[f.next], true)
	}
}

func (w *walker) countEntry(i int) {
	e := &w.feed.entries[i]
	switch {
	case e.whole != 0:
		w.countFact(w.feed.whole.of(e), false)
	case e.meter >= 0 && e.n != 0:
		for _, to := range w.taps[e.meter] {
			w.add(to, e.n)
		}
	}
}

// countFact adds x to the counters that count it on its own day, or to those
// that count it on the day of its sale.
func (w *walker) countFact(x *Fact, onSale bool) {
	for _, r := range x.Adds {
		k := slices.Index(w.program.meters, r.Meter)
		if k < 0 || r.N == 0 {
			continue
		}
		for _, to := range w.taps[k] {
			if (x.Of.ID != "" && w.inSaleWindow(to.track, x.Of.On)) == onSale {
				w.add(to, r.N)
			}
		}
	}
}

// add counts n. A counter that would wrap is remembered, for stretch to refuse.
func (w *walker) add(to tap, n int64) {
	counter := &w.states[to.track].counters[to.counter]
	sum := *counter + n
	w.wrapped = w.wrapped || (sum > *counter) != (n > 0)
	*counter = sum
}

func (w *walker) inSaleWindow(i int, sale civil.Date) bool {
	v := w.on(&w.tracks[i], sale)
	return v >= 0 && w.tracks[i].versions[v].window.Returns == InSaleWindow
}

// countAdds counts what a Run was given for the month, once, on the first day
// on which the agreement holds.
func (w *walker) countAdds() {
	if !w.term.Contains(w.at) {
		return
	}
	for k, n := range w.feed.adds {
		if n == 0 {
			continue
		}
		for _, to := range w.taps[k] {
			w.add(to, n)
		}
		w.feed.adds[k] = 0
	}
}

// stretch are the entries of the stretch.
func (f *feed) stretch() []entry { return f.entries[f.lo:f.hi] }

// counted are the facts of the stretch that feed a meter of v.
func (w *walker) counted(v *version) []Fact {
	entries, room := w.feed.stretch(), w.feed.shown
	if len(entries) == 0 {
		return nil
	}
	room.facts = slices.Grow(room.facts[:0], len(entries))
	room.adds = slices.Grow(room.adds[:0], len(entries)) // facts point to them: they must not move any more
	for i := range entries {
		e := &entries[i]
		switch x := w.feed.whole.of(e); {
		case x == nil && v.counts(e.meter):
			n := len(room.adds)
			room.adds = append(room.adds, Reading{w.program.meters[e.meter], e.n})
			room.facts = append(room.facts, Fact{ID: e.id, Agreement: w.id, On: e.on, Known: e.known, Adds: room.adds[n : n+1 : n+1]})
		case x != nil && slices.ContainsFunc(x.Adds, func(r Reading) bool { return v.counts(w.place(r.Meter)) }):
			room.facts = append(room.facts, *x)
		}
	}
	return room.facts
}

// counts reports whether v counts the meter at a place of the program.
func (v *version) counts(meter int32) bool { return meter >= 0 && slices.Contains(v.fed, meter) }

// place is where a meter stands in the program, or -1.
func (p *program) place(m Meter) int32 { return int32(slices.Index(p.meters, m)) }

// shownLines are what the facts of the stretch add to the meters of v, one after
// the other: those that add to any of them.
func (w *walker) shownLines(v *version) []int64 {
	entries, width := w.feed.stretch(), len(v.fed)
	if len(entries) == 0 {
		return nil
	}
	lines := slices.Grow(w.feed.shown.lines[:0], width*len(entries))
	for i := range entries {
		n := len(lines)
		if lines = lines[:n+width]; !w.single(&entries[i], v, lines[n:]) {
			lines = lines[:n]
		}
	}
	w.feed.shown.lines = lines
	return lines
}

// single fills dst with what e adds to the meters of v, and reports whether it
// adds to any of them. Validate refuses a fact with two readings of one meter.
func (w *walker) single(e *entry, v *version, dst []int64) (adds bool) {
	clear(dst)
	if x := w.feed.whole.of(e); x != nil {
		for _, r := range x.Adds {
			adds = v.show(w.place(r.Meter), r.N, dst) || adds
		}
		return adds
	}
	return v.show(e.meter, e.n, dst)
}

// show puts what is added to a meter where v counts it.
func (v *version) show(meter int32, n int64, dst []int64) (adds bool) {
	for k, m := range v.fed {
		if m == meter && m >= 0 {
			dst[k] = n
			adds = true
		}
	}
	return adds
}
