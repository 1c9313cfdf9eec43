package revshare_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// hundred guarantees 100 a month of what the royalty comes to.
var hundred = revshare.Guarantee{Amount: finance.MustMoney("100.00 RUB"), Of: "royalty"}

// royalties is an agreement that passes on what r counts, guaranteed by g.
func royalties(g revshare.Guarantee) accrual.Agreement {
	return agreed("r", accrual.Named{Name: "royalty", Clause: revshare.PassThrough{Meter: "r"}}, accrual.Named{Name: "guarantee", Clause: g})
}

// earnings is one amount for each month from January on.
func earnings(amounts ...string) []accrual.Fact {
	var facts []accrual.Fact
	for i, a := range amounts {
		facts = append(facts, counts(january.Add(i).First().AddDays(14).String(), "r", a))
	}
	return facts
}

func guaranteed(t *testing.T, g revshare.Guarantee, amounts ...string) []string {
	t.Helper()
	a, n := royalties(g), len(amounts)
	got := monthly(t, closing(t, a, n, earnings(amounts...)...), "guarantee", n)
	require.Equal(t, got, ran(t, a, "guarantee", n, earnings(amounts...)...), "a simulation")
	return got
}

func TestGuarantee(t *testing.T) {
	within := func(n int) revshare.Guarantee { g := hundred; g.Within = n; return g }
	until := func(day string) revshare.Guarantee { g := hundred; g.Until = civil.MustDate(day); return g }
	for _, c := range []struct {
		name         string
		g            revshare.Guarantee
		earned, want []string
	}{
		{"recouped from the excess only", hundred, []string{"80.00", "90.00", "120.00", "105.00", "130.00"}, []string{"20.00", "10.00", "-20.00", "-5.00", "-5.00"}},
		{"as much as the minimum", hundred, []string{"80.00", "100.00", "100.01"}, []string{"20.00", "0.00", "-0.01"}},
		{"a credit", hundred, []string{"-30.00", "300.00"}, []string{"130.00", "-130.00"}},
		{"lapses after one window", within(1), []string{"80.00", "90.00", "105.00", "150.00"}, []string{"20.00", "10.00", "-5.00", "0.00"}},
		{"lapses after two windows", within(2), []string{"80.00", "100.00", "115.00", "150.00"}, []string{"20.00", "0.00", "-15.00", "0.00"}},
		{"the oldest is recouped first", within(2), []string{"80.00", "70.00", "125.00", "150.00", "150.00"}, []string{"20.00", "30.00", "-25.00", "-25.00", "0.00"}},
		{"until a day", until("2026-03-31"), []string{"80.00", "50.00", "110.00", "200.00", "90.00"}, []string{"20.00", "50.00", "-10.00", "0.00", "10.00"}},
		{"until the day before", until("2026-03-30"), []string{"80.00", "50.00", "110.00"}, []string{"20.00", "50.00", "0.00"}},
	} {
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.want, guaranteed(t, c.g, c.earned...)) })
	}
}

// Of a quarter, the last month is charged; the months before say nothing.
func TestGuaranteeOfAQuarter(t *testing.T) {
	g := hundred
	g.Per = accrual.ByQuarter
	require.Equal(t, []string{"0.00", "0.00", "40.00", "0.00", "0.00", "-25.00"}, guaranteed(t, g, "10.00", "20.00", "30.00", "100.00", "5.00", "20.00"))
	facts := earnings("10.00", "20.00", "30.00", "100.00", "5.00", "20.00")
	require.Equal(t, "100.00 RUB over 60.00 RUB", explained(t, royalties(g), "guarantee", "2026-03", "", facts...))
	require.Equal(t, "100.00 RUB; 125.00 RUB over 100.00 RUB; 25.00 RUB, at most 40.00 RUB; 0.00 RUB over 25.00 RUB", explained(t, royalties(g), "guarantee", "2026-06", "", facts...))
}

// From 15 March, 17 of the 90 days of the quarter are held: 18.888…; the whole
// amount where nothing is said.
func TestGuaranteeOfPartOfAWindow(t *testing.T) {
	g := hundred
	g.Per, g.Prorated = accrual.ByQuarter, true
	late := func(g revshare.Guarantee, change accrual.Change) accrual.Agreement {
		a := royalties(g)
		if change == accrual.Carry {
			a.Amendments[0].Set = a.Amendments[0].Set[:1]
		}
		return amended(a, "2026-03-15", accrual.Named{Name: "guarantee", Clause: g, Change: change})
	}
	facts := []accrual.Fact{counts("2026-03-20", "r", "3.00")}
	require.Equal(t, "15.89", monthly(t, closing(t, late(g, accrual.Carry), 3, facts...), "guarantee", 3)[2])
	require.Equal(t, "15.89", monthly(t, closing(t, late(g, accrual.Restart), 3, facts...), "guarantee", 3)[2])
	require.Equal(t, "100.00 RUB × 17/90 days; 18.89 RUB over 3.00 RUB", explained(t, late(g, accrual.Carry), "guarantee", "2026-03", "", facts...))
	up := g
	up.Rounding = finance.Down
	require.Equal(t, "15.88", monthly(t, closing(t, late(up, accrual.Carry), 3, facts...), "guarantee", 3)[2])
	g.Prorated = false
	require.Equal(t, "97.00", monthly(t, closing(t, late(g, accrual.Carry), 3, facts...), "guarantee", 3)[2])
}

