package tenancy_test

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
)

// largest is the last area: a thousand square kilometres.
const largest = "1000000000.00"

func TestAreaText(t *testing.T) {
	for text, want := range map[string]struct {
		hundredths int64
		canonical  string
	}{
		"45.50":         {4550, "45.50"},
		"45.5":          {4550, "45.50"},
		"45":            {4500, "45.00"},
		"0.05":          {5, "0.05"},
		"0":             {0, "0.00"},
		"007.10":        {710, "7.10"},
		"12345.67":      {1234567, "12345.67"},
		largest:         {1e11, largest},
		"1000000000":    {1e11, largest},
		"0000000000000": {0, "0.00"},
	} {
		a, err := tenancy.ParseArea(text)
		require.NoError(t, err, text)
		require.Equal(t, want.hundredths, a.Hundredths(), text)
		require.Equal(t, want.canonical, a.String())
		require.Equal(t, want.hundredths == 0, a.IsZero())
		appended, err := a.AppendText([]byte("area "))
		require.NoError(t, err)
		require.Equal(t, "area "+want.canonical, string(appended))
	}
}

func TestAreaRefused(t *testing.T) {
	for text, want := range map[string]error{
		"":                     finance.ErrMissing,
		"-1":                   finance.ErrNegative,
		"-0.5":                 finance.ErrNegative,
		"+1":                   finance.ErrSyntax,
		"1e3":                  finance.ErrSyntax,
		"1,5":                  finance.ErrSyntax,
		"45.50 m2":             finance.ErrSyntax,
		".5":                   finance.ErrSyntax,
		"5.":                   finance.ErrSyntax,
		"1.2.3":                finance.ErrSyntax,
		"--1":                  finance.ErrSyntax,
		"-":                    finance.ErrSyntax,
		"1.234":                finance.ErrRange,
		"1000000000.01":        finance.ErrOverflow,
		"99999999999999999999": finance.ErrOverflow,
	} {
		a, err := tenancy.ParseArea(text)
		require.ErrorIs(t, err, want, text)
		require.Zero(t, a)
	}
	require.Panics(t, func() { tenancy.MustArea("m2") })
	for n, want := range map[int64]error{-1: finance.ErrNegative, 1e11 + 1: finance.ErrOverflow} {
		_, err := tenancy.NewArea(n)
		require.ErrorIs(t, err, want)
	}
	most, err := tenancy.NewArea(1e11)
	require.NoError(t, err)
	require.Equal(t, largest, most.String())
}

func TestAreaArithmetic(t *testing.T) {
	shop, hall := area("45.50"), area("120.25")
	sum, err := shop.Add(hall)
	require.NoError(t, err)
	require.Equal(t, area("165.75"), sum)
	rest, err := hall.Sub(shop)
	require.NoError(t, err)
	require.Equal(t, area("74.75"), rest)
	_, err = shop.Sub(hall)
	require.ErrorIs(t, err, finance.ErrNegative)
	_, err = area(largest).Add(area("0.01"))
	require.ErrorIs(t, err, finance.ErrOverflow)
	require.Equal(t, []int{-1, 0, 1}, []int{shop.Cmp(hall), shop.Cmp(shop), hall.Cmp(shop)})

	total, err := tenancy.SumAreas(shop, hall, shop)
	require.NoError(t, err)
	require.Equal(t, area("211.25"), total)
	total, err = tenancy.SumAreas()
	require.NoError(t, err)
	require.Zero(t, total)
	total, err = tenancy.SumAreas(area(largest), shop)
	require.ErrorIs(t, err, finance.ErrOverflow)
	require.Zero(t, total)

	part, err := shop.Ratio(area("91"))
	require.NoError(t, err)
	require.Equal(t, finance.MustRate("1/2"), part)
	_, err = shop.Ratio(tenancy.Area{})
	require.ErrorIs(t, err, finance.ErrRange)
	require.Equal(t, finance.MustRate("45.5"), shop.Metres())
}

func TestAreaInJSONAndSQL(t *testing.T) {
	for _, want := range []tenancy.Area{{}, area("45.50"), area(largest)} {
		text, err := json.Marshal(want)
		require.NoError(t, err)
		require.Equal(t, strconv.Quote(want.String()), string(text))
		got := area("1")
		require.NoError(t, json.Unmarshal(text, &got))
		require.Equal(t, want, got)
		stored, err := want.Value()
		require.NoError(t, err)
		require.NoError(t, got.Scan(stored))
		require.Equal(t, want, got)
		require.NoError(t, got.Scan([]byte(want.String())))
		require.Equal(t, want, got)
	}
	for _, bad := range []any{4.5, int64(45), "m2", []byte("-1")} {
		got := area("1")
		require.Error(t, got.Scan(bad))
		require.Zero(t, got, "a refused column leaves nothing behind")
	}
	got := area("1")
	require.ErrorIs(t, got.Scan(4.5), finance.ErrSyntax)
	require.NoError(t, got.Scan(nil))
	require.Zero(t, got)
	require.Error(t, got.UnmarshalText([]byte("1.999")))
	_, err := tenancy.ParseArea(strings.Repeat("9", 1000))
	require.Less(t, len(err.Error()), 100, "an error repeats little of a refused text")
}

// Seeds: both ends of the range and one beyond, fewer and more decimals than
// hundredths, a sign, an exponent.
func FuzzParseArea(f *testing.F) {
	for _, s := range []string{"0.00", largest, "1000000000.01", "45.5", "1.234", "-1", "1e9", ".5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := tenancy.ParseArea(s)
		if err != nil {
			require.Zero(t, a)
			return
		}
		again, err := tenancy.ParseArea(a.String())
		require.NoError(t, err)
		require.Equal(t, a, again)
		require.True(t, decimal.RequireFromString(s).Equal(decimal.New(a.Hundredths(), -2)))
	})
}
