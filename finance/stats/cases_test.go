package stats_test

import (
	"encoding/json"
	"os"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance/stats"
)

// published is one worked case of testdata/cases.json: figures from public
// sources (mark S), recomputed from such (R), or edge cases of our own (A).
type published struct {
	ID, Kind, Title string
	Given           struct {
		Values, Offsets, P, Types []string
		Parts                     [][]string
		Items                     []struct{ Values, P []string }
		N, Mean, SD, Z            *string
		Confidence                *string
		Target                    *string `json:"target_half_width"`
	}
	Want json.RawMessage
}

// casesOf runs test on each published case of a kind, under its id.
func casesOf(t *testing.T, kind string, test func(t *testing.T, c published)) {
	t.Helper()
	text, err := os.ReadFile("testdata/cases.json")
	require.NoError(t, err)
	var all []published
	require.NoError(t, json.Unmarshal(text, &all))
	found := false
	for _, c := range all {
		if c.Kind == kind {
			found = true
			t.Run(c.ID+" "+c.Title, func(t *testing.T) { test(t, c) })
		}
	}
	require.True(t, found, "no case of kind %s", kind)
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(s, 64)
	require.NoError(t, err)
	return x
}

func numbers(t *testing.T, texts []string) []float64 {
	t.Helper()
	xs := make([]float64, len(texts))
	for i, s := range texts {
		xs[i] = number(t, s)
	}
	return xs
}

func want[T any](t *testing.T, c published) T {
	t.Helper()
	var w T
	require.NoError(t, json.Unmarshal(c.Want, &w))
	return w
}

func TestPublishedQuantileTypes(t *testing.T) {
	casesOf(t, "quantile_types", func(t *testing.T, c published) {
		sample, err := stats.NewSample(numbers(t, c.Given.Values))
		require.NoError(t, err)
		w := want[struct{ Types map[string][]string }](t, c)
		require.Len(t, w.Types, len(c.Given.Types))
		for name, quantiles := range w.Types {
			var kind stats.QuantileType
			require.NoError(t, kind.UnmarshalText([]byte(name)))
			for i, p := range numbers(t, c.Given.P) {
				got, err := sample.Quantile(p, kind)
				require.NoError(t, err)
				require.InDelta(t, number(t, quantiles[i]), got, 1e-12, "type %s at %v", name, p)
			}
		}
	})
}

func TestPublishedPeelingPoints(t *testing.T) {
	casesOf(t, "quantile_peeling", func(t *testing.T, c published) {
		w := want[struct{ Thresholds [][]string }](t, c)
		for i, item := range c.Given.Items {
			sample, err := stats.NewSample(numbers(t, item.Values))
			require.NoError(t, err)
			for k, p := range numbers(t, item.P) {
				got, err := sample.PeelingPoint(p)
				require.NoError(t, err)
				require.Equal(t, number(t, w.Thresholds[i][k]), got)
			}
		}
	})
}

func TestPublishedVarianceFarFromZero(t *testing.T) {
	casesOf(t, "welford_offset", func(t *testing.T, c published) {
		w := want[struct{ Variance []string }](t, c)
		for i, offset := range numbers(t, c.Given.Offsets) {
			var m stats.Moments
			for _, x := range numbers(t, c.Given.Values) {
				require.NoError(t, m.Add(offset+x))
			}
			got, err := m.Variance()
			require.NoError(t, err)
			require.InDelta(t, number(t, w.Variance[i]), got, 1e-9)
		}
	})
}

func TestPublishedMerge(t *testing.T) {
	casesOf(t, "chan_merge", func(t *testing.T, c published) {
		w := want[struct{ N, Mean, M2, M3, M4 string }](t, c)
		var merged, onePass stats.Moments
		for _, part := range c.Given.Parts {
			m, err := stats.MomentsOf(numbers(t, part)...)
			require.NoError(t, err)
			merged = merged.Merge(m)
			for _, x := range numbers(t, part) {
				require.NoError(t, onePass.Add(x))
			}
		}
		for _, m := range []stats.Moments{merged, onePass} {
			require.Equal(t, int64(number(t, w.N)), m.N())
			mean, err := m.Mean()
			require.NoError(t, err)
			require.InDelta(t, number(t, w.Mean), mean, 1e-9)
			for k, text := range []string{w.M2, w.M3, w.M4} {
				sum, err := m.PowerSum(k + 2)
				require.NoError(t, err)
				require.InDelta(t, number(t, text), sum, 1e-9)
			}
		}
	})
}

func TestPublishedIntervals(t *testing.T) {
	casesOf(t, "ci_mean", func(t *testing.T, c published) {
		w := want[struct {
			Mean, Variance, Critical string
			HalfWidth                string  `json:"half_width"`
			Needed                   *string `json:"n_needed"`
		}](t, c)
		g := c.Given
		if g.Values == nil { // only the summary was published, with its critical value
			half, err := stats.HalfWidth(int64(number(t, *g.N)), number(t, *g.SD), number(t, *g.Z))
			require.NoError(t, err)
			require.InDelta(t, number(t, w.HalfWidth), half, 1e-6)
			needed, err := stats.SampleSize(number(t, *g.SD), number(t, *g.Z), number(t, *g.Target))
			require.NoError(t, err)
			require.Equal(t, int64(number(t, *w.Needed)), needed)
			return
		}
		m, err := stats.MomentsOf(numbers(t, g.Values)...)
		require.NoError(t, err)
		variance, err := m.Variance()
		require.NoError(t, err)
		require.InDelta(t, number(t, w.Variance), variance, 1e-6)
		critical, err := stats.StudentCritical(number(t, *g.Confidence), m.N()-1)
		require.NoError(t, err)
		require.InDelta(t, number(t, w.Critical), critical, 1e-6)
		around, err := m.Interval(number(t, *g.Confidence))
		require.NoError(t, err)
		require.InDelta(t, number(t, w.Mean), around.Mean, 1e-6)
		require.InDelta(t, number(t, w.HalfWidth), around.HalfWidth, 1e-6)
		require.InDelta(t, number(t, w.Mean)-number(t, w.HalfWidth), around.Low(), 2e-6)
		require.InDelta(t, number(t, w.Mean)+number(t, w.HalfWidth), around.High(), 2e-6)
	})
}
