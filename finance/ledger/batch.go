package ledger

import (
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
)

// batch collects what one call enters: all of it or, when anything is wrong,
// nothing.
type batch struct {
	ledger Ledger
	fresh  []Entry
	places map[uuid.UUID]int
	moved  turnovers
	locked locks
	wrong  finance.Problems
}

func (l Ledger) batch() *batch {
	b := &batch{ledger: l, places: map[uuid.UUID]int{}, moved: slices.Clone(l.moved), locked: l.locked}
	b.wrong.Add("owner", checkName(string(l.owner)))
	if l.isPart() {
		b.wrong.Add("", fmt.Errorf("a part of the books takes no entry: %w", finance.ErrConflict))
	}
	return b
}

// done is the ledger with all that the batch collected.
func (b *batch) done() (Ledger, error) {
	if b.wrong.Len() > 0 || len(b.fresh) == 0 {
		return b.ledger, b.wrong.Err()
	}
	next := b.ledger
	next.runs, next.moved, next.locked = appended(b.ledger.runs, b.fresh), b.moved, b.locked
	return next, nil
}

func (b *batch) find(id uuid.UUID) *Entry {
	if i, ok := b.places[id]; ok {
		return &b.fresh[i]
	}
	return b.ledger.find(id)
}

// once tells a retry, which enters nothing, from what is new. Other content
// under an id that was entered is ErrConflict.
func (b *batch) once(e *Entry, same func(old, e *Entry) bool) (isNew bool, err error) {
	old := b.find(e.ID)
	if old == nil {
		return true, nil
	}
	if !same(old, e) {
		return false, fmt.Errorf("entry %s has other content: %w", e.ID, finance.ErrConflict)
	}
	return false, nil
}

// add takes an entry whose id is new, in the month that a lock leaves it. The
// batch keeps its lines.
func (b *batch) add(e Entry) error {
	moved, err := e.check()
	if err != nil {
		return err
	}
	if err := b.locked.move(&e); err != nil {
		return err
	}
	return b.take(e, moved)
}

// take takes an entry as it stands.
func (b *batch) take(e Entry, moved turnovers) (err error) {
	for _, one := range moved {
		if b.moved, err = b.moved.count(one); err != nil {
			return err
		}
	}
	b.locked = b.locked.after(&e)
	b.places[e.ID] = len(b.fresh)
	b.fresh = append(b.fresh, e)
	return nil
}
