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

func TestFromDecimal(t *testing.T) {
	for _, c := range []struct{ number, unit, half, want string }{
		{"12.345", "0.01 RUB", "half-even", "12.34 RUB"},
		{"12.345", "0.01 RUB", "half-up", "12.35 RUB"},
		{"14.545", "0.05 NZD", "half-up", "14.55 NZD"},
		{"14.524999", "0.05 NZD", "half-up", "14.50 NZD"}, // to cents first it would be 14.52, then 14.50; 14.525 is a tie
		{"14.525", "0.05 NZD", "half-up", "14.55 NZD"},
		{"-0.5", "1 JPY", "half-down", "0 JPY"},
		{"1e3", "1 JPY", "half-even", "1000 JPY"},
		{"1e16", "0.01 RUB", "half-even", "10000000000000000.00 RUB"},
		{"0.00000000000000000049", "0.01 RUB", "up", "0.01 RUB"},
		{"-0.00000000000000000049", "0.01 RUB", "ceiling", "0.00 RUB"},
		{"1234567890123456789.5", "1 JPY", "half-even", "1234567890123456790 JPY"}, // nineteen digits and a half
		{"92233720368547758.074", "0.01 RUB", "half-even", "92233720368547758.07 RUB"},
		{"-92233720368547758.085", "0.01 RUB", "half-down", "-92233720368547758.08 RUB"},
	} {
		r, err := finance.ParseRounding(c.half)
		require.NoError(t, err)
		got, err := finance.FromDecimalTo(decimal.RequireFromString(c.number), finance.MustMoney(c.unit), r)
		require.NoError(t, err, c.number)
		require.Equal(t, c.want, got.String(), c.number)
	}
	for _, c := range []struct {
		number string
		unit   finance.Money
		want   error
	}{
		{"1", finance.Money{}, finance.ErrCurrency},
		{"1", finance.Minor(1, 9999), finance.ErrCurrency},
		{"1", rub(0), finance.ErrRange},
		{"1", rub(-5), finance.ErrRange},
		{"92233720368547758.075", rub(1), finance.ErrOverflow},
		{"-92233720368547758.0850001", rub(1), finance.ErrOverflow},
		{"92233720368547758.07", rub(10), finance.ErrOverflow}, // to 0.10 it rounds up, out of range
		{"1e41", rub(1), finance.ErrOverflow},
		{"1e40", rub(1), finance.ErrOverflow},
		{strings.Repeat("9", 1001), rub(1), finance.ErrLimit},
		{"0." + strings.Repeat("9", 1001), rub(1), finance.ErrLimit},
	} {
		got, err := finance.FromDecimalTo(decimal.RequireFromString(c.number), c.unit, finance.HalfUp)
		require.ErrorIs(t, err, c.want, "%.30s in %v", c.number, c.unit)
		require.Zero(t, got)
	}
	_, err := finance.FromDecimal(decimal.New(1, 0), 0, finance.HalfUp)
	require.ErrorIs(t, err, finance.ErrCurrency)
	zero, err := finance.FromDecimal(decimal.Decimal{}, finance.RUB, finance.Up)
	require.NoError(t, err)
	require.Equal(t, rub(0), zero)
}

// Exponents to which no power of ten is raised: the result is settled by them.
func TestExponentsBeyondAllDigits(t *testing.T) {
	for _, exponent := range []int32{41, 1000, 1e9, math.MaxInt32} {
		for _, n := range []int64{1, -1} {
			got, err := finance.FromDecimal(decimal.New(n, exponent), finance.RUB, finance.Down)
			require.ErrorIs(t, err, finance.ErrOverflow)
			require.Zero(t, got)
		}
		got, err := finance.FromDecimal(decimal.New(0, exponent), finance.RUB, finance.Up)
		require.NoError(t, err)
		require.Equal(t, rub(0), got)
	}
	for _, exponent := range []int32{-41, -1040, -1041, -1e9, math.MinInt32} {
		for r, want := range map[finance.Rounding][2]int64{
			finance.Up: {1, -1}, finance.Ceiling: {1, 0}, finance.Floor: {0, -1}, finance.Down: {0, 0},
			finance.HalfUp: {0, 0}, finance.HalfEven: {0, 0}, finance.HalfCeiling: {0, 0},
		} {
			for i, n := range []int64{3, -3} {
				got, err := finance.FromDecimal(decimal.New(n, exponent), finance.RUB, r)
				require.NoError(t, err)
				require.Equal(t, rub(want[i]), got, "%de%d, %v", n, exponent, r)
			}
		}
	}
	// a thousand digits, all but the first cut off
	long := decimal.NewFromBigInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(999), nil), -999)
	got, err := finance.FromDecimal(long, finance.RUB, finance.HalfEven)
	require.NoError(t, err)
	require.Equal(t, rub(100), got)
	got, err = largest.MulDecimal(long, finance.HalfEven)
	require.NoError(t, err)
	require.Equal(t, largest, got)
}

func TestMulDecimalAgainstExactFractions(t *testing.T) {
	law := func(n, coefficient int64, exponent int8) bool {
		d := decimal.New(coefficient, int32(exponent)%60)
		exact := new(big.Rat).Mul(new(big.Rat).SetInt64(n), d.Rat())
		for _, r := range roundings {
			got, err := rub(n).MulDecimal(d, r)
			requireRounded(t, exact, r, got.Minor(), err)
		}
		return true
	}
	lawful(t, 300, law)
	lawful(t, 300, func(n int32, c int16, exponent uint8) bool { return law(int64(n), int64(c), -int8(exponent%7)) })
	for _, n := range []int64{math.MinInt64, -1, 1, math.MaxInt64} {
		for _, c := range []int64{-1, 1, 5, 999_999_999_999_999_999, 1_000_000_000_000_000_000, math.MinInt64} {
			for _, exponent := range []int8{-19, -18, -17, -1, 0, 1, 18} {
				law(n, c, exponent)
			}
		}
	}
}

func TestDecimalOfMoney(t *testing.T) {
	for want, m := range map[string]finance.Money{
		"-0.01": rub(-1), "500": finance.Minor(500, finance.JPY), "1.005": finance.Minor(1005, finance.KWD), "0": {}, "-92233720368547758.08": smallest,
	} {
		require.Equal(t, want, m.Decimal().String())
	}
	back, err := finance.FromDecimal(smallest.Decimal(), finance.RUB, finance.HalfEven)
	require.NoError(t, err)
	require.Equal(t, smallest, back)
}
