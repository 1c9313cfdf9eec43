package tenancy

import "github.com/creative-cluster/kvartal/finance"

// State, Action, Side, OptionKind and StayBasis read and write their names.

var stateNames = finance.NewNames[State]("state", "draft", "signed", "commenced", "suspended", "holding-over", "ended", "withdrawn")

// ParseState reads a state as String writes it, such as holding-over.
func ParseState(s string) (State, error) { return stateNames.Parse(s) }

// Validate refuses a value that is none of the states with ErrRange.
func (s State) Validate() error { return stateNames.Validate(s) }

// String returns the name, such as holding-over.
func (s State) String() string { return stateNames.Text(s) }

// MarshalText writes the name.
func (s State) MarshalText() ([]byte, error) { return stateNames.Marshal(s) }

// UnmarshalText reads a name.
func (s *State) UnmarshalText(text []byte) error { return stateNames.Unmarshal(s, text) }

var actionNames = finance.NewNames[Action]("action",
	"sign", "withdraw", "commence", "amend", "assign", "move", "suspend", "resume",
	"serve", "fulfil", "extend", "renew", "end-early", "hold-over", "return", "expire")

// ParseAction reads an action as String writes it, such as end-early.
func ParseAction(s string) (Action, error) { return actionNames.Parse(s) }

// Validate refuses a value that is none of the actions with ErrRange.
func (a Action) Validate() error { return actionNames.Validate(a) }

// String returns the name, such as end-early.
func (a Action) String() string { return actionNames.Text(a) }

// MarshalText writes the name.
func (a Action) MarshalText() ([]byte, error) { return actionNames.Marshal(a) }

// UnmarshalText reads a name.
func (a *Action) UnmarshalText(text []byte) error { return actionNames.Unmarshal(a, text) }

var sideNames = finance.NewNames[Side]("side", "resident", "landlord", "either")

// ParseSide reads a side as String writes it, such as landlord.
func ParseSide(s string) (Side, error) { return sideNames.Parse(s) }

// Validate refuses a value that is none of the sides with ErrRange.
func (s Side) Validate() error { return sideNames.Validate(s) }

// String returns the name, such as landlord.
func (s Side) String() string { return sideNames.Text(s) }

// MarshalText writes the name.
func (s Side) MarshalText() ([]byte, error) { return sideNames.Marshal(s) }

// UnmarshalText reads a name.
func (s *Side) UnmarshalText(text []byte) error { return sideNames.Unmarshal(s, text) }

var optionKindNames = finance.NewNames[OptionKind]("kind of option", "break", "renew", "extend")

// ParseOptionKind reads a kind as String writes it: break, renew, extend.
func ParseOptionKind(s string) (OptionKind, error) { return optionKindNames.Parse(s) }

// Validate refuses a value that is none of the kinds with ErrRange.
func (k OptionKind) Validate() error { return optionKindNames.Validate(k) }

// String returns the name, such as break.
func (k OptionKind) String() string { return optionKindNames.Text(k) }

// MarshalText writes the name.
func (k OptionKind) MarshalText() ([]byte, error) { return optionKindNames.Marshal(k) }

// UnmarshalText reads a name.
func (k *OptionKind) UnmarshalText(text []byte) error { return optionKindNames.Unmarshal(k, text) }

var stayBasisNames = finance.NewNames[StayBasis]("basis of a stay", "day", "started-month")

// ParseStayBasis reads a basis as String writes it: day, started-month.
func ParseStayBasis(s string) (StayBasis, error) { return stayBasisNames.Parse(s) }

// Validate refuses a value that is none of the two with ErrRange.
func (b StayBasis) Validate() error { return stayBasisNames.Validate(b) }

// String returns the name, such as started-month.
func (b StayBasis) String() string { return stayBasisNames.Text(b) }

// MarshalText writes the name.
func (b StayBasis) MarshalText() ([]byte, error) { return stayBasisNames.Marshal(b) }

// UnmarshalText reads a name.
func (b *StayBasis) UnmarshalText(text []byte) error { return stayBasisNames.Unmarshal(b, text) }
