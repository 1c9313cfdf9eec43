package index_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/index"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// world is random terms that a random series serves.
type world struct {
	x     index.Indexation
	s     index.Series
	price finance.Money
	term  civil.Period
}

// worlds calls f with as many of them as it is told, and those of each seed the
// same ones.
func worlds(t *testing.T, seed uint64, n int, f func(r *rand.Rand, w world)) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 2))
	for made := 0; made < n; {
		w := world{s: anySeries(r)}
		require.NoError(t, w.s.Validate())
		w.x = anyIndexation(r, w.s)
		w.price = finance.Minor(r.Int64N(10_000_000), finance.RUB)
		w.term = civil.Period{From: day("2015-01-01").AddDays(r.IntN(1500))}
		if r.IntN(3) > 0 {
			w.term.To = w.term.From.AddDays(1 + r.IntN(4000))
		}
		if w.x.Validate() != nil || index.Check(w.x, w.s) != nil {
			continue
		}
		if _, err := w.x.Reviews(w.price, w.term, w.s, later); err != nil {
			continue // a fall of more than all, in points
		}
		made++
		f(r, w)
	}
}

func anySeries(r *rand.Rand) index.Series {
	s := index.Series{ID: "i", Source: "made up", Kind: index.Kind(r.IntN(2)), Step: []int{0, 1, 1, 3, 12}[r.IntN(5)]}
	month, level := civil.MustMonth("2012-01").Add(r.IntN(12)), 900+r.IntN(300)
	published := month.First().AddDays(r.IntN(40))
	for range 40 + r.IntN(60) {
		level = max(400, level+r.IntN(40)-15)
		if s.Kind == index.Change {
			level = 960 + r.IntN(140)
		}
		v := index.Value{Month: month, Value: finance.Number{Rate: tenths(level)}, Published: published}
		s.Values = append(s.Values, v)
		for r.IntN(8) == 0 {
			v.Value, v.Published = finance.Number{Rate: tenths(level + r.IntN(21) - 10)}, v.Published.AddDays(1+r.IntN(400))
			s.Values = append(s.Values, v)
		}
		month = month.Add(max(s.Step, 1))
		published = latest(published, month.First().AddDays(r.IntN(60)))
	}
	if s.Kind == index.Level {
		for m := s.Values[0].Month.Add(1 + r.IntN(40)); r.IntN(2) == 0; m = m.Add(1 + r.IntN(20)) {
			s.Rebases = append(s.Rebases, index.Rebase{From: m, Factor: finance.Number{Rate: fraction(900+r.Int64N(300), 1000)}})
		}
	}
	return s
}

func latest(a, b civil.Date) civil.Date {
	if a.After(b) {
		return a
	}
	return b
}

func tenths(n int) finance.Rate { return fraction(int64(n), 10) }

func fraction(num, den int64) finance.Rate {
	f, err := finance.NewRate(num, den)
	if err != nil {
		panic(err)
	}
	return f
}

// anyIndexation has each field set or not, most of them not.
func anyIndexation(r *rand.Rand, s index.Series) index.Indexation {
	x := index.Indexation{
		Series: s.ID, First: day("2014-01-01").AddDays(r.IntN(1500)),
		Every: []int{0, 1, 3, 6, 12, 24, 36}[r.IntN(7)], Lag: r.IntN(15),
		Method: index.Method(r.IntN(2)), Rounding: finance.Rounding(r.IntN(9)),
	}
	some := func() bool { return r.IntN(4) == 0 }
	if some() {
		x.Base = civil.MustMonth("2012-06").Add(r.IntN(30))
	}
	if x.Points = some(); some() {
		x.RoundTo, x.ChangeRounding = []finance.Rate{rate("0.1%"), rate("1/30000"), rate("0.0001%")}[r.IntN(3)], finance.Rounding(r.IntN(9))
	}
	if some() {
		x.Share = fraction(1+r.Int64N(100), 100)
	}
	if some() {
		x.Plus, x.Compound = fraction(r.Int64N(80)-20, 1000), r.IntN(2) == 0
	}
	if some() {
		x.Floor = fraction(r.Int64N(60)-30, 1000)
	}
	if some() {
		x.Cap = fraction(30+r.Int64N(60), 1000)
	}
	if x.UpwardOnly = some(); some() {
		x.Threshold = fraction(r.Int64N(100), 1000)
	}
	if some() {
		x.Step = finance.Minor(1+r.Int64N(10_000), finance.RUB)
	}
	if r.IntN(3) == 0 {
		x.Fixing, x.KnownBy = index.Fixed, r.IntN(90)
	}
	return x
}

// someDay is one on which less than all is known.
func someDay(r *rand.Rand) civil.Date { return day("2014-01-01").AddDays(r.IntN(4000)) }

func reviews(t *testing.T, w world, known civil.Date) []index.Review {
	t.Helper()
	path, err := w.x.Reviews(w.price, w.term, w.s, known)
	require.NoError(t, err)
	return path
}

// The path is that of a plain second reading of the terms.
func TestReviewsAreThoseOfTheModel(t *testing.T) {
	bounds := map[index.Bound]int{}
	worlds(t, 1, 1500/part, func(r *rand.Rand, w world) {
		for _, known := range []civil.Date{someDay(r), later} {
			m := model{x: w.x, s: w.s}
			var got []told
			for _, v := range reviews(t, w, known) {
				got = append(got, told{v.On, v.Known, v.Old.Minor(), v.Price.Minor(), v.Bound, v.Index.Month})
				bounds[v.Bound]++
			}
			require.Equal(t, m.walk(w.price.Minor(), w.term, known), got, "%+v", w.x)
		}
	})
	for b := index.Free; b <= index.BelowChange; b++ {
		require.Greater(t, bounds[b], 100/part, b)
	}
}

