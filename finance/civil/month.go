package civil

import (
	"iter"
	"time"
)

// Month is a calendar month of the years 1 to 9999. The zero Month is none.
type Month struct {
	n int32 // months since December of year 0
}

const maxMonth = maxYear * 12

// MonthOf is the given month; the zero Month where there is none.
func MonthOf(year int, month time.Month) Month {
	if year < 1 || year > maxYear || month < 1 || month > 12 {
		return Month{}
	}
	return Month{int32((year-1)*12 + int(month))}
}

// MustMonth is ParseMonth that panics. Use it in tests and examples, never on data.
func MustMonth(s string) Month { return must(ParseMonth(s)) }

// IsZero reports whether m is no month.
func (m Month) IsZero() bool { return m.n == 0 }

// Year is the year of m, 0 for no month.
func (m Month) Year() int { return int(m.n+11) / 12 }

// Month is the month of the year, 0 for no month.
func (m Month) Month() time.Month {
	if m.n == 0 {
		return 0
	}
	return time.Month((m.n-1)%12 + 1)
}

// First is the first day of m.
func (m Month) First() Date {
	if m.n == 0 {
		return Date{}
	}
	return dateOf(m.Year(), m.Month(), 1)
}

// Last is the last day of m.
func (m Month) Last() Date { return m.First().AddDays(m.Days() - 1) }

// Days is the number of days of m, 28 to 31; 0 for no month.
func (m Month) Days() int {
	if m.n == 0 {
		return 0
	}
	return daysIn(m.Year(), m.Month())
}

// Period is the whole month. That of December 9999 has no end.
func (m Month) Period() Period { return Period{From: m.First(), To: m.Next().First()} }

// Next is the month after m.
func (m Month) Next() Month { return m.Add(1) }

// Prev is the month before m.
func (m Month) Prev() Month { return m.Add(-1) }

// Add moves m by n months. Beyond the years 1 to 9999, and from no month, the
// answer is no month.
func (m Month) Add(n int) Month {
	if m.n == 0 || n > maxMonth || n < -maxMonth {
		return Month{}
	}
	n += int(m.n)
	if n < 1 || n > maxMonth {
		return Month{}
	}
	return Month{int32(n)}
}

// Sub is the number of months from o to m.
func (m Month) Sub(o Month) int { return int(m.n - o.n) }

// Compare is -1, 0 or 1 as m is before, at or after o; no month comes first.
func (m Month) Compare(o Month) int { return int(min(max(m.n-o.n, -1), 1)) }

// Before reports whether m is earlier than o.
func (m Month) Before(o Month) bool { return m.n < o.n }

// After reports whether m is later than o.
func (m Month) After(o Month) bool { return m.n > o.n }

// Quarter is the quarter that contains m.
func (m Month) Quarter() Quarter { return Quarter{(m.n + 2) / 3} }

// Through yields m and each later month up to last, both included.
func (m Month) Through(last Month) iter.Seq[Month] {
	return func(yield func(Month) bool) {
		for n := max(m.n, 1); n <= last.n && m.n != 0; n++ {
			if !yield(Month{n}) {
				return
			}
		}
	}
}
