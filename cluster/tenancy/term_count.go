package tenancy

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// TermCount says how long a term is in years. Terms are never rounded before
// they are averaged. The zero TermCount is WholeMonths.
type TermCount uint8

// The counts.
const (
	WholeMonths TermCount = iota // whole months over 12; days beyond them do not count
	DaysOf365                    // days over 365
	DaysOf36525                  // days over 365.25
)

var termCountNames = finance.NewNames[TermCount]("term count", "months", "365", "365.25")

// termScales make whole numbers of terms: what a unit (a month or a day), a
// month without a date, and a year are in the same measure.
var termScales = [...]struct{ unit, month, year int64 }{
	WholeMonths: {1, 1, 12},
	DaysOf365:   {12, 365, 12 * 365},
	DaysOf36525: {1200, 36525, 12 * 36525},
}

// term is the length of a period, in the measure of the scale.
func (c TermCount) term(p civil.Period) int64 {
	if c == WholeMonths {
		return int64(p.To.MonthsSince(p.From))
	}
	return termScales[c].unit * int64(p.Days())
}

// ParseTermCount reads a count as String writes it: months, 365, 365.25.
func ParseTermCount(s string) (TermCount, error) { return termCountNames.Parse(s) }

// Validate refuses a value that is none of the counts with ErrRange.
func (c TermCount) Validate() error { return termCountNames.Validate(c) }

// String returns the name, such as months.
func (c TermCount) String() string { return termCountNames.Text(c) }

// MarshalText writes the name.
func (c TermCount) MarshalText() ([]byte, error) { return termCountNames.Marshal(c) }

// UnmarshalText reads a name.
func (c *TermCount) UnmarshalText(text []byte) error { return termCountNames.Unmarshal(c, text) }
