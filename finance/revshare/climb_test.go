package revshare_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// 10 % of the proceeds of the first 5,000 copies, 12.5 % of the next 5,000, 15 %
// beyond.
var royalty = revshare.Escalator{Meter: "gross", Counter: "units", Per: accrual.ByLife, Rungs: []revshare.Rung{
	{Rate: finance.MustRate("10%")}, {Over: 5000, Rate: finance.MustRate("12.5%")}, {Over: 10000, Rate: finance.MustRate("15%")},
}}

func copies(id, on string, n, kopecks int64) accrual.Fact {
	day := civil.MustDate(on)
	return accrual.Fact{ID: id, Agreement: "A", On: day, Known: day, Adds: []accrual.Reading{{Meter: "gross", N: kopecks}, {Meter: "units", N: n}}}
}

func climbs(t *testing.T, c revshare.Escalator, state accrual.State, facts ...accrual.Fact) (string, accrual.State) {
	t.Helper()
	lines, next, err := c.Step(state, life("2028-01-01"), facts)
	require.NoError(t, err)
	require.Len(t, lines, 1)
	require.Empty(t, lines[0].Source)
	return lines[0].Net.String(), next
}

func TestEscalator(t *testing.T) {
	require.NoError(t, royalty.Validate())
	for _, c := range []struct {
		name  string
		facts []accrual.Fact
		fee   string
	}{
		{"the first rung, to its bound", []accrual.Fact{copies("1", "2026-03-01", 5000, 50000000)}, "50000.00 RUB"},
		{"over one bound", []accrual.Fact{copies("1", "2026-03-01", 6000, 60000000)}, "62500.00 RUB"},                                                  // 50,000 + 12,500
		{"over both", []accrual.Fact{copies("1", "2026-03-01", 12000, 120000000)}, "142500.00 RUB"},                                                    // 50,000 + 62,500 + 30,000
		{"a cheaper sale later", []accrual.Fact{copies("1", "2026-03-01", 5000, 50000000), copies("2", "2026-03-02", 5000, 25000000)}, "81250.00 RUB"}, // 50,000 + 12.5 % of 250,000
		{"exactly on, then one more", []accrual.Fact{copies("1", "2026-03-01", 5000, 50000000), copies("2", "2027-03-02", 1, 10000)}, "50012.50 RUB"},
		{"what came back was sold last", []accrual.Fact{copies("1", "2026-03-01", 6000, 60000000), copies("2", "2026-03-09", -1000, -10000000)}, "50000.00 RUB"},
		{"back over the bound", []accrual.Fact{copies("1", "2026-03-01", 6000, 60000000), copies("2", "2026-03-09", -2000, -20000000)}, "40000.00 RUB"},
		{"more back than sold", []accrual.Fact{copies("1", "2026-03-01", -10, -100000)}, "-100.00 RUB"},
		{"money without copies at the bound", []accrual.Fact{copies("1", "2026-03-01", 5000, 50000000), copies("2", "2026-03-01", 0, 100000)}, "50125.00 RUB"},
		{"money without copies below it", []accrual.Fact{copies("1", "2026-03-01", 4999, 0), copies("2", "2026-03-01", 0, 100000)}, "100.00 RUB"},
		{"money back without copies", []accrual.Fact{copies("1", "2026-03-01", 5000, 50000000), copies("2", "2026-03-01", 0, -100000)}, "49875.00 RUB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fee, _ := climbs(t, royalty, "", c.facts...)
			require.Equal(t, c.fee, fee)
		})
	}
}

// By the year the counter begins anew; over a life it does not.
func TestEscalatorBeginsAnew(t *testing.T) {
	facts := []accrual.Fact{copies("1", "2026-12-31", 5000, 50000000), copies("2", "2027-01-01", 5000, 50000000)}
	fee, state := climbs(t, royalty, "", facts...)
	require.Equal(t, "112500.00 RUB", fee)
	require.Equal(t, accrual.State("escalator 1 2026-01-15 10000"), state)
	yearly := royalty
	yearly.Per = accrual.ByYear
	fee, state = climbs(t, yearly, "", facts...)
	require.Equal(t, "100000.00 RUB", fee)
	require.Equal(t, accrual.State("escalator 1 2027-01-01 5000"), state)
}

