package waterfall_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/waterfall"
)

// grown is what an amount of minor units has become, with a preferred return that
// is never paid.
func grown(t *testing.T, y waterfall.Yield, minor int64, from, to civil.Date) int64 {
	t.Helper()
	terms := project(capital, pref(y), split("investor", "80%", "sponsor", "20%"))
	d, err := waterfall.Distribute(terms, waterfall.Facts{Contributions: []waterfall.Contribution{
		{On: from, Party: "investor", Amount: finance.Minor(minor, finance.RUB)},
	}}, to)
	require.NoError(t, err)
	return minor + d.Standings[0].Preferred.Minor()
}

// Growth by any parts of years is that of the whole, to the last of sixteen
// digits but for the unit that the cut rounds, and that of floats in twelve.
func TestEffectiveGrowthIsCutAnywhere(t *testing.T) {
	counts := []civil.DayCount{civil.ByAct365F, civil.ByActActISDA, civil.ByAct360, civil.ByThirtyE360}
	for seed := range uint64(120) {
		r := rand.New(rand.NewPCG(seed, 5))
		rate, err := finance.NewRate(1+r.Int64N(3000), 1+r.Int64N(5000)+1500)
		require.NoError(t, err)
		y := waterfall.Yield{Rate: rate, Growth: waterfall.Effective, DayCount: counts[r.IntN(len(counts))]}
		if seed%5 == 4 {
			y.Growth, y.DayCount = waterfall.Daily, counts[2*r.IntN(2)]
		}
		from := day("2025-01-01").AddDays(r.IntN(300))
		middle := from.AddDays(1 + r.IntN(700))
		to := middle.AddDays(1 + r.IntN(700))
		const amount = 1_000_000_000_000_007
		whole := grown(t, y, amount, from, to)
		if y.DayCount != civil.ByThirtyE360 { // whose parts need not sum
			require.InDelta(t, whole, grown(t, y, grown(t, y, amount, from, middle), middle, to), 200, "seed %d: %v", seed, rate)
		}
		years, err := y.DayCount.Fraction(civil.Period{From: from, To: to}, civil.Context{})
		require.NoError(t, err)
		growth := math.Pow(1+float64(rate.Num())/float64(rate.Den()), float64(years.Num)/float64(years.Den))
		if y.Growth == waterfall.Daily {
			of := 365 - 5*float64(y.DayCount) // actual/360 is the second count
			growth = math.Pow(1+float64(rate.Num())/float64(rate.Den())/of, float64(to.Sub(from)))
		}
		require.InEpsilon(t, growth, float64(whole)/amount, 1e-12, "seed %d: %v %v", seed, rate, y)
	}
}
