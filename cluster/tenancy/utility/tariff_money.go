package utility

import (
	"iter"
	"strconv"

	"github.com/creative-cluster/kvartal/finance"
)

// In reports each amount of t that is in another currency than c, as
// finance.Problems.
func (t Tariff) In(c finance.Currency) error {
	var wrong finance.Problems
	for path, m := range t.amounts() {
		wrong.Add(path(), of(m, c))
	}
	return wrong.Err()
}

// currency is the first one in t.
func (t *Tariff) currency() finance.Currency {
	for _, m := range t.amounts() {
		if m.Currency() != 0 {
			return m.Currency()
		}
	}
	return 0
}

// amounts yields every amount of t with its path, which is only put together
// where somebody asks.
func (t *Tariff) amounts() iter.Seq2[func() string, finance.Money] {
	return func(yield func(func() string, finance.Money) bool) {
		for i := range t.Prices {
			p := &t.Prices[i].Value
			entry := func() string { return at("prices", i) + ".value" }
			if !yieldSlabs(p.Slabs, entry, yield) {
				return
			}
			for s := range p.Seasons {
				season := func() string { return entry() + "." + at("seasons", s) }
				if !yieldSlabs(p.Seasons[s].Slabs, season, yield) {
					return
				}
			}
		}
	}
}

func yieldSlabs(slabs []Slab, parent func() string, yield func(func() string, finance.Money) bool) bool {
	for i := range slabs {
		slab := func() string { return parent() + "." + at("slabs", i) }
		if !yield(func() string { return slab() + ".fixed" }, slabs[i].Fixed) {
			return false
		}
		for b := range slabs[i].Blocks {
			if !yield(func() string { return slab() + "." + at("blocks", b) + ".price" }, slabs[i].Blocks[b].Price) {
				return false
			}
		}
	}
	return true
}

func at(list string, i int) string { return list + "[" + strconv.Itoa(i) + "]" }
