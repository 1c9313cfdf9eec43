package civil

import (
	"database/sql/driver"
	"fmt"
)

// names is the table behind a small enumeration that counts from zero: what it
// is called in errors, and the text of each value.
type names[T ~uint8] struct {
	kind  string
	texts []string
}

// parse reads a name. An empty text is ErrMissing, another one ErrUnknown.
func (n *names[T]) parse(s string) (T, error) {
	for i, text := range n.texts {
		if s == text {
			return T(i), nil
		}
	}
	if s == "" {
		return 0, fmt.Errorf("%s: %w", n.kind, ErrMissing)
	}
	return 0, fmt.Errorf("%w: %.40q is no %s", ErrUnknown, s, n.kind)
}

// validate refuses a value beyond the table with ErrRange.
func (n *names[T]) validate(v T) error {
	if int(v) >= len(n.texts) {
		return fmt.Errorf("%w: %s", ErrRange, n.text(v))
	}
	return nil
}

// text is the name of v; beyond the table, the kind and the number.
func (n *names[T]) text(v T) string {
	if int(v) >= len(n.texts) {
		return fmt.Sprintf("%s %d", n.kind, uint8(v))
	}
	return n.texts[v]
}

func (n *names[T]) marshal(v T) ([]byte, error) {
	if err := n.validate(v); err != nil {
		return nil, err
	}
	return []byte(n.texts[v]), nil
}

func (n *names[T]) unmarshal(v *T, b []byte) error {
	read, err := n.parse(string(b))
	if err == nil {
		*v = read
	}
	return err
}

// scan reads a name from SQL; NULL is the zero value.
func (n *names[T]) scan(v *T, src any) error {
	switch s := src.(type) {
	case nil:
		*v = 0
		return nil
	case string:
		return n.unmarshal(v, []byte(s))
	case []byte:
		return n.unmarshal(v, s)
	}
	return fmt.Errorf("%w: cannot scan %T", ErrSyntax, src)
}

func (n *names[T]) value(v T) (driver.Value, error) {
	if err := n.validate(v); err != nil {
		return nil, err
	}
	return n.texts[v], nil
}
