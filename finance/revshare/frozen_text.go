package revshare

import (
	"fmt"
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
	b = append(b, m.from.String()...)
	b = appendInt(b, m.total)
	b = append(b, '\n')
	for i := range m.sales {
		b = m.sales[i].append(b)
	}
	if len(b) > maxMemory {
		return "", fmt.Errorf("%d sales in %d bytes, at most %d: %w", len(m.sales), len(b), maxMemory, finance.ErrLimit)
	}
	return accrual.State(b), nil
}

func (s *sale) append(b []byte) []byte {
	b = append(b, s.on.String()...)
	for _, n := range [...]int64{s.gross, s.fee, s.back} {
		b = appendInt(b, n)
	}
	b = append(b, ' ')
	b = strconv.AppendQuote(b, s.id)
	return append(b, '\n')
}

func appendInt(b []byte, n int64) []byte { return strconv.AppendInt(append(b, ' '), n, 10) }

// readMemory reads what text writes, and nothing else.
func readMemory(state accrual.State) (memory, error) {
	if state == "" {
		return memory{}, nil
	}
	if len(state) > maxMemory {
		return memory{}, fmt.Errorf("%d bytes, at most %d: %w", len(state), maxMemory, finance.ErrLimit)
	}
	rest, found := strings.CutPrefix(string(state), memoryKind)
	if !found {
		return memory{}, finance.ErrSyntax
	}
	m, err := memoryOf(rest)
	if err != nil {
		return memory{}, err
	}
	if again, err := m.text(); err != nil || again != state {
		return memory{}, fmt.Errorf("not as it was written: %w", finance.ErrSyntax)
	}
	return m, nil
}

func memoryOf(text string) (memory, error) {
	head, rest, _ := strings.Cut(text, "\n")
	var m memory
	r := fields{text: head}
	m.from, m.total = r.date(), r.last()
	if r.err != nil {
		return memory{}, r.err
	}
	m.grow(strings.Count(rest, "\n"))
	for rest != "" {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		s, err := readSale(line)
		if err == nil {
			err = m.add(s)
		}
		if err != nil {
			return memory{}, fmt.Errorf("sale %d: %w", len(m.sales), err)
		}
	}
	return m, nil
}

func readSale(line string) (sale, error) {
	r := fields{text: line}
	s := sale{on: r.date(), gross: r.number(), fee: r.number(), back: r.number()}
	id, err := strconv.Unquote(r.text)
	switch {
	case r.err != nil:
		return sale{}, r.err
	case err != nil:
		return sale{}, finance.ErrSyntax
	case s.gross == 0 || s.back > s.gross:
		return sale{}, finance.ErrRange
	}
	s.id = id
	return s, nil
}

// fields reads a line from the left, and keeps the first error.
type fields struct {
	text string
	err  error
}

func (r *fields) next() string {
	field, rest, _ := strings.Cut(r.text, " ")
	r.text = rest
	return field
}

func (r *fields) date() civil.Date {
	d, err := civil.ParseDate(r.next())
	r.fail(err)
	return d
}

// number reads a whole number from zero upwards.
func (r *fields) number() int64 {
	n, err := strconv.ParseUint(r.next(), 10, 63)
	if err != nil {
		r.fail(finance.ErrSyntax)
	}
	return int64(n)
}

// last is the number that ends the line.
func (r *fields) last() int64 {
	n := r.number()
	if r.text != "" {
		r.fail(finance.ErrSyntax)
	}
	return n
}

func (r *fields) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}
