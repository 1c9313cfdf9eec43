package document

import (
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// bears says how the posted tax of o came about. The rate is the one in force in
// its month, or else in its slot, that gives the posted tax, to the minor unit
// that a difference of two rounded taxes may be off.
func (b *Basis) bears(o *accrual.Obligation) (Taxed, finance.Rate, error) {
	rates := b.ratesOf(o)
	for _, rate := range rates {
		fits, err := b.gives(o, rate)
		if err != nil {
			return 0, finance.Rate{}, err
		}
		if fits {
			return AtRate, rate, nil
		}
	}
	if o.Tax.IsZero() {
		return Untaxed, finance.Rate{}, nil
	}
	return AtRates, finance.Rate{}, nil
}

// ratesOf are the rates that o may bear, that of the end of its month first.
func (b *Basis) ratesOf(o *accrual.Obligation) []finance.Rate {
	var rates []finance.Rate
	if last, ok := b.Tax.Rates.On(o.For.Last()); ok {
		rates = append(rates, last)
	}
	for _, p := range [...]civil.Period{o.For.Period(), o.Slot} {
		for _, e := range b.Tax.Rates.Over(p) {
			if !slices.Contains(rates, e.Value) {
				rates = append(rates, e.Value)
			}
		}
	}
	return rates
}

// gives reports whether a rate gives the posted tax.
func (b *Basis) gives(o *accrual.Obligation, rate finance.Rate) (bool, error) {
	tax, err := b.tax(o.Net, o.Tax, rate)
	if err != nil {
		return false, err
	}
	off, err := tax.Sub(o.Tax)
	if err != nil {
		return false, err
	}
	if o.Tax.IsZero() {
		return tax.IsZero(), nil // what is taxed at nothing, or too small to be
	}
	return -1 <= off.Minor() && off.Minor() <= 1, nil
}

// tax is what a rate takes of an amount that was posted with some tax.
func (b *Basis) tax(net, posted finance.Money, rate finance.Rate) (tax finance.Money, err error) {
	if b.Tax.Included {
		gross, err := net.Add(posted)
		if err != nil {
			return finance.Money{}, err
		}
		_, tax, err = finance.SplitTax(gross, rate, b.Tax.Rounding)
		return tax, err
	}
	tax, _, err = finance.AddTax(net, rate, b.Tax.Rounding)
	return tax, err
}

// stated is an amount as the clauses of the agreement give it: with tax inside
// where that is agreed.
func (b *Basis) stated(a Amounts) finance.Money {
	if b.Tax.Included {
		return a.Gross
	}
	return a.Net
}

// taxed gives a stated amount the tax on it.
func (b *Basis) taxed(stated, tax finance.Money) (Amounts, error) {
	if !b.Tax.Included {
		return of(stated, tax)
	}
	net, err := stated.Sub(tax)
	if err != nil {
		return Amounts{}, err
	}
	return of(net, tax)
}

// divided divides a tax over stated amounts, each getting what the tax comes to
// up to it less what it came to before:
//
//	tax(i) = round(tax × (a1 + … + ai) / (a1 + … + an)) - tax(1) - … - tax(i-1)
//
// so the parts sum to the tax also where some amounts are below zero. Of amounts
// that sum to nothing the last bears it.
func divided(tax finance.Money, stated []finance.Money) ([]finance.Money, error) {
	whole, err := finance.Sum(stated...)
	if err != nil {
		return nil, err
	}
	parts := make([]finance.Money, len(stated))
	so, given := finance.Zero(tax.Currency()), finance.Zero(tax.Currency())
	for i, m := range stated {
		if so, err = so.Add(m); err != nil {
			return nil, err
		}
		reached := given
		switch {
		case i == len(stated)-1:
			reached = tax
		case !whole.IsZero():
			if reached, err = tax.MulDiv(so.Minor(), whole.Minor(), finance.HalfEven); err != nil {
				return nil, err
			}
		}
		if parts[i], err = reached.Sub(given); err != nil {
			return nil, err
		}
		given = reached
	}
	return parts, nil
}

// byDocument computes the tax of lines of one agreement and rate once, and
// divides it over them. What stands at several rates keeps its posted tax.
func (b *Basis) byDocument(lines []Line) error {
	done := map[finance.Rate]bool{}
	for i := range lines {
		rate := lines[i].Rate
		if lines[i].Taxed != AtRate || lines[i].Key.Agreement != b.Agreement || done[rate] {
			continue
		}
		done[rate] = true
		var same []int
		for j := i; j < len(lines); j++ {
			if lines[j].Taxed == AtRate && lines[j].Rate == rate && lines[j].Key.Agreement == b.Agreement {
				same = append(same, j)
			}
		}
		if err := b.once(lines, same, rate); err != nil {
			return err
		}
	}
	return nil
}

// once taxes the lines with the given numbers together, each direction apart.
func (b *Basis) once(lines []Line, same []int, rate finance.Rate) error {
	for _, less := range [...]bool{false, true} {
		var stated []finance.Money
		var at []int
		for _, j := range same {
			if lines[j].Less == less {
				stated, at = append(stated, b.stated(lines[j].Amounts)), append(at, j)
			}
		}
		if len(at) == 0 {
			continue
		}
		whole, err := finance.Sum(stated...)
		if err != nil {
			return err
		}
		tax, err := b.tax(whole, finance.Zero(whole.Currency()), rate)
		if err != nil {
			return err
		}
		parts, err := divided(tax, stated)
		if err != nil {
			return err
		}
		for k, j := range at {
			if lines[j].Amounts, err = b.taxed(stated[k], parts[k]); err != nil {
				return err
			}
		}
	}
	return nil
}
