package journal_test

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/journal"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

func TestLimits(t *testing.T) {
	posting := "2026-01-01\n"
	for _, c := range []struct{ name, dialect, text, want string }{
		{"a line", "hledger", "; " + strings.Repeat("x", journal.MaxLine), "1:1 limit"},
		{"digits", "hledger", posting + "  (a)  " + strings.Repeat("1", journal.MaxDigits+1), "2:8 limit"},
		{"as many as may be", "hledger", posting + "  (a)  " + strings.Repeat("1", journal.MaxDigits), ""},
		{"an exponent", "hledger", posting + "  (a)  1E101", "2:8 limit"},
		{"an exponent below", "hledger", posting + "  (a)  1E-101", "2:8 limit"},
		{"an exponent without end", "hledger", posting + "  (a)  1E99999999999999999999", "2:9 limit"},
		{"postings", "hledger", posting + strings.Repeat("  (a)  1\n", journal.MaxPostings+1), "1002:3 limit"},
		{"postings of Beancount", "beancount", "2026-01-01 *\n" + strings.Repeat("  Assets:A  1 X\n", journal.MaxPostings+1), "1002:3 limit"},
		{"levels", "hledger", posting + "  (a" + strings.Repeat(":a", journal.MaxLevels) + ")  1", "2:3 limit"},
		{"levels of Beancount", "beancount", "2026-01-01 open Assets" + strings.Repeat(":A", journal.MaxLevels), "1:17 limit"},
		{"no UTF-8", "hledger", "; fine\n; \xff", "2:1 syntax"},
		{"a mark of byte order", "hledger", "\ufeff2026-01-01\n  (a)  1\n", ""},
		{"Windows", "hledger", "2026-01-01\r\n  (a)  1\r\n", ""},
		{"a text that never ends", "beancount", "2026-01-01 * \"x\\\"\n", "1:14 syntax"},
		{"negative cost", "hledger", posting + "  (a)  1 A @ -1 B\n", "2:14 negative"},
		{"tags of a bad day", "hledger", posting + "  (a)  1 A  ; date:x\n", "2:13 syntax"},
	} {
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.want, check(t, c.dialect, c.text)) })
	}
	_, err := journal.Parse(iotest.ErrReader(io.ErrClosedPipe), "f", journal.Hledger)
	require.ErrorIs(t, err, io.ErrClosedPipe)
	_, err = journal.Parse(strings.NewReader(""), "f", 3)
	require.ErrorIs(t, err, finance.ErrRange)
	_, err = journal.Journal{Dialect: 3}.Check(journal.Rules{})
	require.ErrorIs(t, err, finance.ErrRange)
}

// Nothing is written when an entry is wrong, and a writer's error comes back.
func TestWritersRefuse(t *testing.T) {
	good := march()
	wrong := slices.Collect(good.Entries())
	wrong[1].Lines[0].Amount = rub("1.00")
	early, late := slices.Collect(good.Entries()), slices.Collect(good.Entries())
	early[2].On, early[2].Month = day("1399-12-31"), day("1399-12-31").Month()
	late[0].On, late[0].Month = day("3000-01-01"), day("3000-01-01").Month()
	much := slices.Collect(good.Entries())
	for i := range much {
		much[i].Lines = []ledger.Line{{Account: "assets:a", Amount: finance.Minor(1<<62, finance.RUB)}, {Account: "equity", Amount: finance.Minor(-1<<62, finance.RUB)}}
	}
	var b bytes.Buffer
	for _, c := range []struct {
		list []ledger.Entry
		want string // of Write
		also string // of WriteBeancount
	}{
		{wrong, "entries[1].lines", "entries[1].lines"},
		{early, "entries[2].on", "entries[2].on"},
		{late, "", "entries[0].on"},
		{much, "entries[1].lines[0]", "entries[1].lines[0]"},
	} {
		for i, want := range []string{c.want, c.also} {
			b.Reset()
			err := []error{journal.Write(&b, slices.Values(c.list)), nil}[0]
			if i == 1 {
				b.Reset()
				err = journal.WriteBeancount(&b, slices.Values(c.list))
			}
			if want == "" {
				require.NoError(t, err)
				continue
			}
			require.ErrorContains(t, err, want)
			require.Zero(t, b.Len())
		}
	}
	for _, err := range []error{
		journal.Write(brokenWriter{}, good.Entries()), journal.WriteBeancount(brokenWriter{}, good.Entries()), journal.WriteRows(brokenWriter{}, codes, good.Entries()),
	} {
		require.ErrorIs(t, err, errBroken)
	}
	b.Reset()
	require.NoError(t, journal.WriteBeancount(&b, slices.Values([]ledger.Entry(nil))))
	require.Empty(t, b.String())
}

var errBroken = errors.New("broken")

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errBroken }

