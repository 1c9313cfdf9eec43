package stats_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/stats"
)

// Quantiles of the normal distribution, recomputed with 40 digits for the
// float that stands in the row: the middle, both seams of the algorithm, the
// tail that a draw can reach, and the far tail.
func TestNormalQuantile(t *testing.T) {
	for _, c := range []struct{ p, want float64 }{
		{0.25, -0.6744897501960817432},
		{0.075, -1.4395314709384559349},
		{0.0749999, -1.4395321773759005864},
		{0.925, 1.4395314709384562291},
		{0.95, 1.6448536269514722843},
		{0.975, 1.9599639845400538556},
		{0.001, -3.0902323061678135354},
		{0.999, 3.0902323061678132778},
		{1e-5, -4.2648907939228246102},
		{1e-10, -6.3613409024040561991},
		{1e-11, -6.7060231554951362961},
		{1.4e-11, -6.6567230915181836356},
		{1e-12, -7.0344838253011319326},
		{0x1p-53, -8.2095361516013868556},
		{1e-20, -9.2623400897984075796},
		{1e-100, -21.273453560965324294},
		{1e-300, -37.047096299361199237},
	} {
		z, err := stats.NormalQuantile(c.p)
		require.NoError(t, err)
		require.InEpsilon(t, c.want, z, 1e-15, c.p)
	}
	require.Zero(t, must(stats.NormalQuantile(0.5)))
	for _, p := range []float64{0, 1, -0.5, 1.5, math.NaN(), math.Inf(1)} {
		z, err := stats.NormalQuantile(p)
		require.ErrorIs(t, err, finance.ErrRange)
		require.Zero(t, z)
	}
}

// It is odd around one half to the last bit, and rises.
func TestNormalQuantileIsOdd(t *testing.T) {
	last := math.Inf(-1)
	for k := range 4096 {
		p := (float64(k) + 0.5) / 4096
		z := must(stats.NormalQuantile(p))
		require.Equal(t, -z, must(stats.NormalQuantile(1-p)))
		require.Greater(t, z, last)
		last = z
	}
}

// Critical values of Student's t, recomputed with 40 digits. The exact sum ends
// at 1000 degrees, where the expansion takes over.
func TestStudentCritical(t *testing.T) {
	for _, c := range []struct {
		confidence float64
		degrees    int64
		want       float64
	}{
		{0.5, 1, 1},
		{0.5, 2, 0.81649658092772603},
		{0.5, 3, 0.76489232840434528},
		{0.9, 9, 1.8331129326562372},
		{0.95, 1, 12.706204736174705},
		{0.95, 2, 4.3026527297494639},
		{0.95, 3, 3.1824463052837096},
		{0.95, 4, 2.7764451051977944},
		{0.95, 30, 2.0422724563012383},
		{0.95, 31, 2.0395134463964085},
		{0.95, 1000, 1.9623390808264085},
		{0.95, 1001, 1.9623367052808799},
		{0.99, 10000, 2.5763210466685289},
		{0.95, 1000000, 1.959966356814107},
		{0.999999, 3, 130.15458955835795},
		{0.999999, 31, 6.0719759247183997},
		{0.999999, 1000, 4.922289523429588},
		{0.999999, 1001, 4.9222587364636217},
	} {
		got, err := stats.StudentCritical(c.confidence, c.degrees)
		require.NoError(t, err)
		require.InEpsilon(t, c.want, got, max(2e-12, 1e-16/(1-c.confidence)), "%v with %d degrees", c.confidence, c.degrees)
	}
}

func TestStudentCriticalRefused(t *testing.T) {
	for _, confidence := range []float64{0, 1, -1, 95, math.NaN()} {
		got, err := stats.StudentCritical(confidence, 9)
		require.ErrorIs(t, err, finance.ErrRange)
		require.Zero(t, got)
	}
	for _, degrees := range []int64{0, -1, math.MinInt64} {
		_, err := stats.StudentCritical(0.95, degrees)
		require.ErrorIs(t, err, finance.ErrMissing)
	}
	almost := math.Nextafter(1, 0) // (1 + confidence)/2 is 1 in floats
	_, err := stats.StudentCritical(almost, 2000)
	require.ErrorIs(t, err, finance.ErrRange)
}

func TestInterval(t *testing.T) {
	same := must(stats.MomentsOf(4, 4, 4))
	around, err := same.Interval(0.95)
	require.NoError(t, err)
	require.Equal(t, stats.Interval{Mean: 4}, around, "no spread, no width")
	for name, c := range map[string]struct {
		m          stats.Moments
		confidence float64
		want       error
	}{
		"one value":     {must(stats.MomentsOf(1)), 0.95, finance.ErrMissing},
		"no values":     {stats.Moments{}, 0.95, finance.ErrMissing},
		"per cent":      {same, 95, finance.ErrRange},
		"beyond floats": {must(stats.MomentsOf(-1e200, 1e200)), 0.95, finance.ErrOverflow},
		"half beyond":   {must(stats.MomentsOf(-1e153, 0, 1e153)), math.Nextafter(1, 0), nil}, // 10^8 deviations still fit
	} {
		got, err := c.m.Interval(c.confidence)
		require.ErrorIs(t, err, c.want, name)
		if c.want != nil {
			require.Zero(t, got, name)
		}
	}
}

func TestHalfWidth(t *testing.T) {
	require.Equal(t, 0.98, must(stats.HalfWidth(4, 1, 1.96)))
	require.Equal(t, 1.96, must(stats.HalfWidth(1, 1, 1.96)))
	for name, c := range map[string]struct {
		n            int64
		sd, critical float64
		want         error
	}{
		"no values":         {0, 1, 1, finance.ErrMissing},
		"negative sd":       {9, -1, 1, finance.ErrNegative},
		"negative critical": {9, 1, -1, finance.ErrNegative},
		"no number":         {9, math.NaN(), 1, finance.ErrRange},
		"no end":            {9, 1, math.Inf(1), finance.ErrRange},
		"beyond floats":     {1, 1e200, 1e200, finance.ErrOverflow},
	} {
		got, err := stats.HalfWidth(c.n, c.sd, c.critical)
		require.ErrorIs(t, err, c.want, name)
		require.Zero(t, got, name)
	}
}

func TestSampleSize(t *testing.T) {
	for _, c := range []struct {
		sd, critical, half float64
		want               int64
	}{
		{1, 2, 1, 4}, // whole, so not a value more
		{1, 2, 0.99, 5},
		{0, 2, 1, 1},
		{1, 1, 0x1p-26, 1 << 52},
	} {
		got, err := stats.SampleSize(c.sd, c.critical, c.half)
		require.NoError(t, err)
		require.Equal(t, c.want, got)
	}
	for name, c := range map[string]struct {
		sd, critical, half float64
		want               error
	}{
		"no width":       {1, 2, 0, finance.ErrRange},
		"negative width": {1, 2, -1, finance.ErrNegative},
		"too many":       {1, 1, 0x1p-27, finance.ErrOverflow},
		"no number":      {math.NaN(), 1, 1, finance.ErrRange},
		"beyond floats":  {1e300, 1e300, 1, finance.ErrOverflow},
	} {
		got, err := stats.SampleSize(c.sd, c.critical, c.half)
		require.ErrorIs(t, err, c.want, name)
		require.Zero(t, got, name)
	}
}
