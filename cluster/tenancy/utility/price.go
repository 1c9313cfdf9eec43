package utility

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Price returns what units used over a period cost, rounded once.
//
//	price = Σ over pieces of the period:
//	        Σ over blocks: units in the block × price / per × (1 + surcharge)
//	        + fixed × days of the piece / days stated
func (t Tariff) Price(units Quantity, p civil.Period, r finance.Rounding) (finance.Money, error) {
	m, err := t.price(units, p, t.currency(), r, nil)
	if err != nil {
		return finance.Money{}, fmt.Errorf("price: %w", err)
	}
	return m, nil
}

func (t *Tariff) price(units Quantity, p civil.Period, c finance.Currency, r finance.Rounding, trace *accrual.Trace) (finance.Money, error) {
	pieces, err := t.cut(units, p)
	if err != nil {
		return finance.Money{}, err
	}
	var total exact
	for {
		one, more, err := pieces.next()
		if err != nil {
			return finance.Money{}, err
		}
		if !more {
			return total.money(c, r)
		}
		if err := one.addTo(&total, c, r, trace); err != nil {
			return finance.Money{}, err
		}
	}
}

// addTo adds what the piece costs, and notes how.
func (p *piece) addTo(total *exact, c finance.Currency, r finance.Rounding, trace *accrual.Trace) error {
	energy, err := p.energy(c, trace)
	if err != nil {
		return err
	}
	total.add(energy)
	if surcharge := p.entry.Value.Surcharge; !surcharge.IsZero() {
		total.addShare(energy, surcharge)
		if trace != nil {
			shown, err := energy.money(c, r)
			if err != nil {
				return err
			}
			trace.Share(shown, surcharge)
		}
	}
	return p.addFixed(total, c, trace)
}

// energy is the price of the units without surcharge and fixed amount.
func (p *piece) energy(c finance.Currency, trace *accrual.Trace) (sum exact, err error) {
	per := p.tariff.per()
	blocks := p.blocks()
	for {
		l, more, err := blocks.line()
		if err != nil || !more {
			return sum, err
		}
		if err := of(l.Price, c); err != nil {
			return sum, err
		}
		sum.addPart(l.Price.Minor(), l.Units.thousandths, per.thousandths)
		if trace != nil {
			trace.Times(l.Price, l.Units.ratio(per), p.tariff.unit())
		}
	}
}

func (p *piece) addFixed(total *exact, c finance.Currency, trace *accrual.Trace) error {
	fixed, held := p.slab.Fixed, int64(p.period.Days())
	if fixed.IsZero() {
		return nil
	}
	total.addPart(fixed.Minor(), held, p.whole)
	if held == p.whole {
		trace.Fixed(fixed)
	} else {
		trace.Days(fixed, held, p.whole)
	}
	return of(fixed, c)
}

// unit is what a price is for, as an explanation says it: kWh, or × 1000 kWh.
func (t *Tariff) unit() string {
	if per := t.per(); per.thousandths != perUnit {
		return "× " + per.String() + " " + t.Unit
	}
	return t.Unit
}
