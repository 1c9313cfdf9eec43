package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/quick"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

func TestNoLineIsTooLong(t *testing.T) {
	for _, language := range []string{"en.txt", "ru.txt"} {
		text, err := os.ReadFile(filepath.Join("testdata", language))
		require.NoError(t, err)
		for line := range strings.Lines(string(text)) {
			line = strings.TrimSuffix(line, "\n")
			require.LessOrEqual(t, utf8.RuneCountInString(line), width, line)
			require.Equal(t, strings.TrimRight(line, " "), line)
			require.NotContains(t, line, nbsp)
		}
	}
}

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
		{"12" + nbsp + "345" + nbsp + "678,90" + nbsp + "₽ x", []string{"12" + nbsp + "345" + nbsp + "678,90" + nbsp + "₽", "  x"}},
		{"trailing spaces     ", []string{"trailing", "  spaces"}},
	} {
		require.Equal(t, c.want, wrap(c.text, 10, 2), "%q", c.text)
	}
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
	require.Equal(t, []string{"a b c d e", "               f", "               g"}, wrap("a b c d e f g", 10, 15), "an indent beyond the width ends, too")
}

func TestFormat(t *testing.T) {
	english, ru := &printer{lang: accrual.English}, &printer{lang: accrual.Russian}
	million := finance.MustMoney("-1234567.50 RUB")
	for _, c := range []struct{ got, want string }{
		{english.whole(million), "-1,234,568 RUB"}, // half to even
		{ru.whole(million), "-1 234 568 ₽"},
		{english.exact(million), "-1,234,567.50 RUB"},
		{ru.exact(million), "-1 234 567,50 ₽"},
		{english.amount(finance.MustMoney("999.49 RUB")), "999"},
		{english.whole(finance.MustMoney("1500 JPY")), "1,500 JPY"},
		{english.whole(finance.Money{}), "0"},
		{english.number("9060.93"), "9,060.93"},
		{ru.number("-1234567"), "-1 234 567"},
		{english.number("-123"), "-123"},
		{english.percent(finance.MustRate("1/3")), "33.3%"},
		{ru.percent(finance.MustRate("10.51")), "1 051,0 %"},
		{ru.rate(finance.MustRate("18.5%")), "18,5 %"},
		{english.rate(finance.MustRate("18.5%")), "18.5%"},
		{english.day(civil.MustDate("2026-03-01")), "2026-03-01"},
		{ru.day(civil.MustDate("2026-03-01")), "01.03.2026"},
		{english.month(civil.MustMonth("2026-03")), "March 2026"},
		{ru.month(civil.MustMonth("2026-03")), "март 2026"},
		{ru.brief(civil.MustMonth("2026-03")), "03.2026"},
		{capital("ёлка"), "Ёлка"},
		{capital(""), ""},
		{short([]string{"a", "b", "c"}, 2), "a, b … +1"},
		{short([]string{"a", "b"}, 2), "a, b"},
		{plain("a\nb\x1b\u202e\\c"), `a\nb\x1b\u202e\c`},
	} {
		require.Equal(t, c.want, strings.ReplaceAll(c.got, nbsp, " "))
	}
}

// ▲ is better, whichever way that is: than the plan, and without one, than the
// month before.
func TestMarks(t *testing.T) {
	for _, c := range []struct {
		name            string
		known           bool
		now, plan, last string
		order           int
		better          better
		want            string
	}{
		{"more income than planned", true, "5", "4", "6", 1, more, "▲"},
		{"less income than planned", true, "5", "6", "4", -1, more, "▼"},
		{"lower costs than planned", true, "5", "6", "4", -1, less, "▲"},
		{"higher costs than planned", true, "5", "4", "6", 1, less, "▼"},
		{"as planned", true, "5", "5", "4", 0, more, "="},
		{"prints the same", true, "5", "5", "4", 1, more, "="},
		{"no plan", true, "5", "", "4", 1, more, "▲"},
		{"no plan, the same", true, "5", "", "5", 0, less, "="},
		{"no plan and no month before", false, "5", "", "0", 1, more, ""},
		{"a plan and no month before", false, "5", "4", "0", 1, more, "▲"},
		{"neither way is better", true, "5", "4", "6", 1, neither, ""},
	} {
		v := view{known: c.known}
		require.Equal(t, c.want, v.mark(cells{now: c.now, plan: c.plan, last: c.last}, c.order, c.better).mark, c.name)
	}
}
