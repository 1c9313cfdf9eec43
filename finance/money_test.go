package finance_test

import (
	"errors"
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
)

var smallest, largest = finance.Minor(math.MinInt64, finance.RUB), finance.Minor(math.MaxInt64, finance.RUB)

func rub(kopecks int64) finance.Money { return finance.Minor(kopecks, finance.RUB) }

func TestZeroMoneyBelongsToEachCurrency(t *testing.T) {
	var zero finance.Money
	require.NoError(t, zero.Validate())
	require.True(t, zero.IsZero())
	require.True(t, finance.Zero(finance.RUB).IsZero())
	require.False(t, rub(-1).IsZero())
	require.NotEqual(t, zero, finance.Zero(finance.RUB))
	require.Equal(t, finance.RUB, finance.Zero(finance.RUB).Currency())
	for _, op := range []func(a, b finance.Money) (finance.Money, error){finance.Money.Add, func(a, b finance.Money) (finance.Money, error) { return finance.Sum(a, b) }} {
		for _, pair := range [][2]finance.Money{{zero, rub(150)}, {rub(150), zero}} {
			got, err := op(pair[0], pair[1])
			require.NoError(t, err)
			require.Equal(t, rub(150), got)
		}
	}
	got, err := zero.Sub(rub(150))
	require.NoError(t, err)
	require.Equal(t, rub(-150), got)
	got, err = rub(150).Sub(zero)
	require.NoError(t, err)
	require.Equal(t, rub(150), got)
	got, err = finance.Sum()
	require.NoError(t, err)
	require.Equal(t, zero, got)
}

// An amount in no currency is no amount: it validates nowhere, writes nowhere,
// and adds to none that has a currency.
func TestAmountWithoutCurrency(t *testing.T) {
	for name, m := range map[string]finance.Money{
		"none": finance.Minor(500, 0), "not in the table": finance.Minor(500, 9999), "nothing of it": finance.Minor(0, 9999),
	} {
		require.ErrorIs(t, m.Validate(), finance.ErrCurrency, name)
		_, err := m.MarshalText()
		require.ErrorIs(t, err, finance.ErrCurrency, name)
		_, err = m.Value()
		require.ErrorIs(t, err, finance.ErrCurrency, name)
		_, err = m.Add(rub(1))
		require.ErrorIs(t, err, finance.ErrCurrency, name)
		_, err = finance.ParseMoney(m.String())
		require.ErrorIs(t, err, finance.ErrCurrency, name)
	}
	require.Equal(t, "500 XXX", finance.Minor(500, 0).String())
	require.Equal(t, finance.Money{}, finance.Minor(0, 0))
}

func TestSignsAndOrder(t *testing.T) {
	for _, c := range []struct {
		m    finance.Money
		sign int
		abs  finance.Money
		neg  finance.Money
	}{
		{rub(-150), -1, rub(150), rub(150)},
		{rub(0), 0, rub(0), rub(0)},
		{rub(1), 1, rub(1), rub(-1)},
		{largest, 1, largest, rub(-math.MaxInt64)},
	} {
		require.Equal(t, c.sign, c.m.Sign())
		abs, err := c.m.Abs()
		require.NoError(t, err)
		require.Equal(t, c.abs, abs)
		neg, err := c.m.Neg()
		require.NoError(t, err)
		require.Equal(t, c.neg, neg)
	}
	for name, op := range map[string]func() (finance.Money, error){"neg": smallest.Neg, "abs": smallest.Abs} {
		got, err := op()
		require.ErrorIs(t, err, finance.ErrOverflow, name)
		require.Zero(t, got)
	}
}

