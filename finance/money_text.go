package finance

import (
	"database/sql/driver"
	"fmt"
	"math/bits"
	"strconv"
)

// ParseMoney reads an amount as String writes it: an optional minus, digits, a
// point and decimals where there are any, one space, the code of the currency.
//
//	12500.00 RUB    -0.01 RUB    5 RUB    500 JPY
//
// Fewer decimals than the currency has are fine, more are ErrRange. A plus, an
// exponent, group separators and further spaces are ErrSyntax, an amount beyond
// int64 ErrOverflow, an unknown currency ErrCurrency, a number of more than 40
// characters ErrLimit, an empty text ErrMissing. "0" alone is the zero Money.
func ParseMoney(s string) (Money, error) {
	space := len(s) - 4
	if space < 1 || s[space] != ' ' {
		return parseNothing(s)
	}
	c := Currency(byCode[letters(s[space+1:])])
	if c == 0 {
		return noMoney(s, ErrCurrency)
	}
	n, err := parseMinor(s[:space], int(currencies[c].digits))
	if err != nil {
		return noMoney(s, err)
	}
	return Money{n, c}, nil
}

// parseNothing tells the zero Money, "0", from text that lacks a currency.
func parseNothing(s string) (Money, error) {
	switch s {
	case "0":
		return Money{}, nil
	case "":
		return noMoney(s, ErrMissing)
	}
	return noMoney(s, ErrSyntax)
}

func noMoney(s string, err error) (Money, error) {
	return Money{}, fmt.Errorf("amount %s: %w", quoted(s), err)
}

// MustMoney is ParseMoney that panics. Use it in tests and examples, never on
// data.
func MustMoney(s string) Money {
	m, err := ParseMoney(s)
	if err != nil {
		panic(err)
	}
	return m
}

// parseMinor reads a number with at most the given decimals as minor units.
func parseMinor(s string, digits int) (int64, error) {
	number, err := parseNumber(s)
	if err != nil {
		return 0, err
	}
	missing := digits - number.decimals
	switch {
	case missing == 0:
		return signed(number.digits, number.negative)
	case missing < 0:
		return 0, fmt.Errorf("more than %d decimals: %w", digits, ErrRange)
	}
	hi, lo := bits.Mul64(number.digits, powersOfTen[missing])
	if hi != 0 {
		return 0, ErrOverflow
	}
	return signed(lo, number.negative)
}

// number is a decimal number as written: ±digits / 10^decimals.
type number struct {
	digits   uint64
	decimals int
	negative bool
}

// parseNumber reads an optional minus, digits, and decimals after a point. More
// digits than could matter to an int64 are ErrOverflow long before they wrap.
func parseNumber(s string) (number, error) {
	var n number
	if len(s) > maxNumber {
		return n, ErrLimit
	}
	if s != "" && s[0] == '-' {
		n.negative, s = true, s[1:]
	}
	point := -1
	for i := range len(s) {
		digit := s[i] - '0'
		if digit > 9 {
			if s[i] != '.' || point >= 0 {
				return number{}, ErrSyntax
			}
			point = i
			continue
		}
		if n.digits > maxMagnitude/10 {
			return number{}, ErrOverflow
		}
		n.digits = n.digits*10 + uint64(digit)
	}
	if point >= 0 {
		n.decimals = len(s) - 1 - point
	}
	if point == 0 || point == len(s)-1 {
		return number{}, ErrSyntax // no digit before the point or after it, or none at all
	}
	return n, nil
}

// String writes the amount with all decimals of its currency: "12500.00 RUB".
// The zero Money is "0". An amount without a known currency shows as XXX,
// which ParseMoney refuses.
func (m Money) String() string { return string(m.append(make([]byte, 0, 32))) }

// AppendText appends to b what MarshalText writes.
func (m Money) AppendText(b []byte) ([]byte, error) {
	if err := m.Validate(); err != nil {
		return b, err
	}
	return m.append(b), nil
}

func (m Money) append(b []byte) []byte {
	if m.currency == 0 {
		return append(b, '0')
	}
	b = appendNumber(b, m.minor, m.currency.Digits())
	b = append(b, ' ')
	if m.currency.Validate() != nil {
		return append(b, "XXX"...)
	}
	return append(b, m.currency.Code()...)
}

// appendNumber writes n / 10^digits with exactly that many decimals.
func appendNumber(b []byte, n int64, digits int) []byte {
	if n < 0 {
		b = append(b, '-')
	}
	return appendFixed(b, magnitude(n), digits)
}

func appendFixed(b []byte, n uint64, digits int) []byte {
	unit := powersOfTen[digits]
	b = strconv.AppendUint(b, n/unit, 10)
	if digits == 0 {
		return b
	}
	return appendPadded(append(b, '.'), n%unit, digits)
}

// MarshalText writes what String writes; JSON therefore holds "12500.00 RUB".
// An amount without a known currency is ErrCurrency.
func (m Money) MarshalText() ([]byte, error) {
	text, err := m.AppendText(make([]byte, 0, 32))
	if err != nil {
		return nil, err
	}
	return text, nil
}

// UnmarshalText reads what ParseMoney reads.
func (m *Money) UnmarshalText(text []byte) error { return readText(m, string(text), ParseMoney) }

// Scan reads an amount from a text column; NULL is the zero Money.
func (m *Money) Scan(src any) error { return scanText(m, src, ParseMoney) }

// Value gives a database the amount's text: a number without its currency is
// no amount.
func (m Money) Value() (driver.Value, error) {
	if err := m.Validate(); err != nil {
		return nil, err
	}
	return m.String(), nil
}
