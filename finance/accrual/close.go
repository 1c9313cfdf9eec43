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

// job is one agreement in a close.
type job struct {
	agreement  *Agreement
	program    *program    // as known before the cut-off; nil while nothing is
	from       civil.Month // the walk begins with it
	checkpoint *checkpoint // from which it begins, if not fresh
	first      int         // of its facts among the entries
	count      int
}

func (j *job) run(p *plan, r *record) error {
	if j.program == nil {
		return nil
	}
	posted, err := p.books.posted(j.agreement.ID, later(p.firstPosted(), j.from), p.month)
	if err != nil {
		return finance.Problem{Path: "agreements[" + j.agreement.ID + "]", Err: err}
	}
	if len(posted) == 0 && j.idle(p) {
		return nil
	}
	totals, err := j.walk(p, r)
	if err != nil {
		return err
	}
	return p.post(r, j.program, totals, posted)
}

// walk goes through the months to that of the close, and notes where it stands
// after each.
func (j *job) walk(p *plan, r *record) ([]Obligation, error) {
	w, err := j.walker(p)
	if err != nil {
		return nil, err
	}
	if err := w.far(p.month); err != nil {
		return nil, err
	}
	oldest := p.month.Add(-keptCheckpoints)
	for m := range w.at.Month().Through(p.month) {
		if err := w.through(m); err != nil {
			return nil, err
		}
		if p.early || p.again || m.Before(oldest) || m == p.month && j.program.fresh(m.Next()) {
			continue
		}
		c, err := w.save()
		if err != nil {
			return nil, err
		}
		r.Checkpoints = append(r.Checkpoints, c)
	}
	return w.totals()
}

// idle reports whether nothing of j can be owed: its term is over or not begun,
// nothing waits and nothing is told.
func (j *job) idle(p *plan) bool {
	if j.count > 0 || j.checkpoint != nil || j.from != p.month {
		return false
	}
	term := j.program.term
	return !term.Overlaps(civil.Period{From: p.month.First(), To: p.month.Next().First()})
}

// walker stands where the walk begins. Before the term there is nothing to walk
// through, however early a fact may be.
func (j *job) walker(p *plan) (*walker, error) {
	from := j.from
	if begin := j.program.term.From.Month(); j.checkpoint == nil && from.Before(begin) {
		from = begin
		if p.month.Before(begin) {
			from = p.month
		}
	}
	w := newWalker(j.program, from.First())
	w.feed = newFeed(p.entriesOf(j), p.intake.whole.facts, w.at)
	if j.checkpoint == nil {
		return w, nil
	}
	return w, w.restore(j.checkpoint)
}

// post notes the differences between what is owed and what was posted.
func (p *plan) post(r *record, prog *program, totals []Obligation, posted map[sumKey]Obligation) error {
	for _, o := range prog.withGone(totals, posted) {
		before, known := posted[o.sumKey()]
		if o.For.Before(p.firstPosted()) || o.For.After(p.month) || p.early && !known && !prog.inAdvance(&o) {
			continue
		}
		if err := p.postDifference(r, prog, o, before); err != nil {
			return err
		}
	}
	return nil
}

// firstPosted is the first month that the close may post to: an early close
// bills its month only.
func (p *plan) firstPosted() civil.Month {
	if p.books.first.IsZero() || p.early {
		return p.month
	}
	return p.books.first
}

// withGone adds to the totals, as nothing, what was posted and is no longer
// owed.
func (p *program) withGone(totals []Obligation, posted map[sumKey]Obligation) []Obligation {
	if len(posted) == 0 {
		return totals
	}
	owed := make(map[sumKey]bool, len(totals))
	for i := range totals {
		owed[totals[i].sumKey()] = true
	}
	for key, o := range posted {
		if !owed[key] {
			o.Net, o.Tax = finance.Zero(o.Net.Currency()), finance.Zero(o.Net.Currency())
			totals = append(totals, o)
		}
	}
	slices.SortFunc(totals, func(a, b Obligation) int {
		return cmp.Or(
			a.For.Compare(b.For), cmp.Compare(p.track(a.Clause), p.track(b.Clause)), cmp.Compare(a.Clause, b.Clause),
			a.Slot.From.Compare(b.Slot.From), a.Slot.To.Compare(b.Slot.To), cmp.Compare(a.Source, b.Source),
			cmp.Compare(a.Debtor, b.Debtor), cmp.Compare(a.Creditor, b.Creditor), cmp.Compare(a.Net.Currency(), b.Net.Currency()),
		)
	})
	return totals
}

// postDifference posts o less before: the net apart from the tax, never a tax
// on the difference.
func (p *plan) postDifference(r *record, prog *program, o, before Obligation) (err error) {
	if o.Net, err = o.Net.Sub(before.Net); err != nil {
		return err
	}
	if o.Tax, err = o.Tax.Sub(before.Tax); err != nil {
		return err
	}
	if o.Net.IsZero() && o.Tax.IsZero() {
		return nil
	}
	o.In, o.Cutoff = p.month, p.cutoff
	o.Due = prog.due(&o)
	r.Posted = append(r.Posted, o)
	return nil
}

// inAdvance reports whether the clause of o is billed at the month's start.
func (p *program) inAdvance(o *Obligation) bool {
	n := p.named(p.track(o.Clause), o.For)
	return n != nil && n.Advance
}

// due is the day on which o is due: counted from the first day of its month if
// it is billed in advance, else from the last; an adjustment, from the last
// day of the month that posts it.
func (p *program) due(o *Obligation) civil.Date {
	var n Named
	if i := p.track(o.Clause); i >= 0 {
		if found := p.named(i, o.For); found != nil {
			n = *found
		}
	}
	if n.Advance && !o.Adjusts() {
		return o.For.First().AddDays(n.Due)
	}
	return o.In.Last().AddDays(n.Due)
}

func later(a, b civil.Month) civil.Month {
	if a.Before(b) {
		return b
	}
	return a
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
