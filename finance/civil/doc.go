// Package civil counts days as contracts do: without clock or zone.
//
// A [Date] is a day; a [Month], a [Quarter] and a [Year] are named stretches of
// days, a [Period] is any stretch, half-open: [From, To). A [Timeline] holds
// what changes by law or by contract: dated values, each with its source.
//
//	march := civil.MustMonth("2026-03")
//	held := term.Intersect(march.Period()).Days() // 11 of 31
//
// A [DayCount] turns a period into an exact [Fraction] of a year. A [Schedule]
// cuts a term into periods of some months, with its [Stub] first or last; a
// [Calendar], data that the host hands over, moves their dates to business days
// by a [Convention].
//
//	quarters, err := civil.Schedule{Months: 3, Adjust: civil.Following}.Over(term, calendar)
//
// Dates and periods are values: they compare with ==, serve as map keys, and
// read and write themselves as text, JSON and SQL. Zero values are "none" and
// have an empty text. Arithmetic that would leave the years 1 to 9999 answers
// the zero value, which Validate methods refuse; nothing wraps and nothing
// panics but the Must functions, which are tools of tests.
//
// Months are added from the anchor: the 31st of January, one month on, is the
// last of February, and two months on it is the 31st of March again.
//
// The package knows no holiday: beyond what a calendar covers it answers
// [ErrCalendar], never a guess. Hours, zones and weeks by number are left out;
// time.Time appears only where a host hands one over ([DateOf]) or asks for one.
package civil
