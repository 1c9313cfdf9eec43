package finance_test

import (
	"errors"
	"math"
	"slices"
	"testing"
	"testing/quick"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
)

// Whatever is divided, the parts sum to the whole, a weight of zero gets
// nothing, and the opposite amount gives opposite parts.
func TestAllocateConserves(t *testing.T) {
	keeps := func(kopecks int64, raw []uint16, rule uint8) bool {
		kopecks = max(kopecks, -math.MaxInt64)
		weights := make([]int64, len(raw))
		for i, w := range raw {
			weights[i] = int64(w % 8)
		}
		total, by := finance.Minor(kopecks, finance.RUB), finance.Remainder(rule%3)
		parts, err := finance.Allocate(total, weights, by)
		if err != nil {
			return errors.Is(err, finance.ErrWeights) && !slices.ContainsFunc(weights, func(w int64) bool { return w > 0 })
		}
		opposite, err := finance.Allocate(finance.Minor(-kopecks, finance.RUB), weights, by)
		if err != nil || len(parts) != len(weights) {
			return false
		}
		for i := range parts {
			if weights[i] == 0 && !parts[i].IsZero() || parts[i].Minor() != -opposite[i].Minor() {
				return false
			}
		}
		sum, err := finance.Sum(parts...)
		return err == nil && sum == total
	}
	require.NoError(t, quick.Check(keeps, nil))
}

// A party whose exact share is whole is not touched by anybody's remainder.
func TestAllocateLeavesWholeSharesAlone(t *testing.T) {
	for _, rule := range []finance.Remainder{finance.LargestRemainder, finance.First, finance.Last} {
		parts, err := finance.Allocate(finance.Minor(101, finance.RUB), []int64{0, 101, 0}, rule)
		require.NoError(t, err)
		require.Equal(t, []int64{0, 101, 0}, []int64{parts[0].Minor(), parts[1].Minor(), parts[2].Minor()})
		parts, err = finance.Allocate(finance.Minor(10, finance.RUB), []int64{2, 1, 1}, rule) // 5, 2.5, 2.5
		require.NoError(t, err)
		require.Equal(t, int64(5), parts[0].Minor(), rule)
	}
	_, err := finance.Allocate(finance.Minor(10, finance.RUB), []int64{1, -1}, finance.First)
	require.ErrorIs(t, err, finance.ErrWeights)
}

// Arithmetic is exact or an error: never a wrapped number.
func TestArithmeticAgainstDecimals(t *testing.T) {
	exact := func(a, b int64) bool {
		x, y := finance.Minor(a, finance.RUB), finance.Minor(b, finance.RUB)
		return agrees(x.Decimal().Add(y.Decimal()), func() (finance.Money, error) { return x.Add(y) }) &&
			agrees(x.Decimal().Sub(y.Decimal()), func() (finance.Money, error) { return x.Sub(y) }) &&
			agrees(x.Decimal().Mul(decimal.NewFromInt(b)), func() (finance.Money, error) { return x.Mul(b) })
	}
	require.NoError(t, quick.Check(exact, nil))
	small := func(a, b int32) bool { return exact(int64(a), int64(b)) }
	require.NoError(t, quick.Check(small, nil))
	for _, a := range []int64{math.MinInt64, -1, 0, 1, math.MaxInt64} {
		for _, b := range []int64{math.MinInt64, -1, 0, 1, math.MaxInt64} {
			require.True(t, exact(a, b), "%d and %d", a, b)
		}
	}
}

func agrees(want decimal.Decimal, op func() (finance.Money, error)) bool {
	got, err := op()
	minor := want.Shift(2)
	if minor.GreaterThan(decimal.NewFromInt(math.MaxInt64)) || minor.LessThan(decimal.NewFromInt(math.MinInt64)) {
		return errors.Is(err, finance.ErrOverflow) && got == finance.Money{}
	}
	return err == nil && want.Equal(got.Decimal())
}

