package accrual

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Run takes one agreement through its months with totals in place of single
// facts: the road of a simulation. It applies the same clauses by the same
// formulas as [Close], without books, taxes or explanations, and allocates
// nothing from month to month. To a clause by line the sum of a month is one
// line; a [Stepper] is shown no facts. A Run belongs to one goroutine.
type Run struct {
	program    *program
	start      civil.Month
	walker     *walker
	month      civil.Month
	charge     Charge      // that is yielded
	checkpoint *checkpoint // where it starts, if a window is open then
}

// NewRun begins with a month at whose beginning no window of a is open: the
// start of its term, or of the year of its yearly clauses. Another month is
// ErrOrder. Amendments known on or after the given day are left out; an
// agreement of which nothing is known is ErrUnknown.
func NewRun(a Agreement, known civil.Date, from civil.Month) (*Run, error) {
	if err := monthRange(from, known); err != nil {
		return nil, err
	}
	return newRun(a, known, from, nil)
}

// Run begins with the next month to close, where the last close left a, by all
// of its terms: what became known since counts from the day from which it
// holds. An amendment that the books do not know and that changes months that
// they have closed is ErrOrder: close the next month first. Facts that were
// known of that month or of later ones are not in a Run: it is told sums.
func (b Books) Run(a Agreement) (*Run, error) {
	if err := monthRange(b.next, b.last); err != nil {
		return nil, err
	}
	if since := a.since(b.last, allKnown); !since.IsZero() && since.Before(b.next.First()) {
		return nil, fmt.Errorf("agreement %q changes on %v, which is closed: %w", a.ID, since, finance.ErrOrder)
	}
	return newRun(a, allKnown, b.next, b.checkpoint(a.ID, b.next))
}

// allKnown is a day before which everything is known.
var allKnown = civil.MustDate("9999-12-31")

func newRun(a Agreement, known civil.Date, from civil.Month, start *checkpoint) (*Run, error) {
	if err := a.Validate(); err != nil {
		return nil, err
	}
	p := newProgram(&a, known)
	if p == nil {
		return nil, fmt.Errorf("agreement %q before %v: %w", a.ID, known, finance.ErrUnknown)
	}
	if start == nil && !p.fresh(from) {
		return nil, fmt.Errorf("agreement %q has open windows as %v begins: %w", a.ID, from, finance.ErrOrder)
	}
	r := &Run{program: p, start: from, checkpoint: start, walker: newWalker(p, from.First())}
	r.walker.feed.adds = make([]int64, len(p.meters))
	return r, r.Reset()
}

// Reset goes back to the first month. It fails only on books that were
// tampered with.
func (r *Run) Reset() error {
	w := r.walker
	r.month = r.start
	w.at, w.cut, w.wrapped = r.start.First(), 0, false
	w.waiting, w.charges = w.waiting[:0], w.charges[:0]
	clear(w.feed.adds)
	day := w.at.AddDays(-1)
	for i := range w.states {
		s := &w.states[i]
		s.window, s.memory, s.version = civil.Period{}, "", r.program.on(&r.program.tracks[i], day)
	}
	if r.checkpoint != nil {
		return w.restore(r.checkpoint)
	}
	return nil
}

// Month is the month that Next will charge.
func (r *Run) Month() civil.Month { return r.month }

// Meter is the place of a meter for Add, -1 if no clause counts it.
func (r *Run) Meter(m Meter) int {
	for i, x := range r.program.meters {
		if x == m {
			return i
		}
	}
	return -1
}

// Add counts n on the meter at a place that Meter told, as of the first day of
// the month on which the agreement holds; on no day if it holds on none. The
// place -1 counts nothing.
func (r *Run) Add(meter int, n int64) {
	if meter >= 0 {
		r.walker.feed.adds[meter] += n
	}
}

// Charge is what a clause yields for a month.
type Charge struct {
	Clause   string
	Debtor   Party
	Creditor Party
	Amount   finance.Money // as the clause gives it: with the tax in it where the agreement's prices hold it
	Rate     finance.Rate  // of tax
}

// Next charges the month and goes on to the next one. It yields the charges
// that are not nothing, each clause after those that it counts; one for each
// part of a month that is cut. A charge is valid during the call. After an error
// only Reset helps.
func (r *Run) Next(yield func(*Charge)) error {
	if r.month.Year() > lastYear {
		return finance.Problem{Path: "month", Err: fmt.Errorf("%v: %w", r.month, finance.ErrRange)}
	}
	w := r.walker
	w.charges = w.charges[:0]
	if err := w.through(r.month); err != nil {
		return err
	}
	clear(w.feed.adds)
	r.month = r.month.Next()
	for i := range w.charges {
		c := &w.charges[i]
		r.charge = Charge{w.tracks[c.track].name, c.debtor, c.creditor, c.amount, c.rate}
		yield(&r.charge)
	}
	return nil
}
