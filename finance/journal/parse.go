package journal

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/creative-cluster/kvartal/finance"
)

// Parse reads a text of a dialect. All that is wrong is finance.Problems by
// file, line and column, such as books.journal:17:5, and no journal is
// answered then. What Parse knows and does not take is ErrUnsupported. An
// error of the reader is returned as it is.
func Parse(r io.Reader, file string, d Dialect) (Journal, error) {
	if err := d.Validate(); err != nil {
		return Journal{}, err
	}
	p := parser{journal: Journal{File: file, Dialect: d}, points: map[string]byte{}}
	in := bufio.NewReaderSize(io.LimitReader(r, MaxBytes+1), MaxLine)
	for more := true; more; {
		line, err := in.ReadSlice('\n')
		switch {
		case errors.Is(err, io.EOF):
			more = false
		case errors.Is(err, bufio.ErrBufferFull):
			p.wrong.Add(p.path(Place{p.line + 1, 1}), fmt.Errorf("more than %d bytes: %w", MaxLine, finance.ErrLimit))
			more = false
		case err != nil:
			return Journal{}, fmt.Errorf("%s: %w", file, err)
		}
		if p.read += len(line); p.read > MaxBytes {
			p.wrong.Add(file, fmt.Errorf("more than %d bytes: %w", MaxBytes, finance.ErrLimit))
			break
		}
		p.next(strings.TrimRight(string(line), "\r\n"))
		more = more && p.wrong.Len() < maxProblems
	}
	p.flush()
	if p.blocked {
		p.fail(&misplaced{Place{p.line, 1}, fmt.Errorf("a comment that never ends: %w", finance.ErrSyntax)})
	}
	if err := p.wrong.Err(); err != nil {
		return Journal{}, err
	}
	return p.journal, nil
}

// maxProblems is after how many the reading stops.
const maxProblems = 10_000

// parser holds what one line says to the next.
type parser struct {
	journal Journal
	line    int
	read    int // bytes
	year    int // of days without one; 0 for none
	points  map[string]byte
	open    *Transaction // whose postings follow
	style   bool         // lines that belong to a directive follow
	blocked bool         // inside a comment of many lines
	wrong   finance.Problems
}

func (p *parser) path(at Place) string { return p.journal.File + ":" + at.String() }

func (p *parser) fail(err error) {
	var m *misplaced
	if errors.As(err, &m) {
		p.wrong.Add(p.path(m.at), m.err)
	}
}

func (p *parser) next(text string) {
	p.line++
	if p.line == 1 {
		text = strings.TrimPrefix(text, "\uFEFF")
	}
	c := &cursor{text: text, line: p.line, dialect: p.journal.Dialect, points: p.points}
	switch {
	case !utf8.ValidString(text):
		p.fail(c.fail(fmt.Errorf("no valid UTF-8: %w", finance.ErrSyntax)))
	case p.blocked:
		p.blocked = strings.TrimSpace(text) != "end comment"
	case strings.TrimSpace(text) == "":
		p.flush()
	case text[0] == ' ' || text[0] == '\t':
		c.skip()
		p.fail(p.inner(c))
	default:
		p.flush()
		p.fail(p.outer(c))
	}
}

// flush ends the transaction at hand.
func (p *parser) flush() {
	if p.open != nil {
		p.journal.Transactions = append(p.journal.Transactions, *p.open)
	}
	p.open, p.style = nil, false
}

// outer reads a line that begins at its first character.
func (p *parser) outer(c *cursor) error {
	if strings.IndexByte(";#*%|", c.peek()) >= 0 {
		return nil
	}
	if p.journal.Dialect == Beancount {
		return p.dated(c)
	}
	if digit(c.peek()) {
		return p.transaction(c)
	}
	if b := c.peek(); b == '~' || b == '=' {
		return c.unsupported()
	}
	return p.directive(c)
}

// inner reads a line that belongs to the one before.
func (p *parser) inner(c *cursor) error {
	switch {
	case p.open != nil && p.journal.Dialect == Beancount:
		return p.beancountLine(c)
	case c.peek() == ';' && p.open != nil:
		p.comment(c)
		return nil
	case c.peek() == ';':
		return nil
	case p.open != nil:
		return p.posting(c)
	case p.style:
		return p.styleLine(c)
	}
	return c.bad("no indented line")
}

// comment takes the tags of a comment for what stands before it.
func (p *parser) comment(c *cursor) {
	if c.peek() != ';' {
		return
	}
	tags := tagsIn(c.rest()[1:])
	if n := len(p.open.Postings); n > 0 {
		one := &p.open.Postings[n-1]
		one.Tags = append(one.Tags, tags...)
		for _, tag := range tags {
			if tag.Name == "date" {
				at := &cursor{text: tag.Text, line: c.line, dialect: c.dialect}
				date, err := p.date(at)
				one.Date = date
				if err != nil {
					p.fail(&misplaced{c.place(), errors.Unwrap(err)})
				}
			}
		}
		return
	}
	p.open.Tags = append(p.open.Tags, tags...)
}

// tagsIn are the tags of a comment: a word that ends in a colon, and the text
// up to a comma.
func tagsIn(comment string) []Tag {
	var tags []Tag
	for part := range strings.SplitSeq(comment, ",") {
		before, text, found := strings.Cut(part, ":")
		name := before[strings.LastIndexAny(before, " \t")+1:]
		if found && name != "" {
			tags = append(tags, Tag{name, strings.Trim(text, " \t")})
		}
	}
	return tags
}
