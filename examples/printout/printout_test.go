package printout

import (
	"errors"
	"flag"
	"fmt"
	"strings"
	"testing"
	"testing/quick"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"", []string{""}},
		{"one two", []string{"one two"}},
		{"one two three", []string{"one two", "  three"}},
		{"exactly10c", []string{"exactly10c"}},
		{"exactly10c x", []string{"exactly10c", "  x"}},
		{"incomprehensible x", []string{"incomprehensible", "  x"}},
		{"  incomprehensible", []string{"  incomprehensible"}},
		{"12" + NBSP + "345" + NBSP + "678,90" + NBSP + "₽ x", []string{"12" + NBSP + "345" + NBSP + "678,90" + NBSP + "₽", "  x"}},
		{"trailing spaces     ", []string{"trailing", "  spaces"}},
	} {
		require.Equal(t, c.want, wrap(c.text, 10, 2), "%q", c.text)
	}
	require.Equal(t, []string{"a b c d e", "               f", "               g"}, wrap("a b c d e f g", 10, 15), "an indent beyond the width ends, too")
}

// Wrapped text keeps its words, and a line is too long only for a word.
func TestWrapKeepsWords(t *testing.T) {
	keeps := func(words []uint8, indent uint8) bool {
		text := ""
		for i, n := range words {
			text += strings.Repeat(string(rune('a'+i%26)), int(n%30)) + " "
		}
		lines := wrap(text, 40, int(indent%20))
		for _, line := range lines {
			if utf8.RuneCountInString(line) > 40 && len(strings.Fields(line)) > 1 {
				return false
			}
		}
		return strings.Join(strings.Fields(text), " ") == strings.Join(strings.Fields(strings.Join(lines, " ")), " ")
	}
	require.NoError(t, quick.Check(keeps, nil))
}

// A long text is gone through once, and not once for each of its lines.
func TestWrapOfALongText(t *testing.T) {
	start := time.Now()
	require.Len(t, wrap(strings.Repeat("word ", 2<<20), Width, 2), 72316)
	require.Less(t, time.Since(start), 10*time.Second)
}

// printer is one that writes into b.
func printer(l accrual.Language, b *strings.Builder) *Printer {
	return &Printer{W: b, Language: l, Russian: map[string]string{"%s of rent": "%s аренды"}}
}

func TestPrinter(t *testing.T) {
	long := strings.Repeat("word ", 31)
	for _, c := range []struct {
		name, want string
		print      func(p *Printer)
	}{
		{"a phrase", "  5 аренды\n", func(p *Printer) { p.Put("  " + p.Sayf("%s of rent", "5")) }},
		{"a phrase with no Russian form", "word 5\n", func(p *Printer) { p.Say("word %d", 5) }},
		{"a number is held together, and printed with spaces", "1 234 567\n", func(p *Printer) { p.Put(p.Number("1234567")) }},
		{"a title", "\n5 аренды\n════════\n", func(p *Printer) { p.Title("%s of rent", "5") }},
		{"a title that does not show whole", "\na\\nb\n════\n", func(p *Printer) { p.Title("a\nb") }},
		{"a long title", "\n" + long[:149] + "\n  word\n" + strings.Repeat("═", Width) + "\n", func(p *Printer) { p.Title(long[:154]) }},
		{"a long line", "    " + long[:144] + "\n      word word\n", func(p *Printer) { p.Put("    " + long) }},
		{"a hanging line", long[:149] + "\n         word\n", func(p *Printer) { p.Hang(long, 9) }},
		{"what does not show", `a\nb\x1b\u202e\c` + "\n", func(p *Printer) { p.Put("a\nb\x1b\u202e\\c") }},
		{"no spaces at the end", "a\n", func(p *Printer) { p.Put("a" + NBSP + " ") }},
	} {
		var b strings.Builder
		p := printer(accrual.Russian, &b)
		c.print(p)
		require.Equal(t, c.want, b.String(), c.name)
		require.NoError(t, p.Err())
	}
	require.Equal(t, "%s of rent", printer(accrual.English, nil).Words("%s of rent"))
}

// broken counts what is written, all in vain.
type broken struct{ times int }

func (b *broken) Write([]byte) (int, error) {
	b.times++
	return 0, fmt.Errorf("failure %d", b.times)
}

func TestTheFirstErrorStays(t *testing.T) {
	w := &broken{}
	p := Printer{W: w}
	p.Put("one")
	p.Put("two")
	require.EqualError(t, p.Err(), "failure 1")
	require.Equal(t, 1, w.times)
}

func TestTable(t *testing.T) {
	number := "1" + NBSP + "234"
	for _, c := range []struct {
		name string
		of   Table
		rows [][]string
		want []string
	}{
		{"texts to the left, figures to the right", Table{Heads: []string{"кто", "a", "b"}, Figures: 2},
			[][]string{{"R-1", number, "5"}, {"", "6", "70"}},
			[]string{"  кто      a   b", "  R-1  1 234   5", "           6  70"}},
		{"a sum below a line", Table{Heads: []string{"who", "a"}, Figures: 1, Sums: 1},
			[][]string{{"R-1", "10"}, {"all", "10"}},
			[]string{"  who   a", "  R-1  10", "  ───────", "  all  10"}},
		{"figures close to each other", Table{Heads: []string{"who", "a", "b"}, Figures: 2, Sums: 1, Tight: true},
			[][]string{{"R-1", "1", "20"}, {"all", "1", "20"}},
			[]string{"  who  a  b", "  R-1  1 20", "  ─────────", "  all  1 20"}},
		{"a text at the end wraps below itself", Table{Heads: []string{"a", "why"}, Figures: 1, Text: true, Sums: 1},
			[][]string{{"10", strings.Repeat("because ", 19)}},
			[]string{"   a  why", "  " + strings.Repeat("─", Width-2), "  10  " + strings.Repeat("because ", 17) + "because", "      because"}},
	} {
		var b strings.Builder
		for _, row := range c.rows {
			c.of.Add(row...)
		}
		c.of.Print(printer(accrual.English, &b))
		require.Equal(t, strings.Join(c.want, "\n")+"\n", b.String(), c.name)
	}
}

