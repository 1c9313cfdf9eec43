package arrears

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Debt is an amount that was owed, when it was due, and what was paid of it.
type Debt struct {
	ID       string        `json:"id"`  // of the obligation's posting or the ledger's entry; it makes the key of a claim
	Key      accrual.Key   `json:"key"` // what the debt is for
	Debtor   accrual.Party `json:"debtor"`
	Creditor accrual.Party `json:"creditor"`
	Amount   finance.Money `json:"amount"`             // above zero, with its tax
	Due      civil.Date    `json:"due"`                // the last day on which it is not late
	Paid     []Part        `json:"paid,omitempty"`     // in whatever order; together at most Amount
	Reversed bool          `json:"reversed,omitempty"` // it turned out that nothing was owed
}

// Part is what was paid, credited or set off of a debt on a day.
type Part struct {
	On     civil.Date    `json:"on"`
	Amount finance.Money `json:"amount"` // above zero
}

// Of is the debt of one obligation: its gross amount, and what was paid of it.
// An obligation that is nothing or less is no debt: Validate refuses it.
func Of(o accrual.Obligation, paid ...Part) (Debt, error) {
	gross, err := o.Gross()
	if err != nil {
		return Debt{}, err
	}
	d := Debt{ID: o.Posting().String(), Key: o.Key, Debtor: o.Debtor, Creditor: o.Creditor, Amount: gross, Due: o.Due}
	d.Paid = append(d.Paid, paid...)
	if err := d.Validate(); err != nil {
		return Debt{}, err
	}
	return d, nil
}

// Validate reports everything that is wrong with d, as finance.Problems. Parts
// that sum to more than the debt are ErrConflict.
func (d Debt) Validate() error {
	var wrong finance.Problems
	wrong.Add("amount", checkOwed(d.Amount))
	if d.Due.IsZero() {
		wrong.Add("due", finance.ErrMissing)
	}
	if len(d.Paid) > MaxParts {
		wrong.Add("paid", limit(len(d.Paid), MaxParts))
		return wrong.Err()
	}
	left := d.Amount
	for i, p := range d.Paid {
		wrong.AddAt("paid", i, p.Validate())
		rest, err := left.Sub(p.Amount)
		switch {
		case err != nil:
			wrong.AddAt("paid", i, finance.Problem{Path: "amount", Err: err})
		case rest.Sign() < 0 && left.Sign() >= 0:
			wrong.AddAt("paid", i, fmt.Errorf("more than the debt: %w", finance.ErrConflict))
			left = rest
		default:
			left = rest
		}
	}
	return wrong.Err()
}

// Validate reports everything that is wrong with p, as finance.Problems.
func (p Part) Validate() error {
	var wrong finance.Problems
	if p.On.IsZero() {
		wrong.Add("on", finance.ErrMissing)
	}
	wrong.Add("amount", checkOwed(p.Amount))
	return wrong.Err()
}

// checkOwed refuses what is not above zero in a currency.
func checkOwed(m finance.Money) error {
	switch {
	case m.Currency().Validate() != nil:
		return finance.ErrCurrency
	case m.Sign() < 0:
		return finance.ErrNegative
	case m.IsZero():
		return finance.ErrMissing
	}
	return nil
}

// balance is what is left on a day of what the parts before it did not pay, and
// those of the day itself where they count.
func (d *Debt) balance(on civil.Date, by PaymentDay) finance.Money {
	left := d.Amount.Minor()
	for _, p := range d.Paid {
		if p.On.Before(on) || p.On == on && by == OnNewBalance {
			left -= p.Amount.Minor()
		}
	}
	return finance.Minor(left, d.Amount.Currency())
}
