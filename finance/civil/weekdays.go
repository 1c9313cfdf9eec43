package civil

import (
	"database/sql/driver"
	"fmt"
	"math/bits"
	"strings"
	"time"
)

// Weekdays is a set of days of the week, such as a weekend. The zero Weekdays
// has none of them.
type Weekdays struct {
	set uint8 // a bit for each time.Weekday
}

// WeekdaysOf is the set of the given days. A number that is no day of the week
// adds none.
func WeekdaysOf(days ...time.Weekday) Weekdays {
	var w Weekdays
	for _, d := range days {
		if d >= time.Sunday && d <= time.Saturday {
			w.set |= 1 << d
		}
	}
	return w
}

// Has reports whether d is one of w.
func (w Weekdays) Has(d time.Weekday) bool {
	return d >= time.Sunday && d <= time.Saturday && w.set>>d&1 == 1
}

// Len is the number of days in w, 0 to 7.
func (w Weekdays) Len() int { return bits.OnesCount8(w.set) }

// IsZero reports whether w is empty.
func (w Weekdays) IsZero() bool { return w.set == 0 }

// weekdayNames begin with Monday, as weeks do in text.
var weekdayNames = [...]string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

// weekday is the day of the week at place i of weekdayNames.
func weekday(i int) time.Weekday { return time.Weekday((i + 1) % 7) }

// ParseWeekdays reads a set as String writes it, its days in any order. A name
// that is none is ErrUnknown, one that comes twice ErrDuplicate.
func ParseWeekdays(s string) (Weekdays, error) {
	var w Weekdays
	for name := range strings.SplitSeq(s, ",") {
		d, err := parseWeekday(name)
		if err != nil {
			return Weekdays{}, err
		}
		if w.Has(d) {
			return Weekdays{}, fmt.Errorf("%w: %s", ErrDuplicate, name)
		}
		w.set |= 1 << d
	}
	return w, nil
}

func parseWeekday(name string) (time.Weekday, error) {
	for i, known := range weekdayNames {
		if name == known {
			return weekday(i), nil
		}
	}
	return 0, fmt.Errorf("%w: %.40q is no day of the week", ErrUnknown, name)
}

// String writes the set from Monday on, as saturday,sunday; the empty set is
// empty.
func (w Weekdays) String() string {
	var text []string
	for i, name := range weekdayNames {
		if w.Has(weekday(i)) {
			text = append(text, name)
		}
	}
	return strings.Join(text, ",")
}

// MarshalText writes what String writes.
func (w Weekdays) MarshalText() ([]byte, error) { return []byte(w.String()), nil }

// UnmarshalText reads what String writes, the empty text included.
func (w *Weekdays) UnmarshalText(b []byte) error { return unmarshal(w, b, ParseWeekdays) }

// Scan reads a set from SQL: text or NULL.
func (w *Weekdays) Scan(src any) error { return scan(w, src, ParseWeekdays) }

// Value gives SQL the text of w, NULL for the empty set.
func (w Weekdays) Value() (driver.Value, error) { return value(w.String()) }
