package tenancy

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// replay goes through the life of a lease in the order in which it became
// known, and lowers each event to amendments of the spine. What an event is
// lowered to depends only on what was known by then, so that an event known
// later changes nothing that was closed but by amendments of its own.
type replay struct {
	lease    *Lease
	landlord accrual.Party
	ahead    []int          // of the lease's own amendments, those that are not taken up yet, by Known
	changes  []entry        // what holds: the lease itself, then all amendments taken up
	term     civil.Period   // as amended
	signed   civil.Date     // the day on which the lease became known; never while it is a draft
	agreed   civil.Date     // the day on which it was signed
	handed   bool           // by an event
	ended    Action         // what set the present end; Expire if none did
	stays    []civil.Period // after the last day
	pauses   []pause
	moves    []move
	notices  []served // that are or were to take effect
	// withdrawn is no day while it is not.
	withdrawn civil.Date
	wrong     finance.Problems
}

// entry is an amendment, and what it was lowered from.
type entry struct {
	accrual.Amendment
	event int  // -1 is none
	own   bool // its Set begins with that of the event
	mask  bool // it rests a clause, or puts it in force again
	id    int  // of the version that it puts in force again
	place int  // among all changes
}

// move is what a lease has from a day on.
type move struct {
	from   civil.Date
	event  int
	spaces []string
}

// replay goes through what was known on a day or before. The landlord stands in
// what is lowered.
func (l *Lease) replay(landlord accrual.Party, until civil.Date) *replay {
	r := &replay{lease: l, landlord: landlord, ahead: l.byKnown(), signed: l.signed(), agreed: l.signed(), ended: Expire}
	if l.Draft {
		r.signed = never
	}
	r.take(entry{Amendment: l.itself(landlord), event: -1})
	for i := range l.Events {
		if e := &l.Events[i]; !e.Known.After(until) {
			r.wrong.AddAt("events", i, r.apply(i, e))
		}
	}
	r.catchUp(until)
	return r
}

// byKnown are the places of the amendments of l in the order of their knowledge.
func (l *Lease) byKnown() []int {
	places := make([]int, len(l.Amendments))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(a, b int) int { return l.Amendments[a].Known.Compare(l.Amendments[b].Known) })
	return places
}

// catchUp takes up the amendments known on a day or before. What was withdrawn
// has no more of them.
func (r *replay) catchUp(until civil.Date) {
	for len(r.ahead) > 0 && !r.lease.Amendments[r.ahead[0]].Known.After(until) {
		a := r.lease.Amendments[r.ahead[0]]
		if !r.withdrawn.IsZero() {
			r.wrong.AddAt("amendments", r.ahead[0], fmt.Errorf("of a lease that was withdrawn: %w", finance.ErrTransition))
		}
		r.ahead = r.ahead[1:]
		if a.Term != nil {
			r.ended = Expire
		}
		r.take(entry{Amendment: a, event: -1})
		r.mask(a.Known)
	}
}

// apply checks an event against what is known and takes it up.
func (r *replay) apply(i int, e *Event) error {
	if err := e.Validate(); err != nil {
		return err
	}
	if err := r.inTurn(i, e); err != nil {
		return err
	}
	r.catchUp(e.Known)
	from := r.before(e)
	if _, ok := lifecycle[from][e.Action]; !ok {
		return &TransitionError{From: from, Action: e.Action, On: e.On}
	}
	if err := effects[e.Action](r, i, e); err != nil {
		return err
	}
	r.mask(e.Known)
	return nil
}

// inTurn refuses an event that became known before the lease, or before an
// event that stands before it.
func (r *replay) inTurn(i int, e *Event) error {
	if !r.lease.Draft {
		if err := notBefore(e.Known, r.signed); err != nil {
			return problem("known", err)
		}
	}
	if i > 0 && i <= len(r.lease.Events) && e.Known.Before(r.lease.Events[i-1].Known) {
		return problem("known", fmt.Errorf("%v after %v: %w", e.Known, r.lease.Events[i-1].Known, finance.ErrOrder))
	}
	if i >= MaxEvents {
		return fmt.Errorf("at most %d: %w", MaxEvents, finance.ErrLimit)
	}
	return nil
}

// MaxEvents is how many events a lease may have.
const MaxEvents = 200

// before is the state in which an event finds the lease. What happens on the
// day after the last is asked of the last day, while that end is not final.
func (r *replay) before(e *Event) State {
	state := r.state(e.On)
	switch {
	case state == Draft && !r.lease.Draft:
		return Signed
	case e.Action == Commence && state == Commenced && !r.handed:
		return Signed
	case e.On == r.term.To && r.extends(e):
		return r.state(e.On.AddDays(-1))
	}
	return state
}

// extends reports whether an event on the day after the last may still go on
// from it. A return is final, and an end by notice or agreement once its day
// has come; but who was to leave may stay.
func (r *replay) extends(e *Event) bool {
	switch e.Action {
	case HoldOver, Return:
		return r.ended != Return
	case Extend, Renew:
		return r.ended == Expire || r.ended != Return && e.Known.Before(r.term.To)
	}
	return false
}

// take adds a change, and says the term anew where it says one. One more than
// an agreement may have is the last: the spine refuses them.
func (r *replay) take(c entry) {
	if r.full() {
		return
	}
	c.place = len(r.changes)
	r.changes = append(r.changes, c)
	if c.Term != nil {
		r.term = termOf(r.inOrder())
	}
}

// full reports whether there are more changes than an agreement may have.
func (r *replay) full() bool { return len(r.changes) > accrual.MaxAmendments }

// lower takes up what an event comes to. Of two terms known on one day the
// spine takes that from the later day, so a term holds from no earlier day than
// the one before it.
func (r *replay) lower(i int, e *Event, a accrual.Amendment, own bool) {
	a.Known = e.Known
	term := a.Term
	if term != nil {
		from := a.From
		for _, c := range r.changes {
			if c.Term != nil && c.Known == a.Known {
				from = later(from, c.From)
			}
		}
		if from != a.From {
			a.Term = nil
			r.take(entry{Amendment: accrual.Amendment{From: from, Known: a.Known, Term: term}, event: i})
		}
	}
	if a.Term != nil || a.Parties != nil || len(a.Set)+len(a.Drop) > 0 {
		r.take(entry{Amendment: a, event: i, own: own})
	}
}

// inOrder are all changes by From, then Known.
func (r *replay) inOrder() []entry {
	return slices.SortedStableFunc(slices.Values(r.changes), func(a, b entry) int {
		return cmp.Or(a.From.Compare(b.From), a.Known.Compare(b.Known))
	})
}

// termOf is the term that was known last, of equals the one that holds later:
// as the spine has it.
func termOf(sorted []entry) (term civil.Period) {
	var known civil.Date
	for _, c := range sorted {
		if c.Term != nil && !c.Known.Before(known) {
			term, known = *c.Term, c.Known
		}
	}
	return term
}

// inForce are the clauses of a day, with or without those that rest on it.
func (r *replay) inForce(on civil.Date, resting bool) []accrual.Named {
	var clauses []accrual.Named
	for _, c := range r.inOrder() {
		if c.From.After(on) {
			break
		}
		if !c.mask || !resting {
			clauses = amended(clauses, c.Amendment)
		}
	}
	return clauses
}

// lowered are the amendments that the events come to.
func (r *replay) lowered() []accrual.Amendment {
	var all []accrual.Amendment
	for _, c := range r.changes {
		if c.event >= 0 {
			all = append(all, c.Amendment)
		}
	}
	return all
}
