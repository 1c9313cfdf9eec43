package terms

import (
	"fmt"
	"reflect"
	"strconv"

	"github.com/creative-cluster/kvartal/finance"
)

// whole is an int of some size.
type whole struct{ of reflect.Type }

func (whole) token() token { return number }

func (w whole) set(v reflect.Value, s []byte) error {
	if err := checkDigits(s); err != nil {
		return err
	}
	n, err := strconv.ParseInt(string(s), 10, w.of.Bits())
	if err != nil {
		return fmt.Errorf("%s: %w", s, finance.ErrRange)
	}
	v.SetInt(n)
	return nil
}

func (whole) append(b []byte, v reflect.Value) ([]byte, error) {
	return strconv.AppendInt(b, v.Int(), 10), nil
}

func (w whole) schema(s *schemaWriter) {
	top := int64(1)<<(w.of.Bits()-1) - 1
	s.integer(strconv.FormatInt(-top-1, 10), strconv.FormatInt(top, 10))
}

// natural is a uint of some size.
type natural struct{ of reflect.Type }

func (natural) token() token { return number }

func (u natural) set(v reflect.Value, s []byte) error {
	if err := checkDigits(s); err != nil {
		return err
	}
	n, err := strconv.ParseUint(string(s), 10, u.of.Bits())
	if err != nil {
		return fmt.Errorf("%s: %w", s, finance.ErrRange)
	}
	v.SetUint(n)
	return nil
}

func (natural) append(b []byte, v reflect.Value) ([]byte, error) {
	return strconv.AppendUint(b, v.Uint(), 10), nil
}

func (u natural) schema(s *schemaWriter) {
	s.integer("0", strconv.FormatUint(^uint64(0)>>(64-u.of.Bits()), 10))
}

// checkDigits refuses what is not an optional minus and digits. The grammar of
// JSON has seen a number; a cell of CSV has not.
func checkDigits(s []byte) error {
	if len(s) > MaxDigits {
		return fmt.Errorf("a number of %d characters, at most %d: %w", len(s), MaxDigits, finance.ErrLimit)
	}
	digits := s
	if len(s) > 0 && s[0] == '-' {
		digits = s[1:]
	}
	for _, c := range digits {
		if !isDigit(c) {
			return fmt.Errorf("%q is no whole number: %w", s, finance.ErrSyntax)
		}
	}
	if len(digits) == 0 {
		return fmt.Errorf("%q is no whole number: %w", s, finance.ErrSyntax)
	}
	return nil
}
