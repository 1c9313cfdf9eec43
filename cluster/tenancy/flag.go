package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Flag marks a space, for some time or for good: state property, a listed
// facade. What it means for a lease is what the house's [Limit] of that name
// says.
type Flag struct {
	Name string       `json:"name"`
	In   civil.Period `json:"in,omitzero"` // the zero Period is every day
}

// Validate reports everything that is wrong with f, as finance.Problems.
func (f Flag) Validate() error {
	var wrong finance.Problems
	wrong.Add("name", checkID(f.Name))
	if !f.In.IsZero() {
		wrong.Add("in", f.In.Validate())
	}
	return wrong.Err()
}

// within reports whether f marks a day of a period.
func (f Flag) within(p civil.Period) bool { return f.In.IsZero() || f.In.Overlaps(p) }

// maxFlags is how many flags a space may have.
const maxFlags = 100

func (s *Space) checkFlags(wrong *finance.Problems) {
	if len(s.Flags) > maxFlags {
		wrong.Add("flags", fmt.Errorf("%d, at most %d: %w", len(s.Flags), maxFlags, finance.ErrLimit))
		return
	}
	for i, f := range s.Flags {
		wrong.AddAt("flags", i, f.Validate())
	}
}

// Basis is a document that a lease rests on: the protocol of a tender, a
// consent of the owner.
type Basis struct {
	Kind   string     `json:"kind"` // as the limits name it, such as tender
	Number string     `json:"number"`
	On     civil.Date `json:"on,omitzero"` // the day of the document
}

// Validate refuses a document without a kind or a number.
func (b Basis) Validate() error {
	var wrong finance.Problems
	wrong.Add("kind", checkID(b.Kind))
	wrong.Add("number", checkID(b.Number))
	return wrong.Err()
}
