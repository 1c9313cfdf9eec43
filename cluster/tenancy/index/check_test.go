package index_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/index"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

func month(s string) civil.Month { return civil.MustMonth(s) }

// monthly is three months of a series, the second corrected.
func monthly() index.Series {
	return index.Series{ID: "cpi", Source: "the office", Values: []index.Value{
		{Month: month("2025-01"), Value: num("100"), Published: day("2025-02-14")},
		{Month: month("2025-02"), Value: num("101"), Published: day("2025-03-14")},
		{Month: month("2025-02"), Value: num("101.2"), Published: day("2025-04-20")},
		{Month: month("2025-03"), Value: num("102"), Published: day("2025-04-15")},
	}}
}

// requireProblems holds when err is exactly these problems, as path and code.
func requireProblems(t *testing.T, err error, want ...string) {
	t.Helper()
	var found finance.Problems
	if err != nil {
		require.ErrorAs(t, err, &found)
	}
	var got []string
	for p := range found.All() {
		got = append(got, p.Path+" "+finance.Code(p.Err))
	}
	require.Equal(t, want, got)
}

func TestSeriesIsValidated(t *testing.T) {
	requireProblems(t, monthly().Validate())
	for _, c := range []struct {
		does string
		do   func(s *index.Series)
		want []string
	}{
		{"nothing", func(s *index.Series) { *s = index.Series{} }, []string{"id missing", "values missing"}},
		{"an unknown kind", func(s *index.Series) { s.Kind = 2 }, []string{"kind range"}},
		{"steps of five months", func(s *index.Series) { s.Step = 5; s.Values = s.Values[:1] }, []string{"step range"}},
		{"steps of two years", func(s *index.Series) { s.Step = 24; s.Values = s.Values[:1] }, []string{"step range"}},
		{"a negative step", func(s *index.Series) { s.Step = -1 }, []string{"step range"}},
		{"a hole", func(s *index.Series) { s.Values = append(s.Values[:1], s.Values[3]) }, []string{"values[1].month missing"}},
		{"a month off the step", func(s *index.Series) { s.Step = 3; s.Values = s.Values[:2] }, []string{"values[1].month range"}},
		{"months out of order", func(s *index.Series) { s.Values[0].Month = month("2025-04"); s.Values = s.Values[:2] }, []string{"values[0].published order", "values[1].month order"}},
		{"one month twice on a day", func(s *index.Series) { s.Values[2].Published = s.Values[1].Published }, []string{"values[2].published duplicate"}},
		{"corrections out of order", func(s *index.Series) { s.Values[2].Published = day("2025-03-13") }, []string{"values[2].published order"}},
		{"a value published before its month", func(s *index.Series) { s.Values[0].Published = day("2024-12-31") }, []string{"values[0].published order"}},
		{"a value published on its month's first day", func(s *index.Series) { s.Values[0].Published = day("2025-01-01") }, nil},
		{"a month published before an earlier one", func(s *index.Series) { s.Values[3].Published = day("2025-03-13") }, []string{"values[3].published order"}},
		{"a month published with an earlier one, before that was corrected", func(s *index.Series) { s.Values[3].Published = day("2025-03-14") }, nil},
		{"a value of nothing", func(s *index.Series) { s.Values[1].Value = finance.Number{} }, []string{"values[1].value missing"}},
		{"a value below nothing", func(s *index.Series) { s.Values[1].Value = num("-1") }, []string{"values[1].value negative"}},
		{"no month", func(s *index.Series) { s.Values[3].Month = civil.Month{} }, []string{"values[3].month missing"}},
		{"no month at first", func(s *index.Series) { s.Values[0].Month = civil.Month{} }, []string{"values[0].month missing"}},
		{"no day of publication", func(s *index.Series) { s.Values[1].Published = civil.Date{} }, []string{"values[1].published missing"}},
		{"no source", func(s *index.Series) { s.Source = ""; s.Values = s.Values[:2]; s.Values[0].Source = "a gazette" }, []string{"values[1].source missing"}},
		{"too many values", func(s *index.Series) { s.Values = make([]index.Value, 12_001) }, []string{"values limit"}},
		{"rebased", func(s *index.Series) { s.Rebases = []index.Rebase{{month("2025-03"), num("1.1")}} }, nil},
		{"rebased changes", func(s *index.Series) {
			s.Kind = index.Change
			s.Rebases = []index.Rebase{{month("2025-03"), num("1.1")}}
		}, []string{"rebases conflict"}},
		{"rebased in no month, by nothing", func(s *index.Series) { s.Rebases = []index.Rebase{{}} }, []string{"rebases[0].from missing", "rebases[0].factor missing"}},
		{"rebased by less than nothing", func(s *index.Series) { s.Rebases = []index.Rebase{{month("2025-03"), num("-1")}} }, []string{"rebases[0].factor negative"}},
		{"rebased with nothing before it", func(s *index.Series) { s.Rebases = []index.Rebase{{month("2025-01"), num("1.1")}} }, []string{"rebases[0].from range"}},
		{"rebased too often", func(s *index.Series) { s.Rebases = make([]index.Rebase, 101) }, []string{"rebases limit"}},
		{"rebased twice in a month", func(s *index.Series) {
			s.Rebases = []index.Rebase{{month("2025-03"), num("1.1")}, {month("2025-03"), num("1.1")}}
		}, []string{"rebases[1].from order"}},
	} {
		s := monthly()
		c.do(&s)
		t.Run(c.does, func(t *testing.T) { requireProblems(t, s.Validate(), c.want...) })
	}
}

