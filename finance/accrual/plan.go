package accrual

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// MaxAhead is how many months before a month begins its advance charges may be
// billed.
const MaxAhead = 12

// plan is a close under way: which agreements are walked again from when.
type plan struct {
	books  *Books
	month  civil.Month
	cutoff civil.Date
	early  bool
	again  bool  // the last close is repeated
	jobs   []job // by agreement
	find   map[string]int
	wrong  finance.Problems
	intake intake
	shown  shown

	need    civil.Date            // facts are needed from this day on
	known   map[civil.Month]tally // of facts known before the cut-off
	entries []entry               // by job
}

func newPlan(b *Books, as []Agreement, m civil.Month, cutoff civil.Date) (*plan, error) {
	p := &plan{books: b, month: m, cutoff: cutoff}
	if err := p.check(); err != nil {
		return nil, err
	}
	p.enroll(as)
	if err := p.wrong.Err(); err != nil {
		return nil, err
	}
	return p, nil
}

// check refuses a month or a cut-off whose turn it is not.
func (p *plan) check() error {
	if err := monthRange(p.month, p.cutoff); err != nil {
		return err
	}
	b := p.books
	p.early = p.cutoff.Before(p.month.Next().First())
	p.again = p.month == b.next.Prev() && p.cutoff == b.last && p.cutoff == b.final
	switch {
	case p.again:
		return nil
	case p.cutoff.Before(b.last), p.cutoff == b.final && !b.final.IsZero():
		return finance.Problem{Path: "cutoff", Err: fmt.Errorf("%v is not after %v: %w", p.cutoff, b.last, finance.ErrOrder)}
	case p.early && p.month.Sub(p.cutoff.Month()) > MaxAhead:
		return finance.Problem{Path: "month", Err: fmt.Errorf("%v, more than %d months after %v: %w", p.month, MaxAhead, p.cutoff, finance.ErrOrder)}
	case b.next.IsZero():
		return p.checkFirst()
	case p.month.Before(b.next):
		return finance.Problem{Path: "month", Err: fmt.Errorf("%v: %w", p.month, finance.ErrClosed)}
	case p.early && p.month.Sub(b.next) > MaxAhead, !p.early && p.month != b.next:
		return finance.Problem{Path: "month", Err: fmt.Errorf("%v, while %v is next: %w", p.month, b.next, finance.ErrOrder)}
	}
	return nil
}

// checkFirst refuses to open books with a month after one that was billed in
// advance: that one would never be closed.
func (p *plan) checkFirst() error {
	for _, r := range p.books.records {
		if !p.early && r.In.Before(p.month) {
			return finance.Problem{Path: "month", Err: fmt.Errorf("%v, while %v was billed in advance: %w", p.month, r.In, finance.ErrOrder)}
		}
	}
	return nil
}

// enroll makes a job of each agreement.
func (p *plan) enroll(as []Agreement) {
	p.jobs = make([]job, len(as))
	p.find = make(map[string]int, len(as))
	for i := range as {
		p.jobs[i].agreement = &as[i]
	}
	slices.SortStableFunc(p.jobs, func(a, b job) int { return cmp.Compare(a.agreement.ID, b.agreement.ID) })
	p.intake.seats = make([]seat, len(as))
	for i := range p.jobs {
		a := p.jobs[i].agreement
		path := "agreements[" + a.ID + "]"
		if _, twice := p.find[a.ID]; twice {
			p.wrong.Add(path, finance.ErrDuplicate)
		}
		p.find[a.ID] = i
		if err := a.Validate(); err != nil {
			p.wrong.Add(path, err)
			continue
		}
		p.compareTerms(a, path)
		p.jobs[i].program = newProgram(a, p.cutoff)
		p.intake.seats[i] = newSeat(a.ID, p.jobs[i].program, p.termsSince(&p.jobs[i]))
	}
	for _, t := range p.books.terms {
		if _, known := p.find[t.Agreement]; !known {
			p.wrong.Add("agreements["+t.Agreement+"]", fmt.Errorf("is in the books: %w", finance.ErrMissing))
		}
	}
}

// compareTerms refuses amendments that are new but claim to have been known
// before the last cut-off, and lost ones.
func (p *plan) compareTerms(a *Agreement, path string) {
	if p.books.last.IsZero() {
		return
	}
	if got, kept := tallyOf(a, p.books.last), p.books.knownTerms(a.ID); got != kept {
		p.wrong.Add(path+".amendments", p.books.differs(got, kept))
	}
}

// open is the first month that is not closed, or the one that is closed again.
func (p *plan) open() civil.Month {
	if next := p.books.next; !next.IsZero() && next.Before(p.month) {
		return next
	}
	return p.month
}

// termsSince is the first day whose amounts the terms may have changed since
// the last full close.
func (p *plan) termsSince(j *job) civil.Date {
	since := p.open().First()
	news := j.agreement.since(p.books.final, p.cutoff)
	if j.program == nil || news.IsZero() {
		return since
	}
	before := newProgram(j.agreement, p.books.final)
	if before == nil { // nothing of it is posted: its open windows tell how far back to go
		return earlier(since, laterDay(j.program.term.From, p.firstPosted().First()))
	}
	if before.term != j.program.term {
		news = earlier(news, changed(before.term, j.program.term))
	}
	return earlier(since, earlier(before.windowStart(news), j.program.windowStart(news)))
}

// since is the first day from which an amendment holds, or a clause is told
// otherwise, that became known in [from, to); zero if none did.
func (a *Agreement) since(from, to civil.Date) civil.Date {
	var first civil.Date
	for i := range a.Amendments {
		m := &a.Amendments[i]
		if m.Known.Before(to) {
			first = earlier(first, m.since(from, to))
		}
	}
	return first
}

// since is the first day on which m, known before to, says something that was
// not known before from.
func (m *Amendment) since(from, to civil.Date) civil.Date {
	if !m.Known.Before(from) {
		return m.From
	}
	var first civil.Date
	for _, n := range m.Set {
		if c, ok := n.Clause.(Informed); ok {
			if news := c.News(from, to); !news.IsZero() {
				first = earlier(first, laterDay(m.From, news))
			}
		}
	}
	return first
}

// changed is the first day that lies in one term and not in the other.
func changed(a, b civil.Period) civil.Date {
	if a.From != b.From {
		return earlier(a.From, b.From)
	}
	return earlier(a.To, b.To)
}

// earlier is the earlier of two days; no day is later than any.
func earlier(a, b civil.Date) civil.Date {
	if a.IsZero() || (!b.IsZero() && b.Before(a)) {
		return b
	}
	return a
}

func laterDay(a, b civil.Date) civil.Date {
	if a.Before(b) {
		return b
	}
	return a
}

// windowStart is the first day of the windows that are open on d or begin
// with it.
func (p *program) windowStart(d civil.Date) civil.Date {
	first := d
	for _, t := range p.tracks {
		for _, v := range t.versions {
			if v.dropped {
				continue
			}
			if w := v.window.Cycle.period(d, p.term); w.From.Before(first) && !w.From.IsZero() {
				first = w.From
			}
		}
	}
	return first
}
