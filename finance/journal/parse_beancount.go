package journal

import (
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
)

// beancountWords are the first words of lines without a day, and the words
// after a day: true for what says nothing to Check, false for what Parse does
// not take.
var beancountWords = map[string]bool{
	"option": true, "price": true, "note": true, "event": true, "commodity": true,
	"plugin": false, "include": false, "pushtag": false, "poptag": false, "pushmeta": false, "popmeta": false,
	"document": false, "query": false, "custom": false,
}

// dated reads a line of Beancount that begins at its first character.
func (p *parser) dated(c *cursor) error {
	if !digit(c.peek()) {
		return p.beancountWord(c, c.word())
	}
	at := c.place()
	date, err := p.date(c)
	if err != nil {
		return err
	}
	c.skip()
	word := c.word()
	c.skip()
	d := Directive{At: at, Date: date, Kind: word}
	switch word {
	case "*", "!", "txn":
		return p.beancountTransaction(c, Transaction{At: at, Date: date, Status: status(word)})
	case "open":
		err = c.opened(&d)
	case "close":
		d.Name, err = c.beancountAccount()
	case "balance":
		err = c.balance(&d)
	case "pad":
		if d.Name, err = c.beancountAccount(); err == nil {
			c.skip()
			d.Source, err = c.beancountAccount()
		}
	default:
		return p.beancountWord(c, word)
	}
	if err == nil {
		c.skip()
		err = c.atEnd()
	}
	p.journal.Directives = append(p.journal.Directives, d)
	p.style = true
	return err
}

func (p *parser) beancountWord(c *cursor, word string) error {
	passed, known := beancountWords[word]
	switch {
	case passed:
		p.style = true
		return nil
	case known:
		return c.unsupported()
	}
	c.i = 0
	return c.bad("a day or a directive")
}

func status(word string) byte {
	if word == "!" {
		return '!'
	}
	return '*'
}

// opened reads an account, its commodities and perhaps how it is booked.
func (c *cursor) opened(d *Directive) error {
	var err error
	d.Name, err = c.beancountAccount()
	for c.skip(); err == nil && upper(c.peek()); c.skip() {
		var symbol string
		symbol, err = c.symbol()
		d.Commodities = append(d.Commodities, symbol)
		c.skip()
		c.take(",")
	}
	if err == nil && c.take(`"`) {
		return c.unsupported()
	}
	return err
}

// balance reads an account, an amount and perhaps ~ and a tolerance, which
// Beancount writes between the number and its commodity.
func (c *cursor) balance(d *Directive) error {
	var err error
	if d.Name, err = c.beancountAccount(); err != nil {
		return err
	}
	c.skip()
	if d.Amount, err = c.amount(); err != nil {
		return err
	}
	if c.skip(); !c.take("~") {
		return c.needsSymbol(d.Amount)
	}
	c.skip()
	tolerance, err := c.amount()
	if err != nil {
		return err
	}
	if d.Amount.Commodity != "" {
		return c.bad("no tolerance after a commodity")
	}
	d.Amount.Commodity = tolerance.Commodity
	d.Tolerance = &tolerance
	return c.needsSymbol(tolerance)
}

func (c *cursor) needsSymbol(a Amount) error {
	if a.Commodity == "" {
		return c.bad("a commodity")
	}
	return nil
}

// beancountAccount takes a name up to a space, whose levels begin with a
// capital or, after the first, a digit.
func (c *cursor) beancountAccount() (string, error) {
	at := *c
	name := c.word()
	levels := strings.Split(name, ":")
	if len(levels) > MaxLevels {
		return "", at.over("levels", MaxLevels)
	}
	for i, level := range levels {
		if !isLevel(level, i == 0) || len(levels) < 2 {
			return "", at.bad("an account")
		}
	}
	if !beancountRoots[levels[0]] {
		return "", at.fail(fmt.Errorf("%.40q is no root of accounts: %w", levels[0], finance.ErrUnknown))
	}
	return name, nil
}

var beancountRoots = map[string]bool{"Assets": true, "Liabilities": true, "Equity": true, "Income": true, "Expenses": true}

func isLevel(level string, root bool) bool {
	if level == "" || root && digit(level[0]) {
		return false
	}
	first := level[0]
	ok := first >= 0x80 || upper(first) || digit(first)
	return ok && !strings.ContainsFunc(level, func(r rune) bool {
		return r < 0x80 && r != '-' && !digit(byte(r)) && !upper(byte(r)&^0x20)
	})
}

// beancountTransaction reads ["payee"] "narration" and tags.
func (p *parser) beancountTransaction(c *cursor, t Transaction) error {
	p.open = &t
	for c.peek() == '"' {
		text, err := c.quoted()
		if err != nil {
			return err
		}
		t.Payee, t.Text = t.Text, text
		c.skip()
	}
	for c.peek() == '#' || c.peek() == '^' {
		_ = c.word()
		c.skip()
	}
	return c.atEnd()
}

// quoted reads a text in quotes.
func (c *cursor) quoted() (string, error) {
	var b strings.Builder
	rest := c.rest()
	for i := 1; i < len(rest); i++ {
		switch {
		case rest[i] == '"':
			c.i += i + 1
			return b.String(), nil
		case rest[i] == '\\' && i+1 < len(rest):
			i++
			b.WriteByte(unescaped(rest[i]))
		default:
			b.WriteByte(rest[i])
		}
	}
	return "", c.bad("a text that ends in this line")
}

func unescaped(b byte) byte {
	switch b {
	case 'n':
		return '\n'
	case 't':
		return '\t'
	case 'r':
		return '\r'
	}
	return b
}

// beancountLine reads a posting, or metadata of what stands before.
func (p *parser) beancountLine(c *cursor) error {
	switch b := c.peek(); {
	case b == ';':
		return nil
	case 'a' <= b && b <= 'z':
		return p.metadata(c)
	}
	one := Posting{At: c.place()}
	_ = c.status()
	if len(p.open.Postings) >= MaxPostings {
		return c.over("postings", MaxPostings)
	}
	var err error
	if one.Account, err = c.beancountAccount(); err == nil {
		err = c.postingAmounts(&one)
	}
	if err == nil && one.Assert != nil {
		err = c.fail(fmt.Errorf("an assertion: %w", ErrUnsupported))
	}
	p.open.Postings = append(p.open.Postings, one)
	return err
}

func (p *parser) metadata(c *cursor) error {
	name, _, found := strings.Cut(c.rest(), ":")
	if !found || strings.ContainsAny(name, " \t\"") {
		return c.bad("metadata or a posting")
	}
	c.i += len(name) + 1
	c.skip()
	text := strings.TrimRight(c.rest(), " \t")
	if c.peek() == '"' {
		var err error
		if text, err = c.quoted(); err != nil {
			return err
		}
		c.skip()
		if err := c.atEnd(); err != nil {
			return err
		}
	}
	tags := &p.open.Tags
	if n := len(p.open.Postings); n > 0 {
		tags = &p.open.Postings[n-1].Tags
	}
	*tags = append(*tags, Tag{name, text})
	return nil
}
