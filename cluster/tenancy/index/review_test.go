package index_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/index"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// A price of 1000.00 on a series that rises by a point a month from 100 in
// January 2020, each month published on the 15th of the next.
func rising() index.Series {
	s := index.Series{ID: "i", Source: "made up"}
	for i := range 36 {
		m := month("2020-01").Add(i)
		s.Values = append(s.Values, index.Value{Month: m, Value: finance.Number{Rate: fraction(int64(100+i), 1)}, Published: m.Next().First().AddDays(14)})
	}
	return s
}

// line is a review in one line: its day, when it was known, and its price.
func line(v index.Review) string {
	return v.On.String() + " " + v.Known.String() + " " + v.Price.String()[:7]
}

func lines(t *testing.T, x index.Indexation, s index.Series, term civil.Period, known string) (all []string) {
	t.Helper()
	require.NoError(t, x.Validate())
	require.NoError(t, index.Check(x, s))
	reviews, err := x.Reviews(money("1000.00 RUB"), term, s, day(known))
	require.NoError(t, err)
	for _, v := range reviews {
		all = append(all, line(v))
	}
	return all
}

func TestReviewDays(t *testing.T) {
	for _, c := range []struct {
		does  string
		x     index.Indexation
		term  civil.Period
		known string
		want  []string
	}{
		{"each month, the 31st comes back after February", index.Indexation{First: day("2021-01-31"), Every: 1}, period("2021-01-01", "2021-05-01"), "2021-05-16",
			[]string{"2021-01-31 2021-02-15 1009.01", "2021-02-28 2021-03-15 1018.02", "2021-03-31 2021-04-15 1027.03", "2021-04-30 2021-05-15 1036.04"}},
		{"until the day on which the last was published", index.Indexation{First: day("2021-01-31"), Every: 1}, period("2021-01-01", "2021-05-01"), "2021-05-15",
			[]string{"2021-01-31 2021-02-15 1009.01", "2021-02-28 2021-03-15 1018.02", "2021-03-31 2021-04-15 1027.03"}},
		{"a term that begins on a review day has that review", index.Indexation{First: day("2021-03-01"), Lag: 2}, civil.Period{From: day("2021-03-01")}, "2022-02-01",
			[]string{"2021-03-01 2021-02-15 1120.00"}},
		{"and known ahead the next", index.Indexation{First: day("2021-03-01"), Lag: 2}, civil.Period{From: day("2021-03-01")}, "2022-02-16",
			[]string{"2021-03-01 2021-02-15 1120.00", "2022-03-01 2022-02-15 1240.00"}},
		{"a term that begins after a review takes up the change of one step", index.Indexation{First: day("2021-03-01"), Lag: 2}, civil.Period{From: day("2021-03-02")}, "2022-12-01",
			[]string{"2022-03-01 2022-02-15 1107.14"}},
		{"or that since the base month", index.Indexation{First: day("2021-03-01"), Lag: 2, Base: month("2020-01")}, civil.Period{From: day("2021-03-02")}, "2022-12-01",
			[]string{"2022-03-01 2022-02-15 1240.00"}},
		{"a term that ends on a review day has none", index.Indexation{First: day("2021-03-01"), Lag: 2}, period("2021-01-01", "2021-03-01"), "2022-12-01", nil},
		{"fixed, the latest known on the day", index.Indexation{First: day("2021-03-01"), Fixing: index.Fixed}, civil.Period{From: day("2021-01-01")}, "2022-03-02",
			[]string{"2021-03-01 2021-03-01 1120.00", "2022-03-01 2022-03-01 1240.00"}},
		{"fixed, the path ends before what was not", index.Indexation{First: day("2021-03-01"), Fixing: index.Fixed}, civil.Period{From: day("2021-01-01")}, "2022-03-01",
			[]string{"2021-03-01 2021-03-01 1120.00"}},
		{"fixed a month before", index.Indexation{First: day("2021-03-01"), Fixing: index.Fixed, KnownBy: 14}, civil.Period{From: day("2021-01-01")}, "2021-06-01",
			[]string{"2021-03-01 2021-02-15 1120.00"}},
		{"fixed a day too soon for the last, in a leap year before", index.Indexation{First: day("2021-03-01"), Fixing: index.Fixed, KnownBy: 15, Base: month("2020-01")}, civil.Period{From: day("2021-01-01")}, "2021-06-01",
			[]string{"2021-03-01 2021-02-14 1110.00"}},
	} {
		t.Run(c.does, func(t *testing.T) {
			c.x.Series = "i"
			require.Equal(t, c.want, lines(t, c.x, rising(), c.term, c.known))
		})
	}
}

