package split

import (
	"database/sql/driver"

	"github.com/creative-cluster/kvartal/finance"
)

// By says how a node divides what it has. The zero By is Shares.
type By uint8

// The ways of dividing.
const (
	Shares  By = iota // each part its Share of the whole; what is left to 100 % is the rest
	Points            // each part its Points over the sum of all points
	Equal             // each part the same
	InOrder           // each part in turn up to its UpTo; what is left is the rest
)

var byNames = finance.NewNames[By]("way of dividing", "shares", "points", "equal", "in-order")

// String is the name: shares, points, equal, in-order.
func (b By) String() string { return byNames.Text(b) }

// Validate refuses a value that is none of the four with ErrRange.
func (b By) Validate() error { return byNames.Validate(b) }

// MarshalText writes what String writes; an unknown value is an error.
func (b By) MarshalText() ([]byte, error) { return byNames.Marshal(b) }

// UnmarshalText reads what String writes.
func (b *By) UnmarshalText(text []byte) error { return byNames.Unmarshal(b, text) }

// Scan reads a name from a text column; NULL is Shares.
func (b *By) Scan(src any) error { return byNames.Scan(b, src) }

// Value gives a database the name.
func (b By) Value() (driver.Value, error) { return byNames.Value(b) }
