package ledger

import (
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Load reads the books of an owner from its store, by the rules by which they
// were written: an entry that is wrong, stands twice, reverses what it does not
// or comes for a locked month is refused with its place, entries[i].
func Load(s Store, owner accrual.Party) (Ledger, error) { return New(owner).read(s) }

// Update brings books up to what their store holds, applies change, and appends
// what it entered:
//
//	books, err = ledger.Update(store, books, func(l ledger.Ledger) (ledger.Ledger, error) {
//		return l.Post(chart, closed.Obligations...)
//	})
//
// When others appended meanwhile, it reads what they did and applies change
// anew, so change only computes. An error of change or of the store leaves the
// store as it is, or as the lost answer of an Append left it; the books that
// come with it are as far as they were read. Doing the same again enters
// nothing twice.
func Update(s Store, books Ledger, change func(Ledger) (Ledger, error)) (Ledger, error) {
	books, err := books.read(s)
	for err == nil {
		var next Ledger
		if next, err = change(books); err != nil {
			break
		}
		if next.owner != books.owner || next.isPart() || next.Len() < books.Len() {
			return books, fmt.Errorf("changed into other books: %w", finance.ErrConflict)
		}
		fresh := slices.Collect(next.Since(books.Len()))
		if len(fresh) == 0 {
			return next, nil
		}
		if err = s.Append(books.Len(), fresh); err == nil {
			return next, nil
		}
		if !errors.Is(err, finance.ErrOrder) {
			break
		}
		before, refused := books.Len(), err
		if books, err = books.read(s); err == nil && books.Len() == before {
			err = refused // nobody came first
		}
	}
	return books, err
}

// read is l with what the store holds after it.
func (l Ledger) read(s Store) (Ledger, error) {
	b, at := l.batch(), l.Len()
	if b.wrong.Len() > 0 {
		return b.done()
	}
	for one, err := range s.Entries(Range{From: at}) {
		if err != nil {
			return l, err
		}
		if one.At != at {
			err = fmt.Errorf("stands after %d: %w", one.At, finance.ErrOrder)
		} else {
			err = b.replay(one.Entry.clone())
		}
		if b.wrong.AddAt("entries", at, err); err != nil {
			break
		}
		at++
	}
	return b.done()
}

// LoadParty reads what concerns one party, and nothing else: for its statement,
// what is open with it, its deposit. Of other parties and of accounts that name
// none the result shows no more than stands in the same entries, and it takes
// no entries: ErrConflict.
func LoadParty(s Store, owner, party accrual.Party) (Ledger, error) {
	l := Ledger{owner: owner, part: true}
	b := &batch{ledger: l, places: map[uuid.UUID]int{}}
	b.wrong.Add("owner", checkName(string(owner)))
	b.wrong.Add("party", checkName(string(party)))
	if b.wrong.Len() > 0 {
		return b.done()
	}
	last := -1
	for one, err := range s.Entries(Range{Party: party}) {
		if err != nil {
			return l, err
		}
		if b.wrong.AddAt("entries", one.At, b.pick(one, party, last)); b.wrong.Len() > 0 {
			break
		}
		last = one.At
	}
	return b.done()
}

// pick takes an entry of a party, which stands after the last one.
func (b *batch) pick(one Stored, party accrual.Party, last int) error {
	e := one.Entry.clone()
	moved, err := e.check()
	switch {
	case err != nil:
		return err
	case one.At <= last:
		return fmt.Errorf("after %d: %w", last, finance.ErrOrder)
	case b.find(e.ID) != nil:
		return fmt.Errorf("entry %s: %w", e.ID, finance.ErrDuplicate)
	case !slices.Contains(e.Parties(), party):
		return fmt.Errorf("entry %s names other parties: %w", e.ID, finance.ErrConflict)
	}
	return b.take(e, moved)
}
