package ledger

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Receipt is money that settles a foreign item, or a part of it.
type Receipt struct {
	ID      string        // unique among the payments of a ledger, as that of a Payment
	On      civil.Date    // its day, and that of the rates
	In      civil.Month   // the month whose books take it, when it came late; zero for that of On
	Paid    finance.Money // in whatever currency; above zero, also when the owner pays
	Applied finance.Money // what of the item it settles, without sign, in the item's currency; the zero Money for Paid at the rate of the day, rounded to the minor unit
	Account Account       // where the owner's money is; empty for Cash
}

// Realised is what settling a foreign item made. Differences in the owner's
// favour are above zero.
type Realised struct {
	Entry     Entry
	Applied   Converted     // what was paid, as it settles the item
	Value     finance.Money // what was settled, as it was carried
	ByItem    finance.Money // what was settled at the rate of the day less its value: the item's currency moved
	ByPayment finance.Money // what was paid at the rate of the day less what was settled at that: the payment's currency is another
	Left      Foreign       // the rest of the item
}

// Settle enters a payment of a foreign item and the realised difference, after
// it has reversed the revaluation in force of the item:
//
//	ByItem    = applied × rate of the item's currency - its part of the value
//	ByPayment = paid × rate of the payment's currency - applied × rate of the item's
//
// each converted and rounded by itself. The part of the value is as large as the
// part that is settled, rounded; the last payment takes what is left of it. More
// than the item is ErrRange. The same Receipt of the same item again is a retry,
// which answers what it made; its money goes back by Void, as that of a Payment.
func (l Ledger) Settle(x Exchange, f Foreign, r Receipt) (Ledger, Realised, error) {
	b := l.batch()
	b.wrong.Add("exchange", x.Validate())
	b.wrong.Add("receipt", r.validate())
	b.wrong.Add("item", f.validate(&x))
	if err := b.wrong.Err(); err != nil {
		return l, Realised{}, err
	}
	done, err := x.realise(&f, &r)
	if err == nil {
		err = b.settled(&x, &f, &done.Entry)
	}
	if err != nil {
		return l, Realised{}, err
	}
	next, err := b.done()
	return next, done, err
}

func (b *batch) settled(x *Exchange, f *Foreign, e *Entry) error {
	if isNew, err := b.once(e, (*Entry).equal); !isNew {
		return err
	}
	live := b.revaluations(x, []Foreign{*f})
	if err := b.reverseAll(live[f.ID], e.day()); err != nil {
		return err
	}
	return b.add(e.clone())
}

func (r *Receipt) validate() error {
	var wrong finance.Problems
	wrong.Add("id", checkName(r.ID))
	if r.On.IsZero() {
		wrong.Add("on", finance.ErrMissing)
	}
	wrong.Add("paid", positive(r.Paid))
	if r.Applied.Sign() < 0 {
		wrong.Add("applied", finance.ErrNegative)
	}
	if !r.Account.or(Cash).In(Cash) {
		wrong.Add("account", finance.ErrRange)
	}
	return wrong.Err()
}

// realise is all that a receipt makes of an item.
func (x *Exchange) realise(f *Foreign, r *Receipt) (Realised, error) {
	done := Realised{Left: *f}
	sign := int64(f.Amount.Sign())
	applied, err := x.applied(f, r)
	if err != nil {
		return Realised{}, err
	}
	done.Applied = applied
	if done.Value, err = f.part(applied.To, x.Rounding); err != nil {
		return Realised{}, err
	}
	atRate, err := x.convert(applied.To, r.On)
	if err != nil {
		return Realised{}, err
	}
	paid, err := x.convert(r.Paid, r.On)
	if err != nil {
		return Realised{}, err
	}
	value := done.Value.Minor()
	done.ByItem = finance.Minor(sign*atRate.To.Minor()-value, x.Books)
	done.ByPayment = finance.Minor(sign*(paid.To.Minor()-atRate.To.Minor()), x.Books)
	done.Left.Amount = finance.Minor(f.Amount.Minor()-sign*applied.To.Minor(), f.Amount.Currency())
	done.Left.Value = finance.Minor(f.Value.Minor()-value, x.Books)
	done.Entry = x.settlement(f, r, &done, paid.To)
	return done, checked(r.ID, &done.Entry)
}

// applied is how much of the item is settled, without sign.
func (x *Exchange) applied(f *Foreign, r *Receipt) (Converted, error) {
	c := Converted{From: r.Paid, To: r.Applied}
	var err error
	if r.Applied == (finance.Money{}) {
		c, err = x.Rates.Convert(r.Paid, finance.Minor(1, f.Amount.Currency()), r.On, x.Rounding)
	}
	switch {
	case err != nil:
		return c, err
	case c.To.Currency() != f.Amount.Currency():
		return c, finance.Problem{Path: "receipt.applied", Err: finance.ErrCurrency}
	case c.To.Sign() <= 0 || c.To.Minor() > size(f.Amount):
		return c, finance.Problem{Path: "receipt.applied", Err: fmt.Errorf("%v of %v: %w", c.To, f.Amount, finance.ErrRange)}
	}
	return c, nil
}

// part is the value of what is settled, with the sign of the value.
//
//	part = value × applied / amount
func (f *Foreign) part(applied finance.Money, by finance.Rounding) (finance.Money, error) {
	return f.Value.MulDiv(applied.Minor(), size(f.Amount), by)
}

// settlement is the entry: the money, the item, and Conversion, which balances
// each foreign currency and gives back the value that it carried.
func (x *Exchange) settlement(f *Foreign, r *Receipt, done *Realised, paidValue finance.Money) Entry {
	sign := int64(f.Amount.Sign())
	settled := finance.Minor(-sign*done.Applied.To.Minor(), f.Amount.Currency())
	money := finance.Minor(sign*r.Paid.Minor(), r.Paid.Currency())
	e := Entry{ID: Payment{ID: r.ID}.Posting(), On: r.On, Month: r.In, Text: "settlement of " + f.ID + ": " + done.Applied.String()}
	if e.Month.Before(r.On.Month()) {
		e.Month = r.On.Month()
	}
	e.Lines = []Line{{r.Account.or(Cash), "", money}, {f.Account, f.Party, settled}}
	moved := minors{settled.Currency(): settled.Minor()}
	carried := -done.Value.Minor()
	if r.Paid.Currency() != x.Books {
		moved.add(money)
		carried += sign * paidValue.Minor() // the money is carried at its own value from now on
	}
	for _, m := range moved.amounts() {
		e.Lines = append(e.Lines, Line{x.conversion(), "", finance.Minor(-m.Minor(), m.Currency())})
	}
	e.Lines = append(e.Lines, Line{x.conversion(), "", finance.Minor(carried, x.Books)})
	for _, difference := range [...]finance.Money{done.ByItem, done.ByPayment} {
		e.Lines = append(e.Lines, x.gained(difference.Minor()))
	}
	e.Lines = withoutZeros(e.Lines)
	return e
}

func withoutZeros(lines []Line) []Line {
	kept := lines[:0]
	for _, n := range lines {
		if !n.Amount.IsZero() {
			kept = append(kept, n)
		}
	}
	return kept
}
