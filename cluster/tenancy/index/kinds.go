package index

import (
	"database/sql/driver"

	"github.com/creative-cluster/kvartal/finance"
)

// Kind says what the values of a series are. The zero Kind is Level.
type Kind uint8

// The kinds of series.
const (
	Level  Kind = iota // each value is the level of the index: 112.4
	Change             // each is the month in per cent of the same month a year before: 109.52 is a rise of 9.52 %
)

var kindNames = finance.NewNames[Kind]("kind of series", "level", "change")

// ParseKind reads a kind as String writes it: level, change.
func ParseKind(s string) (Kind, error) { return kindNames.Parse(s) }

// Validate refuses a value that is no kind with ErrRange.
func (k Kind) Validate() error { return kindNames.Validate(k) }

// String is the name of the kind.
func (k Kind) String() string { return kindNames.Text(k) }

// MarshalText writes the name.
func (k Kind) MarshalText() ([]byte, error) { return kindNames.Marshal(k) }

// UnmarshalText reads a name.
func (k *Kind) UnmarshalText(text []byte) error { return kindNames.Unmarshal(k, text) }

// Scan reads a name from a text column; NULL is Level.
func (k *Kind) Scan(src any) error { return kindNames.Scan(k, src) }

// Value gives a database the name.
func (k Kind) Value() (driver.Value, error) { return kindNames.Value(k) }

// Method says what a review compares with, and which price it moves. The zero
// Method is FromBase.
type Method uint8

// The methods. Without rounding, bounds and a plus that is added, both come to
// the same price.
const (
	FromBase Method = iota // the first price by the change since the base month: roundings do not add up
	Chained                // the last rounded price by the change since the review applied last
)

var methodNames = finance.NewNames[Method]("method", "from-base", "chained")

// ParseMethod reads a method as String writes it: from-base, chained.
func ParseMethod(s string) (Method, error) { return methodNames.Parse(s) }

// Validate refuses a value that is no method with ErrRange.
func (m Method) Validate() error { return methodNames.Validate(m) }

// String is the name of the method.
func (m Method) String() string { return methodNames.Text(m) }

// MarshalText writes the name.
func (m Method) MarshalText() ([]byte, error) { return methodNames.Marshal(m) }

// UnmarshalText reads a name.
func (m *Method) UnmarshalText(text []byte) error { return methodNames.Unmarshal(m, text) }

// Scan reads a name from a text column; NULL is FromBase.
func (m *Method) Scan(src any) error { return methodNames.Scan(m, src) }

// Value gives a database the name.
func (m Method) Value() (driver.Value, error) { return methodNames.Value(m) }

// Fixing says which publication of a value a review takes. The zero Fixing is
// Corrected.
type Fixing uint8

// The ways of fixing.
const (
	Corrected Fixing = iota // the last published; until the index month is published the old price stands, and a correction changes the new one from its review day on
	Fixed                   // the latest at or before the index month that was published by the fixing day, KnownBy days before the review; no later publication changes it
)

var fixingNames = finance.NewNames[Fixing]("fixing", "corrected", "fixed")

// ParseFixing reads a fixing as String writes it: corrected, fixed.
func ParseFixing(s string) (Fixing, error) { return fixingNames.Parse(s) }

// Validate refuses a value that is no fixing with ErrRange.
func (f Fixing) Validate() error { return fixingNames.Validate(f) }

// String is the name of the fixing.
func (f Fixing) String() string { return fixingNames.Text(f) }

// MarshalText writes the name.
func (f Fixing) MarshalText() ([]byte, error) { return fixingNames.Marshal(f) }

// UnmarshalText reads a name.
func (f *Fixing) UnmarshalText(text []byte) error { return fixingNames.Unmarshal(f, text) }

// Scan reads a name from a text column; NULL is Corrected.
func (f *Fixing) Scan(src any) error { return fixingNames.Scan(f, src) }

// Value gives a database the name.
func (f Fixing) Value() (driver.Value, error) { return fixingNames.Value(f) }

// Bound says what held a price, if anything did.
type Bound uint8

// The bounds.
const (
	Free        Bound = iota // nothing: the price moved as computed
	AtFloor                  // raised to the floor
	AtCap                    // lowered to the cap
	NotLowered               // UpwardOnly kept the price before
	BelowChange              // the change stayed under the threshold: the price before stands
)

var boundNames = finance.NewNames[Bound]("bound", "free", "floor", "cap", "upward-only", "threshold")

// Validate refuses a value that is no bound with ErrRange.
func (b Bound) Validate() error { return boundNames.Validate(b) }

// String is the name of the bound.
func (b Bound) String() string { return boundNames.Text(b) }

// MarshalText writes the name.
func (b Bound) MarshalText() ([]byte, error) { return boundNames.Marshal(b) }

// UnmarshalText reads a name.
func (b *Bound) UnmarshalText(text []byte) error { return boundNames.Unmarshal(b, text) }
