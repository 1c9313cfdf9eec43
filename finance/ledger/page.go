package ledger

import (
	"fmt"
	"iter"
	"math"
	"strconv"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Page is a part of a statement in one currency. Its section is a statement of
// its own: opening + charged - paid = closing, and the closing is the opening of
// the next page in that currency.
type Page struct {
	Statement
	Next Cursor // of the page after it; zero after the last one
}

// Cursor is a place in a statement, for a link to the next page. It keeps to
// the entries that the first page saw, so whatever is entered meanwhile, each
// line comes once and the pages together are the statement as it was. The zero
// Cursor is the start of the statement as it is now.
type Cursor struct {
	Seen    int // entries of the party that the first page saw
	Section int // sections before the place
	Line    int // lines of its section before the place
}

// Pages yields a statement page by page, from a cursor on, with at most size
// lines on each: currency after currency, each with a page at least. Pages of
// one statement may be read in several calls, each from the Next of a page. A
// size below 1, and a cursor that is not of this statement, are ErrRange.
func (l Ledger) Pages(party accrual.Party, p civil.Period, from Cursor, size int) iter.Seq2[Page, error] {
	return func(yield func(Page, error) bool) {
		if size < 1 {
			yield(Page{}, finance.Problem{Path: "size", Err: finance.ErrRange})
			return
		}
		s, seen, err := l.seen(party, p, from)
		for err == nil && from.Section < len(s.Sections) {
			var page Page
			if page, err = s.page(from, size); err != nil {
				break
			}
			if page.Next != (Cursor{}) {
				page.Next.Seen = seen
			}
			if !yield(page, nil) || page.Next == (Cursor{}) {
				return
			}
			from = page.Next
		}
		if err == nil && from != (Cursor{}) {
			err = errCursor(from)
		}
		if err != nil {
			yield(Page{}, err)
		}
	}
}

func errCursor(c Cursor) error {
	return finance.Problem{Path: "cursor", Err: fmt.Errorf("%s is not of this statement: %w", c, finance.ErrRange)}
}

// seen is the statement over the entries that the first page saw, and their
// number.
func (l Ledger) seen(party accrual.Party, p civil.Period, c Cursor) (Statement, int, error) {
	most := math.MaxInt
	if c != (Cursor{}) {
		most = c.Seen
	}
	s, n := l.statement(party, p, most)
	if c != (Cursor{}) && n < c.Seen || min(c.Seen, c.Section, c.Line) < 0 {
		return s, n, errCursor(c)
	}
	return s, n, nil
}

// page is the part of s at a cursor.
func (s Statement) page(c Cursor, size int) (Page, error) {
	whole := s.Sections[c.Section]
	if c.Line > 0 && c.Line >= len(whole.Lines) {
		return Page{}, errCursor(c)
	}
	to := c.Line + min(size, len(whole.Lines)-c.Line)
	page := Page{Statement: s, Next: Cursor{Section: c.Section, Line: to}}
	page.Sections = []Section{whole.cut(c.Line, to)}
	if to == len(whole.Lines) {
		page.Next = Cursor{Section: c.Section + 1}
	}
	if page.Next.Section == len(s.Sections) {
		page.Next = Cursor{}
	}
	return page, nil
}

// cut is s over some of its lines.
func (s Section) cut(from, to int) Section {
	opening, charged, paid := s.Opening.Minor(), int64(0), int64(0)
	for _, n := range s.Lines[:from] {
		opening += n.Amount.Minor()
	}
	for _, n := range s.Lines[from:to] {
		if n.Paid {
			paid -= n.Amount.Minor()
		} else {
			charged += n.Amount.Minor()
		}
	}
	in := func(n int64) finance.Money { return finance.Minor(n, s.Closing.Currency()) }
	return Section{
		Opening: in(opening), Lines: s.Lines[from:to:to], Charged: in(charged), Paid: in(paid), Closing: in(opening + charged - paid),
	}
}

// String writes the cursor as seen.section.line, fit for a link; empty for the
// zero Cursor.
func (c Cursor) String() string {
	if c == (Cursor{}) {
		return ""
	}
	return fmt.Sprintf("%d.%d.%d", c.Seen, c.Section, c.Line)
}

// ParseCursor reads a cursor as String writes it. What is not three numbers from
// zero up is ErrSyntax.
func ParseCursor(s string) (Cursor, error) {
	var c Cursor
	if s == "" {
		return c, nil
	}
	rest := s
	for i, n := range []*int{&c.Seen, &c.Section, &c.Line} {
		part, more, found := strings.Cut(rest, ".")
		v, err := strconv.ParseUint(part, 10, 31)
		if err != nil || found != (i < 2) {
			return Cursor{}, fmt.Errorf("cursor %.40q: %w", s, finance.ErrSyntax)
		}
		*n, rest = int(v), more
	}
	return c, nil
}

// MarshalText writes what String writes.
func (c Cursor) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what ParseCursor reads.
func (c *Cursor) UnmarshalText(text []byte) (err error) {
	*c, err = ParseCursor(string(text))
	return err
}
