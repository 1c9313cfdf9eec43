package arrears

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// words are those of derivations in one language.
type words struct {
	line, ofDays, ofMonths, days, total, nothing, capped, fixed, source string
	rounded                                                             [3]string
	rounding                                                            func(finance.Rounding) string
	payment                                                             [2]string
	grace                                                               [3]string
}

// speak is looked up by language.
var speak = [...]words{
	accrual.English: {
		line: "%s to %s: %s = %s", ofDays: "%d/%d days", ofMonths: "%d/%d months", days: "%d days", source: " (%s)",
		total: "%s to %s: %s", nothing: "nothing is overdue",
		capped: "at most %s: %s less", fixed: "fixed sum: %s",
		rounded:  [...]string{AtEnd: "rounded %s once, at the end", EachLine: "each line rounded %s", EachDay: "the amount of each day rounded %s"},
		rounding: finance.Rounding.String,
		payment:  [...]string{OnOldBalance: "the day of a payment counts on the balance before it", OnNewBalance: "the day of a payment counts on the balance after it"},
		grace:    [...]string{NoGrace: "", FreeDays: "the first %d days bear nothing", PaidWithin: "nothing if all is paid within %d days, else from the first"},
	},
	accrual.Russian: {
		line: "с %s по %s: %s = %s", ofDays: "%d/%d дн.", ofMonths: "%d/%d мес.", days: "%d дн.", source: " (%s)",
		total: "%s по %s: %s", nothing: "просрочки нет",
		capped: "не более %s: на %s меньше", fixed: "твёрдая сумма: %s",
		rounded:  [...]string{AtEnd: "округление %s один раз, в конце", EachLine: "округление %s в каждой строке", EachDay: "округление %s суммы каждого дня"},
		rounding: finance.RoundingRU,
		payment:  [...]string{OnOldBalance: "день платежа считается по остатку до него", OnNewBalance: "день платежа считается по остатку после него"},
		grace:    [...]string{NoGrace: "", FreeDays: "первые %d дн. без пени", PaidWithin: "без пени, если всё уплачено за %d дн., иначе с первого дня"},
	},
}

// of falls back to English.
func of(l accrual.Language) (accrual.Language, *words) {
	if int(l) >= len(speak) {
		l = accrual.English
	}
	return l, &speak[l]
}

// Text puts the derivation into words, a line of text for each Line, then what
// was agreed on grace, cap, fixed sum, day of payment and rounding.
func (i Interest) Text(l accrual.Language) string {
	l, w := of(l)
	lines := []string{fmt.Sprintf(w.total, i.Terms.Clause, l.Date(i.At), l.Format(i.Total))}
	for _, n := range i.Lines {
		lines = append(lines, n.Text(l))
	}
	if len(i.Lines) == 0 {
		lines = append(lines, w.nothing)
	}
	if i.Terms.Grace > 0 {
		lines = append(lines, fmt.Sprintf(name(w.grace[:], i.Terms.GraceMode), i.Terms.Grace))
	}
	lines = append(lines, i.sums(l, w)...)
	how := w.rounding(i.Terms.Rounding)
	lines = append(lines, name(w.payment[:], i.Terms.PaymentDay), fmt.Sprintf(name(w.rounded[:], i.Terms.RoundAt), how))
	return strings.Join(lines, "\n")
}

// name looks up what a convention is called. Interest computes under none that
// has no name.
func name[T ~uint8](names []string, v T) string {
	if int(v) < len(names) {
		return names[v]
	}
	return ""
}

// sums say what came off by the cap, and the fixed sum.
func (i *Interest) sums(l accrual.Language, w *words) (lines []string) {
	switch {
	case i.Capped.IsZero():
	case i.Terms.CapSum.IsZero():
		lines = append(lines, fmt.Sprintf(w.capped, rate(i.Terms.Cap, l), l.Format(i.Capped)))
	default:
		lines = append(lines, fmt.Sprintf(w.capped, l.Format(i.Terms.CapSum), l.Format(i.Capped)))
	}
	if !i.Fixed.IsZero() {
		lines = append(lines, fmt.Sprintf(w.fixed, l.Format(i.Fixed)))
	}
	return lines
}

// String is the derivation in English.
func (i Interest) String() string { return i.Text(accrual.English) }

// Text puts one line into words: 2025-01-11 to 2025-01-20: 100000.00 RUB × 0.1%
// × 10 days = 1000.00 RUB. The last day is the last that counts.
func (n Line) Text(l accrual.Language) string {
	l, w := of(l)
	factors := l.Format(n.Balance) + " × " + rate(n.Rate, l)
	if n.Source != "" {
		factors += fmt.Sprintf(w.source, n.Source)
	}
	if n.Share != one() {
		factors += " × " + fraction(n.Share)
	}
	switch n.Year {
	case 1:
		factors += " × " + fmt.Sprintf(w.days, n.Days)
	case 12:
		factors += " × " + fmt.Sprintf(w.ofMonths, n.Days, n.Year)
	default:
		factors += " × " + fmt.Sprintf(w.ofDays, n.Days, n.Year)
	}
	return fmt.Sprintf(w.line, l.Date(n.From), l.Date(n.To.AddDays(-1)), factors, l.Format(n.Amount))
}

// rate has the point of the language.
func rate(r finance.Rate, l accrual.Language) string {
	if l == accrual.Russian {
		return strings.Replace(r.String(), ".", ",", 1)
	}
	return r.String()
}

// fraction is a share as people name it, 1/300 or 2.
func fraction(r finance.Rate) string {
	if r.Den() == 1 {
		return strconv.FormatInt(r.Num(), 10)
	}
	return strconv.FormatInt(r.Num(), 10) + "/" + strconv.FormatInt(r.Den(), 10)
}
