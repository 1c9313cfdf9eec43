package finance

import "database/sql/driver"

// TierMode says what the rates of a table apply to. The zero TierMode is Slab.
type TierMode uint8

// The ways to read a table.
const (
	Slab     TierMode = iota // each layer of the base at its own rate
	Whole                    // the whole base at the rate of the step reached, plus that step's Base
	BasePlus                 // the Base of the step reached, plus its rate on what lies over its bound
)

var tierModeNames = NewNames[TierMode]("tier mode", "slab", "whole", "base-plus")

// ParseTierMode reads a mode as String writes it: slab, whole, base-plus.
func ParseTierMode(s string) (TierMode, error) { return tierModeNames.Parse(s) }

// Validate refuses a value that is none of the three with ErrRange.
func (m TierMode) Validate() error { return tierModeNames.Validate(m) }

// String returns the name, such as "base-plus".
func (m TierMode) String() string { return tierModeNames.Text(m) }

// MarshalText writes the name.
func (m TierMode) MarshalText() ([]byte, error) { return tierModeNames.Marshal(m) }

// UnmarshalText reads a name.
func (m *TierMode) UnmarshalText(text []byte) error { return tierModeNames.Unmarshal(m, text) }

// Scan reads a name from a text column; NULL is Slab.
func (m *TierMode) Scan(src any) error { return tierModeNames.Scan(m, src) }

// Value gives a database the name.
func (m TierMode) Value() (driver.Value, error) { return tierModeNames.Value(m) }
