package printout

import (
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Exact writes an amount to the minor unit, with its currency: 1,234.50 RUB or
// 1 234,50 ₽.
func (p *Printer) Exact(m finance.Money) string {
	if p.Language == accrual.Russian {
		return finance.FormatRU(m)
	}
	return finance.FormatEN(m)
}

// Amount is Exact without the currency.
func (p *Printer) Amount(m finance.Money) string {
	return strings.TrimSuffix(p.Exact(m), NBSP+p.Symbol(m.Currency()))
}

// Whole is Amount in whole units, half to even, as a director reads it.
func (p *Printer) Whole(m finance.Money) string {
	return p.Number(m.Decimal().RoundBank(0).StringFixed(0))
}

// Symbol is how the language writes a currency.
func (p *Printer) Symbol(c finance.Currency) string {
	_, sign, _ := strings.Cut(p.Exact(finance.Zero(c)), NBSP)
	return sign
}

// Number writes the text of a decimal number as the language does: 1234.50 is
// 1,234.50 or 1 234,50.
func (p *Printer) Number(text string) string {
	group, point := ",", "."
	if p.Language == accrual.Russian {
		group, point = NBSP, ","
	}
	integer, fraction, decimal := strings.Cut(text, ".")
	digits := strings.TrimPrefix(integer, "-")
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + group + digits[at:]
	}
	if strings.HasPrefix(integer, "-") {
		digits = "-" + digits
	}
	if decimal {
		digits += point + fraction
	}
	return digits
}

// Decimal writes a rate with the given number of decimals.
func (p *Printer) Decimal(r finance.Rate, places int32) string {
	d, err := r.Decimal(places, finance.HalfEven)
	if err != nil {
		return r.String()
	}
	return p.Number(d.StringFixed(places))
}

// Percent writes a share with one decimal: 33.3% or 33,3 %.
func (p *Printer) Percent(r finance.Rate) string {
	hundred, err := r.Mul(finance.MustRate("100"))
	if err != nil {
		return p.Rate(r)
	}
	if p.Language == accrual.Russian {
		return p.Decimal(hundred, 1) + NBSP + "%"
	}
	return p.Decimal(hundred, 1) + "%"
}

// Rate writes a rate of a contract as it stands there.
func (p *Printer) Rate(r finance.Rate) string {
	if p.Language == accrual.Russian {
		return strings.NewReplacer(".", ",", "%", NBSP+"%").Replace(r.String())
	}
	return r.String()
}

// Date writes a day: 2026-03-31 or 31.03.2026.
func (p *Printer) Date(d civil.Date) string { return p.Language.Date(d) }
