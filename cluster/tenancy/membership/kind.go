package membership

import (
	"database/sql/driver"

	"github.com/creative-cluster/kvartal/finance"
)

// Kind is what happened to a credit.
type Kind uint8

// The kinds. What happens on one day counts in this order.
const (
	Granting   Kind = iota // the plan granted units, or a change of terms did or took them back
	Buying                 // a Purchase
	Giving                 // a Goodwill
	Using                  // a Use
	Cancelling             // a Cancel
	Refunding              // a Refund
	Ending                 // the membership ended: what was bought is refunded, the rest lapses
	Lapsing                // a cycle ended
)

var kindNames = finance.NewNames[Kind]("kind", "granted", "bought", "given", "used", "cancelled", "refunded", "ended", "lapsed")

// ParseKind reads a kind as String writes it, such as used.
func ParseKind(s string) (Kind, error) { return kindNames.Parse(s) }

// Validate refuses a value that is no kind with ErrRange.
func (k Kind) Validate() error { return kindNames.Validate(k) }

// String returns the name, such as used.
func (k Kind) String() string { return kindNames.Text(k) }

// MarshalText writes the name.
func (k Kind) MarshalText() ([]byte, error) { return kindNames.Marshal(k) }

// UnmarshalText reads a name.
func (k *Kind) UnmarshalText(text []byte) error { return kindNames.Unmarshal(k, text) }

// Scan reads a name from a text column; NULL is Granting.
func (k *Kind) Scan(src any) error { return kindNames.Scan(k, src) }

// Value gives a database the name.
func (k Kind) Value() (driver.Value, error) { return kindNames.Value(k) }
