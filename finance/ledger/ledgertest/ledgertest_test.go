package ledgertest_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/ledger/ledgertest"
)

func memory() ledger.Store { return new(ledger.Memory) }

func TestMemory(t *testing.T) {
	ledgertest.Run(t, func(*testing.T) ledger.Store { return memory() })
	ledgertest.RunConcurrent(t, func(*testing.T) ledger.Store { return memory() })
}

// broken is a sound store with a mistake: where a function is set, it stands in
// for the sound one.
type broken struct {
	*ledger.Memory
	add  func(m *ledger.Memory, at int, entries []ledger.Entry) error
	read func(m *ledger.Memory, r ledger.Range) iter.Seq2[ledger.Stored, error]
}

func (b broken) Append(at int, entries []ledger.Entry) error {
	if b.add == nil {
		return b.Memory.Append(at, entries)
	}
	return b.add(b.Memory, at, entries)
}

func (b broken) Entries(r ledger.Range) iter.Seq2[ledger.Stored, error] {
	if b.read == nil {
		return b.Memory.Entries(r)
	}
	return b.read(b.Memory, r)
}

func list(m *ledger.Memory, r ledger.Range) []ledger.Stored {
	var list []ledger.Stored
	for one := range m.Entries(r) {
		list = append(list, one)
	}
	return list
}

func size(m *ledger.Memory) int { return len(list(m, ledger.Range{})) }

func ids(m *ledger.Memory) map[uuid.UUID]bool {
	known := map[uuid.UUID]bool{}
	for one := range m.Entries(ledger.Range{}) {
		known[one.Entry.ID] = true
	}
	return known
}

func yield(list []ledger.Stored) iter.Seq2[ledger.Stored, error] {
	return func(yield func(ledger.Stored, error) bool) {
		for _, one := range list {
			if !yield(one, nil) {
				return
			}
		}
	}
}

// forgets is a store whose columns lack something.
func forgets(what func(*ledger.Entry)) broken {
	return broken{read: func(m *ledger.Memory, r ledger.Range) iter.Seq2[ledger.Stored, error] {
		got := list(m, r)
		for i := range got {
			what(&got[i].Entry)
		}
		return yield(got)
	}}
}

// filters is a store that finds a party in a way of its own.
func filters(fits func(e ledger.Entry, p accrual.Party) bool) broken {
	return broken{read: func(m *ledger.Memory, r ledger.Range) iter.Seq2[ledger.Stored, error] {
		return yield(slices.DeleteFunc(list(m, ledger.Range{From: r.From}), func(one ledger.Stored) bool {
			return r.Party != "" && !fits(one.Entry, r.Party)
		}))
	}}
}

// reads is a store whose range is another one.
func reads(other func(ledger.Range) ledger.Range) broken {
	return broken{read: func(m *ledger.Memory, r ledger.Range) iter.Seq2[ledger.Stored, error] { return m.Entries(other(r)) }}
}

