package journal_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/journal"
)

const (
	free   = "hledger!" // with implicit costs
	strict = "hledger*" // with declarations
)

// check reads and checks a text; empty is acceptance, otherwise the places and
// codes of the problems.
func check(t *testing.T, dialect, text string) string {
	t.Helper()
	rules := journal.Rules{ImplicitCost: strings.HasSuffix(dialect, "!"), Strict: strings.HasSuffix(dialect, "*")}
	d, err := journal.ParseDialect(strings.TrimRight(dialect, "!*"))
	require.NoError(t, err)
	j, err := journal.Parse(strings.NewReader(text), "f", d)
	if err == nil {
		j, err = j.Check(rules)
	}
	if err == nil {
		return ""
	}
	require.Zero(t, j)
	var wrong finance.Problems
	require.ErrorAs(t, err, &wrong)
	var list []string
	for one := range wrong.All() {
		list = append(list, strings.TrimPrefix(one.Path, "f:")+" "+finance.Code(one.Err))
	}
	return strings.Join(list, ", ")
}

const opens = "2026-01-01 open Assets:A\n2026-01-01 open Assets:A:B\n2026-01-01 open Equity:E\n"

// What the tools take, and where they stop.
func TestCheck(t *testing.T) {
	for _, c := range []struct{ name, dialect, text, want string }{
		{"swapped assertions of one day fail at the first wrong one", "hledger", "2013/1/1\n  a  $1 =$1\n  b  =-$1\n\n2013/1/3\n  a  $1  = $3\n  (b)  $-1  = $-2\n  b  $-1  = $-3\n\n2013/1/2\n  a  $1  =$2\n  b  $-1  =$-2\n", "7:13 conflict, 8:11 conflict"},
		{"by date", "hledger", "2013/1/3\n  a  1 =2\n  b\n\n2013/1/2\n  a  1 =1\n  b\n", ""},
		{"not by date in Ledger", "ledger", "2013/1/3\n  a  1 =2\n  b\n\n2013/1/2\n  a  1 =1\n  b\n", "2:8 conflict, 6:8 conflict"},
		{"a posting has its own day", "hledger", "2013/1/1\n  a  1\n  b  -1  ; date:2013-02-01\n\n2013/1/2\n  (b)  5 = 5\n", ""},
		{"assertions are exact", "hledger", "2019/1/1\n  (a)  $0.006\n2019/1/2\n  (a)  $1.00 = $1.01\n", "4:14 conflict"},
		{"other commodities do not count", "hledger", "2019/1/1\n  (a)  1 A\n  (a)  1 B = 1 B\n", ""},
		{"but with two equals signs", "hledger", "2019/1/1\n  (a)  1 A\n  (a)  1 B == 1 B\n", "3:12 conflict"},
		{"accounts below count with a star only", "hledger", "2019/1/1\n  (a:x)  1 A\n  (a)  1 A =* 2 A\n  (a)  0 A = 1 A\n  (a)  0 A = 2 A\n", "5:12 conflict"},
		{"a comma and three digits are decimals", "hledger", "2019/1/1\n  a  1,000 EUR\n  b  -1,000.00 EUR\n", "1:1 conflict"},
		{"unless a directive shows groups", "hledger", "commodity 1,000.00 EUR\n2019/1/1\n  a  1,000 EUR\n  b  -1,000.00 EUR\n", ""},
		{"or a line below it", "hledger", "commodity EUR\n  format 1.000,00 EUR\n2019/1/1\n  a  1.000 EUR\n  b  -1000,00 EUR\n", ""},
		{"or the mark is named", "hledger", "decimal-mark .\n2019/1/1\n  a  1,000 EUR\n  b  -1,000.00 EUR\n", ""},
		{"they are groups for Ledger", "ledger", "2019/1/1\n  a  1,000 EUR\n  b  -1000.00 EUR\n", ""},
		{"of three digits", "ledger", "2019/1/1\n  a  1,00 EUR\n  b\n", "2:6 syntax"},
		{"two commodities need a cost", "hledger", "2019/1/1\n  a  1 A\n  b  -2 B\n", "1:1 conflict, 1:1 conflict"},
		{"or imply it", free, "2019/1/1\n  a  1 A\n  b  -2 B\n", ""},
		{"of opposite signs only", free, "2019/1/1\n  a  1 A\n  b  2 B\n", "1:1 conflict, 1:1 conflict"},
		{"and not beside a cost", free, "2019/1/1\n  a  1 A @ 2 C\n  b  -2 B\n", "1:1 conflict, 1:1 conflict"},
		{"two amounts left out", "hledger", "2019/1/1\n  a  1 A\n  b\n  c\n", "4:3 duplicate, 4:3 missing"},
		{"brackets balance among themselves", "hledger", "2019/1/1\n  a  1 A\n  b  -1 A\n  [c]  1 A\n  [d]  -2 A\n", "1:1 conflict"},
		{"what need not balance needs an amount", "hledger", "2019/1/1\n  (a)\n", "2:3 missing"},
		{"strict wants declarations", strict, "account a\ncommodity A\n2019/1/1\n  a  1 A\n  b  -1 A\n", "5:3 unknown"},
		{"of commodities too", strict, "account a\naccount b\n2019/1/1\n  a  1 A\n  b  -1 A\n", "4:3 unknown, 5:3 unknown"},
		{"digits of the file so far in Ledger", "ledger", "2019/1/1\n  a  1.000 A\n  b\n2019/1/2\n  a  1.00 A\n  b  -1 C @ 1.004 A\n", "4:1 conflict"},
		{"digits of the transaction in hledger", "hledger", "2019/1/1\n  a  1.000 A\n  b\n2019/1/2\n  a  1.00 A\n  b  -1 C @ 1.004 A\n", ""},
		{"half a unit is close enough", "hledger", "2019/1/2\n  a  1.00 A\n  b  -1 C @ 1.005 A\n", ""},
		{"more is not", "hledger", "2019/1/2\n  a  1.00 A\n  b  -1 C @ 1.0051 A\n", "1:1 conflict"},
		{"include", "hledger", "include x\nalias a=b\napply account x\n~ monthly\n= expr\nD 1 A\n2019/1/1\n  a  1 A {2 B}\n", "1:1 unsupported, 2:1 unsupported, 3:1 unsupported, 4:1 unsupported, 5:1 unsupported, 6:1 unsupported, 8:1 unsupported"},
		{"a comment of many lines", "hledger", "comment\n2019/1/1 nonsense\n  x\nend comment\n; c\n# c\n* c\n2019/1/1 * (17) text ; k: v\n  a  1 A ; c\n  ; t: v\n  b\n", ""},
		{"without an end", "hledger", "comment\nx\n", "3:1 syntax"},
		{"two amounts left to imply, one of nothing", free, "2019/1/1\n  a  1 A\n  b  0 B\n", "1:1 conflict"},
		{"an assigned balance counts what came before it", "hledger", "2019/1/1\n  a  1 A\n  a  = 3 A\n  b  -3 A\n", ""},
		{"no year", "hledger", "1/2\n  a  1\n  b\n", "1:1 syntax"},
		{"a year by directive", "hledger", "Y2019\n1/2\n  a  1\n  b\n", ""},
		{"no such day", "hledger", "2019-02-30\n  a  1\n  b\n", "1:1 range"},
		{"every problem with its place", "hledger", "2019-01-01 x\n  a  1 A B\n  b  ..\n\nfoo\n  c\n", "2:10 syntax, 3:6 syntax, 5:1 syntax, 6:3 syntax"},
		{"columns are characters", "hledger", "2019-01-01\n  аренда  x\n  b\n", "2:12 syntax"},

		{"start of the day", "beancount", opens + "2026-02-01 *\n  Assets:A  1.00 X\n  Equity:E  -1.00 X\n2026-02-01 balance Assets:A 1.00 X\n", "7:1 conflict"},
		{"accounts below", "beancount", opens + "2026-02-01 *\n  Assets:A:B  1.00 X\n  Equity:E  -1.00 X\n2026-02-02 balance Assets:A 1.00 X\n", ""},
		{"one unit of tolerance", "beancount", opens + "2026-02-01 *\n  Assets:A  1.00 X\n  Equity:E  -1.00 X\n2026-02-02 balance Assets:A 1.01 X\n2026-02-02 balance Assets:A 1.02 X\n", "8:1 conflict"},
		{"its own tolerance", "beancount", opens + "2026-02-01 *\n  Assets:A  1.00 X\n  Equity:E  -1.00 X\n2026-02-02 balance Assets:A 1.01 ~ 0 X\n", "7:1 conflict"},
		{"integers are exact", "beancount", opens + "2026-02-01 *\n  Assets:A  1 X\n  Equity:E  -1 X\n2026-02-02 balance Assets:A 2 X\n", "7:1 conflict"},
		{"the loosest digits count", "beancount", opens + "2026-02-01 *\n  Assets:A  1.000 X\n  Equity:E  -1.0 X @@ 1.05 X\n", ""},
		{"not open", "beancount", "2026-02-01 *\n  Assets:A  1 X\n  Equity:E  -1 X\n", "2:3 unknown, 3:3 unknown"},
		{"open later", "beancount", "2026-02-01 *\n  Assets:A  1 X\n  Equity:E  -1 X\n\n2026-03-01 open Assets:A\n2026-01-01 open Equity:E\n", "2:3 unknown"},
		{"closed", "beancount", opens + "2026-02-01 close Assets:A\n2026-02-02 *\n  Assets:A  0 X\n", "6:3 unknown"},
		{"open on the day, later in the file", "beancount", "2026-02-01 *\n  Assets:A  0 XX\n\n2026-02-01 open Assets:A\n", ""},
		{"closed on the day, earlier in the file", "beancount", opens + "2026-02-01 close Assets:A\n2026-02-01 *\n  Assets:A  0 XX\n", ""},
		{"open twice", "beancount", opens + "2026-02-01 open Assets:A\n", "4:1 duplicate"},
		{"another commodity", "beancount", "2026-01-01 open Assets:A X,Y\n2026-02-02 *\n  Assets:A  0 Z\n", "3:3 conflict"},
		{"a pad that nothing needs", "beancount", opens + "2026-02-01 pad Assets:A Equity:E\n", "4:1 conflict"},
		{"a pad works once", "beancount", opens + "2026-02-01 pad Assets:A Equity:E\n2026-02-02 balance Assets:A 5 X\n2026-02-03 balance Assets:A 6 X\n", "6:1 conflict"},
		{"roots and levels", "beancount", "2026-01-01 open Things:A\n2026-01-01 open Assets:a\n2026-01-01 open Assets\n", "1:17 unknown, 2:17 syntax, 3:17 syntax"},
		{"plugin", "beancount", "plugin \"x\"\ninclude \"y\"\noption \"title\" \"z\"\n2026-01-01 custom \"x\"\n", "1:1 unsupported, 2:1 unsupported, 4:1 unsupported"},
		{"lots", "beancount", opens + "2026-02-01 * \"payee\" \"text\" #tag ^link ; c\n  k: \"v\"\n  Assets:A  1 X {2 Y}\n  Equity:E\n", "6:1 unsupported"},
	} {
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.want, check(t, c.dialect, c.text)) })
	}
}