// Three copies for a rouble over a bound after one: a third is cut to 0.33, the
// rest is above. The same three back are the opposite.
func TestEscalatorDividesAFact(t *testing.T) {
	c := revshare.Escalator{Meter: "gross", Counter: "units", Rungs: []revshare.Rung{{}, {Over: 1, Rate: rate("100%")}}}
	fee, state := climbs(t, c, "", copies("1", "2026-03-01", 3, 100))
	require.Equal(t, "0.67 RUB", fee)
	back, state := climbs(t, c, state, copies("2", "2026-03-02", -3, -100))
	require.Equal(t, "-0.67 RUB", back)
	require.Equal(t, accrual.State("escalator 1 2026-03-01 0"), state)
	c.Rungs, c.Rounding = []revshare.Rung{{Rate: rate("1%")}}, finance.Floor
	fee, _ = climbs(t, c, "", copies("1", "2026-03-01", 1, -199))
	require.Equal(t, "-0.01 RUB", fee)
}

// Stepping over parts is stepping over the whole, and rising by one copy at a
// time of one price is rising at once.
func TestEscalatorCutAnywhere(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 3))
		var facts []accrual.Fact
		day := civil.MustDate("2026-03-01")
		for range 30 {
			day = day.AddDays(r.IntN(60))
			facts = append(facts, copies("x", day.String(), r.Int64N(2500)-500, r.Int64N(1e7)-1e6))
		}
		c := royalty
		c.Per, c.Rounding = accrual.Cycle(seed%5), finance.Rounding(seed%9)
		lines, whole, err := c.Step("", life("2028-01-01"), facts)
		require.NoError(t, err)
		var sum int64
		var state accrual.State
		for cut := 0; cut < len(facts); {
			next := min(len(facts), cut+1+r.IntN(9))
			part, to, err := c.Step(state, life("2028-01-01"), facts[cut:next])
			require.NoError(t, err)
			sum, state, cut = sum+part[0].Net.Minor(), to, next
		}
		require.Equal(t, lines[0].Net.Minor(), sum)
		require.Equal(t, whole, state)
	}
}

func TestEscalatorRefuses(t *testing.T) {
	for _, state := range []accrual.State{"x", "escalator 1 ", "escalator 1 2026-01-01", "escalator 1 2026-02-30 1", "escalator 1 2026-01-01 1x", "escalator 1 2026-01-01 +1", "escalator 1 2026-01-01 1 "} {
		lines, next, err := royalty.Step(state, life("2028-01-01"), []accrual.Fact{copies("1", "2026-03-01", 1, 1)})
		require.ErrorContains(t, err, "escalator: state")
		require.Equal(t, state, next)
		require.Empty(t, lines)
	}
	_, next, err := royalty.Step("escalator 1 2026-01-15 9223372036854775807", life("2028-01-01"), []accrual.Fact{copies("F-1", "2026-03-01", 1, 1)})
	require.EqualError(t, err, `escalator: fact "F-1": overflow`)
	require.Equal(t, accrual.State("escalator 1 2026-01-15 9223372036854775807"), next)
	_, _, err = royalty.Step("", life("2028-01-01"), []accrual.Fact{copies("F-1", "2026-03-01", 0, -1<<63)})
	require.ErrorIs(t, err, finance.ErrOverflow)
	_, _, err = revshare.Escalator{}.Step("", life("2028-01-01"), nil)
	require.EqualError(t, err, "escalator: rungs: missing")
	lines, next, err := royalty.Step("escalator 1 2026-01-01 7", life("2028-01-01"), nil)
	require.NoError(t, err)
	require.Empty(t, lines)
	require.Equal(t, accrual.State("escalator 1 2026-01-01 7"), next)
}

func TestEscalatorSaysWhy(t *testing.T) {
	var want, got accrual.Trace
	want.Share(rub("500000.00 RUB"), rate("10%"))
	want.Share(rub("100000.00 RUB"), rate("12.5%"))
	span := life("2028-01-01")
	span.Trace = &got
	_, _, err := royalty.Step("", span, []accrual.Fact{copies("1", "2026-03-01", 6000, 60000000)})
	require.NoError(t, err)
	require.Equal(t, want, got)
}

