package terms

import "reflect"

// record is a struct: an object with its fields. An interface is a record
// without fields of its own, whose variant is the value itself.
type record struct {
	of      reflect.Type
	fields  []field // in the order of writing; that of the variant has no name
	byName  map[string]int
	variant *variant // nil when no field is an interface that is written flat
}

// field is one field of a record.
type field struct {
	name     string
	index    []int
	shape    shape
	optional bool
	omits    func(v reflect.Value) bool // reports whether v is left out; nil never does
}

// within is the field's value in that of its record.
func (f *field) within(v reflect.Value) reflect.Value { return v.FieldByIndex(f.index) }

// variant is the interface of a record: which kinds it can be.
type variant struct {
	index []int // where it stands; empty for the value itself
	kinds []alternative
}

type alternative struct {
	name string
	*record
}

func (a *variant) within(v reflect.Value) reflect.Value {
	if len(a.index) == 0 {
		return v
	}
	return v.FieldByIndex(a.index)
}

// named is the alternative of that name, nil if there is none.
func (a *variant) named(name string) *alternative {
	for i := range a.kinds {
		if a.kinds[i].name == name {
			return &a.kinds[i]
		}
	}
	return nil
}

// holding is the alternative of that type, nil if there is none.
func (a *variant) holding(t reflect.Type) *alternative {
	for i := range a.kinds {
		if a.kinds[i].of == t {
			return &a.kinds[i]
		}
	}
	return nil
}

// checkVariant refuses names that a record and one of its kinds share.
func (r *record) checkVariant() error {
	if r.variant == nil {
		return nil
	}
	if _, taken := r.byName[kindField]; taken {
		return mistaken("%v has a field %q beside its kinds", r.of, kindField)
	}
	for _, a := range r.variant.kinds {
		if a.variant != nil {
			return mistaken("%v and its kind %q both have a kind", r.of, a.name)
		}
		for name := range a.byName {
			if _, taken := r.byName[name]; taken || name == kindField {
				return mistaken("%v and its kind %q both have a field %q", r.of, a.name, name)
			}
		}
	}
	return nil
}
