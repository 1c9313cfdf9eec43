package finance_test

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
)

func TestRatesAreReduced(t *testing.T) {
	for _, c := range []struct{ num, den, wantNum, wantDen int64 }{
		{835, 10_000, 167, 2000},
		{-2, -4, 1, 2},
		{2, -4, -1, 2},
		{0, -5, 0, 1},
		{math.MinInt64, math.MinInt64, 1, 1},
		{math.MinInt64, 2, -1 << 62, 1},
		{math.MaxInt64, math.MaxInt64 - 1, math.MaxInt64, math.MaxInt64 - 1},
	} {
		r, err := finance.NewRate(c.num, c.den)
		require.NoError(t, err)
		require.Equal(t, []int64{c.wantNum, c.wantDen}, []int64{r.Num(), r.Den()}, "%d/%d", c.num, c.den)
		require.Equal(t, c.wantNum == 0, r.IsZero())
		require.Equal(t, r.Num(), -r.Neg().Num())
	}
	var zero finance.Rate
	require.Equal(t, int64(1), zero.Den())
	require.Equal(t, finance.MustRate("0"), zero)
	for _, c := range []struct {
		num, den int64
		want     error
	}{{1, 0, finance.ErrRange}, {0, 0, finance.ErrRange}, {math.MinInt64, 1, finance.ErrOverflow}, {1, math.MinInt64, finance.ErrOverflow}} {
		r, err := finance.NewRate(c.num, c.den)
		require.ErrorIs(t, err, c.want)
		require.Zero(t, r)
	}
}

func TestParseRate(t *testing.T) {
	for s, want := range map[string][2]int64{
		"8.35%": {167, 2000}, "0.0835": {167, 2000}, "167/2000": {167, 2000}, "835/10000": {167, 2000},
		"-1/3": {-1, 3}, "-0.5%": {-1, 200}, "100%": {1, 1}, "1": {1, 1}, "0": {0, 1}, "0/7": {0, 1}, "-0%": {0, 1},
		"9223372036854775807":    {math.MaxInt64, 1},
		"1/9223372036854775807":  {1, math.MaxInt64},
		"-9223372036854775808/2": {-1 << 62, 1},
		"0.000000000000000001":   {1, 1e18},
		"0.0500000000000000000%": {1, 2000}, // zeros beyond the nineteenth decimal
		"0.00000000000000000020": {1, 5e18},
		"0.00000000000000000000": {0, 1},
		"0.5000000000000000000":  {1, 2},
	} {
		r, err := finance.ParseRate(s)
		require.NoError(t, err, s)
		require.Equal(t, want, [2]int64{r.Num(), r.Den()}, s)
	}
	for s, want := range map[string]error{
		"": finance.ErrMissing, "%": finance.ErrSyntax, "8,35%": finance.ErrSyntax, "8.35 %": finance.ErrSyntax, "8.35%%": finance.ErrSyntax,
		"+1%": finance.ErrSyntax, "1e-3": finance.ErrSyntax, "1/": finance.ErrSyntax, "/3": finance.ErrSyntax, "1/-3": finance.ErrSyntax,
		"1/3%": finance.ErrSyntax, "1//3": finance.ErrSyntax, "0.5/3": finance.ErrSyntax, "1/0.5": finance.ErrSyntax, ".5": finance.ErrSyntax,
		"1/0": finance.ErrRange, "9223372036854775808": finance.ErrOverflow, "1/9223372036854775808": finance.ErrOverflow,
		"0.0000000000000000001": finance.ErrOverflow, "0.00000000000000000010": finance.ErrOverflow, "0.00000000000000000000001": finance.ErrOverflow, "9223372036854775812/3": finance.ErrOverflow,
		strings.Repeat("0", 41): finance.ErrLimit, "1/" + strings.Repeat("0", 41): finance.ErrLimit,
	} {
		r, err := finance.ParseRate(s)
		require.ErrorIs(t, err, want, s)
		require.Zero(t, r, s)
	}
}

// A percentage where that is finite and short, else the fraction; either reads
// back as the same rate.
func TestRatePrints(t *testing.T) {
	for _, c := range []struct {
		num, den int64
		want     string
	}{
		{167, 2000, "8.35%"}, {1, 10, "10%"}, {1, 1000, "0.1%"}, {-1, 8, "-12.5%"}, {3, 2, "150%"}, {0, 5, "0%"}, {1, 3, "1/3"}, {-1, 300, "-1/300"},
		{1, 1e18, "0.0000000000000001%"},
		{1, 1 << 19, "1/524288"}, // nineteen decimals, one too many
		{1, 1 << 18, "0.0003814697265625%"},
		{math.MaxInt64, 1, "9223372036854775807/1"}, // a percentage beyond 64 bits
		{92233720368547758, 1, "9223372036854775800%"},
		{1 << 61, 25, "9223372036854775808%"},         // the last that reads back
		{92233720368547759, 1, "92233720368547759/1"}, // beyond what reads back
	} {
		r, err := finance.NewRate(c.num, c.den)
		require.NoError(t, err)
		require.Equal(t, c.want, r.String())
		require.Equal(t, r, finance.MustRate(c.want))
		text, err := r.AppendText([]byte("at "))
		require.NoError(t, err)
		require.Equal(t, "at "+c.want, string(text))
	}
}

