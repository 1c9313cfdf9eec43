package ledger

import (
	"iter"
	"maps"
	"slices"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Ledger is the books of one owner: entries in the order of their posting. It
// is a value: methods that enter something return a new Ledger, and the old
// one stays what it was, also when both are entered into. A method that fails
// returns the Ledger that it was called on. The zero Ledger has no owner and
// takes nothing; begin with New.
type Ledger struct {
	owner  accrual.Party
	runs   []*run // the entries, oldest run first
	moved  turnovers
	locked locks
	before civil.Date // only what was known before it shows; zero for all
	part   bool       // it holds entries of one party only
}

// New is the empty ledger of an owner.
func New(owner accrual.Party) Ledger { return Ledger{owner: owner} }

// Owner is the party whose books these are.
func (l Ledger) Owner() accrual.Party { return l.owner }

// Len is the number of entries.
func (l Ledger) Len() int {
	n := 0
	if !l.before.IsZero() {
		for range l.all() {
			n++
		}
		return n
	}
	for _, r := range l.runs {
		n += len(r.entries)
	}
	return n
}

// Entries yields every entry in the order of posting.
func (l Ledger) Entries() iter.Seq[Entry] { return l.Since(0) }

// Since yields the entries after the first n, in the order of posting: what a
// host that has n of them still lacks.
func (l Ledger) Since(n int) iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		for e := range l.since(n) {
			if !yield(e.clone()) {
				return
			}
		}
	}
}

// Entry is the entry of that id; false when there is none.
func (l Ledger) Entry(id uuid.UUID) (Entry, bool) {
	if e := l.find(id); e != nil {
		return e.clone(), true
	}
	return Entry{}, false
}

// Parties lists, in order of their ids, whoever has ever owed the owner or been
// owed by it.
func (l Ledger) Parties() []accrual.Party {
	seen := map[accrual.Party]bool{}
	for _, r := range l.runs {
		for p, list := range r.parties {
			seen[p] = seen[p] || slices.ContainsFunc(list, func(i int) bool { return l.shows(&r.entries[i]) })
		}
	}
	maps.DeleteFunc(seen, func(_ accrual.Party, shows bool) bool { return !shows })
	return slices.Sorted(maps.Keys(seen))
}

// shows reports whether e was known in time.
func (l *Ledger) shows(e *Entry) bool { return l.before.IsZero() || e.known().Before(l.before) }

// isPart reports whether l holds a part of its books only.
func (l *Ledger) isPart() bool { return l.part || !l.before.IsZero() }

// all yields the entries themselves, which nobody may change.
func (l Ledger) all() iter.Seq[*Entry] { return l.since(0) }

// since yields the entries after the first n.
func (l Ledger) since(n int) iter.Seq[*Entry] {
	return func(yield func(*Entry) bool) {
		n := max(n, 0)
		for _, r := range l.runs {
			if l.before.IsZero() && n >= len(r.entries) {
				n -= len(r.entries)
				continue
			}
			for i := range r.entries {
				if e := &r.entries[i]; l.shows(e) {
					if n--; n < 0 && !yield(e) {
						return
					}
				}
			}
		}
	}
}

// until yields the entries that count at the end of a day.
func (l Ledger) until(at civil.Date) iter.Seq[*Entry] { return until(l.all(), at) }

func until(entries iter.Seq[*Entry], at civil.Date) iter.Seq[*Entry] {
	return func(yield func(*Entry) bool) {
		for e := range entries {
			if !e.day().After(at) && !yield(e) {
				return
			}
		}
	}
}

// of yields the entries that settle something with a party.
func (l Ledger) of(p accrual.Party) iter.Seq[*Entry] {
	return func(yield func(*Entry) bool) {
		for _, r := range l.runs {
			for _, i := range r.parties[p] {
				if e := &r.entries[i]; l.shows(e) && !yield(e) {
					return
				}
			}
		}
	}
}

func (l Ledger) find(id uuid.UUID) *Entry {
	for _, r := range l.runs {
		if i, ok := r.places[id]; ok && l.shows(&r.entries[i]) {
			return &r.entries[i]
		}
	}
	return nil
}
