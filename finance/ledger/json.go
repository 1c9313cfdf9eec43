package ledger

import (
	"encoding/json"
	"fmt"
	"math"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Schema is the version of the JSON form of a Ledger that is written. Older
// ones, when there are any, are read.
const Schema = 1

// MarshalJSON writes schema, owner and entries in the order of posting. A
// ledger without an owner is ErrMissing.
func (l Ledger) MarshalJSON() ([]byte, error) {
	if err := checkName(string(l.owner)); err != nil {
		return nil, fmt.Errorf("owner: %w", err)
	}
	entries := make([]*Entry, 0, l.Len())
	for e := range l.all() {
		entries = append(entries, e)
	}
	return json.Marshal(struct {
		Schema  int           `json:"schema"`
		Owner   accrual.Party `json:"owner"`
		Entries []*Entry      `json:"entries"`
	}{Schema, l.owner, entries})
}

// UnmarshalJSON reads what MarshalJSON writes, and reports everything that is
// wrong with it by its place, as finance.Problems: also an entry that stands
// twice (ErrDuplicate), a reversal that is none (ErrConflict, or ErrUnknown when
// it names no entry before it), and one that a lock before it keeps out
// (ErrClosed, or ErrOrder when it was known before). Refused text leaves the zero Ledger.
func (l *Ledger) UnmarshalJSON(text []byte) error {
	*l = Ledger{}
	schema, read := 0, Ledger{}
	var entries []byte
	err := object(text, map[string]any{
		"schema": &schema, "owner": &read.owner,
		"entries": func(raw []byte) error { entries = raw; return nil }, // the owner may stand after them
	})
	if err == nil {
		err = checkHead(schema, read.owner)
	}
	if err == nil && entries != nil {
		b := read.batch()
		b.wrong.Add("entries", list(entries, math.MaxInt, b.load))
		read, err = b.done()
	}
	if err == nil {
		*l = read
	}
	return err
}

func checkHead(schema int, owner accrual.Party) error {
	var wrong finance.Problems
	switch schema {
	case Schema:
	case 0:
		wrong.Add("schema", finance.ErrMissing)
	default:
		wrong.Add("schema", fmt.Errorf("%d, this library reads %d: %w", schema, Schema, finance.ErrUnknown))
	}
	wrong.Add("owner", checkName(string(owner)))
	return wrong.Err()
}

// load takes an entry as it was written.
func (b *batch) load(_ int, raw []byte) error {
	var e Entry
	if err := e.UnmarshalJSON(raw); err != nil {
		return err
	}
	return b.replay(e)
}

// replay takes an entry as it was saved.
func (b *batch) replay(e Entry) error {
	moved, err := e.check()
	if err != nil {
		return err
	}
	if b.find(e.ID) != nil {
		return fmt.Errorf("entry %s: %w", e.ID, finance.ErrDuplicate)
	}
	if e.Reverses != uuid.Nil {
		if err := b.checkReversal(&e); err != nil {
			return finance.Problem{Path: "reverses", Err: err}
		}
	}
	if err := b.locked.check(&e); err != nil {
		return err
	}
	return b.take(e, moved)
}

func (b *batch) checkReversal(e *Entry) error {
	old := b.find(e.Reverses)
	if old == nil {
		return finance.ErrUnknown
	}
	want, err := old.opposite(e.On)
	if err != nil {
		return err
	}
	if e.On.Before(old.On) || e.day().Before(old.day()) || !want.sameFact(e) {
		return fmt.Errorf("not the opposite of entry %s: %w", old.ID, finance.ErrConflict)
	}
	return nil
}

// UnmarshalJSON reads an entry, and refuses what Validate refuses, with every
// problem at its place. Refused text leaves the zero Entry.
func (e *Entry) UnmarshalJSON(text []byte) error {
	*e = Entry{}
	var read Entry
	err := object(text, map[string]any{
		"id": &read.ID, "on": &read.On, "month": &read.Month, "known": &read.Known, "text": &read.Text, "due": &read.Due,
		"for": &read.For, "reverses": &read.Reverses,
		"key":   func(raw []byte) error { return readKey(raw, &read.Key) },
		"lock":  func(raw []byte) error { return readLock(raw, &read.Lock) },
		"lines": func(raw []byte) error { return list(raw, MaxLines, read.readLine) },
	})
	if err != nil {
		return err
	}
	if err := read.Validate(); err != nil {
		return err
	}
	*e = read
	return nil
}

func (e *Entry) readLine(_ int, raw []byte) error {
	var n Line
	err := object(raw, map[string]any{"account": &n.Account, "party": &n.Party, "amount": &n.Amount})
	e.Lines = append(e.Lines, n)
	return err
}

func readKey(raw []byte, k *accrual.Key) error {
	return object(raw, map[string]any{"agreement": &k.Agreement, "clause": &k.Clause, "slot": &k.Slot, "source": &k.Source})
}

func readLock(raw []byte, x *Lock) error {
	return object(raw, map[string]any{"through": &x.Through, "late": &x.Late, "opens": &x.Opens})
}
