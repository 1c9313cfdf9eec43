package ledger

import (
	"slices"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Allocations are all parties of a control account, by party, then currency
// code.
type Allocations []Allocated

// Allocated is what settled what with one party in one currency. What is open
// keeps the sign of the books; applied and unapplied amounts have none. For each
// credit
//
//	Σ applied + unapplied = its amount
type Allocated struct {
	Open                  // what is left, at the end of the day
	Source    string      // of the rule
	Applied   []Applied   // by day, then in the order of applying
	Unapplied []Unapplied // in the order of the credits; together Ahead
}

// Applied is a part of a payment or another credit, and the item it settled.
type Applied struct {
	On     civil.Date // the day from which it counts: that of the later of both
	Credit uuid.UUID  // the entry of the payment, credit note or adjustment
	Item   uuid.UUID  // the entry that it settled
	Key    accrual.Key
	Amount finance.Money // above zero
	Reason Reason
}

// Unapplied is what is left of a credit.
type Unapplied struct {
	Credit uuid.UUID
	Amount finance.Money // above zero
	Waits  finance.Money // what of it is kept for what the payer named
}

// Open are the open items of all, for AgeingOf: parties of whom nothing is open
// or ahead are left out.
func (a Allocations) Open() []Open {
	var list []Open
	for _, one := range a {
		if len(one.Items) > 0 || !one.Ahead.IsZero() {
			one.Items = slices.Clone(one.Items)
			list = append(list, one.Open)
		}
	}
	return list
}

// Of is what was allocated with a party in a currency; false for nothing.
func (a Allocations) Of(p accrual.Party, c finance.Currency) (Allocated, bool) {
	for _, one := range a {
		if one.Party == p && one.Total.Currency() == c {
			return one, true
		}
	}
	return Allocated{}, false
}

// Allocate settles what is open in the tree of a control account by a rule, day
// by day: the items of a day arise, then its credits settle.
//
// A credit with a key, such as an adjustment, goes to the items of that key
// first. Then come the instructions of the payer, and then the rule, to which
// all credits of a day are one sum: how it was cut into payments changes no
// item. What nothing takes is kept ahead, and settles what arises later.
//
// As in Open nothing is stored, and an entry that was reversed by then is out,
// with its reversal. Unlike in Open, a debt that arises later never takes money
// from one that was paid before. Problems name rule, told[i] or the clause that
// fits no rule of kinds (ErrUnknown).
func (l Ledger) Allocate(rule Allocation, root Account, at civil.Date, told ...Instruction) (Allocations, error) {
	var wrong finance.Problems
	wrong.Add("rule", rule.Validate())
	directed, err := l.directed(root, at, told)
	wrong.Add("", err)
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	groups := map[partyCurrency]*allocation{}
	for one := range moves(l.until(at), root) {
		g := entryOf(groups, one.who)
		g.moves = append(g.moves, one)
	}
	list := make(Allocations, 0, len(groups))
	for who, g := range groups {
		g.rule, g.directed, g.who = &rule, directed, who
		if err := g.run(); err != nil {
			return nil, err
		}
		list = append(list, g.result(signOf(root)))
	}
	slices.SortFunc(list, func(a, b Allocated) int { return compareParty(a.Party, b.Party, a.Total, b.Total) })
	return list, nil
}

func (g *allocation) result(sign int64) Allocated {
	zero := finance.Zero(g.who.currency)
	a := Allocated{Open: Open{Party: g.who.party, Ahead: zero}, Source: g.rule.Source, Applied: g.applied}
	in := func(n int64) finance.Money { return finance.Minor(n*sign, g.who.currency) }
	total, ahead := int64(0), int64(0)
	slices.SortStableFunc(g.items, func(a, b *claim) int { return a.entry.due().Compare(b.entry.due()) })
	for _, c := range g.items {
		if c.left > 0 {
			total += c.left
			a.Items = append(a.Items, c.item(in))
		}
	}
	for _, c := range g.credits {
		if c.left > 0 {
			ahead += c.left
			a.Unapplied = append(a.Unapplied, Unapplied{
				c.entry.ID, finance.Minor(c.left, g.who.currency), finance.Minor(c.waits, g.who.currency),
			})
		}
	}
	a.Ahead, a.Total = in(-ahead), in(total-ahead)
	return a
}
