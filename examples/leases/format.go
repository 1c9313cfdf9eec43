package main

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

var monthsEN = [...]string{"", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
var monthsRU = [...]string{"", "янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"}

// month is the short name of a month; of another year than that of the report,
// with the year.
func (r *report) month(m civil.Month) string {
	name := monthsEN[m.Month()]
	if r.Language == accrual.Russian {
		name = monthsRU[m.Month()]
	}
	if m.Year() != reported.Year() {
		name += " " + strconv.Itoa(m.Year())
	}
	return name
}

// last is the last day of what ends on the day before d.
func (r *report) last(d civil.Date) string {
	if d.IsZero() {
		return r.Words("open")
	}
	return r.Date(d.AddDays(-1))
}

// long is a number that is easier to read in groups of three digits; the year of
// a day is none.
var long = regexp.MustCompile(`\d{4,}(\.\d+| kWh| days)`)

// read puts a text of the library into the manner of the printout: words of the
// house's files in the language, numbers in groups.
func (r *report) read(text string) string {
	if r.Language == accrual.Russian {
		return spoken.Replace(strings.ReplaceAll(text, "%", printout.NBSP+"%"))
	}
	text = long.ReplaceAllStringFunc(text, func(found string) string {
		number, unit, spaced := strings.Cut(found, " ")
		if spaced {
			unit = " " + unit
		}
		return r.Number(number) + unit
	})
	return strings.ReplaceAll(text, " RUB", printout.NBSP+"RUB")
}
