package civil

import "time"

// DateOf is the day that t shows in its own location; the zero Date outside
// the years 1 to 9999.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	if y < 1 || y > maxYear {
		return Date{}
	}
	return dateOf(y, m, d)
}

// Time is the first instant of d in loc. Clocks show midnight, unless the day
// begins with a jump over it; a day that a place left out begins with the next.
// No day is the zero time, which DateOf reads as 0001-01-01.
func (d Date) Time(loc *time.Location) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	y, m, day := d.YMD()
	t := time.Date(y, m, day, 0, 0, 0, 0, loc)
	begins, ends := t.ZoneBounds()
	if DateOf(t) != d {
		return ends // the clocks jump over midnight, and time.Date reads them as before the jump
	}
	return firstMidnight(t, begins)
}

// firstMidnight is the earlier of two midnights of one day if the clocks, put
// back when t's zone begins, show a second one; else t.
func firstMidnight(t, begins time.Time) time.Time {
	if begins.IsZero() {
		return t
	}
	_, before := begins.Add(-1).Zone()
	_, after := t.Zone()
	first := t.Add(time.Duration(after-before) * time.Second)
	if first.Before(begins) && DateOf(first) == DateOf(t) {
		return first
	}
	return t
}
