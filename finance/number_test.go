package finance_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
)

func TestParseNumber(t *testing.T) {
	for s, want := range map[string][2]int64{
		"3": {3, 1}, "2.5": {5, 2}, "5/2": {5, 2}, "10/4": {5, 2}, "112.4": {562, 5}, "-1/3": {-1, 3}, "-0.5": {-1, 2}, "0": {0, 1}, "-0": {0, 1},
		"9223372036854775807": {math.MaxInt64, 1}, "0.000000000000000001": {1, 1e18},
	} {
		n, err := finance.ParseNumber(s)
		require.NoError(t, err, s)
		require.Equal(t, want, [2]int64{n.Num(), n.Den()}, s)
	}
	for s, want := range map[string]error{
		"": finance.ErrMissing, "%": finance.ErrSyntax, "250%": finance.ErrSyntax, "2.5%": finance.ErrSyntax, "5/2%": finance.ErrSyntax,
		"2,5": finance.ErrSyntax, "+1": finance.ErrSyntax, "1e3": finance.ErrSyntax, " 1": finance.ErrSyntax, "1/-3": finance.ErrSyntax,
		"1/0": finance.ErrRange, "9223372036854775808": finance.ErrOverflow, strings.Repeat("0", 41): finance.ErrLimit,
		strings.Repeat("9", 1e6) + "%": finance.ErrSyntax,
	} {
		n, err := finance.ParseNumber(s)
		require.ErrorIs(t, err, want, "%.50s", s)
		require.ErrorContains(t, err, "number ")
		require.Less(t, len(err.Error()), 200)
		require.Zero(t, n)
	}
	require.PanicsWithError(t, `number "300%": syntax`, func() { finance.MustNumber("300%") })
}

func TestNumberPrints(t *testing.T) {
	for _, c := range []struct {
		num, den int64
		want     string
	}{
		{3, 1, "3"}, {5, 2, "2.5"}, {1124, 10, "112.4"}, {-1, 8, "-0.125"}, {0, 7, "0"}, {1, 3, "1/3"}, {-22, 7, "-22/7"}, {300, 100, "3"},
		{1, 1e18, "0.000000000000000001"}, {1, 1 << 18, "0.000003814697265625"},
		{1, 1 << 19, "1/524288"}, // nineteen decimals, one too many
		{math.MaxInt64, 1, "9223372036854775807"}, {-math.MaxInt64, 1, "-9223372036854775807"},
		{math.MaxInt64, 2, "9223372036854775807/2"}, // digits beyond 64 bits
	} {
		n, err := finance.NewNumber(c.num, c.den)
		require.NoError(t, err)
		require.Equal(t, c.want, n.String())
		require.Equal(t, n, finance.MustNumber(c.want))
		text, err := n.AppendText([]byte("is "))
		require.NoError(t, err)
		require.Equal(t, "is "+c.want, string(text))
	}
	_, err := finance.NewNumber(1, 0)
	require.ErrorIs(t, err, finance.ErrRange)
}

func TestNumberArithmetic(t *testing.T) {
	a, b := finance.MustNumber("2.5"), finance.MustNumber("1/3")
	sum, err := a.Add(b)
	require.NoError(t, err)
	require.Equal(t, finance.MustNumber("17/6"), sum)
	left, err := b.Sub(a)
	require.NoError(t, err)
	require.Equal(t, finance.MustNumber("-13/6"), left)
	require.Equal(t, []int{1, 0, -1}, []int{a.Cmp(b), a.Cmp(a), b.Cmp(a)})
	require.Equal(t, finance.MustNumber("-2.5"), a.Neg())
	sum, err = finance.MustNumber("9223372036854775807").Add(a)
	require.ErrorIs(t, err, finance.ErrOverflow)
	require.EqualError(t, err, "9223372036854775807 + 2.5: overflow")
	require.Zero(t, sum)
}

func TestNumberInJSON(t *testing.T) {
	type row struct {
		Count finance.Number `json:"count,omitzero"`
	}
	data, err := json.Marshal([]row{{finance.MustNumber("3")}, {}})
	require.NoError(t, err)
	require.JSONEq(t, `[{"count": "3"}, {}]`, string(data))
	var r row
	require.ErrorIs(t, json.Unmarshal([]byte(`{"count": "300%"}`), &r), finance.ErrSyntax)
	require.Zero(t, r)
}
