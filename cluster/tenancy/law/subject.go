package law

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Subject is a lease in brief, as rules of law look at it.
type Subject struct {
	Object     Object       `json:"object,omitzero"`
	Signed     civil.Date   `json:"signed,omitzero"`      // none is the first day of the term
	Term       civil.Period `json:"term"`                 // what lies before the signing is back-dated; no end is a lease without one
	Registered bool         `json:"registered,omitempty"` // with the state, or handed in for it
	Notice     Served       `json:"notice,omitzero"`      // of a lease without an end
	Changes    []RentStep   `json:"rent_changes,omitempty"`
	Returned   civil.Date   `json:"returned,omitzero"`  // the day on which the object was given back; it counts as a day of delay
	Head       civil.Period `json:"head,omitzero"`      // of a sublease, the term of the lease above it, as it ends; else none
	State      bool         `json:"state,omitempty"`    // property of the state or of a municipality
	Tendered   bool         `json:"tendered,omitempty"` // let by tender, or by an exception from it
}

// Served is a notice that one side gave to the other.
type Served struct {
	Received civil.Date `json:"received"`
	Leaves   civil.Date `json:"leaves"`           // the last day on which the object is held
	Months   int        `json:"months,omitempty"` // that the sides agreed; none is what the rule says
}

// RentStep is a change of rent: who makes it matters, so it is kept.
type RentStep struct {
	On   civil.Date `json:"on"`
	Kind Change     `json:"kind,omitzero"`
	By   string     `json:"by,omitempty"` // the side that made it, for the reader
}

// Validate reports everything that is wrong with s, as finance.Problems. Check
// needs none of it: it passes over what is not there.
func (s Subject) Validate() error {
	var wrong finance.Problems
	wrong.Add("object", s.Object.Validate())
	wrong.Add("term", s.Term.Validate())
	if s.Head != (civil.Period{}) {
		wrong.Add("head", s.Head.Validate())
	}
	if s.Notice != (Served{}) {
		wrong.Add("notice", s.Notice.validate())
	}
	if len(s.Changes) > MaxChanges {
		wrong.Add("rent_changes", fmt.Errorf("%d, at most %d: %w", len(s.Changes), MaxChanges, finance.ErrLimit))
		return wrong.Err()
	}
	for i, c := range s.Changes {
		wrong.AddAt("rent_changes", i, c.validate())
	}
	return wrong.Err()
}

func (n Served) validate() error {
	var wrong finance.Problems
	if n.Received.IsZero() {
		wrong.Add("received", finance.ErrMissing)
	}
	switch {
	case n.Leaves.IsZero():
		wrong.Add("leaves", finance.ErrMissing)
	case n.Leaves.Before(n.Received):
		wrong.Add("leaves", finance.ErrOrder)
	}
	if n.Months < 0 || n.Months > MaxMonths {
		wrong.Add("months", finance.ErrRange)
	}
	return wrong.Err()
}

func (c RentStep) validate() error {
	var wrong finance.Problems
	if c.On.IsZero() {
		wrong.Add("on", finance.ErrMissing)
	}
	wrong.Add("kind", c.Kind.Validate())
	if c.By != "" {
		wrong.Add("by", checkText(c.By))
	}
	return wrong.Err()
}

// signed is the day from which s binds.
func (s *Subject) signed() civil.Date {
	if s.Signed.IsZero() {
		return s.Term.From
	}
	return s.Signed
}

// end is the day after the last one of s: of a lease without an end, by the
// notice that was given; no day if there is none.
func (s *Subject) end() civil.Date {
	if s.Term.IsOpen() && !s.Notice.Leaves.IsZero() {
		return s.Notice.Leaves.AddDays(1)
	}
	return s.Term.To
}
