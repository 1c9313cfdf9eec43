package journal_test

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/journal"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

func day(s string) civil.Date { return civil.MustDate(s) }

// hostile are texts that mean something to a tool, or do not show.
var hostile = []string{
	"", " ", "  two  spaces  ", "rent; of March", "a\nb\r\nc", "tab\there", "\t", `back\slash \n \x20`, "* cleared", "! pending", "(code) x",
	"= 2026-01-01", "[2026-01-01]", "date:2020-01-01", "x, date:2020-01-01, y: z", ":a:b:", "party: M-1", `"quoted"`, `"`, "a|b", "#tag ^link",
	"аренда за март", "ҥөһү", "租金", "إيجار", "🎨 studio", "\x00\x07\x1b[31m", "\u00a0nbsp\u2028", "\ufeff", "\u0085", "\U0010ffff", "@ 5 RUB", "%", "; ; ;", "-", "1000.00 RUB",
	strings.Repeat("x", 1024), strings.Repeat("\x01", 1024), strings.Repeat("; ", 500), strings.Repeat("я", 512), strings.Repeat(" ", 1024), strings.Repeat(" a", 512), strings.Repeat(`\`, 1024),
}

var accounts = []ledger.Account{
	"assets:cash", "assets:cash:till", "assets:cash:Till", "assets:cash:till 2", "assets:cash:till-2", "assets:cash:till--2", "equity", "equity:x", "equity:X", "equity:X--",
	"income:rent", "income:аренда", "income:НДС", "income:租金", "income:إيجار", "income:(virtual)", "income:[x]", "income:a = 5 @ 3 RUB", `income:"q" 'r' {s} <t>`, "income:*", "income:!",
	"income:50 %", "income:#tag", "expenses:ß", "expenses:ŉ", "expenses:Ͱ", "expenses:ԛ", "expenses:-", "expenses:--", "expenses:a-", "expenses:a--b", "expenses:a- b", "expenses:a -b", "expenses:2026", "expenses:٣", "expenses:é", "expenses:é", "expenses:🎨",
	"expenses:a|b", "expenses:|", "expenses:a,b", "expenses:date", "expenses:a.b", "expenses:\\x20", "expenses:ǆ", "expenses:ǅ", "expenses:Ǆ", "expenses:µ", "expenses:x---3f-", "expenses:?", "expenses:X---3f---",
	"liabilities:tax", "assets:receivable", "liabilities:makers", "liabilities:payable:old", "liabilities:deposits",
}

var memos = []ledger.Account{
	"memo", ledger.Goods, "memo:goods:vases", "memo:товары", "memo:(x)", "memo:x)", "memo:(", "memo:[y]", "memo:kept for others", "memo:50 %", `memo:"q"`, "memo:a = 5",
}

var currencies = []finance.Currency{finance.RUB, finance.RUB, finance.RUB, finance.KZT, finance.JPY, finance.KWD}

// author writes books at random, with what is worst for a journal in them.
type author struct {
	*rand.Rand
	most int64 // minor units of an amount
}

func pick[T any](a author, list []T) T { return list[a.IntN(len(list))] }

func (a author) party() accrual.Party {
	s := pick(a, hostile)
	if s == "" || len(s) > accrual.MaxText {
		s = "M-8"
	}
	return accrual.Party(s)
}

func (a author) id() uuid.UUID {
	var id uuid.UUID
	for i := range id {
		id[i] = byte(a.IntN(256))
	}
	return id
}

func (a author) entry() ledger.Entry {
	on := day("2026-01-01").AddDays(a.IntN(150))
	e := ledger.Entry{ID: a.id(), On: on, Month: on.Month(), Text: pick(a, hostile)}
	if a.IntN(3) == 0 {
		e.Month = e.Month.Next()
	}
	if a.IntN(4) == 0 {
		e.Known = e.Day().AddDays(a.IntN(40))
	}
	if a.IntN(3) == 0 {
		e.Due = on.AddDays(a.IntN(60))
	}
	if a.IntN(3) == 0 {
		e.Key = accrual.Key{Agreement: pick(a, []string{"L-7", "L; 7", "[2026]"}), Clause: "base rent", Slot: on.Month().Period()}
		e.For = on.Month()
		if a.IntN(2) == 0 {
			e.Key.Source = "S; [2026-01-01]\n"
		}
	}
	for range 1 + a.IntN(3) {
		m := finance.Minor(a.Int64N(a.most), pick(a, currencies))
		minus, _ := m.Neg()
		e.Lines = append(e.Lines, a.line(m), a.line(minus))
	}
	if a.IntN(8) == 0 {
		e.Lines = nil
	}
	for range a.IntN(3) {
		m := finance.Minor(a.Int64N(2*a.most)-a.most, pick(a, currencies))
		e.Lines = slices.Insert(e.Lines, a.IntN(len(e.Lines)+1), ledger.Line{Account: pick(a, memos), Party: a.party(), Amount: m})
	}
	if len(e.Lines) == 0 {
		return a.lock(on)
	}
	return e
}

func (a author) lock(on civil.Date) ledger.Entry {
	e := ledger.Entry{ID: a.id(), On: on, Month: on.Month(), Text: pick(a, hostile), Lock: ledger.Lock{Through: on.Month().Prev(), Late: ledger.Late(a.IntN(2))}}
	if e.Text != "" && a.IntN(2) == 0 {
		e.Lock.Opens = true
		if a.IntN(2) == 0 {
			e.Lock.Through = civil.Month{}
		}
	}
	return e
}

func (a author) line(m finance.Money) ledger.Line {
	n := ledger.Line{Account: pick(a, accounts), Amount: m}
	if n.Validate() != nil || a.IntN(4) == 0 {
		n.Party = a.party()
	}
	return n
}

func (a author) entries(n int) []ledger.Entry {
	var list []ledger.Entry
	for range n {
		list = append(list, a.entry())
	}
	return list
}

func newAuthor(seed uint64) author { return author{rand.New(rand.NewPCG(seed, 2026)), 1 << 50} }

var writers = map[journal.Dialect]func([]ledger.Entry) (string, error){
	journal.Hledger: func(list []ledger.Entry) (string, error) {
		var b bytes.Buffer
		err := journal.Write(&b, slices.Values(list))
		return b.String(), err
	},
	journal.Beancount: func(list []ledger.Entry) (string, error) {
		var b bytes.Buffer
		err := journal.WriteBeancount(&b, slices.Values(list))
		return b.String(), err
	},
}

func init() { writers[journal.Ledger] = writers[journal.Hledger] }

// kept is what a dialect keeps of entries: no locks, and Beancount nothing off
// the balance.
func kept(d journal.Dialect, list []ledger.Entry) []ledger.Entry {
	var left []ledger.Entry
	for _, e := range list {
		if d == journal.Beancount {
			e.Lines = slices.DeleteFunc(slices.Clone(e.Lines), func(n ledger.Line) bool { return n.Account.OffBalance() })
		}
		if len(e.Lines) > 0 {
			left = append(left, e)
		}
	}
	return left
}

// What is written reads back to equal entries, in every dialect, and balances
// by its rules.
func TestWhatIsWrittenReadsBack(t *testing.T) {
	for seed := range uint64(40) {
		list := newAuthor(seed).entries(20)
		for dialect, write := range writers {
			text, err := write(list)
			require.NoError(t, err)
			read, err := journal.Parse(strings.NewReader(text), "books", dialect)
			require.NoError(t, err, text)
			checked, err := read.Check(journal.Rules{Strict: true})
			require.NoError(t, err, text)
			require.Equal(t, read.Transactions[0].Postings, checked.Transactions[0].Postings)
			again, err := read.Entries()
			require.NoError(t, err)
			require.Equal(t, kept(dialect, list), again)
			require.Equal(t, len(kept(dialect, list)), len(read.Transactions))
			for _, line := range strings.Split(text, "\n") {
				require.True(t, dialect == journal.Beancount || len(line) < 4096) // all that Ledger reads
			}
		}
	}
}

// costs are entries that Enter takes: without locks and the keys of obligations.
func (a author) costs(n int) []ledger.Entry {
	list := kept(journal.Hledger, a.entries(n))
	for i := range list {
		list[i].Key, list[i].For = accrual.Key{}, civil.Month{}
	}
	return list
}