func TestIndexationIsValidated(t *testing.T) {
	for _, c := range []struct {
		does string
		do   func(x *index.Indexation)
		want []string
	}{
		{"as agreed", func(*index.Indexation) {}, nil},
		{"nothing", func(x *index.Indexation) { *x = index.Indexation{} }, []string{"series missing", "first missing"}},
		{"months below nothing", func(x *index.Indexation) { x.Every, x.Lag = -1, -1 }, []string{"every negative", "lag negative"}},
		{"months without end", func(x *index.Indexation) { x.Every, x.Lag = 1201, 1201 }, []string{"every range", "lag range"}},
		{"months at the end", func(x *index.Indexation) { x.Every, x.Lag = 1200, 1200 }, nil},
		{"a base after the first index month", func(x *index.Indexation) { x.Base = month("2021-01") }, []string{"base order"}},
		{"a base in the first index month", func(x *index.Indexation) { x.Base = month("2020-12") }, nil},
		{"unknown words", func(x *index.Indexation) { x.Method, x.ChangeRounding, x.Rounding, x.Fixing = 2, 9, 9, 2 },
			[]string{"method range", "change_rounding range", "rounding range", "fixing range"}},
		{"rates below nothing", func(x *index.Indexation) {
			x.RoundTo, x.Share, x.Cap, x.Threshold = rate("-1%"), rate("-1%"), rate("-1%"), rate("-1%")
		}, []string{"round_to negative", "share negative", "cap negative", "threshold negative"}},
		{"more than the change", func(x *index.Indexation) { x.Share = rate("100.1%") }, []string{"share range"}},
		{"the whole change", func(x *index.Indexation) { x.Share = rate("100%") }, nil},
		{"falls of all", func(x *index.Indexation) { x.Plus, x.Floor = rate("-100%"), rate("-100%") }, []string{"plus range", "floor range"}},
		{"falls of nearly all", func(x *index.Indexation) { x.Plus, x.Floor = rate("-99.9%"), rate("-99.9%") }, nil},
		{"a cap below the floor", func(x *index.Indexation) { x.Floor, x.Cap = rate("3%"), rate("2%") }, []string{"cap order"}},
		{"a cap at the floor", func(x *index.Indexation) { x.Floor, x.Cap = rate("3%"), rate("3%") }, nil},
		{"a floor without a cap", func(x *index.Indexation) { x.Floor = rate("3%") }, nil},
		{"a step below nothing", func(x *index.Indexation) { x.Step = money("-1.00 RUB") }, []string{"step negative"}},
		{"a step in no currency", func(x *index.Indexation) { x.Step = finance.Minor(1, 0) }, []string{"step currency"}},
		{"days of what is not fixed", func(x *index.Indexation) { x.KnownBy = 1 }, []string{"known_by conflict"}},
		{"days of what is fixed", func(x *index.Indexation) { x.Fixing, x.KnownBy = index.Fixed, 3660 }, nil},
		{"days without end", func(x *index.Indexation) { x.Fixing, x.KnownBy = index.Fixed, 3661 }, []string{"known_by range"}},
		{"days below nothing", func(x *index.Indexation) { x.Fixing, x.KnownBy = index.Fixed, -1 }, []string{"known_by negative"}},
	} {
		x := january
		c.do(&x)
		t.Run(c.does, func(t *testing.T) { requireProblems(t, x.Validate(), c.want...) })
	}
}

