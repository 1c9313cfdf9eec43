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
	owner accrual.Party
	runs  []*run // the entries, oldest run first
	moved turnovers
}

// New is the empty ledger of an owner.
func New(owner accrual.Party) Ledger { return Ledger{owner: owner} }

// Owner is the party whose books these are.
func (l Ledger) Owner() accrual.Party { return l.owner }

// Len is the number of entries.
func (l Ledger) Len() int {
	n := 0
	for _, r := range l.runs {
		n += len(r.entries)
	}
	return n
}

// Entries yields every entry in the order of posting.
func (l Ledger) Entries() iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		for e := range l.all() {
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
		for p := range r.parties {
			seen[p] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// all yields the entries themselves, which nobody may change.
func (l Ledger) all() iter.Seq[*Entry] {
	return func(yield func(*Entry) bool) {
		for _, r := range l.runs {
			for i := range r.entries {
				if !yield(&r.entries[i]) {
					return
				}
			}
		}
	}
}

// until yields the entries that count at the end of a day.
func (l Ledger) until(at civil.Date) iter.Seq[*Entry] {
	return func(yield func(*Entry) bool) {
		for e := range l.all() {
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
				if !yield(&r.entries[i]) {
					return
				}
			}
		}
	}
}

func (l Ledger) find(id uuid.UUID) *Entry {
	for _, r := range l.runs {
		if i, ok := r.places[id]; ok {
			return &r.entries[i]
		}
	}
	return nil
}
