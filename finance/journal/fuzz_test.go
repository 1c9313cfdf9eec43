package journal_test

import (
	"bytes"
	"encoding/json"
	"os"
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

// Seeds: the published cases, what is written here, a text of every kind of
// line. What is read has places; entries that come out are written and read
// again as they are; what is checked sums to nothing.
func FuzzParse(f *testing.F) {
	text, err := os.ReadFile("testdata/cases.json")
	require.NoError(f, err)
	var cases []published
	require.NoError(f, json.Unmarshal(text, &cases))
	for _, c := range cases {
		f.Add(c.Given.Journal, uint8(c.Given.Dialect))
	}
	for dialect, write := range writers {
		text, err := write(newAuthor(1).entries(3))
		require.NoError(f, err)
		f.Add(text, uint8(dialect))
	}
	f.Add("Y2026\n1/2=1/3 ! (c) d ; t: v\n  (a b)  -\"x y\" 1 000.5E-2 @@ 3 B == 4 B ; date: 1/4\n  [c]\n\ncommodity $1.000,00\n", uint8(0))
	f.Fuzz(func(t *testing.T, text string, n uint8) {
		dialect := journal.Dialect(n % 3)
		read, err := journal.Parse(strings.NewReader(text), "f", dialect)
		if err != nil {
			require.Zero(t, read)
			var wrong finance.Problems
			require.ErrorAs(t, err, &wrong)
			for one := range wrong.All() {
				require.Regexp(t, `^f:\d+:\d+$`, one.Path)
				require.NotEmpty(t, finance.Code(one.Err))
			}
			return
		}
		if checked, err := read.Check(journal.Rules{ImplicitCost: true}); err == nil {
			for _, tx := range checked.Transactions {
				require.GreaterOrEqual(t, len(tx.Postings), 0)
				for _, p := range tx.Postings {
					require.NotNil(t, p.Amount)
				}
			}
		}
		list, err := read.Entries()
		if err != nil || len(list) == 0 {
			return
		}
		for other, write := range writers {
			text, err := write(list)
			if err != nil {
				continue // a year that the tool does not know, or too much in one account
			}
			again, err := journal.Parse(strings.NewReader(text), "g", other)
			require.NoError(t, err)
			back, err := again.Entries()
			require.NoError(t, err)
			require.Equal(t, kept(other, list), append([]ledger.Entry(nil), back...))
		}
	})
}

// Any text, party and account that an entry may have comes back.
func FuzzWrite(f *testing.F) {
	for i, text := range hostile {
		f.Add(text, text, string(accounts[i%len(accounts)]))
	}
	f.Add("", "M-8", "memo:(x)")
	f.Fuzz(func(t *testing.T, text, party, account string) {
		e := ledger.Entry{ID: uuid.UUID{1}, On: day("2026-03-31"), Month: day("2026-03-31").Month(), Text: text, Lines: []ledger.Line{
			{Account: ledger.Account(account), Party: accrual.Party(party), Amount: rub("0.01")}, {Account: "equity", Amount: rub("-0.01")},
		}}
		if e.Lines[0].Account.OffBalance() {
			e.Lines[1].Amount = rub("0.00")
		}
		for dialect, write := range writers {
			written, err := write([]ledger.Entry{e})
			require.Equal(t, e.Validate() == nil, err == nil)
			if err != nil {
				require.Empty(t, written)
				continue
			}
			read, err := journal.Parse(strings.NewReader(written), "f", dialect)
			require.NoError(t, err, written)
			_, err = read.Check(journal.Rules{Strict: true})
			require.NoError(t, err, written)
			back, err := read.Entries()
			require.NoError(t, err)
			require.Equal(t, kept(dialect, []ledger.Entry{e}), back)
		}
	})
}

// Seeds: a formula, a quote, a row with one side.
func FuzzReadRows(f *testing.F) {
	var b bytes.Buffer
	require.NoError(f, journal.WriteRows(&b, codes, march().Entries()))
	f.Add(b.String())
	f.Add("date,entry,debit,amount,currency\n2026-03-31,01000000-0000-0000-0000-000000000000,'=51,5.00,RUB\n")
	f.Add("date,entry,debit,amount,currency\n2026-03-31,01000000-0000-0000-0000-000000000000,\"5\"\"1\",5,JPY\n")
	f.Fuzz(func(t *testing.T, text string) {
		pairs, err := journal.ReadRows(strings.NewReader(text), "f")
		if err != nil {
			require.Empty(t, pairs)
			return
		}
		for _, p := range pairs {
			require.Equal(t, 1, p.Amount.Sign())
			require.False(t, p.Date.IsZero())
		}
		_, _ = journal.Totals(slices.Clone(pairs))
	})
}
