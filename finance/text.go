package finance

import (
	"database/sql/driver"
	"fmt"
	"math"
	"slices"
)

// Names is the table behind a small enumeration that counts from zero: what it
// is called in errors, and the text of each value. A type whose values are
// named by a table has all its text methods as one line each:
//
//	var useNames = finance.NewNames[Use]("use", "studio", "shop", "office")
//
//	func (u Use) String() string                   { return useNames.Text(u) }
//	func (u Use) MarshalText() ([]byte, error)     { return useNames.Marshal(u) }
//	func (u *Use) UnmarshalText(text []byte) error { return useNames.Unmarshal(u, text) }
//	func (u *Use) Scan(src any) error              { return useNames.Scan(u, src) }
//	func (u Use) Value() (driver.Value, error)     { return useNames.Value(u) }
type Names[T ~uint8] struct {
	kind  string
	texts []string
}

// maxNames is how many values a uint8 has.
const maxNames = math.MaxUint8 + 1

// NewNames returns the table of a kind, with the texts of 0, 1, 2 and so on.
// There are at most 256; further ones are not names.
func NewNames[T ~uint8](kind string, texts ...string) Names[T] {
	return Names[T]{kind, slices.Clone(texts[:min(len(texts), maxNames)])}
}

// Parse reads a name. An empty text is ErrMissing, another one ErrUnknown.
func (n *Names[T]) Parse(s string) (T, error) {
	for i, text := range n.texts {
		if s == text {
			return T(i), nil
		}
	}
	if s == "" {
		return 0, fmt.Errorf("%s: %w", n.kind, ErrMissing)
	}
	return 0, fmt.Errorf("%s %s: %w", n.kind, quoted(s), ErrUnknown)
}

// Validate refuses a value beyond the table with ErrRange.
func (n *Names[T]) Validate(v T) error {
	if int(v) >= len(n.texts) {
		return fmt.Errorf("%s: %w", n.Text(v), ErrRange)
	}
	return nil
}

// Text returns the name of v; beyond the table, the kind and the number.
func (n *Names[T]) Text(v T) string {
	if int(v) >= len(n.texts) {
		return fmt.Sprintf("%s %d", n.kind, uint8(v))
	}
	return n.texts[v]
}

// Marshal returns the name of v as text, or what Validate says.
func (n *Names[T]) Marshal(v T) ([]byte, error) {
	if err := n.Validate(v); err != nil {
		return nil, err
	}
	return []byte(n.texts[v]), nil
}

// Unmarshal sets v to the value of that name, and to its zero on an error.
func (n *Names[T]) Unmarshal(v *T, text []byte) error { return readText(v, string(text), n.Parse) }

// Scan sets v to the value of the name in a text column, and to its zero for
// NULL and on an error.
func (n *Names[T]) Scan(v *T, src any) error { return scanText(v, src, n.Parse) }

// Value returns the name of v for a database, or what Validate says.
func (n *Names[T]) Value(v T) (driver.Value, error) {
	if err := n.Validate(v); err != nil {
		return nil, err
	}
	return n.texts[v], nil
}

// readText sets dst to what parse makes of s, or to its zero value.
func readText[T any](dst *T, s string, parse func(string) (T, error)) error {
	v, err := parse(s)
	*dst = v
	return err
}

// column is the text that a database hands over; null for NULL.
func column(src any) (text string, null bool, err error) {
	switch src := src.(type) {
	case nil:
		return "", true, nil
	case string:
		return src, false, nil
	case []byte:
		return string(src), false, nil
	}
	return "", false, fmt.Errorf("%T from a database: %w", src, ErrSyntax)
}

// scanText reads a column with parse; NULL and what is refused give the zero
// value.
func scanText[T any](dst *T, src any, parse func(string) (T, error)) error {
	var zero T
	*dst = zero
	text, null, err := column(src)
	if err != nil || null {
		return err
	}
	return readText(dst, text, parse)
}
