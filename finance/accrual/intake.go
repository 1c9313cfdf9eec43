package accrual

import (
	"fmt"
	"iter"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// intake takes in the facts of a close. A month may bring a million, of
// agreements in any order: what is looked at for each lies close together.
type intake struct {
	handed int    // how many facts there are
	last   int    // the seat of the fact before
	lastID string // its agreement
	seats  []seat // by job
	taken  pile[entry]
	whole  kept
	closed map[civil.Month]tally // of the facts of closed months that need not have been handed in
}

// seat is what a close must know of an agreement for each of its facts.
type seat struct {
	name  uint64 // hash of the agreement's id
	meter Meter  // the one meter that its clauses count, where they count one
	count int
	since civil.Date // the first day whose amounts may have changed
	alone bool       // there is such a meter
}

func newSeat(agreement string, p *program, since civil.Date) seat {
	s := seat{name: uint64(seed.text(agreement)), since: since}
	if p != nil && len(p.meters) == 1 {
		s.meter, s.alone = p.meters[0], true
	}
	return s
}

// plain reports whether f, of the agreement of s, adds to the one meter that is
// counted, says nothing else, and is valid: one look at most facts tells. The
// agreement and its meters have been validated.
func (s *seat) plain(f *Fact) bool {
	return s.alone && len(f.Adds) == 1 && f.Adds[0].Meter == s.meter && f.Voids == (Ref{}) && f.Of == (Ref{}) &&
		!f.On.IsZero() && !f.Known.IsZero() && checkID(f.ID) == nil
}

// discover validates the facts, keeps those of the open month and later, and
// finds those that no full close has seen: each agreement is walked again for
// them. Before the first full close nothing was walked yet.
func (p *plan) discover(facts iter.Seq[Fact]) {
	if facts == nil {
		return
	}
	open, walked := p.open().First(), !p.books.next.IsZero()
	t := &p.intake
	for x := range facts {
		t.handed++
		f := &x
		s := p.seatOf(f)
		if s == nil || !s.plain(f) {
			if err := f.Validate(); err != nil {
				p.wrong.Add(f.path(), err)
				continue
			}
		}
		news := !f.Known.Before(p.books.final)
		if !f.Known.Before(p.cutoff) {
			continue
		}
		if !news && f.On.Before(open) {
			t.count(f)
			continue
		}
		if s == nil {
			p.wrong.Add(f.path()+".agreement", fmt.Errorf("%.40q: %w", f.Agreement, finance.ErrUnknown))
			continue
		}
		if since := f.since(); news && walked && since.Before(s.since) {
			s.since = since
		}
		if !f.On.Before(open) {
			p.keep(f, s)
		}
	}
}

// count tallies a fact of a closed month.
func (t *intake) count(f *Fact) {
	if t.closed == nil {
		t.closed = map[civil.Month]tally{}
	}
	m := f.On.Month()
	sum := t.closed[m]
	sum.add(f.hash(uint64(seed.text(f.ID)), uint64(seed.text(f.Agreement))))
	t.closed[m] = sum
}

// suspect is the first closed month of which more was handed in than a part,
// and not what was closed: it is looked at in full, where retries count once.
func (p *plan) suspect() (first civil.Month) {
	for m, got := range p.intake.closed {
		kept := p.books.tallyOfMonth(m)
		if got != kept && got.N >= kept.N && !m.Before(p.books.tallied) && (first.IsZero() || m.Before(first)) {
			first = m
		}
	}
	return first
}

// seatOf is the seat of a fact, nil if its agreement is unknown; many are of the
// same as the one before.
func (p *plan) seatOf(f *Fact) *seat {
	t := &p.intake
	if t.lastID == f.Agreement && f.Agreement != "" {
		return &t.seats[t.last]
	}
	i, known := p.find[f.Agreement]
	if !known {
		return nil
	}
	t.last, t.lastID = i, f.Agreement
	return &t.seats[i]
}

// feeds reports readings of meters that the agreement does not say its facts
// feed: most likely a name that was mistyped, which no clause would ever count.
func (p *plan) feeds(f *Fact, a *Agreement) {
	for i, r := range f.Adds {
		if !slices.Contains(a.Meters, r.Meter) {
			p.wrong.Add(fmt.Sprintf("%s.adds[%d].meter", f.path(), i), fmt.Errorf("%.40q: %w", string(r.Meter), finance.ErrUnknown))
		}
	}
}

// keep takes f for s.
func (p *plan) keep(f *Fact, s *seat) {
	t := &p.intake
	e := t.taken.next()
	e.is(f, s.name)
	if s.plain(f) {
		e.meter, e.n = 0, f.Adds[0].N
	} else {
		p.feeds(f, p.jobs[t.last].agreement)
		e.count(f, p.jobs[t.last].program, &t.whole)
	}
	e.job, e.old = int32(t.last), f.Known.Before(p.books.last)
	s.count++
}