// A quarter's value stands under its last month; a review takes that of the last
// whole quarter before its index month.
//
// Source: INSEE, indice de référence des loyers, fourth quarter of 2016 to
// fourth quarter of 2017.
func TestQuarterlySeries(t *testing.T) {
	s := index.Series{ID: "irl", Name: "IRL", Source: "INSEE", Step: 3}
	for i, v := range []string{"125.50", "125.90", "126.19", "126.46", "126.82"} {
		m := month("2016-12").Add(3 * i)
		s.Values = append(s.Values, index.Value{Month: m, Value: num(v), Published: m.Next().First().AddDays(11)})
	}
	require.NoError(t, s.Validate())
	for lag := 1; lag < 5; lag++ { // of March 2018 to December 2017
		x := index.Indexation{Series: "irl", First: day("2018-04-01"), Lag: lag, Rounding: finance.HalfUp}
		require.NoError(t, index.Check(x, s))
		reviews, err := x.Reviews(money("1000.00 EUR"), civil.Period{From: day("2017-04-01")}, s, later)
		require.NoError(t, err)
		if lag == 1 { // the last month of a quarter that is not published
			require.Empty(t, reviews)
			continue
		}
		require.Len(t, reviews, 1)
		require.Equal(t, "1010.52 EUR = 1000.00 EUR × 126.82/125.5 (IRL 2017-12 to 2016-12)", reviews[0].String())
	}
}

// A correction moves the price from its review day on, and says so; what is
// chained carries it on.
func TestCorrections(t *testing.T) {
	s := rising()
	at := 12 // 2021-01
	wrong := s.Values[at]
	corrected := index.Value{Month: wrong.Month, Value: num("114"), Published: day("2022-06-01")}
	s.Values = append(s.Values[:at+1:at+1], append([]index.Value{corrected}, s.Values[at+1:]...)...)
	require.NoError(t, s.Validate())
	term := period("2020-03-01", "2023-03-01")
	x := index.Indexation{Series: "i", First: day("2021-03-01"), Lag: 2}
	require.Equal(t, []string{"2021-03-01 2021-02-15 1120.00", "2022-03-01 2022-02-15 1240.00"}, lines(t, x, s, term, "2022-06-01"))
	require.Equal(t, []string{"2021-03-01 2022-06-01 1140.00", "2022-03-01 2022-02-15 1240.00"}, lines(t, x, s, term, "2022-06-02"))
	require.Equal(t, day("2021-03-01"), x.News(term, s, day("2022-06-01"), day("2022-06-02")))
	require.Zero(t, x.News(term, s, day("2022-06-02"), day("2022-12-01")))
	require.Equal(t, day("2022-03-01"), x.News(term, s, day("2022-02-15"), day("2022-02-16")))
	require.Zero(t, x.News(term, s, day("2022-02-14"), day("2022-02-15")))

	x.Method, x.Step = index.Chained, money("1.00 RUB")
	require.Equal(t, []string{"2021-03-01 2022-06-01 1140.00", "2022-03-01 2022-06-01 1240.00"}, lines(t, x, s, term, "2022-06-02"))

	x = index.Indexation{Series: "i", First: day("2021-03-01"), Lag: 2, Fixing: index.Fixed}
	require.Equal(t, []string{"2021-03-01 2021-03-01 1120.00", "2022-03-01 2022-03-01 1240.00"}, lines(t, x, s, term, "2022-12-01"))
	require.Zero(t, x.News(term, s, day("2022-03-02"), day("2022-12-01")))
	require.Equal(t, day("2022-03-01"), x.News(term, s, day("2022-03-01"), day("2022-03-02")))
	require.Equal(t, day("2021-03-01"), x.News(term, s, civil.Date{}, day("2022-12-01")))
}

