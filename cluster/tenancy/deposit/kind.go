package deposit

import (
	"database/sql/driver"

	"github.com/creative-cluster/kvartal/finance"
)

// Kind is what a movement does to the deposit. The zero Kind is PaidIn.
type Kind uint8

// The kinds.
const (
	PaidIn   Kind = iota // the resident paid into it
	Applied              // the landlord took it for a purpose
	Returned             // the landlord gave it back
)

var kindNames = finance.NewNames[Kind]("kind of movement", "paid-in", "applied", "returned")

// ParseKind reads a name as String writes it.
func ParseKind(s string) (Kind, error) { return kindNames.Parse(s) }

// Validate refuses a value that has no name with ErrRange.
func (k Kind) Validate() error { return kindNames.Validate(k) }

// String returns the name.
func (k Kind) String() string { return kindNames.Text(k) }

// MarshalText writes the name.
func (k Kind) MarshalText() ([]byte, error) { return kindNames.Marshal(k) }

// UnmarshalText reads a name.
func (k *Kind) UnmarshalText(text []byte) error { return kindNames.Unmarshal(k, text) }

// Scan reads a name from a text column; NULL is PaidIn.
func (k *Kind) Scan(src any) error { return kindNames.Scan(k, src) }

// Value gives a database the name.
func (k Kind) Value() (driver.Value, error) { return kindNames.Value(k) }
