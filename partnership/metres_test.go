package partnership_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/partnership"
)

func period(s string) civil.Period {
	p, err := civil.ParsePeriod(s)
	if err != nil {
		panic(err)
	}
	return p
}

func day(s string) civil.Date { return civil.MustDate(s) }

func TestMetresText(t *testing.T) {
	for text, want := range map[string]struct {
		n      partnership.Metres
		string string
	}{
		"2.50":                  {250, "2.50"},
		"2.5":                   {250, "2.50"},
		"2":                     {200, "2.00"},
		"0":                     {0, "0.00"},
		"-0.05":                 {-5, "-0.05"},
		"1000000.00":            {partnership.MaxMetres, "1000000.00"},
		"92233720368547758.07":  {math.MaxInt64, "92233720368547758.07"},
		"-92233720368547758.07": {-math.MaxInt64, "-92233720368547758.07"},
		"2.500":                 {250, "2.50"},
	} {
		m, err := partnership.ParseMetres(text)
		require.NoError(t, err, text)
		require.Equal(t, want.n, m)
		require.Equal(t, want.string, m.String())
	}
	require.Equal(t, "-92233720368547758.08", partnership.Metres(math.MinInt64).String())
	for text, want := range map[string]error{
		"":                     finance.ErrMissing,
		"2.501":                finance.ErrRange,
		"250%":                 finance.ErrSyntax,
		"5/2":                  finance.ErrSyntax,
		"2,5":                  finance.ErrSyntax,
		"2.50 m":               finance.ErrSyntax,
		"92233720368547758.08": finance.ErrOverflow,
		"1e9":                  finance.ErrSyntax,
	} {
		m, err := partnership.ParseMetres(text)
		require.ErrorIs(t, err, want, text)
		require.Zero(t, m)
	}
	require.Panics(t, func() { partnership.MustMetres("wide") })
}

func TestMetresInJSONAndSQL(t *testing.T) {
	text, err := json.Marshal(partnership.MustMetres("2.5"))
	require.NoError(t, err)
	require.Equal(t, `"2.50"`, string(text))
	var m partnership.Metres
	require.NoError(t, json.Unmarshal(text, &m))
	require.Equal(t, partnership.Metres(250), m)
	value, err := m.Value()
	require.NoError(t, err)
	require.Equal(t, "2.50", value)
	for _, src := range []any{"2.50", []byte("2.5")} {
		m = 7
		require.NoError(t, m.Scan(src))
		require.Equal(t, partnership.Metres(250), m)
	}
	require.NoError(t, m.Scan(nil))
	require.Zero(t, m)
	m = 7
	require.ErrorIs(t, m.Scan(2.5), finance.ErrSyntax)
	require.Zero(t, m)
	m = 7
	require.ErrorIs(t, m.Scan("wide"), finance.ErrSyntax)
	require.Zero(t, m)
}

// Metres by days held over the days of each month, worked out by hand.
func TestMetresOver(t *testing.T) {
	for _, c := range []struct{ metres, period, want string }{
		{"1", "2026-03-01/2026-04-01", "1"},                      // a month is a month,
		{"1", "2026-02-01/2026-03-01", "1"},                      // however long
		{"2.50", "2026-03-21/2026-04-01", "55/62"},               // 2.5 × 11/31
		{"2.50", "2026-04-01/2026-04-16", "1.25"},                // 2.5 × 15/30
		{"1", "2026-03-21/2026-04-16", "53/62"},                  // 11/31 + 15/30
		{"1", "2026-01-15/2027-01-15", "12"},                     // 17/31 + 11 months + 14/31
		{"1", "2024-02-29/2024-03-01", "1/29"},                   // the leap day
		{"1", "2026-12-31/2027-01-02", "2/31"},                   // over the year's end
		{"0.01", "2026-02-01/2026-02-02", "1/2800"},              // the least that there is in a short month
		{"-2", "2026-03-01/2026-04-01", "-2"},                    // a difference
		{"3", "2026-03-01/2026-03-01", "0"},                      // no day
		{"3", "2026-03-02/2026-03-02", "0"},                      // no day
		{"1", "9999-12-01/9999-12-31", "30/31"},                  // the last day of all has no end
		{"1000000", "0001-01-01/9999-12-31", "3719627000000/31"}, // the most: 119,987 months and 30/31, a million times
	} {
		from, to := day(c.period[:10]), day(c.period[11:])
		got, err := partnership.MustMetres(c.metres).Over(civil.Period{From: from, To: to})
		require.NoError(t, err)
		require.Equal(t, c.want, got.String(), "%s over %s", c.metres, c.period)
	}
	_, err := partnership.MustMetres("1").Over(period("2026-03-01/.."))
	require.ErrorIs(t, err, finance.ErrMissing)
	_, err = partnership.Metres(math.MaxInt64).Over(period("2026-03-01/2026-04-01"))
	require.ErrorIs(t, err, finance.ErrOverflow)
	none, err := partnership.MustMetres("1").Over(civil.Period{})
	require.NoError(t, err)
	require.Zero(t, none)
}