// A correction of the base month moves all reviews, whatever else is new.
func TestBaseIsCorrected(t *testing.T) {
	s := rising()
	again := index.Value{Month: month("2020-01"), Value: num("102"), Published: day("2022-02-15")}
	s.Values = append([]index.Value{s.Values[0], again}, s.Values[1:]...)
	require.NoError(t, s.Validate())
	x := index.Indexation{Series: "i", First: day("2021-03-01"), Lag: 2}
	term := period("2020-03-01", "2023-03-01")
	require.Equal(t, []string{"2021-03-01 2021-02-15 1120.00"}, lines(t, x, s, term, "2022-02-15"))
	require.Equal(t, []string{"2021-03-01 2022-02-15 1098.04", "2022-03-01 2022-02-15 1215.69"}, lines(t, x, s, term, "2022-02-16"))
	require.Equal(t, day("2021-03-01"), x.News(term, s, day("2022-02-15"), day("2022-02-16")))
}

// A change under the threshold waits: the next review compares with the one
// applied last, and a plus counts once for each review since.
func TestThreshold(t *testing.T) {
	s := yearly(index.Level, rate("100"), rate("104"), rate("108"), rate("109"), rate("115"))
	for _, c := range []struct {
		x    index.Indexation
		want []string
	}{
		{index.Indexation{}, []string{"1000.00", "1080.00", "1080.00", "1150.00"}},
		{index.Indexation{Method: index.Chained, Plus: rate("1%")}, []string{"1000.00", "1100.00", "1100.00", "1193.30"}},
		{index.Indexation{Plus: rate("1%")}, []string{"1000.00", "1100.00", "1100.00", "1190.00"}},
		{index.Indexation{Points: true}, []string{"1000.00", "1080.00", "1080.00", "1150.00"}},
		{index.Indexation{RoundTo: rate("4%")}, []string{"1000.00", "1080.00", "1080.00", "1160.00"}},
		{index.Indexation{Method: index.Chained, Share: rate("50%")}, []string{"1000.00", "1040.00", "1040.00", "1073.70"}},
	} {
		x := c.x
		x.Series, x.First, x.Lag, x.Threshold = "i", january.First, 1, rate("5%")
		var got []string
		for _, v := range path(t, x, s, money("1000.00 RUB")) {
			got = append(got, v.Price.String()[:7])
		}
		require.Equal(t, c.want, got)
	}
}

// A bound is named with its rate, and Since only under a threshold.
func TestReviewNamesItsBound(t *testing.T) {
	s := yearly(index.Level, rate("100"), rate("110"))
	for want, x := range map[index.Bound]index.Indexation{
		index.Free:        {Cap: rate("10%"), Floor: rate("10%")},
		index.AtCap:       {Cap: rate("9%")},
		index.AtFloor:     {Floor: rate("11%")},
		index.BelowChange: {Threshold: rate("10.1%")},
	} {
		x.Series, x.First, x.Lag = "i", january.First, 1
		v := once(t, x, s, money("1000.00 RUB"))
		require.Equal(t, want, v.Bound)
		require.Equal(t, want != index.BelowChange, v.Applied())
		limit := map[index.Bound]finance.Rate{index.AtCap: rate("9%"), index.AtFloor: rate("11%"), index.BelowChange: rate("10.1%")}[want]
		require.Equal(t, limit, v.Limit)
		if want == index.BelowChange {
			require.Equal(t, rate("10%"), v.Since)
		} else {
			require.Zero(t, v.Since)
		}
	}
}

// A ratio of 2.5328 % beside one that is rounded to 2.5 %, and three quarters of
// what an office publishes.
//
// Source: rivaluta.it, Aumento ISTAT: 500.00 by 75 % of 2.7 % is 510.125.
func TestRoundedChangeAndShare(t *testing.T) {
	x := january
	x.RoundTo = rate("0.1%")
	v := once(t, x, yearly(index.Level, rate("106.6"), rate("109.3")), money("1000.00 EUR"))
	require.Equal(t, "1025.00 EUR", v.Price.String())
	change, err := v.Change()
	require.NoError(t, err)
	require.Equal(t, rate("27/1066"), change)
	require.Equal(t, rate("2.5%"), v.Rounded)

	x.Share, x.Rounding = rate("75%"), finance.HalfUp
	v = once(t, x, yearly(index.Change, rate("100"), rate("102.7")), money("500.00 EUR"))
	require.Equal(t, "510.13 EUR", v.Price.String())
}

