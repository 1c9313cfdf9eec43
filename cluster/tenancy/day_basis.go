package tenancy

import "github.com/creative-cluster/kvartal/finance"

// DayBasis says what part of a month's rent some of its days bear. A month that
// is held on all its days bears one month's rent under each basis, so twelve
// months bear twelve; counting thirtieths through whole months would give 365
// of them a year. The zero DayBasis is ActualDays.
type DayBasis uint8

// The bases.
const (
	ActualDays DayBasis = iota // days held / days of the month
	ThirtyDays                 // days held / 30; also called the banker's month
	YearDays                   // 12 × days held / 365, also in a leap year; also called the annual basis
)

var dayBasisNames = finance.NewNames[DayBasis]("day basis", "actual", "30", "365")

// dayBases are the factors of the days held, and what their product is divided
// by: 0 for the days of the month.
var dayBases = [...]struct{ times, by int64 }{
	ActualDays: {1, 0},
	ThirtyDays: {1, 30},
	YearDays:   {12, 365},
}

// part returns the part of the rent of a month of whole days that held of them
// bear; an unknown basis is ErrRange.
func (b DayBasis) part(held, whole int64) (num, den int64, err error) {
	if int(b) >= len(dayBases) {
		return 0, 0, b.Validate()
	}
	basis := dayBases[b]
	if held >= whole || basis.by == 0 {
		return held, whole, nil
	}
	return basis.times * held, basis.by, nil
}

// ParseDayBasis reads a basis as String writes it: actual, 30, 365.
func ParseDayBasis(s string) (DayBasis, error) { return dayBasisNames.Parse(s) }

// Validate refuses a value that is none of the three with ErrRange.
func (b DayBasis) Validate() error { return dayBasisNames.Validate(b) }

// String returns the name, such as actual.
func (b DayBasis) String() string { return dayBasisNames.Text(b) }

// MarshalText writes the name.
func (b DayBasis) MarshalText() ([]byte, error) { return dayBasisNames.Marshal(b) }

// UnmarshalText reads a name.
func (b *DayBasis) UnmarshalText(text []byte) error { return dayBasisNames.Unmarshal(b, text) }
