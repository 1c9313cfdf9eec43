package document

import (
	"fmt"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Source is what documents are drawn from.
type Source struct {
	Owner       accrual.Party        // whose books these are
	Obligations []accrual.Obligation // of the closes; what lies between two others is left out
	Advances    []Advance            // payments received ahead, for kinds of that form
	Parties     []Details            // of everybody who appears
	Agreements  []Basis              // what documents say of an agreement, and how it is taxed
	Items       []Item               // what obligations consist of, where known
}

// Advance is a payment that was received before what it pays for, or the part
// of one that is still ahead.
type Advance struct {
	Payment   ledger.Payment
	Agreement string
	Amount    finance.Money // the part that is ahead; nothing for the whole payment
}

// Basis is what documents say of an agreement.
type Basis struct {
	Agreement  string
	Text       Words       // such as "Consignment agreement 7 of 1 February 2026"
	Tax        accrual.Tax // the agreement's own; it tells the rate of a line, not its posted tax
	ByDocument bool        // tax is computed once on the lines of one rate and divided over them, and Document.Rounding says how far it is from what was posted; otherwise each line bears its posted tax
}

// Item is one of the things that an obligation consists of: a sale, a return, an
// hour. The items of an obligation sum to its net amount, or, where the
// agreement's amounts have tax inside, to its gross.
type Item struct {
	Posting  uuid.UUID // of the obligation
	Fact     accrual.Ref
	Text     Words
	Unit     Words
	Quantity finance.Number
	Price    finance.Money // of a unit, as printed; not multiplied
	Amount   finance.Money // a return is below zero
}

// Validate reports everything that is wrong with s, as finance.Problems.
func (s Source) Validate() error {
	var wrong finance.Problems
	wrong.Add("owner", checkName(string(s.Owner)))
	for i := range s.Obligations {
		wrong.AddAt("obligations", i, checkObligation(&s.Obligations[i]))
	}
	for i := range s.Advances {
		wrong.AddAt("advances", i, s.Advances[i].validate())
	}
	parties := map[accrual.Party]bool{}
	for i, d := range s.Parties {
		wrong.AddAt("parties", i, d.Validate())
		if parties[d.Party] {
			wrong.AddAt("parties", i, finance.ErrDuplicate)
		}
		parties[d.Party] = true
	}
	agreements := map[string]bool{}
	for i, b := range s.Agreements {
		wrong.AddAt("agreements", i, b.validate())
		if agreements[b.Agreement] {
			wrong.AddAt("agreements", i, finance.ErrDuplicate)
		}
		agreements[b.Agreement] = true
	}
	for i, x := range s.Items {
		wrong.AddAt("items", i, x.validate())
	}
	return wrong.Err()
}

func checkObligation(o *accrual.Obligation) error {
	var wrong finance.Problems
	wrong.Add("agreement", checkName(o.Agreement))
	wrong.Add("clause", checkName(o.Clause))
	wrong.Add("slot", o.Slot.Validate())
	wrong.Add("source", finance.CheckText(o.Source, accrual.MaxText))
	wrong.Add("debtor", checkName(string(o.Debtor)))
	wrong.Add("creditor", checkName(string(o.Creditor)))
	if o.Debtor == o.Creditor && o.Debtor != "" {
		wrong.Add("creditor", finance.ErrConflict)
	}
	if o.Net.Currency().Validate() != nil {
		wrong.Add("net", finance.ErrCurrency)
	} else if _, err := o.Gross(); err != nil {
		wrong.Add("tax", err)
	}
	if o.For.IsZero() {
		wrong.Add("for", finance.ErrMissing)
	}
	if o.In.IsZero() {
		wrong.Add("in", finance.ErrMissing)
	}
	return wrong.Err()
}

func (a *Advance) validate() error {
	var wrong finance.Problems
	wrong.Add("payment", a.Payment.Validate())
	wrong.Add("agreement", checkName(a.Agreement))
	switch order, err := a.Amount.Cmp(a.Payment.Amount); {
	case err != nil:
		wrong.Add("amount", err)
	case a.Amount.Sign() < 0:
		wrong.Add("amount", finance.ErrNegative)
	case order > 0:
		wrong.Add("amount", fmt.Errorf("%v of a payment of %v: %w", a.Amount, a.Payment.Amount, finance.ErrRange))
	}
	return wrong.Err()
}

// ahead is what of the payment is an advance.
func (a *Advance) ahead() finance.Money {
	if a.Amount.IsZero() {
		return a.Payment.Amount
	}
	return a.Amount
}

func (b *Basis) validate() error {
	var wrong finance.Problems
	wrong.Add("agreement", checkName(b.Agreement))
	wrong.Add("text", b.Text.check())
	wrong.Add("tax.rounding", b.Tax.Rounding.Validate())
	wrong.Add("tax.rates", b.Tax.Rates.Validate())
	for i, e := range b.Tax.Rates {
		if e.Value.Sign() < 0 {
			wrong.AddAt("tax.rates", i, finance.ErrNegative)
		}
	}
	return wrong.Err()
}

func (x *Item) validate() error {
	var wrong finance.Problems
	if x.Posting == uuid.Nil {
		wrong.Add("posting", finance.ErrMissing)
	}
	wrong.Add("fact", finance.CheckText(x.Fact.ID, accrual.MaxText))
	wrong.Add("text", needed(x.Text))
	wrong.Add("unit", x.Unit.check())
	wrong.Add("price", x.Price.Validate())
	if x.Amount.Currency().Validate() != nil {
		wrong.Add("amount", finance.ErrCurrency)
	}
	return wrong.Err()
}
