package ledger

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Payment is money that moved from one party to another. One of them is the
// owner of the ledger.
type Payment struct {
	ID      string        `json:"id"`                // unique among the payments of a ledger
	From    accrual.Party `json:"from"`              // who paid
	To      accrual.Party `json:"to"`                // who was paid
	On      civil.Date    `json:"on"`                // the day on which it happened
	Known   civil.Date    `json:"known"`             // the day on which it became known
	Amount  finance.Money `json:"amount"`            // above zero
	Account Account       `json:"account,omitempty"` // where the owner's money is, in the tree of Cash; empty for Cash itself
	Against Account       `json:"against,omitempty"` // what it settles; empty for Receivable when the owner is paid, Payable when it pays
	Purpose string        `json:"purpose,omitempty"` // as the payer wrote it; at most MaxText bytes
}

// Pay enters the payments that were known before the cut-off, each exactly
// once by its ID; those known later wait for a later close. The same payment
// again is a retry, with other content it is ErrConflict. A payment of a month
// before in is entered in that month and counts from its first day, so that
// months closed before stay as they were reported. One between two others is
// ErrUnknown. When anything is wrong, nothing is entered.
//
// Which of its debts a payment settles is not entered: Open says it.
func (l Ledger) Pay(in civil.Month, cutoff civil.Date, payments ...Payment) (Ledger, error) {
	b := l.batch()
	if in.IsZero() {
		b.wrong.Add("in", finance.ErrMissing)
	}
	if cutoff.IsZero() {
		b.wrong.Add("cutoff", finance.ErrMissing)
	}
	for i := range payments {
		b.wrong.AddAt("payments", i, b.pay(in, cutoff, &payments[i]))
	}
	return b.done()
}

func (b *batch) pay(in civil.Month, cutoff civil.Date, p *Payment) error {
	if err := p.Validate(); err != nil || !p.Known.Before(cutoff) {
		return err
	}
	lines, err := p.lines(b.ledger.owner)
	if err != nil {
		return err
	}
	e := Entry{ID: p.Posting(), On: p.On, Month: p.On.Month(), Known: p.Known, Text: p.Purpose, Lines: lines}
	if e.Month.Before(in) {
		e.Month = in
	}
	if isNew, err := b.once(&e, (*Entry).sameFact); !isNew {
		return err
	}
	return b.add(e)
}

// lines are the cash and what it settles.
func (p *Payment) lines(owner accrual.Party) ([]Line, error) {
	out, err := p.Amount.Neg()
	if err != nil {
		return nil, err
	}
	switch owner {
	case p.To:
		return []Line{{p.Account.or(Cash), "", p.Amount}, {p.Against.or(Receivable), p.From, out}}, nil
	case p.From:
		return []Line{{p.Account.or(Cash), "", out}, {p.Against.or(Payable), p.To, p.Amount}}, nil
	}
	return nil, fmt.Errorf("neither side is %.40q, whose books these are: %w", string(owner), finance.ErrUnknown)
}

func (a Account) or(fallback Account) Account {
	if a == "" {
		return fallback
	}
	return a
}

// Validate reports everything that is wrong with p, as finance.Problems.
func (p Payment) Validate() error {
	var wrong finance.Problems
	wrong.Add("id", checkName(p.ID))
	wrong.Add("from", checkName(string(p.From)))
	wrong.Add("to", checkName(string(p.To)))
	if p.From == p.To && p.From != "" {
		wrong.Add("to", finance.ErrConflict)
	}
	p.validateDates(&wrong)
	wrong.Add("amount", positive(p.Amount))
	if !p.Account.or(Cash).In(Cash) {
		wrong.Add("account", fmt.Errorf("not in %s: %w", Cash, finance.ErrRange))
	} else {
		wrong.Add("account", p.Account.or(Cash).Validate())
	}
	wrong.Add("against", p.Against.or(Payable).Validate())
	wrong.Add("purpose", finance.CheckText(p.Purpose, MaxText))
	return wrong.Err()
}

func (p *Payment) validateDates(wrong *finance.Problems) {
	if p.On.IsZero() {
		wrong.Add("on", finance.ErrMissing)
	}
	if p.Known.IsZero() {
		wrong.Add("known", finance.ErrMissing)
	} else if p.Known.Before(p.On) {
		wrong.Add("known", finance.ErrOrder)
	}
}

// positive is what is wrong with an amount that must be above zero.
func positive(m finance.Money) error {
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
