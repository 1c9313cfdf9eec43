package ledgertest

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// of are the entries that name a party, in their places.
func of(p accrual.Party, entries []ledger.Entry) []ledger.Stored {
	return slices.DeleteFunc(placed(entries), func(one ledger.Stored) bool {
		return p != "" && !slices.Contains(one.Entry.Parties(), p)
	})
}

func party(s ledger.Store) error {
	held := append(sample(), simples(0, 50)...)
	if err := appends(s, 0, held...); err != nil {
		return err
	}
	for _, p := range append([]accrual.Party{"nobody", "R", "Rx1"}, parties...) {
		want := of(p, held)
		got, err := read(s, ledger.Range{Party: p}, all)
		if err == nil {
			err = same(got, want)
		}
		if err != nil {
			return fmt.Errorf("party %q: %w", p, err)
		}
		for i, one := range want { // from each of its entries, and from the one after
			for k := range 2 {
				got, err := read(s, ledger.Range{From: one.At + k, Party: p}, all)
				if err == nil {
					err = same(got, want[i+k:])
				}
				if err != nil {
					return fmt.Errorf("party %q from %d: %w", p, one.At+k, err)
				}
			}
		}
	}
	return nil
}

// Counter is a Store that counts the entries it has read so far from where it
// keeps them, whether it yielded them or not.
type Counter interface {
	ledger.Store
	Read() int
}

// counted allows a store to read a few entries more than it yields: a page.
func counted(s ledger.Store) error {
	c, ok := s.(Counter)
	if !ok {
		return nil
	}
	held := append(simples(0, 2000), sample()...)
	if err := appends(s, 0, held...); err != nil {
		return err
	}
	before := c.Read()
	got, err := read(s, ledger.Range{Party: "Ремесло", From: 1000}, all)
	if err != nil {
		return err
	}
	if n := c.Read() - before; n > len(got)+100 {
		return fmt.Errorf("%d entries were read for %d", n, len(got))
	}
	return nil
}

// pages reads page after page, of all and of one party, while others append.
func pages(s ledger.Store) error {
	const size, rounds = 4, 25
	if err := appends(s, 0, simples(0, 10)...); err != nil {
		return err
	}
	held := simples(0, 10)
	for _, p := range []accrual.Party{"", "R-1"} {
		var got []ledger.Stored
		from := 0
		for round := 0; ; round++ {
			page, err := read(s, ledger.Range{From: from, Party: p}, size)
			if err != nil {
				return err
			}
			if got = append(got, page...); len(page) > 0 {
				if page[0].At < from {
					return fmt.Errorf("from %d yields the entry after %d", from, page[0].At)
				}
				from = page[len(page)-1].At + 1
			}
			if round < rounds {
				fresh := simples(len(held), len(held)+3)
				if err := appends(s, len(held), fresh...); err != nil {
					return err
				}
				held = append(held, fresh...)
			} else if len(page) < size {
				break
			}
		}
		if err := same(got, of(p, held)); err != nil {
			return fmt.Errorf("party %q: %w", p, err)
		}
	}
	return nil
}

func stop(s ledger.Store) error {
	held := simples(0, 12)
	if err := appends(s, 0, held...); err != nil {
		return err
	}
	for n := 1; n <= 12; n++ {
		for _, from := range []int{0, 3, 11, 12, 40} {
			got, err := read(s, ledger.Range{From: from}, n)
			if err != nil {
				return err
			}
			rest := placed(held)[min(from, 12):]
			if err := same(got, rest[:min(n, len(rest))]); err != nil {
				return fmt.Errorf("from %d: %w", from, err)
			}
		}
	}
	if err := appends(s, 12, simple(12)); err != nil { // whoever stopped holds nothing up
		return err
	}
	again := s.Entries(ledger.Range{From: 12})
	for range 2 { // an iterator may be run again
		for one, err := range again {
			if err != nil || one.At != 12 {
				return fmt.Errorf("read again: after %d, error %w", one.At, err)
			}
		}
	}
	return nil
}

// shared spoils what it handed in and what it was given.
func shared(s ledger.Store) error {
	mine := simples(0, 8)
	if err := appends(s, 0, mine...); err != nil {
		return err
	}
	for i := range mine {
		mine[i].Lines[0].Account = "spoiled"
		mine[i] = simple(100)
	}
	for _, r := range []ledger.Range{{}, {Party: "R-1"}} {
		got, err := read(s, r, all)
		if err != nil {
			return err
		}
		for _, one := range got {
			one.Entry.Lines[0].Account = "spoiled"
			_ = append(one.Entry.Lines[:0], one.Entry.Lines[1:]...)
		}
	}
	return holds(s, simples(0, 8))
}
