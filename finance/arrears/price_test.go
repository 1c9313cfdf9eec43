package arrears_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/arrears"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// line bears n/20 of a minor unit.
func line(n int64) arrears.Line {
	return arrears.Line{Days: 1, Balance: finance.Minor(n, finance.RUB), Rate: percent("1/20"), Share: percent("1"), Year: 1}
}

// Every rounding at every place, against the rounding of money itself.
func TestPriceRoundsAsMoneyDoes(t *testing.T) {
	for by := finance.HalfEven; by <= finance.HalfFloor; by++ {
		for n := int64(-65); n <= 65; n++ {
			want, err := finance.Minor(n, finance.RUB).MulDiv(1, 20, by)
			require.NoError(t, err)
			for at := arrears.AtEnd; at <= arrears.EachDay; at++ {
				_, total, err := arrears.Price([]arrears.Line{line(n)}, at, by)
				require.NoError(t, err)
				require.Equal(t, want, total, "%d/20 %v", n, by)
			}
		}
	}
}

func TestPriceRefuses(t *testing.T) {
	foreign := line(1)
	foreign.Balance = finance.MustMoney("1.00 USD")
	noYear, back := line(1), line(1)
	noYear.Year, back.Days = 0, -1
	for _, c := range []struct {
		lines []arrears.Line
		at    arrears.RoundAt
		by    finance.Rounding
		want  error
	}{
		{[]arrears.Line{line(1), foreign}, arrears.AtEnd, 0, finance.ErrCurrency},
		{[]arrears.Line{line(1), foreign}, arrears.EachLine, 0, finance.ErrCurrency},
		{[]arrears.Line{line(1), foreign}, arrears.EachDay, 0, finance.ErrCurrency},
		{[]arrears.Line{noYear}, 0, 0, finance.ErrRange},
		{[]arrears.Line{back}, 0, 0, finance.ErrRange},
		{nil, 3, 0, finance.ErrRange},
		{[]arrears.Line{line(1)}, 0, 9, finance.ErrRange},
	} {
		lines, total, err := arrears.Price(c.lines, c.at, c.by)
		require.ErrorIs(t, err, c.want)
		require.Nil(t, lines)
		require.Zero(t, total)
	}
	none := line(100)
	none.Days = 0
	_, total, err := arrears.Price([]arrears.Line{none}, arrears.EachDay, 0)
	require.NoError(t, err)
	require.Zero(t, total.Minor())
	mine := []arrears.Line{line(100)}
	priced, _, err := arrears.Price(mine, 0, 0)
	require.NoError(t, err)
	require.Equal(t, []int64{0, 5}, []int64{mine[0].Amount.Minor(), priced[0].Amount.Minor()})
}

func TestStretchesRefuse(t *testing.T) {
	year := civil.Period{From: day("2025-01-01"), To: day("2026-01-01")}
	for _, c := range []struct {
		p     civil.Period
		rates civil.Timeline[finance.Rate]
		days  civil.DayCount
		want  error
	}{
		{civil.Period{}, key("2025-01-01", "1%"), 0, finance.ErrMissing},
		{civil.Period{From: year.To, To: year.From}, key("2025-01-01", "1%"), 0, finance.ErrOrder},
		{civil.Period{From: year.From}, key("2025-01-01", "1%"), 0, finance.ErrRange},
		{civil.Period{From: year.From, To: year.From.AddDays(36601)}, key("2025-01-01", "1%"), 0, finance.ErrRange},
		{year, nil, 0, finance.ErrMissing},
		{year, key("2025-01-02", "1%"), 0, finance.ErrMissing},
		{year, key("2026-01-01", "1%"), 0, finance.ErrMissing},
		{year, key("2025-01-01", "1%"), civil.ByThirtyE360, finance.ErrRange},
	} {
		lines, err := arrears.Stretches(c.p, c.rates, c.days)
		require.ErrorIs(t, err, c.want)
		require.Nil(t, lines)
	}
	lines, err := arrears.Stretches(civil.Period{From: year.From, To: year.From.AddDays(36600)}, key("2025-01-01", "1%"), 0)
	require.NoError(t, err)
	require.Len(t, lines, 1)
}
