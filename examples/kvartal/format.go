package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// nbsp holds a number together until it is printed, as a plain space.
const nbsp = "\u00a0"

// whole writes an amount in whole units, as a director reads it: kopecks stand
// in statements.
func (p *printer) whole(m finance.Money) string {
	text := p.amount(m)
	if sign := p.symbol(m.Currency()); sign != "" {
		text += nbsp + sign
	}
	return text
}

// amount is whole without the currency.
func (p *printer) amount(m finance.Money) string {
	unit := finance.Minor(pow10(m.Currency().Digits()), m.Currency())
	rounded, err := m.RoundTo(unit, finance.HalfEven)
	if err != nil {
		rounded = m
	}
	return p.number(strconv.FormatInt(rounded.Minor()/unit.Minor(), 10))
}

func pow10(digits int) int64 {
	n := int64(1)
	for range digits {
		n *= 10
	}
	return n
}

// symbol is how the language writes a currency.
func (p *printer) symbol(c finance.Currency) string {
	if c == 0 {
		return ""
	}
	_, sign, _ := strings.Cut(p.exact(finance.Zero(c)), nbsp)
	return sign
}

// exact writes an amount to the minor unit.
func (p *printer) exact(m finance.Money) string {
	if p.lang == accrual.Russian {
		return finance.FormatRU(m)
	}
	return finance.FormatEN(m)
}

// number writes the text of a decimal number as the language does: 1234.50 is
// 1,234.50 or 1 234,50.
func (p *printer) number(text string) string {
	group, point := ",", "."
	if p.lang == accrual.Russian {
		group, point = nbsp, ","
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

// decimal writes a rate with the given number of decimals.
func (p *printer) decimal(r finance.Rate, places int32) string {
	d, err := r.Decimal(places, finance.HalfEven)
	if err != nil {
		return r.String()
	}
	return p.number(d.StringFixed(places))
}

// percent writes a share with one decimal.
func (p *printer) percent(r finance.Rate) string {
	hundred, err := r.Mul(finance.MustRate("100"))
	if err != nil {
		return p.rate(r)
	}
	return p.decimal(hundred, 1) + p.words("%")
}

// rate writes a rate of a contract as it stands there.
func (p *printer) rate(r finance.Rate) string {
	if p.lang == accrual.Russian {
		return strings.NewReplacer(".", ",", "%", nbsp+"%").Replace(r.String())
	}
	return r.String()
}

var monthsRU = [...]string{"", "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"}

func (p *printer) month(m civil.Month) string {
	if p.lang == accrual.Russian {
		return fmt.Sprintf("%s %d", monthsRU[m.Month()], m.Year())
	}
	return fmt.Sprintf("%s %d", m.Month(), m.Year())
}

// brief writes a month in figures.
func (p *printer) brief(m civil.Month) string {
	if p.lang == accrual.Russian && !m.IsZero() {
		return fmt.Sprintf("%02d.%d", m.Month(), m.Year())
	}
	return m.String()
}

func (p *printer) day(d civil.Date) string {
	if p.lang == accrual.Russian && !d.IsZero() {
		year, month, day := d.YMD()
		return fmt.Sprintf("%02d.%02d.%d", day, month, year)
	}
	return d.String()
}
