package ledger

import (
	"slices"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// allocation is one party in one currency, under way.
type allocation struct {
	rule     *Allocation
	directed directed
	who      partyCurrency
	moves    []move

	day     civil.Date
	items   []*claim // in the order of arising
	places  debts
	credits []*creditLeft // all so far
	live    []*creditLeft // those with something left
	applied []Applied
}

// creditLeft is a credit, and what is left of it.
type creditLeft struct {
	entry      *Entry
	left       int64
	waits      int64 // what of it is kept for what the payer named
	directions []direction
}

func (c *creditLeft) free() int64 { return c.left - c.waits }

// run goes through the days.
func (g *allocation) run() error {
	g.places.init()
	slices.SortStableFunc(g.moves, func(a, b move) int { return a.entry.day().Compare(b.entry.day()) })
	for len(g.moves) > 0 {
		g.day = g.moves[0].entry.day()
		n := slices.IndexFunc(g.moves, func(m move) bool { return m.entry.day() != g.day })
		if n < 0 {
			n = len(g.moves)
		}
		if err := g.take(g.moves[:n]); err != nil {
			return err
		}
		g.moves = g.moves[n:]
	}
	return nil
}

// take is one day: what arises, then what settles.
func (g *allocation) take(moves []move) error {
	for _, m := range moves {
		if m.n <= 0 {
			continue
		}
		c := &claim{m.entry, m.n, m.n}
		g.items = append(g.items, c)
		if err := g.places.add(g.rule, c, len(g.items)); err != nil {
			return err
		}
	}
	for _, m := range moves {
		if m.n < 0 {
			g.receive(m)
		}
	}
	g.direct()
	g.places.drop()
	if g.rule.Exact {
		g.settleExact()
		g.places.drop()
	}
	if err := g.settle(); err != nil {
		return err
	}
	g.live = slices.DeleteFunc(g.live, func(c *creditLeft) bool { return c.left == 0 })
	g.places.drop()
	return nil
}

// receive notes a credit. One with a key settles that first.
func (g *allocation) receive(m move) {
	c := &creditLeft{entry: m.entry, left: -m.n}
	g.credits, g.live = append(g.credits, c), append(g.live, c)
	if m.entry.Key != (accrual.Key{}) {
		for _, item := range g.places.byKey[m.entry.Key] {
			g.apply(c, item, min(c.left, item.left), Reason{Why: OwnKey})
		}
	}
	for _, d := range g.directed[m.entry.ID] {
		if d.left = min(d.left, c.free()); d.c == g.who.currency && d.left > 0 {
			c.waits += d.left
			c.directions = append(c.directions, d)
		}
	}
}

// direct settles what payers named, as far as it has arisen.
func (g *allocation) direct() {
	for _, c := range g.live {
		c.directions = slices.DeleteFunc(c.directions, func(d direction) bool {
			items := g.places.named(&d)
			if len(items) == 0 {
				return false
			}
			c.waits -= d.left // from here on it settles what is named, or falls to the rule
			for _, item := range g.bound(items) {
				n := min(d.left, item.left)
				d.left -= n
				g.apply(c, item, n, Reason{Why: Directed})
			}
			return true
		})
	}
}

// bound are the items that an instruction of some items may settle, in their
// order.
func (g *allocation) bound(items []*debtItem) []*debtItem {
	if g.rule.Told == ToItem {
		return items
	}
	var all []*debtItem
	for _, item := range items {
		if len(all) == 0 || all[0].debt != item.debt {
			all = append(all, item.debt.inOrder(g.rule)...)
		}
	}
	return all
}

// apply settles n of an item by a credit.
func (g *allocation) apply(c *creditLeft, item *debtItem, n int64, why Reason) {
	if n <= 0 {
		return
	}
	c.left -= n
	item.left -= n
	item.debt.left -= n
	why.of(item)
	if why.Source == "" {
		why.Source = g.rule.Source
	}
	g.applied = append(g.applied, Applied{
		On: g.day, Credit: c.entry.ID, Item: item.entry.ID, Key: item.entry.Key,
		Amount: finance.Minor(n, g.who.currency), Reason: why,
	})
}

// settleExact gives each credit to the first debt of which exactly that is open.
func (g *allocation) settleExact() {
	for _, c := range g.live {
		free := c.free()
		i := slices.IndexFunc(g.places.inOrder(g.rule), func(d *debt) bool { return d.left == free })
		if free == 0 || i < 0 {
			continue
		}
		for _, item := range g.places.open[i].items {
			g.apply(c, item, item.left, Reason{Why: Exact, Place: i + 1})
		}
	}
}

// settle gives what is free to the debts in their order, as one sum.
func (g *allocation) settle() error {
	pool := int64(0)
	for _, c := range g.live {
		pool += c.free()
	}
	if pool == 0 {
		return nil
	}
	parts, err := g.places.divide(g.rule, pool)
	if err != nil {
		return err
	}
	next := 0
	for _, p := range parts {
		for p.n > 0 { // the parts are at most the pool, so there is a credit
			c := g.live[next]
			n := min(p.n, c.free())
			g.apply(c, p.item, n, p.why)
			if p.n -= n; c.free() == 0 {
				next++
			}
		}
	}
	return nil
}

// named are the items of a direction.
func (d *debts) named(one *direction) []*debtItem {
	if one.item == uuid.Nil {
		return d.byKey[one.key]
	}
	if item := d.byEntry[one.item]; item != nil {
		return []*debtItem{item}
	}
	return nil
}