// Each mistake that stores make breaks the rule that speaks of it.
func TestBrokenStoresAreFound(t *testing.T) {
	for name, c := range map[string]struct {
		store broken
		rule  string
	}{
		"a retry is an error": {broken{add: func(m *ledger.Memory, at int, entries []ledger.Entry) error {
			known := ids(m)
			if slices.ContainsFunc(entries, func(e ledger.Entry) bool { return known[e.ID] }) {
				return finance.ErrDuplicate
			}
			return m.Append(at, entries)
		}}, "a retry enters nothing"},
		"a retry is entered again": {broken{add: func(m *ledger.Memory, at int, entries []ledger.Entry) error {
			again, known := slices.Clone(entries), ids(m)
			for i := range again {
				if known[again[i].ID] {
					again[i].ID = uuid.NewSHA1(again[i].ID, nil)
				}
			}
			return m.Append(len(known), again)
		}}, "a retry enters nothing"},
		"at counts for a retry": {broken{add: func(m *ledger.Memory, at int, entries []ledger.Entry) error {
			if at != size(m) {
				return finance.ErrOrder
			}
			return m.Append(at, entries)
		}}, "a retry enters nothing"},
		"at counts for nothing": {broken{add: func(m *ledger.Memory, _ int, entries []ledger.Entry) error { return m.Append(size(m), entries) }},
			"who comes second is told"},
		"at may be beyond": {broken{add: func(m *ledger.Memory, at int, entries []ledger.Entry) error {
			return m.Append(min(at, size(m)), entries)
		}}, "who comes second is told"},
		"the first write wins": {broken{add: func(m *ledger.Memory, at int, entries []ledger.Entry) error {
			known := ids(m)
			fresh := slices.DeleteFunc(slices.Clone(entries), func(e ledger.Entry) bool { return known[e.ID] })
			return m.Append(at, fresh)
		}}, "other content under an id is refused"},
		"one by one": {broken{add: func(m *ledger.Memory, at int, entries []ledger.Entry) error {
			for i := range entries {
				if err := m.Append(at, entries[i:i+1]); err != nil {
					return err
				}
				if len(list(m, ledger.Range{From: at})) > 0 {
					at++
				}
			}
			return nil
		}}, "a refused batch leaves nothing"},
		"conflicts of another kind": {broken{add: func(m *ledger.Memory, at int, entries []ledger.Entry) error {
			if err := m.Append(at, entries); errors.Is(err, finance.ErrConflict) {
				return errors.New("UNIQUE constraint failed")
			} else if err != nil {
				return err
			}
			return nil
		}}, "other content under an id is refused"},
		"a limit of rows": {broken{add: func(m *ledger.Memory, at int, entries []ledger.Entry) error {
			return m.Append(at, entries[:min(len(entries), 1000)])
		}}, "a large batch is taken whole"},
		"entries sorted by day": {broken{add: func(m *ledger.Memory, at int, entries []ledger.Entry) error {
			sorted := slices.Clone(entries)
			slices.SortStableFunc(sorted, func(a, b ledger.Entry) int { return a.On.Compare(b.On) })
			return m.Append(at, sorted)
		}}, "every field comes back"},
		"entries sorted by id": {broken{read: func(m *ledger.Memory, r ledger.Range) iter.Seq2[ledger.Stored, error] {
			got := list(m, r)
			slices.SortFunc(got, func(a, b ledger.Stored) int { return strings.Compare(a.Entry.ID.String(), b.Entry.ID.String()) })
			return yield(got)
		}}, "the order is kept"},
		"places from one": {broken{read: func(m *ledger.Memory, r ledger.Range) iter.Seq2[ledger.Stored, error] {
			got := list(m, r)
			for i := range got {
				got[i].At++
			}
			return yield(got)
		}}, "the order is kept"},
		"places within the party": {broken{read: func(m *ledger.Memory, r ledger.Range) iter.Seq2[ledger.Stored, error] {
			got := list(m, ledger.Range{Party: r.Party})
			for i := range got {
				got[i].At = i
			}
			return yield(got[min(r.From, len(got)):])
		}}, "a party comes alone"},
		"from means after":           {reads(func(r ledger.Range) ledger.Range { r.From++; return r }), "the order is kept"},
		"from is ignored":            {reads(func(r ledger.Range) ledger.Range { r.From = 0; return r }), "pages fit together while entries are appended"},
		"from and party do not mix":  {reads(func(r ledger.Range) ledger.Range { return ledger.Range{From: r.From} }), "a party comes alone"},
		"from is ignored of a party": {reads(fromless), "a party comes alone"},
		"only the first line's party": {filters(func(e ledger.Entry, p accrual.Party) bool {
			return len(e.Lines) > 0 && e.Lines[0].Party == p
		}), "a party comes alone"},
		"parties alike in case": {filters(func(e ledger.Entry, p accrual.Party) bool {
			return slices.ContainsFunc(e.Parties(), func(q accrual.Party) bool { return strings.EqualFold(string(p), string(q)) })
		}), "a party comes alone"},
		"parties padded": {filters(func(e ledger.Entry, p accrual.Party) bool {
			return slices.ContainsFunc(e.Parties(), func(q accrual.Party) bool { return strings.TrimSpace(string(p)) == strings.TrimSpace(string(q)) })
		}), "a party comes alone"},
		"parties by prefix": {filters(func(e ledger.Entry, p accrual.Party) bool {
			return slices.ContainsFunc(e.Parties(), func(q accrual.Party) bool { return strings.HasPrefix(string(q), string(p)) })
		}), "a party comes alone"},
		"an entry for each line of the party": {broken{read: func(m *ledger.Memory, r ledger.Range) iter.Seq2[ledger.Stored, error] {
			var got []ledger.Stored
			for _, one := range list(m, r) {
				for _, n := range one.Entry.Lines {
					if r.Party == "" || n.Party == r.Party {
						got = append(got, one)
						if r.Party == "" {
							break
						}
					}
				}
			}
			return yield(got)
		}}, "a party comes alone"},
		"without known":    {forgets(func(e *ledger.Entry) { e.Known = civil.Date{} }), "every field comes back"},
		"without due":      {forgets(func(e *ledger.Entry) { e.Due = civil.Date{} }), "every field comes back"},
		"without for":      {forgets(func(e *ledger.Entry) { e.For = civil.Month{} }), "every field comes back"},
		"without reverses": {forgets(func(e *ledger.Entry) { e.Reverses = uuid.Nil }), "every field comes back"},
		"without slot":     {forgets(func(e *ledger.Entry) { e.Key.Slot = civil.Period{} }), "every field comes back"},
		"without source":   {forgets(func(e *ledger.Entry) { e.Key.Source = "" }), "every field comes back"},
		"without locks":    {forgets(func(e *ledger.Entry) { e.Lock = ledger.Lock{} }), "every field comes back"},
		"without the rule": {forgets(func(e *ledger.Entry) { e.Lock.Late = 0 }), "every field comes back"},
		"text of 255 bytes": {forgets(func(e *ledger.Entry) { e.Text = e.Text[:min(len(e.Text), 255)] }),
			"every field comes back"},
		"text trimmed": {forgets(func(e *ledger.Entry) {
			for i := range e.Lines {
				e.Lines[i].Party = accrual.Party(strings.TrimSpace(string(e.Lines[i].Party)))
			}
		}), "the order is kept"},
		"two digits of every currency": {forgets(func(e *ledger.Entry) {
			for i, n := range e.Lines {
				if n.Amount.Currency().Digits() == 3 {
					e.Lines[i].Amount = finance.Minor(n.Amount.Minor()/10*10, n.Amount.Currency())
				}
			}
		}), "every field comes back"},
		"amounts as floats": {forgets(func(e *ledger.Entry) {
			for i, n := range e.Lines {
				e.Lines[i].Amount = finance.Minor(int64(float64(n.Amount.Minor())), n.Amount.Currency())
			}
		}), "every field comes back"},
		"lines merged": {forgets(func(e *ledger.Entry) { e.Lines = slices.Compact(e.Lines) }), "every field comes back"},
		"lines sorted": {forgets(func(e *ledger.Entry) {
			slices.SortFunc(e.Lines, func(a, b ledger.Line) int { return strings.Compare(string(a.Account), string(b.Account)) })
		}), "the order is kept"},
		"an error in the middle": {broken{read: func(m *ledger.Memory, r ledger.Range) iter.Seq2[ledger.Stored, error] {
			return func(yield func(ledger.Stored, error) bool) {
				for one := range m.Entries(r) {
					if one.At == 7 {
						yield(ledger.Stored{}, errors.New("connection lost"))
						return
					}
					if !yield(one, nil) {
						return
					}
				}
			}
		}}, "the order is kept"},
		"goes on after the reader stopped": {broken{read: func(m *ledger.Memory, r ledger.Range) iter.Seq2[ledger.Stored, error] {
			return func(yield func(ledger.Stored, error) bool) {
				for one := range m.Entries(r) {
					yield(one, nil)
				}
			}
		}}, "a reader may stop anywhere"},
		"an iterator for one run": {broken{read: func(m *ledger.Memory, r ledger.Range) iter.Seq2[ledger.Stored, error] {
			got := list(m, r)
			return func(yield func(ledger.Stored, error) bool) {
				for len(got) > 0 {
					one := got[0]
					if got = got[1:]; !yield(one, nil) {
						return
					}
				}
				if got == nil {
					return
				}
				got = nil
			}
		}}, ""},
		"an error of an empty store": {broken{read: func(m *ledger.Memory, r ledger.Range) iter.Seq2[ledger.Stored, error] {
			if size(m) == 0 {
				return func(yield func(ledger.Stored, error) bool) { yield(ledger.Stored{}, errors.New("no rows")) }
			}
			return m.Entries(r)
		}}, "an empty store holds nothing"},
	} {
		t.Run(name, func(t *testing.T) {
			err := ledgertest.Check(func() ledger.Store {
				s := c.store
				s.Memory = new(ledger.Memory)
				return s
			})
			if c.rule == "" { // a mistake that no promise forbids
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, c.rule)
		})
	}
}

