package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Step moves an [Amount] from a day on: to another price, by a percentage, or
// to another part of it. It says exactly one of the three.
type Step struct {
	From    civil.Date    `json:"from"`
	Monthly finance.Money `json:"monthly,omitzero"` // the new price
	Raise   finance.Rate  `json:"raise,omitzero"`   // added to the price before: 5%; the new one is rounded to the minor unit
	Part    finance.Rate  `json:"part,omitzero"`    // what of the price counts from now on; below nothing in an abatement
}

// Yearly are the steps that raise a price by the same rate on each anniversary
// of the first day, up to the last day before until: 13, 25, 37 months in.
// Anniversaries are counted from the first day, also from a 29 February.
func Yearly(raise finance.Rate, first, until civil.Date) []Step {
	var steps []Step
	for n := 1; n <= maxSteps; n++ {
		from := first.AddYears(n)
		if from.IsZero() || !from.Before(until) {
			break
		}
		steps = append(steps, Step{From: from, Raise: raise})
	}
	return steps
}

// maxSteps is how many steps an amount may have.
const maxSteps = 400

// Validate reports everything that is wrong with s in itself, as
// finance.Problems.
func (s Step) Validate() error {
	var wrong finance.Problems
	if s.From.IsZero() {
		wrong.Add("from", finance.ErrMissing)
	}
	wrong.Add("monthly", notNegative(s.Monthly))
	if s.Raise.Cmp(one.Neg()) <= 0 || s.Raise.Cmp(maxRaise) > 0 {
		wrong.Add("raise", fmt.Errorf("over -100%%, at most 1000%%: %w", finance.ErrRange))
	}
	if s.Part.Cmp(one) > 0 || s.Part.Cmp(one.Neg()) < 0 || s.Part.Den() > maxDen {
		wrong.Add("part", fmt.Errorf("-100%% to 100%%, as n/d, d at most 10000: %w", finance.ErrRange))
	}
	if n := s.says(); n == 0 {
		wrong.Add("", fmt.Errorf("a monthly, a raise or a part: %w", finance.ErrMissing))
	} else if n > 1 {
		wrong.Add("", fmt.Errorf("one of monthly, raise and part: %w", finance.ErrConflict))
	}
	return wrong.Err()
}

var maxRaise = finance.MustRate("1000%")

// says counts what s moves.
func (s Step) says() (n int) {
	for _, said := range [...]bool{s.Monthly != finance.Money{}, !s.Raise.IsZero(), !s.Part.IsZero()} {
		if said {
			n++
		}
	}
	return n
}

func (a *Amount) checkSteps(wrong *finance.Problems) {
	if len(a.Steps) > maxSteps {
		wrong.Add("steps", fmt.Errorf("%d, at most %d: %w", len(a.Steps), maxSteps, finance.ErrLimit))
		return
	}
	common := min(a.Part.Den(), maxCommon) // a finer one is its own problem
	for i, s := range a.Steps {
		wrong.AddAt("steps", i, s.Validate())
		if common = lcm(common, min(s.Part.Den(), maxDen)); common > maxCommon {
			wrong.AddAt("steps", i, problem("part", fmt.Errorf("all parts together as n/d, d at most %d: %w", maxCommon, finance.ErrRange)))
			common = 1
		}
		if i > 0 && !a.Steps[i-1].From.Before(s.From) {
			wrong.AddAt("steps", i, problem("from", fmt.Errorf("%v after %v: %w", s.From, a.Steps[i-1].From, finance.ErrOrder)))
		}
		if !s.Part.IsZero() && a.Abates() != (s.Part.Sign() < 0) {
			wrong.AddAt("steps", i, problem("part", fmt.Errorf("%v beside %v: a charge or an abatement: %w", s.Part, a.Part, finance.ErrConflict)))
		}
	}
}
