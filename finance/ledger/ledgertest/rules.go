package ledgertest

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

var rules = []rule{
	{"an empty store holds nothing", empty},
	{"every field comes back", everyField},
	{"the order is kept", ordered},
	{"a large batch is taken whole", large},
	{"a retry enters nothing", retry},
	{"other content under an id is refused", conflict},
	{"a refused batch leaves nothing", whole},
	{"who comes second is told", second},
	{"a party comes alone", party},
	{"a party is read without the others", counted},
	{"pages fit together while entries are appended", pages},
	{"a reader may stop anywhere", stop},
	{"no slice is shared", shared},
	{"books come out as they went in", books},
}

func empty(s ledger.Store) error {
	for _, r := range []ledger.Range{{}, {From: 5}, {Party: "R-1"}, {From: 5, Party: "R-1"}} {
		if got, err := read(s, r, all); err != nil || len(got) > 0 {
			return fmt.Errorf("%+v yields %d entries, error %w", r, len(got), err)
		}
	}
	if err := appends(s, 0); err != nil {
		return err
	}
	return appends(s, 7) // nothing is new, so nobody came first
}

func everyField(s ledger.Store) error {
	want := sample()
	if err := appends(s, 0, want...); err != nil {
		return err
	}
	return holds(s, want)
}

func ordered(s ledger.Store) error {
	var want []ledger.Entry
	for _, size := range []int{1, 3, 1, 10, 2} { // ids are in no order, nor are days
		fresh := simples(len(want), len(want)+size)
		if err := appends(s, len(want), fresh...); err != nil {
			return err
		}
		if want = append(want, fresh...); holds(s, want) != nil {
			return holds(s, want)
		}
	}
	return nil
}

func large(s ledger.Store) error {
	want := simples(0, 3000)
	if err := appends(s, 0, want...); err != nil {
		return err
	}
	return holds(s, want)
}

func retry(s ledger.Store) error {
	old := simples(0, 4)
	want := simples(0, 7)
	if err := appends(s, 0, old...); err != nil {
		return err
	}
	for _, at := range []int{0, 2, 4, 9} { // the answer to Append was lost, and meanwhile others may have come
		for _, again := range [][]ledger.Entry{old, old[1:3], old[3:], {old[2], old[0], old[2]}} {
			if err := appends(s, at, again...); err != nil {
				return fmt.Errorf("a retry: %w", err)
			}
		}
	}
	if err := holds(s, old); err != nil {
		return fmt.Errorf("after a retry: %w", err)
	}
	mixed := []ledger.Entry{old[3], want[4], want[5], want[4], old[0], want[6]}
	if err := appends(s, 4, mixed...); err != nil {
		return fmt.Errorf("old and new in one batch: %w", err)
	}
	return holds(s, want)
}

// changes are other content, one field at a time.
var changes = map[string]func(*ledger.Entry){
	"on":         func(e *ledger.Entry) { e.On = e.On.AddDays(-1) },
	"month":      func(e *ledger.Entry) { e.Month = e.Month.Next() },
	"known":      func(e *ledger.Entry) { e.Known = civil.MustDate("2026-04-01") },
	"text":       func(e *ledger.Entry) { e.Text += " " },
	"due":        func(e *ledger.Entry) { e.Due = civil.MustDate("2026-04-01") },
	"key":        func(e *ledger.Entry) { e.Key = accrual.Key{Agreement: "L-7", Clause: "rent"} },
	"for":        func(e *ledger.Entry) { e.For = e.Month },
	"reverses":   func(e *ledger.Entry) { e.Reverses = simple(0).ID },
	"account":    func(e *ledger.Entry) { e.Lines[1].Account += ":other" },
	"party":      func(e *ledger.Entry) { e.Lines[0].Party += "x" },
	"amount":     func(e *ledger.Entry) { e.Lines[0].Amount, e.Lines[1].Amount = e.Lines[1].Amount, e.Lines[0].Amount },
	"currency":   func(e *ledger.Entry) { e.Lines[0].Amount = finance.Minor(e.Lines[0].Amount.Minor(), finance.KZT) },
	"order":      func(e *ledger.Entry) { slices.Reverse(e.Lines) },
	"fewer line": func(e *ledger.Entry) { e.Lines = e.Lines[:1] },
	"more lines": func(e *ledger.Entry) { e.Lines = append(e.Lines, e.Lines[0]) },
}

func conflict(s ledger.Store) error {
	held := simples(0, 4)
	if err := appends(s, 0, held...); err != nil {
		return err
	}
	for field, change := range changes {
		other := simple(2)
		change(&other)
		if err := refuses(s, finance.ErrConflict, held, 4, other); err != nil {
			return fmt.Errorf("another %s: %w", field, err)
		}
	}
	return nil
}

func whole(s ledger.Store) error {
	held := simples(0, 4)
	if err := appends(s, 0, held...); err != nil {
		return err
	}
	other, twin := simple(2), simple(5)
	other.Text, twin.Text = "other", "other"
	for _, batch := range [][]ledger.Entry{
		{simple(4), simple(5), other}, {other, simple(4)}, {simple(4), other, simple(5)}, {simple(4), simple(5), twin},
	} {
		if err := refuses(s, finance.ErrConflict, held, 4, batch...); err != nil {
			return err
		}
	}
	if err := appends(s, 4, simple(4), simple(5)); err != nil { // nothing of them was kept
		return err
	}
	return holds(s, simples(0, 6))
}

func second(s ledger.Store) error {
	held := simples(0, 4)
	if err := appends(s, 0, held...); err != nil {
		return err
	}
	for _, at := range []int{0, 3, 5, 100, -1} {
		for _, batch := range [][]ledger.Entry{simples(4, 5), simples(4, 8), simples(2, 6)} {
			if err := refuses(s, finance.ErrOrder, held, at, batch...); err != nil {
				return err
			}
		}
	}
	return nil
}

func books(s ledger.Store) error {
	want, l := Sample(), ledger.New(owner)
	for e := range want.Entries() {
		if err := appends(s, l.Len(), e); err != nil {
			return err
		}
		var err error
		if l, err = ledger.Update(s, l, func(l ledger.Ledger) (ledger.Ledger, error) { return l, nil }); err != nil {
			return err
		}
	}
	return sameBooks(s, l, want)
}

func sameBooks(s ledger.Store, l, want ledger.Ledger) error {
	loaded, err := ledger.Load(s, owner)
	if err != nil {
		return err
	}
	for _, l := range []ledger.Ledger{l, loaded} {
		if !slices.EqualFunc(slices.Collect(l.Entries()), slices.Collect(want.Entries()), ledger.Entry.Equal) {
			return fmt.Errorf("the books have %d entries, want %d of the same content", l.Len(), want.Len())
		}
	}
	year := civil.MustPeriod("2026-01-01/2027-01-01")
	for _, p := range want.Parties() {
		one, err := ledger.LoadParty(s, owner, p)
		if err != nil {
			return fmt.Errorf("party %q: %w", p, err)
		}
		if got, want := one.Statement(p, year).String(), want.Statement(p, year).String(); got != want {
			return fmt.Errorf("party %q: got\n%s\nwant\n%s", p, got, want)
		}
	}
	return nil
}
