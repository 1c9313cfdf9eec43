package ledger

import (
	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Foreign is a claim or a debt in a currency that is not that of the books, and
// the value at which they carry it since it arose. Amounts have the sign of the
// books: what others owe is above zero.
type Foreign struct {
	ID      string // of the item, such as the invoice's number: the entries made for it get their ids from it
	Account Account
	Party   accrual.Party
	Amount  finance.Money // what is open, in the item's currency
	Value   finance.Money // in the currency of the books, of the same sign; a revaluation does not change it
}

func (f *Foreign) validate(x *Exchange) error {
	var wrong finance.Problems
	wrong.Add("id", checkName(f.ID))
	if err := (Line{f.Account, f.Party, f.Amount}).Validate(); err != nil {
		wrong.Add("", err)
	}
	if f.Amount.Currency() == x.Books {
		wrong.Add("amount", finance.ErrCurrency)
	}
	if f.Amount.IsZero() {
		wrong.Add("amount", finance.ErrMissing)
	}
	if f.Value.Currency() != x.Books {
		wrong.Add("value", finance.ErrCurrency)
	}
	if f.Value.Sign()*f.Amount.Sign() < 0 {
		wrong.Add("value", finance.ErrConflict)
	}
	return wrong.Err()
}

// revaluation is the id of an item's revaluation of a day.
func (f *Foreign) revaluation(on civil.Date) uuid.UUID {
	return contentID("revaluation", f.ID, on.String())
}

// Revalue enters what the rates of a day make of foreign items: for each
//
//	unrealised difference = amount at the rate of the day - value
//
// A revaluation stands by itself only until the next event of its item: the one
// before it is reversed on the same day, as Settle does as well, so that the
// differences of an item sum to what was realised. The same revaluation again is
// a retry. Problems name exchange and items[i].
func (l Ledger) Revalue(x Exchange, at civil.Date, items ...Foreign) (Ledger, error) {
	b := l.batch()
	b.wrong.Add("exchange", x.Validate())
	if at.IsZero() {
		b.wrong.Add("at", finance.ErrMissing)
	}
	if b.wrong.Len() > 0 {
		return b.done()
	}
	live := b.revaluations(&x, items)
	for i := range items {
		b.wrong.AddAt("items", i, b.revalue(&x, at, &items[i], live[items[i].ID]))
	}
	return b.done()
}

func (b *batch) revalue(x *Exchange, at civil.Date, f *Foreign, live []uuid.UUID) error {
	if err := f.validate(x); err != nil {
		return err
	}
	c, err := x.convert(f.Amount, at)
	if err != nil {
		return err
	}
	difference, err := c.To.Sub(f.Value)
	if err != nil {
		return err
	}
	e := Entry{ID: f.revaluation(at), On: at, Month: at.Month(), Text: "revaluation of " + f.ID + ": " + c.String(), Lines: []Line{
		{x.conversion(), "", difference}, x.gained(difference.Minor()),
	}}
	if isNew, err := b.once(&e, (*Entry).equal); !isNew {
		return err
	}
	if err := b.reverseAll(live, at); err != nil {
		return err
	}
	return b.add(e)
}

// revaluations are those in force of each item, by its id.
func (b *batch) revaluations(x *Exchange, items []Foreign) map[string][]uuid.UUID {
	live := map[string][]uuid.UUID{}
	for e := range b.ledger.all() {
		if e.Reverses != uuid.Nil || len(e.Lines) != 2 || e.Lines[0].Account != x.conversion() || b.find(reversalOf(e.ID)) != nil {
			continue
		}
		for i := range items {
			if items[i].revaluation(e.On) == e.ID {
				live[items[i].ID] = append(live[items[i].ID], e.ID)
				break
			}
		}
	}
	return live
}

func (b *batch) reverseAll(ids []uuid.UUID, on civil.Date) error {
	for _, id := range ids {
		if b.find(reversalOf(id)) != nil {
			continue
		}
		if err := b.reverse(id, on); err != nil {
			return err
		}
	}
	return nil
}