// Dropped in mid quarter, the quarter settles with the last day held; carried,
// shortfalls go on over amendments; restarted, they are forgotten.
func TestGuaranteeAmended(t *testing.T) {
	g := hundred
	g.Per, g.Prorated = accrual.ByQuarter, true
	a := royalties(g)
	a.Amendments = append(a.Amendments, accrual.Amendment{From: civil.MustDate("2026-02-01"), Known: civil.MustDate("2026-02-01"), Drop: []string{"guarantee"}})
	require.Equal(t, []string{"24.44", "0.00", "0.00"}, monthly(t, closing(t, a, 3, earnings("10.00", "1.00", "1.00")...), "guarantee", 3), "31/90 of 100, less 10")

	facts := earnings("80.00", "130.00", "130.00")
	more := hundred
	more.Amount = finance.MustMoney("120.00 RUB")
	carried := amended(royalties(hundred), "2026-02-01", accrual.Named{Name: "guarantee", Clause: more})
	require.Equal(t, []string{"20.00", "-10.00", "-10.00"}, monthly(t, closing(t, carried, 3, facts...), "guarantee", 3))
	anew := amended(royalties(hundred), "2026-02-01", accrual.Named{Name: "guarantee", Clause: more, Change: accrual.Restart})
	require.Equal(t, []string{"20.00", "0.00", "0.00"}, monthly(t, closing(t, anew, 3, facts...), "guarantee", 3))
}

// From 10 February 50 of the 90 days are held; without February, 62. A quarter
// that is held in two stretches settles once.
func TestGuaranteeOfStretches(t *testing.T) {
	g := hundred
	g.Per, g.Prorated = accrual.ByQuarter, true
	a := royalties(g)
	from := amended(a, "2026-02-10", named("guarantee", g))
	from.Amendments[0].Set = from.Amendments[0].Set[:1]
	require.Equal(t, []string{"0.00", "0.00", "55.56"}, monthly(t, closing(t, from, 3), "guarantee", 3))
	february := civil.MustDate("2026-02-01")
	a = royalties(g)
	a.Amendments = append(a.Amendments, accrual.Amendment{From: february, Known: february, Drop: []string{"guarantee"}})
	require.Equal(t, []string{"0.00", "0.00", "68.89"}, monthly(t, closing(t, amended(a, "2026-03-01", named("guarantee", g)), 3), "guarantee", 3))
}

func TestGuaranteeRefuses(t *testing.T) {
	kept := accrual.State("guarantee 1 2026-02-01 2026-02-01\n2026-02-01 5 0\n")
	lines, next, err := hundred.Step(kept, full(finance.RUB, 10003), nil)
	require.NoError(t, err)
	require.Equal(t, []accrual.Line{{Net: finance.MustMoney("-0.03 RUB")}}, lines)
	require.Equal(t, accrual.State("guarantee 1 2026-03-01 2026-03-01\n2026-02-01 2 1\n"), next)
	for _, state := range []accrual.State{
		"loss 1 2026-02-01 2026-02-01\n", "guarantee 1 2026-02-01 2026-02-01", "guarantee 1 2026-02-01\n", "guarantee 1 2026-02-01 2026-02-01\n2026-02-01 -5 0\n",
		"guarantee 1 2026-02-01 2026-02-01\n2026-02-01 5 0", "guarantee 1 2026-02-01 2026-02-01\n\n", "guarantee 1 2026-02-01 2026-02-01\n2026-02-01 05 0\n",
	} {
		lines, next, err := hundred.Step(state, full(finance.RUB, 10003), nil)
		require.ErrorIs(t, err, finance.ErrSyntax, state)
		require.Equal(t, state, next)
		require.Nil(t, lines)
	}
	for _, state := range []accrual.State{"guarantee 1 2026-02-01 2026-02-01\n2026-01-01 0 0\n", "guarantee 1 2026-02-01 2026-02-01\n2026-01-01 1 1048577\n"} {
		_, _, err := hundred.Step(state, full(finance.RUB, 10003), nil)
		require.ErrorIs(t, err, finance.ErrRange, state)
	}
	for _, c := range []struct {
		span  accrual.Span
		state accrual.State
		want  error
	}{
		{full(finance.RUB), "", finance.ErrConflict},
		{full(finance.RUB, math.MinInt64), "", finance.ErrOverflow},
		{full(finance.USD, 1), "", finance.ErrCurrency},
		{full(finance.RUB, 20000), "guarantee 1 2026-02-01 2026-02-01\n2026-01-01 9223372036854775807 0\n2026-02-01 5 0\n", finance.ErrOverflow},
	} {
		_, _, err := hundred.Step(c.state, c.span, nil)
		require.ErrorIs(t, err, c.want)
	}
}

func TestGuaranteeValidate(t *testing.T) {
	require.NoError(t, hundred.Validate())
	wrong := revshare.Guarantee{Per: accrual.ByLife, Within: -1, Rounding: 9}
	require.EqualError(t, wrong.Validate(), "5 problems: amount: missing; of: missing; per: no window follows a life: conflict; within: 0 to 1200 windows: out of range; rounding: rounding 9: out of range")
	wrong = hundred
	wrong.Per, wrong.Within = accrual.ByLine, 1201
	require.EqualError(t, wrong.Validate(), "2 problems: per: no window follows a line: conflict; within: 0 to 1200 windows: out of range")
}
