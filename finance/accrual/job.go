package accrual

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

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
	w.feed = newFeed(p.entriesOf(j), &p.intake.whole, &p.shown, w.at)
	if j.checkpoint == nil {
		return w, nil
	}
	return w, w.restore(j.checkpoint)
}
