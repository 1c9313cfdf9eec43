package arrears

import (
	"database/sql/driver"

	"github.com/creative-cluster/kvartal/finance"
)

// Per is the time that a rate is for. The zero Per is ByYear.
type Per uint8

// The times.
const (
	ByYear Per = iota // a year, whose length the day count says
	ByDay             // a day
)

var perNames = finance.NewNames[Per]("time of a rate", "year", "day")

// ParsePer reads a name as String writes it.
func ParsePer(s string) (Per, error) { return perNames.Parse(s) }

// Validate refuses a value that has no name with ErrRange.
func (p Per) Validate() error { return perNames.Validate(p) }

// String returns the name.
func (p Per) String() string { return perNames.Text(p) }

// MarshalText writes the name.
func (p Per) MarshalText() ([]byte, error) { return perNames.Marshal(p) }

// UnmarshalText reads a name.
func (p *Per) UnmarshalText(text []byte) error { return perNames.Unmarshal(p, text) }

// Scan reads a name from a text column; NULL is ByYear.
func (p *Per) Scan(src any) error { return perNames.Scan(p, src) }

// Value gives a database the name.
func (p Per) Value() (driver.Value, error) { return perNames.Value(p) }
