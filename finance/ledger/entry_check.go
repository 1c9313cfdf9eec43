package ledger

import (
	"fmt"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Validate reports everything that is wrong with e in itself, as
// finance.Problems. Lines that do not sum to zero in each currency are
// ErrConflict, and so is a Lock beside anything that it does not need.
func (e Entry) Validate() error {
	_, err := e.check()
	return err
}

// check is Validate, and says what e turns over in each currency.
func (e *Entry) check() (turnovers, error) {
	var wrong finance.Problems
	if e.ID == uuid.Nil {
		wrong.Add("id", finance.ErrMissing)
	}
	e.checkDates(&wrong)
	wrong.Add("text", finance.CheckText(e.Text, MaxText))
	if e.Key != (accrual.Key{}) {
		wrong.Add("key", checkKey(e.Key))
	}
	switch {
	case e.Lock != (Lock{}):
		wrong.Add("lock", e.checkLock())
	case len(e.Lines) == 0:
		wrong.Add("lines", finance.ErrMissing)
	case len(e.Lines) > MaxLines:
		wrong.Add("lines", fmt.Errorf("%d, at most %d: %w", len(e.Lines), MaxLines, finance.ErrLimit))
	default:
		return e.checkLines(wrong)
	}
	return nil, wrong.Err()
}

func (e *Entry) checkDates(wrong *finance.Problems) {
	if e.On.IsZero() {
		wrong.Add("on", finance.ErrMissing)
	}
	if e.Month.IsZero() {
		wrong.Add("month", finance.ErrMissing)
	} else if e.Month.Before(e.On.Month()) {
		wrong.Add("month", fmt.Errorf("before %s: %w", e.On, finance.ErrOrder))
	}
}

func (e *Entry) checkLines(wrong finance.Problems) (turnovers, error) {
	var moved turnovers
	for i := range e.Lines {
		wrong.AddAt("lines", i, e.Lines[i].Validate())
		var err error
		if moved, err = moved.add(e.Lines[i].Account.OffBalance(), e.Lines[i].Amount); err != nil {
			wrong.AddAt("lines", i, err)
		}
	}
	if wrong.Len() == 0 {
		wrong.Add("lines", moved.balanced())
	}
	return moved, wrong.Err()
}

// Validate reports everything that is wrong with n, as finance.Problems.
func (n Line) Validate() error {
	var wrong finance.Problems
	wrong.Add("account", n.Account.Validate())
	if n.Party != "" {
		wrong.Add("party", checkName(string(n.Party)))
	} else if n.Account.settles() || n.Account.In(Deposits) || n.Account.OffBalance() {
		wrong.Add("party", finance.ErrMissing)
	}
	if n.Amount.Currency().Validate() != nil {
		wrong.Add("amount", finance.ErrCurrency)
	}
	return wrong.Err()
}

func checkKey(k accrual.Key) error {
	var wrong finance.Problems
	wrong.Add("agreement", checkName(k.Agreement))
	wrong.Add("clause", checkName(k.Clause))
	if !k.Slot.IsZero() {
		wrong.Add("slot", k.Slot.Validate())
	}
	wrong.Add("source", finance.CheckText(k.Source, accrual.MaxText))
	return wrong.Err()
}
