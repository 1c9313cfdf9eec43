package finance_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
)

// Seeds: a sign without a whole part, an exponent that is refused, the last
// amount, and one beyond it.
func FuzzParseMoney(f *testing.F) {
	for _, s := range []string{"-0.01 RUB", "1e9 RUB", "9223372036854775807 JPY", "9223372036854775808 JPY", "5.5 RUB", "1.234 RUB"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, err := finance.ParseMoney(s)
		if err != nil {
			require.Zero(t, m)
			return
		}
		again, err := finance.ParseMoney(m.String())
		require.NoError(t, err)
		require.Equal(t, m, again)
		if number, _, ok := strings.Cut(s, " "); ok {
			require.True(t, decimal.RequireFromString(number).Equal(m.Decimal()))
		}
	})
}

// Seeds: the three ways to write a rate, and a denominator of zero.
func FuzzParseRate(f *testing.F) {
	for _, s := range []string{"8.35%", "0.0835", "1/300", "-1/3", "1/0", "1e9", "0.00000000000000000001"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := finance.ParseRate(s)
		if err != nil {
			require.Zero(t, r)
			return
		}
		again, err := finance.ParseRate(r.String())
		require.NoError(t, err)
		require.Equal(t, r, again)
	})
}

// Seeds: a code of the table, one without minor units, one in small letters.
func FuzzParseNames(f *testing.F) {
	for _, s := range []string{"RUB", "XAU", "rub", "half-even", "largest-remainder", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if c, err := finance.ParseCurrency(s); err == nil {
			require.Equal(t, s, c.String())
		}
		if r, err := finance.ParseRounding(s); err == nil {
			require.Equal(t, s, r.String())
		}
		if r, err := finance.ParseRemainder(s); err == nil {
			require.Equal(t, s, r.String())
		}
	})
}
