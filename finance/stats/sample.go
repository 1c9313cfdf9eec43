package stats

import (
	"fmt"
	"math"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
)

// Sample is a list of values in order of size. The zero Sample is empty.
type Sample struct {
	sorted []float64
}

// NewSample returns the sample of values, which it copies. A NaN or an infinity
// is ErrRange. No values make a sample that has no quantiles.
func NewSample(values []float64) (Sample, error) {
	for i, x := range values {
		if err := finite(x); err != nil {
			return Sample{}, fmt.Errorf("value %d: %w", i, err)
		}
	}
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	return Sample{sorted}, nil
}

// Len is how many values the sample has.
func (s Sample) Len() int { return len(s.sorted) }

// Median is the middle value, or the mean of the two middle ones.
func (s Sample) Median() (float64, error) { return s.Quantile(0.5, Type7) }

// Quantile is the value below which a share p of the sample lies, by the given
// type. A p outside 0 to 1 is ErrRange, an empty sample ErrMissing. It does not
// fall as p rises, and lies between the smallest and the largest value.
//
// A share such as 0.07 is not exactly a float, so np + m counts as whole when
// it differs from a whole number by no more than that comes to.
func (s Sample) Quantile(p float64, t QuantileType) (float64, error) {
	if err := s.accept(p); err != nil {
		return 0, err
	}
	if err := typeNames.Validate(t); err != nil {
		return 0, err
	}
	j, g := split(float64(len(s.sorted))*p + shifts[t].at + shifts[t].by*p)
	return between(s.at(j), s.at(j+1), t.weight(j, g)), nil
}

// PeelingPoint is where patient rule induction cuts off a share p at the lower
// end, or 1-p at the upper: halfway between two neighbouring distinct values,
// so that equal ones go or stay together. When the values on that side are all
// equal, it is their value.
//
//	h = (n-1) p; from its neighbours, outward for p > ½ to the next smaller
//	value, otherwise to the next larger, then the midpoint
//
// Source: Kwakkel, EMA Workbench, module prim.
func (s Sample) PeelingPoint(p float64) (float64, error) {
	if err := s.accept(p); err != nil {
		return 0, err
	}
	lower, g := split(float64(len(s.sorted)-1) * p)
	upper := lower
	if g > 0 {
		upper++
	}
	for p > 0.5 && lower > 0 && s.sorted[lower] == s.sorted[upper] {
		lower--
	}
	for p <= 0.5 && upper < len(s.sorted)-1 && s.sorted[lower] == s.sorted[upper] {
		upper++
	}
	return between(s.sorted[lower], s.sorted[upper], 0.5), nil
}

func (s Sample) accept(p float64) error {
	if !(p >= 0 && p <= 1) { // a NaN is neither
		return fmt.Errorf("share %v, not 0 to 1: %w", p, finance.ErrRange)
	}
	if len(s.sorted) == 0 {
		return fmt.Errorf("quantile of no values: %w", finance.ErrMissing)
	}
	return nil
}

// at is x(j), the first or last value beyond the ends.
func (s Sample) at(j int) float64 { return s.sorted[min(max(j, 1), len(s.sorted))-1] }

// split is the whole and the broken part of h, which is whole when it is so but
// for the rounding of what it was computed from.
func split(h float64) (j int, g float64) {
	const ulps = 4 * 0x1p-52
	if near := math.Round(h); math.Abs(h-near) <= ulps*max(1, math.Abs(h)) {
		return int(near), 0
	}
	whole := math.Floor(h)
	return int(whole), h - whole
}

// between is (1-γ) low + γ high, exactly low where both are equal.
func between(low, high, weight float64) float64 {
	distance := high - low
	if math.IsInf(distance, 0) {
		return (1-weight)*low + weight*high
	}
	return min(low+weight*distance, high)
}
