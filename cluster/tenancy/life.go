package tenancy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// State is where a lease stands in its life. The zero State is Draft.
type State uint8

// The states.
const (
	Draft       State = iota // proposed, not signed
	Signed                   // agreed, its term not begun
	Commenced                // held
	Suspended                // held, some or all of its clauses not in force for a while
	HoldingOver              // the resident stayed after the last day
	Ended
	Withdrawn // never begun
)

// lifecycle is a lease's life. What is not in it is refused, and a state
// without a way out is final. The calendar commences on the first day of the
// term what was signed, resumes what was suspended until a day, and expires on
// the day after the last.
var lifecycle = [...]map[Action]State{
	Draft: {Sign: Signed, Withdraw: Withdrawn},
	Signed: {
		Withdraw: Withdrawn, Commence: Commenced,
		Amend: Signed, Assign: Signed, Move: Signed, Serve: Signed, Fulfil: Signed, Extend: Signed,
	},
	Commenced: {
		Amend: Commenced, Assign: Commenced, Move: Commenced, Serve: Commenced, Fulfil: Commenced, Extend: Commenced, Renew: Commenced,
		Suspend: Suspended, EndEarly: Ended, HoldOver: HoldingOver, Return: Ended, Expire: Ended,
	},
	Suspended: {
		Amend: Suspended, Assign: Suspended, Move: Suspended, Serve: Suspended, Fulfil: Suspended, Extend: Suspended, Renew: Suspended,
		Resume: Commenced, EndEarly: Ended, HoldOver: HoldingOver, Return: Ended, Expire: Ended,
	},
	HoldingOver: {
		Amend: HoldingOver, Assign: HoldingOver, Move: HoldingOver, Serve: HoldingOver,
		Renew: Commenced, EndEarly: Ended, Return: Ended, Expire: Ended,
	},
	Ended:     {},
	Withdrawn: {},
}

// TransitionError refuses an event in a state in which it has no place. It is
// finance.ErrTransition.
type TransitionError struct {
	From   State
	Action Action
	On     civil.Date
}

// Error reads "assign on 2027-04-01: not possible in this state: ended".
func (e *TransitionError) Error() string {
	return fmt.Sprintf("%v on %v: %v: %v", e.Action, e.On, finance.ErrTransition, e.From)
}

// Unwrap is finance.ErrTransition.
func (e *TransitionError) Unwrap() error { return finance.ErrTransition }

// Apply returns l with e added to its events. An event that the state of its
// day has no place for is a [TransitionError]; one that is wrong in itself, or
// beside the options and the term, is refused with the path of the field: both
// within finance.Problems. The receiver does not change.
func (l Lease) Apply(e Event) (Lease, error) {
	r := l.replay(anybody, e.Known)
	var wrong finance.Problems
	wrong.Add("", r.apply(len(l.Events), &e))
	if err := wrong.Err(); err != nil {
		return l, err
	}
	l.Events = append(slices.Clip(l.Events), e.clone())
	return l, nil
}

// State is where l stands on a day, by what was known before another: the two
// axes of everything that is agreed. Before a lease became known it is a draft.
func (l Lease) State(on, known civil.Date) State {
	l, ok := l.asKnown(known)
	if !ok {
		return Draft
	}
	return l.replay(anybody, never).state(on)
}

// state is where the lease stands on a day, as far as the events went.
func (r *replay) state(on civil.Date) State {
	switch {
	case !r.withdrawn.IsZero() && !on.Before(r.withdrawn):
		return Withdrawn
	case r.signed == never:
		return Draft
	case on.Before(r.term.From):
		if on.Before(r.agreed) {
			return Draft
		}
		return Signed
	case !r.term.Contains(on):
		return Ended
	case onDay(r.stays, on):
		return HoldingOver
	case slices.ContainsFunc(r.pauses, func(p pause) bool { return p.Contains(on) }):
		return Suspended
	}
	return Commenced
}

func onDay(periods []civil.Period, on civil.Date) bool {
	return slices.ContainsFunc(periods, func(p civil.Period) bool { return p.Contains(on) })
}
