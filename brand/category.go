package brand

import (
	"fmt"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/creative-cluster/kvartal/finance"
)

// Category is a place in a tree of categories, as a path from its root:
// clothes/knitwear. What counts for a category counts for each one above it.
type Category string

// Limits of a category.
const (
	MaxCategory = 200 // bytes
	MaxDepth    = 8   // levels
)

// Validate refuses no category, one that is too long or too deep, and a level
// that is empty, begins or ends with a space, or has control characters.
func (c Category) Validate() error {
	switch {
	case c == "":
		return finance.ErrMissing
	case len(c) > MaxCategory:
		return fmt.Errorf("%d bytes, at most %d: %w", len(c), MaxCategory, finance.ErrLimit)
	case strings.Count(string(c), "/") >= MaxDepth:
		return fmt.Errorf("more than %d levels: %w", MaxDepth, finance.ErrLimit)
	}
	for level := range strings.SplitSeq(string(c), "/") {
		if level == "" || strings.TrimSpace(level) != level || !utf8.ValidString(level) || strings.ContainsFunc(level, unicode.IsControl) {
			return fmt.Errorf("category %.40q: %w", string(c), finance.ErrSyntax)
		}
	}
	return nil
}

// Up yields c and each category above it, up to the root.
func (c Category) Up() iter.Seq[Category] {
	return func(yield func(Category) bool) {
		for yield(c) {
			i := strings.LastIndexByte(string(c), '/')
			if i < 0 {
				return
			}
			c = c[:i]
		}
	}
}

// In reports whether c is o or lies under it.
func (c Category) In(o Category) bool {
	rest, found := strings.CutPrefix(string(c), string(o))
	return found && (rest == "" || rest[0] == '/')
}
