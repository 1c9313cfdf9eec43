package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// nbsp holds a number together until it is printed, as a plain space.
const nbsp = "\u00a0"

// exact writes an amount to the minor unit, with its currency.
func (p *printer) exact(m finance.Money) string {
	if p.lang == accrual.Russian {
		return finance.FormatRU(m)
	}
	return finance.FormatEN(m)
}

// amount is exact without the currency.
func (p *printer) amount(m finance.Money) string {
	text, code := p.exact(m), nbsp+m.Currency().Code()
	if p.lang == accrual.Russian {
		code = nbsp + "₽"
	}
	return strings.TrimSuffix(text, code)
}

// whole is amount in whole units, as a director reads it.
func (p *printer) whole(m finance.Money) string {
	d := m.Decimal().RoundBank(0)
	return p.number(d.StringFixed(0))
}

// number writes the text of a decimal number as the language does.
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
		return r.String()
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

var monthsEN = [...]string{"", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
var monthsRU = [...]string{"", "янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"}

// month is the short name of a month; of another year than that of the report,
// with the year.
func (p *printer) month(m civil.Month) string {
	name := monthsEN[m.Month()]
	if p.lang == accrual.Russian {
		name = monthsRU[m.Month()]
	}
	if m.Year() != reported.Year() {
		name += " " + strconv.Itoa(m.Year())
	}
	return name
}

func (p *printer) day(d civil.Date) string {
	if p.lang == accrual.Russian && !d.IsZero() {
		year, month, day := d.YMD()
		return fmt.Sprintf("%02d.%02d.%d", day, month, year)
	}
	return d.String()
}

// last is the last day of what ends on the day before d.
func (p *printer) last(d civil.Date) string {
	if d.IsZero() {
		return p.words("open")
	}
	return p.day(d.AddDays(-1))
}

// long is a number that is easier to read in groups of three digits; the year of
// a day is none.
var long = regexp.MustCompile(`\d{4,}(\.\d+| kWh| days)`)

// read puts a text of the library into the manner of the printout: words of the
// house's files in the language, numbers in groups.
func (p *printer) read(text string) string {
	if p.lang == accrual.Russian {
		return spoken.Replace(strings.ReplaceAll(text, "%", nbsp+"%"))
	}
	text = long.ReplaceAllStringFunc(text, func(found string) string {
		number, unit, spaced := strings.Cut(found, " ")
		if spaced {
			unit = " " + unit
		}
		return p.number(number) + unit
	})
	return strings.ReplaceAll(text, " RUB", nbsp+"RUB")
}
