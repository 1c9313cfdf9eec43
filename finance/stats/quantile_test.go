package stats_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/stats"
)

var types = []stats.QuantileType{
	stats.Type1, stats.Type2, stats.Type3, stats.Type4, stats.Type5, stats.Type6, stats.Type7, stats.Type8, stats.Type9,
}

// The nine types on 1 to 10, worked out by hand from the definitions.
func TestNineTypes(t *testing.T) {
	sample := must(stats.NewSample([]float64{10, 3, 1, 2, 4, 9, 8, 7, 6, 5}))
	for _, c := range []struct {
		p    float64
		want [9]float64 // of types 1 to 9
	}{
		{0, [9]float64{1, 1, 1, 1, 1, 1, 1, 1, 1}},
		{0.05, [9]float64{1, 1, 1, 1, 1, 1, 1.45, 1, 1}},
		{0.1, [9]float64{1, 1.5, 1, 1, 1.5, 1.1, 1.9, 41. / 30, 1.4}},
		{0.15, [9]float64{2, 2, 2, 1.5, 2, 1.65, 2.35, 1.5 + 0.05 + 1./3, 1.9125}},
		{0.25, [9]float64{3, 3, 2, 2.5, 3, 2.75, 3.25, 2.5 + 1.25/3, 2.9375}},
		{0.5, [9]float64{5, 5.5, 5, 5, 5.5, 5.5, 5.5, 5.5, 5.5}},
		{0.7, [9]float64{7, 7.5, 7, 7, 7.5, 7.7, 7.3, 7 + 1.7/3, 7.55}},
		{0.95, [9]float64{10, 10, 10, 9.5, 10, 10, 9.55, 10, 10}},
		{1, [9]float64{10, 10, 10, 10, 10, 10, 10, 10, 10}},
	} {
		for i, kind := range types {
			got, err := sample.Quantile(c.p, kind)
			require.NoError(t, err)
			require.InDelta(t, c.want[i], got, 1e-12, "type %v at %v", kind, c.p)
		}
	}
}

// A share that is not exactly a float still falls on the value that it means:
// 0.07 of 100 is the seventh, though 0.07×100 is 7.000000000000001 in floats.
func TestSharesThatAreNoFloats(t *testing.T) {
	values := make([]float64, 100)
	for i := range values {
		values[i] = float64(i + 1)
	}
	sample := must(stats.NewSample(values))
	for percent := 1; percent <= 100; percent++ {
		got, err := sample.Quantile(float64(percent)/100, stats.Type1)
		require.NoError(t, err)
		require.Equal(t, float64(percent), got)
		got, err = sample.Quantile(float64(percent)/100, stats.Type2)
		require.NoError(t, err)
		require.Equal(t, min(float64(percent)+0.5, 100), got)
	}
	got, err := sample.Quantile(0.07+1e-9, stats.Type1)
	require.NoError(t, err)
	require.Equal(t, 8.0, got, "a share above is a share above")
}

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   float64
	}{
		{[]float64{2, 3, 5, 9}, 4}, // types 1 and 4 answer 3
		{[]float64{7}, 7},
		{[]float64{3, 1, 2}, 2},
		{[]float64{-math.MaxFloat64, math.MaxFloat64}, 0},
	} {
		got, err := must(stats.NewSample(c.values)).Median()
		require.NoError(t, err)
		require.Equal(t, c.want, got, c.values)
	}
}

func TestQuantileRefused(t *testing.T) {
	sample := must(stats.NewSample([]float64{1, 2}))
	for _, p := range []float64{-0.001, 1.001, math.NaN(), math.Inf(1)} {
		got, err := sample.Quantile(p, stats.Type7)
		require.ErrorIs(t, err, finance.ErrRange)
		require.Zero(t, got)
		got, err = sample.PeelingPoint(p)
		require.ErrorIs(t, err, finance.ErrRange)
		require.Zero(t, got)
	}
	_, err := sample.Quantile(0.5, stats.Type9+1)
	require.ErrorIs(t, err, finance.ErrRange)
	for _, ask := range []func(stats.Sample) (float64, error){
		stats.Sample.Median,
		func(s stats.Sample) (float64, error) { return s.PeelingPoint(0.1) },
	} {
		got, err := ask(stats.Sample{})
		require.ErrorIs(t, err, finance.ErrMissing)
		require.Zero(t, got)
	}
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		bad, err := stats.NewSample([]float64{0, x})
		require.ErrorIs(t, err, finance.ErrRange)
		require.ErrorContains(t, err, "value 1")
		require.Zero(t, bad.Len())
	}
}

