package main

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// rounded writes an amount in whole units, with its currency: kopecks stand in
// statements.
func (j *job) rounded(m finance.Money) string {
	text := j.Whole(m)
	if sign := j.Symbol(m.Currency()); sign != "" {
		text += printout.NBSP + sign
	}
	return text
}

var monthsRU = [...]string{"", "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"}

func (j *job) month(m civil.Month) string {
	if j.Language == accrual.Russian {
		return fmt.Sprintf("%s %d", monthsRU[m.Month()], m.Year())
	}
	return fmt.Sprintf("%s %d", m.Month(), m.Year())
}

// capital is text with a capital letter at its start.
func capital(text string) string {
	if text == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// short lists the first names, and says how many more there are.
func short(names []string, most int) string {
	if len(names) > most {
		return strings.Join(names[:most], ", ") + fmt.Sprintf(" … +%d", len(names)-most)
	}
	return strings.Join(names, ", ")
}
