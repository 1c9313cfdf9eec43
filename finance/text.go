package finance

import "fmt"

// names is the table behind a small enumeration: the text of each value, and
// what the enumeration is called in errors.
type names[T ~uint8] struct {
	kind  string
	texts []string
}

func (n *names[T]) parse(s string) (T, error) {
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

func (n *names[T]) validate(v T) error {
	if int(v) >= len(n.texts) {
		return fmt.Errorf("%s: %w", n.text(v), ErrRange)
	}
	return nil
}

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
