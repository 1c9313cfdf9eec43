package arrears

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Closing says when interest is counted and claimed.
type Closing struct {
	At     civil.Date  // interest is counted to the end of this day
	In     civil.Month // the month that posts the claims
	Cutoff civil.Date  // what was known before it is in the books; after At
	Due    civil.Date  // when the claims are due
}

// Validate reports everything that is wrong with c, as finance.Problems.
func (c Closing) Validate() error {
	var wrong finance.Problems
	if c.At.IsZero() {
		wrong.Add("at", finance.ErrMissing)
	}
	if c.In.IsZero() {
		wrong.Add("in", finance.ErrMissing)
	}
	switch {
	case c.Cutoff.IsZero():
		wrong.Add("cutoff", finance.ErrMissing)
	case !c.Cutoff.After(c.At):
		wrong.Add("cutoff", finance.ErrOrder)
	}
	if c.Due.IsZero() {
		wrong.Add("due", finance.ErrMissing)
	}
	return wrong.Err()
}

// Claims are what the books lack of the interest that debts bear: for each debt
// its total to the day less what was claimed of it before, as an untaxed
// obligation under [Terms.ClaimKey] that the ledger posts once. A claim below
// zero gives back what was claimed too much. Debts on which t bears none are
// passed over; one that names no agreement, such as an opening balance, is
// refused: its host gives it one, or leaves it out.
func (t Terms) Claims(books ledger.Ledger, debts []Debt, c Closing) ([]accrual.Obligation, error) {
	var wrong finance.Problems
	wrong.Add("terms", t.Validate())
	wrong.Add("closing", c.Validate())
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	var totals []accrual.Obligation
	for k, d := range debts {
		if !t.Bears(d.Key.Clause) {
			continue
		}
		total, err := t.total(d, c)
		wrong.AddAt("debts", k, err)
		totals = append(totals, total)
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return Unposted(books, c.In, c.Cutoff, totals...)
}

// ClaimKey is what interest on d is claimed under, whenever: the agreement and
// slot of the debt, the clause of t, and the debt's id for a source.
func (t Terms) ClaimKey(d Debt) accrual.Key {
	return accrual.Key{Agreement: d.Key.Agreement, Clause: t.Clause, Slot: d.Key.Slot, Source: d.ID}
}

func (t *Terms) total(d Debt, c Closing) (accrual.Obligation, error) {
	var wrong finance.Problems
	wrong.Add("id", checkName(d.ID))
	wrong.Add("key.agreement", checkName(d.Key.Agreement))
	wrong.Add("debtor", checkName(string(d.Debtor)))
	wrong.Add("creditor", checkName(string(d.Creditor)))
	interest, err := t.Interest(d, c.At)
	wrong.Add("", err)
	zero := finance.Zero(d.Amount.Currency())
	return accrual.Obligation{
		Key: t.ClaimKey(d), Debtor: d.Debtor, Creditor: d.Creditor, Net: interest.Total, Tax: zero, Due: c.Due,
	}, wrong.Err()
}

// Unposted are what the books lack of untaxed totals: for each, its net amount
// less what the books hold under its key, as an obligation of the month and
// cut-off that post it. Where nothing is lacking there is none. Keys that are
// not among the totals are left as they are. Between two others, of whom the
// owner of the books is none, the books hold nothing.
func Unposted(books ledger.Ledger, in civil.Month, cutoff civil.Date, totals ...accrual.Obligation) ([]accrual.Obligation, error) {
	held := make(map[holding]int64, len(totals))
	for _, o := range totals {
		held[holdingOf(&o)] = 0
	}
	for e := range books.Entries() {
		count(held, books.Owner(), &e)
	}
	var wrong finance.Problems
	var list []accrual.Obligation
	for i, o := range totals {
		at := holdingOf(&o)
		net, err := o.Net.Sub(finance.Minor(held[at], o.Net.Currency()))
		if err != nil {
			wrong.AddAt("totals", i, err)
			continue
		}
		if net.IsZero() {
			continue
		}
		held[at] = o.Net.Minor() // a total that stands twice is claimed once
		o.Net, o.For, o.In, o.Cutoff = net, in, in, cutoff
		list = append(list, o)
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return list, nil
}

// holding is a key between two parties in one currency.
type holding struct {
	accrual.Key
	debtor, creditor accrual.Party
	currency         finance.Currency
}

func holdingOf(o *accrual.Obligation) holding {
	return holding{o.Key, o.Debtor, o.Creditor, o.Net.Currency()}
}

// count adds what e claims of the holdings that are asked for.
func count(held map[holding]int64, owner accrual.Party, e *ledger.Entry) {
	if e.Key == (accrual.Key{}) {
		return
	}
	for _, n := range e.Lines {
		if !n.Account.In(ledger.Receivable) && !n.Account.In(ledger.Payable) && !n.Account.In(ledger.Makers) {
			continue
		}
		for _, one := range [...]struct {
			holding
			sign int64
		}{
			{holding{e.Key, n.Party, owner, n.Amount.Currency()}, 1},
			{holding{e.Key, owner, n.Party, n.Amount.Currency()}, -1},
		} {
			if _, asked := held[one.holding]; asked {
				held[one.holding] += one.sign * n.Amount.Minor()
			}
		}
	}
}
