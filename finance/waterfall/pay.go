package waterfall

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Layer is a tier that was paid on a day.
type Layer struct {
	Tier            int           // its place in the terms
	Available       finance.Money // what the tiers before it left
	Due             finance.Money // what would have filled it; what was available, of a tier that takes everything
	Paid            finance.Money // the lesser of the two
	Payments        []Payment     // of each party with a part in it, in the order of the terms; they sum to Paid
	Profit, Promote finance.Money // of a CatchUp: what it is computed from
	Lacking         finance.Money // of a Split with a hurdle: what the investors lacked
}

// Payment is what a party gets; of a claw-back below zero, what it gives back.
type Payment struct {
	Party  accrual.Party
	Amount finance.Money
}

// pay divides an amount over the tiers.
func (b *book) pay(t *Terms, amount int64, note func(Layer)) error {
	for i := range t.Tiers {
		if amount == 0 {
			return nil
		}
		need, layer, err := b.need(t, i)
		if err != nil {
			return err
		}
		paid := min(amount, need)
		if paid <= 0 {
			continue
		}
		layer.Available, layer.Paid, layer.Due = t.money(amount), t.money(paid), t.money(need)
		if t.Tiers[i].endless() {
			layer.Due = layer.Available
		}
		if layer.Payments, err = b.layer(t, &t.Tiers[i], layer.Paid); err != nil {
			return err
		}
		if note != nil {
			note(layer)
		}
		amount -= paid
	}
	return nil
}

// layer divides what a tier pays over the parties.
func (b *book) layer(t *Terms, x *Tier, paid finance.Money) ([]Payment, error) {
	parts, err := b.parts(t, x, paid)
	if err != nil {
		return nil, err
	}
	var list []Payment
	for i, part := range parts {
		if part.IsZero() {
			continue
		}
		if err := b.receive(t, x, i, part.Minor()); err != nil {
			return nil, err
		}
		list = append(list, Payment{t.Parties[i], part})
	}
	return list, nil
}

// parts are those of each party: by shares, or in proportion to what is due.
func (b *book) parts(t *Terms, x *Tier, paid finance.Money) ([]finance.Money, error) {
	if x.shared() {
		return finance.AllocateRates(paid, t.weights(x), t.Remainder)
	}
	due := make([]int64, len(b.Holders))
	for i := range b.Holders {
		due[i] = b.Holders[i].Capital
		if x.Kind == Preferred {
			due[i] = b.Holders[i].Preferred.Base + b.Holders[i].Preferred.Now // as need has summed them
		}
	}
	return finance.Allocate(paid, due, t.Remainder)
}
