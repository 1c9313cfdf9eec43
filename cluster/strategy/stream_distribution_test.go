package strategy_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/strategy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/stats"
)

// sim-007, triangular (10, 20, 60) after NIST; sim-011, lognormal of mean 100
// and deviation 20; the others from their definitions.
func TestPublishedDistributions(t *testing.T) {
	for name, c := range map[string]struct {
		d  strategy.Distribution
		at map[float64]float64
	}{
		"sim-007 triangular": {must(strategy.NewTriangular(10, 20, 60)), map[float64]float64{
			0.1: 17.0710678119, 0.2: 20, 0.5: 28.3772233983, 0.9: 45.8578643763,
		}},
		"sim-011 lognormal": {must(strategy.LognormalByMean(100, 20)), map[float64]float64{
			0.05: 70.7964881973, 0.5: 98.0580675691, 0.95: 135.8172539377,
		}},
		"mode at the low end":  {must(strategy.NewTriangular(0, 0, 1)), map[float64]float64{0.19: 0.1, 0.75: 0.5}},
		"mode at the high end": {must(strategy.NewTriangular(0, 1, 1)), map[float64]float64{0.01: 0.1, 0.25: 0.5}},
		"uniform":              {must(strategy.NewUniform(-2, 6)), map[float64]float64{0.25: 0, 0.75: 4}},
		"normal":               {must(strategy.NewNormal(10, 2)), map[float64]float64{0.5: 10, 0.975: 10 + 2*1.9599639845}},
		"median":               {must(strategy.LognormalByMedian(50, 0.5)), map[float64]float64{0.5: 50, 0.975: 50 * math.Exp(0.5*1.9599639845)}},
		"a constant":           {must(strategy.NewNormal(3, 0)), map[float64]float64{0.1: 3, 0.9: 3}},
		"a constant factor":    {must(strategy.LognormalByMean(1, 0)), map[float64]float64{0.1: 1, 0.9: 1}},
	} {
		for u, want := range c.at {
			require.InDelta(t, want, c.d.Quantile(u), 1e-8, "%s at %v", name, u)
		}
	}
	require.InDelta(t, 30, must(strategy.NewTriangular(10, 20, 60)).Mean(), 1e-12)
	mu, sigma := must(strategy.LognormalByMean(100, 20)).Log()
	require.InDelta(t, 4.5855598294, mu, 1e-9)
	require.InDelta(t, 0.1980422004, sigma, 1e-9)
}

// Over midpoints of 200,000 equal parts, the moments are those of the formulae.
func TestMomentsOfDistributions(t *testing.T) {
	for name, c := range map[string]struct {
		d              strategy.Distribution
		mean, variance float64
	}{
		"sim-007 triangular": {must(strategy.NewTriangular(10, 20, 60)), 30, 350. / 3},
		"sim-011 lognormal":  {must(strategy.LognormalByMean(100, 20)), 100, 400},
		"uniform":            {must(strategy.NewUniform(-2, 6)), 2, 64. / 12},
		"normal":             {must(strategy.NewNormal(10, 2)), 10, 4},
		"by median":          {must(strategy.LognormalByMedian(50, 0.5)), 50 * math.Exp(0.125), 2500 * math.Exp(0.25) * math.Expm1(0.25)},
	} {
		const parts = 200_000
		var m stats.Moments
		last := math.Inf(-1)
		for k := range parts {
			x := c.d.Quantile((float64(k) + 0.5) / parts)
			if x < last {
				t.Fatal(name, "falls at", k)
			}
			take(t, &m, x)
			last = x
		}
		require.InEpsilon(t, c.mean, must(m.Mean()), 1e-5, name)
		require.InEpsilon(t, c.variance, must(m.PopulationVariance()), 1e-3, name)
	}
}

func TestDistributionsRefused(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	uniform := func(xs ...float64) error { _, err := strategy.NewUniform(xs[0], xs[1]); return err }
	triangular := func(xs ...float64) error { _, err := strategy.NewTriangular(xs[0], xs[1], xs[2]); return err }
	normal := func(xs ...float64) error { _, err := strategy.NewNormal(xs[0], xs[1]); return err }
	byMean := func(xs ...float64) error { _, err := strategy.LognormalByMean(xs[0], xs[1]); return err }
	byMedian := func(xs ...float64) error { _, err := strategy.LognormalByMedian(xs[0], xs[1]); return err }
	for _, c := range []struct {
		name string
		got  error
		want error
	}{
		{"uniform of one value", uniform(1, 1), finance.ErrOrder},
		{"uniform reversed", uniform(2, 1), finance.ErrOrder},
		{"uniform wider than floats", uniform(-math.MaxFloat64, math.MaxFloat64), finance.ErrRange},
		{"uniform from nowhere", uniform(nan, 1), finance.ErrRange},
		{"triangular of one value", triangular(1, 1, 1), finance.ErrOrder},
		{"mode below", triangular(1, 0, 2), finance.ErrOrder},
		{"mode above", triangular(1, 3, 2), finance.ErrOrder},
		{"triangular to nowhere", triangular(1, 2, inf), finance.ErrRange},
		{"triangular wider than floats", triangular(-math.MaxFloat64, 0, math.MaxFloat64), finance.ErrRange},
		{"normal with a negative deviation", normal(0, -1), finance.ErrNegative},
		{"normal without a deviation", normal(0, nan), finance.ErrRange},
		{"normal without a mean", normal(inf, 1), finance.ErrRange},
		{"mean of zero", byMean(0, 1), finance.ErrRange},
		{"negative mean", byMean(-1, 1), finance.ErrRange},
		{"lognormal with a negative deviation", byMean(1, -1), finance.ErrNegative},
		{"no mean", byMean(nan, 1), finance.ErrRange},
		{"draws beyond floats", byMean(1e-200, 1e200), finance.ErrOverflow},
		{"draws nearly beyond floats", byMedian(1, 86), finance.ErrOverflow},
		{"median of zero", byMedian(0, 1), finance.ErrRange},
		{"median with a negative deviation", byMedian(1, -1), finance.ErrNegative},
		{"median without a deviation", byMedian(1, inf), finance.ErrRange},
	} {
		require.ErrorIs(t, c.got, c.want, c.name)
	}
	wide := must(strategy.LognormalByMedian(1, 85))
	require.False(t, math.IsInf(wide.Quantile(1-0x1p-53), 0))
	require.True(t, math.IsNaN(must(strategy.NewNormal(0, 1)).Quantile(0)), "no probability")
}