// An implied cost is shown on the posting that it prices, and a left-out
// amount of two commodities becomes two postings.
func TestCheckAdds(t *testing.T) {
	j, err := journal.Parse(strings.NewReader("2002/09/30 *\n  a  866.231000 G\n  b   $-17,783.72\n\n2002/10/1\n  c  1 A\n  d  2 B\n  e\n"), "f", journal.Hledger)
	require.NoError(t, err)
	checked, err := j.Check(journal.Rules{ImplicitCost: true})
	require.NoError(t, err)
	require.Equal(t, "17783.72 $", checked.Transactions[0].Postings[0].Cost.String())
	require.True(t, checked.Transactions[0].Postings[0].Cost.Total)
	added := checked.Transactions[1].Postings[2:]
	require.Len(t, added, 2)
	require.Equal(t, "e -1 A, e -2 B", added[0].Account+" "+added[0].Amount.String()+", "+added[1].Account+" "+added[1].Amount.String())
	require.Nil(t, j.Transactions[1].Postings[2].Amount) // j is what it was
}

// Beancount rounds half-even to the fewest decimals that any amount has who
// has some.
func TestBeancountRoundsWhatIsLeftOut(t *testing.T) {
	for amounts, want := range map[string]string{
		"4.8 2.97": "-7.8", "4.8 2.94": "-7.7", "4.8 2.95": "-7.8", "4.8 2.85": "-7.6", "4 2.97": "-6.97", "4.80 2.97": "-7.77", "4 3": "-7",
	} {
		first, second, _ := strings.Cut(amounts, " ")
		j, err := journal.Parse(strings.NewReader(opens+"2026-02-01 *\n  Assets:A  "+first+" XX\n  Assets:A  "+second+" XX\n  Equity:E\n"), "f", journal.Beancount)
		require.NoError(t, err)
		checked, err := j.Check(journal.Rules{})
		require.NoError(t, err)
		require.Equal(t, want+" XX", checked.Transactions[0].Postings[2].Amount.String(), amounts)
	}
}