// Currencies never mix; the zero Money belongs to each of them.
func TestCurrenciesDoNotMix(t *testing.T) {
	rouble, dollar := finance.MustMoney("1.00 RUB"), finance.MustMoney("1.00 USD")
	_, err := rouble.Add(dollar)
	require.ErrorIs(t, err, finance.ErrCurrency)
	_, err = rouble.Sub(dollar)
	require.ErrorIs(t, err, finance.ErrCurrency)
	_, err = rouble.Cmp(dollar)
	require.ErrorIs(t, err, finance.ErrCurrency)
	_, err = finance.Sum(rouble, dollar)
	require.ErrorIs(t, err, finance.ErrCurrency)
	sum, err := finance.Money{}.Add(rouble)
	require.NoError(t, err)
	require.Equal(t, rouble, sum)
}

// Rounding is within half a unit in the half modes, within one in the others,
// and rounding twice is rounding once.
func TestRoundingLaws(t *testing.T) {
	holds := func(n int32, u uint16, mode uint8) bool {
		unit := finance.Minor(int64(u)+1, finance.RUB)
		by := finance.Rounding(mode % 9)
		m := finance.Minor(int64(n), finance.RUB)
		once, err := m.RoundTo(unit, by)
		if err != nil {
			return false
		}
		twice, err := once.RoundTo(unit, by)
		off := once.Minor() - m.Minor()
		off = max(off, -off)
		half := by != finance.Up && by != finance.Down && by != finance.Ceiling && by != finance.Floor
		return err == nil && once == twice && once.Minor()%unit.Minor() == 0 &&
			off < unit.Minor() && (!half || 2*off <= unit.Minor())
	}
	require.NoError(t, quick.Check(holds, &quick.Config{MaxCount: 2000}))
}

// Net and tax are always the gross that was split.
func TestTaxSplitsTheGross(t *testing.T) {
	keeps := func(n int64, percent uint8) bool {
		gross := finance.Minor(n, finance.RUB)
		rate, err := finance.NewRate(int64(percent%100), 100)
		if err != nil {
			return false
		}
		net, tax, err := finance.SplitTax(gross, rate, finance.HalfUp)
		if err != nil {
			return false
		}
		sum, err := net.Add(tax)
		return err == nil && sum == gross
	}
	require.NoError(t, quick.Check(keeps, nil))
}

// A decimal with an exponent of a billion is an error at once, not a hang.
func TestHugeExponents(t *testing.T) {
	for _, d := range []decimal.Decimal{decimal.New(1, 1e9), decimal.New(-1, math.MaxInt32)} {
		_, err := finance.FromDecimal(d, finance.RUB, finance.HalfEven)
		require.Error(t, err)
		_, err = finance.MustMoney("1.00 RUB").MulDecimal(d, finance.HalfEven)
		require.Error(t, err)
		_, err = finance.RateOfDecimal(d)
		require.Error(t, err)
	}
	tiny, err := finance.FromDecimal(decimal.New(1, -1e9), finance.RUB, finance.HalfEven)
	if err == nil {
		require.True(t, tiny.IsZero())
	}
}

// shopspring's package variables change nothing here.
func TestPackageVariablesOfTheDecimalModule(t *testing.T) {
	before := results(t)
	precision, quotes := decimal.DivisionPrecision, decimal.MarshalJSONWithoutQuotes
	decimal.DivisionPrecision, decimal.MarshalJSONWithoutQuotes = 1, true
	defer func() { decimal.DivisionPrecision, decimal.MarshalJSONWithoutQuotes = precision, quotes }()
	require.Equal(t, before, results(t))
}

func results(t *testing.T) []string {
	t.Helper()
	m := finance.MustMoney("1000.00 RUB")
	by, err := m.MulDecimal(decimal.RequireFromString("0.0835"), finance.HalfEven)
	require.NoError(t, err)
	rate, err := finance.RateOfDecimal(decimal.RequireFromString("0.0835"))
	require.NoError(t, err)
	third, err := finance.MustRate("1/3").Decimal(6, finance.HalfEven)
	require.NoError(t, err)
	require.Equal(t, "83.50 RUB", by.String())
	require.Equal(t, "8.35%", rate.String())
	text, err := by.MarshalText()
	require.NoError(t, err)
	return []string{by.String(), rate.String(), third.String(), string(text)}
}
