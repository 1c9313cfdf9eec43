package cashflow

import (
	"fmt"
	"math"

	"github.com/creative-cluster/kvartal/finance"
)

// Compounding is how often a year interest is added to what bears interest:
// 1 to 525,600 times, or Continuous. A rate compounded yearly is effective, any
// other nominal. The zero Compounding is refused.
type Compounding int32

// The compoundings with a name.
const (
	Continuous Compounding = -1
	Yearly     Compounding = 1
	Quarterly  Compounding = 4
	Monthly    Compounding = 12
)

// Validate refuses none with ErrMissing and what is out of range with ErrRange.
func (c Compounding) Validate() error {
	switch {
	case c == 0:
		return fmt.Errorf("compounding: %w", finance.ErrMissing)
	case c != Continuous && (c < 0 || c > maxPerYear):
		return fmt.Errorf("compounding %d times a year: %w", c, finance.ErrRange)
	}
	return nil
}

// Convert turns a yearly rate of one compounding into the rate of another that
// grows as much: from Monthly to Yearly it is EFFECT of spreadsheets, the other
// way NOMINAL. A measure, computed in floats.
//
//	(1 + r/m)^m = (1 + s/n)^n, or e^r where compounding is continuous
//
// A rate that loses everything in a period is finance.ErrRange, a result beyond
// a float finance.ErrOverflow. Source: Haug, The Complete Guide to Option
// Pricing Formulas, section on compounding.
func Convert(rate float64, from, to Compounding) (float64, error) {
	if err := from.Validate(); err != nil {
		return 0, err
	}
	if err := to.Validate(); err != nil {
		return 0, err
	}
	force, err := from.force(rate)
	if err != nil {
		return 0, err
	}
	if to != Continuous {
		force = float64(to) * math.Expm1(force/float64(to))
	}
	if err := finite(force); err != nil {
		return 0, err
	}
	return force, nil
}

// force is the continuous rate of the same growth.
func (c Compounding) force(rate float64) (float64, error) {
	if c != Continuous {
		force, err := logGrowth(rate / float64(c))
		return float64(c) * force, err
	}
	if math.IsNaN(rate) || math.IsInf(rate, 0) {
		return 0, fmt.Errorf("rate %v: %w", rate, finance.ErrRange)
	}
	return rate, nil
}

// Float is an exact rate as the float that measures take.
func Float(r finance.Rate) float64 { return float64(r.Num()) / float64(r.Den()) }
