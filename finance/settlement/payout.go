package settlement

import (
	"fmt"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Converted is an amount in the currency in which a party is paid, and by which
// rate. The zero Converted is of a party that is paid in the currency in which
// it is owed.
type Converted struct {
	Amount finance.Money  `json:"amount"`
	Rate   finance.Number `json:"rate"`   // of one unit of what is owed
	On     civil.Date     `json:"on"`     // since when the rate was in force
	Source string         `json:"source"` // who says so
}

// convert is what is ready in the currency of the terms, at the rate of the day;
// nothing when they have none, or when nothing is ready.
func (v *View) convert(t *Terms, ready finance.Money, on civil.Date) (Converted, error) {
	if t.Currency == 0 || t.Currency == ready.Currency() || ready.IsZero() {
		return Converted{}, nil
	}
	c, err := v.Exchange.Rates.Convert(ready, finance.Minor(1, t.Currency), on, v.Exchange.Rounding)
	if err != nil {
		return Converted{}, finance.Problem{Path: "currency", Err: err}
	}
	return Converted{c.To, c.Rate, c.On, c.Source}, nil
}

// text is the conversion for the entry of a payout.
func (p *Proposal) text() string {
	c := ledger.Converted{From: p.Pay, To: p.Converted.Amount, Rate: p.Converted.Rate, On: p.Converted.On, Source: p.Converted.Source}
	return "payout: " + c.String()
}

// Payment is the payment that the owner makes by p, under an id of the host's
// and known on the day itself. It is entered at once, or as bank.Match finds the
// order of that id in a statement. Nothing to pay is ErrMissing. One in another
// currency is ErrCurrency: it is an Entry of two legs.
func (p Proposal) Payment(id string, owner accrual.Party) (ledger.Payment, error) {
	if err := p.payable(false); err != nil {
		return ledger.Payment{}, err
	}
	pay := ledger.Payment{ID: id, From: owner, To: p.Party, On: p.On, Known: p.On, Amount: p.Pay, Against: p.Account}
	return pay, pay.Validate()
}

// payable refuses a proposal that pays nothing, and one of another kind.
func (p *Proposal) payable(converted bool) error {
	switch {
	case p.Pay.IsZero():
		return fmt.Errorf("nothing to pay to %.40q on %v: %w", string(p.Party), p.On, finance.ErrMissing)
	case converted != (p.Converted != Converted{}):
		return fmt.Errorf("%.40q is owed %v and paid %v: %w", string(p.Party), p.Pay, p.Converted.Amount, finance.ErrCurrency)
	}
	return nil
}

// Entry is a payout in another currency as two linked legs, each of which
// balances in its own: the debt as it was owed, and the money as it was paid,
// both against the conversion account of x. Cash is where the money is; empty for
// ledger.Cash. The same id again is a retry. Nothing to pay is ErrMissing, a
// payout in the currency of the debt ErrCurrency: it is a Payment.
//
// For a debt in a currency that is not that of the books, Foreign realises the
// difference of exchange as well.
func (p Proposal) Entry(id string, cash ledger.Account, x ledger.Exchange) (ledger.Entry, error) {
	if err := p.payable(true); err != nil {
		return ledger.Entry{}, err
	}
	owed, err := p.Pay.Neg()
	if err != nil {
		return ledger.Entry{}, err
	}
	paid, err := p.Converted.Amount.Neg()
	if err != nil {
		return ledger.Entry{}, err
	}
	if cash == "" {
		cash = ledger.Cash
	}
	if !cash.In(ledger.Cash) {
		return ledger.Entry{}, finance.Problem{Path: "cash", Err: finance.ErrRange}
	}
	return x.Legs(id, p.On, ledger.Line{Account: p.Account, Party: p.Party, Amount: owed}, ledger.Line{Account: cash, Amount: paid}, p.text())
}

// Foreign is the payout of a debt in a foreign currency as Ledger.Settle takes
// it, which enters the realised difference too: value, above zero and in the
// currency of the books, is what they carry the debt of Pay at. Nothing to pay is
// ErrMissing.
func (p Proposal) Foreign(id string, value finance.Money) (ledger.Foreign, ledger.Receipt, error) {
	paid := p.Pay
	if p.Converted != (Converted{}) {
		paid = p.Converted.Amount
	}
	if p.Pay.IsZero() {
		return ledger.Foreign{}, ledger.Receipt{}, p.payable(false)
	}
	owed, err := p.Pay.Neg()
	if err != nil {
		return ledger.Foreign{}, ledger.Receipt{}, err
	}
	carried, err := value.Neg()
	if err != nil {
		return ledger.Foreign{}, ledger.Receipt{}, err
	}
	return ledger.Foreign{ID: id, Account: p.Account, Party: p.Party, Amount: owed, Value: carried},
		ledger.Receipt{ID: id, On: p.On, Paid: paid, Applied: p.Pay}, nil
}

// Instructions name what a payout by p is for, entry by entry: those of Ready and
// no other. The credit is the id of what was entered, Payment.Posting or that of
// the Entry. Under a View's Rule the books then settle just these, and what was
// held stays open. What pays nothing has none.
func (p Proposal) Instructions(credit uuid.UUID) []ledger.Instruction {
	if p.Pay.IsZero() {
		return nil
	}
	told := make([]ledger.Instruction, len(p.Ready))
	for n, i := range p.Ready {
		told[n] = ledger.Instruction{Credit: credit, Item: i.Entry, Amount: i.Left, Known: p.On}
	}
	return told
}
