package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// printer writes text in one language, and remembers the first error.
type printer struct {
	w    io.Writer
	lang accrual.Language
	err  error
}

// say writes a line of the phrase in the printer's language.
func (p *printer) say(phrase string, args ...any) {
	p.line("%s", fmt.Sprintf(p.words(phrase), args...))
}

// words is the phrase in the printer's language: phrases are English, and
// Russian ones are looked up.
func (p *printer) words(phrase string) string {
	if p.lang != accrual.Russian {
		return phrase
	}
	if ru, ok := russian[phrase]; ok {
		return ru
	}
	return phrase
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", args...)
	}
}

func (p *printer) title(phrase string, args ...any) {
	text := fmt.Sprintf(p.words(phrase), args...)
	p.line("\n%s\n%s", text, strings.Repeat("═", utf8.RuneCountInString(text)))
}

// whole writes an amount in whole units, as a director reads it: kopecks stand
// in statements.
func (p *printer) whole(m finance.Money) string {
	if m.Currency() == 0 {
		return "0"
	}
	unit := finance.Minor(pow10(m.Currency().Digits()), m.Currency())
	rounded, err := m.RoundTo(unit, finance.HalfEven)
	if err != nil {
		rounded = m
	}
	text := finance.FormatEN(rounded)
	point := "."
	if p.lang == accrual.Russian {
		text, point = finance.FormatRU(rounded), ","
	}
	text = strings.ReplaceAll(text, point+strings.Repeat("0", m.Currency().Digits()), "")
	return strings.ReplaceAll(text, "\u00a0", " ")
}

func pow10(digits int) int64 {
	n := int64(1)
	for range digits {
		n *= 10
	}
	return n
}

// exact writes an amount to the minor unit.
func (p *printer) exact(m finance.Money) string {
	text := finance.FormatEN(m)
	if p.lang == accrual.Russian {
		text = finance.FormatRU(m)
	}
	return strings.ReplaceAll(text, "\u00a0", " ")
}

// percent writes a share with one decimal.
func (p *printer) percent(r finance.Rate) string {
	hundred, err := r.Mul(finance.MustRate("100"))
	if err != nil {
		return "?"
	}
	d, err := hundred.Decimal(1, finance.HalfEven)
	if err != nil {
		return "?"
	}
	text := d.StringFixed(1)
	if p.lang == accrual.Russian {
		return strings.Replace(text, ".", ",", 1) + " %"
	}
	return text + " %"
}

// number writes a decimal text as the language does.
func (p *printer) number(text string) string {
	if p.lang == accrual.Russian {
		return strings.Replace(text, ".", ",", 1)
	}
	return text
}

var monthsRU = [...]string{"", "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"}

func (p *printer) month(m civil.Month) string {
	if p.lang == accrual.Russian {
		return fmt.Sprintf("%s %d", monthsRU[m.Month()], m.Year())
	}
	return fmt.Sprintf("%s %d", m.Month(), m.Year())
}

func (p *printer) day(d civil.Date) string {
	if p.lang == accrual.Russian && !d.IsZero() {
		year, month, day := d.YMD()
		return fmt.Sprintf("%02d.%02d.%d", day, month, year)
	}
	return d.String()
}

// pad fills text with spaces to a width, counted in characters.
func pad(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(text)))
}

// padLeft is pad for figures.
func padLeft(text string, width int) string {
	return strings.Repeat(" ", max(0, width-utf8.RuneCountInString(text))) + text
}
