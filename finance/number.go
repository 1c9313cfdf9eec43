package finance

import (
	"database/sql/driver"
	"fmt"
	"strings"
)

// Number is an exact quantity: a count, a length, a time in years, the level of an
// index. It is the fraction that a [Rate] is and prints plainly, 2.5 where a rate is
// 250%. Numbers compare with == and serve as map keys. The zero Number is 0.
type Number struct{ Rate }

// NewNumber returns num/den, reduced. A zero den is ErrRange; a fraction that
// does not fit once reduced is ErrOverflow.
func NewNumber(num, den int64) (Number, error) { return numberOf(NewRate(num, den)) }

func numberOf(r Rate, err error) (Number, error) { return Number{r}, err }

// ParseNumber reads a decimal or a fraction: "2.5" and "5/2" are one number. A
// per cent sign, a plus, an exponent and spaces are ErrSyntax, what does not fit a
// fraction of two int64 is ErrOverflow.
func ParseNumber(s string) (Number, error) {
	if strings.HasSuffix(s, "%") {
		return Number{}, fmt.Errorf("number %s: %w", quoted(s), ErrSyntax)
	}
	r, err := parseRate(s)
	if err != nil {
		return Number{}, fmt.Errorf("number %s: %w", quoted(s), err)
	}
	return Number{r}, nil
}

// MustNumber is ParseNumber that panics. Use it in tests and examples, never on
// data.
func MustNumber(s string) Number {
	n, err := ParseNumber(s)
	if err != nil {
		panic(err)
	}
	return n
}

// Cmp returns -1, 0 or 1 as n is less than, equal to or more than o.
func (n Number) Cmp(o Number) int { return n.Rate.Cmp(o.Rate) }

// Add returns n + o exactly, or ErrOverflow.
func (n Number) Add(o Number) (Number, error) {
	sum, err := n.Rate.Add(o.Rate)
	if err != nil {
		return Number{}, binary(n, " + ", o, ErrOverflow)
	}
	return Number{sum}, nil
}

// Sub returns n - o exactly, or ErrOverflow.
func (n Number) Sub(o Number) (Number, error) { return n.Add(o.Neg()) }

// Neg returns -n.
func (n Number) Neg() Number { return Number{n.Rate.Neg()} }

// String writes a decimal where it is finite, such as "2.5", else the fraction,
// such as "1/3".
func (n Number) String() string { return string(n.append(make([]byte, 0, 24))) }

func (n Number) append(b []byte) []byte {
	digits, decimals, finite := n.scaled(0)
	return n.appendAs(b, digits, decimals, finite)
}

// AppendText appends what String writes.
func (n Number) AppendText(b []byte) ([]byte, error) { return n.append(b), nil }

// MarshalText writes what String writes; JSON therefore holds "2.5".
func (n Number) MarshalText() ([]byte, error) { return n.append(make([]byte, 0, 24)), nil }

// UnmarshalText reads what ParseNumber reads.
func (n *Number) UnmarshalText(text []byte) error { return readText(n, string(text), ParseNumber) }

// Scan reads a number from a text column; NULL is 0.
func (n *Number) Scan(src any) error { return scanText(n, src, ParseNumber) }

// Value gives a database the number's text.
func (n Number) Value() (driver.Value, error) { return n.String(), nil }
