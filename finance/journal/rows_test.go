package journal_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/journal"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

var codes = journal.Map{
	{Account: "assets", Code: "76"}, {Account: "assets:cash", Code: "51"}, {Account: "assets:receivable", Code: "62"}, {Account: "liabilities", Code: "76.09"},
	{Account: "income", Code: "90.01"}, {Account: "expenses", Code: "91.02"}, {Account: "equity", Code: "=80"}, {Account: "memo", Code: "004"},
}

func rub(s string) finance.Money { return finance.MustMoney(s + " RUB") }

// Rent of 72,000 with 12,000 of tax is two pairs; two debits and two credits
// are three.
func TestPairs(t *testing.T) {
	line := func(a ledger.Account, p accrual.Party, amount string) ledger.Line {
		return ledger.Line{Account: a, Party: p, Amount: rub(amount)}
	}
	for _, c := range []struct {
		name  string
		lines []ledger.Line
		want  []string
	}{
		{"tax", []ledger.Line{line(ledger.Receivable, "R-3", "72000.00"), line("income:rent", "", "-60000.00"), line("liabilities:tax", "", "-12000.00")},
			[]string{"62 R-3 90.01  60000.00 RUB", "62 R-3 76.09  12000.00 RUB"}},
		{"credit first", []ledger.Line{line("income:rent", "", "-0.03"), line("assets:cash", "", "0.01"), line("assets:receivable:x", "R", "0.02")},
			[]string{"51  90.01  0.01 RUB", "62 R 90.01  0.02 RUB"}},
		{"two and two", []ledger.Line{line("assets:cash", "", "5.00"), line("expenses:a", "", "3.00"), line("income:a", "", "-4.00"), line("equity", "", "-4.00")},
			[]string{"51  90.01  4.00 RUB", "51  =80  1.00 RUB", "91.02  =80  3.00 RUB"}},
		{"goods come", []ledger.Line{line(ledger.Goods, "M-8", "20000.00")}, []string{"004 M-8   20000.00 RUB"}},
		{"goods are sold", []ledger.Line{line("assets:cash", "", "8.00"), line(ledger.Goods, "M-8", "-8.00"), line(ledger.Makers, "M-8", "-8.00"), line("memo:kept", "R", "0.00")},
			[]string{"  004 M-8 8.00 RUB", "51  76.09 M-8 8.00 RUB"}},
		{"nothing", []ledger.Line{line("assets:cash", "", "0.00")}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := ledger.Entry{ID: uuid.UUID{1}, On: day("2026-03-31"), Month: day("2026-03-31").Month(), Lines: c.lines}
			pairs, err := codes.Pairs(e)
			require.NoError(t, err)
			var got []string
			for _, p := range pairs {
				got = append(got, p.Debit+" "+string(p.DebitParty)+" "+p.Credit+" "+string(p.CreditParty)+" "+p.Amount.String())
			}
			require.Equal(t, c.want, got)
		})
	}
}

// The rows read back to the same pairs, whose totals are the turnovers of the
// books by code, whatever stands in them.
func TestRowsReadBack(t *testing.T) {
	for seed := range uint64(30) {
		list := newAuthor(seed).entries(30)
		var b bytes.Buffer
		require.NoError(t, journal.WriteRows(&b, codes, slices.Values(list)))
		read, err := journal.ReadRows(bytes.NewReader(b.Bytes()), "rows.csv")
		require.NoError(t, err)
		var want []journal.Pair
		net := map[string]int64{}
		for _, e := range list {
			pairs, err := codes.Pairs(e)
			require.NoError(t, err)
			require.LessOrEqual(t, len(pairs), max(0, len(e.Lines)-len(kept(journal.Beancount, []ledger.Entry{e})))) // one less where some are on the balance
			want = append(want, pairs...)
			for _, n := range e.Lines {
				code, _ := codes.Code(n.Account)
				net[code+n.Amount.Currency().Code()] += n.Amount.Minor()
			}
		}
		require.Equal(t, want, read)
		totals, err := journal.Totals(read)
		require.NoError(t, err)
		for _, one := range totals {
			key := one.Code + one.Debit.Currency().Code()
			require.Equal(t, net[key], one.Balance().Minor())
			delete(net, key)
		}
		for _, n := range net { // lines of nothing
			require.Zero(t, n)
		}
	}
}

func TestRowsGuardFormulas(t *testing.T) {
	e := ledger.Entry{ID: uuid.UUID{1}, On: day("2026-03-31"), Month: day("2026-03-31").Month(), Text: "=1+1", Lines: []ledger.Line{
		{Account: "assets:cash", Party: "-5", Amount: rub("5.00")}, {Account: "equity", Party: "'x", Amount: rub("-5.00")},
	}}
	var b bytes.Buffer
	require.NoError(t, journal.WriteRows(&b, codes, slices.Values([]ledger.Entry{e})))
	_, rows, _ := strings.Cut(b.String(), "\n")
	require.Equal(t, "2026-03-31,01000000-0000-0000-0000-000000000000,,51,'-5,'=80,''x,5.00,RUB,'=1+1\n", rows)
}

func TestRowsRefuse(t *testing.T) {
	e := ledger.Entry{ID: uuid.UUID{1}, On: day("2026-03-31"), Month: day("2026-03-31").Month(), Lines: []ledger.Line{{Account: "assets:cash", Amount: rub("0.00")}}}
	var b bytes.Buffer
	err := journal.WriteRows(&b, journal.Map{{Account: "equity", Code: "80"}, {Account: "equity"}, {Account: "x", Code: strings.Repeat("1", 257)}}, slices.Values([]ledger.Entry{e}))
	require.EqualError(t, err, `4 problems: map[1].account: duplicate; map[2].account: no root of accounts: unknown; map[2].code: over the limit; entries[0].lines[0]: code of account "assets:cash": unknown`)
	require.Zero(t, b.Len())
	head := "date,entry,debit,credit,amount,currency\n"
	for text, want := range map[string]string{
		"2026-03-31,01000000-0000-0000-0000-000000000000,51,,5.00,RUB\n":    "",
		"2026-03-31,01000000-0000-0000-0000-000000000000,,,5.00,RUB\n":      "missing",
		"2026-03-31,01000000-0000-0000-0000-000000000000,51,62,5.001,RUB\n": "range",
		"2026-03-31,01000000-0000-0000-0000-000000000000,51,62,0,RUB\n":     "range",
		"2026-03-31,01000000-0000-0000-0000-000000000000,51,62,-5,RUB\n":    "range",
		"2026-03-31,01000000-0000-0000-0000-000000000000,51,62,1/3,RUB\n":   "syntax",
		"2026-03-31,01000000-0000-0000-0000-000000000000,51,62,5,\n":        "syntax",
		",01000000-0000-0000-0000-000000000000,51,62,5,RUB\n":               "missing",
	} {
		pairs, err := journal.ReadRows(strings.NewReader(head+text), "rows.csv")
		require.Equal(t, want, finance.Code(err), "%s %v", text, err)
		if want != "" {
			require.Empty(t, pairs)
			require.ErrorContains(t, err, "rows.csv:2.")
		}
	}
}