// A sample keeps no slice of its maker and does not reorder it.
func TestSampleCopies(t *testing.T) {
	values := []float64{3, 1, 2}
	sample := must(stats.NewSample(values))
	require.Equal(t, []float64{3, 1, 2}, values)
	values[0], values[1], values[2] = 9, 9, 9
	require.Equal(t, 2.0, must(sample.Median()))
	require.Equal(t, 3, sample.Len())
}

// Quantiles rise with p and stay between the ends; they mirror when the values
// do, in the types whose definition is symmetric.
func TestQuantileLaws(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		values, mirrored := make([]float64, 1+r.IntN(12)), []float64(nil)
		for i := range values {
			values[i] = math.Round(r.NormFloat64()*4) / 10 // with ties
			mirrored = append(mirrored, -values[i])
		}
		sample, mirror := must(stats.NewSample(values)), must(stats.NewSample(mirrored))
		for _, kind := range types {
			last := slices.Min(values)
			for step := range 65 {
				p := float64(step) / 64
				q := must(sample.Quantile(p, kind))
				require.GreaterOrEqual(t, q, last, "type %v of %v at %v", kind, values, p)
				last = q
				if kind >= stats.Type5 || kind == stats.Type7 || kind == stats.Type2 {
					require.InDelta(t, -must(mirror.Quantile(1-p, kind)), q, 1e-12)
				}
			}
			require.LessOrEqual(t, last, slices.Max(values))
		}
	}
}

func TestPeelingPoint(t *testing.T) {
	for _, c := range []struct {
		values []float64
		p      float64
		want   float64
	}{
		{[]float64{5, 5, 5}, 0.1, 5},          // nothing to cut between
		{[]float64{5, 5, 5}, 0.9, 5},          // nor at the upper end
		{[]float64{1, 2}, 0.5, 1.5},           // at one half, upward
		{[]float64{1, 2, 3}, 0.5, 2.5},        // on a value, upward
		{[]float64{1, 2, 3, 4, 5}, 0.75, 3.5}, // on a value, downward
		{[]float64{0, 0, 0, 1}, 0.05, 0.5},    // past the ties
		{[]float64{0, 1, 1, 1}, 0.95, 0.5},    // past the ties, downward
		{[]float64{7}, 1, 7},
	} {
		got, err := must(stats.NewSample(c.values)).PeelingPoint(c.p)
		require.NoError(t, err)
		require.Equal(t, c.want, got, "%v at %v", c.values, c.p)
	}
}

func TestQuantileTypeText(t *testing.T) {
	for i, kind := range types {
		text, err := kind.MarshalText()
		require.NoError(t, err)
		require.Equal(t, string(rune('1'+i)), string(text))
		require.Equal(t, string(text), kind.String())
		var again stats.QuantileType
		require.NoError(t, again.UnmarshalText(text))
		require.Equal(t, kind, again)
	}
	require.Equal(t, "7", stats.QuantileType(0).String(), "the zero type")
	_, err := (stats.Type9 + 1).MarshalText()
	require.ErrorIs(t, err, finance.ErrRange)
	read := stats.Type3
	require.ErrorIs(t, read.UnmarshalText([]byte("10")), finance.ErrUnknown)
	require.Zero(t, read)
}

// Seeds: the names of the first and last type, one too many, nothing.
func FuzzQuantileType(f *testing.F) {
	for _, s := range []string{"1", "9", "10", "0", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var kind stats.QuantileType
		if err := kind.UnmarshalText([]byte(s)); err != nil {
			require.Zero(t, kind)
			return
		}
		require.Equal(t, s, kind.String())
	})
}
