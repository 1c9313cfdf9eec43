package accrual

import (
	"cmp"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// totals are what the charges come to: one for each key and pair of parties,
// in order of month, clause and slot, without those that are nothing.
func (w *walker) totals() ([]Obligation, error) {
	slices.SortStableFunc(w.charges, compareCharges)
	var all []Obligation
	for rest := w.charges; len(rest) > 0; {
		n := 1
		for n < len(rest) && sameTotal(&rest[0], &rest[n]) {
			n++
		}
		o, err := w.total(rest[:n])
		if err != nil {
			return nil, w.failed(rest[0].track, err)
		}
		if !o.Net.IsZero() || !o.Tax.IsZero() {
			all = append(all, o)
		}
		rest = rest[n:]
	}
	return all, nil
}

func compareCharges(a, b charge) int {
	return cmp.Or(
		a.month.Compare(b.month), cmp.Compare(a.track, b.track), a.slot.From.Compare(b.slot.From), a.slot.To.Compare(b.slot.To),
		cmp.Compare(a.source, b.source), cmp.Compare(a.debtor, b.debtor), cmp.Compare(a.creditor, b.creditor),
		a.rate.Cmp(b.rate),
	)
}

func sameTotal(a, b *charge) bool {
	return a.month == b.month && a.track == b.track && a.slot == b.slot && a.source == b.source &&
		a.debtor == b.debtor && a.creditor == b.creditor
}

// total sums the charges of one key and pair of parties. Tax is computed on
// what each rate applies to, once.
func (w *walker) total(charges []charge) (Obligation, error) {
	first := &charges[0]
	o := Obligation{
		Key:    Key{Agreement: w.id, Clause: w.tracks[first.track].name, Slot: first.slot, Source: first.source},
		Debtor: first.debtor, Creditor: first.creditor, For: first.month,
		Net: finance.Zero(w.currency), Tax: finance.Zero(w.currency),
	}
	for len(charges) > 0 {
		rate, amount, n := charges[0].rate, charges[0].amount, 1
		var err error
		for ; n < len(charges) && charges[n].rate == rate; n++ {
			if amount, err = amount.Add(charges[n].amount); err != nil {
				return o, err
			}
		}
		net, tax, err := w.tax.of(amount, rate)
		if err != nil {
			return o, err
		}
		if o.Net, err = o.Net.Add(net); err != nil {
			return o, err
		}
		if o.Tax, err = o.Tax.Add(tax); err != nil {
			return o, err
		}
		charges = charges[n:]
	}
	return o, nil
}

// of divides an amount into net and tax, or adds tax to it.
func (t *Tax) of(amount finance.Money, rate finance.Rate) (net, tax finance.Money, err error) {
	if rate.IsZero() {
		return amount, finance.Zero(amount.Currency()), nil
	}
	if t.Included {
		return finance.SplitTax(amount, rate, t.Rounding)
	}
	tax, _, err = finance.AddTax(amount, rate, t.Rounding)
	return amount, tax, err
}

// named is the version of a clause name whose words hold for a month: the last
// one that is in force in it or before.
func (p *program) named(i int, m civil.Month) *Named {
	versions := p.tracks[i].versions
	for v := len(versions) - 1; v >= 0; v-- {
		if !versions[v].dropped && !versions[v].from.After(m.Last()) {
			return &versions[v].Named
		}
	}
	return nil
}
