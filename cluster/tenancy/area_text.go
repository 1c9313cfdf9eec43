package tenancy

import (
	"database/sql/driver"
	"fmt"
	"strconv"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
)

// ParseArea reads square metres as String writes them: digits, and at most two
// decimals after a point.
//
//	45.50    45.5    45
//
// More decimals are ErrRange, a minus is ErrNegative, a plus, an exponent, a
// unit and spaces are ErrSyntax, an empty text is ErrMissing.
func ParseArea(s string) (Area, error) {
	a, err := parseArea(s)
	if err != nil {
		return Area{}, fmt.Errorf("area %.40q: %w", s, err)
	}
	return a, nil
}

// MustArea is ParseArea that panics. Use it in tests and examples, never on
// data.
func MustArea(s string) Area {
	a, err := ParseArea(s)
	if err != nil {
		panic(err)
	}
	return a
}

func parseArea(s string) (Area, error) {
	if s == "" {
		return Area{}, finance.ErrMissing
	}
	digits, negative := strings.CutPrefix(s, "-")
	whole, decimals, point := strings.Cut(digits, ".")
	if !isNumber(whole) || point && !isNumber(decimals) {
		return Area{}, finance.ErrSyntax
	}
	switch {
	case negative:
		return Area{}, finance.ErrNegative
	case len(decimals) > 2:
		return Area{}, fmt.Errorf("more than 2 decimals: %w", finance.ErrRange)
	}
	n, err := strconv.ParseInt(whole+(decimals + "00")[:2], 10, 64)
	if err != nil { // digits alone can only be too many
		return Area{}, finance.ErrOverflow
	}
	return NewArea(n)
}

// isNumber reports whether s is one or more decimal digits.
func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// String writes the square metres with two decimals and no unit: 45.50.
func (a Area) String() string { return string(a.append(nil)) }

func (a Area) append(b []byte) []byte {
	b = strconv.AppendInt(b, a.hundredths/perMetre, 10)
	rest := a.hundredths % perMetre
	return append(b, '.', byte('0'+rest/10), byte('0'+rest%10))
}

// AppendText appends what String writes.
func (a Area) AppendText(b []byte) ([]byte, error) { return a.append(b), nil }

// MarshalText writes what String writes; JSON therefore holds "45.50".
func (a Area) MarshalText() ([]byte, error) { return a.append(nil), nil }

// UnmarshalText reads what ParseArea reads.
func (a *Area) UnmarshalText(text []byte) error {
	read, err := ParseArea(string(text))
	*a = read
	return err
}

// Scan reads an area from a text column; NULL is the zero Area.
func (a *Area) Scan(src any) error {
	switch s := src.(type) {
	case nil:
		*a = Area{}
		return nil
	case string:
		return a.UnmarshalText([]byte(s))
	case []byte:
		return a.UnmarshalText(s)
	}
	*a = Area{}
	return fmt.Errorf("%T from a database: %w", src, finance.ErrSyntax)
}

// Value gives a database the area's text.
func (a Area) Value() (driver.Value, error) { return a.String(), nil }
