package deposit

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/arrears"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Obligations are what the books lack of the calls to the end of closing.At, as
// untaxed obligations under the deposit's clause, each with a key of its own
// that no amount is part of: the ledger posts each once. A call that was posted
// and is none any more, since a rent was corrected or what was applied was
// voided, is taken back. Each is due on its own day; one that is posted in a later
// month than that of the call is due on closing.Due, if that is later.
func (d Deposit) Obligations(books ledger.Ledger, rents civil.Timeline[finance.Money], movements []Movement, closing arrears.Closing) ([]accrual.Obligation, error) {
	if err := closing.Validate(); err != nil {
		var wrong finance.Problems
		wrong.Add("closing", err)
		return nil, wrong.Err()
	}
	calls, err := d.Calls(rents, movements, closing.At)
	if err != nil {
		return nil, err
	}
	totals := make([]accrual.Obligation, 0, len(calls))
	known := map[accrual.Key]bool{}
	for _, c := range calls {
		o := d.owed(d.Key(c), c.Amount)
		if o.Due = c.Due; c.On.Month().Before(closing.In) && c.Due.Before(closing.Due) {
			o.Due = closing.Due
		}
		totals = append(totals, o)
		known[o.Key] = true
	}
	for e := range books.Entries() {
		if d.calls(e.Key) && !known[e.Key] && !e.Key.Slot.From.After(closing.At) {
			o := d.owed(e.Key, finance.Zero(e.Lines[0].Amount.Currency()))
			o.Due = closing.Due
			totals = append(totals, o)
			known[e.Key] = true
		}
	}
	return arrears.Unposted(books, closing.In, closing.Cutoff, totals...)
}

// Key is what a call is posted under: the month that gives rise to it, and its
// source.
func (d Deposit) Key(c Call) accrual.Key {
	return accrual.Key{Agreement: d.Agreement, Clause: d.Terms.Clause, Slot: c.On.Month().Period(), Source: c.Source}
}

// calls reports whether k is a call of this deposit.
func (d *Deposit) calls(k accrual.Key) bool {
	return k.Agreement == d.Agreement && k.Clause == d.Terms.Clause && k.Source != returned
}

func (d *Deposit) owed(k accrual.Key, net finance.Money) accrual.Obligation {
	return accrual.Obligation{Key: k, Debtor: d.Resident, Creditor: d.Landlord, Net: net, Tax: finance.Zero(net.Currency())}
}
