package revshare

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Negative says what a clause owes on a total below zero: a window in which
// more came back than was sold. The zero Negative is Mirrored.
type Negative uint8

// The rules. Mirrored gives back what the opposite total would have borne: a
// credit, carried in the account against what follows. Floored owes nothing;
// the later sales of the window fill the gap before anything is owed, and what
// its end leaves lapses. Refused is an error.
const (
	Mirrored Negative = iota
	Floored
	Refused
)

var negativeNames = finance.NewNames[Negative]("rule for a negative total", "mirrored", "floored", "refused")

// String is the name of the rule: mirrored, floored, refused.
func (n Negative) String() string { return negativeNames.Text(n) }

// Validate refuses a value that is none of the three with ErrRange.
func (n Negative) Validate() error { return negativeNames.Validate(n) }

// MarshalText writes what String writes; an unknown rule is an error.
func (n Negative) MarshalText() ([]byte, error) { return negativeNames.Marshal(n) }

// UnmarshalText reads what String writes.
func (n *Negative) UnmarshalText(text []byte) error { return negativeNames.Unmarshal(n, text) }

// base is what a clause charges on, never below zero, and whether its amount is
// to be turned round: a rounding then treats a return as it treated the sale.
func (n Negative) base(total finance.Money, t *accrual.Trace) (base finance.Money, mirrored bool, err error) {
	if total.Sign() >= 0 {
		return total, false, nil
	}
	switch n {
	case Mirrored:
		base, err = total.Neg()
		return base, true, err
	case Floored:
		none := finance.Zero(total.Currency())
		t.AtLeast(total, none)
		return none, false, nil
	case Refused:
		return finance.Money{}, false, fmt.Errorf("total of %v: %w", total, finance.ErrNegative)
	}
	return finance.Money{}, false, n.Validate()
}

// turned is m, negated if mirrored.
func turned(m finance.Money, mirrored bool) (finance.Money, error) {
	if mirrored {
		return m.Neg()
	}
	return m, nil
}
