package terms

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
)

// jsonWriter writes JSON without white space.
type jsonWriter struct {
	out   []byte
	after bool // a value stands before, so that a comma must follow
}

func (w *jsonWriter) comma() {
	if w.after {
		w.out = append(w.out, ',')
	}
	w.after = true
}

func (w *jsonWriter) open(bracket byte) {
	w.comma()
	w.out = append(w.out, bracket)
	w.after = false
}

func (w *jsonWriter) close(bracket byte) {
	w.out = append(w.out, bracket)
	w.after = true
}

// key writes the name of the next value.
func (w *jsonWriter) key(name string) {
	w.comma()
	w.out = append(appendQuoted(w.out, []byte(name)), ':')
	w.after = false
}

// raw writes a value that is JSON already.
func (w *jsonWriter) raw(s []byte) {
	w.comma()
	w.out = append(w.out, s...)
}

func (w *jsonWriter) quoted(s []byte) {
	w.comma()
	w.out = appendQuoted(w.out, s)
}

// appendQuoted appends s as a JSON text. Only what JSON asks for is escaped.
func appendQuoted(b, s []byte) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for _, c := range s {
		switch {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c == '\n':
			b = append(b, `\n`...)
		case c < ' ' || c == 0x7F:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		default:
			b = append(b, c)
		}
	}
	return append(b, '"')
}

// writer writes a value as JSON, and keeps what cannot be written.
type writer struct {
	place
	jsonWriter
	depth   int
	scratch []byte
}

// open begins a list or an object. It answers false, and notes the problem,
// where that would be nested too deep to be read: what holds itself has no end.
func (w *writer) open(bracket byte) bool {
	if w.depth >= MaxDepth {
		w.fail(fmt.Errorf("nested more than %d deep: %w", MaxDepth, finance.ErrLimit))
		return false
	}
	w.depth++
	w.jsonWriter.open(bracket)
	return true
}

func (w *writer) close(bracket byte) {
	w.depth--
	w.jsonWriter.close(bracket)
}

// text writes a text, or notes that it could not be read again.
func (w *writer) text(s []byte) {
	w.fail(checkText(s))
	w.quoted(s)
}
