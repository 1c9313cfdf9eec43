package journal

import (
	"fmt"
	"strings"
	"time"

	"github.com/creative-cluster/kvartal/finance/civil"
)

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
