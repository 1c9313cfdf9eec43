package partnership

import (
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// parseUnits reads a number that is a whole count of 1/unit. It is written as a
// rate is, but without the given characters.
func parseUnits(s string, unit int64, without string) (int64, error) {
	if strings.ContainsAny(s, without) {
		return 0, fmt.Errorf("%.40q: %w", s, finance.ErrSyntax)
	}
	r, err := finance.ParseRate(s)
	if err != nil {
		return 0, err
	}
	if unit%r.Den() != 0 {
		return 0, fmt.Errorf("%.40q is no multiple of 1/%d: %w", s, unit, finance.ErrRange)
	}
	n, err := finance.MulDiv(r.Num(), unit/r.Den(), 1, finance.Down)
	if err != nil {
		return 0, fmt.Errorf("%.40q: %w", s, err)
	}
	return n, nil
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// readText sets dst to what parse makes of s, or to its zero value.
func readText[T any](dst *T, s string, parse func(string) (T, error)) error {
	v, err := parse(s)
	*dst = v
	return err
}

// scanText reads a text column with parse; NULL and what is refused give the
// zero value.
func scanText[T any](dst *T, src any, parse func(string) (T, error)) error {
	switch src := src.(type) {
	case string:
		return readText(dst, src, parse)
	case []byte:
		return readText(dst, string(src), parse)
	}
	var zero T
	*dst = zero
	if src == nil {
		return nil
	}
	return fmt.Errorf("%T from a database: %w", src, finance.ErrSyntax)
}

// name refuses a text that names nothing, or that is too long for a name.
func name[T ~string](s T) error {
	if s == "" {
		return finance.ErrMissing
	}
	return short(s)
}

func short[T ~string](s T) error {
	if len(s) > accrual.MaxText {
		return fmt.Errorf("%d bytes, at most %d: %w", len(s), accrual.MaxText, finance.ErrLimit)
	}
	return nil
}
