package payee

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Payout is what a payee is paid of a gross amount, and what was withheld of it.
//
//	gross = net + Σ withheld
type Payout struct {
	Party    accrual.Party
	On       civil.Date // of payment: what decides on form and rates
	Form     string
	Source   string // of the rules
	Invoices Invoicer
	Receipt  bool // the payee owes a receipt
	Gross    finance.Money
	Withheld []Withheld
	Net      finance.Money
}

// Withheld is one tax of a payout. Of a tax that is inside, Base holds it.
type Withheld struct {
	Tax
	Base   finance.Money
	Amount finance.Money
}

// Withhold computes a payout by the form of the day of payment. A gross below zero
// is ErrNegative, a unit of another currency ErrCurrency, and taxes that come to
// more than the gross, as a unit that is rounded up may, are ErrRange.
func (t Tables) Withhold(p Payee, gross finance.Money, on civil.Date) (Payout, error) {
	name, rules, err := t.On(p, on)
	if err != nil {
		return Payout{}, err
	}
	if gross.Sign() < 0 {
		return Payout{}, fmt.Errorf("payout of %v: %w", gross, finance.ErrNegative)
	}
	x := Payout{
		Party: p.Party, On: on, Form: name, Source: rules.Source,
		Invoices: rules.Value.Invoices, Receipt: rules.Value.Receipt, Gross: gross, Net: gross,
	}
	for _, tax := range rules.Value.Withheld {
		w := Withheld{Tax: tax, Base: gross}
		if tax.OfRest {
			w.Base = x.Net
		}
		if w.Amount, err = tax.of(w.Base); err != nil {
			return Payout{}, fmt.Errorf("%.40q: %w", tax.Name, err)
		}
		if x.Net, err = x.Net.Sub(w.Amount); err != nil {
			return Payout{}, err
		}
		x.Withheld = append(x.Withheld, w)
	}
	if x.Net.Sign() < 0 {
		return Payout{}, fmt.Errorf("%v is withheld too much of %v: %w", x.Net, gross, finance.ErrRange)
	}
	return x, nil
}

// of is the tax on a base.
func (x Tax) of(base finance.Money) (finance.Money, error) {
	rate, err := x.share()
	if err != nil {
		return finance.Money{}, err
	}
	return part(base, rate, x.Unit, x.Rounding)
}

// share is the share of the base that the tax is.
func (x Tax) share() (finance.Rate, error) {
	if !x.Inside {
		return x.Rate, nil
	}
	whole, err := finance.MustRate("1").Add(x.Rate)
	if err != nil {
		return finance.Rate{}, err
	}
	if whole, err = whole.Inverse(); err != nil {
		return finance.Rate{}, err
	}
	return x.Rate.Mul(whole)
}

// part is m × rate, rounded once to a whole number of units.
func part(m finance.Money, rate finance.Rate, unit finance.Money, by finance.Rounding) (finance.Money, error) {
	if unit.IsZero() {
		return m.MulRate(rate, by)
	}
	if unit.Currency() != m.Currency() {
		return finance.Money{}, fmt.Errorf("unit %v of %v: %w", unit, m, finance.ErrCurrency)
	}
	per, err := finance.NewRate(1, unit.Minor())
	if err != nil {
		return finance.Money{}, err
	}
	if rate, err = rate.Mul(per); err != nil {
		return finance.Money{}, err
	}
	n, err := finance.MulDiv(m.Minor(), rate.Num(), rate.Den(), by)
	if err != nil {
		return finance.Money{}, err
	}
	return unit.MulDiv(n, 1, by)
}
