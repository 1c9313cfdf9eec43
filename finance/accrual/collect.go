package accrual

import (
	"fmt"
	"iter"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// locate finds for each agreement the latest month from which it can be walked
// to what has changed.
func (p *plan) locate() {
	p.need = p.open().First()
	for i := range p.jobs {
		j := &p.jobs[i]
		j.from = p.intake.seats[i].since.Month()
		for j.program != nil {
			if !j.from.First().After(j.program.term.From) {
				break // whatever was kept from here is of a term that began earlier
			}
			j.checkpoint = p.books.checkpoint(j.agreement.ID, j.from)
			if j.checkpoint != nil || j.program.fresh(j.from) {
				break
			}
			j.from = j.from.Prev()
		}
		p.need = earlier(p.need, j.from.First())
	}
	p.need = earlier(p.need, p.suspect().First())
}

// collect keeps the facts that are needed from before the open month, too, and
// brings all into order.
func (p *plan) collect(facts iter.Seq[Fact]) {
	if open := p.open().First(); p.need.Before(open) && facts != nil {
		n := 0
		t := &p.intake
		for x := range facts {
			n++
			f := &x
			if f.On.Before(p.need) || !f.On.Before(open) || !f.Known.Before(p.cutoff) {
				continue
			}
			s := p.seatOf(f)
			if s == nil {
				p.wrong.Add(f.path()+".agreement", fmt.Errorf("%.40q: %w", f.Agreement, finance.ErrUnknown))
				continue
			}
			p.keep(f, s)
		}
		if n != t.handed {
			p.wrong.Add("facts", fmt.Errorf("%d when ranged over again, after %d: %w", n, t.handed, finance.ErrConflict))
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
		j := &p.jobs[i]
		at[i], j.first, j.count = n, n, p.intake.seats[i].count
		n += j.count
	}
	p.entries = make([]entry, n)
	for i := range n {
		e := p.intake.taken.at(i)
		p.entries[at[e.job]] = *e
		at[e.job]++
	}
	p.intake.taken = pile[entry]{}
}

// sift brings the facts of each agreement into order, and tallies them.
func (p *plan) sift() {
	before := map[civil.Month]tally{}
	p.known = map[civil.Month]tally{}
	s := sieve{since: p.need, whole: &p.intake.whole, wrong: &p.wrong}
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
