package law

import "github.com/creative-cluster/kvartal/finance"

// Kind is what a rule is about. The zero Kind is Registration.
type Kind uint8

// The kinds. Each has figures of its own in a Rule.
const (
	Registration Kind = iota // a lease of a term from Months on is registered
	Notice                   // a lease without an end is ended by a notice of Months
	RentChange               // changes of rent that are in Binds have Months between them
	LateReturn               // whoever returns late owes Rate of the rent for the delay
	Sublease                 // a sublease is not longer than the lease above it
	Tender                   // property of the state is let by tender
)

var kindNames = finance.NewNames[Kind]("kind of rule", "registration", "notice", "rent-change", "late-return", "sublease", "tender")

// Validate refuses a value that is none of the kinds with ErrRange.
func (k Kind) Validate() error { return kindNames.Validate(k) }

// String is the name of the kind, such as rent-change.
func (k Kind) String() string { return kindNames.Text(k) }

// MarshalText writes what String writes; an unknown kind is an error.
func (k Kind) MarshalText() ([]byte, error) { return kindNames.Marshal(k) }

// UnmarshalText reads what String writes.
func (k *Kind) UnmarshalText(text []byte) error { return kindNames.Unmarshal(k, text) }

// Object is what is let. The zero Object is Premises.
type Object uint8

// The objects.
const (
	Premises Object = iota // a part of a building
	Building               // or a structure
	Land
	Movable
)

var objectNames = finance.NewNames[Object]("object", "premises", "building", "land", "movable")

// Validate refuses a value that is none of the objects with ErrRange.
func (o Object) Validate() error { return objectNames.Validate(o) }

// String is the name of the object, such as premises.
func (o Object) String() string { return objectNames.Text(o) }

// MarshalText writes what String writes; an unknown object is an error.
func (o Object) MarshalText() ([]byte, error) { return objectNames.Marshal(o) }

// UnmarshalText reads what String writes.
func (o *Object) UnmarshalText(text []byte) error { return objectNames.Unmarshal(o, text) }

// Change says who changes a rent, which law asks. The zero Change is Agreed.
type Change uint8

// The changes.
const (
	Agreed     Change = iota // by both sides
	Unilateral               // by one side, as the lease lets it
	Formula                  // by a formula that the lease has: nobody changes anything
)

var changeNames = finance.NewNames[Change]("change of rent", "agreed", "unilateral", "formula")

// Validate refuses a value that is none of the changes with ErrRange.
func (c Change) Validate() error { return changeNames.Validate(c) }

// String is the name of the change, such as unilateral.
func (c Change) String() string { return changeNames.Text(c) }

// MarshalText writes what String writes; an unknown change is an error.
func (c Change) MarshalText() ([]byte, error) { return changeNames.Marshal(c) }

// UnmarshalText reads what String writes.
func (c *Change) UnmarshalText(text []byte) error { return changeNames.Unmarshal(c, text) }
