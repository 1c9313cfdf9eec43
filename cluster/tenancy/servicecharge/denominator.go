package servicecharge

import (
	"database/sql/driver"

	"github.com/creative-cluster/kvartal/finance"
)

// Denominator says what a lease's key is divided by, and with that who bears
// what stands empty. It is a term of the lease: 5,000 of 50,000 lettable are
// 1/10, with 10,000 common 1/12. The zero Denominator is Lettable.
type Denominator uint8

// The denominators.
const (
	Lettable          Denominator = iota // all that can be let: the landlord bears what is vacant
	LettableAndCommon                    // and what is in common, whose part the landlord bears too
	LetOnly                              // what those hold on the day who share by the key, after fixed shares: they bear what is vacant
)

const denominators = int(LetOnly) + 1

var denominatorNames = finance.NewNames[Denominator]("denominator", "lettable", "lettable-and-common", "let-only")

// ParseDenominator reads a denominator as String writes it: let-only.
func ParseDenominator(s string) (Denominator, error) { return denominatorNames.Parse(s) }

// Validate refuses a value that is none of the three with ErrRange.
func (d Denominator) Validate() error { return denominatorNames.Validate(d) }

// String returns the name, such as "let-only".
func (d Denominator) String() string { return denominatorNames.Text(d) }

// MarshalText writes the name.
func (d Denominator) MarshalText() ([]byte, error) { return denominatorNames.Marshal(d) }

// UnmarshalText reads a name.
func (d *Denominator) UnmarshalText(text []byte) error { return denominatorNames.Unmarshal(d, text) }

// Scan reads a name from a text column; NULL is Lettable.
func (d *Denominator) Scan(src any) error { return denominatorNames.Scan(d, src) }

// Value gives a database the name.
func (d Denominator) Value() (driver.Value, error) { return denominatorNames.Value(d) }
