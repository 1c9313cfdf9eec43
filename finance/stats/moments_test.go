package stats_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
	"testing/quick"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/stats"
)

// 2, 4, 4, 4, 5, 5, 7, 9: mean 5, squares 32, cubes 42, fourth powers 356.
func TestMoments(t *testing.T) {
	m, err := stats.MomentsOf(2, 4, 4, 4, 5, 5, 7, 9)
	require.NoError(t, err)
	require.Equal(t, int64(8), m.N())
	for name, c := range map[string]struct {
		want float64
		got  func() (float64, error)
	}{
		"mean":       {5, m.Mean},
		"variance":   {32. / 7, m.Variance},
		"population": {4, m.PopulationVariance},
		"deviation":  {math.Sqrt(32. / 7), m.StdDev},
		"squares":    {32, func() (float64, error) { return m.PowerSum(2) }},
		"cubes":      {42, func() (float64, error) { return m.PowerSum(3) }},
		"fourth":     {356, func() (float64, error) { return m.PowerSum(4) }},
	} {
		got, err := c.got()
		require.NoError(t, err, name)
		require.InDelta(t, c.want, got, 1e-12, name)
	}
}

// What has no answer is an error and zero.
func TestMomentsWithoutAnswer(t *testing.T) {
	none, one := stats.Moments{}, must(stats.MomentsOf(7))
	huge := must(stats.MomentsOf(-math.MaxFloat64, math.MaxFloat64))
	far := must(stats.MomentsOf(-1e200, 1e200))
	for name, c := range map[string]struct {
		want error
		got  func() (float64, error)
	}{
		"mean of none":            {finance.ErrMissing, none.Mean},
		"variance of none":        {finance.ErrMissing, none.Variance},
		"variance of one":         {finance.ErrMissing, one.Variance},
		"deviation of one":        {finance.ErrMissing, one.StdDev},
		"population of none":      {finance.ErrMissing, none.PopulationVariance},
		"powers of none":          {finance.ErrMissing, func() (float64, error) { return none.PowerSum(2) }},
		"first power":             {finance.ErrRange, func() (float64, error) { return one.PowerSum(1) }},
		"fifth power":             {finance.ErrRange, func() (float64, error) { return one.PowerSum(5) }},
		"mean beyond floats":      {finance.ErrOverflow, huge.Mean},
		"variance beyond floats":  {finance.ErrOverflow, far.Variance},
		"population beyond":       {finance.ErrOverflow, far.PopulationVariance},
		"deviation beyond floats": {finance.ErrOverflow, far.StdDev},
		"fourth beyond floats":    {finance.ErrOverflow, func() (float64, error) { return far.PowerSum(4) }},
	} {
		got, err := c.got()
		require.ErrorIs(t, err, c.want, name)
		require.Zero(t, got, name)
	}
	spread, err := one.PopulationVariance()
	require.NoError(t, err)
	require.Zero(t, spread)
}

// A refused value changes nothing, and its place is named.
func TestMomentsRefuse(t *testing.T) {
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		m := must(stats.MomentsOf(1, 2))
		before := m
		require.ErrorIs(t, m.Add(x), finance.ErrRange)
		require.Equal(t, before, m)
		got, err := stats.MomentsOf(1, x)
		require.ErrorIs(t, err, finance.ErrRange)
		require.ErrorContains(t, err, "value 1")
		require.Zero(t, got)
	}
}

// Equal values have no spread, however large they are.
func TestMomentsOfEqualValues(t *testing.T) {
	for _, x := range []float64{0.1, 1e200, -math.MaxFloat64} {
		m := must(stats.MomentsOf(x, x, x))
		mean, err := m.Mean()
		require.NoError(t, err)
		require.InEpsilon(t, x, mean, 1e-15)
		variance, err := m.Variance()
		require.NoError(t, err)
		require.Zero(t, variance)
		fourth, err := m.PowerSum(4)
		require.NoError(t, err)
		require.Zero(t, fourth)
	}
}

// Cut anywhere, the merged parts are the whole; an empty part is the identity.
func TestMergeIsOnePass(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		values := make([]float64, 3+r.IntN(40))
		for i := range values {
			values[i] = 1000 + r.ExpFloat64()*10
		}
		whole := must(stats.MomentsOf(values...))
		i := r.IntN(len(values))
		j := i + r.IntN(len(values)-i)
		a, b, c := must(stats.MomentsOf(values[:i]...)), must(stats.MomentsOf(values[i:j]...)), must(stats.MomentsOf(values[j:]...))
		requireClose(t, whole, a.Merge(b).Merge(c))
		requireClose(t, whole, a.Merge(b.Merge(c)))
		require.Equal(t, whole, whole.Merge(stats.Moments{}))
		require.Equal(t, whole, stats.Moments{}.Merge(whole))
		requireClose(t, twoPasses(values), whole.PowerSum)
	}
}

// twoPasses sums powers of distances from a mean that is known beforehand.
func twoPasses(values []float64) func(k int) (float64, error) {
	mean := 0.0
	for _, x := range values {
		mean += x / float64(len(values))
	}
	return func(k int) (float64, error) {
		sum := 0.0
		for _, x := range values {
			sum += math.Pow(x-mean, float64(k))
		}
		return sum, nil
	}
}

// requireClose compares the sums of powers, relative to the fourth root of the
// highest, of moments or of functions that give them.
func requireClose(t *testing.T, want, got any) {
	t.Helper()
	sums := func(v any) (s [3]float64) {
		power, ok := v.(func(int) (float64, error))
		if !ok {
			power = v.(stats.Moments).PowerSum
		}
		for k := range s {
			s[k] = must(power(k + 2))
		}
		return s
	}
	w, g := sums(want), sums(got)
	scale := math.Pow(w[2], 0.25)
	for k := range w {
		require.InDelta(t, w[k], g[k], 1e-9*math.Pow(scale, float64(k+2)), "power %d", k+2)
	}
	if m, ok := want.(stats.Moments); ok {
		o := got.(stats.Moments)
		require.Equal(t, m.N(), o.N())
		require.InEpsilon(t, must(m.Mean()), must(o.Mean()), 1e-13)
	}
}

// Whatever is added, an answer is finite or an error.
func TestMomentsAreNeverNonsense(t *testing.T) {
	sane := func(values []float64) bool {
		m, err := stats.MomentsOf(values...)
		if err != nil {
			return false // quick makes finite floats only
		}
		for _, answer := range []func() (float64, error){m.Mean, m.Variance, m.PopulationVariance, m.StdDev} {
			x, err := answer()
			if math.IsNaN(x) || math.IsInf(x, 0) || err != nil && !errors.Is(err, finance.ErrMissing) && !errors.Is(err, finance.ErrOverflow) {
				return false
			}
		}
		return true
	}
	require.NoError(t, quick.Check(sane, nil))
}

func TestMomentsDoNotAllocate(t *testing.T) {
	var m stats.Moments
	other := must(stats.MomentsOf(1, 2, 3))
	require.Zero(t, testing.AllocsPerRun(100, func() { _ = m.Add(1.5); m = m.Merge(other) }))
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
