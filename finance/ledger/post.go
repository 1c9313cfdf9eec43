package ledger

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Post enters obligations, each exactly once by its Posting: the same one
// again is a retry and enters nothing, with other amounts or another due date
// it is ErrConflict. The accounts of an entry are those of the chart by which
// it was first posted.
//
// The entry is of the day of the cut-off, moved into the month that posted it,
// and was known on the day before the cut-off, as all that a close takes.
// An adjustment is an entry of its own that names the closed month in its text.
// An obligation between two others is left out, so the obligations of one close
// go as they are to the ledger of each party. When anything is wrong, nothing
// is entered, and finance.Problems say where.
func (l Ledger) Post(chart Chart, obligations ...accrual.Obligation) (Ledger, error) {
	b := l.batch()
	b.wrong.Add("chart", chart.Validate())
	for i := range obligations {
		b.wrong.AddAt("obligations", i, b.post(&chart, &obligations[i]))
	}
	return b.done()
}

func (b *batch) post(chart *Chart, o *accrual.Obligation) error {
	if err := checkObligation(o); err != nil {
		return err
	}
	owed := o.Creditor == b.ledger.owner
	if !owed && o.Debtor != b.ledger.owner {
		return nil
	}
	lines, err := linesOf(o, owed)
	if err != nil {
		return err
	}
	e := Entry{
		ID: o.Posting(), On: postedOn(o), Month: o.In, Known: o.Cutoff.AddDays(-1), Text: textOf(o),
		Due: o.Due, Key: o.Key, For: o.For, Lines: lines,
	}
	if isNew, err := b.once(&e, b.sameObligation); !isNew {
		return err
	}
	accounts, err := chart.accounts(o, owed)
	if err != nil {
		return err
	}
	for i, a := range []Account{accounts.Control, accounts.Net, accounts.Tax}[:len(lines)] {
		lines[i].Account = a
	}
	return b.add(e)
}

func checkObligation(o *accrual.Obligation) error {
	var wrong finance.Problems
	wrong.Add("", checkKey(o.Key))
	wrong.Add("debtor", checkName(string(o.Debtor)))
	wrong.Add("creditor", checkName(string(o.Creditor)))
	if o.Debtor == o.Creditor && o.Debtor != "" {
		wrong.Add("creditor", finance.ErrConflict)
	}
	if o.Net.Currency().Validate() != nil {
		wrong.Add("net", finance.ErrCurrency)
	}
	if o.For.IsZero() {
		wrong.Add("for", finance.ErrMissing)
	}
	if o.In.IsZero() {
		wrong.Add("in", finance.ErrMissing)
	}
	if o.Cutoff.IsZero() {
		wrong.Add("cutoff", finance.ErrMissing)
	}
	return wrong.Err()
}

// linesOf are the lines of o, without their accounts yet: the control account,
// the net amount, and the tax where there is any. What o earns or costs bears
// the other side's name, the tax does not.
func linesOf(o *accrual.Obligation, owed bool) ([]Line, error) {
	control, err := o.Gross()
	if err != nil {
		return nil, err
	}
	net, tax, other := o.Net, o.Tax, o.Debtor
	if !owed {
		other = o.Creditor
	}
	for _, m := range owing(owed, &control, &net, &tax) {
		if *m, err = m.Neg(); err != nil {
			return nil, err
		}
	}
	lines := []Line{{Party: other, Amount: control}, {Party: other, Amount: net}}
	if !tax.IsZero() {
		lines = append(lines, Line{Amount: tax})
	}
	return lines, nil
}

// owing picks what is credited.
func owing(owed bool, control, net, tax *finance.Money) []*finance.Money {
	if owed {
		return []*finance.Money{net, tax}
	}
	return []*finance.Money{control}
}

// postedOn is the cut-off, moved into the month that posted o: an early close
// bills on its own day, a late one on the month's last.
func postedOn(o *accrual.Obligation) civil.Date {
	switch first, last := o.In.First(), o.In.Last(); {
	case o.Cutoff.Before(first):
		return first
	case o.Cutoff.After(last):
		return last
	}
	return o.Cutoff
}

// textOf reads "base rent, 2026-03", and "base rent, adjusts 2026-03" when that
// month was closed before.
func textOf(o *accrual.Obligation) string {
	text := o.Clause + ", "
	if o.Adjusts() {
		text += "adjusts "
	}
	text += o.For.String()
	if o.Source != "" {
		text += " (" + o.Source + ")"
	}
	return text
}

// sameObligation leaves accounts aside.
func (b *batch) sameObligation(old, e *Entry) bool {
	if old.On != e.On || !b.locked.sameMonth(old, e) || old.Due != e.Due || old.Key != e.Key || old.For != e.For ||
		len(old.Lines) != len(e.Lines) {
		return false
	}
	for i := range e.Lines {
		if old.Lines[i].Party != e.Lines[i].Party || old.Lines[i].Amount != e.Lines[i].Amount {
			return false
		}
	}
	return true
}