func TestParseAmount(t *testing.T) {
	for _, c := range []struct {
		dialect    journal.Dialect
		text, want string
	}{
		{journal.Hledger, "1,234,567", "1234567"}, {journal.Hledger, "1.234.567,89 A", "1234567.89 A"}, {journal.Hledger, "$-5", "-5 $"}, {journal.Hledger, "-$5", "-5 $"},
		{journal.Hledger, "- $ -5.0", "5.0 $"}, {journal.Hledger, `"x y" 5`, "5 x y"}, {journal.Hledger, `5"x y"`, "5 x y"}, {journal.Hledger, "€100", "100 €"}, {journal.Hledger, "1E2", "100"},
		{journal.Hledger, "12e-1 A", "1.2 A"}, {journal.Hledger, "5 EUR", "5 EUR"}, {journal.Hledger, "+5", "5"}, {journal.Hledger, "1 2,3", "12.3"},
		{journal.Hledger, "5 A B", ""}, {journal.Hledger, "1,2.3,4", ""}, {journal.Hledger, "1 2_3", ""}, {journal.Hledger, `5 "x`, ""}, {journal.Hledger, `5 ""`, ""}, {journal.Hledger, "", ""}, {journal.Hledger, "A", ""},
		{journal.Ledger, "1,234,567.5 A", "1234567.5 A"}, {journal.Ledger, "12,345", "12345"}, {journal.Ledger, "1234,567", ""}, {journal.Ledger, "1,23", ""}, {journal.Ledger, "1_000", ""}, {journal.Ledger, "1.2.3", ""}, {journal.Ledger, ".5", "0.5"},
		{journal.Beancount, "1,000.50 USD", "1000.50 USD"}, {journal.Beancount, ".5 USD", ""}, {journal.Beancount, "5 usd", ""}, {journal.Beancount, "$5", ""}, {journal.Beancount, "5. USD", "5 USD"},
	} {
		a, err := journal.ParseAmount(c.text, c.dialect)
		require.Equal(t, c.want == "", err != nil, "%s %v", c.text, err)
		if c.want == "" {
			require.ErrorIs(t, err, finance.ErrSyntax)
			require.Zero(t, a)
			continue
		}
		require.Equal(t, c.want, a.String(), c.text)
	}
}
