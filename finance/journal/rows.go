package journal

import (
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// columns of the file, in the order of writing.
var columns = []string{
	"date", "entry", "document", "debit", "debit_party", "credit", "credit_party", "amount", "currency", "text",
}

// WriteRows writes the pairs of entries as CSV (RFC 4180, lines that end in
// LF) with a header, one row a pair. A text that a spreadsheet would take for
// a formula (=, +, -, @, a tab or a carriage return in front) has an
// apostrophe before it, and so has one that begins with an apostrophe.
//
// The entries are gone through twice. When one is wrong, or an account has no
// code, nothing is written and finance.Problems names it: entries[3].lines[0].
func WriteRows(w io.Writer, m Map, entries iter.Seq[ledger.Entry]) error {
	var wrong finance.Problems
	wrong.Add("map", m.Validate())
	i := 0
	for e := range entries {
		_, err := m.Pairs(e)
		wrong.AddAt("entries", i, err)
		i++
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	out := csv.NewWriter(w) // Flush notes the error
	_ = out.Write(columns)
	for e := range entries {
		pairs, err := m.Pairs(e)
		if err != nil {
			return fmt.Errorf("entries that differ the second time: %w", err)
		}
		for _, p := range pairs {
			_ = out.Write(p.cells())
		}
	}
	out.Flush()
	return out.Error()
}

func (p *Pair) cells() []string {
	number, code, _ := strings.Cut(p.Amount.String(), " ")
	return []string{
		p.Date.String(), p.Entry.String(), guarded(p.Document), guarded(p.Debit), guarded(string(p.DebitParty)),
		guarded(p.Credit), guarded(string(p.CreditParty)), number, code, guarded(p.Text),
	}
}

// formula are the characters that make a cell a formula, and the one that
// keeps it from being one.
const formula = "=+-@\t\r'"

func guarded(s string) string {
	if s != "" && strings.IndexByte(formula, s[0]) >= 0 {
		return "'" + s
	}
	return s
}

func unguarded(s string) string {
	if len(s) > 1 && s[0] == '\'' && strings.IndexByte(formula, s[1]) >= 0 {
		return s[1:]
	}
	return s
}

// row is a row of the file.
type row struct {
	Date        civil.Date       `json:"date"`
	Entry       uuid.UUID        `json:"entry"`
	Document    string           `json:"document,omitempty"`
	Debit       string           `json:"debit,omitempty"`
	DebitParty  string           `json:"debit_party,omitempty"`
	Credit      string           `json:"credit,omitempty"`
	CreditParty string           `json:"credit_party,omitempty"`
	Amount      finance.Number   `json:"amount"`
	Currency    finance.Currency `json:"currency"`
	Text        string           `json:"text,omitempty"`
}

// Validate refuses a row without a day, a code, a currency or an amount above
// zero that the currency has.
func (r row) Validate() error {
	var wrong finance.Problems
	if r.Date.IsZero() {
		wrong.Add("date", finance.ErrMissing)
	}
	if r.Debit == "" && r.Credit == "" {
		wrong.Add("debit", finance.ErrMissing)
	}
	_, err := r.money()
	wrong.Add("amount", err)
	return wrong.Err()
}

func (r *row) money() (finance.Money, error) {
	if r.Amount.Sign() <= 0 {
		return finance.Money{}, finance.ErrRange
	}
	number := r.Amount.String()
	if r.Amount.Den() == 1 {
		number = fmt.Sprint(r.Amount.Num())
	}
	return finance.ParseMoney(number + " " + r.Currency.Code())
}

// ReadRows reads what WriteRows writes. All that is wrong is finance.Problems
// by file, line and column, as terms.Rows reports it.
func ReadRows(r io.Reader, file string) ([]Pair, error) {
	rows, err := terms.Rows[row](r, file)
	if err != nil {
		return nil, err
	}
	pairs := make([]Pair, len(rows))
	for i := range rows {
		one := &rows[i]
		amount, err := one.money()
		if err != nil {
			return nil, err // never: Validate asked
		}
		pairs[i] = Pair{
			Date: one.Date, Entry: one.Entry, Document: unguarded(one.Document), Debit: unguarded(one.Debit), Credit: unguarded(one.Credit),
			DebitParty: accrual.Party(unguarded(one.DebitParty)), CreditParty: accrual.Party(unguarded(one.CreditParty)),
			Amount: amount, Text: unguarded(one.Text),
		}
	}
	return pairs, nil
}
