package document

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// State is where a commission agent's report stands. The zero State is Drawn.
type State uint8

// The states.
const (
	Drawn          State = iota // by the agent
	Sent                        // to the principal
	Received                    // by the principal, who has not objected, or whose objections are answered
	Objected                    // to a line, which is not answered
	Accepted                    // every line, by word
	DeemedAccepted              // by the end of the term to object
	Settled
)

var stateNames = finance.NewNames[State]("state", "drawn", "sent", "received", "objected", "accepted", "deemed-accepted", "settled")

// Action is what an event does to a report.
type Action uint8

// The actions. Uphold and Withdraw answer one objection: the agent agrees, or
// the principal lets go.
const (
	Send Action = iota
	Receive
	Accept
	AcceptLine
	Object
	Uphold
	Withdraw
	Settle
)

var actionNames = finance.NewNames[Action]("action", "send", "receive", "accept", "accept-line", "object", "uphold", "withdraw", "settle")

// lifecycle is a report's life. What is not in it is refused, and a state
// without a way out is final. Where it says Received, a report stays Objected
// while another objection stands, and is Accepted once no line is left open. The
// calendar alone makes it DeemedAccepted, from Received. Who accepts or objects
// has received.
var lifecycle = [...]map[Action]State{
	Drawn:          {Send: Sent},
	Sent:           {Receive: Received, Accept: Accepted, AcceptLine: Received, Object: Objected},
	Received:       {Accept: Accepted, AcceptLine: Received, Object: Objected},
	Objected:       {Accept: Accepted, AcceptLine: Objected, Object: Objected, Uphold: Received, Withdraw: Received},
	Accepted:       {Settle: Settled},
	DeemedAccepted: {Accept: Accepted, Settle: Settled},
	Settled:        {},
}

// TransitionError refuses an event in a state in which it has no place: of the
// report, or of the line. It is finance.ErrTransition.
type TransitionError struct {
	From   State
	Action Action
	Line   int    // from 1; 0 where the report is meant
	Status Status // of the line
	On     civil.Date
}

// Error reads "object to line 2 on 2026-05-20: not possible in this state:
// received, line deemed".
func (e *TransitionError) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%v on %v: %v: %v", e.Action, e.On, finance.ErrTransition, e.From)
	}
	return fmt.Sprintf("%v, line %d, on %v: %v: %v, line %v", e.Action, e.Line, e.On, finance.ErrTransition, e.From, e.Status)
}

// Unwrap is finance.ErrTransition.
func (e *TransitionError) Unwrap() error { return finance.ErrTransition }

// Status is where one line of a report stands. The zero Status is Open.
type Status uint8

// The statuses.
const (
	Open      Status = iota
	Disputed         // objected to
	Agreed           // accepted by word, or the objection withdrawn
	Deemed           // accepted by the end of the term
	Corrected        // the objection was upheld: the line stands as posted, and the difference follows as an adjustment
)

var statusNames = finance.NewNames[Status]("status", "open", "disputed", "agreed", "deemed", "corrected")

// needs is the status that a line must have for an action, and what it becomes.
var needs = map[Action]struct{ before, after Status }{
	AcceptLine: {Open, Agreed},
	Object:     {Open, Disputed},
	Uphold:     {Disputed, Corrected},
	Withdraw:   {Disputed, Agreed},
}

// Payout is what the payment of a line waits for. The zero Payout is
// OnAcceptance.
type Payout uint8

// The payouts. None pays a line before it is due.
const (
	OnAcceptance Payout = iota // by word or by the end of the term
	OnWord                     // by word only
	AtOnce                     // nothing
)

var payoutNames = finance.NewNames[Payout]("payout", "acceptance", "word", "at-once")
