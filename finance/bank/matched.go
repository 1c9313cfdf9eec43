package bank

import (
	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Matched is what the documents of a statement are: those whose payment is sure,
// those for a person to decide, transfers between the owner's own accounts, and
// those whose payment is in the books already or that of a document before. Each
// document is in one of the lists, by its place in the statement. The host enters the Payment of what is
// sure, by the ledger's Pay, as it stands.
type Matched struct {
	Sure     []Found
	Doubtful []Found
	Own      []int
	Entered  []int
}

// Found is one document and what it seems to be.
type Found struct {
	Document int
	Reason   Reason
	Party    accrual.Party  // the other side; empty when it is not known
	Payment  ledger.Payment // zero when the party is not known
	Pays     []Part         // what is open of the party and fits; empty when nothing is, and of what was ordered
}

// Part is what a document pays of an entry.
type Part struct {
	Entry  uuid.UUID
	Key    accrual.Key
	Amount finance.Money // above zero
}

// Instructions say to ledger.Allocate that the payment settles what was found, and
// not what its rule would take first. The payment has to be entered before.
func (f Found) Instructions() []ledger.Instruction {
	var list []ledger.Instruction
	for _, p := range f.Pays {
		list = append(list, ledger.Instruction{Payment: f.Payment.ID, Item: p.Entry, Amount: p.Amount, Known: f.Payment.Known})
	}
	return list
}

// Reason is why a document is sure or doubtful.
type Reason uint8

// The reasons. Sure is a document that was ordered, and one whose party is known
// and whose amount is one open item, all that is open under an agreement that the
// purpose names, all that is open, or the oldest items to the last one. Doubtful is
// the rest.
const (
	OneItem Reason = iota
	NamedAgreement
	AllOpen
	OldestItems
	Ordered       // the owner's own payment order
	UnknownParty  // no party has this account or tax number
	SeveralParty  // several parties have this account or tax number
	SeveralItems  // several open items are of this amount
	PartOfItem    // less than what is open, and it ends within an item
	MoreThanOpen  // more than what is open
	NothingOpen   // the party owes nothing, or is owed nothing
	NotOurAccount // it moves no account of the owner
)

var reasonNames = finance.NewNames[Reason]("reason", "one-item", "named-agreement", "all-open", "oldest-items", "ordered",
	"unknown-party", "several-parties", "several-items", "part-of-item", "more-than-open", "nothing-open", "not-our-account")

// Sure reports whether a document with this reason needs nobody's decision.
func (r Reason) Sure() bool { return r <= Ordered }

// String is the name of the reason: one-item, named-agreement, …
func (r Reason) String() string { return reasonNames.Text(r) }

// MarshalText writes what String writes; an unknown reason is an error.
func (r Reason) MarshalText() ([]byte, error) { return reasonNames.Marshal(r) }

// UnmarshalText reads what String writes.
func (r *Reason) UnmarshalText(text []byte) error { return reasonNames.Unmarshal(r, text) }

// Validate refuses a value that is none of these with ErrRange.
func (r Reason) Validate() error { return reasonNames.Validate(r) }
