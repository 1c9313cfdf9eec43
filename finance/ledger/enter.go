package ledger

import (
	"fmt"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Enter takes entries as they are: the owner's costs, money moved between its
// own accounts, goods that come and go. Each is entered exactly once by its id:
// the same content again is a retry, also when it became known another day,
// other content is ErrConflict. An entry without a Month is of the month of its
// day. Obligations, reversals and locks have verbs of their own: an entry with a
// Key, For, Reverses or Lock is ErrConflict. When anything is wrong, nothing is
// entered.
func (l Ledger) Enter(entries ...Entry) (Ledger, error) {
	b := l.batch()
	for i := range entries {
		b.wrong.AddAt("entries", i, b.enter(entries[i].clone()))
	}
	return b.done()
}

func (b *batch) enter(e Entry) error {
	if e.Key != (accrual.Key{}) || !e.For.IsZero() || e.Reverses != uuid.Nil || e.Lock != (Lock{}) {
		return fmt.Errorf("obligations are posted, entries reversed, and months locked: %w", finance.ErrConflict)
	}
	if e.Month.IsZero() {
		e.Month = e.On.Month()
	}
	if isNew, err := b.once(&e, b.sameEntry); !isNew {
		return err
	}
	return b.add(e)
}

// sameEntry is sameFact, in the same month but for one that a lock moved.
func (b *batch) sameEntry(old, e *Entry) bool { return b.locked.sameMonth(old, e) && old.sameFact(e) }

// Reverse enters, on the given day, the opposite of an entry: nothing that was
// entered is edited. An unknown entry is ErrUnknown, a day before that from
// which it counts ErrOrder, and reversing it a second time ErrConflict. The
// reversal is an entry as well: reversing it puts the first one in force again.
// Posting what was reversed stays a retry and enters nothing.
func (l Ledger) Reverse(id uuid.UUID, on civil.Date) (Ledger, error) {
	b := l.batch()
	b.wrong.Add("", b.reverse(id, on))
	return b.done()
}

func (b *batch) reverse(id uuid.UUID, on civil.Date) error {
	old := b.find(id)
	switch {
	case old == nil:
		return fmt.Errorf("entry %s: %w", id, finance.ErrUnknown)
	case on.IsZero():
		return fmt.Errorf("on: %w", finance.ErrMissing)
	case on.Before(old.day()):
		return fmt.Errorf("entry %s counts from %s: %w", id, old.day(), finance.ErrOrder)
	case old.Lock != (Lock{}):
		return fmt.Errorf("entry %s locks months, which Unlock opens: %w", id, finance.ErrConflict)
	case b.find(reversalOf(id)) != nil:
		return fmt.Errorf("entry %s is reversed: %w", id, finance.ErrConflict)
	}
	e, err := old.opposite(on)
	if err != nil {
		return err
	}
	return b.add(e)
}

// opposite is the entry that undoes e.
func (e *Entry) opposite(on civil.Date) (Entry, error) {
	o := e.clone()
	o.ID, o.On, o.Month, o.Known, o.Reverses = reversalOf(e.ID), on, on.Month(), civil.Date{}, e.ID
	for i := range o.Lines {
		var err error
		if o.Lines[i].Amount, err = o.Lines[i].Amount.Neg(); err != nil {
			return Entry{}, err
		}
	}
	return o, nil
}
