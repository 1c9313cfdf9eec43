package ledger

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// WriteTo writes the statement as plain text, one line of text a line, the
// amounts in columns:
//
//	Statement of R-3 in the books of quarter, 2026-03-01 to 2026-03-31
//
//	RUB                                     debit          credit
//	  opening balance                        0.00
//	  2026-03-31  base rent, 2026-03     15967.74
//	  closing balance                    15967.74
//
// Debits are what the party owes. Line breaks and what does not print are
// written as escapes.
func (s Statement) WriteTo(w io.Writer) (int64, error) {
	n, err := w.Write(s.text())
	return int64(n), err
}

// String is what WriteTo writes.
func (s Statement) String() string { return string(s.text()) }

func (s Statement) text() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "Statement of %s in the books of %s, %s\n", finance.Plain(string(s.Party)), finance.Plain(string(s.Owner)), days(s.Period))
	for _, one := range s.Sections {
		rows := one.rows()
		width := utf8.RuneCountInString(closing)
		for _, r := range rows {
			width = max(width, utf8.RuneCountInString(r.text))
		}
		fmt.Fprintf(&b, "\n%-*s  %*s  %*s\n", width+2, one.Closing.Currency().Code(), amountWidth, "debit", amountWidth, "credit")
		for _, r := range rows {
			line := fmt.Sprintf("  %-*s  %*s  %*s", width, r.text, amountWidth, r.debit, amountWidth, r.credit)
			b.WriteString(strings.TrimRight(line, " ") + "\n")
		}
	}
	return b.Bytes()
}

// amountWidth takes the longest amount of most clusters; a longer one shifts
// its line.
const amountWidth = 14

const (
	opening = "opening balance"
	closing = "closing balance"
)

type row struct{ text, debit, credit string }

func (s Section) rows() []row {
	rows := []row{balanceRow(opening, s.Opening)}
	for _, n := range s.Lines {
		rows = append(rows, n.row())
	}
	return append(rows, balanceRow(closing, s.Closing))
}

func balanceRow(text string, m finance.Money) row {
	n := StatementLine{Amount: m}
	if m.Sign() >= 0 {
		return row{text, number(n.Debit()), ""}
	}
	return row{text, "", number(n.Credit())}
}

func (n StatementLine) row() row {
	text := finance.Plain(n.Text)
	if text == "" {
		text = "payment"
		if !n.Paid {
			text = "entry"
		}
	}
	if n.Reverses {
		text = "reversal: " + text
	}
	return balanceRow(n.On.String()+"  "+text, n.Amount)
}

// number is an amount without its currency.
func number(m finance.Money) string { return strings.TrimSuffix(m.String(), " "+m.Currency().Code()) }

// days shows a period as people do, with its last day.
func days(p civil.Period) string {
	if p.IsOpen() {
		return "since " + p.From.String()
	}
	return p.From.String() + " to " + p.To.AddDays(-1).String()
}
