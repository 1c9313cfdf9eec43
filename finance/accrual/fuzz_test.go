package accrual_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Books that are refused are zero; those that are accepted are written as they
// were read; and to close on from them, whatever they say, is an answer or an
// error.
func FuzzBooks(f *testing.F) {
	golden, err := json.Marshal(chronicle().books)
	require.NoError(f, err)
	f.Add(golden)
	f.Add([]byte(`{"schema":1}`))
	for _, change := range [][2]string{
		{`"first":"2026-01"`, `"first":"0001-01"`},                                                 // postings of months before all others
		{`"next":"2026-04"`, `"next":"9999-12"`},                                                   // there is no month after it
		{`"cycle":"year"`, `"cycle":"life"`},                                                       // another window than the clause's
		{`"window":"2026-01-01/2027-01-01"`, `"window":"0001-01-01/.."`},                           // a window without an end
		{`"n":280000`, `"n":9223372036854775807`},                                                  // a meter that will wrap
		{`"total":"100.00 RUB"`, `"total":"92233720368547758.07 RUB"`},                             // a total that will not fit
		{`"total":"100.00 RUB"`, `"total":"100.00 USD"`},                                           // another currency
		{`"state":"`, `"state":"x`},                                                                // a state that the clause did not write
		{`"waiting":[{"clause":"true-up"`, `"waiting":[{"clause":"rent"`},                          // of a clause that never waits
		{`"tallied":"2026-01"`, `"tallied":"2026-04"`}, {`"agreement":"L-8"`, `"agreement":"L-9"`}, // lost and unknown ones
	} {
		f.Add([]byte(strings.ReplaceAll(string(golden), change[0], change[1])))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var b accrual.Books
		if err := b.UnmarshalJSON(data); err != nil {
			require.Equal(t, accrual.Books{}, b)
			return
		}
		text, err := json.Marshal(b)
		require.NoError(t, err)
		var again accrual.Books
		require.NoError(t, json.Unmarshal(text, &again))
		rewritten, err := json.Marshal(again)
		require.NoError(t, err)
		require.Equal(t, string(text), string(rewritten))
		closeOn(t, b)
	})
}

// closeOn closes a few months on from books in various ways.
func closeOn(t *testing.T, b accrual.Books) {
	t.Helper()
	h := chronicle()
	h.facts = append(h.facts, sale("late", "2026-01-05", "2026-04-20", "50.00"))
	m := b.Next()
	if m.IsZero() || m.Year() > 2100 {
		m = month("2026-04")
	}
	for _, facts := range [][]accrual.Fact{h.facts, h.facts[len(h.facts)-1:], nil} {
		for _, cutoff := range []civil.Date{b.Cutoff(), m.First().AddDays(3), m.Next().First().AddDays(40)} {
			closed, err := accrual.Close(b, h.as, m, cutoff, slices.Values(facts))
			_, needErr := accrual.NeedFrom(b, h.as, m, cutoff, facts)
			if err != nil {
				require.Empty(t, closed)
				continue
			}
			require.NoError(t, needErr)
			_, err = json.Marshal(closed.Books)
			require.NoError(t, err)
		}
	}
}

// draw takes small numbers from fuzz bytes; when they are used up, zeros.
type draw []byte

func (d *draw) n(below int) int {
	if len(*d) == 0 {
		return 0
	}
	x := int((*d)[0])
	*d = (*d)[1:]
	return x % below
}

// day is one of a year and a half, of years far off, or none.
func (d *draw) day() civil.Date {
	switch x := d.n(64); x {
	case 63:
		return civil.Date{}
	case 62:
		return day("0001-01-01")
	case 61:
		return day("9999-12-31")
	default:
		return day("2025-12-01").AddDays(x*8 + d.n(8))
	}
}

var (
	drawnIDs     = []string{"a", "b", "c", "d", "e", "f", "", "\xff"}
	drawnNames   = []string{"rent", "fee", "top", "lines", "frozen", ""}
	drawnAmounts = []int64{0, 1, -1, 100, -100, 99999, 1 << 40, -1 << 63, 1<<63 - 1}
)

