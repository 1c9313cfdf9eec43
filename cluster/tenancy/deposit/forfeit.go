package deposit

import (
	"database/sql/driver"

	"github.com/creative-cluster/kvartal/finance"
)

// Forfeit says what of the deposit an early exit costs. The zero Forfeit is
// Nothing.
type Forfeit uint8

// What is kept.
const (
	Nothing Forfeit = iota // it is set off and returned as ever
	Rest                   // what is left when all is set off is kept
	All                    // all is kept first, and set off against nothing
)

var forfeitNames = finance.NewNames[Forfeit]("forfeit", "nothing", "rest", "all")

// ParseForfeit reads a name as String writes it.
func ParseForfeit(s string) (Forfeit, error) { return forfeitNames.Parse(s) }

// Validate refuses a value that has no name with ErrRange.
func (f Forfeit) Validate() error { return forfeitNames.Validate(f) }

// String returns the name.
func (f Forfeit) String() string { return forfeitNames.Text(f) }

// MarshalText writes the name.
func (f Forfeit) MarshalText() ([]byte, error) { return forfeitNames.Marshal(f) }

// UnmarshalText reads a name.
func (f *Forfeit) UnmarshalText(text []byte) error { return forfeitNames.Unmarshal(f, text) }

// Scan reads a name from a text column; NULL is Nothing.
func (f *Forfeit) Scan(src any) error { return forfeitNames.Scan(f, src) }

// Value gives a database the name.
func (f Forfeit) Value() (driver.Value, error) { return forfeitNames.Value(f) }
