package revshare

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// LossCarry is a share of the gains of windows, after the losses of the windows
// before them: nothing is shared until what was lost is made good. It counts a
// result, gains less losses, and is charged in the last month of its window.
//
// Counting the changes of a value it is a high-water mark: what is lost since
// the highest value on which a share was taken. The two are one only while the
// share is not itself a change of the value: a meter of the value counts
// changes before the share, or a share paid from it would be a loss to make
// good.
//
// An amendment that carries it keeps the losses; one that restarts it forgets
// them, which is a reset of the mark. It reads no facts, so a simulation steps
// it too. Splitting a year into months does not give the same sum, unless
// losses are carried without limit and end and the year has no fall after its
// last rise.
type LossCarry struct {
	Meter    accrual.Meter    `json:"meter"` // the result, in minor units, losses below zero
	Rate     finance.Rate     `json:"rate"`  // of what is gained over the losses: from 0 to 100 %
	Per      accrual.Cycle    `json:"per,omitzero"`
	Returns  accrual.Returns  `json:"returns,omitzero"`
	Limit    finance.Rate     `json:"limit,omitzero"`    // of a window's gain that losses may take up: above 0, 100 % where nothing is said
	Within   int              `json:"within,omitempty"`  // windows after its own in which a loss may be set off, then it lapses; 0 for no end
	Rounding finance.Rounding `json:"rounding,omitzero"` // of the share; a limit is rounded down
}

var _ accrual.Stepper = LossCarry{}

// Window is what Per and Returns say.
func (l LossCarry) Window() accrual.Window { return accrual.Window{Cycle: l.Per, Returns: l.Returns} }

// Meters is the one meter.
func (l LossCarry) Meters() []accrual.Meter { return []accrual.Meter{l.Meter} }

const lossKind = "loss 1 "

// Step charges the end of a window.
//
//	set off = min(losses carried, limit × gain), oldest first
//	share   = rate × (gain - set off)
//
// On an error the state is returned as it was.
func (l LossCarry) Step(state accrual.State, s accrual.Span, _ []accrual.Fact) ([]accrual.Line, accrual.State, error) {
	lines, next, err := stepCarried(lossKind, state, &s, func(c *carried) (finance.Money, error) { return l.settle(c, &s) })
	if err != nil {
		return nil, state, fmt.Errorf("loss carry: %w", err)
	}
	return lines, next, nil
}

func (l LossCarry) settle(c *carried, s *accrual.Span) (finance.Money, error) {
	result, err := counted(s)
	if err != nil {
		return finance.Money{}, err
	}
	s.Trace.Fixed(result)
	if result.Sign() <= 0 {
		loss, err := result.Neg()
		if err != nil {
			return finance.Money{}, err
		}
		none := finance.Zero(s.Currency)
		s.Trace.AtLeast(result, none)
		c.pass(loss.Minor(), l.Within)
		return none, nil
	}
	most, err := result.MulRate(orWhole(l.Limit), finance.Down)
	if err != nil {
		return finance.Money{}, err
	}
	set := finance.Minor(c.take(most.Minor()), s.Currency)
	c.pass(0, l.Within)
	left, err := result.Sub(set)
	if err != nil {
		return finance.Money{}, err
	}
	s.Trace.Less(result, set)
	s.Trace.OfPart(l.Rate)
	return left.MulRate(l.Rate, l.Rounding)
}

// Validate reports everything that is wrong with l, as finance.Problems.
func (l LossCarry) Validate() error {
	var wrong finance.Problems
	wrong.Add("meter", checkMeter(l.Meter))
	wrong.Add("rate", checkShare(l.Rate))
	checkCarrying(&wrong, l.Window())
	wrong.Add("limit", checkShare(l.Limit))
	wrong.Add("within", checkWithin(l.Within))
	wrong.Add("rounding", l.Rounding.Validate())
	return wrong.Err()
}
