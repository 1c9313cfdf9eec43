package index_test

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/index"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// The second review of two, of 45000.00 RUB, as it is told.
func TestReviewTellsItsSteps(t *testing.T) {
	levels := yearly(index.Level, rate("104.5"), rate("112.4"), rate("111.05"))
	rebased := yearly(index.Level, rate("104.5"), rate("112.4"), rate("99.7"))
	rebased.Rebases = []index.Rebase{{From: civil.MustMonth("2021-12"), Factor: num("1.071")}}
	yearOnYear := yearly(index.Change, rate("100"), rate("109.52"), rate("98.7"))
	for _, c := range []struct {
		s    index.Series
		x    index.Indexation
		want string
	}{
		{levels, index.Indexation{}, "47820.57 RUB = 45000.00 RUB × 111.05/104.5 (CPI 2021-12 to 2019-12)"},
		{levels, index.Indexation{Method: index.Chained}, "47820.57 RUB = 48401.91 RUB × 111.05/112.4 (CPI 2021-12 to 2020-12)"},
		{levels, index.Indexation{Points: true}, "47947.50 RUB = 45000.00 RUB × (1 + (111.05 - 104.5)%) (CPI 2021-12 to 2019-12)"},
		{levels, index.Indexation{RoundTo: rate("0.1%")}, "47835.00 RUB = 45000.00 RUB × (1 + 6.3%) (CPI 2021-12 to 2019-12: 6.2679%, rounded to 6.3%)"},
		{levels, index.Indexation{RoundTo: rate("0.1%"), Share: rate("75%")}, "47126.25 RUB = 45000.00 RUB × (1 + 6.3% × 75%) (CPI 2021-12 to 2019-12: 6.2679%, rounded to 6.3%)"},
		{levels, index.Indexation{Share: rate("75%"), Plus: rate("1%")}, "48015.43 RUB = 45000.00 RUB × (1 + (111.05/104.5 - 1) × 75% + 1% × 2) (CPI 2021-12 to 2019-12)"},
		{levels, index.Indexation{Method: index.Chained, Plus: rate("-1%")}, "46896.46 RUB = 47951.91 RUB × (111.05/112.4 - 1%) (CPI 2021-12 to 2020-12)"},
		{levels, index.Indexation{Plus: rate("1%"), Compound: true}, "48781.77 RUB = 45000.00 RUB × 111.05/104.5 × (1 + 1%)^2 (CPI 2021-12 to 2019-12)"},
		{levels, index.Indexation{Points: true, Plus: rate("-1%"), Compound: true, Method: index.Chained}, "46946.31 RUB = 48069.45 RUB × (1 + (111.05 - 112.4)%) × (1 - 1%) (CPI 2021-12 to 2020-12)"},
		{levels, index.Indexation{Cap: rate("-0%"), Floor: rate("1%"), Method: index.Chained}, "48885.93 RUB, at least 1% over 48401.91 RUB: 48401.91 RUB × 111.05/112.4 (CPI 2021-12 to 2020-12)"},
		{levels, index.Indexation{Cap: rate("3%")}, "47740.50 RUB, at most 3% over 46350.00 RUB: 45000.00 RUB × 111.05/104.5 (CPI 2021-12 to 2019-12)"},
		{levels, index.Indexation{UpwardOnly: true}, "48401.91 RUB, not lowered: 45000.00 RUB × 111.05/104.5 (CPI 2021-12 to 2019-12)"},
		{levels, index.Indexation{Threshold: rate("2%")}, "48401.91 RUB unchanged: -1.2011% since the review applied last, under 2% (CPI 2021-12 to 2019-12)"},
		{yearOnYear, index.Indexation{}, "48643.31 RUB = 45000.00 RUB × 108.0962% (CPI 2021-12 to 2019-12)"},
		{yearOnYear, index.Indexation{Method: index.Chained}, "48643.31 RUB = 49284.00 RUB × 98.7% (CPI 2021-12 to 2020-12)"},
		{yearOnYear, index.Indexation{Method: index.Chained, Share: rate("50%")}, "46835.58 RUB = 47142.00 RUB × (1 - 1.3% × 50%) (CPI 2021-12 to 2020-12)"},
		{rebased, index.Indexation{}, "45981.26 RUB = 45000.00 RUB × 99.7 × 1.071/104.5 (CPI 2021-12 to 2019-12)"},
		{rebased, index.Indexation{Points: true}, "46025.42 RUB = 45000.00 RUB × (1 + (99.7 × 1.071 - 104.5)%) (CPI 2021-12 to 2019-12)"},
	} {
		x := c.x
		x.Series, x.First, x.Lag = january.Series, january.First, january.Lag
		reviews := path(t, x, c.s, money("45000.00 RUB"))
		require.Len(t, reviews, 2)
		require.Equal(t, c.want, reviews[1].String())
	}
}

