package journal

import (
	"fmt"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Entries are the entries that Write or WriteBeancount wrote, in the order of
// the file, equal to what they were: but for locks, which are comments, and the
// lines off the balance that Beancount has no place for. A transaction that is none of theirs, such
// as one without an id or of a commodity that is no currency, is reported by
// file, line and column.
func (j Journal) Entries() ([]ledger.Entry, error) {
	var wrong finance.Problems
	list := make([]ledger.Entry, 0, len(j.Transactions))
	for i := range j.Transactions {
		t := &j.Transactions[i]
		e, err := j.entry(t)
		if err == nil {
			err = e.Validate()
		}
		wrong.Add(j.File+":"+t.At.String(), err)
		list = append(list, e)
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return list, nil
}

func (j *Journal) entry(t *Transaction) (ledger.Entry, error) {
	e := ledger.Entry{On: t.Date, Month: t.Date.Month(), Text: t.Text}
	var wrong finance.Problems
	fields := fieldsOf(&e)
	for _, tag := range t.Tags {
		set, known := fields[tag.Name]
		if !known {
			wrong.Add(tag.Name, finance.ErrUnknown)
			continue
		}
		text := tag.Text
		if tag.Name != "more" { // a piece of the text, which is unescaped as a whole
			wrong.Add(tag.Name, read(&text))
		}
		wrong.Add(tag.Name, set(text))
	}
	wrong.Add("text", read(&e.Text))
	for i := range t.Postings {
		n, err := t.Postings[i].line(j.Dialect)
		wrong.AddAt("lines", i, err)
		e.Lines = append(e.Lines, n)
	}
	if err := wrong.Err(); err != nil {
		return ledger.Entry{}, err
	}
	return e, nil
}

// fieldsOf are the fields of e by the tags that hold them.
func fieldsOf(e *ledger.Entry) map[string]func(string) error {
	return map[string]func(string) error{
		"id":        func(s string) error { return parseID(&e.ID, s) },
		"on":        func(s string) error { return e.On.UnmarshalText([]byte(s)) },
		"known":     func(s string) error { return e.Known.UnmarshalText([]byte(s)) },
		"due":       func(s string) error { return e.Due.UnmarshalText([]byte(s)) },
		"for":       func(s string) error { return e.For.UnmarshalText([]byte(s)) },
		"reverses":  func(s string) error { return parseID(&e.Reverses, s) },
		"agreement": func(s string) error { e.Key.Agreement = s; return nil },
		"clause":    func(s string) error { e.Key.Clause = s; return nil },
		"source":    func(s string) error { e.Key.Source = s; return nil },
		"slot":      func(s string) (err error) { e.Key.Slot, err = parseSlot(s); return err },
		"more":      func(s string) error { e.Text += s; return nil },
	}
}

func parseID(id *uuid.UUID, s string) error {
	if err := id.UnmarshalText([]byte(s)); err != nil {
		return fmt.Errorf("%w: %w", finance.ErrSyntax, err)
	}
	return nil
}

// read unescapes s.
func read(s *string) error {
	text, ok := unescape(*s)
	if !ok {
		return fmt.Errorf("an escape in %.40q: %w", *s, finance.ErrSyntax)
	}
	*s = text
	return nil
}

// fits reports whether p is written as a line of a is.
func (p *Posting) fits(a ledger.Account) bool {
	if a.OffBalance() {
		return p.Virtual == '('
	}
	return p.Virtual == 0
}

func (p *Posting) line(d Dialect) (ledger.Line, error) {
	n := ledger.Line{Account: ledger.Account(p.Account)}
	if d == Beancount {
		var ok bool
		if n.Account, ok = accountOf(p.Account); !ok {
			return ledger.Line{}, fmt.Errorf("account %.40q: %w", p.Account, finance.ErrUnknown)
		}
	}
	if p.Amount == nil || p.Cost != nil || !p.fits(n.Account) || p.Assert != nil || !p.Date.IsZero() {
		return ledger.Line{}, fmt.Errorf("a posting other than an account and an amount: %w", ErrUnsupported)
	}
	c, err := finance.ParseCurrency(p.Amount.Commodity)
	if err != nil {
		return ledger.Line{}, err
	}
	if p.Amount.Digits() > c.Digits() {
		return ledger.Line{}, fmt.Errorf("amount %s: %w", p.Amount, finance.ErrRange)
	}
	if n.Amount, err = finance.FromDecimal(p.Amount.Number, c, finance.HalfEven); err != nil { // exact
		return ledger.Line{}, err
	}
	for _, tag := range p.Tags {
		if tag.Name != "party" {
			return ledger.Line{}, finance.Problem{Path: tag.Name, Err: finance.ErrUnknown}
		}
		s := tag.Text
		if err := read(&s); err != nil {
			return ledger.Line{}, err
		}
		n.Party = accrual.Party(s)
	}
	return n, nil
}
