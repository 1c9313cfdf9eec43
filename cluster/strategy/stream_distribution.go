package strategy

import (
	"fmt"
	"math"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/stats"
)

// Distribution turns a uniform number into one of its own: any sampler that
// makes uniforms serves every distribution.
type Distribution interface {
	// Quantile is the value below which the distribution falls with
	// probability u, which lies between 0 and 1, both excluded. It does not
	// fall as u rises.
	Quantile(u float64) float64
}

// Uniform is the distribution that favours no value between Low and High.
type Uniform struct{ low, high float64 }

// NewUniform returns the distribution between low and high. A low that is not
// below high is ErrOrder.
func NewUniform(low, high float64) (Uniform, error) {
	if err := numbers(low, high, high-low); err != nil {
		return Uniform{}, err
	}
	if low >= high {
		return Uniform{}, fmt.Errorf("uniform from %v to %v: %w", low, high, finance.ErrOrder)
	}
	return Uniform{low, high}, nil
}

// Quantile is low + u (high - low).
func (d Uniform) Quantile(u float64) float64 { return min(d.low+u*(d.high-d.low), d.high) }

// Triangular is the distribution of a guess in three figures: a least, a
// likeliest and a greatest value.
type Triangular struct{ low, mode, high, share float64 }

// NewTriangular returns the distribution with its peak at mode, which may be one
// of the ends. Figures out of order, and a low that equals high, are ErrOrder.
func NewTriangular(low, mode, high float64) (Triangular, error) {
	if err := numbers(low, mode, high, high-low); err != nil {
		return Triangular{}, err
	}
	if low > mode || mode > high || low == high {
		return Triangular{}, fmt.Errorf("triangular over %v, %v, %v: %w", low, mode, high, finance.ErrOrder)
	}
	return Triangular{low, mode, high, (mode - low) / (high - low)}, nil
}

// Mean is the mean of the three figures, which the mode need not be.
func (d Triangular) Mean() float64 { return d.low/3 + d.mode/3 + d.high/3 }

// Quantile inverts the distribution function, whose halves meet at the mode.
//
//	low + √(u (high-low)(mode-low))           up to u = (mode-low)/(high-low)
//	high - √((1-u)(high-low)(high-mode))      from there on
func (d Triangular) Quantile(u float64) float64 {
	if u < d.share {
		return d.low + math.Sqrt(u*d.share)*(d.high-d.low)
	}
	return d.high - math.Sqrt((1-u)*(1-d.share))*(d.high-d.low)
}

// Normal is the normal distribution.
type Normal struct{ mean, sd float64 }

// NewNormal returns the distribution with the given mean and standard deviation.
// A deviation below zero is ErrNegative; zero always draws the mean.
func NewNormal(mean, sd float64) (Normal, error) {
	if err := numbers(mean, sd); err != nil {
		return Normal{}, err
	}
	if sd < 0 {
		return Normal{}, fmt.Errorf("deviation %v: %w", sd, finance.ErrNegative)
	}
	return Normal{mean, sd}, nil
}

// Quantile is mean + sd z, z being the quantile of the standard normal.
func (d Normal) Quantile(u float64) float64 { return d.mean + d.sd*standardNormal(u) }

// Lognormal is the distribution of a positive value whose logarithm is normal:
// of what grows and shrinks by factors, such as demand.
type Lognormal struct{ mu, sigma float64 }

// LognormalByMean returns the distribution with the given arithmetic mean and
// standard deviation. It keeps the mean: factors with a mean of 1 leave the
// expected demand where it was, whatever their deviation.
//
//	σ² = ln(1 + sd²/mean²)    μ = ln mean - σ²/2
//
// A mean that is not above zero is ErrRange, a deviation below zero ErrNegative.
func LognormalByMean(mean, sd float64) (Lognormal, error) {
	if err := positive("mean", mean, sd); err != nil {
		return Lognormal{}, err
	}
	variance := math.Log1p(sd / mean * (sd / mean))
	return lognormal(math.Log(mean)-variance/2, math.Sqrt(variance))
}

// LognormalByMedian returns the distribution with the given median and standard
// deviation of the logarithm: half of all draws lie on each side of the median,
// and the mean lies above it, at median × exp(σ²/2).
//
// A median that is not above zero is ErrRange, a deviation below zero
// ErrNegative.
func LognormalByMedian(median, sigma float64) (Lognormal, error) {
	if err := positive("median", median, sigma); err != nil {
		return Lognormal{}, err
	}
	return lognormal(math.Log(median), sigma)
}

func lognormal(mu, sigma float64) (Lognormal, error) {
	if math.IsInf(math.Exp(mu+sigma*farthest), 0) || math.IsInf(sigma, 0) {
		return Lognormal{}, fmt.Errorf("draws too large: %w", finance.ErrOverflow)
	}
	return Lognormal{mu, sigma}, nil
}

// farthest is beyond every z that a Uniform leads to.
const farthest = 8.3

// Quantile is exp(μ + σ z), z being the quantile of the standard normal.
func (d Lognormal) Quantile(u float64) float64 { return math.Exp(d.mu + d.sigma*standardNormal(u)) }

// Log returns μ and σ, the mean and standard deviation of the logarithm.
func (d Lognormal) Log() (mu, sigma float64) { return d.mu, d.sigma }

// standardNormal is the quantile of the standard normal distribution at u; a u
// that is no probability gives a NaN.
func standardNormal(u float64) float64 {
	z, err := stats.NormalQuantile(u)
	if err != nil {
		return math.NaN()
	}
	return z
}

func positive(what string, location, deviation float64) error {
	if err := numbers(location, deviation); err != nil {
		return err
	}
	if location <= 0 {
		return fmt.Errorf("%s %v, not above zero: %w", what, location, finance.ErrRange)
	}
	if deviation < 0 {
		return fmt.Errorf("deviation %v: %w", deviation, finance.ErrNegative)
	}
	return nil
}

// numbers refuses what is no finite number.
func numbers(xs ...float64) error {
	for _, x := range xs {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return fmt.Errorf("%v is no finite number: %w", x, finance.ErrRange)
		}
	}
	return nil
}
