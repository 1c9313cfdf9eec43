package civil

import (
	"database/sql/driver"
	"fmt"
)

// DayCount is the convention by which a contract turns a period into a number
// of days and a fraction of a year. The zero DayCount is actual/365F. The
// first day of a period counts, the last does not.
type DayCount uint8

// The conventions, by their text. Those that need a [Context] say which field.
const (
	ByAct365F        DayCount = iota // actual/365F: days over 365
	ByAct360                         // actual/360: days over 360
	ByActActISDA                     // actual/actual ISDA: days of leap years over 366, others over 365
	ByActActICMA                     // actual/actual ICMA: parts of reference periods; needs Reference and PerYear
	ByActActAFB                      // actual/actual AFB: whole years back from the end, 28 February going back to 29 in a leap year
	ByActActAFBPlain                 // actual/actual AFB plain: the same, 28 February going back to 28
	ByThirtyE360                     // 30E/360: Eurobond
	ByThirtyE360ISDA                 // 30E/360 ISDA: needs Termination
	ByThirty360Bond                  // 30/360 bond
	ByThirty360US                    // 30/360 US
	ByThirty365                      // 30/365: months as 30E/360 counts them, over 365
	ByActMonth                       // actual days of the month: a fraction of months, not of a year; needs Reference
)

var dayCountNames = names[DayCount]{"day count", []string{
	ByAct365F: "actual/365F", ByAct360: "actual/360",
	ByActActISDA: "actual/actual ISDA", ByActActICMA: "actual/actual ICMA",
	ByActActAFB: "actual/actual AFB", ByActActAFBPlain: "actual/actual AFB plain",
	ByThirtyE360: "30E/360", ByThirtyE360ISDA: "30E/360 ISDA",
	ByThirty360Bond: "30/360 bond", ByThirty360US: "30/360 US", ByThirty365: "30/365",
	ByActMonth: "actual days of the month",
}}

// dayCounts says of each convention how it counts days, and what fraction
// they are.
var dayCounts = [...]struct {
	days     func(Period, Context) (int, error)
	fraction func(p Period, days int, c Context) (Fraction, error)
}{
	ByAct365F:        {actual, over(365)},
	ByAct360:         {actual, over(360)},
	ByActActISDA:     {actual, func(p Period, _ int, _ Context) (Fraction, error) { return ActActISDA(p), nil }},
	ByActActICMA:     {actual, icma},
	ByActActAFB:      {actual, func(p Period, _ int, _ Context) (Fraction, error) { return afb(p, true), nil }},
	ByActActAFBPlain: {actual, func(p Period, _ int, _ Context) (Fraction, error) { return afb(p, false), nil }},
	ByThirtyE360:     {thirty(eurobond), over(360)},
	ByThirtyE360ISDA: {thirtyISDA, over(360)},
	ByThirty360Bond:  {thirty(bond), over(360)},
	ByThirty360US:    {thirty(us), over(360)},
	ByThirty365:      {thirty(eurobond), over(365)},
	ByActMonth:       {actual, references},
}

// Context is what some conventions ask beside the period. A convention that
// needs a field and finds it zero answers ErrContext; the others do not look.
type Context struct {
	Termination Date     // the To of the whole term
	Reference   []Period // the whole months, or the regular periods, that hold the period counted: in order, without gaps
	PerYear     int      // reference periods a year, 1 to 366
}

// Days is the number of days of p as the convention counts them: those of the
// calendar, or 30 to a month. An empty period has none. A period without a
// beginning is ErrMissing, one that ends before it begins ErrOrder, and an
// open one ErrContext: cut it at a day first.
func (c DayCount) Days(p Period, context Context) (int, error) {
	if err := c.countable(p); err != nil {
		return 0, err
	}
	return dayCounts[c].days(p, context)
}

// Fraction is the length of p in years, exact; by the actual days of the month,
// in months. It refuses what Days refuses.
func (c DayCount) Fraction(p Period, context Context) (Fraction, error) {
	days, err := c.Days(p, context)
	if err != nil {
		return Fraction{}, err
	}
	return dayCounts[c].fraction(p, days, context)
}

func (c DayCount) countable(p Period) error {
	switch {
	case int(c) >= len(dayCounts):
		return c.Validate()
	case p.From.IsZero():
		return fmt.Errorf("%w: a period counts from a day", ErrMissing)
	case p.IsOpen():
		return fmt.Errorf("%w: a period counts to a day", ErrContext)
	case p.To.Before(p.From):
		return fmt.Errorf("%w: %s is before %s", ErrOrder, p.To, p.From)
	}
	return nil
}

// over divides days by those of a fixed year.
func over(year int64) func(Period, int, Context) (Fraction, error) {
	return func(_ Period, days int, _ Context) (Fraction, error) { return fraction(int64(days), year), nil }
}

// ParseDayCount reads a convention as String writes it: 30E/360. An empty text
// is ErrMissing, another name ErrUnknown.
func ParseDayCount(s string) (DayCount, error) { return dayCountNames.parse(s) }

// Validate refuses a value that is no convention with ErrRange.
func (c DayCount) Validate() error { return dayCountNames.validate(c) }

// String is the name of the convention, such as actual/365F.
func (c DayCount) String() string { return dayCountNames.text(c) }

// MarshalText writes what String writes; an unknown convention is an error.
func (c DayCount) MarshalText() ([]byte, error) { return dayCountNames.marshal(c) }

// UnmarshalText reads what String writes.
func (c *DayCount) UnmarshalText(b []byte) error { return dayCountNames.unmarshal(c, b) }

// Scan reads a convention from SQL: text, or NULL for the zero DayCount.
func (c *DayCount) Scan(src any) error { return dayCountNames.scan(c, src) }

// Value gives SQL the name of c.
func (c DayCount) Value() (driver.Value, error) { return dayCountNames.value(c) }
