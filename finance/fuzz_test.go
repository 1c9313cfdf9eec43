package finance_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
)

// Seeds: a sign without a whole part, an exponent that is refused, the last
// amount, and one beyond it, a space too many.
func FuzzParseMoney(f *testing.F) {
	for _, s := range []string{"-0.01 RUB", "1e9 RUB", "9223372036854775807 JPY", "9223372036854775808 JPY", "5.5 RUB", "1.234 RUB", "5  RUB", "0"} {
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

// Seeds: the three ways to write a rate, a denominator of zero, decimals beyond
// 64 bits.
func FuzzParseRate(f *testing.F) {
	for _, s := range []string{"8.35%", "0.0835", "1/300", "-1/3", "1/0", "1e9", "0.00000000000000000001", "0.0500000000000000000%", "1/010", "010"} {
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
		text, percent := strings.CutSuffix(s, "%")
		exact := decimally(t, text)
		if percent {
			exact.Quo(exact, big.NewRat(100, 1))
		}
		require.Zero(t, exact.Cmp(fraction(r)), s)
	})
}

// Seeds: a decimal, a fraction, a whole number, a per cent sign, a denominator of
// zero, decimals beyond 64 bits.
func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{"2.5", "-1/3", "9223372036854775807", "250%", "1/0", "1e9", "0.00000000000000000001", "9223372036854775807/2", "1/524288"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := finance.ParseNumber(s)
		r, rateErr := finance.ParseRate(s)
		if err != nil {
			require.Zero(t, n)
			require.True(t, rateErr != nil || strings.HasSuffix(s, "%"), s)
			return
		}
		require.Equal(t, r, n.Rate)
		require.NotContains(t, n.String(), "%")
		again, err := finance.ParseNumber(n.String())
		require.NoError(t, err)
		require.Equal(t, n, again)
		require.Zero(t, decimally(t, s).Cmp(fraction(r)), s)
	})
}

// decimally reads a decimal or a fraction by a slower road. A fraction is read
// part by part: big.Rat takes a leading zero below the line for octal.
func decimally(t *testing.T, s string) *big.Rat {
	t.Helper()
	above, below, _ := strings.Cut(s, "/")
	exact, ok := new(big.Rat).SetString(above)
	require.True(t, ok, s)
	if below == "" {
		return exact
	}
	den, ok := new(big.Int).SetString(below, 10)
	require.True(t, ok, s)
	return exact.Quo(exact, new(big.Rat).SetInt(den))
}

// Seeds: a code of the table, one without minor units, one in small letters, no
// code, bytes beyond letters.
func FuzzCurrency(f *testing.F) {
	for _, s := range []string{"RUB", "XAU", "rub", "", "@@@", "Z[Z"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { requireOwnText[finance.Currency](t, s, s == "") })
}

// Seeds for the enumerations: a name, one with the other dash, one in capitals,
// what String writes beyond the table.

func FuzzRounding(f *testing.F) {
	for _, s := range []string{"half-even", "half_even", "Floor", "rounding 9"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { requireOwnText[finance.Rounding](t, s, false) })
}

