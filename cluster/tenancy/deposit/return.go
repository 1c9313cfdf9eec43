package deposit

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/arrears"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// returned is the source of what is owed back.
const returned = "return"

// Deadline is the last day on which the rest of the deposit may be returned; no
// day while the space is held.
func (d Deposit) Deadline() civil.Date { return d.HandedBack.AddDays(d.Terms.ReturnDays) }

// Return is what the books lack of the refund of a settlement: an untaxed
// obligation of the landlord that is posted once, due on the deadline. After
// another settlement it is the difference, below zero if less goes back. A
// space that was not handed back is ErrMissing.
func (d Deposit) Return(books ledger.Ledger, s Settlement, in civil.Month, cutoff civil.Date) ([]accrual.Obligation, error) {
	var wrong finance.Problems
	wrong.Add("", d.Validate())
	if d.HandedBack.IsZero() {
		wrong.Add("handed_back", finance.ErrMissing)
	}
	wrong.Add("refund", checkAmount(s.Refund))
	if in.IsZero() {
		wrong.Add("in", finance.ErrMissing)
	}
	if cutoff.IsZero() {
		wrong.Add("cutoff", finance.ErrMissing)
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return arrears.Unposted(books, in, cutoff, accrual.Obligation{
		Key: accrual.Key{
			Agreement: d.Agreement, Clause: d.Terms.Clause, Slot: d.HandedBack.Month().Period(), Source: returned,
		},
		Debtor: d.Landlord, Creditor: d.Resident, Net: s.Refund, Tax: finance.Zero(s.Refund.Currency()), Due: d.Deadline(),
	})
}
