package ledger

import (
	"fmt"
	"strconv"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Brought is one balance that is brought from another system: an account, or
// one item that is open with a party.
type Brought struct {
	Account Account       `json:"account"`
	Party   accrual.Party `json:"party,omitempty"` // always there in a control account, in deposits and off the balance
	Amount  finance.Money `json:"amount"`          // a debit is positive
	Due     civil.Date    `json:"due,omitzero"`    // of an open item, by which it is aged; zero for at once
	Text    string        `json:"text,omitempty"`  // such as the number of the invoice; empty for "opening balance"
}

// Begin brings the balances with which another system closed, as they stand at
// the start of a day. Those on the balance sum to zero in each currency, or
// ErrConflict says by how much they do not. Each is an entry of its own against
// Begun, which so holds nothing in the end: items that are open with a party
// come one by one, and are aged and settled as if they had been posted here.
//
// Books begin once. The same balances again are a retry, others are ErrConflict.
func (l Ledger) Begin(on civil.Date, balances ...Brought) (Ledger, error) {
	b := l.batch()
	old := b.begun()
	if old >= 0 && old != len(balances) {
		b.wrong.Add("balances", fmt.Errorf("books that began with %d balances: %w", old, finance.ErrConflict))
		return b.done()
	}
	var sum turnovers
	for i := range balances {
		x, err := &balances[i], error(nil)
		if sum, err = sum.add(x.Account.OffBalance(), x.Amount); err != nil {
			b.wrong.AddAt("balances", i, err)
			continue
		}
		b.wrong.AddAt("balances", i, b.bring(on, i, x))
	}
	if b.wrong.Len() == 0 {
		b.wrong.Add("balances", sum.balanced())
	}
	return b.done()
}

// begun is how many balances the books began with; -1 when they did not.
func (b *batch) begun() int {
	n := 0
	for b.ledger.find(broughtID(n)) != nil {
		n++
	}
	if n == 0 {
		return -1
	}
	return n
}

func broughtID(i int) (id [16]byte) { return contentID("begin", strconv.Itoa(i)) }

func (b *batch) bring(on civil.Date, i int, x *Brought) error {
	if x.Amount.IsZero() {
		return finance.Problem{Path: "amount", Err: finance.ErrMissing}
	}
	e := Entry{ID: broughtID(i), On: on, Month: on.Month(), Text: x.Text, Due: x.Due}
	if e.Text == "" {
		e.Text = "opening balance"
	}
	e.Lines = []Line{{x.Account, x.Party, x.Amount}}
	if !x.Account.OffBalance() {
		minus, err := x.Amount.Neg()
		if err != nil {
			return err
		}
		e.Lines = append(e.Lines, Line{Account: Begun, Amount: minus})
	}
	if isNew, err := b.once(&e, b.sameEntry); !isNew {
		return err
	}
	return b.add(e)
}
