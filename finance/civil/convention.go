package civil

import (
	"database/sql/driver"
	"fmt"
)

// Convention says what becomes of a date that is no business day. The zero
// Convention is Unadjusted.
type Convention uint8

// The conventions.
const (
	Unadjusted        Convention = iota // the date as it is
	Following                           // the next business day
	ModifiedFollowing                   // the next one of the same month; without one, the one before
	Preceding                           // the business day before
	ModifiedPreceding                   // the one before of the same month; without one, the next
)

var conventionNames = names[Convention]{"convention", []string{
	"unadjusted", "following", "modified-following", "preceding", "modified-preceding",
}}

// maxRun bounds how many days on end are looked at for a business day.
const maxRun = 366

// Adjust moves d to a business day as the convention says; a business day stays
// where it is. Unadjusted asks no calendar. No day is ErrMissing; a search that
// leaves the days that c covers is ErrCalendar, and one that finds nothing in
// 366 days ErrRange.
func (c Calendar) Adjust(d Date, by Convention) (Date, error) {
	if d.IsZero() {
		return Date{}, fmt.Errorf("%w: a day to adjust", ErrMissing)
	}
	switch by {
	case Unadjusted:
		return d, nil
	case Following, ModifiedFollowing:
		return c.seek(d, 1, by == ModifiedFollowing)
	case Preceding, ModifiedPreceding:
		return c.seek(d, -1, by == ModifiedPreceding)
	}
	return Date{}, by.Validate()
}

// seek is the first business day from d on in steps of a day. If the month must
// not change and would, it turns round.
func (c Calendar) seek(d Date, step int, sameMonth bool) (Date, error) {
	at := d
	for range maxRun {
		if sameMonth && at.Month() != d.Month() {
			return c.seek(d, -step, false)
		}
		business, err := c.lookUp(at)
		if err != nil {
			return Date{}, err
		}
		if business {
			return at, nil
		}
		at = at.AddDays(step)
	}
	return Date{}, fmt.Errorf("%w: no business day in %d days from %s", ErrRange, maxRun, d)
}

// AddBusinessDays is the n-th business day after d, or before it if n is
// negative; d need not be one itself, and with n zero it stays where it is.
// Errors are those of Adjust.
func (c Calendar) AddBusinessDays(d Date, n int) (Date, error) {
	if d.IsZero() {
		return Date{}, fmt.Errorf("%w: a day to count from", ErrMissing)
	}
	step := 1
	if n < 0 {
		step = -1
	}
	var err error
	for ; n != 0 && err == nil; n -= step {
		d, err = c.seek(d.AddDays(step), step, false)
	}
	return d, err
}

// ParseConvention reads a convention as String writes it: modified-following.
func ParseConvention(s string) (Convention, error) { return conventionNames.parse(s) }

// Validate refuses a value that is no convention with ErrRange.
func (c Convention) Validate() error { return conventionNames.validate(c) }

// String is the name of the convention.
func (c Convention) String() string { return conventionNames.text(c) }

// MarshalText writes what String writes; an unknown convention is an error.
func (c Convention) MarshalText() ([]byte, error) { return conventionNames.marshal(c) }

// UnmarshalText reads what String writes.
func (c *Convention) UnmarshalText(b []byte) error { return conventionNames.unmarshal(c, b) }

// Scan reads a convention from SQL: text, or NULL for Unadjusted.
func (c *Convention) Scan(src any) error { return conventionNames.scan(c, src) }

// Value gives SQL the name of c.
func (c Convention) Value() (driver.Value, error) { return conventionNames.value(c) }
