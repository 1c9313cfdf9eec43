package law

import (
	"fmt"
	"slices"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
)

// Limits of a table and of what it is held against.
const (
	MaxRules   = 1000
	MaxText    = 4096 // bytes of a text
	MaxMonths  = 1200
	MaxChanges = 10_000 // of the rent of one lease
)

// Validate reports everything that is wrong with the table, as finance.Problems:
// rules without an article, a source or words in both languages, figures that a
// kind lacks or has not, unknown braces in a text, and two rules of one kind for
// one object on one day.
func (rs Rules) Validate() error {
	var wrong finance.Problems
	if len(rs) > MaxRules {
		wrong.Add("rules", fmt.Errorf("%d, at most %d: %w", len(rs), MaxRules, finance.ErrLimit))
		return wrong.Err()
	}
	for i := range rs {
		wrong.AddAt("rules", i, rs[i].Validate())
		for j := range rs[:i] {
			if rs[j].meets(&rs[i]) {
				wrong.AddAt("rules", i, fmt.Errorf("rules[%d] is about the same: %w", j, finance.ErrOverlap))
			}
		}
	}
	return wrong.Err()
}

// meets reports whether both are about one object on one day.
func (r *Rule) meets(o *Rule) bool {
	shared := len(r.Objects) == 0 || len(o.Objects) == 0 || slices.ContainsFunc(r.Objects, o.appliesTo)
	return r.Kind == o.Kind && shared && r.period().Overlaps(o.period())
}

// Validate reports everything that is wrong with r, as finance.Problems.
func (r Rule) Validate() error {
	var wrong finance.Problems
	wrong.Add("kind", r.Kind.Validate())
	for i, o := range r.Objects {
		wrong.AddAt("objects", i, o.Validate())
		if slices.Contains(r.Objects[:i], o) {
			wrong.AddAt("objects", i, finance.ErrDuplicate)
		}
	}
	wrong.Add("", r.period().Validate())
	wrong.Add("article", checkText(r.Article))
	wrong.Add("source", checkText(r.Source))
	wrong.Add("text", r.Text.validate())
	if !r.Doubt.IsZero() {
		wrong.Add("doubt", r.Doubt.validate())
	}
	r.checkFigures(&wrong)
	return wrong.Err()
}

// figures says which figures a kind has.
var figures = [...]struct{ months, binds, rate bool }{
	Registration: {months: true},
	Notice:       {months: true},
	RentChange:   {months: true, binds: true},
	LateReturn:   {rate: true},
	Sublease:     {},
	Tender:       {},
}

func (r Rule) checkFigures(wrong *finance.Problems) {
	if r.Kind.Validate() != nil {
		return
	}
	has := figures[r.Kind]
	wrong.Add("months", figure(has.months, r.Months != 0, r.Months > 0 && r.Months <= MaxMonths))
	wrong.Add("rate", figure(has.rate, !r.Rate.IsZero(), r.Rate.Sign() > 0))
	wrong.Add("binds", figure(has.binds, len(r.Binds) > 0, true))
	for i, c := range r.Binds {
		wrong.AddAt("binds", i, c.Validate())
		if slices.Contains(r.Binds[:i], c) {
			wrong.AddAt("binds", i, finance.ErrDuplicate)
		}
	}
}

// figure refuses one that is missing, one that the kind has not, and one out of
// its range.
func figure(has, given, inRange bool) error {
	switch {
	case has && !given:
		return finance.ErrMissing
	case given && !has:
		return fmt.Errorf("this kind has none: %w", finance.ErrConflict)
	case given && !inRange:
		return finance.ErrRange
	}
	return nil
}

func (t Text) validate() error {
	var wrong finance.Problems
	wrong.Add("en", checkWords(t.English))
	wrong.Add("ru", checkWords(t.Russian))
	return wrong.Err()
}

func checkText(s string) error { return finance.CheckName(s, MaxText) }

// checkWords refuses braces that no warning fills.
func checkWords(s string) error {
	if err := checkText(s); err != nil {
		return err
	}
	bare := strings.NewReplacer("{on}", "", "{asked}", "", "{limit}", "", "{days}", "", "{months}", "", "{rate}", "").Replace(s)
	if i := strings.IndexAny(bare, "{}"); i >= 0 {
		return fmt.Errorf("%.20q: %w", bare[i:], finance.ErrUnknown)
	}
	return nil
}
