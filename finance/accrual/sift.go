package accrual

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// entry is a fact as a close keeps it: a month may bring a million, and most
// add one number to one meter: all that such a fact says is here. Whatever says
// more is kept whole beside it.
type entry struct {
	id      string
	name    uint64 // hash of the id
	content uint64 // hash of everything
	n       int64  // added to the meter
	on      civil.Date
	known   civil.Date
	meter   int32 // place of the meter in the program, or -1
	whole   int32 // place of the whole fact plus one, or 0
	job     int32
	old     bool // was known at the last cut-off
	void    bool
}

// is makes e of f, of an agreement whose id has the given hash, before anything
// is counted.
func (e *entry) is(f *Fact, agreement uint64) {
	e.id, e.name, e.on, e.known, e.meter = f.ID, uint64(seed.text(f.ID)), f.On, f.Known, -1
	e.content = f.hash(e.name, agreement)
}

// count notes what f adds for a program, or for none. A fact that needs more
// than a meter and a number is kept whole, and one that adds to other meters
// too where a clause is shown facts.
func (e *entry) count(f *Fact, p *program, whole *kept) {
	counted := 0
	if p != nil {
		for _, r := range f.Adds {
			if k := slices.Index(p.meters, r.Meter); k >= 0 {
				e.meter, e.n = int32(k), r.N
				counted++
			}
		}
	}
	if f.refers() || counted > 1 || counted > 0 && p.whole && len(f.Adds) > 1 {
		e.whole = whole.add(f)
	}
}

// kept are whole facts, with readings of their own: a host may use one slice
// for all that it yields.
type kept struct {
	facts pile[Fact]
	adds  []Reading // room for those of the next ones
}

// manyReadings is for how many readings room is made at once.
const manyReadings = 1 << 8

// add keeps f and answers its place plus one.
func (k *kept) add(f *Fact) int32 {
	if cap(k.adds)-len(k.adds) < len(f.Adds) {
		k.adds = make([]Reading, 0, max(manyReadings, len(f.Adds)))
	}
	n := len(k.adds)
	k.adds = append(k.adds, f.Adds...)
	kept := k.facts.next()
	*kept = *f
	kept.Adds = k.adds[n:len(k.adds):len(k.adds)]
	return int32(k.facts.n)
}

// of is the whole fact of e, nil if that was not kept.
func (k *kept) of(e *entry) *Fact {
	if e.whole == 0 {
		return nil
	}
	return k.facts.at(int(e.whole - 1))
}

// sieve brings the facts of one agreement after the other into order, drops
// retries and what is voided, and reports what contradicts itself.
type sieve struct {
	since civil.Date // what a fact refers to on or after this day must be there
	whole *kept
	slots []int32 // a table of entries by name, open addressing: place plus one
	wrong *finance.Problems
}

// order sorts entries by day, and by id where that matters, and drops retries.
// It works in place and answers a part of entries.
func (s *sieve) order(entries []entry, byID bool) []entry {
	if !inOrder(entries, byID) {
		slices.SortStableFunc(entries, func(a, b entry) int { return compareEntries(&a, &b, byID) })
	}
	return s.distinct(entries)
}

// inOrder is slices.IsSortedFunc without a copy of each entry.
func inOrder(entries []entry, byID bool) bool {
	for i := 1; i < len(entries); i++ {
		if compareEntries(&entries[i-1], &entries[i], byID) > 0 {
			return false
		}
	}
	return true
}

func compareEntries(a, b *entry, byID bool) int {
	if byID && a.on == b.on {
		return cmp.Compare(a.id, b.id)
	}
	return a.on.Compare(b.on)
}

// distinct drops retries, and reports an id that has two contents.
func (s *sieve) distinct(entries []entry) []entry {
	s.clear(len(entries))
	kept := 0
	for i := range entries {
		e := &entries[i]
		slot := s.slot(entries, e.name, e.id)
		if first := s.slots[slot]; first != 0 {
			if entries[first-1].content != e.content {
				s.wrong.Add("facts["+e.id+"]", finance.ErrDuplicate)
			}
			continue
		}
		if kept != i {
			entries[kept] = *e
		}
		kept++
		s.slots[slot] = int32(kept)
	}
	return entries[:kept]
}

// clear makes room for n entries.
func (s *sieve) clear(n int) {
	size := 8
	for size < 2*n {
		size *= 2
	}
	if size > cap(s.slots) {
		s.slots = make([]int32, size)
		return
	}
	s.slots = s.slots[:size]
	clear(s.slots)
}

// slot is where the entry of that id is, or where it would be.
func (s *sieve) slot(entries []entry, name uint64, id string) int {
	mask := len(s.slots) - 1
	for i := int(name) & mask; ; i = (i + 1) & mask {
		at := s.slots[i]
		if at == 0 || entries[at-1].name == name && entries[at-1].id == id {
			return i
		}
	}
}

// sift drops what is voided from entries that order has answered.
func (s *sieve) sift(entries []entry) []entry {
	voids := false
	for i := range entries {
		if f := s.whole.of(&entries[i]); f != nil {
			voids = s.refer(entries, f) || voids
		}
	}
	if !voids {
		return entries
	}
	for i := range entries {
		if f := s.whole.of(&entries[i]); f != nil && f.Voids.ID != "" {
			entries[i].void = true
		}
	}
	return slices.DeleteFunc(entries, func(e entry) bool { return e.void })
}

// refer checks the references of f, and marks what it voids. It reports
// whether f voids anything.
func (s *sieve) refer(entries []entry, f *Fact) (voids bool) {
	if f.Voids.ID != "" {
		target, whole := s.find(entries, f, "voids", f.Voids)
		switch {
		case target == nil:
		case whole.Voids.ID != "" || whole.Of != f.Of:
			s.wrong.Add(f.path()+".voids", fmt.Errorf("%q is no fact of %q: %w", f.Voids.ID, f.Of.ID, finance.ErrConflict))
		default:
			target.void = true
		}
		return true
	}
	if f.Of.ID != "" {
		if target, whole := s.find(entries, f, "of", f.Of); target != nil && (whole.Voids.ID != "" || whole.Of.ID != "") {
			s.wrong.Add(f.path()+".of", fmt.Errorf("%q is no sale: %w", f.Of.ID, finance.ErrConflict))
		}
	}
	return false
}

// find is what ref names, and the references that it has itself; nil if it
// lies before what was handed in, or is missing, which is a problem.
func (s *sieve) find(entries []entry, f *Fact, field string, ref Ref) (*entry, Fact) {
	if ref.On.Before(s.since) {
		return nil, Fact{}
	}
	at := s.slots[s.slot(entries, uint64(seed.text(ref.ID)), ref.ID)]
	if at == 0 || entries[at-1].on != ref.On {
		s.wrong.Add(f.path()+"."+field, fmt.Errorf("%q of %v: %w", ref.ID, ref.On, finance.ErrUnknown))
		return nil, Fact{}
	}
	target := &entries[at-1]
	if whole := s.whole.of(target); whole != nil {
		return target, *whole
	}
	return target, Fact{}
}