// The largest fractions go through numbers of any size, and come out exact.
func TestWideArithmetic(t *testing.T) {
	huge, less := fraction(math.MaxInt64, math.MaxInt64-1), fraction(math.MaxInt64-1, math.MaxInt64-2)
	s := yearly(index.Level, huge, less)
	for r := finance.HalfEven; r <= finance.HalfFloor; r++ {
		x := january
		x.Rounding = r
		want := int64(100_000)
		if r == finance.Up || r == finance.Ceiling { // a hair above
			want++
		}
		v := once(t, x, s, money("1000.00 RUB"))
		require.Equal(t, want, v.Price.Minor(), r)
		x.Share = fraction(1, 1<<62)
		require.Equal(t, want, once(t, x, s, money("1000.00 RUB")).Price.Minor(), r)
	}
	v := once(t, january, s, money("1000.00 RUB"))
	change, err := v.Change()
	require.NoError(t, err)
	require.Zero(t, change)

	// Twenty years of changes, each with a denominator of its own.
	values := []finance.Rate{rate("100")}
	for i := range 20 {
		values = append(values, fraction(int64(1_000_003*(103+i%3)), 1_000_003+int64(2*i)))
	}
	reviews, err := january.Reviews(money("1000000.00 RUB"), forever, yearly(index.Change, values...), day("2050-01-01"))
	require.NoError(t, err)
	require.Len(t, reviews, 20)
	m := model{x: january, s: yearly(index.Change, values...)}
	for i, v := range m.walk(1_000_000_00, forever, day("2050-01-01")) {
		require.Equal(t, v.Price, reviews[i].Price.Minor())
	}
	growth := big.NewRat(1, 1)
	for _, v := range values[1:] {
		growth.Mul(growth, rat(v))
		growth.Mul(growth, big.NewRat(1, 100))
	}
	require.Equal(t, to(growth, big.NewRat(1, 1e12), finance.HalfEven), rat(reviews[19].Growth))
}

// Ties of fractions that no two int64 hold are rounded as named: 2^62 kopecks
// by 3/2^63 are a kopeck and a half.
func TestWideTies(t *testing.T) {
	const price = 1 << 62
	for r := finance.HalfEven; r <= finance.HalfFloor; r++ {
		for n := int64(1); n < 12; n++ {
			x := january
			x.Rounding = r
			v := once(t, x, yearly(index.Level, rate("2"), fraction(n, price)), finance.Minor(price, finance.RUB))
			require.Equal(t, to(big.NewRat(n, 2), big.NewRat(1, 1), r), big.NewRat(v.Price.Minor(), 1), "%v of %d halves", r, n)
		}
	}
}

// A price of nothing stays that, and is no error.
func TestPriceOfNothing(t *testing.T) {
	v := once(t, january, yearly(index.Level, rate("100"), rate("110")), finance.Zero(finance.RUB))
	require.Equal(t, "0.00 RUB", v.Price.String())
	require.Equal(t, index.Free, v.Bound)
}

// News look at as many reviews as a path may have.
func TestNewsHaveAnEnd(t *testing.T) {
	x := index.Indexation{Series: "i", First: day("2020-01-01"), Every: 1, Fixing: index.Fixed}
	require.Equal(t, day("2119-12-01"), x.News(forever, rising(), day("2119-12-01"), day("2120-03-01")))
	require.Zero(t, x.News(forever, rising(), day("2119-12-02"), day("2120-03-01")))
}

// A year of reviews comes to the same prices as by hand.
func TestYearIsAsByHand(t *testing.T) {
	s, known := decade(), day("2026-01-01")
	h := hand(s)
	var reviews []index.Review
	var moves []moved
	for _, l := range leases() {
		var err error
		reviews, err = l.x.AppendReviews(reviews, l.price, l.term, s, known)
		require.NoError(t, err)
		moves = h.review(moves, l.price, l.x.First, l.term, known)
	}
	require.Len(t, reviews, many)
	require.Len(t, moves, many)
	for i := range moves {
		require.Equal(t, moves[i].price, reviews[i].Price)
		require.Equal(t, moves[i].on, reviews[i].On)
	}
}

