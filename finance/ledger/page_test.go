package ledger_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// pagesOf reads pages one request at a time, with something done between them.
func pagesOf(t *testing.T, l ledger.Ledger, p accrual.Party, period civil.Period, size int, between func(ledger.Ledger) ledger.Ledger) []ledger.Page {
	t.Helper()
	var list []ledger.Page
	var from ledger.Cursor
	for {
		read := false
		for page, err := range l.Pages(p, period, from, size) {
			require.NoError(t, err)
			list, read = append(list, page), true
			break
		}
		if !read || list[len(list)-1].Next == (ledger.Cursor{}) {
			return list
		}
		var err error
		from, err = ledger.ParseCursor(list[len(list)-1].Next.String()) // as it comes back in a link
		require.NoError(t, err)
		l = between(l)
	}
}

func same(l ledger.Ledger) ledger.Ledger { return l }

// Three bills of 100, 200 and 300 and a payment of 50, two lines a page.
func TestPages(t *testing.T) {
	l := post(t, ledger.New(owner), rent("2026-01", "100.00"), rent("2026-02", "200.00"), rent("2026-03", "300.00"))
	l = pay(t, l, paid("P-1", studio, "2026-02-10", "50.00"))
	l = enter(t, l, entry(1, "2026-01-31", [3]string{"assets:receivable", string(studio), "7.00"}, [3]string{"income:rent", "", "-7.00"}))
	year := civil.MustPeriod("2026-02-01/2027-01-01")
	pages := pagesOf(t, l, studio, year, 2, same)
	require.Len(t, pages, 2)
	var got []string
	for _, page := range pages {
		require.Equal(t, []any{owner, studio, year}, []any{page.Owner, page.Party, page.Period})
		require.Len(t, page.Sections, 1)
		s := page.Sections[0]
		got = append(got, strings.Join([]string{number(s.Opening), number(s.Charged), number(s.Paid), number(s.Closing)}, " "), page.Next.String())
		for _, n := range s.Lines {
			got = append(got, n.Counts.String()+" "+number(n.Amount))
		}
	}
	require.Equal(t, []string{
		"107.00 200.00 50.00 257.00", "5.0.2", "2026-02-10 -50.00", "2026-02-28 200.00",
		"257.00 300.00 0.00 557.00", "", "2026-03-31 300.00",
	}, got)
	require.Contains(t, pages[1].String(), "opening balance                         257.00")
	require.Len(t, pagesOf(t, l, studio, year, 3, same), 1)
	require.Len(t, pagesOf(t, l, studio, year, 1, same), 3)
	require.Empty(t, pagesOf(t, l, "nobody", year, 3, same))
	quiet := pagesOf(t, l, studio, whole("2027-05"), 3, same) // nothing happened, but there is a balance
	require.Len(t, quiet, 1)
	require.Equal(t, "557.00", number(quiet[0].Sections[0].Closing))
	require.Empty(t, quiet[0].Sections[0].Lines)
}

// Whatever is entered while pages are read, each line comes once: together they
// are the statement as the first page saw it, also from a part of the store.
func TestLawPagesAreTheStatement(t *testing.T) {
	overHistories(t, func(t *testing.T, a *author, l ledger.Ledger) {
		period := civil.Period{From: start.AddDays(a.IntN(60)), To: start.AddDays(61 + a.IntN(120))}
		store := stored(t, l)
		for _, p := range parties {
			size := 1 + a.IntN(5)
			more := func(l ledger.Ledger) ledger.Ledger { return a.step(t, a.step(t, l)) }
			pages := pagesOf(t, l, p, period, size, more)
			requirePages(t, l.Statement(p, period), pages, size)
			var atOnce []ledger.Page
			part, err := ledger.LoadParty(store, owner, p)
			require.NoError(t, err)
			for page, err := range part.Pages(p, period, ledger.Cursor{}, size) {
				require.NoError(t, err)
				atOnce = append(atOnce, page)
			}
			require.Equal(t, pages, atOnce)
		}
	})
}

