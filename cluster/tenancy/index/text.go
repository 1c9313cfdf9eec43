package index

import (
	"strconv"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// phrases are the words of a review in one language.
type phrases struct {
	to, rounded, atLeast, atMost, over, notLowered, unchanged, since, under string
}

var speak = [...]phrases{
	accrual.English: {"to", "rounded to", "at least", "at most", "over", "not lowered", "unchanged", "since the review applied last", "under"},
	accrual.Russian: {"к", "округлено до", "не менее", "не более", "к", "не понижается", "без изменения", "с последнего применённого пересмотра", "менее"},
}

// String tells the review in English:
//
//	48401.91 RUB = 45000.00 RUB × 112.4/104.5 (CPI 2025-12 to 2024-12)
func (r Review) String() string { return r.Text(accrual.English) }

// Text tells the review in a language. Levels are shown to six decimals, and
// changes that no field of x names to four of a per cent.
func (r Review) Text(l accrual.Language) string {
	if int(l) >= len(speak) {
		l = accrual.English
	}
	t := teller{r: &r, l: l, words: &speak[l]}
	if r.Bound == BelowChange {
		return t.kept()
	}
	return t.price() + t.money(r.Moved) + " × " + t.factor() + " (" + t.compared() + ")"
}

// teller tells one review in one language.
type teller struct {
	r     *Review
	l     accrual.Language
	words *phrases
}

// kept tells of a change under the threshold.
func (t teller) kept() string {
	return t.money(t.r.Price) + " " + t.words.unchanged + ": " + t.percent(t.r.Since) + " " + t.words.since + ", " +
		t.words.under + " " + t.percent(t.r.Limit) + " (" + t.compared() + ")"
}

// price is what the steps come to, or the bound that held it.
func (t teller) price() string {
	price := t.money(t.r.Price)
	switch t.r.Bound {
	case AtFloor:
		return price + ", " + t.words.atLeast + " " + t.percent(t.r.Limit) + " " + t.words.over + " " + t.money(t.r.Old) + ": "
	case AtCap:
		return price + ", " + t.words.atMost + " " + t.percent(t.r.Limit) + " " + t.words.over + " " + t.money(t.r.Old) + ": "
	case NotLowered:
		return price + ", " + t.words.notLowered + ": "
	}
	return price + " = "
}

// factor is what the price is multiplied by.
func (t teller) factor() string {
	sum := t.ratio()
	if !t.whole() {
		sum = signed("1", t.change())
	}
	if !t.r.Share.IsZero() {
		sum += " × " + t.percent(t.r.Share)
	}
	if t.r.Compound && !t.r.Plus.IsZero() {
		return t.group(sum) + " × (" + signed("1", t.percent(t.r.Plus)) + ")" + t.exponent()
	}
	if !t.r.Plus.IsZero() {
		sum = signed(sum, t.percent(t.r.Plus)) + t.times()
	}
	return t.group(sum)
}

// group puts a sum into brackets; a ratio that stands alone is none.
func (t teller) group(s string) string {
	if t.whole() && (t.r.Plus.IsZero() || t.r.Compound) {
		return s
	}
	return "(" + s + ")"
}

// signed is a + b, where b may bring a minus.
func signed(a, b string) string {
	if rest, minus := strings.CutPrefix(b, "-"); minus {
		return a + " - " + rest
	}
	return a + " + " + b
}

func (t teller) exponent() string {
	if t.r.Reviews == 1 {
		return ""
	}
	return "^" + strconv.Itoa(t.r.Reviews)
}

func (t teller) times() string {
	if t.r.Reviews == 1 {
		return ""
	}
	return " × " + strconv.Itoa(t.r.Reviews)
}

// whole reports whether the ratio of the index is a factor as it stands.
func (t teller) whole() bool {
	return t.r.Share.IsZero() && t.r.RoundTo.IsZero() && !t.r.Points
}

// ratio is index over base.
func (t teller) ratio() string {
	if t.r.Kind == Change {
		return t.percent(t.r.Growth)
	}
	return t.index() + "/" + t.number(t.r.Base.Value.Rate)
}

func (t teller) index() string {
	if t.r.Link.IsZero() {
		return t.number(t.r.Index.Value.Rate)
	}
	return t.number(t.r.Index.Value.Rate) + " × " + t.number(t.r.Link.Rate)
}

// change is index less base, or what was made of it.
func (t teller) change() string {
	switch {
	case !t.r.RoundTo.IsZero():
		return t.percent(t.r.Rounded)
	case t.r.Kind == Change:
		if change, err := t.r.Change(); err == nil {
			return t.percent(change)
		}
	case t.r.Points:
		return "(" + t.index() + " - " + t.number(t.r.Base.Value.Rate) + ")%"
	}
	return "(" + t.ratio() + " - 1)"
}

// compared says what of which months the change is.
func (t teller) compared() string {
	s := t.r.Series + " " + month(t.r.Index) + " " + t.words.to + " " + month(t.r.Base)
	if t.r.RoundTo.IsZero() || t.r.Bound == BelowChange {
		return s
	}
	change, err := t.r.Change()
	if err != nil {
		return s
	}
	return s + ": " + t.percent(change) + ", " + t.words.rounded + " " + t.percent(t.r.Rounded)
}

func month(v Value) string { return v.Month.String() }

func (t teller) money(m finance.Money) string {
	if t.l == accrual.Russian {
		return finance.FormatRU(m)
	}
	return m.String()
}

// number is a level or a factor, to six decimals.
func (t teller) number(r finance.Rate) string { return t.decimal(r, 0, 6) }

// percent is a rate in per cent, to four decimals.
func (t teller) percent(r finance.Rate) string { return t.decimal(r, 2, 4) + "%" }

// decimal is r × 10^shift with at most so many decimals.
func (t teller) decimal(r finance.Rate, shift, decimals int) string {
	scale := int64(1)
	for range shift + decimals {
		scale *= 10
	}
	n, err := number(r).units(scale, 1, finance.HalfEven)
	if err != nil {
		return r.String()
	}
	digits := strconv.FormatUint(magnitude(n), 10)
	if short := decimals + 1 - len(digits); short > 0 {
		digits = strings.Repeat("0", short) + digits
	}
	point := len(digits) - decimals
	text := digits[:point]
	if rest := strings.TrimRight(digits[point:], "0"); rest != "" {
		text += t.point() + rest
	}
	if n < 0 {
		return "-" + text
	}
	return text
}

func (t teller) point() string {
	if t.l == accrual.Russian {
		return ","
	}
	return "."
}
