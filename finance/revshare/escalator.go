package revshare

import (
	"fmt"
	"math/bits"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Escalator is a share of one meter whose rate climbs with another, from the
// bound on: 10 % of the proceeds of the first 5,000 copies, 12.5 % of the next
// 5,000, 15 % beyond. The counter begins anew with each cycle of Per: a year, or
// never over a life. A rate that bears on the whole window once it is reached is
// a [TargetCommission]; where base and counter are one meter, a [SlabCommission]
// does.
//
// A fact over a bound is divided by what it adds to the counter, as if each of
// its units had the same price. A return takes its units from the top: what has
// come back was sold last. A fact that adds to the base alone bears the rate of
// the rung that the counter stands on.
type Escalator struct {
	Meter    accrual.Meter    `json:"meter"`   // in minor units
	Counter  accrual.Meter    `json:"counter"` // what is cumulated: units, or money in minor units
	Rungs    []Rung           `json:"rungs"`
	Per      accrual.Cycle    `json:"per,omitzero"`
	Rounding finance.Rounding `json:"rounding,omitzero"` // of each fact's part on a rung; below zero it mirrors what it does above
}

var _ accrual.Stepper = Escalator{}

// Window is the whole term. What the counter cumulates over is Per.
func (Escalator) Window() accrual.Window { return accrual.Window{Cycle: accrual.ByLife} }

// Meters are the base and the counter.
func (c Escalator) Meters() []accrual.Meter { return []accrual.Meter{c.Meter, c.Counter} }

// Step charges the facts in their order, in one line.
//
//	fee = Σ base of the fact on the rung × rate of the rung
//
// On an error the state is returned as it was.
func (c Escalator) Step(state accrual.State, s accrual.Span, facts []accrual.Fact) ([]accrual.Line, accrual.State, error) {
	climbed, err := readClimb(state)
	if err != nil {
		return nil, state, fmt.Errorf("escalator: state: %w", err)
	}
	if len(c.Rungs) == 0 {
		return nil, state, fmt.Errorf("escalator: rungs: %w", finance.ErrMissing)
	}
	var sum int64
	for i := range facts {
		fee, err := c.one(&climbed, &s, &facts[i])
		if err == nil {
			sum, err = add(sum, fee)
		}
		if err != nil {
			return nil, state, fmt.Errorf("escalator: fact %.40q: %w", facts[i].ID, err)
		}
	}
	if len(facts) == 0 {
		return nil, state, nil
	}
	return []accrual.Line{{Net: finance.Minor(sum, s.Currency)}}, climbed.text(), nil
}

// one charges a fact and moves the counter.
func (c *Escalator) one(at *climb, s *accrual.Span, f *accrual.Fact) (int64, error) {
	if from := began(c.Per, s.Window.From, f.On); at.from != from || c.Per == accrual.ByLine {
		*at = climb{from: from}
	}
	base, err := reading(f, c.Meter)
	if err != nil {
		return 0, err
	}
	n, err := reading(f, c.Counter)
	if err != nil {
		return 0, err
	}
	before := at.counter
	if at.counter, err = add(before, n); err != nil {
		return 0, err
	}
	if n == 0 {
		return c.share(s, base, rungs(c.Rungs).standing(before))
	}
	return c.climb(s, base, min(before, at.counter), max(before, at.counter))
}

// climb divides a base over the rungs from low to high, of which it holds the
// same part as of the way.
func (c *Escalator) climb(s *accrual.Span, base, low, high int64) (int64, error) {
	way := uint64(high) - uint64(low)
	var fee, given int64
	for i := range c.Rungs {
		top := high
		if i+1 < len(c.Rungs) {
			top = min(high, c.Rungs[i+1].Over)
		}
		if top <= low || i > 0 && c.Rungs[i].Over >= high {
			continue
		}
		upTo := part(base, uint64(top)-uint64(low), way)
		one, err := c.share(s, upTo-given, i)
		if err == nil {
			fee, err = add(fee, one)
		}
		if err != nil {
			return 0, err
		}
		given = upTo
	}
	return fee, nil
}

// part is n × num / den cut towards zero; num is at most den.
func part(n int64, num, den uint64) int64 {
	size := uint64(n)
	if n < 0 {
		size = -size
	}
	hi, lo := bits.Mul64(size, num)
	quotient, _ := bits.Div64(hi, lo, den)
	if n < 0 {
		return -int64(quotient)
	}
	return int64(quotient)
}

// share is a base at the rate of a rung.
func (c *Escalator) share(s *accrual.Span, base int64, i int) (int64, error) {
	rate, of := c.Rungs[i].Rate, finance.Minor(base, s.Currency)
	if base != 0 {
		s.Trace.Share(of, rate)
	}
	size, err := of.Abs()
	if err == nil {
		size, err = size.MulRate(rate, c.Rounding)
	}
	if err != nil || base >= 0 {
		return size.Minor(), err
	}
	return -size.Minor(), nil
}

// standing is the rung on which the next unit after n lies.
func (r rungs) standing(n int64) int {
	i := len(r) - 1
	for i > 0 && r[i].Over > n {
		i--
	}
	return i
}

// Validate reports everything that is wrong with c, as finance.Problems.
func (c Escalator) Validate() error {
	var wrong finance.Problems
	wrong.Add("meter", checkMeter(c.Meter))
	wrong.Add("counter", checkMeter(c.Counter))
	for i, m := range c.Meters() {
		if ofClause(m) {
			wrong.Add([...]string{"meter", "counter"}[i], fmt.Errorf("%.40q is of a clause, not of facts: %w", string(m), finance.ErrConflict))
		}
	}
	if c.Meter == c.Counter && c.Meter != "" {
		wrong.Add("counter", fmt.Errorf("is the meter itself: %w", finance.ErrConflict))
	}
	wrong.Add("rungs", rungs(c.Rungs).validate())
	checkWindow(&wrong, accrual.Window{Cycle: c.Per})
	if c.Per == accrual.ByLine {
		wrong.Add("per", fmt.Errorf("a line is not cumulated: %w", finance.ErrConflict))
	}
	wrong.Add("rounding", c.Rounding.Validate())
	return wrong.Err()
}

// climb is the state of an Escalator between two steps: the day the counter
// began, and where it stands. As text:
//
//	escalator 1 2026-01-01 5200
type climb struct {
	from    civil.Date
	counter int64
}
