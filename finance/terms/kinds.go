package terms

import (
	"fmt"
	"reflect"

	"github.com/creative-cluster/kvartal/finance"
)

// Kind is a type that an interface in terms can hold, and its name in a file.
// KindOf makes one.
type Kind struct {
	name string
	of   reflect.Type
}

// KindOf is the kind of the struct T, by value: KindOf[Amount]("amount").
func KindOf[T any](name string) Kind { return Kind{name, reflect.TypeFor[T]()} }

// Name is what a file calls the kind.
func (k Kind) Name() string { return k.name }

// Kinds is the table of all kinds that a file may use. Each room with clauses
// gives its own, slices.Concat joins them with those of the host. An interface
// takes the kinds whose types implement it.
type Kinds []Kind

// kindField is the name under which a file says the kind.
const kindField = "kind"

// Validate reports every kind whose name is not of small letters, digits and
// single dashes (finance.ErrSyntax), whose type is no struct (ErrType), or
// whose name or type the table has already (finance.ErrDuplicate). Decode,
// Encode and Schema call it.
func (k Kinds) Validate() error {
	var wrong finance.Problems
	names, types := map[string]bool{}, map[reflect.Type]bool{}
	for i, kind := range k {
		wrong.AddAt("", i, kind.validate())
		if names[kind.name] || types[kind.of] {
			wrong.AddAt("", i, fmt.Errorf("%q of %v: %w", kind.name, kind.of, finance.ErrDuplicate))
		}
		names[kind.name], types[kind.of] = true, true
	}
	return wrong.Err()
}

func (k Kind) validate() error {
	switch {
	case k.of == nil || k.name == "":
		return finance.ErrMissing
	case !isKebab(k.name) || len(k.name) > maxKindName:
		return fmt.Errorf("kind %.40q: %w", k.name, finance.ErrSyntax)
	case k.of.Kind() != reflect.Struct:
		return mistaken("kind %q is %v, not a struct", k.name, k.of)
	}
	return nil
}

const maxKindName = 64

// isKebab reports whether s is made of small letters and digits, with single
// dashes between them.
func isKebab(s string) bool {
	dash := true // as if one stood before
	for i := range len(s) {
		c := s[i]
		if c == '-' && dash || c != '-' && (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
		dash = c == '-'
	}
	return !dash
}
