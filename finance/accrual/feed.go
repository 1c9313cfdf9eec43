package accrual

import (
	"slices"

	"github.com/creative-cluster/kvartal/finance/civil"
)

// feed hands the facts of one agreement to a walker, stretch by stretch.
type feed struct {
	entries []entry // in order, without the voided
	whole   []Fact  // what entries refer to
	lo, hi  int     // those of the stretch
	returns []*Fact // those that name their sale, by its day
	next    int     // the first of returns whose sale lies in the stretch or later
	scratch []Fact
	adds    []int64 // in place of facts: what a Run adds to each meter
}

// newFeed takes entries in order and leaves out what lies before from.
func newFeed(entries []entry, whole []Fact, from civil.Date) feed {
	f := feed{entries: entries, whole: whole}
	for f.hi < len(entries) && entries[f.hi].on.Before(from) {
		f.hi++
	}
	for i := range entries {
		if x := f.fact(i); x != nil && x.Of.ID != "" {
			f.returns = append(f.returns, x)
		}
	}
	slices.SortStableFunc(f.returns, func(a, b *Fact) int { return a.Of.On.Compare(b.Of.On) })
	for f.next < len(f.returns) && f.returns[f.next].Of.On.Before(from) {
		f.next++
	}
	return f
}

// fact is the whole fact of an entry, nil if that was not kept.
func (f *feed) fact(i int) *Fact {
	if at := f.entries[i].whole; at != 0 {
		return &f.whole[at-1]
	}
	return nil
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
	switch x := w.feed.fact(i); {
	case x != nil:
		w.countFact(x, false)
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

// stretch yields the facts of the stretch that were kept whole.
func (f *feed) stretch(yield func(*Fact) bool) {
	for i := f.lo; i < f.hi; i++ {
		if x := f.fact(i); x != nil && !yield(x) {
			return
		}
	}
}

// counted are the facts of the stretch that feed one of the meters.
func (f *feed) counted(meters []Meter, which []int) []Fact {
	f.scratch = f.scratch[:0]
	for x := range f.stretch {
		if slices.ContainsFunc(x.Adds, func(r Reading) bool {
			return slices.ContainsFunc(which, func(c int) bool { return meters[c] == r.Meter })
		}) {
			f.scratch = append(f.scratch, *x)
		}
	}
	return f.scratch
}

// shown fills dst with what f adds to the meters, and reports whether it adds
// to any of them. Validate refuses a fact with two readings of one meter.
func (f *Fact) shown(meters []Meter, which []int, dst []int64) (adds bool) {
	clear(dst)
	for k, c := range which {
		for _, r := range f.Adds {
			if r.Meter == meters[c] {
				dst[k] = r.N
				adds = true
			}
		}
	}
	return adds
}
