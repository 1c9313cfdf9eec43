package brand

import (
	"cmp"
	"iter"
	"slices"

	"github.com/creative-cluster/kvartal/finance/civil"
)

// Item is an article of a consignment: what stock is counted by.
type Item struct {
	Consignment string
	SKU         string
}

// Movements are the units that moved in a period.
type Movements struct {
	Opening  int64 // on hand before the period's first day
	In       int64 // delivered
	Sold     int64
	Returned int64 // by buyers, back on the shelf
	SentBack int64 // to the maker
}

// Closing is what is on hand at the end.
//
//	closing = opening + in - sold + returned - sent back
func (m Movements) Closing() int64 { return m.Opening + m.In - m.Sold + m.Returned - m.SentBack }

// plus is the movements of two items together.
func (m Movements) plus(o Movements) Movements {
	return Movements{m.Opening + o.Opening, m.In + o.In, m.Sold + o.Sold, m.Returned + o.Returned, m.SentBack + o.SentBack}
}

// Items yields every item that has ever moved, by consignment and SKU.
func (t Trade) Items() iter.Seq[Item] { return slices.Values(t.items) }

// OnHand is the stock of an item at the end of a day; nothing of an item that
// never moved.
func (t Trade) OnHand(item Item, day civil.Date) int64 { return t.until(item, day).Closing() }

// Movements are those of an item in a period; one without an end reaches to the
// last fact.
func (t Trade) Movements(item Item, p civil.Period) Movements {
	before, after := t.until(item, p.From.AddDays(-1)), t.until(item, p.To.AddDays(-1))
	if p.IsOpen() {
		after = t.until(item, lastDay)
	}
	return Movements{
		Opening: before.Closing(), In: after.In - before.In, Sold: after.Sold - before.Sold,
		Returned: after.Returned - before.Returned, SentBack: after.SentBack - before.SentBack,
	}
}

var lastDay = civil.MonthOf(9999, 12).Last()

// level is all that has moved of an item by the end of a day.
type level struct {
	on civil.Date
	Movements
}

// until is all that has moved of an item by the end of a day.
func (t *Trade) until(item Item, day civil.Date) Movements {
	i, known := slices.BinarySearchFunc(t.items, item, compareItems)
	if !known {
		return Movements{}
	}
	n, found := slices.BinarySearchFunc(t.history[i], day, func(l level, d civil.Date) int { return l.on.Compare(d) })
	if found {
		n++
	}
	if n == 0 {
		return Movements{}
	}
	return t.history[i][n-1].Movements
}

func compareItems(a, b Item) int {
	return cmp.Or(cmp.Compare(a.Consignment, b.Consignment), cmp.Compare(a.SKU, b.SKU))
}
