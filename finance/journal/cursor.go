package journal

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/creative-cluster/kvartal/finance"
)

// cursor reads one line.
type cursor struct {
	text    string
	i       int // the next byte
	line    int
	dialect Dialect
	points  map[string]byte // the mark before decimals, of a commodity or, under "", of all
}

func (c *cursor) rest() string { return c.text[c.i:] }

// peek is the next byte, 0 at the end.
func (c *cursor) peek() byte {
	if c.i < len(c.text) {
		return c.text[c.i]
	}
	return 0
}

// skip passes over spaces and tabs.
func (c *cursor) skip() { c.i += len(c.rest()) - len(strings.TrimLeft(c.rest(), " \t")) }

// take passes over s, if it stands there.
func (c *cursor) take(s string) bool {
	if strings.HasPrefix(c.rest(), s) {
		c.i += len(s)
		return true
	}
	return false
}

// word takes what stands up to a space or the end.
func (c *cursor) word() string {
	w := c.rest()
	if n := strings.IndexAny(w, " \t"); n >= 0 {
		w = w[:n]
	}
	c.i += len(w)
	return w
}

// place is where the cursor stands.
func (c *cursor) place() Place { return Place{c.line, 1 + utf8.RuneCountInString(c.text[:c.i])} }

// bad is ErrSyntax here.
func (c *cursor) bad(want string) error {
	return &misplaced{c.place(), fmt.Errorf("%.40q where %s should stand: %w", c.rest(), want, finance.ErrSyntax)}
}

func (c *cursor) over(what string, most int) error {
	return &misplaced{c.place(), fmt.Errorf("more than %d %s: %w", most, what, finance.ErrLimit)}
}

func (c *cursor) fail(err error) error { return &misplaced{c.place(), err} }

func (c *cursor) unsupported() error {
	at := Place{c.line, 1}
	return &misplaced{at, fmt.Errorf("%.40q: %w", strings.TrimSpace(c.text), ErrUnsupported)}
}

// atEnd refuses what is left of the line, but a comment.
func (c *cursor) atEnd() error {
	if b := c.peek(); b == 0 || b == ';' {
		return nil
	}
	return c.bad("the end of the line")
}

func (c *cursor) decimalMark(symbol string) byte {
	if p, ok := c.points[symbol]; ok {
		return p
	}
	return c.points[""]
}

// misplaced is an error with its place.
type misplaced struct {
	at  Place
	err error
}

func (m *misplaced) Error() string { return m.at.String() + ": " + m.err.Error() }
func (m *misplaced) Path() string  { return m.at.String() }
func (m *misplaced) Unwrap() error { return m.err }
