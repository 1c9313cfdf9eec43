package revshare

import (
	"fmt"
	"math/bits"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// SplitShare is one part of what a meter counted, divided over weights. An
// agreement has one such clause a party, alike but for Part, and names the
// party in accrual.Named.To: then the parts sum to the whole, whatever the
// rounding of each.
//
// The total of a window is divided, so a part stays within a minor unit of its
// exact share over the window, and may fall by one while the total rises. By
// line, each fact is divided by itself, and the parts drift over the lines.
type SplitShare struct {
	Meter     accrual.Meter     `json:"meter"`   // in minor units
	Weights   []int64           `json:"weights"` // of all parties, not below zero: 60 and 40
	Part      int               `json:"part"`    // whose part this is: a place in Weights, from 0
	Per       accrual.Cycle     `json:"per,omitzero"`
	Returns   accrual.Returns   `json:"returns,omitzero"`
	Remainder finance.Remainder `json:"remainder,omitzero"` // who gets the minor units left over
}

var _ accrual.LineEarner = SplitShare{}

// Window is what Per and Returns say.
func (p SplitShare) Window() accrual.Window {
	return accrual.Window{Cycle: p.Per, Returns: p.Returns}
}

// Meters is the one meter.
func (p SplitShare) Meters() []accrual.Meter { return []accrual.Meter{p.Meter} }

// Earned is the part of the total so far. A total below zero gives the part of
// its opposite, negated.
//
//	part = counted × weight / Σ weights, each unit that is left over by the rule
func (p SplitShare) Earned(s accrual.Span) (finance.Money, error) {
	part, err := p.of(&s)
	if err != nil {
		return finance.Money{}, fmt.Errorf("split: %w", err)
	}
	return part, nil
}

func (p SplitShare) of(s *accrual.Span) (finance.Money, error) {
	total, err := counted(s)
	if err != nil {
		return finance.Money{}, err
	}
	part, err := finance.NewPart(p.Weights, p.Part, p.Remainder)
	if err != nil {
		return finance.Money{}, err
	}
	if s.Trace != nil {
		p.trace(s.Trace, total)
	}
	return part.Of(total), nil
}

// EarnedLines is the sum of the parts of each line.
func (p SplitShare) EarnedLines(s accrual.Span, lines []int64) (finance.Money, error) {
	part, err := finance.NewPart(p.Weights, p.Part, p.Remainder)
	if err != nil {
		return finance.Money{}, fmt.Errorf("split: %w", err)
	}
	sum := finance.Zero(s.Currency)
	for _, n := range lines {
		if sum, err = sum.Add(part.Of(finance.Minor(n, s.Currency))); err != nil {
			return finance.Money{}, fmt.Errorf("split: %w", err)
		}
	}
	return sum, nil
}

// trace notes the exact share. The weights have just divided an amount, so none
// is below zero; Validate has seen to it that their sum is an int64.
func (p SplitShare) trace(t *accrual.Trace, total finance.Money) {
	var sum int64
	for _, w := range p.Weights {
		sum += w
	}
	rate, _ := finance.NewRate(p.Weights[p.Part], max(sum, 1))
	t.Share(total, rate)
}

// maxParties is how many weights a split may have: each part divides anew.
const maxParties = 100

// Validate reports everything that is wrong with p, as finance.Problems.
func (p SplitShare) Validate() error {
	var wrong finance.Problems
	wrong.Add("meter", checkMeter(p.Meter))
	p.checkWeights(&wrong)
	wrong.Add("part", p.checkPart())
	checkWindow(&wrong, p.Window())
	wrong.Add("remainder", p.Remainder.Validate())
	return wrong.Err()
}

func (p SplitShare) checkPart() error {
	if p.Part < 0 || p.Part >= len(p.Weights) {
		return fmt.Errorf("part %d of %d: %w", p.Part, len(p.Weights), finance.ErrRange)
	}
	return nil
}

// checkWeights refuses no weights, too many, one below zero, none above it, and
// a sum beyond int64.
func (p SplitShare) checkWeights(wrong *finance.Problems) {
	if len(p.Weights) > maxParties {
		wrong.Add("weights", fmt.Errorf("%d, at most %d: %w", len(p.Weights), maxParties, finance.ErrLimit))
		return
	}
	var sum, carry uint64
	for i, w := range p.Weights {
		if w < 0 {
			wrong.AddAt("weights", i, finance.ErrNegative)
			return
		}
		sum, carry = bits.Add64(sum, uint64(w), 0)
		if carry != 0 || sum > 1<<63-1 {
			wrong.Add("weights", finance.ErrOverflow)
			return
		}
	}
	if sum == 0 {
		wrong.Add("weights", finance.ErrWeights)
	}
}
