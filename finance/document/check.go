package document

import (
	"cmp"
	"fmt"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Validate reports everything that is wrong with d, as finance.Problems: what is
// missing, amounts of another currency, sums that are no sums, and an id that is
// not that of the content.
func (d Document) Validate() error {
	var wrong finance.Problems
	wrong.Add("kind", checkName(d.Kind))
	wrong.Add("form", d.Form.Validate())
	wrong.Add("title", needed(d.Title))
	wrong.Add("series", checkName(d.Series))
	d.validateNumber(&wrong)
	wrong.Add("issuer", d.Issuer.Validate())
	wrong.Add("recipient", d.Recipient.Validate())
	if d.Issuer.Party == d.Recipient.Party && d.Issuer.Party != "" {
		wrong.Add("recipient.party", finance.ErrConflict)
	}
	wrong.Add("period", d.Period.Validate())
	if d.Currency.Validate() != nil {
		wrong.Add("currency", finance.ErrCurrency)
	}
	for i, w := range d.Basis {
		wrong.AddAt("basis", i, w.check())
	}
	for i, c := range d.Columns {
		wrong.AddAt("columns", i, c.Validate())
	}
	d.validateLines(&wrong)
	wrong.Add("set_off", d.SetOff.validate(d))
	wrong.Add("account", d.Account.validate(d))
	if wrong.Len() == 0 && d.ID != d.identity() {
		wrong.Add("id", fmt.Errorf("not that of the content: %w", finance.ErrConflict))
	}
	return wrong.Err()
}

func (d *Document) validateNumber(wrong *finance.Problems) {
	wrong.Add("number", cmp.Or(finance.CheckText(d.Number, accrual.MaxText), trimmed(d.Number)))
	if d.Draft() != d.Date.IsZero() {
		wrong.Add("date", finance.ErrConflict)
	}
}

func (d *Document) validateLines(wrong *finance.Problems) {
	drawn := d.Form == Charges || d.Form == Advances
	switch {
	case drawn && len(d.Lines) == 0:
		wrong.Add("lines", finance.ErrMissing)
	case !drawn && len(d.Lines) > 0:
		wrong.Add("lines", finance.ErrConflict)
	}
	if err := checkCount(len(d.Lines), MaxLines); err != nil {
		wrong.Add("lines", err)
		return
	}
	headed := map[string]bool{}
	for i, h := range d.Headings {
		wrong.AddAt("headings", i, cmp.Or(checkName(h.Section), h.Title.check()))
		headed[h.Section] = true
	}
	for i := range d.Lines {
		wrong.AddAt("lines", i, d.checkLine(&d.Lines[i], headed))
	}
	if wrong.Len() > 0 || !drawn {
		return
	}
	sum, err := total(d.Lines, d.Currency)
	if err == nil && sum != d.Total {
		err = fmt.Errorf("lines sum to %v: %w", sum.Gross, finance.ErrConflict)
	}
	wrong.Add("total", err)
	if d.Rounding != optional(d.Rounding) || !d.Rounding.IsZero() && d.Rounding.Currency() != d.Currency {
		wrong.Add("rounding", finance.ErrCurrency)
	}
}

func (d *Document) checkLine(n *Line, headed map[string]bool) error {
	var wrong finance.Problems
	if !headed[n.Section] {
		wrong.Add("section", fmt.Errorf("%.40q: %w", n.Section, finance.ErrUnknown))
	}
	if n.Posting == uuid.Nil {
		wrong.Add("posting", finance.ErrMissing)
	}
	wrong.Add("key.agreement", checkName(n.Key.Agreement))
	wrong.Add("key.clause", finance.CheckText(n.Key.Clause, accrual.MaxText))
	wrong.Add("key.source", finance.CheckText(n.Key.Source, accrual.MaxText))
	wrong.Add("fact.id", finance.CheckText(n.Fact.ID, accrual.MaxText))
	if n.For.IsZero() {
		wrong.Add("for", finance.ErrMissing)
	}
	wrong.Add("owed", n.Owed.Validate())
	wrong.Add("text", needed(n.Text))
	wrong.Add("unit", n.Unit.check())
	wrong.Add("price", n.Price.Validate())
	wrong.Add("taxed", n.Taxed.Validate())
	if n.Taxed != AtRate && !n.Rate.IsZero() || n.Taxed == Untaxed && !n.Tax.IsZero() {
		wrong.Add("rate", finance.ErrConflict)
	}
	wrong.Add("", n.check(d.Currency))
	if n.Before != (Amounts{}) {
		wrong.Add("before", n.Before.check(d.Currency))
		_, err := n.After()
		wrong.Add("before", err)
	}
	if (n.Before != Amounts{}) != (d.Corrects.ID != uuid.Nil) {
		wrong.Add("before", finance.ErrConflict) // a correction says what stood before, nothing else does
	}
	return wrong.Err()
}

// check refuses amounts of another currency, and a gross that is no sum.
func (a Amounts) check(c finance.Currency) error {
	var wrong finance.Problems
	for _, m := range [...]struct {
		path string
		finance.Money
	}{{"net", a.Net}, {"tax", a.Tax}, {"gross", a.Gross}} {
		if m.Currency() != c {
			wrong.Add(m.path, fmt.Errorf("%v, not in %v: %w", m.Money, c, finance.ErrCurrency))
		}
	}
	if wrong.Len() == 0 {
		if gross, err := a.Net.Add(a.Tax); err != nil || gross != a.Gross {
			wrong.Add("gross", fmt.Errorf("%v and %v are not %v: %w", a.Net, a.Tax, a.Gross, finance.ErrConflict))
		}
	}
	return wrong.Err()
}
