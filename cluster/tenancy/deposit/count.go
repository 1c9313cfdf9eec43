package deposit

import (
	"database/sql/driver"

	"github.com/creative-cluster/kvartal/finance"
)

// Count says how the time of a deposit is counted. The zero Count is ByDays.
type Count uint8

// The ways.
const (
	ByDays   Count = iota // each day on what is held at its end, over the days of the year
	ByMonths              // each whole month since the first payment, on the least held in it, over twelve; a part of a month bears nothing
)

var countNames = finance.NewNames[Count]("count of time", "days", "months")

// ParseCount reads a name as String writes it.
func ParseCount(s string) (Count, error) { return countNames.Parse(s) }

// Validate refuses a value that has no name with ErrRange.
func (c Count) Validate() error { return countNames.Validate(c) }

// String returns the name.
func (c Count) String() string { return countNames.Text(c) }

// MarshalText writes the name.
func (c Count) MarshalText() ([]byte, error) { return countNames.Marshal(c) }

// UnmarshalText reads a name.
func (c *Count) UnmarshalText(text []byte) error { return countNames.Unmarshal(c, text) }

// Scan reads a name from a text column; NULL is ByDays.
func (c *Count) Scan(src any) error { return countNames.Scan(c, src) }

// Value gives a database the name.
func (c Count) Value() (driver.Value, error) { return countNames.Value(c) }