func requirePages(t *testing.T, s ledger.Statement, pages []ledger.Page, size int) {
	t.Helper()
	var joined []ledger.Section
	for _, page := range pages {
		one := page.Sections[0]
		require.LessOrEqual(t, len(one.Lines), size)
		require.Equal(t, one.Closing.Minor(), one.Opening.Minor()+one.Charged.Minor()-one.Paid.Minor())
		if n := len(joined) - 1; n >= 0 && joined[n].Closing.Currency() == one.Closing.Currency() {
			require.Equal(t, joined[n].Closing, one.Opening)
			joined[n].Lines = append(joined[n].Lines, one.Lines...)
			joined[n].Charged, _ = joined[n].Charged.Add(one.Charged)
			joined[n].Paid, _ = joined[n].Paid.Add(one.Paid)
			joined[n].Closing = one.Closing
		} else {
			one.Lines = append([]ledger.StatementLine(nil), one.Lines...)
			joined = append(joined, one)
		}
	}
	require.Len(t, joined, len(s.Sections))
	for i, one := range s.Sections {
		require.Equal(t, len(one.Lines), len(joined[i].Lines))
		for k := range one.Lines {
			require.Equal(t, one.Lines[k], joined[i].Lines[k])
		}
		require.Equal(t, []finance.Money{one.Opening, one.Charged, one.Paid, one.Closing}, []finance.Money{joined[i].Opening, joined[i].Charged, joined[i].Paid, joined[i].Closing})
	}
}

func TestForeignCursorsAreRefused(t *testing.T) {
	l := post(t, ledger.New(owner), rent("2026-01", "100.00"), rent("2026-02", "200.00"))
	for _, c := range []ledger.Cursor{{Seen: 3}, {Seen: 2, Section: 1}, {Seen: 2, Line: 2}, {Seen: 1, Line: 1}, {Line: 1}, {Seen: -1}, {Seen: 2, Section: -1}, {Seen: 2, Line: -1}, {Seen: 1 << 30, Section: 1 << 30, Line: 1 << 30}} {
		n := 0
		for page, err := range l.Pages(studio, civil.MustPeriod("2026-01-01/2027-01-01"), c, 5) {
			n++
			require.ErrorIs(t, err, finance.ErrRange, c)
			require.ErrorContains(t, err, "cursor: ")
			require.Zero(t, page)
		}
		require.Equal(t, 1, n, c)
	}
	for _, err := range l.Pages(studio, whole("2026-01"), ledger.Cursor{}, 0) {
		require.ErrorContains(t, err, "size: out of range")
	}
	for range l.Pages(studio, civil.MustPeriod("2026-01-01/2027-01-01"), ledger.Cursor{}, 1) {
		break // and nothing more
	}
	for _, text := range []string{"1", "1.2", "1.2.3.4", "1.2.", "a.b.c", "-1.0.0", "+1.0.0", " 1.0.0", "1.0.99999999999", strings.Repeat("1", 10_000_000)} {
		c, err := ledger.ParseCursor(text)
		require.ErrorIs(t, err, finance.ErrSyntax)
		require.Less(t, len(err.Error()), 100)
		require.Zero(t, c)
	}
}

func FuzzCursor(f *testing.F) {
	for _, s := range []string{"", "5.0.2", "0.0.0", "1.2.3.4", "-1.0.0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := ledger.ParseCursor(s)
		if err != nil {
			require.Zero(t, c)
			return
		}
		var again ledger.Cursor
		text, err := c.MarshalText()
		require.NoError(t, err)
		require.NoError(t, again.UnmarshalText(text))
		require.Equal(t, c, again)
		l := ledger.New(owner)
		for range l.Pages(studio, civil.MustPeriod("2026-01-01/2027-01-01"), c, rand.IntN(3)) {
			break
		}
	})
}
