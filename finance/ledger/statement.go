package ledger

import (
	"cmp"
	"math"
	"slices"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Statement is what stands between the owner and one party over a period.
type Statement struct {
	Owner    accrual.Party
	Party    accrual.Party
	Period   civil.Period
	Sections []Section // one for each currency that ever stood between them, in the order of the codes
}

// Section is a statement in one currency. Amounts that the party owes are
// positive, those that it is owed negative.
//
//	Closing = Opening + Charged - Paid
//
// The closing of a period is the opening of the next.
type Section struct {
	Opening finance.Money
	Lines   []StatementLine // by the day from which they count, then in the order of posting
	Charged finance.Money   // the lines that are no payments
	Paid    finance.Money   // by the party, less what was paid to it
	Closing finance.Money
}

// StatementLine is one line of an entry in an account that is settled by
// party.
type StatementLine struct {
	Entry    uuid.UUID
	On       civil.Date    // the day on which it happened
	Counts   civil.Date    // the day from which it counts; after On when it came late
	Due      civil.Date    // zero for at once
	Text     string        // of the entry
	Key      accrual.Key   // of the obligation, by which a host prints the derivation; zero for none
	For      civil.Month   // the month that the obligation belongs to; zero for none
	Account  Account       // where it stands in the owner's books
	Amount   finance.Money // a debit, which the party owes, is positive
	Paid     bool          // the entry moved cash, and is no obligation
	Reverses bool          // the entry undoes another
}

// Debit is the amount where the party owes it, otherwise nothing.
func (n StatementLine) Debit() finance.Money {
	return finance.Minor(max(n.Amount.Minor(), 0), n.Amount.Currency())
}

// Credit is the amount without its sign where the party is owed it, otherwise
// nothing.
func (n StatementLine) Credit() finance.Money {
	return finance.Minor(-min(n.Amount.Minor(), 0), n.Amount.Currency())
}

// Section is the statement in a currency, empty when nothing ever stood in it.
func (s Statement) Section(c finance.Currency) Section {
	for _, one := range s.Sections {
		if one.Closing.Currency() == c {
			return one
		}
	}
	return newSection(c)
}

func newSection(c finance.Currency) Section {
	zero := finance.Zero(c)
	return Section{Opening: zero, Charged: zero, Paid: zero, Closing: zero}
}

// Statement folds what was entered between the owner and a party. It covers
// what is settled by party: receivables, payables and the makers' money, all in
// one balance. Deposits and other accounts are not in it.
func (l Ledger) Statement(party accrual.Party, p civil.Period) Statement {
	s, _ := l.statement(party, p, math.MaxInt)
	return s
}

// statement is Statement over at most so many entries of the party, and says
// over how many.
func (l Ledger) statement(party accrual.Party, p civil.Period, most int) (s Statement, seen int) {
	sections := map[finance.Currency]*sectionFold{}
	for e := range l.of(party) {
		if seen == most {
			break
		}
		seen++
		earlier := e.day().Before(p.From)
		if !earlier && !p.Contains(e.day()) {
			continue
		}
		paid := e.moves(Cash) && e.Key == (accrual.Key{}) // takings that were charged against cash are no payment
		for i := range e.Lines {
			n := &e.Lines[i]
			if n.Party == party && n.Account.settles() {
				foldOf(sections, n.Amount.Currency()).add(e, n, earlier, paid)
			}
		}
	}
	s = Statement{Owner: l.owner, Party: party, Period: p, Sections: make([]Section, 0, len(sections))}
	for c, f := range sections {
		s.Sections = append(s.Sections, f.section(c))
	}
	slices.SortFunc(s.Sections, func(a, b Section) int { return byCurrency(a.Closing, b.Closing) })
	return s, seen
}

// sectionFold counts minor units.
type sectionFold struct {
	opening, charged, paid int64
	lines                  []StatementLine
}

func foldOf(sections map[finance.Currency]*sectionFold, c finance.Currency) *sectionFold {
	f, ok := sections[c]
	if !ok {
		f = &sectionFold{}
		sections[c] = f
	}
	return f
}

func (f *sectionFold) add(e *Entry, n *Line, earlier, paid bool) {
	if earlier {
		f.opening += n.Amount.Minor()
		return
	}
	if paid {
		f.paid -= n.Amount.Minor()
	} else {
		f.charged += n.Amount.Minor()
	}
	f.lines = append(f.lines, StatementLine{
		Entry: e.ID, On: e.On, Counts: e.day(), Due: e.Due, Text: e.Text, Key: e.Key, For: e.For,
		Account: n.Account, Amount: n.Amount, Paid: paid, Reverses: e.Reverses != uuid.Nil,
	})
}

func (f *sectionFold) section(c finance.Currency) Section {
	slices.SortStableFunc(f.lines, func(a, b StatementLine) int { return a.Counts.Compare(b.Counts) })
	in := func(n int64) finance.Money { return finance.Minor(n, c) }
	return Section{
		Opening: in(f.opening), Lines: f.lines, Charged: in(f.charged), Paid: in(f.paid),
		Closing: in(f.opening + f.charged - f.paid),
	}
}

// compareParty orders by party, then by currency code.
func compareParty(a, b accrual.Party, m, n finance.Money) int {
	return cmp.Or(cmp.Compare(a, b), byCurrency(m, n))
}
