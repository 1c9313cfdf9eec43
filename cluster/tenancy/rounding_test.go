package tenancy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Each clause rounds as its field says, where half-even would go the other way.
func TestClausesRoundAsTheySay(t *testing.T) {
	march, year := month("2026-03"), period("2026-01-01", "2027-01-01")
	step := []tenancy.Step{{From: day("2026-03-21"), Monthly: rub("62.02")}}
	for _, c := range []struct {
		name  string
		made  func(finance.Rounding) accrual.Earner
		span  accrual.Span
		wants [2]string // half-even, up
	}{
		{"a part of a month", func(r finance.Rounding) accrual.Earner {
			return tenancy.Amount{Monthly: rub("31.01"), Rounding: r}
		}, span(march, period("2026-03-01", "2026-03-02"), march.To), [2]string{"1.00", "1.01"}}, // 1.0003…
		{"two prices in a month", func(r finance.Rounding) accrual.Earner {
			return tenancy.Amount{Monthly: rub("31.00"), Steps: step, Rounding: r}
		}, whole(march), [2]string{"42.01", "42.01"}}, // 20 + 62.02 × 11/31 = 42.0070…
		{"two prices by the piece", func(r finance.Rounding) accrual.Earner {
			return tenancy.Amount{Monthly: rub("31.00"), Steps: step, Count: num("3"), Rounding: r}
		}, whole(march), [2]string{"126.02", "126.03"}}, // 126.0212…
		{"a price that a step raises", func(r finance.Rounding) accrual.Earner {
			return tenancy.Amount{Monthly: rub("100.01"), Steps: []tenancy.Step{{From: march.From, Raise: rate("2%")}}, Rounding: r}
		}, whole(march), [2]string{"102.01", "102.02"}}, // 102.0102
		{"a bound that shrinks", func(r finance.Rounding) accrual.Earner {
			return tenancy.Bound{Of: []string{"a"}, AtLeast: rub("100.00"), Cycle: accrual.ByYear, Prorate: true, Rounding: r}
		}, span(year, period("2026-07-01", ".."), year.To, 0), [2]string{"50.41", "50.42"}}, // 100 × 184/365 = 50.4109…
		{"a claw-back", func(r finance.Rounding) accrual.Earner {
			return tenancy.ClawBack{Of: []string{"free"}, Expiry: year.To, Earning: true, Rounding: r}
		}, whole(period("2026-01-01", "2026-07-01"), -100_00), [2]string{"50.41", "50.42"}},
		{"a table", func(r finance.Rounding) accrual.Earner {
			return tenancy.TurnoverRent{Tiers: table(finance.Slab), Rounding: r}
		}, whole(march, 100_01), [2]string{"5.00", "5.01"}}, // 5.0005
	} {
		for i, by := range []finance.Rounding{finance.HalfEven, finance.Up} {
			require.Equal(t, rub(c.wants[i]), earned(t, c.made(by), c.span), "%s, %v", c.name, by)
		}
	}
}

// A lease that runs to its day, or beyond it, gives nothing back, earned or not.
func TestClawBackOfAWholeTerm(t *testing.T) {
	all := tenancy.ClawBack{Of: []string{"free"}, Expiry: day("2027-01-01")}
	for _, to := range []string{"2027-01-01", "2027-01-02"} {
		require.Equal(t, rub("0.00"), earned(t, all, whole(period("2026-01-01", to), -100_00)), to)
	}
	require.Equal(t, rub("100.00"), earned(t, all, whole(period("2026-01-01", "2026-12-31"), -100_00)))
}
