package stats

import (
	"fmt"
	"math"

	"github.com/creative-cluster/kvartal/finance"
)

// Interval is a mean, and how far around it the true one may lie.
type Interval struct {
	Mean      float64 `json:"mean"`
	HalfWidth float64 `json:"half_width"`
}

// Low is the lower end.
func (i Interval) Low() float64 { return i.Mean - i.HalfWidth }

// High is the upper end.
func (i Interval) High() float64 { return i.Mean + i.HalfWidth }

// Interval is the mean with the interval that covers the true mean with the
// given confidence, such as 0.95, when the values are independent and nearly
// normal or many.
//
//	mean ± t s/√n    with t of n-1 degrees of freedom
//
// Fewer than two values are ErrMissing, a confidence that is not between 0 and
// 1 is ErrRange.
func (m Moments) Interval(confidence float64) (Interval, error) {
	sd, err := m.StdDev()
	if err != nil {
		return Interval{}, err
	}
	critical, err := StudentCritical(confidence, m.n-1)
	if err != nil {
		return Interval{}, err
	}
	half, err := HalfWidth(m.n, sd, critical)
	if err != nil {
		return Interval{}, err
	}
	mean, err := m.Mean()
	return Interval{mean, half}, err
}

// HalfWidth is critical × sd / √n: the half of an interval whose critical value
// the caller names, such as 1.96. No n is ErrMissing, a negative sd or critical
// value ErrNegative.
func HalfWidth(n int64, sd, critical float64) (float64, error) {
	if n < 1 {
		return 0, fmt.Errorf("interval of %d values: %w", n, finance.ErrMissing)
	}
	if err := scales(sd, critical); err != nil {
		return 0, err
	}
	return result("half-width", critical*sd/math.Sqrt(float64(n)))
}

// SampleSize is how many values of the given deviation an interval needs to be
// no wider than the half-width on each side: (critical × sd / half)², rounded
// up, at least 1. A half-width of zero is ErrRange, a number beyond 2^53
// ErrOverflow.
func SampleSize(sd, critical, half float64) (int64, error) {
	if err := scales(sd, critical, half); err != nil {
		return 0, err
	}
	if half == 0 {
		return 0, fmt.Errorf("half-width zero: %w", finance.ErrRange)
	}
	root := critical * sd / half
	n := math.Ceil(root * root)
	if !(n <= 1<<53) {
		return 0, fmt.Errorf("sample size: %w", finance.ErrOverflow)
	}
	return max(int64(n), 1), nil
}

// scales refuses what cannot be a width.
func scales(widths ...float64) error {
	for _, w := range widths {
		if err := finite(w); err != nil {
			return err
		}
		if w < 0 {
			return fmt.Errorf("width %v: %w", w, finance.ErrNegative)
		}
	}
	return nil
}