func (d *draw) fact() accrual.Fact {
	f := accrual.Fact{ID: drawnIDs[d.n(len(drawnIDs))], Agreement: "L-7", On: d.day(), Known: d.day()}
	switch d.n(6) {
	case 0:
		f.Voids = accrual.Ref{ID: drawnIDs[d.n(len(drawnIDs))], On: d.day()}
	case 1:
		f.Of = accrual.Ref{ID: drawnIDs[d.n(len(drawnIDs))], On: d.day()}
	}
	if f.Voids.ID == "" {
		f.Adds = []accrual.Reading{{Meter: sales, N: drawnAmounts[d.n(len(drawnAmounts))]}}
	}
	return f
}

func (d *draw) clause() accrual.Named {
	name := drawnNames[d.n(len(drawnNames))]
	in := accrual.Window{Cycle: accrual.Cycle(d.n(6)), Once: d.n(3) == 0, Returns: accrual.Returns(d.n(2))}
	if in.Once {
		in.After = d.n(26)
	}
	n := accrual.Named{Name: name, Change: accrual.Change(d.n(3)), Advance: d.n(4) == 0, Back: d.n(4) == 0}
	switch name {
	case "rent":
		n.Clause = baseRent{finance.Minor(drawnAmounts[d.n(len(drawnAmounts))], finance.RUB)}
	case "top":
		n.Clause = minimum{rub("500.00"), drawnNames[d.n(3)]}
	case "lines":
		n.Clause = share{tenth}
	case "frozen":
		n.Clause = frozen{tenth, tenth, 100}
	default:
		n.Clause = turnover{Share: tenth, Over: rub("10.00"), In: in, Part: d.n(2) == 0}
	}
	return n
}

func (d *draw) amendment(first bool) accrual.Amendment {
	m := accrual.Amendment{From: d.day(), Known: d.day()}
	if first {
		m.Known = day("2025-12-05")
	}
	if kind := d.n(5); first || kind == 0 {
		m.Term = &civil.Period{From: d.day(), To: d.day()}
	} else if kind == 1 {
		m.Drop = []string{drawnNames[d.n(len(drawnNames))]}
	}
	if first || d.n(5) == 0 {
		m.Parties = &accrual.Parties{Creditor: "cluster", Debtor: accrual.Party(drawnIDs[d.n(3)])}
	}
	for range d.n(4) {
		m.Set = append(m.Set, d.clause())
	}
	return m
}

// Whatever agreements and facts say, a close answers or refuses; a month that
// is closed again posts nothing; with all known from the start the sums are the
// same.
func FuzzClose(f *testing.F) {
	f.Add([]byte("one agreement, and then a fact or two that say something of each kind that there is to be said"))
	f.Add([]byte{0, 0, 0, 0, 3, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2})
	f.Add(slices.Repeat([]byte{7, 63, 62, 61, 5, 0, 3}, 40)) // days that are none, and the ends of time
	f.Add(slices.Repeat([]byte{1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233}, 20))
	f.Fuzz(func(t *testing.T, data []byte) {
		d := draw(data)
		a := accrual.Agreement{ID: "L-7", Currency: finance.RUB, Meters: []accrual.Meter{sales}}
		for i := range 1 + d.n(5) {
			a.Amendments = append(a.Amendments, d.amendment(i == 0))
		}
		var facts []accrual.Fact
		for range d.n(12) {
			facts = append(facts, d.fact())
		}
		h := history{agreements: []accrual.Agreement{a}, facts: facts}
		var books accrual.Books
		for i, m := range slices.Collect(month("2025-12").Through(month("2026-05"))) {
			c := cutoff{m, m.Next().First().AddDays(i * 5)}
			closed, err := accrual.Close(books, h.agreements, c.month, c.day, slices.Values(facts))
			if err != nil {
				require.Empty(t, closed)
				return
			}
			again, err := accrual.Close(closed.Books, h.agreements, c.month, c.day, slices.Values(facts))
			require.NoError(t, err)
			require.Empty(t, again.Obligations)
			books, h.cutoffs = closed.Books, append(h.cutoffs, c)
		}
		early, want := knownFromTheStart(h), accrual.Books{}
		for _, c := range early.cutoffs {
			closed, err := accrual.Close(want, early.agreements, c.month, c.day, slices.Values(early.facts))
			if err != nil {
				return // a reference that was to what was not yet known, a total that was not yet too much
			}
			want = closed.Books
		}
		require.Empty(t, different(sum(t, want), sum(t, books), books.Next()))
	})
}
