package civil

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// digits reads len(s) decimal digits.
func digits(s string) (n int, ok bool) {
	for i := range len(s) {
		c := s[i] - '0'
		if c > 9 {
			return 0, false
		}
		n = n*10 + int(c)
	}
	return n, true
}

func appendDigits(b []byte, n, width int) []byte {
	for div := [...]int{0, 1, 10, 100, 1000}[width]; div > 0; div /= 10 {
		b = append(b, byte('0'+n/div%10))
	}
	return b
}

func syntax(what, s string) error { return fmt.Errorf("%w: %.40q is no %s", ErrSyntax, s, what) }

// ParseDate reads a day as String writes it: 2026-03-31.
func ParseDate(s string) (Date, error) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return Date{}, syntax("day", s)
	}
	y, ok1 := digits(s[:4])
	m, ok2 := digits(s[5:7])
	d, ok3 := digits(s[8:])
	if !ok1 || !ok2 || !ok3 {
		return Date{}, syntax("day", s)
	}
	return NewDate(y, time.Month(m), d)
}

// ParseMonth reads a month as String writes it: 2026-03.
func ParseMonth(s string) (Month, error) {
	if len(s) != 7 || s[4] != '-' {
		return Month{}, syntax("month", s)
	}
	y, ok1 := digits(s[:4])
	m, ok2 := digits(s[5:])
	if !ok1 || !ok2 {
		return Month{}, syntax("month", s)
	}
	month := MonthOf(y, time.Month(m))
	if month.IsZero() {
		return Month{}, fmt.Errorf("%w: no month %s", ErrRange, s)
	}
	return month, nil
}

// ParseQuarter reads a quarter as String writes it: 2026-Q1.
func ParseQuarter(s string) (Quarter, error) {
	if len(s) != 7 || s[4:6] != "-Q" {
		return Quarter{}, syntax("quarter", s)
	}
	y, ok1 := digits(s[:4])
	n, ok2 := digits(s[6:])
	if !ok1 || !ok2 {
		return Quarter{}, syntax("quarter", s)
	}
	q := QuarterOf(y, n)
	if q.IsZero() {
		return Quarter{}, fmt.Errorf("%w: no quarter %s", ErrRange, s)
	}
	return q, nil
}

// AppendText appends what String writes.
func (d Date) AppendText(b []byte) ([]byte, error) {
	if d.IsZero() {
		return b, nil
	}
	y, m, day := d.YMD()
	b = append(appendDigits(b, y, 4), '-')
	b = append(appendDigits(b, int(m), 2), '-')
	return appendDigits(b, day, 2), nil
}

// AppendText appends what String writes.
func (m Month) AppendText(b []byte) ([]byte, error) {
	if m.IsZero() {
		return b, nil
	}
	b = append(appendDigits(b, m.Year(), 4), '-')
	return appendDigits(b, int(m.Month()), 2), nil
}

// AppendText appends what String writes.
func (q Quarter) AppendText(b []byte) ([]byte, error) {
	if q.IsZero() {
		return b, nil
	}
	b = append(appendDigits(b, q.Year(), 4), "-Q"...)
	return appendDigits(b, q.Quarter(), 1), nil
}

// String writes the day as 2026-03-31; no day is empty.
func (d Date) String() string { b, _ := d.AppendText(nil); return string(b) }

// String writes the month as 2026-03; no month is empty.
func (m Month) String() string { b, _ := m.AppendText(nil); return string(b) }

// String writes the quarter as 2026-Q1; no quarter is empty.
func (q Quarter) String() string { b, _ := q.AppendText(nil); return string(b) }

// MarshalText writes what String writes; JSON therefore holds "2026-03-31".
func (d Date) MarshalText() ([]byte, error) { return d.AppendText(nil) }

// MarshalText writes what String writes.
func (m Month) MarshalText() ([]byte, error) { return m.AppendText(nil) }

// MarshalText writes what String writes.
func (q Quarter) MarshalText() ([]byte, error) { return q.AppendText(nil) }

// UnmarshalText reads what String writes, the empty text included.
func (d *Date) UnmarshalText(b []byte) error { return unmarshal(d, b, ParseDate) }

// UnmarshalText reads what String writes, the empty text included.
func (m *Month) UnmarshalText(b []byte) error { return unmarshal(m, b, ParseMonth) }

// UnmarshalText reads what String writes, the empty text included.
func (q *Quarter) UnmarshalText(b []byte) error { return unmarshal(q, b, ParseQuarter) }

func unmarshal[T any](v *T, b []byte, parse func(string) (T, error)) error {
	var read T
	if len(b) > 0 {
		var err error
		if read, err = parse(string(b)); err != nil {
			return err
		}
	}
	*v = read
	return nil
}

// Scan reads a day from SQL: text, a time.Time (the day that it shows, ErrRange
// beyond the years 1 to 9999), or NULL.
func (d *Date) Scan(src any) error {
	if t, ok := src.(time.Time); ok {
		read := DateOf(t)
		if read.IsZero() {
			return fmt.Errorf("%w: the year %d", ErrRange, t.Year())
		}
		*d = read
		return nil
	}
	return scan(d, src, ParseDate)
}

// Scan reads a month from SQL: text or NULL.
func (m *Month) Scan(src any) error { return scan(m, src, ParseMonth) }

// Scan reads a quarter from SQL: text or NULL.
func (q *Quarter) Scan(src any) error { return scan(q, src, ParseQuarter) }

func scan[T any](v *T, src any, parse func(string) (T, error)) error {
	switch s := src.(type) {
	case nil:
		return unmarshal(v, nil, parse)
	case string:
		return unmarshal(v, []byte(s), parse)
	case []byte:
		return unmarshal(v, s, parse)
	}
	return fmt.Errorf("%w: cannot scan %T", ErrSyntax, src)
}

// Value gives SQL the text of d, NULL for no day.
func (d Date) Value() (driver.Value, error) { return value(d.String()) }

// Value gives SQL the text of m, NULL for no month.
func (m Month) Value() (driver.Value, error) { return value(m.String()) }

// Value gives SQL the text of q, NULL for no quarter.
func (q Quarter) Value() (driver.Value, error) { return value(q.String()) }

func value(s string) (driver.Value, error) {
	if s == "" {
		return nil, nil
	}
	return s, nil
}
