package brand

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// SellThrough is the part of the units that a shop had for sale that were sold
// and stayed sold. It is false where there was nothing for sale. It is below
// zero when more came back than was sold.
//
//	sell-through = (sold - returned) / (opening + in)
//
// This is the sell-through of available stock. Some divide by what came in
// alone, which exceeds one as soon as old stock is sold.
func (m Movements) SellThrough() (finance.Rate, bool) {
	rate, err := finance.NewRate(m.Sold-m.Returned, m.Opening+m.In)
	return rate, err == nil
}

// BrandMovements are the movements of all items of a brand in a period.
func (t Trade) BrandMovements(brand string, p civil.Period) Movements {
	var sum Movements
	for _, item := range t.items {
		if t.sides[item.Consignment].brand == brand {
			sum = sum.plus(t.Movements(item, p))
		}
	}
	return sum
}
