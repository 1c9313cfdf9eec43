package document

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Write prints the document as plain text in a language: title, sides with
// their requisites, the table of its columns, totals, and for kinds that say so
// the amount in words. Line breaks and what does not show are written as
// escapes. The same document prints the same bytes.
func (d Document) Write(w io.Writer, l accrual.Language) error {
	_, err := io.WriteString(w, d.Text(l))
	return err
}

// Text is what Write prints.
func (d Document) Text(l accrual.Language) string {
	l, words := spoken(l)
	p := printer{d: &d, l: l, words: words}
	p.head()
	switch d.Form {
	case SetOffs:
		p.setOff()
	case Reconciliation:
		p.account()
	default:
		p.lines()
	}
	return p.b.String()
}

// printer is a print under way.
type printer struct {
	d     *Document
	l     accrual.Language
	words *phrases
	b     strings.Builder
}

func (p *printer) line(format string, args ...any) { fmt.Fprintf(&p.b, format+"\n", args...) }

// say is a text of the document in the language, on one line.
func (p *printer) say(w Words) string { return finance.Plain(w.In(p.l)) }

func (p *printer) head() {
	d := p.d
	p.line("%s", p.named(d.Ref()))
	if d.Corrects != (Ref{}) {
		p.line(p.words.corrects, p.named(d.Corrects))
	}
	p.b.WriteByte('\n')
	p.party(cmp.Or(p.say(d.IssuerAs), p.words.issuer), &d.Issuer)
	p.party(cmp.Or(p.say(d.RecipientAs), p.words.recipient), &d.Recipient)
	for _, basis := range d.Basis {
		p.line("%s: %s", p.words.basis, p.say(basis))
	}
	p.line("%s: %s\n", p.words.period, days(d.Period, p.l))
}

// named is a document's title with its number and date.
func (p *printer) named(r Ref) string {
	if r.Number == "" {
		return fmt.Sprintf(p.words.draft, p.say(r.Title))
	}
	return fmt.Sprintf(p.words.numbered, p.say(r.Title), finance.Plain(r.Number), p.l.Date(r.Date))
}

func (p *printer) party(as string, d *Details) {
	p.line("%s: %s", as, p.say(d.Name))
	for _, r := range d.Requisites {
		p.line("  %s: %s", p.say(r.Label), finance.Plain(r.Value))
	}
}

// lines are the table, section by section, and the totals.
func (p *printer) lines() {
	columns := p.d.Columns
	if len(columns) == 0 {
		columns = defaultColumns[:]
	}
	t := table{right: make([]bool, len(columns))}
	heads := make([]string, len(columns))
	for i, c := range columns {
		heads[i] = p.words.columns[c]
		t.right[i] = c != Description && c != Unit && c != ForMonth
	}
	t.add(heads...)
	n := 0
	for _, h := range p.d.Headings {
		if title := p.say(h.Title); title != "" {
			t.add(title)
		}
		for i := range p.d.Lines {
			if line := &p.d.Lines[i]; line.Section == h.Section {
				n++
				p.row(&t, columns, n, line)
			}
		}
		if len(p.d.Headings) > 1 {
			sum, err := p.d.SectionTotal(h.Section)
			p.sum(&t, columns, p.words.subtotal, sum, err)
		}
	}
	p.sum(&t, p.balanced(columns), p.words.total, p.d.Total, nil)
	t.write(&p.b)
	p.total()
}

// balanced are the columns of the grand total: what is owed both ways has a
// balance, but no net amount and no tax.
func (p *printer) balanced(columns []Column) []Column {
	if !slices.ContainsFunc(p.d.Lines, func(n Line) bool { return n.Less }) {
		return columns
	}
	list := slices.Clone(columns)
	for i, c := range list {
		if c == Net || c == Tax {
			list[i] = LineNumber
		}
	}
	return list
}

// row is a line, and of a correction what stood before and stands now.
func (p *printer) row(t *table, columns []Column, n int, line *Line) {
	if line.Before == (Amounts{}) {
		t.add(p.cells(columns, strconv.Itoa(n), p.say(line.Text), line, line.Amounts)...)
		return
	}
	after, err := line.After()
	t.add(p.cells(columns, strconv.Itoa(n), p.say(line.Text)+", "+p.words.before, line, line.Before)...)
	if err == nil {
		t.add(p.cells(columns, "", p.words.after, line, after)...)
	}
	t.add(p.cells(columns, "", p.words.difference, line, line.Amounts)...)
}

func (p *printer) cells(columns []Column, n, text string, line *Line, a Amounts) []string {
	cells := make([]string, len(columns))
	for i, c := range columns {
		switch c {
		case LineNumber:
			cells[i] = n
		case Description:
			cells[i] = text
		case ForMonth:
			cells[i] = line.For.String()
		case Quantity:
			if !line.Quantity.IsZero() {
				cells[i] = pointed(line.Quantity.String(), p.l)
			}
		case Unit:
			cells[i] = p.say(line.Unit)
		case Price:
			if line.Price != (finance.Money{}) {
				cells[i] = amount(line.Price, p.l)
			}
		case TaxRate:
			cells[i] = p.rate(line)
		default:
			cells[i] = amount(a.of(c), p.l)
		}
	}
	return cells
}

// of is the amount of a column.
func (a *Amounts) of(c Column) finance.Money {
	switch c {
	case Net:
		return a.Net
	case Tax:
		return a.Tax
	}
	return a.Gross
}

func (p *printer) rate(line *Line) string {
	switch line.Taxed {
	case AtRate:
		return pointed(line.Rate.String(), p.l)
	case AtRates:
		return p.words.severalRates
	}
	return p.words.untaxed
}

// sum is a row of totals, with its word in the column of descriptions.
func (p *printer) sum(t *table, columns []Column, word string, a Amounts, err error) {
	if err != nil {
		return
	}
	cells := make([]string, len(columns))
	for i, c := range columns {
		switch c {
		case Description:
			cells[i] = word
		case Net, Tax, Gross:
			cells[i] = amount(a.of(c), p.l)
		}
	}
	t.add(cells...)
}

// total says who owes what in the end, and it in words.
func (p *printer) total() {
	d := p.d
	if !d.Rounding.IsZero() {
		p.line(p.words.rounding, p.l.Format(d.Rounding))
	}
	if len(d.Headings) > 1 {
		debtor, creditor := &d.Recipient, &d.Issuer
		if (d.owed() == ByIssuer) != (d.Total.Gross.Sign() < 0) {
			debtor, creditor = creditor, debtor
		}
		if sum, err := d.Total.Gross.Abs(); err == nil { // Validate refuses another
			p.line(p.words.toPay, p.say(debtor.Name), p.say(creditor.Name), p.l.Format(sum))
		}
	}
	if d.InWords {
		p.line(p.words.inWords, inWords(d.Total.Gross, p.l))
	}
}

// owed is the direction of the total: of lines that are not Less, or against
// those that are.
func (d *Document) owed() Direction {
	if len(d.Lines) > 0 && (d.Lines[0].Owed == ByIssuer) != d.Lines[0].Less {
		return ByIssuer
	}
	return ToIssuer
}
