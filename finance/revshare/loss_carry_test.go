package revshare_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// fifth shares 20 % of a month's gain.
var fifth = revshare.LossCarry{Meter: "r", Rate: finance.MustRate("20%")}

func shared(t *testing.T, l revshare.LossCarry, results ...string) []string {
	t.Helper()
	a, n := agreed("r", named("share", l)), len(results)
	got := monthly(t, closing(t, a, n, earnings(results...)...), "share", n)
	require.Equal(t, got, ran(t, a, "share", n, earnings(results...)...), "a simulation")
	return got
}

func TestLossCarry(t *testing.T) {
	within, limit, both := fifth, fifth, fifth
	within.Within = 1
	limit.Limit = finance.MustRate("50%")
	both.Within, both.Limit = 2, finance.MustRate("50%")
	down := fifth
	down.Rounding = finance.Down
	for _, c := range []struct {
		name          string
		l             revshare.LossCarry
		results, want []string
	}{
		{"a loss is made good first", fifth, []string{"200.00", "-160.00", "100.00", "200.00"}, []string{"40.00", "0.00", "0.00", "28.00"}},
		{"nothing counted, nothing owed", fifth, []string{"-1.00", "0.00", "2.00"}, []string{"0.00", "0.00", "0.20"}},
		{"lapses", within, []string{"-100.00", "40.00", "100.00"}, []string{"0.00", "0.00", "20.00"}},
		{"half of a gain is set off", limit, []string{"-100.00", "80.00", "80.01", "100.00"}, []string{"0.00", "8.00", "8.00", "16.00"}},
		{"half of a gain, for two months", both, []string{"-100.00", "80.00", "80.00", "80.00"}, []string{"0.00", "8.00", "8.00", "16.00"}},
		{"the oldest loss first", both, []string{"-10.00", "-30.00", "40.00", "40.00"}, []string{"0.00", "0.00", "4.00", "4.00"}},
		{"a limit is rounded down", limit, []string{"-1.00", "0.09"}, []string{"0.00", "0.01"}},
		{"a limit is rounded down, of all", revshare.LossCarry{Meter: "r", Rate: finance.MustRate("1"), Limit: finance.MustRate("50%")}, []string{"-1.00", "0.03"}, []string{"0.00", "0.02"}},
		{"half-even", fifth, []string{"0.02", "0.03"}, []string{"0.00", "0.01"}},
		{"rounded down", down, []string{"0.02", "0.04"}, []string{"0.00", "0.00"}},
	} {
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.want, shared(t, c.l, c.results...)) })
	}
}

// By quarter, the months of one make up for each other: 20 % of 60 less 10.
func TestLossCarryByQuarter(t *testing.T) {
	l := fifth
	l.Per = accrual.ByQuarter
	results := []string{"50.00", "-70.00", "10.00", "20.00", "30.00", "10.00"}
	require.Equal(t, []string{"0.00", "0.00", "0.00", "0.00", "0.00", "10.00"}, shared(t, l, results...))
	a := agreed("r", named("share", l))
	require.Equal(t, "60.00 RUB over 10.00 RUB × 20%", explained(t, a, "share", "2026-06", "", earnings(results...)...))
	require.Equal(t, "-10.00 RUB, at least 0.00 RUB", explained(t, a, "share", "2026-03", "", earnings(results...)...))
}

// A restart is a reset of the mark.
func TestLossCarryReset(t *testing.T) {
	facts := earnings("-100.00", "50.00", "80.00")
	a := agreed("r", named("share", fifth))
	require.Equal(t, []string{"0.00", "0.00", "6.00"}, monthly(t, closing(t, a, 3, facts...), "share", 3))
	require.Equal(t, []string{"0.00", "0.00", "6.00"}, monthly(t, closing(t, amended(a, "2026-03-01", named("share", fifth)), 3, facts...), "share", 3))
	reset := named("share", fifth)
	reset.Change = accrual.Restart
	require.Equal(t, []string{"0.00", "0.00", "16.00"}, monthly(t, closing(t, amended(a, "2026-03-01", reset), 3, facts...), "share", 3))
}

// A return in its sale's window makes that window's result, and what follows.
func TestLossCarryOfReturns(t *testing.T) {
	sale := counts("2026-01-10", "r", "100.00")
	back := counts("2026-02-10", "r", "-130.00")
	back.Of = accrual.Ref{ID: sale.ID, On: sale.On}
	facts := []accrual.Fact{sale, back, counts("2026-02-11", "r", "50.00")}
	own, of := fifth, fifth
	of.Returns = accrual.InSaleWindow
	require.Equal(t, []string{"20.00", "0.00"}, monthly(t, closing(t, agreed("r", named("share", own)), 2, facts...), "share", 2))
	require.Equal(t, []string{"0.00", "4.00"}, monthly(t, closing(t, agreed("r", named("share", of)), 2, facts...), "share", 2))
}

func TestLossCarryRefuses(t *testing.T) {
	_, _, err := fifth.Step("guarantee 1 2026-02-01 2026-02-01\n", full(finance.RUB, 1), nil)
	require.ErrorIs(t, err, finance.ErrSyntax)
	_, next, err := fifth.Step("", full(finance.RUB, math.MinInt64), nil)
	require.ErrorIs(t, err, finance.ErrOverflow)
	require.Empty(t, next)
	_, _, err = fifth.Step("", full(finance.RUB), nil)
	require.ErrorIs(t, err, finance.ErrConflict)
	wrong := revshare.LossCarry{Rate: finance.MustRate("2"), Per: accrual.ByLife, Limit: finance.MustRate("-1%"), Within: 1201, Rounding: 9}
	require.EqualError(t, wrong.Validate(), "6 problems: meter: missing; rate: 200% is more than the whole: out of range; per: no window follows a life: conflict; "+
		"limit: negative; within: 0 to 1200 windows: out of range; rounding: rounding 9: out of range")
	require.NoError(t, fifth.Validate())
}
