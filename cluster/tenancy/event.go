package tenancy

import (
	"slices"

	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Event is what happens to a lease: a fact with the day from which it holds
// and the day on which it became known. Events are appended in the order of
// their knowledge ([Lease.Apply]), never edited; what they mean for charges is
// derived from them. Which fields an action needs and may have is a table, and
// others are refused.
type Event struct {
	Action     Action          `json:"action"`
	On         civil.Date      `json:"on"`                   // the day from which it holds; of an end and a return, the day after the last; of a notice, the day on which it was served
	Known      civil.Date      `json:"known"`                // the day on which it became known
	By         Side            `json:"by,omitzero"`          // who serves a notice, or makes a change alone
	Alone      bool            `json:"alone,omitempty"`      // one side makes the change, as the lease lets it; otherwise both agreed
	Until      civil.Date      `json:"until,omitzero"`       // the day after the last: of an extended or renewed term, of a suspension; of a notice, the day from which it takes effect
	Option     string          `json:"option,omitempty"`     // the one that a notice takes up, or whose conditions are met
	Conditions []string        `json:"conditions,omitempty"` // of the option, those that were met
	Resident   accrual.Party   `json:"resident,omitempty"`   // to whom the lease is assigned
	Spaces     []string        `json:"spaces,omitempty"`     // all that the lease has after a move
	Set        []accrual.Named `json:"set,omitempty"`        // clauses from that day on; of a notice, from the day of its effect
	Drop       []string        `json:"drop,omitempty"`       // clauses that are gone from that day on; of a suspension, those that rest, and none is all
}

// clone is e with slices of its own.
func (e Event) clone() Event {
	e.Conditions = slices.Clone(e.Conditions)
	e.Spaces = slices.Clone(e.Spaces)
	e.Set = slices.Clone(e.Set)
	e.Drop = slices.Clone(e.Drop)
	return e
}

// Action is what an event does.
type Action uint8

// The actions. A clause that an event sets does to an open window what its
// Change says, as in every amendment; a suspension and its end carry.
const (
	Sign     Action = iota // a draft becomes a lease
	Withdraw               // it never begins
	Commence               // handed over later than the first day of the term, which then begins on that day
	Amend                  // other clauses, and no more
	Assign                 // another resident takes over
	Move                   // other spaces, or fewer, or more
	Suspend                // clauses rest until a day, or until it is resumed
	Resume                 // what rests is in force again
	Serve                  // a notice, by an option, or to end a stay after the last day
	Fulfil                 // conditions of an option are met
	Extend                 // the term goes on to a later day
	Renew                  // another term follows
	EndEarly               // agreed by both sides
	HoldOver               // the resident stays after the last day
	Return                 // the spaces are given back and taken back
	Expire                 // the calendar's own: no event
)

// Side is one side of a lease. The zero Side is ByResident.
type Side uint8

// The sides. Only an option may be of either.
const (
	ByResident Side = iota
	ByLandlord
	ByEither
)