// What was known before a day was known on the day that the review says, and
// not before; and each review follows the one before.
func TestReviewsSayWhenTheyBecameKnown(t *testing.T) {
	worlds(t, 2, 600/part, func(r *rand.Rand, w world) {
		known := someDay(r)
		path := reviews(t, w, known)
		old := w.price
		for i, v := range path {
			require.True(t, v.Known.Before(known))
			require.Equal(t, old, v.Old)
			old = v.Price
			then := reviews(t, w, v.Known.AddDays(1))
			require.Greater(t, len(then), i)
			require.Equal(t, v.Price, then[i].Price)
			if i == 0 && w.x.Method == index.FromBase {
				before := reviews(t, w, v.Known)
				require.True(t, len(before) == 0 || before[0] != v)
			}
		}
	})
}

// What becomes known later never changes what is fixed.
func TestFixedIsNeverCorrected(t *testing.T) {
	longer := 0
	worlds(t, 3, 1000/part, func(r *rand.Rand, w world) {
		if w.x.Fixing == index.Corrected {
			return
		}
		early, late := reviews(t, w, someDay(r)), reviews(t, w, later)
		if len(early) < len(late) {
			longer++
		}
		n := min(len(early), len(late))
		require.Equal(t, early[:n], late[:n])
	})
	require.Greater(t, longer, 50/part)
}

// Corrected as known late is corrected as known from the start: what counts is
// the last value of each month, not when it came.
func TestCorrectedIsAsKnownFromTheStart(t *testing.T) {
	worlds(t, 4, 800/part, func(r *rand.Rand, w world) {
		if w.x.Fixing == index.Fixed {
			return
		}
		known := someDay(r)
		start := w
		start.s.Values = nil
		for _, v := range w.s.Values {
			if !v.Published.Before(known) {
				continue
			}
			v.Published = v.Month.First()
			if n := len(start.s.Values); n > 0 && start.s.Values[n-1].Month == v.Month {
				start.s.Values[n-1] = v
			} else {
				start.s.Values = append(start.s.Values, v)
			}
		}
		if len(start.s.Values) == 0 {
			require.Empty(t, reviews(t, w, known))
			return
		}
		require.NoError(t, start.s.Validate())
		require.Equal(t, prices(reviews(t, start, later)), prices(reviews(t, w, known)))
	})
}

// Before the day of the news nothing differs; without news, nothing at all.
func TestNewsSayFromWhenOn(t *testing.T) {
	some, none := 0, 0
	worlds(t, 5, 1500/part, func(r *rand.Rand, w world) {
		from := someDay(r)
		to := from.AddDays(r.IntN(90))
		before, after := reviews(t, w, from), reviews(t, w, to)
		news := w.x.News(w.term, w.s, from, to)
		if news.IsZero() {
			none++
			require.Equal(t, before, after)
			return
		}
		some++
		until := func(path []index.Review) (early []index.Review) {
			for _, v := range path {
				if v.On.Before(news) {
					early = append(early, v)
				}
			}
			return early
		}
		require.Equal(t, until(before), until(after))
		i := slices.IndexFunc(after, func(v index.Review) bool { return v.On == news })
		require.GreaterOrEqual(t, i, 0)
		require.True(t, i >= len(before) || before[i] != after[i], "nothing new on %v", news)
	})
	require.Greater(t, some, 50/part)
	require.Greater(t, none, 200/part)
}

// With a floor and a cap each price stays inside both, of the price before and
// as rounded; an upward-only price never falls.
func TestBoundsHold(t *testing.T) {
	held := 0
	worlds(t, 6, 1000/part, func(_ *rand.Rand, w world) {
		for _, v := range reviews(t, w, later) {
			if w.x.UpwardOnly {
				require.GreaterOrEqual(t, v.Price.Minor(), v.Old.Minor())
				continue
			}
			if v.Bound == index.BelowChange || w.x.Floor.IsZero() || w.x.Cap.IsZero() || !w.x.Step.IsZero() {
				continue
			}
			held++
			for limit, sign := range map[finance.Rate]int{w.x.Floor: 1, w.x.Cap: -1} {
				factor, err := limit.Add(rate("1"))
				require.NoError(t, err)
				bound, err := v.Old.MulRate(factor, w.x.Rounding)
				require.NoError(t, err)
				require.GreaterOrEqual(t, int64(sign)*(v.Price.Minor()-bound.Minor()), int64(0))
			}
		}
	})
	require.True(t, held > 100 || part > 1)
}

// Without caps and rounding, chained is from base: with a price that each
// level divides, no rounding is left, and both are the price × index / base.
func TestChainedIsFromBase(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 2))
	for range 1000 {
		var levels []finance.Rate
		for range 6 {
			levels = append(levels, tenths(900+r.IntN(300)))
		}
		s, x := yearly(index.Level, levels...), january
		price := finance.Minor(tenfold(levels[0])*(1+r.Int64N(10_000)), finance.RUB)
		var paths [2][]finance.Money
		for method := range paths {
			x.Method = index.Method(method)
			paths[method] = prices(path(t, x, s, price))
		}
		require.Len(t, paths[0], 5)
		require.Equal(t, paths[0], paths[1])
		for i, p := range paths[0] {
			want, err := price.MulDiv(tenfold(levels[i+1]), tenfold(levels[0]), finance.HalfEven)
			require.NoError(t, err)
			require.Equal(t, want, p)
		}
	}
}

func tenfold(r finance.Rate) int64 { return r.Num() * 10 / r.Den() }

func prices(path []index.Review) []finance.Money {
	all := make([]finance.Money, len(path))
	for i, v := range path {
		all[i] = v.Price
	}
	return all
}
