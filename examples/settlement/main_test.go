package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/examples/bookcheck"
	"github.com/creative-cluster/kvartal/examples/printcheck"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/bank"
	"github.com/creative-cluster/kvartal/finance/document"
	"github.com/creative-cluster/kvartal/finance/journal"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/terms"
)

var program = printcheck.Program(status)

func settledQuarter(t *testing.T) *settled {
	t.Helper()
	s, err := load(files)
	require.NoError(t, err)
	q, err := settle(&s)
	require.NoError(t, err)
	return q
}

// The whole printout in both languages, the same each time. After a change of
// the files or of words:
//
//	go test ./examples/settlement -update
func TestPrintout(t *testing.T) {
	for _, language := range []string{"en", "ru"} {
		got := program.Good(t, "-lang", language)
		require.Equal(t, got, program.Good(t, "-lang", language))
		printcheck.Printout(t, "testdata/out."+language+".txt", got)
	}
}

// One maker is printed as it stands in the whole.
func TestOneMaker(t *testing.T) {
	all := program.Good(t)
	for _, id := range []string{"M-01", "M-07", "M-40"} {
		one := program.Good(t, "-party", id)
		require.Contains(t, all, one)
		require.Less(t, strings.Count(one, "\n"), 60)
	}
	require.Contains(t, program.Good(t, "-party", "M-07", "-lang", "ru"), "зачёт аванса")
}

func TestHelpAndBadFlags(t *testing.T) {
	program.Helps(t, "-lang language", "-party id", "-out folder", "payment orders")
	program.Refused(t, "-bogus", "-h explains")
	program.Refused(t, "-lang fr", `-lang: language "fr": unknown`)
	program.Refused(t, "extra", `"extra": unknown`)
	program.Refused(t, "-party M-99", `-party: "M-99" is none of the makers: unknown`)
}

// What cannot be printed is an error, too.
func TestStdoutThatIsFull(t *testing.T) { program.CannotPrint(t) }

// Amounts of the story, worked by hand.
func TestWorkedByHand(t *testing.T) {
	q := settledQuarter(t)
	sum := func(agreement, clause string) int64 {
		total := int64(0)
		for _, o := range q.posted {
			if o.Agreement == agreement && o.Clause == clause {
				total += o.Net.Minor() + o.Tax.Minor()
			}
		}
		return total
	}
	// M-07: 35,000 advanced, half of 18,200 + 11,200 + 14,400 recouped
	require.Equal(t, int64(35_000_00), sum("C-07", "advance"))
	require.Equal(t, int64(21_900_00), sum("C-07", "recoupment"))
	// M-05: the discount of 520 is the shop's alone
	require.Equal(t, int64(520_00), sum("C-05", "discount made good"))
	// the art book: 50 at 1,900, of which 35 % and a seventh of 35 %
	require.Equal(t, int64(38_000_00), sum("L-01/M-31", "proceeds"))
	require.Equal(t, int64(9_500_00), sum("L-01/M-31", "fee"))
	require.Equal(t, int64(9_500_00), sum("L-01/M-34", "proceeds"))
	// the project: 660,400 less 15 %
	require.Equal(t, int64(660_400_00*85/100), sum("W-01", "waterfall: M-11")+sum("W-01", "waterfall: M-13"))
	// rents: five studios, three months, 22 % on top
	require.Equal(t, negated(rub("304500")), q.books.Balance(rents, last.Last()).Of(finance.RUB))
	require.Equal(t, int64(14_000_00*122/100*3), sum("R-03", "rent"))
}

// Every statement adds up, and together they are the books.
func TestStatementsAreTheBooks(t *testing.T) {
	q := settledQuarter(t)
	together := zero()
	for _, m := range q.makers {
		s, err := q.drawn(m.ID)
		require.NoError(t, err)
		require.Len(t, s.Sections, 1)
		one := s.Sections[0]
		lines := int64(0)
		for _, l := range one.Lines {
			if !l.Paid {
				lines += l.Amount.Minor()
			}
		}
		require.Equal(t, one.Closing.Minor(), one.Opening.Minor()+lines-one.Paid.Minor(), m.ID)
		for _, p := range s.Proposals {
			waits := p.Pay.Minor() + p.Carried.Minor() - p.Ahead.Minor()
			for _, h := range p.Held {
				waits += h.Item.Left.Minor()
			}
			require.Equal(t, p.Owed.Minor(), waits, m.ID)
		}
		together.add(one.Closing)
	}
	books := zero()
	for _, a := range []ledger.Account{ledger.Receivable, ledger.Payable, ledger.Makers} {
		books.add(negated(q.books.Balance(a, last.Last()).Of(finance.RUB)))
	}
	require.Equal(t, books.Money, together.Money)
	require.True(t, q.books.Balance("", last.Last()).Of(finance.RUB).IsZero())
}

