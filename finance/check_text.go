package finance

import (
	"fmt"
	"unicode/utf8"
)

// CheckText refuses a text of more than most bytes with ErrLimit, and one that
// is not UTF-8, as no file would keep it as it is, with ErrSyntax.
func CheckText(s string, most int) error {
	if len(s) > most {
		return fmt.Errorf("%d bytes, at most %d: %w", len(s), most, ErrLimit)
	}
	if !utf8.ValidString(s) {
		return fmt.Errorf("not UTF-8: %w", ErrSyntax)
	}
	return nil
}

// CheckName refuses what CheckText refuses, and with ErrMissing an empty text: an
// id or a name that must be given.
func CheckName(s string, most int) error {
	if s == "" {
		return ErrMissing
	}
	return CheckText(s, most)
}
