package terms

import (
	"encoding"
	"fmt"
	"reflect"
	"strconv"

	"github.com/creative-cluster/kvartal/finance"
)

// scalar is a shape without parts: one JSON token, or one cell of CSV.
type scalar struct{ leaf }

// leaf is what a scalar says of itself.
type leaf interface {
	token() token
	set(v reflect.Value, s []byte) error
	append(b []byte, v reflect.Value) ([]byte, error)
	schema(s *schemaWriter)
}

func (c scalar) read(r *reader, n int, v reflect.Value) {
	if r.expect(n, c.token()) {
		r.failAt(n, c.readRaw(r.doc.raw(n), v))
	}
}

func (c scalar) readRaw(raw []byte, v reflect.Value) error {
	if c.token() == text {
		var err error
		if raw, err = unescape(raw); err != nil {
			return err
		}
	}
	return c.set(v, raw)
}

func (c scalar) write(w *writer, v reflect.Value) {
	s, err := c.append(w.scratch[:0], v)
	w.scratch = s[:0]
	switch {
	case err != nil:
		w.fail(err)
	case c.token() == text:
		w.text(s)
	default:
		w.raw(s)
	}
}

// word is a string.
type word struct{}

func (word) token() token { return text }

func (word) set(v reflect.Value, s []byte) error {
	v.SetString(string(s))
	return nil
}

func (word) append(b []byte, v reflect.Value) ([]byte, error) { return append(b, v.String()...), nil }

func (word) schema(s *schemaWriter) { s.text("") }

// code is a type with a text of its own: an amount, a day, a name of a table.
type code struct{ of reflect.Type }

func (code) token() token { return text }

func (code) set(v reflect.Value, s []byte) error {
	return v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText(s)
}

func (code) append(b []byte, v reflect.Value) ([]byte, error) {
	p := v.Addr().Interface()
	if a, ok := p.(encoding.TextAppender); ok {
		return a.AppendText(b)
	}
	s, err := p.(encoding.TextMarshaler).MarshalText()
	return append(b, s...), err
}

func (c code) schema(s *schemaWriter) {
	if names := namesOf(c.of); names != nil {
		s.list("enum", names)
		return
	}
	s.text(patterns[c.of])
}

// truth is a bool.
type truth struct{}

func (truth) token() token { return boolean }

func (truth) set(v reflect.Value, s []byte) error {
	if string(s) != "true" && string(s) != "false" {
		return fmt.Errorf("neither true nor false: %w", finance.ErrSyntax)
	}
	v.SetBool(string(s) == "true")
	return nil
}

func (truth) append(b []byte, v reflect.Value) ([]byte, error) {
	return strconv.AppendBool(b, v.Bool()), nil
}

func (truth) schema(s *schemaWriter) { s.member("type", "boolean") }
