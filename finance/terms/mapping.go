package terms

import (
	"reflect"
	"slices"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
)

// mapping is a map by strings or by a type with a text: an object, its names in
// order. An empty one is nil.
type mapping struct {
	key  scalar
	elem shape
}

func (b *builder) mapping(t reflect.Type) (shape, error) {
	key, err := b.of(t.Key())
	if err != nil {
		return nil, err
	}
	named, ok := key.(scalar)
	if !ok || named.token() != text {
		return nil, mistaken("%v: its keys are no texts", t)
	}
	m := &mapping{key: named}
	b.known[t] = m
	m.elem, err = b.inside(t)
	return m, err
}

func (m *mapping) read(r *reader, n int, v reflect.Value) {
	if !r.expect(n, object) {
		return
	}
	out := reflect.MakeMap(v.Type())
	for name, at := range r.members(n) {
		r.enter(string(name))
		m.readMember(r, name, at, out)
		r.leave()
	}
	if out.Len() > 0 {
		v.Set(out)
	}
}

func (m *mapping) readMember(r *reader, name []byte, at int, out reflect.Value) {
	key := reflect.New(out.Type().Key()).Elem()
	if err := m.key.set(key, name); err != nil {
		r.failAt(at, err)
		return
	}
	if out.MapIndex(key).IsValid() {
		r.failAt(at, finance.ErrDuplicate)
		return
	}
	elem := reflect.New(out.Type().Elem()).Elem()
	m.elem.read(r, at, elem)
	out.SetMapIndex(key, elem)
}

// entry is one pair of a map, its key as text.
type entry struct {
	name string
	elem reflect.Value
}

func (m *mapping) write(w *writer, v reflect.Value) {
	if !w.open('{') {
		return
	}
	for _, e := range m.entries(w, v) {
		w.enter(e.name)
		w.key(e.name)
		m.elem.write(w, e.elem)
		w.leave()
	}
	w.close('}')
}

// entries are the pairs of v in the order of their texts. A key without a
// proper text of its own is a problem.
func (m *mapping) entries(w *writer, v reflect.Value) []entry {
	entries := make([]entry, 0, v.Len())
	for key, elem := range v.Seq2() {
		name, err := m.key.append(nil, addressable(key))
		if err == nil {
			err = checkText(name)
		}
		if err != nil {
			w.fail(err)
			continue
		}
		entries = append(entries, entry{string(name), addressable(elem)})
	}
	slices.SortFunc(entries, func(a, b entry) int { return strings.Compare(a.name, b.name) })
	return entries
}

func (m *mapping) schema(s *schemaWriter) {
	s.member("type", "object")
	s.nested("propertyNames", m.key)
	s.nested("additionalProperties", m.elem)
}

// addressable is v where it can be pointed at.
func addressable(v reflect.Value) reflect.Value {
	if v.CanAddr() {
		return v
	}
	copied := reflect.New(v.Type()).Elem()
	copied.Set(v)
	return copied
}
