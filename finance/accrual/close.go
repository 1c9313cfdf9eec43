package accrual

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Closed is what a close found.
type Closed struct {
	Month       civil.Month
	Cutoff      civil.Date
	Obligations []Obligation // what it posts, by agreement, month and clause; none when it is repeated
	Books       Books        // the next ones
}

// Close applies the agreements to the facts of month m that were known before
// the cut-off, and answers what is newly owed. It takes the next month, or the
// last one again with the same cut-off, which posts nothing; any month opens
// zero Books. b is not changed.
//
// A cut-off after the month's end closes it: every clause is charged, and what
// became known late about earlier months is posted as adjustments. A cut-off
// within the month or before it, up to [MaxAhead] months ahead, posts only
// what that month owes in advance; the full close later posts the difference.
// Choose the cut-off some days into the next month, such as the 5th: a reading or
// a report of the 1st that closes the month is then in it.
//
// facts are ranged over twice if something late is among them; nil is none.
// They hold at least what happened since the day that [NeedFrom] tells, in any
// order; what was not yet known is skipped.
// Everything that is wrong is reported at once, as finance.Problems: invalid
// agreements and facts, readings of meters that an agreement does not have, one id with two contents, references to nothing, facts
// or amendments that are new but claim to have been known before the last
// cut-off, or that are missing.
func Close(b Books, as []Agreement, m civil.Month, cutoff civil.Date, facts iter.Seq[Fact]) (Closed, error) {
	p, err := newPlan(&b, as, m, cutoff)
	if err != nil {
		return Closed{}, err
	}
	p.discover(facts)
	p.locate()
	p.collect(facts)
	if err := p.wrong.Err(); err != nil {
		return Closed{}, err
	}
	return p.run()
}

// NeedFrom is the first day of which Close must be handed the facts again,
// when news are the facts that no close has seen. Facts that are handed in
// from an earlier day do no harm. The answer is at most the first day of the
// month to close. What Close would refuse about the agreements, the month or
// the cut-off is answered as an error.
func NeedFrom(b Books, as []Agreement, m civil.Month, cutoff civil.Date, news []Fact) (civil.Date, error) {
	p, err := newPlan(&b, as, m, cutoff)
	if err != nil {
		return civil.Date{}, err
	}
	p.discover(slices.Values(news))
	p.locate()
	if err := p.wrong.Err(); err != nil {
		return civil.Date{}, err
	}
	return p.need, nil
}

// run walks each agreement and posts what differs from what was posted.
func (p *plan) run() (Closed, error) {
	r := &record{In: p.month, Cutoff: p.cutoff}
	for i := range p.jobs {
		if err := p.jobs[i].run(p, r); err != nil {
			p.wrong.Add("", err)
		}
	}
	if p.again {
		for _, o := range r.Posted {
			p.wrong.Add("agreements["+o.Agreement+"]."+o.Clause, fmt.Errorf("%v comes to another amount than it was closed with: %w", o.For, finance.ErrConflict))
		}
	}
	if err := p.wrong.Err(); err != nil {
		return Closed{}, err
	}
	return Closed{p.month, p.cutoff, slices.Clone(r.Posted), p.nextBooks(r)}, nil
}

// nextBooks are the books after the close.
func (p *plan) nextBooks(r *record) Books {
	b := *p.books
	if p.again {
		return b
	}
	if !p.early {
		b.first = cmp.Or(b.first, p.month)
		b.next, b.final = p.month.Next(), p.cutoff
	}
	b.last = p.cutoff
	if b.tallied.IsZero() || p.need.Month().Before(b.tallied) {
		b.tallied = p.need.Month()
	}
	b.facts = p.books.tallies(p.known, p.need.Month())
	b.terms = make([]termsTally, 0, len(p.jobs))
	for i := range p.jobs {
		if t := tallyOf(p.jobs[i].agreement, p.cutoff); t.N > 0 {
			b.terms = append(b.terms, termsTally{p.jobs[i].agreement.ID, t})
		}
	}
	if len(r.Posted) == 0 && len(r.Checkpoints) == 0 {
		return b
	}
	return b.with(r)
}

// The years of the months that can be closed: a window that is open, and MaxDue
// days, reach from them to days that exist.
const (
	firstYear = 20
	lastYear  = 9980
)

func monthRange(m civil.Month, cutoff civil.Date) error {
	switch {
	case m.IsZero():
		return finance.Problem{Path: "month", Err: finance.ErrMissing}
	case m.Year() < firstYear || m.Year() > lastYear:
		return finance.Problem{Path: "month", Err: fmt.Errorf("%v: %w", m, finance.ErrRange)}
	case cutoff.IsZero():
		return finance.Problem{Path: "cutoff", Err: finance.ErrMissing}
	}
	return nil
}
