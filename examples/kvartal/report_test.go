package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

func TestFormat(t *testing.T) {
	english, russian := &job{}, &job{Printer: printout.Printer{Language: accrual.Russian}}
	million := finance.MustMoney("-1234567.50 RUB")
	for _, c := range []struct{ got, want string }{
		{english.rounded(million), "-1,234,568 RUB"}, // half to even
		{russian.rounded(million), "-1 234 568 ₽"},
		{english.rounded(finance.Money{}), "0"},
		{english.month(civil.MustMonth("2026-03")), "March 2026"},
		{russian.month(civil.MustMonth("2026-03")), "март 2026"},
		{capital("ёлка"), "Ёлка"},
		{capital(""), ""},
		{short([]string{"a", "b", "c"}, 2), "a, b … +1"},
		{short([]string{"a", "b"}, 2), "a, b"},
	} {
		require.Equal(t, c.want, strings.ReplaceAll(c.got, printout.NBSP, " "))
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
