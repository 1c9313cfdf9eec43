package utility_test

import (
	"math"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/utility"
	"github.com/creative-cluster/kvartal/finance"
)

func TestQuantityText(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0", "12": "12", "12.5": "12.5", "12.50": "12.5", "12.345": "12.345", "0.001": "0.001", "0.010": "0.01", "007": "7",
		"1000000000000": "1000000000000", "1000000000000.000": "1000000000000",
	} {
		q, err := utility.ParseQuantity(text)
		require.NoError(t, err)
		require.Equal(t, want, q.String())
	}
	require.EqualValues(t, 12_345, qty("12.345").Thousandths())
	require.EqualValues(t, 12_500, qty("12.5").Thousandths())
	for text, want := range map[string]error{
		"": finance.ErrMissing, "-1": finance.ErrNegative, "1.2345": finance.ErrRange, "1.": finance.ErrSyntax, ".5": finance.ErrSyntax,
		"+1": finance.ErrSyntax, "1e3": finance.ErrSyntax, "1 kWh": finance.ErrSyntax, "1,5": finance.ErrSyntax, "-": finance.ErrSyntax,
		"1000000000000.001": finance.ErrOverflow, "99999999999999999999": finance.ErrOverflow,
	} {
		q, err := utility.ParseQuantity(text)
		require.ErrorIs(t, err, want, text)
		require.Zero(t, q)
	}
	require.Panics(t, func() { utility.MustQuantity("x") })
}

func TestQuantityArithmetic(t *testing.T) {
	sum, err := qty("0.999").Add(qty("0.001"))
	require.NoError(t, err)
	require.Equal(t, qty("1"), sum)
	diff, err := sum.Sub(qty("0.4"))
	require.NoError(t, err)
	require.Equal(t, qty("0.6"), diff)
	_, err = diff.Sub(sum)
	require.ErrorIs(t, err, finance.ErrNegative)
	_, err = qty("1000000000000").Add(qty("0.001"))
	require.ErrorIs(t, err, finance.ErrOverflow)
	require.Equal(t, []int{-1, 0, 1}, []int{diff.Cmp(sum), sum.Cmp(sum), sum.Cmp(diff)})
	require.True(t, utility.Quantity{}.IsZero())
	require.False(t, qty("0.001").IsZero())
	_, err = utility.NewQuantity(-1)
	require.ErrorIs(t, err, finance.ErrNegative)
	_, err = utility.NewQuantity(math.MaxInt64)
	require.ErrorIs(t, err, finance.ErrOverflow)
}

func TestQuantityInADatabase(t *testing.T) {
	v, err := qty("12.5").Value()
	require.NoError(t, err)
	require.Equal(t, "12.5", v)
	text, err := qty("12.5").AppendText([]byte("x"))
	require.NoError(t, err)
	require.Equal(t, "x12.5", string(text))
	q := qty("1")
	require.NoError(t, q.Scan([]byte("2.5")))
	require.Equal(t, qty("2.5"), q)
	require.NoError(t, q.Scan("3"))
	require.Equal(t, qty("3"), q)
	require.ErrorIs(t, q.Scan(7), finance.ErrSyntax)
	require.Zero(t, q)
	q = qty("1")
	require.NoError(t, q.Scan(nil))
	require.Zero(t, q)
	q = qty("1")
	require.Error(t, q.Scan("x"))
	require.Zero(t, q)
}

// Seeds: "0.001" the least, "1000000000000" the last, "-0" has a sign, "1e3" an
// exponent, "1.2345" a decimal too many.
func FuzzQuantity(f *testing.F) {
	for _, s := range []string{"0.001", "1000000000000", "-0", "1e3", "1.2345", "12.50"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := utility.ParseQuantity(s)
		if err != nil {
			require.Zero(t, q)
			return
		}
		again, err := utility.ParseQuantity(q.String())
		require.NoError(t, err)
		require.Equal(t, q, again)
		require.True(t, decimal.RequireFromString(s).Equal(decimal.New(q.Thousandths(), -3)))
	})
}