func TestRungsValidate(t *testing.T) {
	wrong := revshare.Escalator{Per: accrual.ByLine, Rounding: 9}
	require.EqualError(t, wrong.Validate(), "5 problems: meter: missing; counter: missing; rungs: missing; per: a line is not cumulated: conflict; rounding: rounding 9: out of range")
	wrong = royalty
	wrong.Counter = "gross"
	wrong.Rungs = []revshare.Rung{{Over: 1}, {Over: 1, Rate: rate("101%")}, {Over: 0, Rate: rate("-1%")}}
	require.EqualError(t, wrong.Validate(), "6 problems: counter: is the meter itself: conflict; rungs[0].over: the first begins over nothing: out of range; rungs[1].over: out of order; "+
		"rungs[1].rate: 101% is more than the whole: out of range; rungs[2].over: out of order; rungs[2].rate: negative")
	wrong = royalty
	wrong.Meter = accrual.Of("net")
	require.EqualError(t, wrong.Validate(), `meter: "clause:net" is of a clause, not of facts: conflict`)
	wrong = royalty
	wrong.Rungs = make([]revshare.Rung, 101)
	require.EqualError(t, wrong.Validate(), "rungs: 101, at most 100: over the limit")
	require.Equal(t, accrual.Window{Cycle: accrual.ByLife}, royalty.Window())
}

// 30 %, and 25 % of everything once more than 500 items are sold; 1,000 at the
// hundredth item, 2,000 more at the thousandth.
var target = revshare.TargetCommission{
	Meter: "gross", Counter: "units", Per: accrual.ByYear,
	Rungs:   []revshare.Rung{{Rate: finance.MustRate("30%")}, {Over: 500, Rate: finance.MustRate("25%")}},
	Bonuses: []revshare.Bonus{{From: 100, Amount: finance.MustMoney("1000.00 RUB")}, {From: 1000, Amount: finance.MustMoney("2000.00 RUB")}},
}

func TestTargetCommission(t *testing.T) {
	require.NoError(t, target.Validate())
	for _, c := range []struct {
		gross, units int64
		fee          string
	}{
		{1000000, 99, "3000.00 RUB"},
		{1000000, 100, "4000.00 RUB"},
		{1000000, 500, "4000.00 RUB"},
		{1000000, 501, "3500.00 RUB"},
		{1000000, 999, "3500.00 RUB"},
		{1000000, 1000, "5500.00 RUB"},
		{-1000000, -3, "-3000.00 RUB"},
		{0, 0, "0.00 RUB"},
	} {
		got, err := target.Earned(full(finance.RUB, c.gross, c.units))
		require.NoError(t, err)
		require.Equal(t, c.fee, got.String(), c.units)
	}
	traced(t, target, full(finance.RUB, 1000000, 100), func(w *accrual.Trace) {
		w.Share(rub("10000.00 RUB"), rate("30%"))
		w.Fixed(rub("1000.00 RUB"))
	})
	up := target
	up.Rounding = finance.Up
	for n, want := range map[int64]string{1: "0.01 RUB", -1: "-0.01 RUB"} {
		got, err := up.Earned(full(finance.RUB, n, 1))
		require.NoError(t, err)
		require.Equal(t, want, got.String())
	}
	floored := target
	floored.Negative = revshare.Floored
	got, err := floored.Earned(full(finance.RUB, -5, 1))
	require.NoError(t, err)
	require.Equal(t, "0.00 RUB", got.String())
	require.Equal(t, accrual.Window{Cycle: accrual.ByYear}, target.Window())
	require.Equal(t, []accrual.Meter{"gross", "units"}, target.Meters())
}

func TestTargetCommissionRefuses(t *testing.T) {
	_, err := target.Earned(full(finance.RUB, 1))
	require.ErrorIs(t, err, finance.ErrConflict)
	_, err = revshare.TargetCommission{}.Earned(full(finance.RUB, 1, 1))
	require.ErrorIs(t, err, finance.ErrConflict)
	_, err = target.Earned(full(finance.USD, 1, 100))
	require.ErrorIs(t, err, finance.ErrCurrency)
	wrong := revshare.TargetCommission{Per: 9, Negative: 3, Rounding: 9, Bonuses: []revshare.Bonus{{}, {From: 5, Amount: rub("1.00 RUB")}, {From: 5, Amount: rub("-1.00 RUB")}}}
	require.EqualError(t, wrong.Validate(), "10 problems: meter: missing; counter: missing; rungs: missing; bonuses[0].from: out of range; bonuses[0].amount: missing; "+
		"bonuses[2].from: out of order; bonuses[2].amount: negative; per: cycle 9: out of range; negative: rule for a negative total 3: out of range; rounding: rounding 9: out of range")
	wrong = target
	wrong.Bonuses = make([]revshare.Bonus, 101)
	require.EqualError(t, wrong.Validate(), "bonuses: 101, at most 100: over the limit")
}
