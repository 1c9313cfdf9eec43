package arrears

import (
	"database/sql/driver"

	"github.com/creative-cluster/kvartal/finance"
)

// RoundAt says which amounts are rounded to the minor unit. The zero RoundAt is
// AtEnd. A daily rate that was itself rounded is an agreed rate per day.
type RoundAt uint8

// The steps.
const (
	AtEnd    RoundAt = iota // the total, once
	EachLine                // the amount of each line: a stretch of days of one balance and one rate
	EachDay                 // the amount of each day, also called the daily amount
)

var roundAtNames = finance.NewNames[RoundAt]("rounding step", "end", "each-line", "each-day")

// ParseRoundAt reads a name as String writes it.
func ParseRoundAt(s string) (RoundAt, error) { return roundAtNames.Parse(s) }

// Validate refuses a value that has no name with ErrRange.
func (r RoundAt) Validate() error { return roundAtNames.Validate(r) }

// String returns the name.
func (r RoundAt) String() string { return roundAtNames.Text(r) }

// MarshalText writes the name.
func (r RoundAt) MarshalText() ([]byte, error) { return roundAtNames.Marshal(r) }

// UnmarshalText reads a name.
func (r *RoundAt) UnmarshalText(text []byte) error { return roundAtNames.Unmarshal(r, text) }

// Scan reads a name from a text column; NULL is AtEnd.
func (r *RoundAt) Scan(src any) error { return roundAtNames.Scan(r, src) }

// Value gives a database the name.
func (r RoundAt) Value() (driver.Value, error) { return roundAtNames.Value(r) }
