package terms

import (
	"reflect"
	"slices"
	"strings"
)

// record makes the shape of a struct or an interface.
func (b *builder) record(t reflect.Type) (shape, error) {
	r := &record{of: t, byName: map[string]int{}}
	b.known[t] = r
	b.records = append(b.records, r)
	defer func(open []reflect.Type) { b.open = open }(b.open)
	b.open = nil
	if t.Kind() == reflect.Interface {
		return r, b.variant(r, t, nil)
	}
	return r, b.fields(r, t, nil)
}

// fields adds the fields of t, which stands in r at an index.
func (b *builder) fields(r *record, t reflect.Type, index []int) error {
	for i := range t.NumField() {
		if err := b.field(r, t, t.Field(i), append(slices.Clip(index), i)); err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) field(r *record, t reflect.Type, f reflect.StructField, index []int) error {
	tag, tagged := f.Tag.Lookup("json")
	name, options, _ := strings.Cut(tag, ",")
	flags := strings.Split(options, ",")
	flat := f.Tag.Get("terms") == kindField
	switch {
	case flat && f.IsExported():
		return b.flat(r, t, f, index, tag)
	case tag == "-" && !flat, !f.IsExported() && !f.Anonymous && !tagged:
		return nil
	case f.Anonymous && name == "":
		return b.embed(r, t, f, index)
	case !f.IsExported():
		return mistaken("%v.%s has a tag and is not exported", t, f.Name)
	case name == "":
		return mistaken("%v.%s has no name in a json tag", t, f.Name)
	}
	s, err := b.of(f.Type)
	if err != nil {
		return err
	}
	return r.add(field{name, index, s, false, nil}, f.Type, flags)
}

// add adds a field with the flags of its tag.
func (r *record) add(f field, t reflect.Type, flags []string) error {
	if _, taken := r.byName[f.name]; taken {
		return mistaken("%v has two fields %q", r.of, f.name)
	}
	for _, flag := range flags {
		switch flag {
		case "omitempty":
			f.optional, f.omits = true, either(f.omits, isEmpty)
		case "omitzero":
			f.optional, f.omits = true, either(f.omits, isZero(t))
		case "":
		default:
			return mistaken("%v: the tag of %q has a flag %q", r.of, f.name, flag)
		}
	}
	r.byName[f.name] = len(r.fields)
	r.fields = append(r.fields, f)
	return nil
}

// embed adds the fields of an embedded struct beside those of its parent.
func (b *builder) embed(r *record, t reflect.Type, f reflect.StructField, index []int) error {
	coded, err := isCoded(f.Type)
	if err != nil {
		return err
	}
	if f.Type.Kind() != reflect.Struct || coded {
		return mistaken("%v.%s is embedded and has no name in a json tag", t, f.Name)
	}
	return b.fields(r, f.Type, index)
}

// flat adds the interface whose fields stand beside those of r.
func (b *builder) flat(r *record, t reflect.Type, f reflect.StructField, index []int, tag string) error {
	if f.Type.Kind() != reflect.Interface || tag != "-" || r.variant != nil {
		return mistaken("%v.%s is not the one interface with a kind", t, f.Name)
	}
	return b.variant(r, f.Type, index)
}

// variant adds the kinds that implement the interface t to r.
func (b *builder) variant(r *record, t reflect.Type, index []int) error {
	r.variant = &variant{index: index}
	r.fields = append(r.fields, field{}) // the place where it is written
	for _, kind := range b.kinds {
		if !kind.of.Implements(t) {
			if reflect.PointerTo(kind.of).Implements(t) {
				return mistaken("kind %q: %v is a %v by pointer only", kind.name, kind.of, t)
			}
			continue
		}
		s, err := b.of(kind.of)
		if err != nil {
			return err
		}
		fields, ok := s.(*record)
		if !ok {
			return mistaken("kind %q: %v is a text", kind.name, kind.of)
		}
		r.variant.kinds = append(r.variant.kinds, alternative{kind.name, fields})
	}
	return nil
}

// either is the flag that leaves a value out when one of two does.
func either(a, b func(reflect.Value) bool) func(reflect.Value) bool {
	if a == nil {
		return b
	}
	return func(v reflect.Value) bool { return a(v) || b(v) }
}

// isEmpty is what omitempty leaves out, as encoding/json says it: false, 0, nil,
// and what has no length; never a struct.
func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Slice, reflect.Map, reflect.String, reflect.Array:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}

// isZero is what omitzero leaves out: what the type's IsZero says, else the
// zero value.
func isZero(t reflect.Type) func(reflect.Value) bool {
	if t.Implements(reflect.TypeFor[interface{ IsZero() bool }]()) && t.Kind() != reflect.Pointer && t.Kind() != reflect.Interface {
		return func(v reflect.Value) bool { return v.Interface().(interface{ IsZero() bool }).IsZero() }
	}
	return reflect.Value.IsZero
}
