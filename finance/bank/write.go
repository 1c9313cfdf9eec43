package bank

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
)

// WriteTo writes e as a file of version 1.03, lines ended as banks expect. A text
// that the encoding has no letters for, or with a line break, is ErrSyntax with its
// place; then nothing is written.
func (e Exchange) WriteTo(w io.Writer) (int64, error) {
	text, err := e.text()
	if err != nil {
		return 0, err
	}
	n, err := w.Write(text)
	return int64(n), err
}

func (e *Exchange) text() ([]byte, error) {
	if err := e.Encoding.Validate(); err != nil {
		return nil, err
	}
	out := writer{encoding: e.Encoding}
	out.line("", magic)
	if e.Version == "" {
		out.line("", "ВерсияФормата", "1.03")
	}
	out.line("", "Кодировка", e.Encoding.String())
	section[Exchange]{of: e, fields: headFields}.write(&out, "")
	others(&out, "", headFields, e.Other)
	for i := range e.Accounts {
		out.line("", "РасчСчет", e.Accounts[i].Number)
	}
	for i := range e.Accounts {
		path, a := fmt.Sprintf("accounts[%d]", i), &e.Accounts[i]
		out.wrong.Add(path, a.Validate())
		out.line(path, "СекцияРасчСчет")
		section[Account]{of: a, fields: accountFields}.write(&out, path)
		others(&out, path, accountFields, a.Other)
		out.line(path, "КонецРасчСчет")
	}
	for i := range e.Documents {
		path, d := fmt.Sprintf("documents[%d]", i), &e.Documents[i]
		out.wrong.Add(path, d.Validate())
		out.line(path, "СекцияДокумент", d.Kind)
		section[Document]{of: d, fields: documentFields}.write(&out, path)
		others(&out, path, documentFields, d.Other)
		out.line(path, "КонецДокумента")
	}
	out.line("", "КонецФайла")
	return out.text.Bytes(), out.wrong.Err()
}

type writer struct {
	encoding Encoding
	text     bytes.Buffer
	wrong    finance.Problems
}

// line writes a name and, where there is one, its value.
func (w *writer) line(path, name string, value ...string) {
	for i, s := range append([]string{name}, value...) {
		if len(s) > MaxField {
			w.wrong.Add(join(path, plainName(name)), fmt.Errorf("%d bytes, at most %d: %w", len(s), MaxField, finance.ErrLimit))
			continue
		}
		b, err := w.encoding.encode(nil, s)
		w.wrong.Add(join(path, plainName(name)), err)
		if i > 0 {
			w.text.WriteByte('=')
		}
		w.text.Write(b)
	}
	w.text.WriteString("\r\n")
}

// plainName is a field's name as a path shows it, whatever it holds.
func plainName(s string) string { return fmt.Sprintf("%.40s", s) }

// others writes the fields that a section has beside its own. One that would not
// be read as it is, such as one of a name that the section has, is ErrConflict.
func others[T any](w *writer, path string, own []field[T], fields []Field) {
	seen := map[string]bool{}
	for i := range own {
		seen[own[i].name] = true
	}
	for _, f := range fields {
		w.line(path, f.Name, f.Value)
		if seen[f.Name] || marks[f.Name] || strings.ContainsRune(f.Name, '=') || f.Name == "" || strings.TrimSpace(f.Name+f.Value) != f.Name+f.Value {
			w.wrong.Add(join(path, plainName(f.Name)), fmt.Errorf("would not be read as it is: %w", finance.ErrConflict))
		}
		seen[f.Name] = true
	}
}

// marks are lines that are no fields.
var marks = map[string]bool{
	"СекцияРасчСчет": true, "КонецРасчСчет": true, "СекцияДокумент": true, "КонецДокумента": true, "КонецФайла": true,
	"Кодировка": true, "РасчСчет": true, "Документ": true, magic: true,
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// write writes the fields of a section that are not empty.
func (s section[T]) write(w *writer, path string) {
	for i := range s.fields {
		if v := s.fields[i].show(s.of); v != "" {
			w.line(path, s.fields[i].name, v)
		}
	}
}
