package main

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/document"
)

// nbsp holds a number together until it is printed, as a plain space.
const nbsp = "\u00a0"

// exact writes an amount to the kopeck, with its currency.
func (p *printer) exact(m finance.Money) string {
	if p.lang == accrual.Russian {
		return finance.FormatRU(m)
	}
	return finance.FormatEN(m)
}

// amount is an amount to the kopeck, without the currency.
func (p *printer) amount(m finance.Money) string {
	if p.lang == accrual.Russian {
		return strings.TrimSuffix(finance.FormatRU(m), nbsp+"₽")
	}
	return strings.TrimSuffix(finance.FormatEN(m), nbsp+m.Currency().Code())
}

// percent writes a share with one decimal.
func (p *printer) percent(r finance.Rate) string {
	hundred, err := r.Mul(finance.MustRate("100"))
	if err != nil {
		return r.String()
	}
	d, err := hundred.Decimal(1, finance.HalfEven)
	if err != nil {
		return r.String()
	}
	text := d.StringFixed(1)
	if p.lang == accrual.Russian {
		return strings.ReplaceAll(text, ".", ",") + nbsp + "%"
	}
	return text + "%"
}

func (p *printer) day(d civil.Date) string {
	if p.lang == accrual.Russian && !d.IsZero() {
		year, month, day := d.YMD()
		return fmt.Sprintf("%02d.%02d.%d", day, month, year)
	}
	return d.String()
}

// in is a text of the files in the language.
func (p *printer) in(w document.Words) string { return w.In(p.lang) }

// long is a number that is easier to read in groups of three digits.
var long = regexp.MustCompile(`-?\d+\.\d\d RUB`)

// read puts a text of the library into the manner of the printout.
func (p *printer) read(text string) string {
	if p.lang == accrual.Russian {
		return spoken.Replace(text)
	}
	return long.ReplaceAllStringFunc(text, func(found string) string {
		m, err := finance.ParseMoney(found)
		if err != nil {
			return found
		}
		return p.exact(m)
	})
}

// of is the name of a maker.
func (p *printer) of(m maker) string {
	if p.lang == accrual.Russian {
		return m.NameRU
	}
	return m.Name
}
