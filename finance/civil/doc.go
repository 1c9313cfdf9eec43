// Package civil counts days as contracts do: without clock or zone.
//
// A [Date] is a day, a [Month] and a [Quarter] are named stretches of days,
// a [Period] is any stretch, half-open: [From, To). A [Timeline] holds what
// changes by law or by contract: dated values, each with its source.
//
//	march := civil.MustMonth("2026-03")
//	held := term.Intersect(march.Period()).Days() // 11 of 31
//
// All are values: they compare with ==, serve as map keys, and read and write
// themselves as text, JSON and SQL. Zero values are "none" and have an empty
// text. Arithmetic that would leave the years 1 to 9999 answers the zero
// value, which Validate methods refuse; nothing wraps and nothing panics but
// the Must functions, which are tools of tests.
//
// Months are added from the anchor: the 31st of January, one month on, is the
// last of February, and two months on it is the 31st of March again.
package civil
