package ledger

import (
	"fmt"
	"strconv"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Lock says which months take entries from an entry on. It stands in the books
// as an entry without lines, so whoever reads them sees when a month was locked,
// and when it was opened again and why.
type Lock struct {
	Through civil.Month `json:"through,omitzero"` // this month and all before it take no entry; zero when all are open again
	Late    Late        `json:"late,omitzero"`    // what becomes of entries that come for them
	Opens   bool        `json:"opens,omitempty"`  // it opens months that were locked
}

// Lock locks a month and all before it, on a day of that month or later: from
// then on entries that come for them are refused with ErrClosed, or moved into
// the first open month, as late says. What is entered after a lock counts as
// known on its day at the earliest. So neither a balance of a locked month, nor
// any as it was known before that day, ever changes.
//
// A month that is locked by the same rule is a retry. One before the last lock
// is ErrOrder, as is a day before it.
func (l Ledger) Lock(on civil.Date, through civil.Month, late Late) (Ledger, error) {
	if l.locked.through == through && l.locked.late == late && !through.IsZero() && !l.isPart() {
		return l, nil
	}
	if through.IsZero() {
		return l, finance.Problem{Path: "through", Err: finance.ErrMissing}
	}
	return l.lock(on, "", Lock{Through: through, Late: late})
}

// Unlock opens a month and all after it again, and says why: nothing is opened
// unseen. Without a reason it is ErrMissing; where nothing is locked it is a
// retry. What is late keeps to the rule of the last lock.
func (l Ledger) Unlock(on civil.Date, from civil.Month, why string) (Ledger, error) {
	if from.IsZero() {
		return l, finance.Problem{Path: "from", Err: finance.ErrMissing}
	}
	if from.After(l.locked.through) && !l.isPart() {
		return l, nil
	}
	return l.lock(on, why, Lock{Through: before(from), Late: l.locked.late, Opens: true})
}

// before is the month before m; none before the first.
func before(m civil.Month) civil.Month {
	if prev := m.Prev(); prev.Before(m) {
		return prev
	}
	return civil.Month{}
}

func (l Ledger) lock(on civil.Date, why string, x Lock) (Ledger, error) {
	b := l.batch()
	id := contentID("lock", strconv.Itoa(l.locked.count), on.String(), x.Through.String())
	b.wrong.Add("", b.add(Entry{ID: id, On: on, Month: on.Month(), Text: why, Lock: x}))
	return b.done()
}

// Locked is the last lock: through which month, by which rule, and whether it
// opened others. The zero Lock locks nothing.
func (l Ledger) Locked() Lock {
	s := l.locked
	if !l.before.IsZero() {
		s = locks{}
		for e := range l.all() {
			s = s.after(e)
		}
	}
	return Lock{s.through, s.late, s.opens}
}

// Locks lists every entry that locked months or opened them, in the order of
// posting.
func (l Ledger) Locks() []Entry {
	var list []Entry
	for e := range l.all() {
		if e.Lock != (Lock{}) {
			list = append(list, e.clone())
		}
	}
	return list
}

// locks is the state that the locks so far leave.
type locks struct {
	through civil.Month
	late    Late
	opens   bool
	on      civil.Date  // of the last lock
	ever    civil.Month // the last month that was ever locked
	count   int
}

// after is the state after e.
func (s locks) after(e *Entry) locks {
	if e.Lock == (Lock{}) {
		return s
	}
	s.through, s.late, s.opens, s.on = e.Lock.Through, e.Lock.Late, e.Lock.Opens, e.On
	s.count++
	if s.ever.Before(s.through) {
		s.ever = s.through
	}
	return s
}

func (s *locks) locks(m civil.Month) bool { return !s.through.IsZero() && !m.After(s.through) }

// move puts e into the first open month when its own is locked, and lets it be
// known on the day of the last lock at the earliest. A valid lock moves nowhere.
func (s *locks) move(e *Entry) error {
	if e.Lock != (Lock{}) {
		return s.next(e)
	}
	if s.locks(e.Month) {
		open := s.through.Next()
		if s.late == RefuseLate || !open.After(s.through) {
			return s.closed(e)
		}
		e.Month = open
	}
	if e.known().Before(s.on) {
		e.Known = s.on
	}
	return nil
}

func (s *locks) closed(e *Entry) error {
	return fmt.Errorf("%s is locked since %s: %w", e.Month, s.on, finance.ErrClosed)
}

// check refuses, among entries that were saved, what move would not have let
// in.
func (s *locks) check(e *Entry) error {
	switch {
	case e.Lock != (Lock{}):
		return s.next(e)
	case s.locks(e.Month):
		return finance.Problem{Path: "month", Err: s.closed(e)}
	case e.known().Before(s.on):
		return finance.Problem{Path: "known", Err: fmt.Errorf("before the lock of %s: %w", s.on, finance.ErrOrder)}
	}
	return nil
}

// next refuses a lock that cannot follow the last one.
func (s *locks) next(e *Entry) error {
	var wrong finance.Problems
	if e.On.Before(s.on) {
		wrong.Add("on", fmt.Errorf("before the lock of %s: %w", s.on, finance.ErrOrder))
	}
	if opens := e.Lock.Through.Before(s.through); opens != e.Lock.Opens {
		wrong.Add("through", fmt.Errorf("months are locked through %s: %w", s.through, finance.ErrOrder))
	}
	return wrong.Err()
}

// sameMonth reports whether e, which was entered as old, comes for the same
// month: a lock may have moved old.
func (s *locks) sameMonth(old, e *Entry) bool {
	return old.Month == e.Month || old.Month.After(e.Month) && !e.Month.After(s.ever)
}

func (e *Entry) checkLock() error {
	var wrong finance.Problems
	wrong.Add("late", e.Lock.Late.Validate())
	bare := Entry{ID: e.ID, On: e.On, Month: e.Month, Known: e.Known, Text: e.Text, Lock: e.Lock}
	if !e.equal(&bare) {
		wrong.Add("", fmt.Errorf("beside what it does not need: %w", finance.ErrConflict))
	}
	switch through := e.Lock.Through; {
	case through.IsZero() && !e.Lock.Opens:
		wrong.Add("through", finance.ErrMissing)
	case through.After(e.On.Month()):
		wrong.Add("through", fmt.Errorf("after the day of the lock: %w", finance.ErrOrder))
	}
	if e.Lock.Opens && e.Text == "" {
		wrong.Add("why", finance.ErrMissing)
	}
	return wrong.Err()
}
