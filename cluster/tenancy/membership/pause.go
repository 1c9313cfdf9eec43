package membership

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Pause is a time in which nothing is charged or granted: the fee does not run,
// and an allowance grants nothing. Credits may be used, day passes too. It is a
// term of the membership, not a fact: it changes what holds, and the spine bills
// the days that are held.
type Pause struct {
	Period civil.Period `json:"period"` // without an end while nobody knows it
	Known  civil.Date   `json:"known"`  // the day on which it became known
}

// Validate reports everything that is wrong with p in itself, as finance.Problems.
func (p Pause) Validate() error {
	var wrong finance.Problems
	wrong.Add("period", p.Period.Validate())
	if p.Known.IsZero() {
		wrong.Add("known", finance.ErrMissing)
	}
	return wrong.Err()
}

// End ends a membership before its term does.
type End struct {
	On    civil.Date `json:"on"`    // the first day that is not held any more
	Known civil.Date `json:"known"` // the day on which it became known
}

// Validate reports missing days, as finance.Problems.
func (e End) Validate() error {
	var wrong finance.Problems
	if e.On.IsZero() {
		wrong.Add("on", finance.ErrMissing)
	}
	if e.Known.IsZero() {
		wrong.Add("known", finance.ErrMissing)
	}
	return wrong.Err()
}
