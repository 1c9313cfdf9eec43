package revshare

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// maxMemory bounds the text of a state in bytes, as books do: some 20,000 sales
// that may still come back.
const maxMemory = 1 << 20

const memoryKind = "frozen 1 "

func (m *memory) text() (accrual.State, error) {
	if m.from.IsZero() {
		return "", nil // nothing has ever been sold
	}
	b := append(make([]byte, 0, 64*(1+len(m.sales))), memoryKind...)
	b = appendDate(b, m.from)
	b = appendInt(b, m.total)
	b = append(b, '\n')
	var day []byte
	for i := range m.sales {
		s := &m.sales[i]
		if i == 0 || s.on != m.sales[i-1].on {
			day = appendDate(day[:0], s.on)
		}
		b = s.append(append(b, day...))
	}
	if len(b) > maxMemory {
		return "", fmt.Errorf("%d sales in %d bytes, at most %d: %w", len(m.sales), len(b), maxMemory, finance.ErrLimit)
	}
	return accrual.State(b), nil
}

// append writes what comes after the day.
func (s *sale) append(b []byte) []byte {
	for _, n := range [...]int64{s.gross, s.fee, s.back} {
		b = appendInt(b, n)
	}
	b = append(b, ' ')
	if isPlain(s.id) {
		b = append(append(append(b, '"'), s.id...), '"')
	} else {
		b = strconv.AppendQuote(b, s.id)
	}
	return append(b, '\n')
}

func appendDate(b []byte, d civil.Date) []byte {
	b, _ = d.AppendText(b) // it never fails
	return b
}

// isPlain reports whether quotes around s are all that its quoted form has more,
// as is so of nearly every id.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

func appendInt(b []byte, n int64) []byte { return strconv.AppendInt(append(b, ' '), n, 10) }

// readMemory reads what text writes, and nothing else. It makes room for so many
// sales more.
func readMemory(state accrual.State, more int) (memory, error) {
	if state == "" {
		return memory{sales: make([]sale, 0, more)}, nil
	}
	if len(state) > maxMemory {
		return memory{}, fmt.Errorf("%d bytes, at most %d: %w", len(state), maxMemory, finance.ErrLimit)
	}
	rest, found := strings.CutPrefix(string(state), memoryKind)
	if !found {
		return memory{}, finance.ErrSyntax
	}
	return memoryOf(rest, more)
}

func memoryOf(text string, more int) (memory, error) {
	if !strings.HasSuffix(text, "\n") {
		return memory{}, fmt.Errorf("no end of the last line: %w", finance.ErrSyntax)
	}
	head, rest, _ := strings.Cut(text, "\n")
	m := memory{sales: make([]sale, 0, strings.Count(rest, "\n")+more)}
	r := fields{text: head}
	m.from, m.total = r.date(), r.last()
	if r.err != nil {
		return memory{}, r.err
	}
	for rest != "" {
		r.text, rest, _ = strings.Cut(rest, "\n")
		s, err := r.sale()
		if err == nil {
			err = m.add(s)
		}
		if err != nil {
			return memory{}, fmt.Errorf("sale %d: %w", len(m.sales), err)
		}
	}
	return m, nil
}

func (r *fields) sale() (sale, error) {
	s := sale{on: r.date(), gross: r.number(), fee: r.number(), back: r.number(), id: r.quoted()}
	switch {
	case r.err != nil:
		return sale{}, r.err
	case s.gross == 0 || s.back > s.gross:
		return sale{}, finance.ErrRange
	}
	return s, nil
}

// fields reads a line from the left, and keeps the first error.
type fields struct {
	text string
	err  error
	day  string // the last one read; that of the next line is often the same
	on   civil.Date
}

func (r *fields) next() string {
	field, rest, _ := strings.Cut(r.text, " ")
	r.text = rest
	return field
}

func (r *fields) date() civil.Date {
	if day := r.next(); day == "" || day != r.day {
		on, err := civil.ParseDate(day)
		r.fail(err)
		r.day, r.on = day, on
	}
	return r.on
}

// number reads a whole number from zero upwards, without zeros in front.
func (r *fields) number() int64 { return r.whole(r.next()) }

// last is the number that ends the line.
func (r *fields) last() int64 { return r.whole(r.text) }

func (r *fields) whole(field string) int64 {
	n, ok := wholeNumber(field)
	if !ok {
		r.fail(finance.ErrSyntax)
	}
	return n
}

// wholeNumber reads what strconv.FormatInt writes of a number not below zero.
func wholeNumber(s string) (n int64, ok bool) {
	if s == "" || len(s) > 19 || len(s) > 1 && s[0] == '0' {
		return 0, false
	}
	var sum uint64 // of 19 digits is below 2^64
	for i := range len(s) {
		digit := s[i] - '0'
		if digit > 9 {
			return 0, false
		}
		sum = sum*10 + uint64(digit)
	}
	return int64(sum), sum <= math.MaxInt64
}

// quoted is the text that ends the line, in quotes and escapes as it is written.
func (r *fields) quoted() string {
	if n := len(r.text); n >= 2 && r.text[0] == '"' && r.text[n-1] == '"' && isPlain(r.text[1:n-1]) {
		return r.text[1 : n-1]
	}
	s, err := strconv.Unquote(r.text)
	if err != nil || strconv.Quote(s) != r.text {
		r.fail(finance.ErrSyntax)
	}
	return s
}

func (r *fields) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}
