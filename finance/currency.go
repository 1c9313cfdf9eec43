package finance

import (
	"database/sql/driver"
	"fmt"
)

// Currency is a currency of ISO 4217 that has a minor unit, such as RUB or
// KWD. The zero Currency is none; its text is empty. The number behind a
// constant is no part of the API: keep the text.
type Currency uint16

type currencyInfo struct {
	code   string
	number uint16
	digits uint8
	name   string
}

// byCode finds a currency by its three letters: a square of 26 letters each.
var byCode = indexCodes()

func indexCodes() (index [26 * 26 * 26]uint8) {
	for c := AED; int(c) < len(currencies); c++ {
		index[letters(currencies[c].code)] = uint8(c)
	}
	return index
}

// letters is the place of a three-letter code in byCode. Anything but a capital
// letter gives 0, the place of AAA, which is no currency.
func letters[T string | []byte](s T) uint {
	a, b, c := uint(s[0]-'A'), uint(s[1]-'A'), uint(s[2]-'A')
	if a > 25 || b > 25 || c > 25 {
		return 0
	}
	return a*26*26 + b*26 + c
}

// ParseCurrency reads a code of three capital letters. Codes without a minor
// unit, such as XAU, XDR and XXX, are refused with ErrCurrency as unknown ones
// are; an empty text is ErrMissing.
func ParseCurrency(s string) (Currency, error) {
	if len(s) == 3 {
		if c := Currency(byCode[letters(s)]); c != 0 {
			return c, nil
		}
	}
	return 0, wrongCurrency(s)
}

func wrongCurrency(s string) error {
	if s == "" {
		return fmt.Errorf("currency: %w", ErrMissing)
	}
	return fmt.Errorf("%s: %w", quoted(s), ErrCurrency)
}

// Validate reports a missing or unknown currency.
func (c Currency) Validate() error {
	if c == 0 {
		return ErrMissing
	}
	if int(c) >= len(currencies) {
		return ErrCurrency
	}
	return nil
}

// info is c's row of the table; none and numbers beyond it have an empty one.
func (c Currency) info() *currencyInfo {
	if int(c) < len(currencies) {
		return &currencies[c]
	}
	return &currencies[0]
}

// Code returns the three letters, empty for none.
func (c Currency) Code() string { return c.info().code }

// Number returns the three-digit number of ISO 4217 (643 for RUB), 0 for none.
func (c Currency) Number() int { return int(c.info().number) }

// Digits returns how many decimals the minor unit has: 0 to 4.
func (c Currency) Digits() int { return int(c.info().digits) }

// Name returns the English name of ISO 4217.
func (c Currency) Name() string { return c.info().name }

// String returns the code.
func (c Currency) String() string { return c.Code() }

// AppendText appends the code to b.
func (c Currency) AppendText(b []byte) ([]byte, error) {
	if int(c) >= len(currencies) {
		return b, ErrCurrency
	}
	return append(b, c.Code()...), nil
}

// MarshalText writes the code; JSON therefore holds "RUB".
func (c Currency) MarshalText() ([]byte, error) { return c.AppendText(nil) }

// UnmarshalText reads a code. Empty text is no currency.
func (c *Currency) UnmarshalText(text []byte) error {
	return readText(c, string(text), optionalCurrency)
}

// Scan reads a code from a database column; NULL is no currency.
func (c *Currency) Scan(src any) error { return scanText(c, src, optionalCurrency) }

// Value gives a database the code, and NULL for no currency.
func (c Currency) Value() (driver.Value, error) {
	if c == 0 {
		return nil, nil
	}
	return c.Code(), c.Validate()
}

func optionalCurrency(s string) (Currency, error) {
	if s == "" {
		return 0, nil
	}
	return ParseCurrency(s)
}
