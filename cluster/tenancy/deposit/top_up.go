package deposit

import (
	"database/sql/driver"

	"github.com/creative-cluster/kvartal/finance"
)

// TopUp says when the deposit grows with the rent. The zero TopUp is Never.
type TopUp uint8

// The times.
const (
	Never  TopUp = iota // it stays what it was at the start
	OnRise              // when the rent rises by more than the threshold
)

var topUpNames = finance.NewNames[TopUp]("top-up", "never", "on-rise")

// ParseTopUp reads a name as String writes it.
func ParseTopUp(s string) (TopUp, error) { return topUpNames.Parse(s) }

// Validate refuses a value that has no name with ErrRange.
func (u TopUp) Validate() error { return topUpNames.Validate(u) }

// String returns the name.
func (u TopUp) String() string { return topUpNames.Text(u) }

// MarshalText writes the name.
func (u TopUp) MarshalText() ([]byte, error) { return topUpNames.Marshal(u) }

// UnmarshalText reads a name.
func (u *TopUp) UnmarshalText(text []byte) error { return topUpNames.Unmarshal(u, text) }

// Scan reads a name from a text column; NULL is Never.
func (u *TopUp) Scan(src any) error { return topUpNames.Scan(u, src) }

// Value gives a database the name.
func (u TopUp) Value() (driver.Value, error) { return topUpNames.Value(u) }
