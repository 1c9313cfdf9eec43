package servicecharge

import (
	"database/sql/driver"

	"github.com/creative-cluster/kvartal/finance"
)

// CapMode says over what a cap lets a charge rise. The zero CapMode is Yearly.
type CapMode uint8

// The modes. What a slow year left unused is lost under Yearly, and kept under
// the cumulative ones.
const (
	Yearly             CapMode = iota // last year's charge × (1 + rate)
	CumulativeSimple                  // base × (1 + rate × years since)
	CumulativeCompound                // base × (1 + rate)^(years since)
)

const modes = int(CumulativeCompound) + 1

var capModeNames = finance.NewNames[CapMode]("cap mode", "yearly", "cumulative-simple", "cumulative-compound")

// ParseCapMode reads a mode as String writes it: cumulative-simple.
func ParseCapMode(s string) (CapMode, error) { return capModeNames.Parse(s) }

// Validate refuses a value that is none of the three with ErrRange.
func (m CapMode) Validate() error { return capModeNames.Validate(m) }

// String returns the name, such as "cumulative-simple".
func (m CapMode) String() string { return capModeNames.Text(m) }

// MarshalText writes the name.
func (m CapMode) MarshalText() ([]byte, error) { return capModeNames.Marshal(m) }

// UnmarshalText reads a name.
func (m *CapMode) UnmarshalText(text []byte) error { return capModeNames.Unmarshal(m, text) }

// Scan reads a name from a text column; NULL is Yearly.
func (m *CapMode) Scan(src any) error { return capModeNames.Scan(m, src) }

// Value gives a database the name.
func (m CapMode) Value() (driver.Value, error) { return capModeNames.Value(m) }
