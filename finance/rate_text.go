package finance

import (
	"database/sql/driver"
	"fmt"
	"math/bits"
	"strconv"
	"strings"
)

// ParseRate reads a percentage, a decimal or a fraction: "8.35%", "0.0835" and
// "167/2000" are one rate. A plus, an exponent and spaces are ErrSyntax, what
// does not fit a fraction of two int64 is ErrOverflow.
func ParseRate(s string) (Rate, error) {
	r, err := parseRate(s)
	if err != nil {
		return Rate{}, fmt.Errorf("rate %s: %w", quoted(s), err)
	}
	return r, nil
}

// MustRate is ParseRate that panics. Use it in tests and examples, never on
// data.
func MustRate(s string) Rate {
	r, err := ParseRate(s)
	if err != nil {
		panic(err)
	}
	return r
}

func parseRate(s string) (Rate, error) {
	if s == "" {
		return Rate{}, ErrMissing
	}
	if num, den, found := strings.Cut(s, "/"); found {
		return parseFraction(num, den)
	}
	digits, percent := strings.CutSuffix(s, "%")
	n, err := parseNumber(digits)
	if err != nil {
		return Rate{}, err
	}
	if percent {
		n.decimals += 2
	}
	return n.rate()
}

func parseFraction(num, den string) (Rate, error) {
	n, err := parseNumber(num)
	if err != nil {
		return Rate{}, err
	}
	d, err := parseNumber(den)
	if err != nil {
		return Rate{}, err
	}
	if n.decimals > 0 || d.decimals > 0 || d.negative {
		return Rate{}, ErrSyntax
	}
	return reduced(n.negative, n.digits, d.digits)
}

// rate is n as a fraction. Decimals beyond those of a power of ten in uint64
// are ErrOverflow, but for zeros at the end.
func (n number) rate() (Rate, error) {
	for n.decimals >= len(powersOfTen) && n.digits%10 == 0 && n.digits > 0 {
		n.digits, n.decimals = n.digits/10, n.decimals-1
	}
	switch {
	case n.digits == 0:
		return Rate{}, nil
	case n.decimals >= len(powersOfTen):
		return Rate{}, ErrOverflow
	}
	return reduced(n.negative, n.digits, powersOfTen[n.decimals])
}

// maxShift bounds the power of ten that String looks for.
const maxShift = 18

// String writes a percentage where it is finite, such as "8.35%", else the
// fraction, such as "1/300".
func (r Rate) String() string { return string(r.append(make([]byte, 0, 24))) }

func (r Rate) append(b []byte) []byte {
	hundredths, decimals, finite := r.scaled(2)
	if b = r.appendAs(b, hundredths, decimals, finite); finite {
		b = append(b, '%')
	}
	return b
}

// appendAs writes |r| as digits / 10^decimals if that is finite, else as the
// fraction, with the sign of r.
func (r Rate) appendAs(b []byte, digits uint64, decimals int, finite bool) []byte {
	if r.num < 0 {
		b = append(b, '-')
	}
	if finite {
		return appendFixed(b, digits, decimals)
	}
	b = strconv.AppendUint(b, magnitude(r.num), 10)
	b = append(b, '/')
	return strconv.AppendInt(b, r.Den(), 10)
}

// scaled is |r| × 10^by, as digits / 10^decimals, if that is finite and short.
func (r Rate) scaled(by int) (digits uint64, decimals int, finite bool) {
	den := uint64(r.Den())
	for shift := by; shift <= maxShift; shift++ {
		if power := powersOfTen[shift]; power%den == 0 {
			hi, lo := bits.Mul64(magnitude(r.num), power/den)
			return lo, shift - by, hi == 0 && lo <= maxMagnitude
		}
	}
	return 0, 0, false
}

// AppendText appends what String writes.
func (r Rate) AppendText(b []byte) ([]byte, error) { return r.append(b), nil }

// MarshalText writes what String writes; JSON therefore holds "8.35%".
func (r Rate) MarshalText() ([]byte, error) { return r.append(make([]byte, 0, 24)), nil }

// UnmarshalText reads what ParseRate reads.
func (r *Rate) UnmarshalText(text []byte) error { return readText(r, string(text), ParseRate) }

// Scan reads a rate from a text column; NULL is 0.
func (r *Rate) Scan(src any) error { return scanText(r, src, ParseRate) }

// Value gives a database the rate's text.
func (r Rate) Value() (driver.Value, error) { return r.String(), nil }
