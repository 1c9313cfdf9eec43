package brand

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// move is a fact that moves goods.
type move struct {
	item  int32 // in Trade.items
	place place
	out   bool
	on    civil.Date
	id    string
	units int64
}

func compareMoves(a, b move) int {
	switch {
	case a.item != b.item:
		return cmp.Compare(a.item, b.item)
	case a.on != b.on:
		return a.on.Compare(b.on)
	case a.out != b.out:
		if b.out {
			return -1
		}
		return 1
	}
	return cmp.Compare(a.id, b.id)
}

// stock folds the history of each item.
func (r *reader) stock() {
	moves := r.moves()
	slices.SortFunc(moves, compareMoves)
	r.trade.history = make([][]level, len(r.trade.items))
	for len(moves) > 0 {
		n := 1
		for n < len(moves) && moves[n].item == moves[0].item {
			n++
		}
		r.trade.history[moves[0].item] = r.fold(moves[:n])
		moves = moves[n:]
	}
}

// fold is the history of one item. A fact that takes more than is on hand is a
// problem and takes nothing.
func (r *reader) fold(moves []move) []level {
	var history []level
	var now level
	for _, m := range moves {
		if left := now.Closing(); m.out && left < m.units {
			sku := r.trade.items[m.item].SKU
			r.wrong.AddAt(kindPaths[m.place.kind], int(m.place.at), finance.Problem{
				Path: "units", Err: fmt.Errorf("%.40q takes %d of %.40q, %d on hand: %w", m.id, m.units, sku, left, finance.ErrNegative),
			})
			continue
		}
		if now.on != m.on && !now.on.IsZero() {
			history = append(history, now)
		}
		now.on = m.on
		*now.of(m.place.kind) += m.units
	}
	if now.on.IsZero() {
		return nil
	}
	return append(history, now)
}

// of is what a kind of fact, which is no void, moves.
func (m *Movements) of(k kind) *int64 {
	return [...]*int64{delivery: &m.In, sale: &m.Sold, returned: &m.Returned, withdrawal: &m.SentBack}[k]
}

// moves are the facts that count and move goods; it gives each item its place.
func (r *reader) moves() []move {
	t := r.trade
	c := collector{trade: t, index: make(map[Item]int32)}
	for i, d := range t.facts.Deliveries {
		c.add(delivery, i, Item{d.Consignment, d.SKU}, d.identity(), d.Units)
	}
	for i, s := range t.facts.Sales {
		c.add(sale, i, Item{s.Consignment, s.SKU}, s.identity(), s.Units)
	}
	for i := range t.facts.Returns {
		if f := &t.facts.Returns[i]; t.counts(returned, i) && f.Units > 0 {
			of := t.saleOf(f)
			c.add(returned, i, Item{of.Consignment, of.SKU}, f.identity(), f.Units)
		}
	}
	for i, w := range t.facts.Withdrawals {
		c.add(withdrawal, i, Item{w.Consignment, w.SKU}, w.identity(), w.Units)
	}
	c.sort()
	return c.moves
}

// collector gives numbers to items as they come.
type collector struct {
	trade *Trade
	index map[Item]int32
	moves []move
}

func (c *collector) add(k kind, i int, item Item, f identity, units int64) {
	if !c.trade.counts(k, i) {
		return
	}
	n, known := c.index[item]
	if !known {
		n = int32(len(c.trade.items))
		c.index[item] = n
		c.trade.items = append(c.trade.items, item)
	}
	out := k == sale || k == withdrawal
	c.moves = append(c.moves, move{n, place{k, int32(i)}, out, f.on, f.id, units})
}

// sort puts the items in order and gives the moves their new numbers.
func (c *collector) sort() {
	items := slices.SortedFunc(slices.Values(c.trade.items), compareItems)
	for i, item := range items {
		c.index[item] = int32(i)
	}
	for i := range c.moves {
		c.moves[i].item = c.index[c.trade.items[c.moves[i].item]]
	}
	c.trade.items = items
}