func TestRateAgainstExactFractions(t *testing.T) {
	edges := []int64{-math.MaxInt64, -7, 0, 1, 6, 1 << 62, math.MaxInt64}
	for _, a := range edges {
		for _, b := range edges {
			for _, c := range edges {
				for _, d := range edges {
					requireRateLaws(t, a, b, c, d)
				}
			}
		}
	}
	lawful(t, 2000, func(a, b, c, d int64) bool { requireRateLaws(t, a, b, c, d); return true })
	lawful(t, 2000, func(a, b, c, d int16) bool {
		requireRateLaws(t, int64(a), int64(b)*int64(d), int64(c), int64(d)) // denominators with much in common
		return true
	})
	lawful(t, 2000, func(a, b, c, d int32) bool { requireRateLaws(t, int64(a), int64(b), int64(c), int64(d)); return true })
}

func requireRateLaws(t *testing.T, a, b, c, d int64) {
	t.Helper()
	if b == 0 || d == 0 {
		return
	}
	x, xErr := finance.NewRate(a, b)
	y, yErr := finance.NewRate(c, d)
	if xErr != nil || yErr != nil {
		return // TestRatesAreReduced has these
	}
	requireRate(t, new(big.Rat).Add(fraction(x), fraction(y)), func() (finance.Rate, error) { return x.Add(y) })
	requireRate(t, new(big.Rat).Sub(fraction(x), fraction(y)), func() (finance.Rate, error) { return x.Sub(y) })
	requireRate(t, new(big.Rat).Mul(fraction(x), fraction(y)), func() (finance.Rate, error) { return x.Mul(y) })
	require.Equal(t, fraction(x).Cmp(fraction(y)), x.Cmp(y), "%v, %v", x, y)
	require.Equal(t, fraction(x).Sign(), x.Sign())
	if x.IsZero() {
		_, err := x.Inverse()
		require.ErrorIs(t, err, finance.ErrRange)
		return
	}
	requireRate(t, new(big.Rat).Inv(fraction(x)), x.Inverse)
}

func requireRate(t *testing.T, want *big.Rat, op func() (finance.Rate, error)) {
	t.Helper()
	got, err := op()
	limit := big.NewInt(math.MaxInt64)
	if want.Num().CmpAbs(limit) > 0 || want.Denom().Cmp(limit) > 0 {
		require.ErrorIs(t, err, finance.ErrOverflow, "%v", want)
		require.Zero(t, got)
		return
	}
	require.NoError(t, err, "%v", want)
	require.Zero(t, want.Cmp(fraction(got)), "want %v, got %v", want, got)
}

func TestRateAsDecimal(t *testing.T) {
	for _, c := range []struct {
		rate   string
		digits int32
		half   finance.Rounding
		want   string
	}{
		{"8.35%", 4, finance.HalfEven, "0.0835"},
		{"8.35%", 3, finance.HalfEven, "0.084"}, // 0.0835, a tie, to the even 84
		{"8.25%", 3, finance.HalfEven, "0.082"},
		{"1/3", 6, finance.HalfEven, "0.333333"},
		{"-2/3", 0, finance.HalfUp, "-1"},
		{"1/3", 18, finance.Up, "0.333333333333333334"},
	} {
		got, err := finance.MustRate(c.rate).Decimal(c.digits, c.half)
		require.NoError(t, err)
		require.Equal(t, c.want, got.String(), c.rate)
	}
	for _, digits := range []int32{-1, 19} {
		_, err := finance.MustRate("1/3").Decimal(digits, finance.HalfEven)
		require.ErrorIs(t, err, finance.ErrRange)
	}
	_, err := finance.MustRate("10").Decimal(18, finance.HalfEven)
	require.ErrorIs(t, err, finance.ErrOverflow)
}

func TestRateOfDecimal(t *testing.T) {
	for s, want := range map[string]string{
		"0.0835": "8.35%", "-12": "-1200%", "0": "0%", "1e3": "100000%", "25e-2": "25%", "0.0000000000000000010": "0.0000000000000001%",
		"1.00000000000000000000000": "100%", "123456789.0000000000": "12345678900%", "1e18": "1000000000000000000/1",
	} {
		got, err := finance.RateOfDecimal(decimal.RequireFromString(s))
		require.NoError(t, err, s)
		require.Equal(t, want, got.String(), s)
	}
	for s, want := range map[string]error{
		"1e19": finance.ErrOverflow, "1e-19": finance.ErrOverflow, "12345678901234567890123": finance.ErrOverflow,
		"1e-2000": finance.ErrOverflow, strings.Repeat("9", 1001): finance.ErrLimit, strings.Repeat("9", 1000): finance.ErrOverflow,
	} {
		got, err := finance.RateOfDecimal(decimal.RequireFromString(s))
		require.ErrorIs(t, err, want, "%.20s", s)
		require.Zero(t, got)
	}
	zero, err := finance.RateOfDecimal(decimal.Decimal{})
	require.NoError(t, err)
	require.Zero(t, zero)
	zero, err = finance.RateOfDecimal(decimal.New(0, 1e9))
	require.NoError(t, err)
	require.Zero(t, zero)
}
