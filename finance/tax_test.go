package finance_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
)

// 22 % of VAT on a thousand, and in 1220; a refund mirrors the sale.
func TestTaxOnAndIn(t *testing.T) {
	for _, c := range []struct{ net, tax, gross string }{
		{"1000.00 RUB", "220.00 RUB", "1220.00 RUB"},
		{"-1000.00 RUB", "-220.00 RUB", "-1220.00 RUB"},
		{"0.00 RUB", "0.00 RUB", "0.00 RUB"},
		{"0.02 RUB", "0.00 RUB", "0.02 RUB"},
		{"0.03 RUB", "0.01 RUB", "0.04 RUB"},
	} {
		rate := finance.MustRate("22%")
		tax, gross, err := finance.AddTax(finance.MustMoney(c.net), rate, finance.HalfUp)
		require.NoError(t, err)
		require.Equal(t, []string{c.tax, c.gross}, []string{tax.String(), gross.String()})
		net, within, err := finance.SplitTax(gross, rate, finance.HalfUp)
		require.NoError(t, err)
		require.Equal(t, []string{c.net, c.tax}, []string{net.String(), within.String()})
	}
}

// A rate of zero is a rate: exports bear it.
func TestTaxOfNothing(t *testing.T) {
	tax, gross, err := finance.AddTax(rub(100), finance.Rate{}, finance.HalfUp)
	require.NoError(t, err)
	require.Equal(t, []finance.Money{rub(0), rub(100)}, []finance.Money{tax, gross})
	net, tax, err := finance.SplitTax(rub(100), finance.Rate{}, finance.HalfUp)
	require.NoError(t, err)
	require.Equal(t, []finance.Money{rub(100), rub(0)}, []finance.Money{net, tax})
	for _, level := range []finance.TaxLevel{finance.ByDocument, finance.ByLine} {
		got, err := finance.TaxLines([]finance.Money{rub(100), rub(5)}, finance.Rate{}, level, finance.HalfUp)
		require.NoError(t, err)
		require.Equal(t, rub(0), got)
	}
}

func TestTaxRefuses(t *testing.T) {
	below, over := finance.MustRate("-1%"), finance.MustRate("9223372036854775807")
	for name, c := range map[string]struct {
		op   func() (a, b finance.Money, err error)
		want error
	}{
		"rate below zero":     {func() (a, b finance.Money, err error) { return finance.AddTax(rub(100), below, finance.HalfUp) }, finance.ErrNegative},
		"rate below zero, in": {func() (a, b finance.Money, err error) { return finance.SplitTax(rub(100), below, finance.HalfUp) }, finance.ErrNegative},
		"tax out of range":    {func() (a, b finance.Money, err error) { return finance.AddTax(rub(100), over, finance.HalfUp) }, finance.ErrOverflow},
		"gross out of range": {func() (a, b finance.Money, err error) {
			return finance.AddTax(largest, finance.MustRate("1%"), finance.HalfUp)
		}, finance.ErrOverflow},
		"share without a rate": {func() (a, b finance.Money, err error) { return finance.SplitTax(rub(100), over, finance.HalfUp) }, finance.ErrOverflow},
		"no such rounding":     {func() (a, b finance.Money, err error) { return finance.SplitTax(rub(100), finance.MustRate("1%"), 99) }, finance.ErrRange},
	} {
		a, b, err := c.op()
		require.ErrorIs(t, err, c.want, name)
		require.Zero(t, a, name)
		require.Zero(t, b, name)
	}
	tax, _, err := finance.SplitTax(rub(100), finance.MustRate("9223372036854775806"), finance.HalfUp)
	require.NoError(t, err)
	require.Equal(t, rub(0), tax, "the largest rate that has a share: all but nothing is tax")
}

// The example in the documentation, at both levels.
func TestTaxLines(t *testing.T) {
	lines := make([]finance.Money, 10)
	for i := range lines {
		lines[i] = rub(1131)
	}
	for level, want := range map[finance.TaxLevel]int64{finance.ByDocument: 2262, finance.ByLine: 2260} {
		got, err := finance.TaxLines(lines, finance.MustRate("20%"), level, finance.HalfUp)
		require.NoError(t, err)
		require.Equal(t, rub(want), got)
	}
	for _, level := range []finance.TaxLevel{finance.ByDocument, finance.ByLine} {
		got, err := finance.TaxLines(nil, finance.MustRate("20%"), level, finance.HalfUp)
		require.NoError(t, err)
		require.Zero(t, got)
		for name, c := range map[string]struct {
			lines []finance.Money
			rate  string
			want  error
		}{
			"rate below zero":  {nil, "-20%", finance.ErrNegative},
			"two currencies":   {[]finance.Money{rub(1), finance.MustMoney("1.00 USD")}, "20%", finance.ErrCurrency},
			"tax out of range": {[]finance.Money{rub(math.MaxInt64 / 2)}, "300%", finance.ErrOverflow},
			"sum out of range": {[]finance.Money{largest, largest}, "100%", finance.ErrOverflow},
		} {
			got, err := finance.TaxLines(c.lines, finance.MustRate(c.rate), level, finance.HalfUp)
			require.ErrorIs(t, err, c.want, "%s, %v", name, level)
			require.Zero(t, got, name)
		}
	}
	_, err := finance.TaxLines(lines, finance.MustRate("20%"), finance.ByLine+1, finance.HalfUp)
	require.ErrorIs(t, err, finance.ErrRange)
	// by line, only the tax has to fit, not the gross
	got, err := finance.TaxLines([]finance.Money{largest}, finance.MustRate("20%"), finance.ByLine, finance.Down)
	require.NoError(t, err)
	require.Equal(t, rub(math.MaxInt64/5), got)
}
