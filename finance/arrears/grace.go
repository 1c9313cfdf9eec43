package arrears

import (
	"database/sql/driver"

	"github.com/creative-cluster/kvartal/finance"
)

// GraceMode says what the first days overdue bear. The zero GraceMode is
// NoGrace. Steps count the days overdue from the due day under each of them.
type GraceMode uint8

// The modes.
const (
	NoGrace    GraceMode = iota // interest from the first day
	FreeDays                    // the days of grace bear nothing, for good
	PaidWithin                  // the days of grace bear nothing if by their end all is paid; if not, interest from the first day
)

var graceNames = finance.NewNames[GraceMode]("grace", "none", "free-days", "paid-within")

// ParseGraceMode reads a name as String writes it.
func ParseGraceMode(s string) (GraceMode, error) { return graceNames.Parse(s) }

// Validate refuses a value that has no name with ErrRange.
func (g GraceMode) Validate() error { return graceNames.Validate(g) }

// String returns the name.
func (g GraceMode) String() string { return graceNames.Text(g) }

// MarshalText writes the name.
func (g GraceMode) MarshalText() ([]byte, error) { return graceNames.Marshal(g) }

// UnmarshalText reads a name.
func (g *GraceMode) UnmarshalText(text []byte) error { return graceNames.Unmarshal(g, text) }

// Scan reads a name from a text column; NULL is NoGrace.
func (g *GraceMode) Scan(src any) error { return graceNames.Scan(g, src) }

// Value gives a database the name.
func (g GraceMode) Value() (driver.Value, error) { return graceNames.Value(g) }
