package ledger

import (
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// group is one party in one currency; claims are positive.
type group struct {
	claims  []claim
	credits []credit // of a key
	pool    int64    // credits of no key
}

type claim struct {
	entry        *Entry
	amount, left int64
}

type credit struct {
	key    accrual.Key
	amount int64
}

func (g *group) add(e *Entry, n int64) {
	switch {
	case n > 0:
		g.claims = append(g.claims, claim{e, n, n})
	case e.Key != (accrual.Key{}):
		g.credits = append(g.credits, credit{e.Key, -n})
	default:
		g.pool -= n
	}
}

func (e *Entry) due() civil.Date {
	if e.Due.IsZero() {
		return e.day()
	}
	return e.Due
}

// settle applies the credits. What no claim takes stays in the pool.
func (g *group) settle() {
	slices.SortStableFunc(g.claims, func(a, b claim) int { return a.entry.due().Compare(b.entry.due()) })
	byKey := map[accrual.Key][]*claim{}
	if len(g.credits) > 0 {
		for i := range g.claims {
			key := g.claims[i].entry.Key
			byKey[key] = append(byKey[key], &g.claims[i])
		}
	}
	for _, c := range g.credits {
		for _, one := range byKey[c.key] {
			c.amount = one.take(c.amount)
		}
		g.pool += c.amount
	}
	for i := range g.claims {
		g.pool = g.claims[i].take(g.pool)
	}
}

// take settles the claim with at most n, and returns what is left of n.
func (c *claim) take(n int64) int64 {
	used := min(c.left, n)
	c.left -= used
	return n - used
}

func (g *group) open(who partyCurrency, sign int64) Open {
	in := func(n int64) finance.Money { return finance.Minor(n*sign, who.currency) }
	o := Open{Party: who.party, Ahead: in(-g.pool)}
	total := -g.pool
	for _, c := range g.claims {
		if c.left == 0 {
			continue
		}
		total += c.left
		o.Items = append(o.Items, c.item(in))
	}
	o.Total = in(total)
	return o
}

func (c *claim) item(in func(int64) finance.Money) Item {
	return Item{
		Entry: c.entry.ID, Key: c.entry.Key, Text: c.entry.Text, On: c.entry.day(), Due: c.entry.due(),
		Amount: in(c.amount), Left: in(c.left),
	}
}
