package document

import (
	"fmt"
	"io"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/journal"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// Coding gives the lines of documents the accounts of the host's own chart, as
// its accountants enter them: by the Chart that posted the obligations and the
// Codes of its accounts.
type Coding struct {
	Owner accrual.Party // of the books
	Chart ledger.Chart
	Codes journal.Map
}

// Rows are those of the function Rows, with codes. A payment ahead is no
// obligation: its line has none. Where the chart has no account for a line, or
// the map no code for the account, finance.Problems names it:
// documents[3].lines[0]; so they do where the owner is no party of a document.
func (c Coding) Rows(l accrual.Language, documents ...Document) ([]Row, error) {
	var wrong finance.Problems
	wrong.Add("chart", c.Chart.Validate())
	wrong.Add("codes", c.Codes.Validate())
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	rows := Rows(l, documents...)
	next := 0
	for i := range documents {
		for j := range documents[i].Lines {
			if err := c.code(&rows[next]); err != nil {
				wrong.Add(fmt.Sprintf("documents[%d].lines[%d]", i, j), err)
			}
			next++
		}
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return rows, nil
}

func (c *Coding) code(r *Row) error {
	if r.Issuer != c.Owner && r.Recipient != c.Owner {
		return fmt.Errorf("%.40q is no party of the document: %w", string(c.Owner), finance.ErrConflict)
	}
	if r.Key.Clause == "" {
		return nil
	}
	owed := (r.Issuer == c.Owner) == (r.Owed == ToIssuer)
	accounts, err := c.Chart.Accounts(accrual.Obligation{Key: r.Key, Tax: r.Tax}, owed)
	if err != nil {
		return err
	}
	if r.Control, err = c.Codes.Code(accounts.Control); err != nil {
		return err
	}
	if r.Account, err = c.Codes.Code(accounts.Net); err != nil || r.Tax.IsZero() {
		return err
	}
	r.TaxAccount, err = c.Codes.Code(accounts.Tax)
	return err
}

// WriteRows writes Rows as CSV, as the function WriteRows does. When a line has
// no code nothing is written.
func (c Coding) WriteRows(w io.Writer, l accrual.Language, documents ...Document) error {
	rows, err := c.Rows(l, documents...)
	if err != nil {
		return err
	}
	return terms.WriteRows(w, rows)
}
