package law

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Warning is a rule that a lease does not meet, as data: the fields that its
// kind has no use for are zero.
type Warning struct {
	Rule   Rule
	On     civil.Date // the day that it is about
	Asked  civil.Date // the last day that the lease has, or wants; no day where it has no end
	Limit  civil.Date // the last (of RentChange, the first) day that the rule allows
	Days   int        // of a delay
	Months int        // of the rule, or the notice that the sides agreed
}

// Text is the warning in a language: the article, what its rule says with the
// dates in it, and the doubt if there is one.
func (w Warning) Text(l accrual.Language) string {
	t := w.Rule.Article + ": " + w.fill(w.Rule.Text.In(l), l)
	if !w.Rule.Doubt.IsZero() {
		t += " (" + w.fill(w.Rule.Doubt.In(l), l) + ")"
	}
	return t
}

// String is the warning in English.
func (w Warning) String() string { return w.Text(accrual.English) }

func (w Warning) fill(s string, l accrual.Language) string {
	return strings.NewReplacer(
		"{on}", date(w.On, l),
		"{asked}", date(w.Asked, l),
		"{limit}", date(w.Limit, l),
		"{days}", strconv.Itoa(w.Days),
		"{months}", strconv.Itoa(w.Months),
		"{rate}", decimal(w.Rule.Rate.String(), l),
	).Replace(s)
}

// date is a day as readers of the language expect it.
func date(d civil.Date, l accrual.Language) string {
	switch {
	case d.IsZero() && l == accrual.Russian:
		return "без срока"
	case d.IsZero():
		return "without an end"
	case l == accrual.Russian:
		y, m, day := d.YMD()
		return fmt.Sprintf("%02d.%02d.%04d", day, int(m), y)
	}
	return d.String()
}

func decimal(s string, l accrual.Language) string {
	if l == accrual.Russian {
		return strings.Replace(s, ".", ",", 1)
	}
	return s
}