func TestSeriesServesAnIndexation(t *testing.T) {
	quarters := yearly(index.Level, rate("100"), rate("101"), rate("102"), rate("103"))
	quarters.Step = 3
	for i := range quarters.Values {
		quarters.Values[i].Month = month("2020-03").Add(3 * i)
	}
	quarterly := index.Indexation{Series: "i", First: day("2021-01-01"), Every: 6}
	years := yearly(index.Change, rate("100"), rate("101"), rate("102"))
	levels := yearly(index.Level, rate("100"), rate("101"), rate("102"))
	for _, c := range []struct {
		does string
		s    index.Series
		x    index.Indexation
		do   func(x *index.Indexation, s *index.Series)
		want []string
	}{
		{"levels", levels, january, func(*index.Indexation, *index.Series) {}, nil},
		{"changes", years, january, func(*index.Indexation, *index.Series) {}, nil},
		{"quarters", quarters, quarterly, func(*index.Indexation, *index.Series) {}, nil},
		{"another series", levels, january, func(x *index.Indexation, _ *index.Series) { x.Series = "other" }, []string{"series unknown"}},
		{"no values", levels, january, func(_ *index.Indexation, s *index.Series) { s.Values = nil }, []string{"series missing"}},
		{"a hole", levels, january, func(_ *index.Indexation, s *index.Series) { s.Values = append(s.Values[:1:1], s.Values[2]) }, []string{"series missing"}},
		{"a base before the first month", levels, january, func(x *index.Indexation, _ *index.Series) { x.First = day("2020-12-31") }, []string{"base range"}},
		{"a base that was agreed before the first month", levels, january, func(x *index.Indexation, _ *index.Series) { x.Base = month("2018-12") }, []string{"base range"}},
		{"a base between two values", levels, january, func(x *index.Indexation, _ *index.Series) { x.Base = month("2020-01") }, []string{"base unknown"}},
		{"a base that was agreed", levels, january, func(x *index.Indexation, _ *index.Series) { x.Base = month("2019-12") }, nil},
		{"a base still to be published", levels, january, func(x *index.Indexation, _ *index.Series) { x.First = day("2051-01-01") }, nil},
		{"a base of changes, a year before the first", years, january, func(x *index.Indexation, _ *index.Series) { x.First = day("2020-01-01") }, nil},
		{"a base of changes, two years before the first", years, january, func(x *index.Indexation, _ *index.Series) { x.Base = month("2017-12") }, []string{"base range"}},
		{"a base of changes, not whole years before", years, january, func(x *index.Indexation, _ *index.Series) { x.Base = month("2020-06") }, []string{"base conflict", "base unknown"}},
		{"changes by the half-year", years, january, func(x *index.Indexation, _ *index.Series) { x.Every = 18; x.First = day("2022-01-01") }, []string{"every conflict"}},
		{"points of changes", years, january, func(x *index.Indexation, _ *index.Series) { x.Points = true }, []string{"points conflict"}},
		{"fixed before anything was known", levels, january, func(x *index.Indexation, _ *index.Series) { x.Fixing = index.Fixed }, []string{"base unknown"}},
		{"fixed a year before, as soon as something was known", levels, january, func(x *index.Indexation, _ *index.Series) {
			x.Fixing, x.First = index.Fixed, day("2021-01-15")
		}, nil},
		{"fixed, of a base that was agreed", levels, january, func(x *index.Indexation, _ *index.Series) {
			x.Fixing, x.Base = index.Fixed, month("2019-12")
		}, nil},
		{"changes fixed before anything was known", years, january, func(x *index.Indexation, _ *index.Series) {
			x.Fixing, x.First, x.KnownBy = index.Fixed, day("2020-01-31"), 20
		}, []string{"base unknown"}},
		{"changes fixed when something was known", years, january, func(x *index.Indexation, _ *index.Series) {
			x.Fixing, x.First, x.KnownBy = index.Fixed, day("2020-01-31"), 16
		}, nil},
	} {
		t.Run(c.does, func(t *testing.T) {
			c.s.Values = append([]index.Value(nil), c.s.Values...)
			c.do(&c.x, &c.s)
			requireProblems(t, index.Check(c.x, c.s), c.want...)
		})
	}
}

