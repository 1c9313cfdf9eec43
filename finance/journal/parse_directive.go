package journal

import (
	"strings"
)

// aside are the directives that say nothing to Check, left those that Parse
// does not take.
var aside = map[string]bool{
	"payee": true, "tag": true, "P": true,
	"include": false, "alias": false, "apply": false, "end": false, "D": false, "A": false, "bucket": false, "N": false,
	"assert": false, "check": false, "define": false, "def": false, "eval": false, "expr": false, "python": false,
	"import": false, "value": false, "C": false, "i": false, "o": false, "h": false, "b": false,
}

func (p *parser) directive(c *cursor) error {
	word := c.word()
	c.skip()
	switch word {
	case "account":
		return p.account(c)
	case "commodity":
		return p.commodity(c)
	case "decimal-mark":
		return p.decimalMark(c)
	case "comment", "test":
		p.blocked = true
		return nil
	case "Y", "year":
		year, err := c.digits(4)
		p.year = year
		return err
	}
	if strings.HasPrefix(word, "Y") && len(word) == 5 {
		return p.directive(&cursor{text: "Y " + word[1:], line: c.line, dialect: c.dialect})
	}
	passed, known := aside[word]
	switch {
	case passed:
		p.style = true
		return nil
	case known:
		return c.unsupported()
	}
	c.i = 0
	return c.bad("a directive or a day")
}

func (p *parser) account(c *cursor) error {
	at := c.place()
	name, err := c.accountName()
	if err != nil {
		return err
	}
	p.journal.Directives = append(p.journal.Directives, Directive{At: at, Kind: "account", Name: name})
	p.style = true
	return nil
}

// commodity reads a commodity, or an amount that also shows how it is written.
func (p *parser) commodity(c *cursor) error {
	at := c.place()
	start := c.i
	name, err := c.symbol()
	if c.skip(); err == nil && c.peek() != 0 && c.peek() != ';' {
		c.i = start
		name, err = p.format(c)
		c.skip()
	}
	if err == nil {
		err = c.atEnd()
	}
	if err != nil {
		return err
	}
	p.journal.Directives = append(p.journal.Directives, Directive{At: at, Kind: "commodity", Name: name})
	p.style = true
	return nil
}

// format reads an amount that shows how its commodity is written.
func (p *parser) format(c *cursor) (string, error) {
	start := c.i
	a, err := c.amount()
	if err != nil {
		return "", err
	}
	marks := strings.Map(func(r rune) rune {
		if strings.ContainsRune(",.", r) {
			return r
		}
		return -1
	}, c.text[start:c.i])
	if point := pointOf(marks, c.dialect.habits()); point != 0 {
		p.points[a.Commodity] = point
	}
	return a.Commodity, nil
}

// styleLine reads a line below a directive.
func (p *parser) styleLine(c *cursor) error {
	switch c.word() {
	case "format":
		c.skip()
		_, err := p.format(c)
		return err
	case "note", "default", "nomarket":
		return nil
	}
	return c.unsupported()
}

func (p *parser) decimalMark(c *cursor) error {
	b := c.peek()
	if b != '.' && b != ',' || c.dialect != Hledger {
		return c.bad("a point or a comma")
	}
	p.points[""] = b
	return nil
}
