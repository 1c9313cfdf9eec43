package ledger

import (
	"database/sql/driver"

	"github.com/creative-cluster/kvartal/finance"
)

// Late says what becomes of an entry that comes for a locked month. The zero
// Late is RefuseLate.
type Late uint8

// What may become of a late entry.
const (
	RefuseLate Late = iota // it is refused with ErrClosed
	MoveLate               // the first open month takes it; it keeps its day
)

var lateNames = finance.NewNames[Late]("rule for late entries", "refuse", "move")

// ParseLate reads a rule as String writes it: refuse, move.
func ParseLate(s string) (Late, error) { return lateNames.Parse(s) }

// Validate refuses a value that is none of the two with ErrRange.
func (x Late) Validate() error { return lateNames.Validate(x) }

// String returns the name, such as "move".
func (x Late) String() string { return lateNames.Text(x) }

// MarshalText writes the name.
func (x Late) MarshalText() ([]byte, error) { return lateNames.Marshal(x) }

// UnmarshalText reads a name.
func (x *Late) UnmarshalText(text []byte) error { return lateNames.Unmarshal(x, text) }

// Scan reads a name from a text column; NULL is RefuseLate.
func (x *Late) Scan(src any) error { return lateNames.Scan(x, src) }

// Value gives a database the name.
func (x Late) Value() (driver.Value, error) { return lateNames.Value(x) }