// Where there is room for the result, nothing is allocated.
func TestReviewsAllocateTheirResult(t *testing.T) {
	if part > 1 {
		t.Skip("the race detector allocates")
	}
	s, l, known := decade(), leases()[40], day("2026-01-01")
	l.term.To = civil.Date{}
	l.x.First, l.x.Every = l.x.First.AddYears(-6), 3
	all := index.Indexation{
		Plus: rate("1%"), Share: rate("75%"), RoundTo: rate("0.1%"), Floor: rate("1%"), Cap: rate("5%"),
		UpwardOnly: true, Threshold: rate("0.1%"), Step: money("1.00 RUB"),
	}
	for method := index.FromBase; method <= index.Chained; method++ {
		for fixing := index.Corrected; fixing <= index.Fixed; fixing++ {
			plain, full := l.x, all
			full.Series, full.First, full.Every, full.Lag = l.x.Series, l.x.First, l.x.Every, l.x.Lag
			for _, x := range []index.Indexation{plain, full} {
				x.Method, x.Fixing = method, fixing
				require.NoError(t, x.Validate())
				dst := make([]index.Review, 0, 100)
				require.Zero(t, testing.AllocsPerRun(100, func() {
					dst, _ = x.AppendReviews(dst[:0], l.price, civil.Period{From: l.x.First}, s, known)
				}))
				require.Len(t, dst, 28)
				require.Zero(t, testing.AllocsPerRun(100, func() { x.News(l.term, s, day("2025-06-01"), known) }))
			}
		}
	}
}

// Terms and series of any numbers make a path or an error, and no panic. Seeds:
// the ends of int64, a divisor of nothing, a year of reviews, steps and lags
// below nothing.
func FuzzReviews(f *testing.F) {
	f.Add(int64(math.MaxInt64), int64(math.MinInt64+1), int64(1), int64(math.MaxInt64), 1, 0, 3, uint16(0))
	f.Add(int64(0), int64(1), int64(100), int64(1), 12, 1, 0, uint16(0xffff))
	f.Add(int64(1045), int64(10), int64(1124), int64(10), 12, 1, 12, uint16(0x0421))
	f.Add(int64(1), int64(1), int64(-1), int64(3), -5, -7, -3, uint16(0x1111))
	f.Fuzz(func(t *testing.T, a, b, c, d int64, every, lag, step int, bits uint16) {
		old, _ := finance.NewRate(a, b)
		now, _ := finance.NewRate(c, d)
		s := index.Series{ID: "i", Kind: index.Kind(bits & 1), Step: step, Values: []index.Value{
			{Month: month("2019-12"), Value: finance.Number{Rate: old}, Published: day("2020-01-15")},
			{Month: month("2020-12"), Value: finance.Number{Rate: now}, Published: day("2021-01-15")},
			{Month: month("2021-12"), Value: finance.Number{Rate: old}, Published: day("2022-01-15")},
		}, Rebases: []index.Rebase{{From: month("2020-06"), Factor: finance.Number{Rate: now}}}}
		x := index.Indexation{Series: "i", First: day("2021-01-01"), Every: every, Lag: lag}
		x.Method, x.Fixing = index.Method(bits>>1&1), index.Fixing(bits>>2&1)
		x.Points, x.Compound, x.UpwardOnly = bits>>3&1 == 1, bits>>4&1 == 1, bits>>5&1 == 1
		for i, field := range []*finance.Rate{&x.RoundTo, &x.Share, &x.Plus, &x.Floor, &x.Cap, &x.Threshold} {
			if bits>>(6+i)&1 == 1 {
				*field = now
			}
		}
		x.Rounding, x.ChangeRounding = finance.Rounding(bits>>12), finance.Rounding(bits>>11&7)
		if bits>>15 == 1 {
			x.Step = finance.Minor(c, finance.RUB)
		}
		reviews, err := x.Reviews(finance.Minor(a&math.MaxInt64, finance.RUB), period("2020-01-01", "2026-01-01"), s, later)
		if err != nil {
			require.Empty(t, reviews)
			return
		}
		sane := s.Validate() == nil && x.Validate() == nil && index.Check(x, s) == nil
		for _, v := range reviews {
			require.NotEmpty(t, v.String())
			require.True(t, !sane || v.Price.Sign() >= 0, v)
		}
		x.News(period("2020-01-01", "2026-01-01"), s, civil.Date{}, later)
	})
}