func TestReviewIsToldInRussian(t *testing.T) {
	s := yearly(index.Level, rate("104.5"), rate("112.4"), rate("111.05"))
	s.Name = "ИПЦ"
	for _, c := range []struct {
		x    index.Indexation
		want string
	}{
		{index.Indexation{Share: rate("75%"), RoundTo: rate("0.1%")}, "47 126,25 ₽ = 45 000,00 ₽ × (1 + 6,3% × 75%) (ИПЦ 2021-12 к 2019-12: 6,2679%, округлено до 6,3%)"},
		{index.Indexation{Threshold: rate("2%")}, "48 401,91 ₽ без изменения: -1,2011% с последнего применённого пересмотра, менее 2% (ИПЦ 2021-12 к 2019-12)"},
		{index.Indexation{UpwardOnly: true}, "48 401,91 ₽, не понижается: 45 000,00 ₽ × 111,05/104,5 (ИПЦ 2021-12 к 2019-12)"},
		{index.Indexation{Cap: rate("3%")}, "47 740,50 ₽, не более 3% к 46 350,00 ₽: 45 000,00 ₽ × 111,05/104,5 (ИПЦ 2021-12 к 2019-12)"},
		{index.Indexation{Floor: rate("7%")}, "51 790,04 ₽, не менее 7% к 48 401,91 ₽: 45 000,00 ₽ × 111,05/104,5 (ИПЦ 2021-12 к 2019-12)"},
	} {
		x := c.x
		x.Series, x.First, x.Lag = january.Series, january.First, january.Lag
		r := path(t, x, s, money("45000.00 RUB"))[1]
		require.Equal(t, c.want, strings.ReplaceAll(r.Text(accrual.Russian), "\u00a0", " "))
		require.Equal(t, r.String(), r.Text(accrual.English))
		require.Equal(t, r.String(), r.Text(9))
	}
}

// What no review of this package holds is told without a panic.
func TestReviewOfNothingIsTold(t *testing.T) {
	require.Equal(t, "0 = 0 × 0/0 (  to )", index.Review{}.String())
	huge := fraction(math.MaxInt64, 1)
	r := index.Review{Index: index.Value{Value: finance.Number{Rate: huge}}, Base: index.Value{Value: finance.Number{Rate: fraction(1, math.MaxInt64)}}, RoundTo: huge}
	require.NotEmpty(t, r.String())
	_, err := r.Change()
	require.ErrorIs(t, err, finance.ErrOverflow)
	_, err = index.Review{}.Change()
	require.ErrorIs(t, err, finance.ErrRange)
}

// The change is that before rounding, whichever way it was computed.
func TestReviewSaysTheChange(t *testing.T) {
	rebased := yearly(index.Level, rate("104.5"), rate("99.7"))
	rebased.Rebases = []index.Rebase{{From: civil.MustMonth("2020-12"), Factor: num("1.071")}}
	for _, c := range []struct {
		s      index.Series
		points bool
		want   string
	}{
		{yearly(index.Level, rate("104.5"), rate("112.4")), false, "79/1045"},
		{yearly(index.Level, rate("104.5"), rate("112.4")), true, "7.9%"},
		{yearly(index.Change, rate("104.5"), rate("112.4")), false, "12.4%"},
		{rebased, false, "22787/1045000"},
		{rebased, true, "2.2787%"},
	} {
		x := january
		x.Points = c.points
		r := once(t, x, c.s, money("45000.00 RUB"))
		change, err := r.Change()
		require.NoError(t, err)
		require.Equal(t, c.want, change.String())
	}
}

// Linking an index of June 2008 to one of June 1980 over its new bases.
//
// Source: rivaluta.it, Calcolo ISTAT: [(134.8 / 183.3) × 6.0192] = 4.4266.
func TestRebasesLinkAsPublished(t *testing.T) {
	s := index.Series{ID: "i", Source: "ISTAT", Step: 12}
	for y := range 29 {
		m := civil.MustMonth("1980-06").Add(12 * y)
		s.Values = append(s.Values, index.Value{Month: m, Value: num("183.3"), Published: m.Next().First()})
	}
	s.Values[28].Value = num("134.8")
	s.Rebases = []index.Rebase{{From: civil.MustMonth("1990-01"), Factor: num("3.0096")}, {From: civil.MustMonth("1996-01"), Factor: num("2")}}
	x := index.Indexation{Series: "i", First: day("2008-07-01"), Lag: 1, Base: civil.MustMonth("1980-06")}
	require.NoError(t, s.Validate())
	require.NoError(t, x.Validate())
	require.NoError(t, index.Check(x, s))
	reviews, err := x.Reviews(money("10000.00 EUR"), civil.Period{From: day("2008-01-01"), To: day("2009-01-01")}, s, later)
	require.NoError(t, err)
	require.Len(t, reviews, 1)
	require.Equal(t, "44265.58 EUR = 10000.00 EUR × 134.8 × 6.0192/183.3 (i 2008-06 to 1980-06)", reviews[0].String())
}

