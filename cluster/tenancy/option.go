package tenancy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Option is a right to end a lease early, to go on with it, or to have another
// term. It is never written into the end date: until a notice is served in
// time, and every condition is met, the lease is what it was. Break days that
// are said by the term move with it when it is renewed.
type Option struct {
	ID         string       `json:"id"`
	Kind       OptionKind   `json:"kind,omitzero"`
	By         Side         `json:"by,omitzero"`                 // who may serve it
	On         civil.Date   `json:"on,omitzero"`                 // the day of a break: the day after the last
	Within     civil.Period `json:"within,omitzero"`             // or any of these days
	BeforeEnd  int          `json:"months_before_end,omitempty"` // or so many months before the term ends
	EveryYears int          `json:"every_years,omitempty"`       // or each so many years after it began
	Notice     Notice       `json:"notice,omitzero"`             // at least so long before
	Earliest   Notice       `json:"earliest,omitzero"`           // and at most so long; none is any time before
	Conditions []string     `json:"conditions,omitempty"`        // named; that they are met, or not, is said by events
	Fee        Fee          `json:"fee,omitzero"`                // what who serves it pays
	Months     int          `json:"months,omitempty"`            // how much longer an extension or renewal runs
}

// OptionKind is what an option is for. The zero OptionKind is ToBreak.
type OptionKind uint8

// The kinds. Extensions and renewals take effect as the term ends.
const (
	ToBreak OptionKind = iota
	ToRenew
	ToExtend
)

// Fee is the price of an option: months of the fixed rent of the last day that
// the old terms hold, and a sum, such as costs that are not written off yet.
//
//	fee = months × Σ fixed rent a month + sum
//
// It is charged once: of a break on the last day, else on the first of the new
// time.
type Fee struct {
	Months int           `json:"months,omitempty"`
	Sum    finance.Money `json:"sum,omitzero"`
}

// IsZero reports whether f is no fee.
func (f Fee) IsZero() bool { return f.Months == 0 && f.Sum.IsZero() }

// Validate refuses months outside 0 to 120 and a sum below nothing.
func (f Fee) Validate() error {
	var wrong finance.Problems
	if f.Months < 0 || f.Months > maxFeeMonths {
		wrong.Add("months", fmt.Errorf("%d: 0 to %d: %w", f.Months, maxFeeMonths, finance.ErrRange))
	}
	wrong.Add("sum", notNegative(f.Sum))
	return wrong.Err()
}

// Limits of options.
const (
	maxFeeMonths    = 120
	maxOptions      = 100
	maxOptionMonths = 1200
)

// Validate reports everything that is wrong with o in itself, as
// finance.Problems.
func (o Option) Validate() error {
	var wrong finance.Problems
	wrong.Add("id", checkID(o.ID))
	wrong.Add("kind", o.Kind.Validate())
	wrong.Add("by", o.By.Validate())
	if !o.Within.IsZero() {
		wrong.Add("within", o.Within.Validate())
	}
	o.checkDay(&wrong)
	wrong.Add("notice", o.Notice.Validate())
	wrong.Add("earliest", o.Earliest.Validate())
	if !o.Earliest.IsZero() && o.Earliest.LastFor(someDay).After(o.Notice.LastFor(someDay)) {
		wrong.Add("earliest", fmt.Errorf("%v, under the notice of %v: %w", o.Earliest, o.Notice, finance.ErrOrder))
	}
	addDuplicates(&wrong, "conditions", o.Conditions)
	wrong.Add("fee", o.Fee.Validate())
	return wrong.Err()
}

// checkDay refuses a break without a day or with two, and another option with
// any.
func (o *Option) checkDay(wrong *finance.Problems) {
	for _, n := range [...]struct {
		name   string
		number int
	}{{"months_before_end", o.BeforeEnd}, {"every_years", o.EveryYears}, {"months", o.Months}} {
		if n.number < 0 || n.number > maxOptionMonths {
			wrong.Add(n.name, fmt.Errorf("%d: 0 to %d: %w", n.number, maxOptionMonths, finance.ErrRange))
		}
	}
	said := 0
	for _, is := range [...]bool{!o.On.IsZero(), !o.Within.IsZero(), o.BeforeEnd != 0, o.EveryYears != 0} {
		if is {
			said++
		}
	}
	switch breaks := o.Kind == ToBreak; {
	case breaks && said == 0:
		wrong.Add("on", finance.ErrMissing)
	case breaks && said > 1:
		wrong.Add("on", fmt.Errorf("one of on, within, months_before_end and every_years: %w", finance.ErrConflict))
	case !breaks && said > 0:
		wrong.Add("on", fmt.Errorf("it takes effect as the term ends: %w", finance.ErrConflict))
	case breaks && o.Months != 0:
		wrong.Add("months", fmt.Errorf("a break runs no longer: %w", finance.ErrConflict))
	case !breaks && o.Months == 0:
		wrong.Add("months", finance.ErrMissing)
	}
}

// effects are the days on which o may take effect in a term, as far as its
// deadlines need them: of a window of days, the last one.
func (o *Option) effects(term civil.Period) func(yield func(civil.Date) bool) {
	return func(yield func(civil.Date) bool) {
		switch {
		case o.Kind != ToBreak:
			if !term.To.IsZero() {
				yield(term.To)
			}
		case o.EveryYears > 0:
			for n := o.EveryYears; ; n += o.EveryYears {
				if day := term.From.AddYears(n); !o.takesEffect(day, term) || !yield(day) {
					return
				}
			}
		default:
			if day := o.latest(term); o.takesEffect(day, term) {
				yield(day)
			}
		}
	}
}

// latest is the last day of a break that is not said by years.
func (o *Option) latest(term civil.Period) civil.Date {
	switch {
	case !o.On.IsZero():
		return o.On
	case o.BeforeEnd > 0:
		return term.To.AddMonths(-o.BeforeEnd)
	}
	end := o.Within.Intersect(term).To
	if end.IsZero() {
		return civil.Date{} // with no end there is no deadline
	}
	return end.AddDays(-1)
}

// takesEffect reports whether o can take effect on a day.
func (o *Option) takesEffect(day civil.Date, term civil.Period) bool {
	if o.Kind != ToBreak {
		return !day.IsZero() && day == term.To
	}
	if !day.After(term.From) || !term.Contains(day) {
		return false
	}
	switch {
	case !o.Within.IsZero():
		return o.Within.Contains(day)
	case o.EveryYears > 0:
		n := day.Year() - term.From.Year()
		return n > 0 && n%o.EveryYears == 0 && term.From.AddYears(n) == day
	}
	return day == o.latest(term)
}

// opens is the first day on which a notice may be served for a day of effect;
// no day if any will do.
func (o *Option) opens(effect civil.Date) civil.Date {
	if o.Earliest.IsZero() {
		return civil.Date{}
	}
	return effect.AddDays(-1 - o.Earliest.Days).AddMonths(-o.Earliest.Months)
}

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
