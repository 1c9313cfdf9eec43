package ledger

import (
	"iter"
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
// Allocate settles by another rule, and says what settled what.
func (l Ledger) Open(root Account, at civil.Date) []Open {
	groups := map[partyCurrency]*group{}
	for one := range moves(l.until(at), root) {
		entryOf(groups, one.who).add(one.entry, one.n)
	}
	return result(groups, signOf(root))
}

// OpenWith is Open of one party: what is open with it in the tree of a control
// account, by currency code. Only the entries of the party are read.
func (l Ledger) OpenWith(party accrual.Party, root Account, at civil.Date) []Open {
	groups := map[partyCurrency]*group{}
	for one := range moves(until(l.of(party), at), root) {
		if one.who.party == party {
			entryOf(groups, one.who).add(one.entry, one.n)
		}
	}
	return result(groups, signOf(root))
}

// signOf is 1 where debits are the claims, -1 where credits are.
func signOf(root Account) int64 {
	if root.In("liabilities") {
		return -1
	}
	return 1
}

// move is what an entry does to one party in one currency. A claim is above
// zero.
type move struct {
	who   partyCurrency
	entry *Entry
	n     int64
}

// moves yields what those of the entries that are in force do in the tree of
// root. The lines of an entry are netted, so that moving a claim below the root
// settles nothing.
func moves(entries iter.Seq[*Entry], root Account) iter.Seq[move] {
	return func(yield func(move) bool) {
		undone, sign, net := undoneOf(entries), signOf(root), map[partyCurrency]int64{}
		for e := range entries {
			if e.Reverses != uuid.Nil || undone[e.ID] {
				continue
			}
			e.netIn(root, net)
			for who, n := range net {
				if !yield(move{who, e, n * sign}) {
					return
				}
			}
		}
	}
}

// netIn sums the lines of e in the tree of root.
func (e *Entry) netIn(root Account, net map[partyCurrency]int64) {
	clear(net)
	for i := range e.Lines {
		if n := &e.Lines[i]; n.Account.In(root) {
			net[partyCurrency{n.Party, n.Amount.Currency()}] += n.Amount.Minor()
		}
	}
}

// entryOf is the value under a key, made when it is asked for first.
func entryOf[K comparable, V any](m map[K]*V, key K) *V {
	v, ok := m[key]
	if !ok {
		v = new(V)
		m[key] = v
	}
	return v
}

// undoneOf are the entries that are not in force, as an odd number of reversals
// among the entries stands upon them.
func undoneOf(entries iter.Seq[*Entry]) map[uuid.UUID]bool {
	first := map[uuid.UUID]uuid.UUID{} // of a reversal, the entry at the root of the chain
	undone := map[uuid.UUID]bool{}
	for e := range entries {
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

func result(groups map[partyCurrency]*group, sign int64) []Open {
	list := make([]Open, 0, len(groups))
	for who, g := range groups {
		g.settle()
		if one := g.open(who, sign); len(one.Items) > 0 || !one.Ahead.IsZero() {
			list = append(list, one)
		}
	}
	slices.SortFunc(list, func(a, b Open) int { return compareParty(a.Party, b.Party, a.Total, b.Total) })
	return list
}
