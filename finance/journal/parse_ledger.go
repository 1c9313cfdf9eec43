package journal

import (
	"fmt"
	"strings"
	"time"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
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

// digits reads a number of exactly n digits.
func (c *cursor) digits(n int) (int, error) {
	value, taken := 0, 0
	for taken < n && digit(c.peek()) {
		value = value*10 + int(c.peek()-'0')
		c.i++
		taken++
	}
	if taken < n || digit(c.peek()) {
		c.i -= taken
		return 0, c.bad(fmt.Sprintf("%d digits", n))
	}
	return value, nil
}

// date reads a day with -, / or . in it; without a year it is of the year that
// a directive gave.
func (p *parser) date(c *cursor) (civil.Date, error) {
	at := *c
	var parts []int
	for len(parts) < 3 {
		n, width := 0, 0
		for ; digit(c.peek()) && width < 4; c.i, width = c.i+1, width+1 {
			n = n*10 + int(c.peek()-'0')
		}
		if width == 0 {
			return civil.Date{}, at.bad("a day")
		}
		parts = append(parts, n)
		if b := c.peek(); len(parts) == 3 || b != '-' && b != '/' && b != '.' {
			break
		}
		c.i++
	}
	if len(parts) == 2 && p.year > 0 {
		parts = append([]int{p.year}, parts...)
	}
	if len(parts) != 3 || digit(c.peek()) {
		return civil.Date{}, at.bad("a day")
	}
	day, err := civil.NewDate(parts[0], time.Month(parts[1]), parts[2])
	if err != nil {
		return civil.Date{}, at.fail(err)
	}
	return day, nil
}

// transaction reads day[=day] [status] [(code)] description [; comment].
func (p *parser) transaction(c *cursor) error {
	t := Transaction{At: c.place()}
	p.open = &t // its postings belong to it also when the line is wrong
	var err error
	if t.Date, err = p.date(c); err != nil {
		return err
	}
	if c.take("=") {
		if _, err := p.date(c); err != nil {
			return err
		}
	}
	if b := c.peek(); b != 0 && b != ' ' && b != '\t' {
		return c.bad("a space")
	}
	c.skip()
	t.Status = c.status()
	if c.take("(") {
		code, _, closed := strings.Cut(c.rest(), ")")
		if !closed {
			return c.bad("a code and )")
		}
		c.i += len(code) + 1
		t.Code = code
		c.skip()
	}
	text, _, _ := strings.Cut(c.rest(), ";")
	c.i += len(text)
	t.Text = strings.TrimRight(text, " \t")
	p.comment(c)
	return nil
}

func (c *cursor) status() byte {
	b := c.peek()
	if b != '*' && b != '!' {
		return 0
	}
	c.i++
	c.skip()
	return b
}

// posting reads [status] account  [amount] [cost] [assertion] [; comment].
func (p *parser) posting(c *cursor) error {
	one := Posting{At: c.place()}
	_ = c.status()
	if len(p.open.Postings) >= MaxPostings {
		return c.over("postings", MaxPostings)
	}
	err := c.postingAccount(&one)
	if err == nil {
		err = c.postingAmounts(&one)
	}
	p.open.Postings = append(p.open.Postings, one)
	if err != nil {
		return err
	}
	p.comment(c)
	return nil
}

func (c *cursor) postingAccount(one *Posting) error {
	name, err := c.accountName()
	if err != nil {
		return err
	}
	one.Account = name
	if closing := strings.IndexByte("([", name[0]); closing >= 0 {
		if len(name) < 3 || name[len(name)-1] != ")]"[closing] {
			return c.bad("a closing bracket")
		}
		one.Virtual, one.Account = name[0], strings.Trim(name[1:len(name)-1], " ")
	}
	return nil
}

// accountName takes a name up to two spaces, a tab or a comment.
func (c *cursor) accountName() (string, error) {
	name := c.rest()
	for _, end := range []string{"  ", "\t", " ;"} {
		name, _, _ = strings.Cut(name, end)
	}
	name = strings.TrimRight(name, " ")
	if name == "" || name[0] == ';' {
		return "", c.bad("an account")
	}
	if strings.Count(name, ":") >= MaxLevels {
		return "", c.over("levels", MaxLevels)
	}
	c.i += len(name)
	return name, nil
}

func (c *cursor) postingAmounts(one *Posting) error {
	if c.skip(); c.peek() != 0 && c.peek() != ';' && c.peek() != '=' {
		a, err := c.amount()
		if err != nil {
			return err
		}
		one.Amount = &a
		if err := c.cost(one); err != nil {
			return err
		}
	}
	if c.skip(); c.peek() == '=' {
		if err := c.assertion(one); err != nil {
			return err
		}
	}
	c.skip()
	return c.atEnd()
}

// cost reads @ or @@ and an amount. Lots are not taken.
func (c *cursor) cost(one *Posting) error {
	c.skip()
	if b := c.peek(); b == '{' || b == '[' || b == '(' {
		return c.unsupported()
	}
	if !c.take("@") {
		return nil
	}
	total := c.take("@")
	c.skip()
	at := *c
	a, err := c.amount()
	if err == nil && a.Number.Sign() < 0 {
		err = at.fail(fmt.Errorf("cost %s: %w", a, finance.ErrNegative))
	}
	one.Cost = &Cost{a, total}
	return err
}

func (c *cursor) assertion(one *Posting) error {
	a := Assertion{At: c.place()}
	c.i++
	a.Sole = c.take("=")
	a.Below = c.take("*")
	if (a.Sole || a.Below) && !c.dialect.habits().strongest {
		return c.unsupported()
	}
	c.skip()
	var err error
	if a.Amount, err = c.amount(); err != nil {
		return err
	}
	one.Assert = &a
	c.skip()
	if b := c.peek(); b == '{' || b == '@' {
		return c.unsupported()
	}
	return nil
}
