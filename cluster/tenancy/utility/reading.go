package utility

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Reading is a fact: how a meter stood as a day began. The days from the reading
// before it to the day before it are those that it closes. What Voids another
// reading undoes it as if it had never been, and has no value.
type Reading struct {
	ID     string      `json:"id"`
	Lease  string      `json:"lease,omitempty"` // whose consumption it is; empty for a meter that no lease is charged by
	Meter  string      `json:"meter"`           // the name by which clauses count it
	On     civil.Date  `json:"on"`
	Known  civil.Date  `json:"known"`
	Value  Quantity    `json:"value,omitzero"`
	Change Change      `json:"change,omitzero"` // what became of the meter since the reading before
	Range  Quantity    `json:"range,omitzero"`  // of a meter that rolled over: the value at which it begins with nothing again
	Final  Quantity    `json:"final,omitzero"`  // of a meter that was replaced: how the old one stood; Value is how the new one began
	Voids  accrual.Ref `json:"voids,omitzero"`
}

// Change is what became of a meter between two readings. The zero Change is
// Onward.
type Change uint8

// The changes. A meter that runs backward without one of them is refused.
const (
	Onward     Change = iota // it ran on
	RolledOver               // it reached its range and began with nothing, once
	Replaced                 // another one was put in its place on the day of the reading
)

var changeNames = finance.NewNames[Change]("change of a meter", "onward", "rolled-over", "replaced")

// Validate refuses a value that is none of the three with ErrRange.
func (c Change) Validate() error { return changeNames.Validate(c) }

// String is the name of the change: onward, rolled-over, replaced.
func (c Change) String() string { return changeNames.Text(c) }

// MarshalText writes what String writes; an unknown change is an error.
func (c Change) MarshalText() ([]byte, error) { return changeNames.Marshal(c) }

// UnmarshalText reads what String writes.
func (c *Change) UnmarshalText(text []byte) error { return changeNames.Unmarshal(c, text) }

// MaxID is the length of a reading's id in bytes: those of its facts are longer.
const MaxID = 200

// Validate reports everything that is wrong with r in itself, as
// finance.Problems. How it stands to other readings is [Consume]'s check.
func (r Reading) Validate() error {
	var wrong finance.Problems
	wrong.Add("id", finance.CheckName(r.ID, MaxID))
	wrong.Add("meter", finance.CheckName(r.Meter, MaxName))
	if r.Lease != "" {
		wrong.Add("lease", finance.CheckName(r.Lease, accrual.MaxText))
	}
	wrong.Add("on", given(r.On))
	wrong.Add("known", given(r.Known))
	wrong.Add("change", r.Change.Validate())
	if r.Voids != (accrual.Ref{}) {
		r.checkVoids(&wrong)
		return wrong.Err()
	}
	wrong.Add("range", r.checkRange())
	if r.Change != Replaced && !r.Final.IsZero() {
		wrong.Add("final", fmt.Errorf("of a meter that was not replaced: %w", finance.ErrConflict))
	}
	return wrong.Err()
}

func (r Reading) checkVoids(wrong *finance.Problems) {
	wrong.Add("voids.id", finance.CheckName(r.Voids.ID, MaxID))
	wrong.Add("voids.on", given(r.Voids.On))
	if !r.Value.IsZero() || !r.Range.IsZero() || !r.Final.IsZero() || r.Change != Onward {
		wrong.Add("value", fmt.Errorf("what voids reads nothing: %w", finance.ErrConflict))
	}
}

func (r Reading) checkRange() error {
	switch {
	case r.Change != RolledOver && r.Range.IsZero():
		return nil
	case r.Change != RolledOver:
		return fmt.Errorf("of a meter that did not roll over: %w", finance.ErrConflict)
	case r.Range.IsZero():
		return finance.ErrMissing
	case r.Range.Cmp(r.Value) <= 0:
		return fmt.Errorf("%v, while the meter stands at %v: %w", r.Range, r.Value, finance.ErrRange)
	}
	return nil
}

// since is what the meter counted from the reading before to r. That r closes
// at least a day is the caller's check.
//
//	onward       value - before
//	rolled over  range - before + value
//	replaced     final - before
func (r *Reading) since(before *Reading) (Quantity, error) {
	switch r.Change {
	case RolledOver:
		if r.Value.Cmp(before.Value) >= 0 || r.Range.Cmp(before.Value) <= 0 {
			return Quantity{}, fmt.Errorf("%v after %v of %v does not roll over at %v: %w", r.Value, before.Value, before.On, r.Range, finance.ErrConflict)
		}
		return NewQuantity(r.Range.thousandths - before.Value.thousandths + r.Value.thousandths)
	case Replaced:
		return forward(r.Final, before)
	}
	return forward(r.Value, before)
}

func forward(value Quantity, before *Reading) (Quantity, error) {
	if value.Cmp(before.Value) < 0 {
		return Quantity{}, fmt.Errorf("the meter runs backward, to %v from %v of %v: %w", value, before.Value, before.On, finance.ErrNegative)
	}
	return value.Sub(before.Value)
}
