package journal

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
)

// ErrUnsupported is syntax of a tool that Parse knows and does not take.
var ErrUnsupported error = unsupported{}

type unsupported struct{}

func (unsupported) Error() string { return "not supported" }

// Code is the stable name of this kind of failure.
func (unsupported) Code() string { return "unsupported" }

// The limits of what is read. What goes beyond one is finance.ErrLimit.
const (
	MaxBytes    = 256 << 20 // bytes of a text
	MaxLine     = 16 << 10  // bytes of a line
	MaxDigits   = 100       // digits of a number, and its exponent
	MaxPostings = 1000      // of a transaction
	MaxLevels   = 128       // of an account's name; levels of the accounts of package ledger are fewer
)

// Place is where something stands in a text, both from 1; a column is a
// character.
type Place struct{ Line, Column int }

func (p Place) String() string { return fmt.Sprintf("%d:%d", p.Line, p.Column) }

// Imbalance is a transaction that does not sum to zero.
type Imbalance struct{ Residual }

func (e *Imbalance) Error() string {
	return fmt.Sprintf("sums to %s, allowed is %s: conflict", e.Amount, e.Tolerance)
}

// Unwrap is finance.ErrConflict.
func (e *Imbalance) Unwrap() error { return finance.ErrConflict }
