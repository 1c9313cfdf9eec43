package membership

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// MaxCycles is how many billing cycles are counted out at once: two hundred
// years of them.
const MaxCycles = 2400

// Parts cuts what is held into its billing cycles, in advance: each part that
// begins on or before the day through is billed whole, to the end of its cycle
// or of what is held. A membership from 10 March to 15 May that bills on the
// 15th, billed through 21 April, has 5 days of the cycle to 15 March, the whole
// cycle to 15 April, and the whole one to 15 May.
//
// What is held may have no end. A billing day that is not 1 to 31 is ErrRange,
// and more than MaxCycles parts are ErrLimit.
//
// Source: billing in advance with a billing cycle day, as Kill Bill's tests of
// proration have it.
func Parts(billingDay int, held civil.Period, through civil.Date) ([]Part, error) {
	if err := held.Validate(); err != nil {
		return nil, fmt.Errorf("held: %w", err)
	}
	if held.From.After(through) {
		return nil, nil
	}
	c, err := Cycle(billingDay, held.From)
	if err != nil {
		return nil, err
	}
	if n := cycles(c.From, through); n >= MaxCycles {
		return nil, fmt.Errorf("%d cycles, at most %d: %w", n+1, MaxCycles, finance.ErrLimit)
	}
	var parts []Part
	for !c.From.After(through) && held.Overlaps(c) {
		parts = append(parts, Part{Period: held.Intersect(c), Cycle: c})
		if c, err = Cycle(billingDay, c.To); err != nil {
			return nil, err
		}
	}
	return parts, nil
}

// Cycles is how many cycles parts come to, exactly: 5/28 + 1 + 1.
func Cycles(parts []Part, b Basis) (sum finance.Rate, err error) {
	for i, p := range parts {
		f, err := p.Factor(b)
		if err == nil {
			sum, err = sum.Add(f)
		}
		if err != nil {
			return finance.Rate{}, fmt.Errorf("parts[%d]: %w", i, err)
		}
	}
	return sum, nil
}
