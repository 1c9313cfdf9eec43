package ledger

import (
	"slices"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// The limits of an entry, beside accrual.MaxText for ids, names and accounts.
const (
	MaxText  = 1024 // bytes of an entry's text
	MaxLines = 1000 // lines of an entry
)

// Entry is one event in the books. Its lines sum to zero in each currency,
// those off the balance aside. An entry with a Lock has no lines: it says which
// months take entries from there on.
type Entry struct {
	ID       uuid.UUID   `json:"id"`                // the same id with the same content is a retry, with other content a conflict
	On       civil.Date  `json:"on"`                // the day on which it happened
	Month    civil.Month `json:"month"`             // the month whose books took it; later than that of On when it came late
	Known    civil.Date  `json:"known,omitzero"`    // the day on which it became known to the owner; zero for the day from which it counts
	Text     string      `json:"text,omitempty"`    // for people; at most MaxText bytes
	Due      civil.Date  `json:"due,omitzero"`      // when what it leaves open is due; zero for at once
	Key      accrual.Key `json:"key,omitzero"`      // what it is for, of an obligation: a host explains the amount by it
	For      civil.Month `json:"for,omitzero"`      // the month that an obligation belongs to; before Month in an adjustment
	Reverses uuid.UUID   `json:"reverses,omitzero"` // the entry that this one undoes
	Lock     Lock        `json:"lock,omitzero"`     // of an entry that locks months or opens them
	Lines    []Line      `json:"lines,omitempty"`
}

// Line is what an entry does to one account. Debits are positive, credits
// negative: a debt to the owner and its cash are positive, its own debts and
// its income negative.
type Line struct {
	Account Account       `json:"account"`
	Party   accrual.Party `json:"party,omitempty"` // the other side; always there where the account is settled by party, and in deposits
	Amount  finance.Money `json:"amount"`
}

// Day is the day from which e counts in balances: On, but not before the first
// of Month. So an entry that came late changes no month that was closed.
func (e Entry) Day() civil.Date { return e.day() }

func (e *Entry) day() civil.Date {
	if first := e.Month.First(); e.On.Before(first) {
		return first
	}
	return e.On
}

// known is the day on which e became known.
func (e *Entry) known() civil.Date {
	if e.Known.IsZero() {
		return e.day()
	}
	return e.Known
}

// Parties lists whoever a line of e names, in order, each once: by them a store
// finds the entries of a party.
func (e Entry) Parties() []accrual.Party {
	var list []accrual.Party
	for i := range e.Lines {
		if p := e.Lines[i].Party; p != "" {
			list = append(list, p)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// Equal reports whether e and o say the same in every field: what a store
// holds a retry to.
func (e Entry) Equal(o Entry) bool { return e.Known == o.Known && e.equal(&o) }

// equal reports whether e and o have the same content, whenever it became
// known.
func (e *Entry) equal(o *Entry) bool {
	return e.Month == o.Month && e.sameFact(o)
}

// sameFact is equal, in whatever month the books took it.
func (e *Entry) sameFact(o *Entry) bool {
	return e.ID == o.ID && e.On == o.On && e.Text == o.Text && e.Due == o.Due && e.Key == o.Key && e.For == o.For &&
		e.Reverses == o.Reverses && e.Lock == o.Lock && slices.Equal(e.Lines, o.Lines)
}

// clone shares no lines with e.
func (e *Entry) clone() Entry {
	c := *e
	c.Lines = slices.Clone(e.Lines)
	return c
}

// moves reports whether e has a line in the tree of root.
func (e *Entry) moves(root Account) bool {
	for i := range e.Lines {
		if e.Lines[i].Account.In(root) {
			return true
		}
	}
	return false
}
