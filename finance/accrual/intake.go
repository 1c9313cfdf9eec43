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
	chunks [][]entry
	whole  kept
	closed map[civil.Month]tally // of the facts of closed months that need not have been handed in
}

// seat is what a close must know of an agreement for each of its facts.
type seat struct {
	name  uint64 // hash of the agreement's id
	meter Meter  // the one meter that its clauses count, where they count one and are shown no fact
	count int
	since civil.Date // the first day whose amounts may have changed
	alone bool       // there is such a meter
}

func newSeat(agreement string, p *program, since civil.Date) seat {
	s := seat{name: uint64(seed.text(agreement)), since: since}
	if p != nil && len(p.meters) == 1 && !p.whole {
		s.meter, s.alone = p.meters[0], true
	}
	return s
}

// chunk is how many entries are kept in one piece.
const chunk = 1 << 14

// put appends e.
func (t *intake) put(e entry) {
	n := len(t.chunks)
	if n == 0 || len(t.chunks[n-1]) == chunk {
		t.chunks = append(t.chunks, make([]entry, 0, chunk))
		n++
	}
	t.chunks[n-1] = append(t.chunks[n-1], e)
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
		if err := f.Validate(); err != nil {
			p.wrong.Add(f.path(), err)
			continue
		}
		news := !f.Known.Before(p.books.final)
		if !f.Known.Before(p.cutoff) {
			continue
		}
		if !news && f.On.Before(open) {
			t.count(f)
			continue
		}
		s := p.seatOf(f)
		if s == nil {
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

// seatOf is the seat of a fact; many are of the same agreement as the one
// before. An unknown one is a problem.
func (p *plan) seatOf(f *Fact) *seat {
	t := &p.intake
	if t.lastID == f.Agreement && f.Agreement != "" {
		return &t.seats[t.last]
	}
	i, known := p.find[f.Agreement]
	if !known {
		p.wrong.Add(f.path()+".agreement", fmt.Errorf("%.40q: %w", f.Agreement, finance.ErrUnknown))
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
	e := newEntry(f, s.name)
	if s.alone && len(f.Adds) == 1 && !f.refers() && f.Adds[0].Meter == s.meter {
		e.meter, e.n = 0, f.Adds[0].N
	} else {
		p.feeds(f, p.jobs[t.last].agreement)
		e.count(f, p.jobs[t.last].program, &t.whole)
	}
	e.job, e.old = int32(t.last), f.Known.Before(p.books.last)
	t.put(e)
	s.count++
}