// An error says which month is missing.
func TestProblemsNameTheMonth(t *testing.T) {
	s := monthly()
	s.Values = append(s.Values[:1], s.Values[3])
	require.EqualError(t, s.Validate(), "values[1].month: nothing for 2025-02: missing")
	require.ErrorContains(t, index.Check(index.Indexation{Series: "cpi", First: day("2026-02-01")}, s), "series: \"cpi\" has nothing for 2025-02: missing")
}

// What comes to Reviews unchecked is an error that says where, or nothing.
func TestReviewsRefuse(t *testing.T) {
	levels := yearly(index.Level, rate("100"), rate("101"), rate("102"))
	price := money("100.00 RUB")
	for _, c := range []struct {
		does  string
		price finance.Money
		do    func(x *index.Indexation, s *index.Series)
		want  error
		says  string
	}{
		{"a price below nothing", money("-1.00 RUB"), func(*index.Indexation, *index.Series) {}, finance.ErrNegative, "price: -1.00 RUB"},
		{"a price in no currency", finance.Minor(1, 0), func(*index.Indexation, *index.Series) {}, finance.ErrCurrency, "price"},
		{"a step in another currency", price, func(x *index.Indexation, _ *index.Series) { x.Step = money("1.00 USD") }, finance.ErrCurrency, "step"},
		{"a step below nothing", price, func(x *index.Indexation, _ *index.Series) { x.Step = money("-1.00 RUB") }, finance.ErrNegative, "step: -1.00 RUB"},
		{"too many values", price, func(_ *index.Indexation, s *index.Series) { s.Values = make([]index.Value, 12_001) }, finance.ErrLimit, "CPI: values"},
		{"too many rebases", price, func(_ *index.Indexation, s *index.Series) { s.Rebases = make([]index.Rebase, 101) }, finance.ErrLimit, "CPI: rebases"},
		{"too many reviews", price, func(x *index.Indexation, s *index.Series) {
			x.Every, x.Fixing, x.First = 1, index.Fixed, day("2021-01-15")
		}, finance.ErrLimit, "index CPI: review of 2121-01-15"},
		{"a month before the first", price, func(x *index.Indexation, _ *index.Series) { x.Base = month("2018-12") }, finance.ErrRange, "review of 2021-01-01: CPI begins with 2019-12, after 2018-12"},
		{"an index month before the first", price, func(x *index.Indexation, _ *index.Series) { x.Lag = 25; x.Base = month("2019-12") }, finance.ErrRange, "CPI begins with 2019-12, after 2018-12"},
		{"nothing known on the day", price, func(x *index.Indexation, _ *index.Series) { x.Fixing, x.Base = index.Fixed, month("2018-12") }, finance.ErrUnknown, "nothing of CPI up to 2018-12 was published by 2021-01-01"},
		{"a value of nothing", price, func(_ *index.Indexation, s *index.Series) { s.Values[0].Value = finance.Number{} }, finance.ErrRange, "CPI in 2019-12"},
		{"a value below nothing", price, func(_ *index.Indexation, s *index.Series) { s.Values[2].Value = num("-1") }, finance.ErrRange, "review of 2022-01-01: CPI in 2021-12"},
		{"no change of a year between", price, func(x *index.Indexation, s *index.Series) { s.Kind, x.Base = index.Change, month("2017-12") }, finance.ErrRange, "CPI has no change of 2018-12"},
		{"points beyond all", price, func(x *index.Indexation, s *index.Series) { x.Points = true; s.Values[0].Value = num("201.1") }, finance.ErrNegative, "a fall of more than all"},
		{"a price beyond all", finance.Minor(1<<62, finance.RUB), func(_ *index.Indexation, s *index.Series) { s.Values[1].Value = num("500") }, finance.ErrOverflow, "price"},
		{"a cap beyond all", finance.Minor(1<<62, finance.RUB), func(x *index.Indexation, _ *index.Series) { x.Cap = rate("300%") }, finance.ErrOverflow, "cap"},
		{"a floor beyond all", finance.Minor(1<<62, finance.RUB), func(x *index.Indexation, _ *index.Series) { x.Floor = rate("300%") }, finance.ErrOverflow, "floor"},
		{"a rounding that is none", price, func(x *index.Indexation, _ *index.Series) { x.Rounding = 9 }, finance.ErrRange, "price"},
		{"a rounding of the change that is none", price, func(x *index.Indexation, _ *index.Series) { x.ChangeRounding, x.RoundTo = 9, rate("1%") }, finance.ErrRange, "index CPI"},
	} {
		t.Run(c.does, func(t *testing.T) {
			s, x := levels, january
			s.Values = append([]index.Value(nil), levels.Values...)
			c.do(&x, &s)
			dst := []index.Review{{Series: "before"}}
			got, err := x.AppendReviews(dst, c.price, forever, s, day("2999-01-01"))
			require.ErrorIs(t, err, c.want)
			require.ErrorContains(t, err, c.says)
			require.Equal(t, dst, got)
		})
	}
}

