package tenancy

import (
	"fmt"

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
