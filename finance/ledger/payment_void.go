package ledger

import (
	"fmt"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Void is a fact: a payment that was entered did not hold, as when a bank
// returns a transfer. The money of a Void goes back on its own day.
type Void struct {
	Payment string     `json:"payment"` // the id of the payment
	On      civil.Date `json:"on"`      // the day on which it was returned
	Known   civil.Date `json:"known"`   // the day on which that became known
}

// Validate reports everything that is wrong with v, as finance.Problems.
func (v Void) Validate() error {
	var wrong finance.Problems
	wrong.Add("payment", checkName(v.Payment))
	(&Payment{On: v.On, Known: v.Known}).validateDates(&wrong)
	return wrong.Err()
}

// Posting is the id of the entry that v makes: the reversal of its payment.
func (v Void) Posting() uuid.UUID { return reversalOf(Payment{ID: v.Payment}.Posting()) }

// Void enters the reversals of payments that did not hold, where that was known
// before the cut-off, each exactly once. The same Void again is a retry, one of
// another day ErrConflict; a payment that is not in the books is ErrUnknown, a
// day before the payment's ErrOrder. A Void of a month before in is entered in
// that month and counts from its first day: months closed before stay as they
// were reported, and what the payment had settled is open again from then on.
// When anything is wrong, nothing is entered.
func (l Ledger) Void(in civil.Month, cutoff civil.Date, voids ...Void) (Ledger, error) {
	b := l.batch()
	if in.IsZero() {
		b.wrong.Add("in", finance.ErrMissing)
	}
	if cutoff.IsZero() {
		b.wrong.Add("cutoff", finance.ErrMissing)
	}
	for i := range voids {
		b.wrong.AddAt("voids", i, b.void(in, cutoff, &voids[i]))
	}
	return b.done()
}

func (b *batch) void(in civil.Month, cutoff civil.Date, v *Void) error {
	if err := v.Validate(); err != nil || !v.Known.Before(cutoff) {
		return err
	}
	old := b.find(Payment{ID: v.Payment}.Posting())
	if old == nil {
		return finance.Problem{Path: "payment", Err: finance.ErrUnknown}
	}
	if v.On.Before(old.On) {
		return finance.Problem{Path: "on", Err: fmt.Errorf("before %s, the day of the payment: %w", old.On, finance.ErrOrder)}
	}
	e, err := old.opposite(v.On)
	if err != nil {
		return err
	}
	for _, m := range [...]civil.Month{in, old.Month} { // neither into a closed month nor before its payment counts
		if e.Month.Before(m) {
			e.Month = m
		}
	}
	if isNew, err := b.once(&e, (*Entry).sameFact); !isNew {
		return err
	}
	return b.add(e)
}
