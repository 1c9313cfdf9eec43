package servicecharge

import (
	"database/sql/driver"

	"github.com/creative-cluster/kvartal/finance"
)

// Key says what a pool is shared by. The zero Key is ByArea.
type Key uint8

// The keys. Their values are whole numbers of a unit that the host chooses, the
// same one for a pool and all that share it.
const (
	ByArea    Key = iota // area held: hundredths of a square metre
	ByWeight             // area or places, weighted as agreed
	ByHeads              // people
	ByReading            // what a meter read: used since the reading before, whatever the days
)

const keys = int(ByReading) + 1

var keyNames = finance.NewNames[Key]("key", "area", "weight", "heads", "reading")

// ParseKey reads a key as String writes it: area.
func ParseKey(s string) (Key, error) { return keyNames.Parse(s) }

// Validate refuses a value that is none of the four with ErrRange.
func (k Key) Validate() error { return keyNames.Validate(k) }

// String returns the name, such as "heads".
func (k Key) String() string { return keyNames.Text(k) }

// MarshalText writes the name.
func (k Key) MarshalText() ([]byte, error) { return keyNames.Marshal(k) }

// UnmarshalText reads a name.
func (k *Key) UnmarshalText(text []byte) error { return keyNames.Unmarshal(k, text) }

// Scan reads a name from a text column; NULL is ByArea.
func (k *Key) Scan(src any) error { return keyNames.Scan(k, src) }

// Value gives a database the name.
func (k Key) Value() (driver.Value, error) { return keyNames.Value(k) }