func FuzzRemainder(f *testing.F) {
	for _, s := range []string{"largest-remainder", "largest_remainder", "First", "remainder 3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { requireOwnText[finance.Remainder](t, s, false) })
}

func FuzzTierMode(f *testing.F) {
	for _, s := range []string{"base-plus", "base_plus", "Slab", "tier mode 3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { requireOwnText[finance.TierMode](t, s, false) })
}

func FuzzTaxLevel(f *testing.F) {
	for _, s := range []string{"by-line", "by_line", "By-Line", "tax level 2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { requireOwnText[finance.TaxLevel](t, s, false) })
}

// requireOwnText holds when only a value's own text is read, refused text leaves
// the zero value, and a database reads alike. Only where none has a text may it
// be empty.
func requireOwnText[T plainText, P interface {
	*T
	readable
}](t *testing.T, s string, none bool) {
	t.Helper()
	var v, scanned, zero T
	err := P(&v).UnmarshalText([]byte(s))
	require.Equal(t, fmt.Sprint(err), fmt.Sprint(P(&scanned).Scan(s)))
	require.Equal(t, v, scanned)
	if err != nil {
		require.Zero(t, v)
		return
	}
	require.Equal(t, none, v == zero && s == "")
	require.Equal(t, s, v.String())
}

// Seeds: each mode, a table that is refused, slabs without a common denominator,
// amounts at the end of the range, a fixed amount of nothing.
func FuzzTiers(f *testing.F) {
	for _, s := range []string{
		`{"mode": "slab", "steps": [{"over": "0", "rate": "10%"}, {"over": "100.00 RUB", "rate": "8%"}]}`,
		`{"mode": "whole", "steps": [{"over": "0", "rate": "10%", "base": "-5.00 RUB"}]}`,
		`{"mode": "base-plus", "steps": [{"over": "0", "rate": "1/3"}, {"over": "1.00 RUB", "rate": "8%", "base": "0.34 RUB"}]}`,
		`{"mode": "slab", "steps": [{"over": "1.00 RUB", "rate": "-10%"}]}`,
		`{"mode": "slab", "steps": [{"over": "0", "rate": "1/9223372036854775807"}, {"over": "5 JPY", "rate": "1/9223372036854775806"}]}`,
		`{"mode": "base-plus", "steps": [{"over": "0", "rate": "0"}, {"over": "92233720368547758.07 RUB", "rate": "9223372036854775807"}]}`,
		`{"mode": "whole", "steps": [{"over": "0", "rate": "1%", "base": "0.00 RUB"}]}`,
	} {
		f.Add(s, int64(12_345), uint8(0))
	}
	f.Fuzz(func(t *testing.T, s string, base int64, rounding uint8) {
		var tiers finance.Tiers
		if err := json.Unmarshal([]byte(s), &tiers); err != nil || tiers.Validate() != nil {
			return // TestTiersRefused has the ways
		}
		data, err := json.Marshal(tiers)
		require.NoError(t, err)
		var again finance.Tiers
		require.NoError(t, json.Unmarshal(data, &again))
		require.Equal(t, withoutNothing(tiers), again)
		c := finance.Currency(0)
		for _, step := range tiers.Steps {
			c |= step.Over.Currency() | step.Base.Currency()
		}
		base, r := max(base, -math.MaxInt64), finance.Rounding(rounding%9)
		base = max(base, -base)
		got, err := tiers.Amount(finance.Minor(base, max(c, finance.AED)), r)
		requireRounded(t, tiersOf(tiers, base), r, got.Minor(), err)
	})
}

// withoutNothing is a table as JSON keeps it: a fixed amount of zero roubles is
// none at all.
func withoutNothing(tiers finance.Tiers) finance.Tiers {
	tiers.Steps = slices.Clone(tiers.Steps)
	for i := range tiers.Steps {
		if tiers.Steps[i].Base.IsZero() {
			tiers.Steps[i].Base = finance.Money{}
		}
	}
	return tiers
}

// Seeds: fifteen parties and seventeen, to either side of what fits the stack.
func FuzzAllocate(f *testing.F) {
	f.Add(int64(1001), []byte{75, 25}, uint8(0))
	f.Add(int64(math.MinInt64), []byte("fifteen weights"), uint8(1))
	f.Add(int64(math.MaxInt64), []byte("seventeen weights"), uint8(2))
	f.Fuzz(func(t *testing.T, total int64, raw []byte, rule uint8) {
		weights, sum := make([]int64, len(raw)), 0
		for i, w := range raw {
			weights[i], sum = int64(w), sum+int(w)
		}
		parts, err := finance.Allocate(rub(total), weights, finance.Remainder(rule%3))
		if sum == 0 {
			require.ErrorIs(t, err, finance.ErrWeights)
			require.Nil(t, parts)
			return
		}
		require.NoError(t, err)
		require.Equal(t, allocation(total, weights, finance.Remainder(rule%3)), minors(parts))
	})
}