func TestFormat(t *testing.T) {
	english, ru := &Printer{}, &Printer{Language: accrual.Russian}
	million, march := finance.MustMoney("-1234567.50 RUB"), civil.MustDate("2026-03-01")
	for _, c := range []struct{ got, want string }{
		{english.Exact(million), "-1,234,567.50 RUB"},
		{ru.Exact(million), "-1 234 567,50 ₽"},
		{english.Amount(million), "-1,234,567.50"},
		{ru.Amount(million), "-1 234 567,50"},
		{ru.Amount(finance.MustMoney("1500 JPY")), "1 500"},
		{english.Amount(finance.Money{}), "0"},
		{english.Whole(million), "-1,234,568"}, // half to even
		{ru.Whole(million), "-1 234 568"},
		{english.Whole(finance.MustMoney("998.50 RUB")), "998"},
		{english.Whole(finance.MustMoney("-0.49 RUB")), "0"},
		{english.Whole(finance.MustMoney("1500 JPY")), "1,500"},
		{english.Symbol(finance.RUB), "RUB"},
		{ru.Symbol(finance.RUB), "₽"},
		{ru.Symbol(0), ""},
		{english.Number("9060.93"), "9,060.93"},
		{ru.Number("-1234567"), "-1 234 567"},
		{english.Number("-123"), "-123"},
		{ru.Decimal(finance.MustRate("1234.565"), 2), "1 234,56"},
		{english.Percent(finance.MustRate("1/3")), "33.3%"},
		{ru.Percent(finance.MustRate("10.51")), "1 051,0 %"},
		{ru.Rate(finance.MustRate("18.5%")), "18,5 %"},
		{english.Rate(finance.MustRate("18.5%")), "18.5%"},
		{english.Date(march), "2026-03-01"},
		{ru.Date(march), "01.03.2026"},
	} {
		require.Equal(t, c.want, strings.ReplaceAll(c.got, NBSP, " "))
	}
}

func TestParse(t *testing.T) {
	for _, c := range []struct {
		name, args string
		language   accrual.Language
		wrong      string
	}{
		{name: "nothing"},
		{name: "a language, and a flag of the program's own", args: "-lang ru -many 3", language: accrual.Russian},
		{name: "no such flag", args: "-bogus", wrong: "flag provided but not defined: -bogus; -h explains the flags"},
		{name: "everything at once", args: "-lang fr -many -1 extra", wrong: `3 problems: -lang: language "fr": unknown; -many: negative; "extra": unknown; -h explains the flags`},
	} {
		var stdout strings.Builder
		flags := flag.NewFlagSet("example", flag.ContinueOnError)
		many := flags.Int("many", 0, "how many")
		l, err := Parse(flags, "helpful\n", strings.Fields(c.args), &stdout, func(wrong *finance.Problems) {
			if *many < 0 {
				wrong.Add("-many", finance.ErrNegative)
			}
		})
		if c.wrong == "" {
			require.NoError(t, err, c.name)
		} else {
			require.EqualError(t, err, c.wrong, c.name)
		}
		require.Equal(t, c.language, l, c.name)
		require.Empty(t, stdout.String(), c.name)
	}
	var stdout strings.Builder
	_, err := Parse(flag.NewFlagSet("example", flag.ContinueOnError), "helpful\n", []string{"-h"}, &stdout, nil)
	require.Equal(t, flag.ErrHelp, err)
	require.Equal(t, "helpful\n  -lang language\n    \tlanguage of the results: en or ru (default \"en\")\n", stdout.String())
}

func TestStatus(t *testing.T) {
	problems := func(n int) error {
		var wrong finance.Problems
		for i := range n {
			wrong.Add(fmt.Sprint("p", i), errors.New("a\nb"))
		}
		return wrong.Err()
	}
	for _, c := range []struct {
		name   string
		err    error
		code   int
		stderr string
	}{
		{"all is well", nil, 0, ""},
		{"help was asked for", fmt.Errorf("asked: %w", flag.ErrHelp), 0, ""},
		{"one line", errors.New("a\nb"), 1, `a\nb` + "\n"},
		{"one problem", problems(1), 1, "1 problem:\n  p0: a\\nb\n"},
		{"two problems", fmt.Errorf("load: %w", problems(2)), 1, "2 problems:\n  p0: a\\nb\n  p1: a\\nb\n"},
	} {
		var stderr strings.Builder
		require.Equal(t, c.code, Status(c.err, &stderr, "%d problem:", "%d problems:"), c.name)
		require.Equal(t, c.stderr, stderr.String(), c.name)
	}
	var stderr strings.Builder
	require.Equal(t, 1, Status(problems(103), &stderr, "problems: %d", "problems: %d"))
	require.Contains(t, stderr.String(), "problems: 103\n")
	require.True(t, strings.HasSuffix(stderr.String(), "  p99: a\\nb\n  and 3 more\n"))
}