// A journal of somebody else is no books of ours.
func TestEntriesRefuse(t *testing.T) {
	const id = "  ; id: 00000000-0000-0000-0000-000000000001\n"
	for text, want := range map[string]string{
		"2026-01-01\n  assets  1 RUB\n  equity  -1 RUB\n":                                 "missing",
		"2026-01-01\n  ; id: x\n  assets  1 RUB\n  equity  -1 RUB\n":                      "syntax",
		"2026-01-01\n" + id + "  ; x: y\n  assets  1 RUB\n  equity  -1 RUB\n":             "unknown",
		"2026-01-01\n" + id + "  assets  1 RUB\n  equity\n":                               "unsupported",
		"2026-01-01\n" + id + "  assets  1 RUB\n  equity  -1 XXX\n":                       "currency",
		"2026-01-01\n" + id + "  assets  1.001 RUB\n  equity  -1.001 RUB\n":               "range",
		"2026-01-01\n" + id + "  assets  1E90 RUB\n  equity  -1E90 RUB\n":                 "overflow",
		"2026-01-01\n" + id + "  assets  1 RUB\n  equity  -2 RUB\n":                       "conflict",
		"2026-01-01 \\q\n" + id + "  assets  1 RUB\n  equity  -1 RUB\n":                   "syntax",
		"2026-01-01\n" + id + "  assets  1 RUB = 1 RUB\n  equity  -1 RUB\n":               "unsupported",
		"2026-01-01\n" + id + "  assets  1 RUB @ 1 RUB\n  equity  -1 RUB\n":               "unsupported",
		"2026-01-01\n" + id + "  (assets)  0 RUB\n":                                       "unsupported",
		"2026-01-01\n" + id + "  memo:goods  0 RUB\n  ; party: M\n":                       "unsupported",
		"2026-01-01\n" + id + "  [memo:goods]  0 RUB\n  ; party: M\n":                     "unsupported",
		"2026-01-01\n" + id + "  ; known: x\n  assets  0 RUB\n":                           "syntax",
		"2026-01-01\n" + id + "  (memo:goods)  1 RUB\n":                                   "missing",
		"2026-01-01\n" + id + "  things  1 RUB\n  equity  -1 RUB\n":                       "unknown",
		"2026-01-01\n" + id + "  assets  1 RUB\n  ; date: 2026-02-01\n  equity  -1 RUB\n": "unsupported",
	} {
		j, err := journal.Parse(strings.NewReader(text), "f", journal.Hledger)
		require.NoError(t, err)
		list, err := j.Entries()
		require.Equal(t, want, finance.Code(err), "%s: %v", text, err)
		require.ErrorContains(t, err, "f:1:1")
		require.Nil(t, list)
	}
	j, err := journal.Parse(strings.NewReader("2026-01-01 * \"\"\n  id: \"00000000-0000-0000-0000-000000000001\"\n  Assets:a  1 RUB\n"), "f", journal.Beancount)
	require.ErrorIs(t, err, finance.ErrSyntax)
	require.Zero(t, j)
	j, err = journal.Parse(strings.NewReader("2026-01-01 * \"\"\n  id: \"00000000-0000-0000-0000-000000000001\"\n  Assets:A---  1 RUB\n  Equity:X-- -1 RUB\n"), "f", journal.Beancount)
	require.NoError(t, err)
	_, err = j.Entries()
	require.ErrorIs(t, err, finance.ErrUnknown)
}

var named = regexp.MustCompile(`^Equity:[\p{Lu}0-9][\p{L}0-9-]*$`)

// No two accounts have one name, and Beancount's rule of names holds for all.
func TestBeancountNamesNeverMerge(t *testing.T) {
	a := newAuthor(7)
	parts := []string{"a", "A", "x", "X", "-", "--", " ", "2", "d", "я", "Я", "租", "?", "---", "2d", "ß"}
	seen := map[string]ledger.Account{}
	for range 50_000 {
		level := ""
		for range 1 + a.IntN(5) {
			level += pick(a, parts)
		}
		name := ledger.Account("equity:" + level)
		if name.Validate() != nil {
			continue
		}
		shown := journal.BeancountName(name)
		if old, ok := seen[shown]; ok {
			require.Equal(t, old, name)
		}
		seen[shown] = name
		require.True(t, named.MatchString(shown), shown)
	}
}

func TestDialectText(t *testing.T) {
	for d, want := range []string{"hledger", "ledger", "beancount"} {
		text, err := journal.Dialect(d).MarshalText()
		require.NoError(t, err)
		require.Equal(t, want, string(text))
		var back journal.Dialect
		require.NoError(t, back.UnmarshalText(text))
		require.Equal(t, journal.Dialect(d), back)
		v, err := back.Value()
		require.NoError(t, err)
		require.NoError(t, back.Scan(v))
	}
}
