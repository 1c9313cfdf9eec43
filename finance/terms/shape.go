package terms

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
)

// shape is how a type stands in JSON. Reading, writing and the schema are
// methods of one type, so that none can know what another does not.
type shape interface {
	read(r *reader, n int, v reflect.Value) // sets v, which is zero, to the node n
	write(w *writer, v reflect.Value)       // v is addressable
	schema(s *schemaWriter)                 // writes keywords into the open object
}

// builder makes shapes of types, each once. A shape is known before its parts
// are: a tree of records may hold itself.
type builder struct {
	kinds   Kinds
	known   map[reflect.Type]shape
	records []*record
	open    []reflect.Type // lists, maps and pointers being made since the last record
}

// shapeOf is the shape of t, or what is wrong with t or the kinds.
func shapeOf(t reflect.Type, kinds Kinds) (shape, error) {
	if err := kinds.Validate(); err != nil {
		return nil, fmt.Errorf("kinds: %w", err)
	}
	b := builder{kinds: kinds, known: map[reflect.Type]shape{}}
	s, err := b.of(t)
	if err != nil {
		return nil, err
	}
	for _, r := range b.records {
		if err := r.checkVariant(); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (b *builder) of(t reflect.Type) (shape, error) {
	if slices.Contains(b.open, t) { // nothing but brackets
		return nil, mistaken("%v holds itself", t)
	}
	if s, ok := b.known[t]; ok {
		return s, nil
	}
	return b.make(t)
}

// inside makes the shape of the elements of t.
func (b *builder) inside(t reflect.Type) (shape, error) {
	b.open = append(b.open, t)
	s, err := b.of(t.Elem())
	b.open = b.open[:len(b.open)-1]
	return s, err
}

func (b *builder) make(t reflect.Type) (shape, error) {
	switch coded, err := isCoded(t); {
	case err != nil:
		return nil, err
	case coded:
		return scalar{code{t}}, nil
	}
	switch t.Kind() {
	case reflect.String:
		return scalar{word{}}, nil
	case reflect.Bool:
		return scalar{truth{}}, nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return scalar{whole{t}}, nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return scalar{natural{t}}, nil
	case reflect.Slice:
		return b.sequence(t)
	case reflect.Map:
		return b.mapping(t)
	case reflect.Pointer:
		return b.pointer(t)
	case reflect.Struct, reflect.Interface:
		return b.record(t)
	}
	return nil, mistaken("%v", t)
}

var (
	textMarshaler   = reflect.TypeFor[encoding.TextMarshaler]()
	textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()
	jsonMarshaler   = reflect.TypeFor[json.Marshaler]()
	jsonUnmarshaler = reflect.TypeFor[json.Unmarshaler]()
)

// isCoded reports whether t is read and written as a text of its own. A type
// that is so in one direction only, or has a JSON of its own, is a mistake.
func isCoded(t reflect.Type) (bool, error) {
	if t.Kind() == reflect.Pointer || t.Kind() == reflect.Interface {
		return false, nil
	}
	p := reflect.PointerTo(t)
	reads, writes := p.Implements(textUnmarshaler), p.Implements(textMarshaler)
	switch {
	case reads != writes:
		return false, mistaken("%v has a text in one direction only", t)
	case !reads && (p.Implements(jsonMarshaler) || p.Implements(jsonUnmarshaler)):
		return false, mistaken("%v has a JSON of its own, and no text", t)
	}
	return reads, nil
}