// No input without sense makes a review, or a panic.
func TestReviewsOfNothing(t *testing.T) {
	levels := yearly(index.Level, rate("100"), rate("101"))
	for does, f := range map[string]func() ([]index.Review, error){
		"no terms": func() ([]index.Review, error) {
			return index.Indexation{}.Reviews(money("1.00 RUB"), forever, levels, later)
		},
		"no term": func() ([]index.Review, error) {
			return january.Reviews(money("1.00 RUB"), civil.Period{}, levels, later)
		},
		"a reversed one": func() ([]index.Review, error) {
			return january.Reviews(money("1.00 RUB"), period("2022-01-01", "2021-01-01"), levels, later)
		},
		"no series": func() ([]index.Review, error) {
			return january.Reviews(money("1.00 RUB"), forever, index.Series{}, later)
		},
		"no day": func() ([]index.Review, error) {
			return january.Reviews(money("1.00 RUB"), forever, levels, civil.Date{})
		},
		"the last days": func() ([]index.Review, error) {
			return january.Reviews(money("1.00 RUB"), civil.Period{From: day("9999-12-31")}, levels, later)
		},
	} {
		reviews, err := f()
		require.NoError(t, err, does)
		require.Empty(t, reviews, does)
	}
	require.Zero(t, index.Indexation{}.News(forever, levels, later, later))
	require.Zero(t, january.News(forever, index.Series{}, civil.Date{}, later))
	require.Zero(t, january.News(civil.Period{}, levels, civil.Date{}, later))
}

func period(from, to string) civil.Period { return civil.Period{From: day(from), To: day(to)} }