func fromless(r ledger.Range) ledger.Range {
	if r.Party != "" {
		r.From = 0
	}
	return r
}

// counting reads a party by an index, or goes through all.
type counting struct {
	*ledger.Memory
	scans bool
	n     *int
}

func (c counting) Read() int { return *c.n }

func (c counting) Entries(r ledger.Range) iter.Seq2[ledger.Stored, error] {
	return func(yield func(ledger.Stored, error) bool) {
		from := r
		if c.scans {
			from = ledger.Range{From: r.From}
		}
		for one := range c.Memory.Entries(from) {
			if *c.n++; r.Party == "" || slices.Contains(one.Entry.Parties(), r.Party) {
				if !yield(one, nil) {
					return
				}
			}
		}
	}
}

func TestAStoreThatCountsIsHeldToReadOneParty(t *testing.T) {
	open := func(scans bool) func() ledger.Store {
		return func() ledger.Store { return counting{new(ledger.Memory), scans, new(int)} }
	}
	require.NoError(t, ledgertest.Check(open(false)))
	require.ErrorContains(t, ledgertest.Check(open(true)), "a party is read without the others: ")
}

// sharing keeps what it is handed, and hands out what it keeps.
type sharing struct {
	ledger.Memory
	in, out bool
	entries []ledger.Entry
}

