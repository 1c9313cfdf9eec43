package civil

import (
	"database/sql/driver"
	"fmt"
)

// MonthEnd says what adding months makes of the end of a month. The zero
// MonthEnd is Clamp. It looks at the day that one adds to: the anchor.
type MonthEnd uint8

// The rules. What is no such end is clamped.
const (
	Clamp           MonthEnd = iota // the same day, or the last of a month that lacks it: 30 June, 30 August
	LastDay                         // the last day of a month stays the last: 30 June, 31 August
	LastBusinessDay                 // the last business day of a month stays that: 30 June 2014, 29 August 2014
)

var monthEndNames = names[MonthEnd]{"month end", []string{"clamp", "last-day", "last-business-day"}}

// AddMonths moves d by n months. Only LastBusinessDay asks the calendar. No day
// is ErrMissing, and one beyond the years 1 to 9999 ErrRange.
func (r MonthEnd) AddMonths(d Date, n int, c Calendar) (Date, error) {
	if err := r.Validate(); err != nil {
		return Date{}, err
	}
	if d.IsZero() {
		return Date{}, fmt.Errorf("%w: a day to add months to", ErrMissing)
	}
	moved := d.AddMonths(n)
	if moved.IsZero() {
		return Date{}, fmt.Errorf("%w: %s and %d months", ErrRange, d, n)
	}
	switch {
	case r == LastDay && d.isMonthEnd():
		return moved.Month().Last(), nil
	case r == LastBusinessDay:
		return c.stickToLast(d, moved)
	}
	return moved, nil
}

// stickToLast is the last business day of moved's month if d is that of its
// own, else moved.
func (c Calendar) stickToLast(d, moved Date) (Date, error) {
	last, err := c.Adjust(d.Month().Last(), Preceding)
	switch {
	case err != nil:
		return Date{}, err
	case last != d:
		return moved, nil
	}
	return c.Adjust(moved.Month().Last(), Preceding)
}

func (d Date) isMonthEnd() bool { return d.Day() == d.Month().Days() }

// ParseMonthEnd reads a rule as String writes it: clamp, last-day,
// last-business-day.
func ParseMonthEnd(s string) (MonthEnd, error) { return monthEndNames.parse(s) }

// Validate refuses a value that is no rule with ErrRange.
func (r MonthEnd) Validate() error { return monthEndNames.validate(r) }

// String is the name of the rule.
func (r MonthEnd) String() string { return monthEndNames.text(r) }

// MarshalText writes what String writes; an unknown rule is an error.
func (r MonthEnd) MarshalText() ([]byte, error) { return monthEndNames.marshal(r) }

// UnmarshalText reads what String writes.
func (r *MonthEnd) UnmarshalText(b []byte) error { return monthEndNames.unmarshal(r, b) }

// Scan reads a rule from SQL: text, or NULL for Clamp.
func (r *MonthEnd) Scan(src any) error { return monthEndNames.scan(r, src) }

// Value gives SQL the name of r.
func (r MonthEnd) Value() (driver.Value, error) { return monthEndNames.value(r) }
