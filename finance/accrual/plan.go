package accrual

import (
	"cmp"
	"fmt"
	"iter"
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

	need    civil.Date            // facts are needed from this day on
	known   map[civil.Month]tally // of facts known before the cut-off
	fact    Fact                  // at hand: one place for all, so that none is allocated
	handed  int                   // how many facts there are
	last    int                   // the job of the fact before
	lastID  string                // its agreement
	entries []entry               // by job, once they are sorted
	whole   kept
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
		p.jobs[i].agreement, p.jobs[i].name = &as[i], uint64(seed.text(as[i].ID))
	}
	slices.SortStableFunc(p.jobs, func(a, b job) int { return cmp.Compare(a.agreement.ID, b.agreement.ID) })
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
		p.jobs[i].since = p.termsSince(&p.jobs[i])
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

// since is the first day from which an amendment holds that became known in
// [from, to); zero if none did.
func (a *Agreement) since(from, to civil.Date) civil.Date {
	var first civil.Date
	for i := range a.Amendments {
		m := &a.Amendments[i]
		if m.Known.Before(from) || !m.Known.Before(to) {
			continue
		}
		if first.IsZero() || m.From.Before(first) {
			first = m.From
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

// discover validates the facts, keeps those of the open month and later, and
// finds those that no full close has seen: each agreement is walked again for
// them. Before the first full close nothing was walked yet.
func (p *plan) discover(facts iter.Seq[Fact]) {
	if facts == nil {
		return
	}
	open, walked := p.open().First(), !p.books.next.IsZero()
	for p.fact = range facts {
		p.handed++
		f := &p.fact
		if err := f.Validate(); err != nil {
			p.wrong.Add(f.path(), err)
			continue
		}
		news := !f.Known.Before(p.books.final)
		if !f.Known.Before(p.cutoff) || !news && f.On.Before(open) {
			continue
		}
		j := p.jobOf(f)
		if j == nil {
			continue
		}
		if since := f.since(); news && walked && since.Before(j.since) {
			j.since = since
		}
		if !f.On.Before(open) {
			p.keep(j)
		}
	}
}

// jobOf is the job of a fact; most facts are of the same as the one before. An
// unknown one is a problem.
func (p *plan) jobOf(f *Fact) *job {
	if p.lastID == f.Agreement && f.Agreement != "" {
		return &p.jobs[p.last]
	}
	i, known := p.find[f.Agreement]
	if !known {
		p.wrong.Add(f.path()+".agreement", fmt.Errorf("%.40q: %w", f.Agreement, finance.ErrUnknown))
		return nil
	}
	p.last, p.lastID = i, f.Agreement
	return &p.jobs[i]
}

// keep takes the fact at hand for j.
func (p *plan) keep(j *job) {
	e := entryOf(&p.fact, j.name, j.program, &p.whole)
	e.job, e.old = int32(p.last), p.fact.Known.Before(p.books.last)
	p.entries = append(p.entries, e)
	j.count++
}

// locate finds for each agreement the latest month from which it can be walked
// to what has changed.
func (p *plan) locate() {
	p.need = p.open().First()
	for i := range p.jobs {
		j := &p.jobs[i]
		j.from = j.since.Month()
		for j.program != nil {
			j.checkpoint = p.books.checkpoint(j.agreement.ID, j.from)
			if j.checkpoint != nil || j.program.fresh(j.from) {
				break
			}
			j.from = j.from.Prev()
		}
		p.need = earlier(p.need, j.from.First())
	}
}

// collect keeps the facts that are needed from before the open month, too, and
// brings all into order.
func (p *plan) collect(facts iter.Seq[Fact]) {
	if open := p.open().First(); p.need.Before(open) && facts != nil {
		n := 0
		for p.fact = range facts {
			n++
			f := &p.fact
			if f.On.Before(p.need) || !f.On.Before(open) || !f.Known.Before(p.cutoff) {
				continue
			}
			if j := p.jobOf(f); j != nil {
				p.keep(j)
			}
		}
		if n != p.handed {
			p.wrong.Add("facts", fmt.Errorf("%d when ranged over again, after %d: %w", n, p.handed, finance.ErrConflict))
		}
	}
	p.deal()
	p.sift()
}

// deal sorts the entries by job, in the order in which they came.
func (p *plan) deal() {
	at := make([]int, len(p.jobs))
	n := 0
	for i := range p.jobs {
		at[i], p.jobs[i].first = n, n
		n += p.jobs[i].count
	}
	dealt := make([]entry, n)
	for i := range p.entries {
		job := p.entries[i].job
		dealt[at[job]] = p.entries[i]
		at[job]++
	}
	p.entries = dealt
}

// sift brings the facts of each agreement into order, and tallies them.
func (p *plan) sift() {
	before := map[civil.Month]tally{}
	p.known = map[civil.Month]tally{}
	s := sieve{since: p.need, whole: p.whole.facts, wrong: &p.wrong}
	for i := range p.jobs {
		j := &p.jobs[i]
		entries := s.order(p.entriesOf(j), j.program != nil && j.program.ordered)
		p.tally(entries, before)
		j.count = len(s.sift(entries))
	}
	p.books.compareFacts(before, p.need.Month(), &p.wrong)
}

// tally counts entries, which are in order, by month.
func (p *plan) tally(entries []entry, before map[civil.Month]tally) {
	for len(entries) > 0 {
		m := entries[0].on.Month()
		end := m.Last()
		all, old := p.known[m], before[m]
		n := 0
		for ; n < len(entries) && !entries[n].on.After(end); n++ {
			all.add(entries[n].content)
			if entries[n].old {
				old.add(entries[n].content)
			}
		}
		p.known[m], before[m] = all, old
		entries = entries[n:]
	}
}

// entriesOf are the facts of j.
func (p *plan) entriesOf(j *job) []entry { return p.entries[j.first : j.first+j.count] }