// What is written is the same each time, and can be read again.
func TestFiles(t *testing.T) {
	one, two := t.TempDir(), t.TempDir()
	program.Good(t, "-lang", "ru", "-out", one)
	program.Good(t, "-lang", "ru", "-out", two)
	names, err := os.ReadDir(one)
	require.NoError(t, err)
	require.Len(t, names, 9+len(kinds))
	for _, n := range names {
		a, err := os.ReadFile(filepath.Join(one, n.Name()))
		require.NoError(t, err)
		b, err := os.ReadFile(filepath.Join(two, n.Name()))
		require.NoError(t, err)
		require.True(t, bytes.Equal(a, b), n.Name())
		require.NotEmpty(t, a, n.Name())
	}
	q := settledQuarter(t)
	open := func(name string) []byte {
		text, err := os.ReadFile(filepath.Join(one, name))
		require.NoError(t, err)
		return text
	}
	var books ledger.Ledger
	require.NoError(t, books.UnmarshalJSON(open("books.json")))
	require.Equal(t, q.books.TrialBalance(last.Last()), books.TrialBalance(last.Last()))
	var register document.Register
	require.NoError(t, register.UnmarshalJSON(open("documents.json")))
	require.Equal(t, q.papers.register.Len(), register.Len())
	_, err = terms.Rows[document.Row](bytes.NewReader(open("documents.csv")), "documents.csv")
	require.NoError(t, err)
	orders, err := bank.Read(bytes.NewReader(open("payments.txt")), "payments.txt")
	require.NoError(t, err)
	paid, err := q.proposed()
	require.NoError(t, err)
	require.Len(t, orders.Documents, len(paid))
	for i, d := range orders.Documents {
		require.Equal(t, paid[i].Amount, d.Amount)
	}
	pairs, err := journal.ReadRows(bytes.NewReader(open("entries.csv")), "entries.csv")
	require.NoError(t, err)
	totals, err := journal.Totals(pairs)
	require.NoError(t, err)
	for _, x := range totals {
		if x.Code == "90.01.2" {
			require.Equal(t, rub("304500"), x.Credit)
		}
	}
	parsed, err := journal.Parse(bytes.NewReader(open("kvartal.journal")), "kvartal.journal", journal.Hledger)
	require.NoError(t, err)
	checked, err := parsed.Check(journal.Rules{Strict: true})
	require.NoError(t, err)
	require.Equal(t, q.books.Len()-3, len(checked.Transactions)) // the locks of three months are no transactions
	require.Contains(t, string(open("reconciliation.txt")), "у одной стороны")
	require.Contains(t, string(open("report.txt")), "Отчёт комиссионера № 1 от 31.01.2026")
}

// The tools take the books in their strict modes, and total them as we do.
func TestToolsTotalAlike(t *testing.T) {
	folder := t.TempDir()
	program.Good(t, "-out", folder)
	bookcheck.Agree(t, folder, settledQuarter(t).books)
}

// Facts that came late and those known from the start come to the same.
func TestClosedAndAdjustedIsAllKnownAtOnce(t *testing.T) {
	q := settledQuarter(t)
	later, err := q.later()
	require.NoError(t, err)
	for _, a := range q.agreed {
		all, err := a.DryRun(first, last.Next(), slices.Values(q.factsBy[a.ID]))
		require.NoError(t, err)
		sum := map[accrual.Key]int64{}
		for _, o := range all {
			sum[o.Key] += o.Net.Minor()
		}
		for _, o := range later.posted {
			if o.Agreement == a.ID {
				sum[o.Key] -= o.Net.Minor()
			}
		}
		for k, left := range sum {
			require.Zero(t, left, "%v", k)
		}
	}
}
