package cashflow

import (
	"fmt"
	"math"

	"github.com/creative-cluster/kvartal/finance"
)

// Outcome says how many internal rates of return a stream has.
type Outcome uint8

// The outcomes.
const (
	NoRoot    Outcome = iota // none: no flow, flows of one sign, or signs that never balance
	OneRoot                  // exactly one
	ManyRoots                // several, and no reason in the numbers to prefer one
	EveryRate                // every amount is nothing, which any rate discounts to nothing
)

var outcomeNames = finance.NewNames[Outcome]("outcome", "none", "one", "many", "every")

// String is the name of the outcome: none, one, many, every.
func (o Outcome) String() string { return outcomeNames.Text(o) }

// MarshalText writes what String writes; an unknown outcome is an error.
func (o Outcome) MarshalText() ([]byte, error) { return outcomeNames.Marshal(o) }

// UnmarshalText reads what String writes.
func (o *Outcome) UnmarshalText(text []byte) error { return outcomeNames.Unmarshal(o, text) }

// Root is a rate at which a present value is zero. Low and High are the nearest
// rates at which the value is clear of zero, to the precision of floats: a few
// last digits apart where it crosses zero steeply, at the eighth digit where it
// touches it. A rate of such a loss that no float lies between it and -1 is
// given as -1.
type Root struct {
	Rate, Low, High float64
	Touches         bool // the value has one sign on both sides: an even number of rates fell together, or lie too close to tell apart
}

// Roots are all internal rates of return of a stream above -1, in ascending
// order.
type Roots struct {
	Outcome     Outcome
	All         []Root
	SignChanges int // of the flows: there are at most so many rates, and as many but for an even number
}

// Only is the internal rate of return where it is one and unambiguous. None, or
// every rate, is finance.ErrMissing; several are finance.ErrConflict.
func (r Roots) Only() (float64, error) {
	switch r.Outcome {
	case OneRoot:
		return r.All[0].Rate, nil
	case ManyRoots:
		return 0, fmt.Errorf("%d internal rates of return: %w", len(r.All), finance.ErrConflict)
	}
	return 0, fmt.Errorf("internal rate of return: %w", finance.ErrMissing)
}

// Nearest is the rate nearest to a guess, the lower one of two equally near: the
// choice of spreadsheets, which start from 0.1. Without a root it is
// finance.ErrMissing, for a guess that is no number finance.ErrRange.
func (r Roots) Nearest(guess float64) (float64, error) {
	if math.IsNaN(guess) {
		return 0, fmt.Errorf("guess %v: %w", guess, finance.ErrRange)
	}
	if len(r.All) == 0 {
		return 0, fmt.Errorf("internal rate of return: %w", finance.ErrMissing)
	}
	best := r.All[0].Rate
	for _, root := range r.All[1:] {
		if math.Abs(root.Rate-guess) < math.Abs(best-guess) {
			best = root.Rate
		}
	}
	return best, nil
}
