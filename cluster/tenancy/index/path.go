package index

import "github.com/creative-cluster/kvartal/finance/civil"

// path is an indexation beside its series, and where it begins: the terms that
// a walk goes by. It is apart from what the walk changes, so that neither
// leaves the stack.
type path struct {
	x     *Indexation
	s     *Series
	month civil.Month // of x.First
	start int         // steps from x.First to the first review in the term
}

// along is the path of x through a term.
func along(x *Indexation, s *Series, term civil.Period) path {
	return path{x: x, s: s, month: x.First.Month(), start: x.start(term)}
}

// start is how many steps after the first the first review in a term is.
func (x *Indexation) start(term civil.Period) int {
	if !x.First.Before(term.From) || x.First.IsZero() {
		return 0
	}
	steps := term.From.MonthsSince(x.First) / x.every()
	if x.on(steps).Before(term.From) {
		steps++
	}
	return steps
}

// asked is the index month of the review so many steps after the first, in
// which the series may have no value.
func (p path) asked(steps int) civil.Month { return p.month.Add(steps*p.x.every() - p.x.Lag) }

// index is the index month of that review.
func (p path) index(steps int) civil.Month { return p.s.grid(p.asked(steps)) }

// base is the base month.
func (p path) base() civil.Month {
	if !p.x.Base.IsZero() {
		return p.x.Base
	}
	return p.index(p.start - 1)
}

// years is how many twelve-month changes lie between a review and the one
// before, or the base month.
func (p path) years(steps int) int {
	if steps > p.start {
		return p.x.every() / yearMonths
	}
	return p.index(p.start).Sub(p.base()) / yearMonths
}
