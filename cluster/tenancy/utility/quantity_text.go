package utility

import (
	"database/sql/driver"
	"fmt"
	"strconv"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
)

// ParseQuantity reads units as String writes them: digits, and at most three
// decimals after a point.
//
//	12.345    12.5    12
//
// More decimals are ErrRange, a minus is ErrNegative, a plus, an exponent, a
// unit and spaces are ErrSyntax, an empty text is ErrMissing.
func ParseQuantity(s string) (Quantity, error) {
	q, err := parseQuantity(s)
	if err != nil {
		return Quantity{}, fmt.Errorf("quantity %.40q: %w", s, err)
	}
	return q, nil
}

// MustQuantity is ParseQuantity that panics. Use it in tests and examples, never
// on data.
func MustQuantity(s string) Quantity {
	q, err := ParseQuantity(s)
	if err != nil {
		panic(err)
	}
	return q
}

func parseQuantity(s string) (Quantity, error) {
	if s == "" {
		return Quantity{}, finance.ErrMissing
	}
	digits, negative := strings.CutPrefix(s, "-")
	whole, decimals, point := strings.Cut(digits, ".")
	if !isNumber(whole) || point && !isNumber(decimals) {
		return Quantity{}, finance.ErrSyntax
	}
	switch {
	case negative:
		return Quantity{}, finance.ErrNegative
	case len(decimals) > 3:
		return Quantity{}, fmt.Errorf("more than 3 decimals: %w", finance.ErrRange)
	}
	n, err := strconv.ParseInt(whole+(decimals + "000")[:3], 10, 64)
	if err != nil { // digits alone can only be too many
		return Quantity{}, finance.ErrOverflow
	}
	return NewQuantity(n)
}

// isNumber reports whether s is one or more decimal digits.
func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// String writes the units with as many decimals as they have, and no unit:
// 12.345, 12.5, 12.
func (q Quantity) String() string { return string(q.append(nil)) }

func (q Quantity) append(b []byte) []byte {
	b = strconv.AppendInt(b, q.thousandths/perUnit, 10)
	rest := q.thousandths % perUnit
	if rest == 0 {
		return b
	}
	b = append(b, '.', byte('0'+rest/100), byte('0'+rest/10%10), byte('0'+rest%10))
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	return b
}

// AppendText appends what String writes.
func (q Quantity) AppendText(b []byte) ([]byte, error) { return q.append(b), nil }

// MarshalText writes what String writes; JSON therefore holds "12.345".
func (q Quantity) MarshalText() ([]byte, error) { return q.append(nil), nil }

// UnmarshalText reads what ParseQuantity reads.
func (q *Quantity) UnmarshalText(text []byte) error {
	read, err := ParseQuantity(string(text))
	*q = read
	return err
}

// Scan reads a quantity from a text column; NULL is nothing.
func (q *Quantity) Scan(src any) error {
	switch s := src.(type) {
	case nil:
		*q = Quantity{}
		return nil
	case string:
		return q.UnmarshalText([]byte(s))
	case []byte:
		return q.UnmarshalText(s)
	}
	*q = Quantity{}
	return fmt.Errorf("%T from a database: %w", src, finance.ErrSyntax)
}

// Value gives a database the quantity's text.
func (q Quantity) Value() (driver.Value, error) { return q.String(), nil }
