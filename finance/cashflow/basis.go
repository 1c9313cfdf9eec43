package cashflow

import (
	"database/sql/driver"

	"github.com/creative-cluster/kvartal/finance"
)

// Basis says what is equal among the parts of a term. The zero Basis is
// ByMonth.
type Basis uint8

// The bases.
const (
	ByMonth Basis = iota // months: a whole one counts one, whatever its days
	ByDay                // days
)

var basisNames = finance.NewNames[Basis]("basis", "month", "day")

// Validate refuses a value that is neither with ErrRange.
func (b Basis) Validate() error { return basisNames.Validate(b) }

// String is the name of the basis: month, day.
func (b Basis) String() string { return basisNames.Text(b) }

// MarshalText writes what String writes; an unknown basis is an error.
func (b Basis) MarshalText() ([]byte, error) { return basisNames.Marshal(b) }

// UnmarshalText reads what String writes.
func (b *Basis) UnmarshalText(text []byte) error { return basisNames.Unmarshal(b, text) }

// Scan reads a name from a text column; NULL is ByMonth.
func (b *Basis) Scan(src any) error { return basisNames.Scan(b, src) }

// Value gives a database the name.
func (b Basis) Value() (driver.Value, error) { return basisNames.Value(b) }