func (s *sharing) Append(at int, entries []ledger.Entry) error {
	if err := s.Memory.Append(at, entries); err != nil {
		return err
	}
	for _, one := range list(&s.Memory, ledger.Range{From: len(s.entries)}) {
		if s.in {
			k := slices.IndexFunc(entries, func(e ledger.Entry) bool { return e.ID == one.Entry.ID })
			one.Entry = entries[k]
		}
		s.entries = append(s.entries, one.Entry)
	}
	return nil
}

func (s *sharing) Entries(r ledger.Range) iter.Seq2[ledger.Stored, error] {
	got := list(&s.Memory, r)
	for i := range got {
		got[i].Entry = s.entries[got[i].At]
		if !s.out {
			got[i].Entry.Lines = slices.Clone(got[i].Entry.Lines)
		}
	}
	return yield(got)
}

func TestSharedSlicesAreFound(t *testing.T) {
	for _, c := range []struct{ in, out bool }{{true, false}, {false, true}} {
		s := func() ledger.Store { return &sharing{in: c.in, out: c.out} }
		err := ledgertest.Check(s)
		require.ErrorContains(t, err, "no slice is shared: ", c)
	}
}

// racy looks, waits, then writes entry by entry.
type racy struct {
	mu   sync.Mutex
	rows []ledger.Entry
}

func (r *racy) Append(at int, entries []ledger.Entry) error {
	m, held := new(ledger.Memory), r.all()
	if err := m.Append(0, held); err != nil {
		return err
	}
	if err := m.Append(at, entries); err != nil {
		return err
	}
	for _, one := range list(m, ledger.Range{From: len(held)}) {
		if len(entries) < 100 {
			time.Sleep(50 * time.Microsecond)
		}
		r.mu.Lock()
		r.rows = append(r.rows, one.Entry)
		r.mu.Unlock()
	}
	return nil
}

func (r *racy) all() []ledger.Entry {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.rows)
}

func (r *racy) Entries(of ledger.Range) iter.Seq2[ledger.Stored, error] {
	var got []ledger.Stored
	for i, e := range r.all() {
		if i >= of.From && (of.Party == "" || slices.Contains(e.Parties(), of.Party)) {
			e.Lines = slices.Clone(e.Lines)
			got = append(got, ledger.Stored{At: i, Entry: e})
		}
	}
	return yield(got)
}

// A store that is sound for one writer may lose what many write.
func TestRacesAreFound(t *testing.T) {
	open := func() ledger.Store { return new(racy) }
	require.NoError(t, ledgertest.Check(open))
	err := ledgertest.CheckConcurrent(open)
	require.ErrorContains(t, err, "many write and nothing is lost")
	require.ErrorContains(t, err, "a reader sees whole batches")
}

// The sample uses every field and balances.
func TestSampleIsWhole(t *testing.T) {
	l := ledgertest.Sample()
	for _, row := range l.TrialBalance(civil.MustDate("9999-12-31")).Rows {
		require.False(t, row.Account.OffBalance())
	}
	var e ledger.Entry
	for one := range l.Entries() {
		merge(&e, one)
	}
	require.False(t, e.ID == uuid.Nil || e.Known.IsZero() || e.Due.IsZero() || e.For.IsZero() || e.Reverses == uuid.Nil || e.Key.Source == "" || e.Lock == ledger.Lock{})
	text, err := json.Marshal(l)
	require.NoError(t, err)
	var read ledger.Ledger
	require.NoError(t, json.Unmarshal(text, &read))
	require.True(t, slices.EqualFunc(slices.Collect(l.Entries()), slices.Collect(read.Entries()), ledger.Entry.Equal))
}

func merge(e *ledger.Entry, o ledger.Entry) {
	if e.ID == uuid.Nil {
		e.ID = o.ID
	}
	if e.Known.IsZero() {
		e.Known = o.Known
	}
	if e.Due.IsZero() {
		e.Due = o.Due
	}
	if e.For.IsZero() {
		e.For = o.For
	}
	if e.Reverses == uuid.Nil {
		e.Reverses = o.Reverses
	}
	if e.Key.Source == "" {
		e.Key = o.Key
	}
	if e.Lock == (ledger.Lock{}) {
		e.Lock = o.Lock
	}
}

func ExampleCheck() {
	fmt.Println(ledgertest.Check(func() ledger.Store { return new(ledger.Memory) }))
	// Output: <nil>
}
