package ledger

import (
	"fmt"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Instruction is a fact: the payer names what a payment, or a part of it, is
// for. What it leaves, and what the item that it names no longer needs, falls to
// the rule. An amount for a key of which nothing was posted yet is kept for it.
//
// Source: Civil Code of Russia, article 319.1, paragraph 1: the debtor may say
// so when it pays, or without delay after that.
type Instruction struct {
	Payment string        `json:"payment,omitempty"` // the id of the payment
	Credit  uuid.UUID     `json:"credit,omitzero"`   // the entry of a credit note, when it is no payment
	Key     accrual.Key   `json:"key,omitzero"`      // what it is for
	Item    uuid.UUID     `json:"item,omitzero"`     // the entry that it is for, when it has no key
	Amount  finance.Money `json:"amount"`            // above zero
	Known   civil.Date    `json:"known"`             // from this day the books are read by it
}

// Validate reports everything that is wrong with i in itself, as
// finance.Problems. It has either Payment or Credit, and either Key or Item:
// both are ErrConflict.
func (i Instruction) Validate() error {
	var wrong finance.Problems
	wrong.Add("payment", either(i.Payment != "", i.Credit != uuid.Nil))
	wrong.Add("payment", finance.CheckText(i.Payment, accrual.MaxText))
	wrong.Add("key", either(i.Key != (accrual.Key{}), i.Item != uuid.Nil))
	if i.Key != (accrual.Key{}) {
		wrong.Add("key", checkKey(i.Key))
	}
	wrong.Add("amount", positive(i.Amount))
	if i.Known.IsZero() {
		wrong.Add("known", finance.ErrMissing)
	}
	return wrong.Err()
}

func either(a, b bool) error {
	switch {
	case a && b:
		return finance.ErrConflict
	case !a && !b:
		return finance.ErrMissing
	}
	return nil
}

// credit is the entry that i directs.
func (i *Instruction) credit() uuid.UUID {
	if i.Payment != "" {
		return Payment{ID: i.Payment}.Posting()
	}
	return i.Credit
}

// direction is an instruction under way, in minor units.
type direction struct {
	key  accrual.Key
	item uuid.UUID
	left int64
	c    finance.Currency
}

// directed are the instructions known at the end of a day, by the credit that
// they direct.
type directed map[uuid.UUID][]direction

// directed checks every instruction, and refuses one of a credit or an item that
// the books do not have (ErrUnknown), and more than the credit is (ErrConflict).
func (l Ledger) directed(root Account, at civil.Date, told []Instruction) (directed, error) {
	var wrong finance.Problems
	d, sums := directed{}, map[uuid.UUID]int64{}
	for i := range told {
		one := &told[i]
		err := one.Validate()
		if err == nil {
			err = l.checkDirected(root, one, sums)
		}
		wrong.AddAt("told", i, err)
		if err == nil && !one.Known.After(at) {
			id := one.credit()
			d[id] = append(d[id], direction{one.Key, one.Item, one.Amount.Minor(), one.Amount.Currency()})
		}
	}
	return d, wrong.Err()
}

func (l Ledger) checkDirected(root Account, i *Instruction, sums map[uuid.UUID]int64) error {
	credit := l.find(i.credit())
	if credit == nil {
		return finance.Problem{Path: "payment", Err: finance.ErrUnknown}
	}
	if i.Item != uuid.Nil && l.find(i.Item) == nil {
		return finance.Problem{Path: "item", Err: finance.ErrUnknown}
	}
	has := credit.credited(root, i.Amount.Currency())
	if i.Amount.Minor() > has-sums[credit.ID] {
		return finance.Problem{Path: "amount", Err: fmt.Errorf("%v, and the payment has %v: %w",
			i.Amount, finance.Minor(has-sums[credit.ID], i.Amount.Currency()), finance.ErrConflict)}
	}
	sums[credit.ID] += i.Amount.Minor()
	return nil
}

// credited is what e settles in root, in one currency.
func (e *Entry) credited(root Account, c finance.Currency) int64 {
	net, sum := map[partyCurrency]int64{}, int64(0)
	e.netIn(root, net)
	for who, n := range net {
		if n *= signOf(root); n < 0 && who.currency == c {
			sum -= n
		}
	}
	return sum
}
