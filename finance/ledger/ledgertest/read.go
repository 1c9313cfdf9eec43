package ledgertest

import (
	"errors"
	"fmt"

	"github.com/creative-cluster/kvartal/finance/ledger"
)

// read is what a store yields, at most n entries of it.
func read(s ledger.Store, r ledger.Range, n int) ([]ledger.Stored, error) {
	var list []ledger.Stored
	if n == 0 {
		return list, nil
	}
	for one, err := range s.Entries(r) {
		if err != nil {
			return nil, fmt.Errorf("reading %+v: %w", r, err)
		}
		if list = append(list, one); len(list) == n {
			break
		}
	}
	return list, nil
}

const all = -1

// holds refuses a store that does not hold exactly the entries, each in its
// place.
func holds(s ledger.Store, want []ledger.Entry) error {
	got, err := read(s, ledger.Range{}, all)
	if err != nil {
		return err
	}
	return same(got, placed(want))
}

// placed are entries in their places.
func placed(entries []ledger.Entry) []ledger.Stored {
	list := make([]ledger.Stored, len(entries))
	for i, e := range entries {
		list[i] = ledger.Stored{At: i, Entry: e}
	}
	return list
}

func same(got, want []ledger.Stored) error {
	for i := range min(len(got), len(want)) {
		switch {
		case got[i].At != want[i].At:
			return fmt.Errorf("entry %d of %d stands after %d, want %d", i, len(want), got[i].At, want[i].At)
		case got[i].Entry.ID != want[i].Entry.ID:
			return fmt.Errorf("entry %d of %d is %s, want %s", i, len(want), got[i].Entry.ID, want[i].Entry.ID)
		case !got[i].Entry.Equal(want[i].Entry):
			return fmt.Errorf("entry %d of %d is %+v, want %+v", i, len(want), got[i].Entry, want[i].Entry)
		}
	}
	if len(got) != len(want) {
		return fmt.Errorf("%d entries, want %d", len(got), len(want))
	}
	return nil
}

// appends adds entries that must be taken.
func appends(s ledger.Store, at int, entries ...ledger.Entry) error {
	if err := s.Append(at, entries); err != nil {
		return fmt.Errorf("appending %d after %d: %w", len(entries), at, err)
	}
	return nil
}

// refuses wants an error of that kind, and a store that is as before.
func refuses(s ledger.Store, kind error, held []ledger.Entry, at int, entries ...ledger.Entry) error {
	if err := s.Append(at, entries); !errors.Is(err, kind) {
		return fmt.Errorf("appending %d after %d: got %v, want the kind %q", len(entries), at, err, kind)
	}
	if err := holds(s, held); err != nil {
		return fmt.Errorf("after a refusal: %w", err)
	}
	return nil
}