func TestShelfMonthsText(t *testing.T) {
	for text, want := range map[string]string{
		"12.5":       "12.5",
		"12":         "12",
		"0":          "0",
		"-0.0125":    "-0.0125",
		"0.0005":     "0.0005", // 1/2000
		"44/31":      "44/31",
		"-88/62":     "-44/31",
		"10/4":       "2.5",
		"1/2":        "0.5",
		"100.01":     "100.01",
		"-3":         "-3",
		"1/3":        "1/3",
		"1/37758000": "1/37758000",
	} {
		s, err := partnership.ParseShelfMonths(text)
		require.NoError(t, err, text)
		require.Equal(t, want, s.String())
		marshalled, err := s.MarshalText()
		require.NoError(t, err)
		var again partnership.ShelfMonths
		require.NoError(t, again.UnmarshalText(marshalled))
		require.Equal(t, s, again)
		require.Equal(t, finance.MustRate(text), s.Rate())
	}
	for text, want := range map[string]error{
		"":             finance.ErrMissing,
		"50%":          finance.ErrSyntax,
		"1/7 ":         finance.ErrSyntax,
		"1/11":         finance.ErrRange, // no month has such a part
		"0.00001":      finance.ErrRange,
		"1/0":          finance.ErrRange,
		"244275968983": finance.ErrOverflow, // one more than fits
	} {
		s, err := partnership.ParseShelfMonths(text)
		require.ErrorIs(t, err, want, text)
		require.Zero(t, s)
	}
	require.Panics(t, func() { partnership.MustShelfMonths("long") })
}

func TestShelfMonthsInSQL(t *testing.T) {
	value, err := partnership.MustShelfMonths("44/31").Value()
	require.NoError(t, err)
	require.Equal(t, "44/31", value)
	var s partnership.ShelfMonths
	require.NoError(t, s.Scan(value))
	require.Equal(t, partnership.MustShelfMonths("44/31"), s)
	require.ErrorIs(t, s.Scan(int64(3)), finance.ErrSyntax)
	require.Zero(t, s)
}

func TestShelfMonthsArithmetic(t *testing.T) {
	half, third, none := partnership.MustShelfMonths("1/2"), partnership.MustShelfMonths("1/3"), partnership.ShelfMonths{}
	sum, err := half.Add(third)
	require.NoError(t, err)
	require.Equal(t, "5/6", sum.String())
	difference, err := third.Sub(half)
	require.NoError(t, err)
	require.Equal(t, "-1/6", difference.String())
	require.Equal(t, "1/6", difference.Neg().String())
	same, err := half.Add(none)
	require.NoError(t, err)
	require.Equal(t, half, same)
	require.Equal(t, []int{1, -1, 0}, []int{half.Cmp(third), third.Cmp(half), half.Cmp(half)})
	require.Equal(t, []int{1, 0, -1}, []int{half.Sign(), none.Sign(), difference.Sign()})
	require.True(t, none.IsZero())
	require.False(t, difference.IsZero())
	most := partnership.MustShelfMonths("9223372036854775807/37758000")
	for _, op := range []func() (partnership.ShelfMonths, error){
		func() (partnership.ShelfMonths, error) { return most.Add(third) },
		func() (partnership.ShelfMonths, error) { return most.Neg().Sub(third) },
		func() (partnership.ShelfMonths, error) {
			return most.Neg().Sub(partnership.MustShelfMonths("1/37758000"))
		},
	} {
		s, err := op()
		require.ErrorIs(t, err, finance.ErrOverflow)
		require.Zero(t, s)
	}
	zero, err := most.Add(most.Neg())
	require.NoError(t, err)
	require.Zero(t, zero)
}

// Seeds: both ends, a hundredth too fine, a percentage, an exponent.
func FuzzParseMetres(f *testing.F) {
	for _, s := range []string{"92233720368547758.07", "-92233720368547758.07", "2.501", "250%", "1e9", "-0.00", "5/2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, err := partnership.ParseMetres(s)
		if err != nil {
			require.Zero(t, m)
			return
		}
		again, err := partnership.ParseMetres(m.String())
		require.NoError(t, err)
		require.Equal(t, m, again)
	})
}

// Seeds: a decimal, a fraction of a month, a part that no month has, the last
// count.
func FuzzParseShelfMonths(f *testing.F) {
	for _, s := range []string{"12.5", "-44/31", "1/11", "9223372036854775807/37758000", "50%", "0.0005"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, err := partnership.ParseShelfMonths(s)
		if err != nil {
			require.Zero(t, m)
			return
		}
		again, err := partnership.ParseShelfMonths(m.String())
		require.NoError(t, err)
		require.Equal(t, m, again)
		require.Equal(t, finance.MustRate(s), m.Rate())
	})
}
