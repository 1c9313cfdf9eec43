package arrears

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Debts are what the books hold as owed in the tree of a control account
// (ledger.Receivable, ledger.Payable, ledger.Makers, or an account below one of
// them) at the end of a day, those that were paid too, by party, then currency
// code, due day and order of posting. What is left of each is what
// ledger.Ledger.Open shows.
//
// A part was paid on the day of its entry, also where the books took that in a
// later month. Money that came before the debt was posted is a part of its own
// day. A debt whose entry was reversed is Reversed, and its parts went to the
// others.
func Debts(books ledger.Ledger, root ledger.Account, at civil.Date) ([]Debt, error) {
	if at.IsZero() {
		return nil, fmt.Errorf("at: %w", finance.ErrMissing)
	}
	f := fold{owner: books.Owner(), root: root, accounts: map[partyCurrency]*account{}, net: map[partyCurrency]int64{}}
	f.claims = 1
	if root.In("liabilities") {
		f.claims = -1
	}
	undone := undone(books, at)
	for e := range books.Entries() {
		if !e.Day().After(at) && e.Reverses == uuid.Nil {
			f.add(&e, undone[e.ID])
		}
	}
	return f.debts(), nil
}

// undone are the entries upon which an odd number of reversals stands at the
// end of a day.
func undone(books ledger.Ledger, at civil.Date) map[uuid.UUID]bool {
	first, undone := map[uuid.UUID]uuid.UUID{}, map[uuid.UUID]bool{}
	for e := range books.Entries() {
		if e.Reverses == uuid.Nil || e.Day().After(at) {
			continue
		}
		start, chained := first[e.Reverses]
		if !chained {
			start = e.Reverses
		}
		first[e.ID] = start
		undone[start] = !undone[start]
	}
	return undone
}

type partyCurrency struct {
	party    accrual.Party
	currency finance.Currency
}

// fold sorts entries by whom they settle with.
type fold struct {
	owner    accrual.Party
	root     ledger.Account
	claims   int64 // 1 where debits are debts, -1 where credits are
	accounts map[partyCurrency]*account
	net      map[partyCurrency]int64 // of the entry at hand
}

// add nets the lines of e, so that moving a debt below the root pays nothing.
func (f *fold) add(e *ledger.Entry, undone bool) {
	clear(f.net)
	for _, n := range e.Lines {
		if n.Account.In(f.root) {
			f.net[partyCurrency{n.Party, n.Amount.Currency()}] += n.Amount.Minor() * f.claims
		}
	}
	for who, n := range f.net {
		a, known := f.accounts[who]
		if !known {
			a = &account{}
			f.accounts[who] = a
		}
		switch {
		case n > 0:
			a.owe(f.debt(e, who, n, undone))
		case n < 0 && !undone:
			a.credits = append(a.credits, credit{e.Key, e.On, -n})
		}
	}
}

func (f *fold) debt(e *ledger.Entry, who partyCurrency, n int64, reversed bool) Debt {
	d := Debt{
		ID: e.ID.String(), Key: e.Key, Debtor: who.party, Creditor: f.owner,
		Amount: finance.Minor(n, who.currency), Due: e.Due, Reversed: reversed,
	}
	if f.claims < 0 {
		d.Debtor, d.Creditor = d.Creditor, d.Debtor
	}
	if d.Due.IsZero() {
		d.Due = e.Day()
	}
	return d
}

func (f *fold) debts() []Debt {
	var list []Debt
	for _, who := range slices.SortedFunc(maps.Keys(f.accounts), compare) {
		list = append(list, f.accounts[who].settled()...)
	}
	return list
}

func compare(a, b partyCurrency) int {
	return cmp.Or(cmp.Compare(a.party, b.party), cmp.Compare(a.currency.Code(), b.currency.Code()))
}
