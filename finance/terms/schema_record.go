package terms

import (
	"fmt"
	"reflect"
	"strings"
)

// schema refers to the record's definition, which is written at the end.
func (r *record) schema(s *schemaWriter) { s.member("$ref", "#/$defs/"+s.name(r)) }

// name is the name of the definition of r: that of its type, with a number
// where another type has it.
func (s *schemaWriter) name(r *record) string {
	if name, ok := s.names[r]; ok {
		return name
	}
	name := shortName(r.of)
	s.taken[name]++
	if n := s.taken[name]; n > 1 {
		name = fmt.Sprintf("%s-%d", name, n)
	}
	s.names[r] = name
	s.queue = append(s.queue, r)
	return name
}

// shortName is a type's name as a reference holds it: civil.Date, and
// civil.Entry-finance.Rate for one with a parameter.
func shortName(t reflect.Type) string {
	if t.Name() == "" {
		return t.Kind().String()
	}
	var parts []string
	for part := range strings.FieldsFuncSeq(t.String(), func(r rune) bool { return r == '[' || r == ']' || r == ',' }) {
		local, _, _ := strings.Cut(part[strings.LastIndexByte(part, '/')+1:], "·") // a type inside a function has a number
		if local != "" {
			parts = append(parts, local)
		}
	}
	return strings.Join(parts, "-")
}

// definitions writes every record that was referred to, and those to which
// these refer.
func (s *schemaWriter) definitions() {
	if len(s.queue) == 0 {
		return
	}
	s.key("$defs")
	s.open('{')
	for i := 0; i < len(s.queue); i++ { // it grows on the way
		r := s.queue[i]
		s.key(s.names[r])
		s.open('{')
		r.define(s)
		s.close('}')
	}
	s.close('}')
}

// define writes an object with its fields, or one for each kind.
func (r *record) define(s *schemaWriter) {
	if r.variant == nil {
		r.object(s, nil)
		return
	}
	if len(r.variant.kinds) == 0 { // nothing can stand here
		s.key("not")
		s.open('{')
		s.close('}')
		return
	}
	s.key("oneOf")
	s.open('[')
	for i := range r.variant.kinds {
		s.open('{')
		r.object(s, &r.variant.kinds[i])
		s.close('}')
	}
	s.close(']')
}

func (r *record) object(s *schemaWriter, kind *alternative) {
	s.member("type", "object")
	s.key("properties")
	s.open('{')
	required := r.properties(s, kind)
	s.close('}')
	if len(required) > 0 {
		s.list("required", required)
	}
	s.key("additionalProperties")
	s.raw([]byte("false"))
}

// properties writes the fields in the order in which Encode writes them, and
// answers those that must be there.
func (r *record) properties(s *schemaWriter, kind *alternative) (required []string) {
	for i := range r.fields {
		f := &r.fields[i]
		if f.shape == nil {
			s.key(kindField)
			s.open('{')
			s.member("const", kind.name)
			s.close('}')
			required = append(append(required, kindField), kind.properties(s, nil)...)
			continue
		}
		s.nested(f.name, f.shape)
		if !f.optional {
			required = append(required, f.name)
		}
	}
	return required
}
