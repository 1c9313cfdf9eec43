package terms

import (
	"fmt"
	"unicode/utf8"

	"github.com/creative-cluster/kvartal/finance"
)

// scan reads the syntax of data. A text with a fault of syntax, or beyond a
// limit, gives no document but one error with its line and column.
func scan(data []byte) (*document, error) {
	if len(data) > MaxBytes {
		return nil, fmt.Errorf("%d bytes, at most %d: %w", len(data), MaxBytes, finance.ErrLimit)
	}
	s := scanner{document: document{data: data}}
	err := s.value()
	if err == nil && s.space() {
		err = s.unexpected()
	}
	if err != nil {
		return nil, &position{s.lineOf(s.at), s.columnOf(s.at), err}
	}
	return &s.document, nil
}

type scanner struct {
	document
	at    int // the next byte
	depth int
}

// space passes white space and reports whether a byte follows.
func (s *scanner) space() bool {
	for s.at < len(s.data) {
		switch s.data[s.at] {
		case ' ', '\t', '\r', '\n':
			s.at++
		default:
			return true
		}
	}
	return false
}

// unexpected is the fault of the next byte.
func (s *scanner) unexpected() error {
	if s.at >= len(s.data) {
		return fmt.Errorf("unexpected end: %w", finance.ErrSyntax)
	}
	r, _ := utf8.DecodeRune(s.data[s.at:])
	return fmt.Errorf("unexpected %q: %w", r, finance.ErrSyntax)
}

func (s *scanner) value() error {
	if !s.space() {
		return s.unexpected()
	}
	switch c := s.data[s.at]; {
	case c == '{':
		return s.nested(object, '}')
	case c == '[':
		return s.nested(list, ']')
	case c == '"':
		return s.leaf(text, s.text)
	case c == '-' || isDigit(c):
		return s.leaf(number, s.number)
	case c == 'n':
		return s.leaf(null, s.word("null"))
	case c == 't':
		return s.leaf(boolean, s.word("true"))
	case c == 'f':
		return s.leaf(boolean, s.word("false"))
	}
	return s.unexpected()
}

// open begins a node and returns its index.
func (s *scanner) open(t token) (int, error) {
	if len(s.nodes) >= MaxValues {
		return 0, fmt.Errorf("more than %d values: %w", MaxValues, finance.ErrLimit)
	}
	s.nodes = append(s.nodes, node{from: uint32(s.at), token: t}) //nolint:gosec // MaxBytes fits
	return len(s.nodes) - 1, nil
}

func (s *scanner) close(n int) {
	s.nodes[n].to, s.nodes[n].next = uint32(s.at), uint32(len(s.nodes)) //nolint:gosec // MaxBytes fits
}

func (s *scanner) leaf(t token, pass func() error) error {
	n, err := s.open(t)
	if err != nil {
		return err
	}
	if err := pass(); err != nil {
		return err
	}
	s.close(n)
	return nil
}

// nested passes a list or an object.
func (s *scanner) nested(t token, end byte) error {
	n, err := s.open(t)
	if err != nil {
		return err
	}
	if s.depth >= MaxDepth {
		return fmt.Errorf("nested more than %d deep: %w", MaxDepth, finance.ErrLimit)
	}
	s.at++
	s.depth++
	if err := s.elements(t, end); err != nil {
		return err
	}
	s.depth--
	s.at++
	s.close(n)
	return nil
}

// elements passes what stands between the brackets, and stops at the last one.
func (s *scanner) elements(t token, end byte) error {
	if s.space() && s.data[s.at] == end {
		return nil
	}
	for {
		if err := s.element(t); err != nil {
			return err
		}
		switch {
		case s.space() && s.data[s.at] == end:
			return nil
		case s.at >= len(s.data) || s.data[s.at] != ',':
			return s.unexpected()
		}
		s.at++
	}
}

func (s *scanner) element(t token) error {
	if t == list {
		return s.value()
	}
	if !s.space() || s.data[s.at] != '"' {
		return s.unexpected()
	}
	if err := s.leaf(text, s.text); err != nil {
		return err
	}
	if !s.space() || s.data[s.at] != ':' {
		return s.unexpected()
	}
	s.at++
	return s.value()
}
