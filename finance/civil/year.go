package civil

import (
	"database/sql/driver"
	"fmt"
)

// Year is a calendar year, 1 to 9999. The zero Year is none.
type Year struct {
	n int32
}

// YearOf is the given year; the zero Year where there is none.
func YearOf(year int) Year {
	if year < 1 || year > maxYear {
		return Year{}
	}
	return Year{int32(year)}
}

// ParseYear reads a year as String writes it: 2026.
func ParseYear(s string) (Year, error) {
	n, ok := digits(s)
	if len(s) != 4 || !ok {
		return Year{}, syntax("year", s)
	}
	if n == 0 {
		return Year{}, fmt.Errorf("%w: no year %s", ErrRange, s)
	}
	return YearOf(n), nil
}

// IsZero reports whether y is no year.
func (y Year) IsZero() bool { return y.n == 0 }

// Year is the number of the year, 0 for no year.
func (y Year) Year() int { return int(y.n) }

// Period is the whole year. That of 9999 has no end.
func (y Year) Period() Period {
	return Period{From: y.first(), To: y.Next().first()}
}

func (y Year) first() Date { return MonthOf(int(y.n), 1).First() }

// Next is the year after y.
func (y Year) Next() Year { return y.Add(1) }

// Prev is the year before y.
func (y Year) Prev() Year { return y.Add(-1) }

// Add moves y by n years. Beyond the years 1 to 9999, and from no year, the
// answer is no year.
func (y Year) Add(n int) Year {
	if y.n == 0 || n > maxYear || n < -maxYear {
		return Year{}
	}
	return YearOf(int(y.n) + n)
}

// Sub is the number of years from o to y.
func (y Year) Sub(o Year) int { return int(y.n - o.n) }

// Compare is -1, 0 or 1 as y is before, at or after o; no year comes first.
func (y Year) Compare(o Year) int { return int(min(max(y.n-o.n, -1), 1)) }

// Before reports whether y is earlier than o.
func (y Year) Before(o Year) bool { return y.n < o.n }

// After reports whether y is later than o.
func (y Year) After(o Year) bool { return y.n > o.n }

// AppendText appends what String writes.
func (y Year) AppendText(b []byte) ([]byte, error) {
	if y.IsZero() {
		return b, nil
	}
	return appendDigits(b, int(y.n), 4), nil
}

// String writes the year as 2026; no year is empty.
func (y Year) String() string { b, _ := y.AppendText(nil); return string(b) }

// MarshalText writes what String writes.
func (y Year) MarshalText() ([]byte, error) { return y.AppendText(nil) }

// UnmarshalText reads what String writes, the empty text included.
func (y *Year) UnmarshalText(b []byte) error { return unmarshal(y, b, ParseYear) }

// Scan reads a year from SQL: text or NULL.
func (y *Year) Scan(src any) error { return scan(y, src, ParseYear) }

// Value gives SQL the text of y, NULL for no year.
func (y Year) Value() (driver.Value, error) { return value(y.String()) }