type named interface {
	fmt.Stringer
	MarshalText() ([]byte, error)
}

// Enumerations read and write their names; none reads another's.
func TestNamesGoBothWays(t *testing.T) {
	for want, v := range map[string]named{
		"level": index.Level, "change": index.Change, "from-base": index.FromBase, "chained": index.Chained,
		"corrected": index.Corrected, "fixed": index.Fixed, "en": accrual.English, "ru": accrual.Russian,
		"free": index.Free, "floor": index.AtFloor, "cap": index.AtCap, "upward-only": index.NotLowered, "threshold": index.BelowChange,
	} {
		require.Equal(t, want, v.String())
		text, err := v.MarshalText()
		require.NoError(t, err)
		require.Equal(t, want, string(text))
	}
	both(t, index.Change, "change", "changed")
	both(t, index.Chained, "chained", "level")
	both(t, index.Fixed, "fixed", "fix")
	both(t, index.AtCap, "cap", "")
	both(t, accrual.Russian, "ru", "fr")
	for _, parse := range []func(string) (any, error){
		func(s string) (any, error) { return index.ParseKind(s) },
		func(s string) (any, error) { return index.ParseMethod(s) },
		func(s string) (any, error) { return index.ParseFixing(s) },
	} {
		_, err := parse("nothing")
		require.ErrorIs(t, err, finance.ErrUnknown)
	}
	stored(t, index.Change)
	stored(t, index.Chained)
	stored(t, index.Fixed)
	require.ErrorIs(t, index.Bound(9).Validate(), finance.ErrRange)
	require.NoError(t, index.AtCap.Validate())
}

func both[T comparable, P interface {
	*T
	UnmarshalText([]byte) error
}](t *testing.T, v T, text, bad string) {
	t.Helper()
	var back T
	require.NoError(t, P(&back).UnmarshalText([]byte(text)))
	require.Equal(t, v, back)
	require.Error(t, P(&back).UnmarshalText([]byte(bad)))
	require.Zero(t, back)
}

func stored[T interface {
	comparable
	driver.Valuer
}, P interface {
	*T
	Scan(any) error
}](t *testing.T, v T) {
	t.Helper()
	column, err := v.Value()
	require.NoError(t, err)
	var back T
	require.NoError(t, P(&back).Scan(column))
	require.Equal(t, v, back)
	require.NoError(t, P(&back).Scan(nil))
	require.Zero(t, back)
}

// A file holds terms as they are agreed, and gives them back.
func TestTermsAreReadFromFiles(t *testing.T) {
	text := `{
		"series": "cpi", "first": "2026-01-01", "every": 12, "lag": 1, "base": "2024-12", "method": "chained",
		"round_to": "0.1%", "change_rounding": "half-up", "share": "75%", "plus": "1%", "compound": true,
		"floor": "-2%", "cap": "8%", "upward_only": true, "threshold": "3%", "step": "100.00 RUB",
		"rounding": "half-up", "fixing": "fixed", "known_by": 30
	}`
	var x index.Indexation
	require.NoError(t, terms.Decode([]byte(text), &x, nil))
	require.Equal(t, index.Indexation{
		Series: "cpi", First: day("2026-01-01"), Every: 12, Lag: 1, Base: civil.MustMonth("2024-12"), Method: index.Chained,
		RoundTo: rate("0.1%"), ChangeRounding: finance.HalfUp, Share: rate("75%"), Plus: rate("1%"), Compound: true,
		Floor: rate("-2%"), Cap: rate("8%"), UpwardOnly: true, Threshold: rate("3%"), Step: money("100.00 RUB"),
		Rounding: finance.HalfUp, Fixing: index.Fixed, KnownBy: 30,
	}, x)
	again, err := json.Marshal(x)
	require.NoError(t, err)
	require.JSONEq(t, text, string(again))

	file := `{"id": "cpi", "kind": "level", "step": 3, "source": "the office", "rebases": [{"from": "2026-03", "factor": "1.071"}],
		"values": [{"month": "2025-12", "value": "112.4", "published": "2026-01-16"}, {"month": "2026-03", "value": "105", "published": "2026-04-16", "source": "the gazette"}]}`
	var s index.Series
	require.NoError(t, terms.Decode([]byte(file), &s, nil))
	require.NoError(t, s.Validate())
	require.Equal(t, num("112.4"), s.Values[0].Value)
	require.Equal(t, index.Rebase{From: civil.MustMonth("2026-03"), Factor: num("1071/1000")}, s.Rebases[0])
	encoded, err := terms.Encode(s, nil)
	require.NoError(t, err)
	var back index.Series
	require.NoError(t, terms.Decode(encoded, &back, nil))
	require.Equal(t, s, back)
}
