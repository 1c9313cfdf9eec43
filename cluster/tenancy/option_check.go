package tenancy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// checkOptions reports what is wrong with each option, two of one id, and a day
// or a notice that the term has no room for.
func (l *Lease) checkOptions(wrong *finance.Problems) {
	if len(l.Options) > maxOptions {
		wrong.Add("options", fmt.Errorf("%d, at most %d: %w", len(l.Options), maxOptions, finance.ErrLimit))
		return
	}
	term := l.held()
	for i := range l.Options {
		o := &l.Options[i]
		err := o.Validate()
		wrong.AddAt("options", i, err)
		if slices.ContainsFunc(l.Options[:i], func(p Option) bool { return p.ID == o.ID }) {
			wrong.AddAt("options", i, problem("id", finance.ErrDuplicate))
		}
		if !o.Fee.IsZero() && l.names(FeeOf(o.ID)) {
			wrong.AddAt("options", i, problem("id", fmt.Errorf("a clause is %.40q: %w", FeeOf(o.ID), finance.ErrDuplicate)))
		}
		if err == nil && l.Term.Validate() == nil {
			wrong.AddAt("options", i, o.fits(l.Term, term))
		}
	}
}

// fits refuses an option that neither the term as it was agreed nor as amended
// has room for.
func (o *Option) fits(terms ...civil.Period) error {
	var err error
	for _, term := range terms {
		if err = o.fit(term); err == nil {
			return nil
		}
	}
	return err
}

func (o *Option) fit(term civil.Period) error {
	switch {
	case o.Kind != ToBreak && term.To.IsZero():
		return problem("kind", fmt.Errorf("%v, of a term without an end: %w", o.Kind, finance.ErrConflict))
	case !o.On.IsZero() && !o.takesEffect(o.On, term):
		return problem("on", fmt.Errorf("%v is not in %v: %w", o.On, term, finance.ErrRange))
	case !o.Within.IsZero() && !term.ContainsPeriod(o.Within):
		return problem("within", fmt.Errorf("%v is not in %v: %w", o.Within, term, finance.ErrRange))
	case o.BeforeEnd > 0 && !o.takesEffect(o.latest(term), term):
		return problem("months_before_end", fmt.Errorf("%d months before the end of %v: %w", o.BeforeEnd, term, finance.ErrRange))
	case o.EveryYears > 0 && !o.takesEffect(term.From.AddYears(o.EveryYears), term):
		return problem("every_years", fmt.Errorf("%d years after the beginning of %v: %w", o.EveryYears, term, finance.ErrRange))
	}
	if term.To.IsZero() {
		return nil
	}
	if last := o.Notice.LastFor(term.To); last.Before(term.From) {
		return problem("notice", fmt.Errorf("%v, longer than the term %v: %w", o.Notice, term, finance.ErrRange))
	}
	return nil
}

// names reports whether l sets a clause of a name.
func (l *Lease) names(name string) bool {
	return slices.ContainsFunc(l.sets(), func(s set) bool {
		return slices.ContainsFunc(s.clauses, func(n accrual.Named) bool { return n.Name == name })
	})
}
