package ledger

import (
	"slices"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Open is what is open with one party in one currency. Amounts keep the sign of
// the books: what others owe is positive, what the owner owes negative.
type Open struct {
	Party accrual.Party
	Items []Item        // what is not settled, by due day, then in the order of posting
	Ahead finance.Money // what was paid or credited beyond all items, of the opposite sign
	Total finance.Money // items and Ahead: the party's balance
}

// Item is an entry that is not settled in full.
type Item struct {
	Entry  uuid.UUID
	Key    accrual.Key // of the obligation; zero for none
	Text   string
	On     civil.Date    // the day from which it counts
	Due    civil.Date    // On where the entry has no due day
	Amount finance.Money // as entered
	Left   finance.Money // what is open of it
}

// Open lists what is open in the tree of a control account (Receivable, Payable,
// Makers, or an account below one of them) at the end of a day, by party, then
// currency code. The totals sum to the account's balance. Nothing of this is
// stored: it follows from the entries.
//
// An entry that was reversed by then is out, with its reversal. What lessens a
// key, such as an adjustment, goes to the items of that key first. Payments and
// whatever is left go to the items of the party by due day, the oldest first.
func (l Ledger) Open(root Account, at civil.Date) []Open {
	f := openFold{groups: map[partyCurrency]*group{}, net: map[partyCurrency]int64{}, root: root, sign: 1}
	if root.In("liabilities") {
		f.sign = -1
	}
	undone := l.undone(at)
	for e := range l.until(at) {
		if e.Reverses == uuid.Nil && !undone[e.ID] {
			f.add(e)
		}
	}
	return f.result()
}

// undone are the entries that are not in force at the end of a day, as an odd
// number of reversals stands upon them.
func (l Ledger) undone(at civil.Date) map[uuid.UUID]bool {
	first := map[uuid.UUID]uuid.UUID{} // of a reversal, the entry at the root of the chain
	undone := map[uuid.UUID]bool{}
	for e := range l.until(at) {
		if e.Reverses == uuid.Nil {
			continue
		}
		start, ok := first[e.Reverses]
		if !ok {
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

type openFold struct {
	groups map[partyCurrency]*group
	net    map[partyCurrency]int64 // of the entry at hand
	root   Account
	sign   int64 // 1 where debits are the claims, -1 where credits are
}

// add nets the lines of e, so that moving a claim below the root settles
// nothing.
func (f *openFold) add(e *Entry) {
	clear(f.net)
	for i := range e.Lines {
		if n := &e.Lines[i]; n.Account.In(f.root) {
			f.net[partyCurrency{n.Party, n.Amount.Currency()}] += n.Amount.Minor()
		}
	}
	for who, n := range f.net {
		g, ok := f.groups[who]
		if !ok {
			g = &group{}
			f.groups[who] = g
		}
		g.add(e, n*f.sign)
	}
}

func (f *openFold) result() []Open {
	list := make([]Open, 0, len(f.groups))
	for who, g := range f.groups {
		g.settle()
		if one := g.open(who, f.sign); len(one.Items) > 0 || !one.Ahead.IsZero() {
			list = append(list, one)
		}
	}
	slices.SortFunc(list, func(a, b Open) int { return compareParty(a.Party, b.Party, a.Total, b.Total) })
	return list
}
