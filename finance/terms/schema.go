package terms

import (
	"fmt"
	"reflect"
)

// Schema is the JSON Schema (draft 2020-12) of what Decode reads into a value
// of v's type: no further fields, each kind an alternative, texts by pattern or
// list of names. It refuses nothing that Decode takes; Decode still knows more
// than a schema can say, such as which days exist. The id is the schema's $id,
// left out when empty. For the same types and kinds the text is the same.
func Schema(v any, kinds Kinds, id string) ([]byte, error) {
	t := reflect.TypeOf(v)
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == nil {
		return nil, mistaken("a schema of nothing")
	}
	top, err := shapeOf(t, kinds)
	if err != nil {
		return nil, err
	}
	s := schemaWriter{names: map[*record]string{}, taken: map[string]int{}}
	s.open('{')
	s.member("$schema", "https://json-schema.org/draft/2020-12/schema")
	if id != "" {
		s.member("$id", id)
	}
	top.schema(&s)
	s.definitions()
	s.close('}')
	return indented(s.out), nil
}

// schemaWriter writes the schema of shapes. A record is written once, and
// referred to wherever it stands.
type schemaWriter struct {
	jsonWriter
	names map[*record]string
	taken map[string]int // how many records have a name
	queue []*record
}

func (s *schemaWriter) member(key, value string) {
	s.key(key)
	s.quoted([]byte(value))
}

// value writes the schema of a shape as an object of its own.
func (s *schemaWriter) value(of shape) {
	s.open('{')
	of.schema(s)
	s.close('}')
}

func (s *schemaWriter) nested(key string, of shape) {
	s.key(key)
	s.value(of)
}

// text writes what a text must be; no pattern is any text.
func (s *schemaWriter) text(pattern string) {
	s.member("type", "string")
	s.key("maxLength")
	s.raw(fmt.Append(nil, MaxText))
	if pattern != "" {
		s.member("pattern", pattern)
	}
}

func (s *schemaWriter) integer(least, most string) {
	s.member("type", "integer")
	s.key("minimum")
	s.raw([]byte(least))
	s.key("maximum")
	s.raw([]byte(most))
}

// list writes a list of texts under a key.
func (s *schemaWriter) list(key string, texts []string) {
	s.key(key)
	s.open('[')
	for _, one := range texts {
		s.quoted([]byte(one))
	}
	s.close(']')
}
