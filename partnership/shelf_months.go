package partnership

import (
	"cmp"
	"database/sql/driver"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
)

// month is the least number that every length of a calendar month divides: 28,
// 29, 30 and 31 days. So days of any month are whole counts out of it.
const month = 377_580

// ShelfMonths are shelf-metre-months: one is a metre of shelf held for a whole
// calendar month. They are an exact count of 1/37,758,000 (a hundredth of a
// metre for a 377,580th of a month), so sums never round and nothing is lost in
// any order. They compare with == and serve as map keys. The zero ShelfMonths
// is none.
type ShelfMonths struct {
	n int64 // never the smallest int64, so that each has its opposite
}

const shelfMonth = metre * month

// ParseShelfMonths reads a decimal or a fraction, "12.5" or "44/31", that is a
// whole count of 1/37,758,000; another one is ErrRange.
func ParseShelfMonths(s string) (ShelfMonths, error) {
	n, err := parseUnits(s, shelfMonth, "%")
	if err != nil {
		return ShelfMonths{}, fmt.Errorf("shelf-metre-months: %w", err)
	}
	return ShelfMonths{}.plus(n)
}

// MustShelfMonths is ParseShelfMonths that panics. Use it in tests and
// examples, never on data.
func MustShelfMonths(s string) ShelfMonths { return must(ParseShelfMonths(s)) }

// Rate is s as a fraction, exactly.
func (s ShelfMonths) Rate() finance.Rate {
	r, _ := finance.NewRate(s.n, shelfMonth) // fits: s.n is not the smallest int64
	return r
}

// Add returns s + o, or ErrOverflow.
func (s ShelfMonths) Add(o ShelfMonths) (ShelfMonths, error) { return s.plus(o.n) }

// Sub returns s - o, or ErrOverflow.
func (s ShelfMonths) Sub(o ShelfMonths) (ShelfMonths, error) { return s.plus(-o.n) }

// Neg returns -s.
func (s ShelfMonths) Neg() ShelfMonths { return ShelfMonths{-s.n} }

// Cmp returns -1, 0 or 1 as s is less than, equal to or more than o.
func (s ShelfMonths) Cmp(o ShelfMonths) int { return cmp.Compare(s.n, o.n) }

// Sign returns -1, 0 or 1.
func (s ShelfMonths) Sign() int { return cmp.Compare(s.n, 0) }

// IsZero reports whether s is none.
func (s ShelfMonths) IsZero() bool { return s.n == 0 }

// plus adds a count of 1/37,758,000.
func (s ShelfMonths) plus(n int64) (ShelfMonths, error) {
	sum := s.n + n
	wrapped := (sum > s.n) != (n > 0)
	if sum == math.MinInt64 || (n != 0 && wrapped) {
		return ShelfMonths{}, fmt.Errorf("shelf-metre-months: %w", finance.ErrOverflow)
	}
	return ShelfMonths{sum}, nil
}

// String writes a decimal where it is finite, such as "12.5", else the reduced
// fraction, such as "44/31".
func (s ShelfMonths) String() string {
	const decimals = 10_000 // whatever is finite ends within four of them
	r := s.Rate()
	if decimals%r.Den() != 0 {
		return fmt.Sprintf("%d/%d", r.Num(), r.Den())
	}
	sign, n := "", r.Num()
	if n < 0 {
		sign, n = "-", -n
	}
	whole, rest := n/r.Den(), n%r.Den()*(decimals/r.Den())
	text := sign + strconv.FormatInt(whole, 10)
	if rest == 0 {
		return text
	}
	return text + "." + strings.TrimRight(strconv.FormatInt(decimals+rest, 10)[1:], "0") // 1 in front keeps the zeros
}

// MarshalText writes what String writes.
func (s ShelfMonths) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what ParseShelfMonths reads.
func (s *ShelfMonths) UnmarshalText(text []byte) error {
	return readText(s, string(text), ParseShelfMonths)
}

// Scan reads shelf-metre-months from a text column; NULL is none.
func (s *ShelfMonths) Scan(src any) error { return scanText(s, src, ParseShelfMonths) }

// Value gives a database the text.
func (s ShelfMonths) Value() (driver.Value, error) { return s.String(), nil }
