package finance_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
)

// The table in the documentation of RoundingMode of Java SE, with two columns
// of our own for ties towards plus and minus infinity. The numbers are tenths.
var roundingTable = []struct {
	tenths                                                                       int64
	up, down, ceiling, floor, halfUp, halfDown, halfEven, halfCeiling, halfFloor int64
}{
	{55, 6, 5, 6, 5, 6, 5, 6, 6, 5},
	{25, 3, 2, 3, 2, 3, 2, 2, 3, 2},
	{16, 2, 1, 2, 1, 2, 2, 2, 2, 2},
	{11, 2, 1, 2, 1, 1, 1, 1, 1, 1},
	{10, 1, 1, 1, 1, 1, 1, 1, 1, 1},
	{-10, -1, -1, -1, -1, -1, -1, -1, -1, -1},
	{-11, -2, -1, -1, -2, -1, -1, -1, -1, -1},
	{-16, -2, -1, -1, -2, -2, -2, -2, -2, -2},
	{-25, -3, -2, -2, -3, -3, -2, -2, -2, -3},
	{-55, -6, -5, -5, -6, -6, -5, -6, -5, -6},
}

// The same table through 64 bits, through 128, and through numbers of any size.
func TestNineRoundings(t *testing.T) {
	for _, row := range roundingTable {
		for r, want := range map[finance.Rounding]int64{
			finance.Up: row.up, finance.Down: row.down, finance.Ceiling: row.ceiling, finance.Floor: row.floor, finance.HalfUp: row.halfUp,
			finance.HalfDown: row.halfDown, finance.HalfEven: row.halfEven, finance.HalfCeiling: row.halfCeiling, finance.HalfFloor: row.halfFloor,
		} {
			got, err := finance.MulDiv(row.tenths, 1, 10, r)
			require.NoError(t, err)
			require.Equal(t, want, got, "%v of %d tenths", r, row.tenths)
			got, err = finance.MulDiv(row.tenths, -1, -10, r)
			require.NoError(t, err)
			require.Equal(t, want, got, "%v of %d tenths, both negated", r, row.tenths)

			far := int64(100) // tenths further from zero, by an even number
			if row.tenths < 0 {
				far = -far
			}
			got, err = finance.MulDiv(row.tenths+far, 1<<59, 10<<59, r)
			require.NoError(t, err)
			require.Equal(t, want+far/10, got, "%v of %d tenths in 128 bits", r, row.tenths)

			long := decimal.NewFromBigInt(new(big.Int).Mul(big.NewInt(row.tenths), new(big.Int).Exp(big.NewInt(10), big.NewInt(29), nil)), -30)
			m, err := finance.FromDecimal(long, finance.JPY, r)
			require.NoError(t, err)
			require.Equal(t, want, m.Minor(), "%v of %d tenths with thirty decimals", r, row.tenths)
		}
	}
}

func TestMulDivAgainstExactFractions(t *testing.T) {
	edges := []int64{math.MinInt64, math.MinInt64 + 1, -3, -2, -1, 0, 1, 2, 3, 1 << 32, math.MaxInt64 - 1, math.MaxInt64}
	for _, a := range edges {
		for _, b := range edges {
			for _, c := range edges {
				requireMulDiv(t, a, b, c)
			}
		}
	}
	lawful(t, 300, func(a, b, c int64) bool { requireMulDiv(t, a, b, c); return true })
	lawful(t, 300, func(a, b int32, c int8) bool { requireMulDiv(t, int64(a), int64(b), int64(c)); return true })
}

func requireMulDiv(t *testing.T, a, b, c int64) {
	t.Helper()
	if c == 0 {
		_, err := finance.MulDiv(a, b, c, finance.HalfEven)
		require.ErrorIs(t, err, finance.ErrRange)
		return
	}
	product := new(big.Int).Mul(big.NewInt(a), big.NewInt(b))
	exact := new(big.Rat).SetFrac(product, big.NewInt(c))
	for _, r := range roundings {
		got, err := finance.MulDiv(a, b, c, r)
		requireRounded(t, exact, r, got, err)
	}
}

// A rounding that does not exist is refused by whatever rounds, also where
// nothing would need it.
func TestUnknownRounding(t *testing.T) {
	none := finance.HalfFloor + 1
	m, d := finance.MustMoney("10.00 RUB"), decimal.New(1, -30)
	tiers := finance.Tiers{Steps: []finance.Tier{{Rate: finance.MustRate("1%")}}}
	for name, round := range map[string]func() error{
		"muldiv":  func() error { _, err := finance.MulDiv(4, 1, 2, none); return err },
		"fits":    func() error { _, err := m.MulDiv(1, 2, none); return err },
		"rate":    func() error { _, err := m.MulRate(finance.MustRate("1/2"), none); return err },
		"decimal": func() error { _, err := m.MulDecimal(decimal.New(5, -1), none); return err },
		"long":    func() error { _, err := m.MulDecimal(d, none); return err },
		"from":    func() error { _, err := finance.FromDecimal(d, finance.RUB, none); return err },
		"to":      func() error { _, err := m.RoundTo(finance.MustMoney("0.05 RUB"), none); return err },
		"tax":     func() error { _, _, err := finance.AddTax(m, finance.MustRate("20%"), none); return err },
		"lines":   func() error { _, err := finance.TaxLines(nil, finance.Rate{}, finance.ByLine, none); return err },
		"tiers":   func() error { _, err := tiers.Amount(m, none); return err },
		"percent": func() error { _, err := finance.MustRate("1/2").Decimal(2, none); return err },
	} {
		require.ErrorIs(t, round(), finance.ErrRange, name)
	}
	require.ErrorIs(t, none.Validate(), finance.ErrRange)
	require.Equal(t, "rounding 9", none.String())
}

func TestRoundTo(t *testing.T) {
	for _, c := range []struct{ amount, unit, half, want string }{
		{"14.52 NZD", "0.05 NZD", "half-up", "14.50 NZD"},
		{"14.53 NZD", "0.05 NZD", "half-up", "14.55 NZD"},
		{"1499.50 RUB", "1.00 RUB", "half-up", "1500.00 RUB"},
		{"1499.50 RUB", "1.00 RUB", "down", "1499.00 RUB"},
		{"-1499.50 RUB", "1.00 RUB", "ceiling", "-1499.00 RUB"},
		{"1250.00 RUB", "100.00 RUB", "half-even", "1200.00 RUB"},
		{"0", "1.00 RUB", "half-even", "0.00 RUB"},
	} {
		r, err := finance.ParseRounding(c.half)
		require.NoError(t, err)
		got, err := finance.MustMoney(c.amount).RoundTo(finance.MustMoney(c.unit), r)
		require.NoError(t, err)
		require.Equal(t, c.want, got.String(), c.amount)
	}
	for unit, want := range map[string]error{
		"0": finance.ErrRange, "0.00 RUB": finance.ErrRange, "-1.00 RUB": finance.ErrRange, "1.00 USD": finance.ErrCurrency,
		"92233720368547758.07 RUB": nil, // rounds to nothing
	} {
		got, err := finance.MustMoney("10.00 RUB").RoundTo(finance.MustMoney(unit), finance.HalfEven)
		require.ErrorIs(t, err, want, unit)
		require.Zero(t, got.Minor())
	}
	_, err := finance.Minor(math.MaxInt64, finance.RUB).RoundTo(finance.Minor(10, finance.RUB), finance.Up)
	require.ErrorIs(t, err, finance.ErrOverflow)
}
