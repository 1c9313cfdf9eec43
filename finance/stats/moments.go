package stats

import (
	"fmt"
	"math"

	"github.com/creative-cluster/kvartal/finance"
)

// Moments sums up values that it does not keep: their number, mean and the
// sums of the powers of their distances from the mean. The zero Moments has
// seen nothing.
type Moments struct {
	n          int64
	mean       float64
	m2, m3, m4 float64 // sums of (x - mean)², ³ and ⁴
}

// MomentsOf returns the moments of values, taken in their order.
func MomentsOf(values ...float64) (Moments, error) {
	var m Moments
	for i, x := range values {
		if err := m.Add(x); err != nil {
			return Moments{}, fmt.Errorf("value %d: %w", i, err)
		}
	}
	return m, nil
}

// Add takes one value more. With δ = x - mean before it, and n values after it,
//
//	mean' = mean + δ/n
//	M2'   = M2 + δ² (n-1)/n
//
// and so on for the third and fourth powers, so nothing cancels when the
// values are close together and far from zero. A NaN or an infinity is ErrRange
// and is not taken.
//
// Source: Welford, Technometrics 4 (1962); Pébay, SAND2008-6212, section 2.1.
func (m *Moments) Add(x float64) error {
	if err := finite(x); err != nil {
		return err
	}
	before := float64(m.n)
	m.n++
	n := float64(m.n)
	delta := x - m.mean
	step := delta / n
	square := delta * (step * before) // in this order, the first value of all adds 0 however large it is
	m.mean += step
	m.m4 += square*step*step*(n*n-3*n+3) + step*(step*m.m2)*6 - step*m.m3*4
	m.m3 += square*step*(n-2) - step*m.m2*3
	m.m2 += square
	return nil
}

// Merge returns the moments of the values of m and then those of o. With no
// values on one side it is exactly the other. Merging in another order may
// differ in the last bits, so merge parts in a fixed order.
//
//	M2 = M2a + M2b + δ² na nb / n    with δ = mean b - mean a
//
// Source: Chan, Golub and LeVeque, STAN-CS-79-773 (1979); for the third and
// fourth powers Pébay, SAND2008-6212, equations 2.1 to 2.3.
func (m Moments) Merge(o Moments) Moments {
	if o.n == 0 {
		return m
	}
	if m.n == 0 {
		return o
	}
	a, b := float64(m.n), float64(o.n)
	n := a + b
	delta := o.mean - m.mean
	step := delta / n
	cross := delta * step * a * b
	return Moments{
		n:    m.n + o.n,
		mean: m.mean + step*b,
		m2:   m.m2 + o.m2 + cross,
		m3:   m.m3 + o.m3 + cross*step*(a-b) + 3*step*(a*o.m2-b*m.m2),
		m4: m.m4 + o.m4 + cross*step*step*(a*a-a*b+b*b) +
			6*step*step*(a*a*o.m2+b*b*m.m2) + 4*step*(a*o.m3-b*m.m3),
	}
}

// N is how many values were taken.
func (m Moments) N() int64 { return m.n }

// Mean is the arithmetic mean; of nothing it is ErrMissing.
func (m Moments) Mean() (float64, error) {
	if m.n == 0 {
		return 0, fmt.Errorf("mean of no values: %w", finance.ErrMissing)
	}
	return result("mean", m.mean)
}

// Variance is that of a sample, M2/(n-1). Of fewer than two values it is
// ErrMissing.
func (m Moments) Variance() (float64, error) {
	if m.n < 2 {
		return 0, fmt.Errorf("sample variance of %d values: %w", m.n, finance.ErrMissing)
	}
	return result("variance", m.m2/float64(m.n-1))
}

// PopulationVariance is M2/n, for values that are the whole and not a sample of
// it. Of no values it is ErrMissing.
func (m Moments) PopulationVariance() (float64, error) {
	if m.n == 0 {
		return 0, fmt.Errorf("variance of no values: %w", finance.ErrMissing)
	}
	return result("variance", m.m2/float64(m.n))
}

// StdDev is the root of Variance.
func (m Moments) StdDev() (float64, error) {
	variance, err := m.Variance()
	return math.Sqrt(variance), err
}

// PowerSum is the sum of the k-th powers of the distances from the mean, k
// being 2, 3 or 4: what skewness and kurtosis are made of in each of their
// definitions. Another k is ErrRange, no values are ErrMissing.
func (m Moments) PowerSum(k int) (float64, error) {
	if k < 2 || k > 4 {
		return 0, fmt.Errorf("power %d, not 2 to 4: %w", k, finance.ErrRange)
	}
	if m.n == 0 {
		return 0, fmt.Errorf("powers of no values: %w", finance.ErrMissing)
	}
	return result("sum of powers", [...]float64{m.m2, m.m3, m.m4}[k-2])
}

// finite refuses what is no number.
func finite(x float64) error {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return fmt.Errorf("%v is no finite number: %w", x, finance.ErrRange)
	}
	return nil
}

// result is x, unless computing it from finite values has left their range.
func result(what string, x float64) (float64, error) {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return 0, fmt.Errorf("%s: %w", what, finance.ErrOverflow)
	}
	return x, nil
}