func TestCmpMinMax(t *testing.T) {
	for _, c := range []struct {
		a, b        finance.Money
		want        int
		least, most finance.Money
	}{
		{rub(1), rub(2), -1, rub(1), rub(2)},
		{rub(2), rub(1), 1, rub(1), rub(2)},
		{smallest, largest, -1, smallest, largest},
		{rub(0), finance.Money{}, 0, rub(0), rub(0)}, // the first of equals
		{finance.Money{}, rub(0), 0, finance.Money{}, finance.Money{}},
	} {
		got, err := c.a.Cmp(c.b)
		require.NoError(t, err)
		require.Equal(t, c.want, got)
		least, err := finance.Min(c.a, c.b)
		require.NoError(t, err)
		require.Equal(t, c.least, least)
		most, err := finance.Max(c.a, c.b)
		require.NoError(t, err)
		require.Equal(t, c.most, most)
	}
	dollar := finance.MustMoney("1.00 USD")
	for _, pick := range []func(a, b finance.Money) (finance.Money, error){finance.Min, finance.Max} {
		got, err := pick(rub(1), dollar)
		require.ErrorIs(t, err, finance.ErrCurrency)
		require.Zero(t, got)
	}
}

// Only the total counts: on the way to it a sum may leave the range.
func TestSumInAnyOrder(t *testing.T) {
	got, err := finance.Sum(largest, rub(1), rub(-1))
	require.NoError(t, err)
	require.Equal(t, largest, got)
	got, err = finance.Sum(smallest, smallest, largest, rub(math.MaxInt64), rub(2))
	require.NoError(t, err)
	require.Equal(t, rub(0), got)
	for _, over := range [][]finance.Money{{largest, rub(1)}, {smallest, rub(-1)}, {largest, largest, largest}, {smallest, smallest}} {
		got, err = finance.Sum(over...)
		require.ErrorIs(t, err, finance.ErrOverflow)
		require.Zero(t, got)
	}
	lawful(t, 200, func(ns []int64) bool {
		want, ms := new(big.Int), make([]finance.Money, len(ns))
		for i, n := range ns {
			want.Add(want, big.NewInt(n))
			ms[i] = rub(n)
		}
		got, err := finance.Sum(ms...)
		if !want.IsInt64() {
			return errors.Is(err, finance.ErrOverflow) && got == finance.Money{}
		}
		return err == nil && got.Minor() == want.Int64()
	})
}

// What fails says on what, and wraps a sentinel that has a code.
func TestErrorsNameTheOperands(t *testing.T) {
	for want, op := range map[string]func() error{
		"1.00 RUB + 1.00 USD: currency":                       func() error { _, err := rub(100).Add(finance.MustMoney("1.00 USD")); return err },
		"92233720368547758.07 RUB + 0.01 RUB: overflow":       func() error { _, err := largest.Add(rub(1)); return err },
		"-92233720368547758.08 RUB - 0.01 RUB: overflow":      func() error { _, err := smallest.Sub(rub(1)); return err },
		"1.00 RUB and 1.00 USD: currency":                     func() error { _, err := rub(100).Cmp(finance.MustMoney("1.00 USD")); return err },
		"92233720368547758.07 RUB × 2: overflow":              func() error { _, err := largest.Mul(2); return err },
		"92233720368547758.07 RUB × 4: overflow":              func() error { _, err := largest.Mul(4); return err },
		"92233720368547758.07 RUB × 3/2: overflow":            func() error { _, err := largest.MulDiv(3, 2, finance.Down); return err },
		"92233720368547758.07 RUB × 150%: overflow":           func() error { _, err := largest.MulRate(finance.MustRate("150%"), finance.Down); return err },
		"1.00 RUB × 1/0: division by zero: out of range":      func() error { _, err := rub(100).MulDiv(1, 0, finance.Down); return err },
		"1.00 RUB / 0.00 RUB: division by zero: out of range": func() error { _, err := rub(100).Ratio(rub(0)); return err },
		"unit 0.00 RUB: out of range":                         func() error { _, err := rub(100).RoundTo(rub(0), finance.Down); return err },
		`amount "12 EURO": syntax`:                            func() error { _, err := finance.ParseMoney("12 EURO"); return err },
		`amount "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…": syntax`: func() error {
			_, err := finance.ParseMoney("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
			return err
		},
		`amount "\n": syntax`: func() error { _, err := finance.ParseMoney("\n"); return err },
		`rate "x": syntax`:    func() error { _, err := finance.ParseRate("x"); return err },
	} {
		require.EqualError(t, op(), want)
	}
	// cut before the two bytes of the last letter, not between them
	_, err := finance.ParseMoney("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaжaaaa")
	require.EqualError(t, err, `amount "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…": syntax`)
}

func TestMustPanicsOnWhatIsRefused(t *testing.T) {
	require.Equal(t, rub(1250000), finance.MustMoney("12500.00 RUB"))
	require.Panics(t, func() { finance.MustMoney("12500,00 RUB") })
	require.Panics(t, func() { finance.MustRate("8,35%") })
}

func TestRatio(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"1.00 RUB", "3.00 RUB", "1/3"},
		{"-4.00 RUB", "200.00 RUB", "-2%"},
		{"0", "3.00 RUB", "0%"},
	} {
		got, err := finance.MustMoney(c.a).Ratio(finance.MustMoney(c.b))
		require.NoError(t, err)
		require.Equal(t, c.want, got.String())
	}
	_, err := rub(1).Ratio(finance.MustMoney("1.00 USD"))
	require.ErrorIs(t, err, finance.ErrCurrency)
	_, err = smallest.Ratio(rub(1))
	require.ErrorIs(t, err, finance.ErrOverflow)
	half, err := smallest.Ratio(smallest)
	require.NoError(t, err)
	require.Equal(t, finance.MustRate("100%"), half)
}

