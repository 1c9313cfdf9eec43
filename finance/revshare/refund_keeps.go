package revshare

import "github.com/creative-cluster/kvartal/finance"

// Keeps says what of a fee stays with who charged it when the sale comes back.
// The zero Keeps is KeepsNothing.
type Keeps uint8

// The parts that may be kept.
const (
	KeepsNothing Keeps = iota
	KeepsFixed         // the fixed sum; the part of the price is given back
	KeepsAll
)

var keepsNames = finance.NewNames[Keeps]("part kept of a fee", "nothing", "fixed", "all")

// String is the name of the part: nothing, fixed, all.
func (k Keeps) String() string { return keepsNames.Text(k) }

// Validate refuses a value that is none of the three with ErrRange.
func (k Keeps) Validate() error { return keepsNames.Validate(k) }

// MarshalText writes what String writes; an unknown part is an error.
func (k Keeps) MarshalText() ([]byte, error) { return keepsNames.Marshal(k) }

// UnmarshalText reads what String writes.
func (k *Keeps) UnmarshalText(text []byte) error { return keepsNames.Unmarshal(k, text) }

// back is what a whole return gives back of a fee by rate and of all, the fixed
// sum included.
func (k Keeps) back(fee, all int64) int64 {
	switch k {
	case KeepsFixed:
		return fee
	case KeepsAll:
		return 0
	}
	return all
}
