package accrual

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Language is one in which the library speaks. The zero Language is English.
type Language uint8

// The languages.
const (
	English Language = iota
	Russian
)

var languageNames = finance.NewNames[Language]("language", "en", "ru")

// String is the code of the language: en, ru.
func (l Language) String() string { return languageNames.Text(l) }

// MarshalText writes what String writes; an unknown language is an error.
func (l Language) MarshalText() ([]byte, error) { return languageNames.Marshal(l) }

// UnmarshalText reads what String writes.
func (l *Language) UnmarshalText(text []byte) error { return languageNames.Unmarshal(l, text) }

// Format writes an amount as readers of the language expect it.
func (l Language) Format(m finance.Money) string {
	if l == Russian {
		return finance.FormatRU(m)
	}
	return m.String()
}

// Date writes a day as readers of the language expect it: 2026-03-31, 31.03.2026.
func (l Language) Date(d civil.Date) string {
	if l != Russian || d.IsZero() {
		return d.String()
	}
	y, m, n := d.YMD()
	return fmt.Sprintf("%02d.%02d.%04d", n, int(m), y)
}

// Month writes a month as readers of the language expect it: 2026-03, 03.2026.
func (l Language) Month(m civil.Month) string {
	if l != Russian || m.IsZero() {
		return m.String()
	}
	return fmt.Sprintf("%02d.%04d", int(m.Month()), m.Year())
}

// number is a plain number with the point of the language.
func (l Language) number(s string) string {
	if l == Russian {
		return strings.Replace(s, ".", ",", 1)
	}
	return s
}

// phrases are the words of derivations in one language.
type phrases struct {
	days, less, atLeast, atMost, charged, by, rounded, posted string
}

var speak = [...]phrases{
	English: {"days", "over", "at least", "at most", "less for the time before", "less charged by", "rounded", "less posted before"},
	Russian: {"дн.", "сверх", "не менее", "не более", "за вычетом приходящегося на время до этого", "за вычетом начисленного по пункту", "округление", "за вычетом проведённых ранее"},
}

// Text puts the derivation into words: 45000.00 RUB × 11/31 days.
func (e Explanation) Text(l Language) string {
	texts := make([]string, len(e.Parts))
	for i, p := range e.Parts {
		texts[i] = p.Text(l)
	}
	text := strings.Join(texts, "; ")
	if !e.Posted.IsZero() {
		text += ", " + l.words().posted + " " + l.Format(e.Posted)
	}
	return text
}

// words are the phrases of l, those of English if there are none.
func (l Language) words() *phrases {
	if int(l) >= len(speak) {
		l = English
	}
	return &speak[l]
}

// String is the derivation in English.
func (e Explanation) String() string { return e.Text(English) }

// Text puts the derivation of one stretch into words.
func (p Part) Text(l Language) string {
	if int(l) >= len(speak) {
		l = English
	}
	words := &speak[l]
	var b strings.Builder
	earlier := p.earlier()
	for i, s := range p.Steps {
		if i == 0 && p.repeats() || i == earlier {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(joint(p.Steps[i-1].Op, s.Op))
		}
		s.write(&b, l, words)
	}
	if len(p.Steps) == 0 {
		b.WriteString(l.Format(p.Amount))
	}
	if !p.Before.IsZero() && earlier < 0 {
		b.WriteString(", " + words.charged + " " + l.Format(p.Before))
	}
	return b.String()
}

// earlier is the place of a sum that stands for all that the time before came to,
// among steps that are added: it and what is taken off for that time cancel out
// and need not be said. -1 is none.
func (p *Part) earlier() int {
	if p.Before.IsZero() || len(p.Steps) < 2 {
		return -1
	}
	for _, s := range p.Steps {
		if !begins(s.Op) && s.Op != OfDays && s.Op != OfPart && s.Op != Rounds {
			return -1
		}
	}
	return slices.IndexFunc(p.Steps, func(s Step) bool { return s.Op == Fixed && s.Amount == p.Before })
}

// repeats reports whether the second step begins with the sum of the first one,
// which then need not be said twice.
func (p *Part) repeats() bool {
	if len(p.Steps) < 2 || p.Steps[0].Op != Fixed {
		return false
	}
	switch next := p.Steps[1]; next.Op {
	case Less, AtLeast, AtMost, Charged:
		return next.Amount == p.Steps[0].Amount
	}
	return false
}

// joint stands between two steps: shares and products of one total are added,
// other steps follow each other.
func joint(before, now Op) string {
	switch {
	case now == OfDays, now == OfPart:
		return ""
	case now == Rounds:
		return ", "
	case begins(now) && (begins(before) || before == OfDays || before == OfPart):
		return " + "
	}
	return "; "
}

// begins reports whether a step begins with a sum of its own.
func begins(o Op) bool { return o == Fixed || o == Days || o == Share || o == Times }

func (s Step) write(b *strings.Builder, l Language, words *phrases) {
	switch s.Op {
	case OfDays, OfPart, Rounds, Told: // go on without an amount
	default:
		b.WriteString(l.Format(s.Amount))
	}
	switch s.Op {
	case Days, OfDays:
		b.WriteString(" × " + strconv.FormatInt(s.Held, 10) + "/" + strconv.FormatInt(s.Whole, 10) + " " + words.days)
	case Share, OfPart:
		b.WriteString(" × " + l.number(s.Rate.String()))
	case Told:
		b.WriteString(s.Teller.Text(l))
	case Charged:
		b.WriteString(" " + words.by + " " + strconv.Quote(s.Unit) + " " + l.Format(s.Other))
	case Rounds:
		b.WriteString(words.rounded + " " + l.rounding(s.Unit))
	case Times:
		b.WriteString(" × " + l.number(quantity(s.Rate)) + " " + s.Unit)
	case Less:
		b.WriteString(" " + words.less + " " + l.Format(s.Other))
	case AtLeast:
		b.WriteString(", " + words.atLeast + " " + l.Format(s.Other))
	case AtMost:
		b.WriteString(", " + words.atMost + " " + l.Format(s.Other))
	}
}

// roundings are the roundings in Russian.
var roundings = map[string]string{
	"up": "от нуля", "down": "к нулю", "ceiling": "вверх", "floor": "вниз", "half-even": "половина к чётному",
	"half-up": "половина от нуля", "half-down": "половина к нулю", "half-ceiling": "половина вверх", "half-floor": "половина вниз",
}

// rounding is the name of a rounding.
func (l Language) rounding(name string) string {
	if words, ok := roundings[name]; ok && l == Russian {
		return words
	}
	return name
}

// quantity is a number of things as a decimal, to four places.
func quantity(r finance.Rate) string {
	d, err := r.Decimal(4, finance.HalfEven)
	if err != nil {
		return r.String()
	}
	return d.String()
}