func TestMultiplyByARate(t *testing.T) {
	for _, c := range []struct{ amount, rate, want string }{
		{"12500.00 RUB", "8.35%", "1043.75 RUB"},
		{"1.67 RUB", "8.35%", "0.14 RUB"}, // 167 kopecks × 167/2000
		{"0.50 RUB", "1%", "0.00 RUB"},    // half a kopeck, to even
		{"1.50 RUB", "1%", "0.02 RUB"},    // one and a half
		{"-1.50 RUB", "1%", "-0.02 RUB"},
		{"-2.50 RUB", "-1%", "0.02 RUB"},
		{"92233720368547758.07 RUB", "9223372036854775806/9223372036854775807", "92233720368547758.06 RUB"},
		{"-92233720368547758.08 RUB", "1", "-92233720368547758.08 RUB"},
		{"92233720368547758.07 RUB", "-1", "-92233720368547758.07 RUB"},
	} {
		got, err := finance.MustMoney(c.amount).MulRate(finance.MustRate(c.rate), finance.HalfEven)
		require.NoError(t, err)
		require.Equal(t, c.want, got.String(), "%s × %s", c.amount, c.rate)
	}
	lawful(t, 500, func(n, num int64, den int32) bool {
		if den == 0 {
			return true
		}
		rate, err := finance.NewRate(num, int64(den))
		if err != nil {
			return errors.Is(err, finance.ErrOverflow)
		}
		for _, r := range roundings {
			got, err := rub(n).MulRate(rate, r)
			requireRounded(t, new(big.Rat).Mul(new(big.Rat).SetInt64(n), fraction(rate)), r, got.Minor(), err)
		}
		return true
	})
}

// -2^63 × -1 is the one product of int64 that fits in neither sign's range by one.
func TestMultiplyAtTheEnds(t *testing.T) {
	got, err := rub(1 << 62).Mul(-2)
	require.NoError(t, err)
	require.Equal(t, smallest, got)
	for _, n := range []int64{-1, 2, math.MinInt64} {
		got, err = smallest.Mul(n)
		require.ErrorIs(t, err, finance.ErrOverflow)
		require.Zero(t, got)
	}
	got, err = smallest.MulDiv(-1, -1, finance.Down)
	require.NoError(t, err)
	require.Equal(t, smallest, got)
	got, err = smallest.MulRate(finance.MustRate("-1"), finance.Down)
	require.ErrorIs(t, err, finance.ErrOverflow)
	require.Zero(t, got)
}
