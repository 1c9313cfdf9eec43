package civil

import (
	"fmt"
	"time"
)

// Date is a day of the Gregorian calendar, without clock or zone, from
// 0001-01-01 to 9999-12-31. Dates compare with == and serve as map keys. The
// zero Date is no day: its text is empty, and Validate methods refuse it
// wherever a day is needed.
type Date struct {
	n int32 // days since 0000-12-31, which leaves 0 for "no day"
}

const (
	maxYear = 9999
	maxDay  = 3652059 // 9999-12-31
)

// NewDate returns the given day. It does not wrap the 30th of February into
// March, as time.Date does: a day that does not exist is ErrRange.
func NewDate(year int, month time.Month, day int) (Date, error) {
	if year < 1 || year > maxYear || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return Date{}, fmt.Errorf("%w: no day %d-%d-%d", ErrRange, year, month, day)
	}
	return dateOf(year, month, day), nil
}

// MustDate is ParseDate that panics. Use it in tests and examples, never on data.
func MustDate(s string) Date { return must(ParseDate(s)) }

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// dateOf counts days from years that begin in March, so that the leap day is
// a year's last.
func dateOf(year int, month time.Month, day int) Date {
	y, m := year, int(month)-3
	if m < 0 {
		y, m = y-1, m+12
	}
	return Date{int32(y*365 + y/4 - y/100 + y/400 + (153*m+2)/5 + day - 306)}
}

// YMD is d as year, month and day of the month; zeros for no day.
func (d Date) YMD() (year int, month time.Month, day int) {
	if d.n == 0 {
		return 0, 0, 0
	}
	n := int(d.n) + 305 // days since 0000-03-01
	era, doe := n/146097, n%146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	m := (5*doy + 2) / 153
	year, day = era*400+yoe, doy-(153*m+2)/5+1
	if m < 10 {
		return year, time.Month(m + 3), day
	}
	return year + 1, time.Month(m - 9), day
}

// IsZero reports whether d is no day.
func (d Date) IsZero() bool { return d.n == 0 }

// Year is the year of d, 0 for no day.
func (d Date) Year() int { y, _, _ := d.YMD(); return y }

// Month is the month that contains d.
func (d Date) Month() Month {
	y, m, _ := d.YMD()
	return MonthOf(y, m)
}

// Day is the day of the month, 1 to 31; 0 for no day.
func (d Date) Day() int { _, _, day := d.YMD(); return day }

// YearDay is the day of the year, 1 to 366; 0 for no day.
func (d Date) YearDay() int {
	if d.n == 0 {
		return 0
	}
	return int(d.n-dateOf(d.Year(), 1, 1).n) + 1
}

// Weekday is the day of the week. No day has none: Sunday is answered.
func (d Date) Weekday() time.Weekday { return time.Weekday(d.n % 7) } // 0001-01-01 was a Monday

// AddDays moves d by n days. Beyond the years 1 to 9999, and from no day, the
// answer is no day.
func (d Date) AddDays(n int) Date {
	if d.n == 0 || n > maxDay || n < -maxDay {
		return Date{}
	}
	n += int(d.n)
	if n < 1 || n > maxDay {
		return Date{}
	}
	return Date{int32(n)}
}

// AddMonths moves d by n months; a day that the month lacks becomes its last:
// 31 January and one month is 28 or 29 February. Count from the anchor, never
// from the last answer: 31 January and two months is 31 March.
func (d Date) AddMonths(n int) Date {
	y, m, day := d.YMD()
	month := MonthOf(y, m).Add(n)
	if month.IsZero() {
		return Date{}
	}
	return dateOf(month.Year(), month.Month(), min(day, month.Days()))
}

// AddYears moves d by n years; 29 February becomes 28 in a common year.
func (d Date) AddYears(n int) Date {
	if n > maxYear || n < -maxYear {
		return Date{}
	}
	return d.AddMonths(12 * n)
}

// Sub is the number of days from o to d.
func (d Date) Sub(o Date) int { return int(d.n - o.n) }

// MonthsSince is the number of whole months from o to d: the most that can be
// added to o without passing d. AddMonths clamps, so 28 February is one month
// after 31 January. Negative if d is before o, 0 if either is no day.
func (d Date) MonthsSince(o Date) int {
	if d.IsZero() || o.IsZero() {
		return 0
	}
	n := d.Month().Sub(o.Month())
	switch reached := o.AddMonths(n); {
	case n > 0 && reached.After(d):
		n--
	case n < 0 && reached.Before(d):
		n++
	}
	return n
}

// YearsSince is the number of whole years from o to d, as MonthsSince counts
// months: an age, or the full years of a contract.
func (d Date) YearsSince(o Date) int { return d.MonthsSince(o) / 12 }

// Compare is -1, 0 or 1 as d is before, at or after o; no day comes first.
func (d Date) Compare(o Date) int { return int(min(max(d.n-o.n, -1), 1)) }

// Before reports whether d is earlier than o.
func (d Date) Before(o Date) bool { return d.n < o.n }

// After reports whether d is later than o.
func (d Date) After(o Date) bool { return d.n > o.n }

func daysIn(year int, month time.Month) int {
	if month == time.February && leapYear(year) {
		return 29
	}
	return int([...]int8{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[month-1])
}

func leapYear(year int) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }
