package bank

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Validate reports everything that is wrong with a document in itself, as
// finance.Problems.
func (d Document) Validate() error {
	var wrong finance.Problems
	if d.Kind == "" {
		wrong.Add("kind", finance.ErrMissing)
	}
	if d.Number == "" {
		wrong.Add("number", finance.ErrMissing)
	}
	if d.On.IsZero() {
		wrong.Add("on", finance.ErrMissing)
	}
	switch {
	case d.Amount.Currency() != finance.RUB:
		wrong.Add("amount", finance.ErrCurrency)
	case d.Amount.Sign() < 0:
		wrong.Add("amount", finance.ErrNegative)
	case d.Amount.IsZero():
		wrong.Add("amount", finance.ErrMissing)
	}
	if d.Payer.Account == "" {
		wrong.Add("payer.account", finance.ErrMissing)
	}
	if d.Payee.Account == "" {
		wrong.Add("payee.account", finance.ErrMissing)
	}
	return wrong.Err()
}

// Validate reports everything that is wrong with a statement in itself: sums that
// do not add up are ErrConflict.
func (a Account) Validate() error {
	var wrong finance.Problems
	if a.Number == "" {
		wrong.Add("number", finance.ErrMissing)
	}
	wrong.Add("period", checkPeriod(a.Period))
	closing, err := a.Opening.Add(a.In)
	if err == nil {
		closing, err = closing.Sub(a.Out)
	}
	switch {
	case err != nil:
		wrong.Add("closing", err)
	case closing != a.Closing:
		wrong.Add("closing", fmt.Errorf("%v + %v - %v is %v, not %v: %w", a.Opening, a.In, a.Out, closing, a.Closing, finance.ErrConflict))
	}
	return wrong.Err()
}

func (e *Exchange) checkHead() error {
	var wrong finance.Problems
	wrong.Add("period", checkPeriod(e.Period))
	return wrong.Err()
}

// checkPeriod lets a file leave its days out.
func checkPeriod(p civil.Period) error {
	if p.From.IsZero() || p.To.IsZero() {
		return nil
	}
	return p.Validate()
}

// Check compares the statements of e with its documents: what came to and went
// from each account on the days of its statement must be what the bank says
// (ErrConflict), a document must move an account of the file (ErrUnknown) on one
// of its days (ErrRange), and stand once (ErrDuplicate). It answers
// finance.Problems; a file without statements, of payment orders, has none.
func (e Exchange) Check() error {
	var wrong finance.Problems
	if len(e.Accounts) == 0 {
		return nil
	}
	seen := map[key]bool{}
	for i := range e.Documents {
		d := &e.Documents[i]
		if seen[d.key()] {
			wrong.AddAt("documents", i, finance.ErrDuplicate)
		}
		seen[d.key()] = true
		wrong.AddAt("documents", i, e.belongs(d))
	}
	for i := range e.Accounts {
		wrong.AddAt("accounts", i, e.checkSums(&e.Accounts[i]))
	}
	return wrong.Err()
}

// key is what makes a document one and the same in every statement.
type key struct {
	number, payer, payee string
	on                   civil.Date
	amount               finance.Money
}

func (d *Document) key() key {
	return key{d.Number, d.Payer.Account, d.Payee.Account, d.On, d.Amount}
}

// belongs reports a document that moves no account of e on its days.
func (e *Exchange) belongs(d *Document) error {
	known := false
	for i := range e.Accounts {
		if a := &e.Accounts[i]; d.moves(a.Number) {
			if a.contains(d) {
				return nil
			}
			known = true
		}
	}
	if known {
		return fmt.Errorf("on no day of the statement: %w", finance.ErrRange)
	}
	return fmt.Errorf("moves no account of the file: %w", finance.ErrUnknown)
}

func (d *Document) moves(account string) bool {
	return d.Payer.Account == account || d.Payee.Account == account
}

func (a *Account) contains(d *Document) bool {
	return a.Period.From.IsZero() || a.Period.Contains(d.Day(a.Number))
}

// checkSums adds up what moved an account. A bank may say a day apart, so the
// statements of one account are compared by their own days.
func (e *Exchange) checkSums(a *Account) error {
	var wrong finance.Problems
	in, out := finance.Zero(finance.RUB), finance.Zero(finance.RUB)
	var err error
	for i := range e.Documents {
		d := &e.Documents[i]
		if !a.contains(d) {
			continue
		}
		if d.Payee.Account == a.Number && err == nil {
			in, err = in.Add(d.Amount)
		}
		if d.Payer.Account == a.Number && err == nil {
			out, err = out.Add(d.Amount)
		}
	}
	if err != nil {
		return err
	}
	if in != a.In {
		wrong.Add("in", fmt.Errorf("documents come to %v, the statement says %v: %w", in, a.In, finance.ErrConflict))
	}
	if out != a.Out {
		wrong.Add("out", fmt.Errorf("documents come to %v, the statement says %v: %w", out, a.Out, finance.ErrConflict))
	}
	return wrong.Err()
}
