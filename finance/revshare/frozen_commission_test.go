package revshare_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// 10 % of the first 100 of a month, 15 % of what is over.
var frozen = revshare.FrozenCommission{Meter: "gross", Tiers: slabs("RUB", "0", "10%", "100", "15%")}

// life is a span of a whole term up to the given day.
func life(to string) accrual.Span {
	term := civil.Period{From: civil.MustDate("2026-01-15"), To: civil.MustDate("2029-01-15")}
	return accrual.Span{Window: term, Since: term.From, To: civil.MustDate(to), Held: []civil.Period{term}, Currency: finance.RUB}
}

// sold is a sale of so many kopecks, sent back is a return of them.
func sold(id, on string, kopecks int64) accrual.Fact {
	day := civil.MustDate(on)
	return accrual.Fact{ID: id, Agreement: "C-1", On: day, Known: day, Adds: []accrual.Reading{{Meter: "units", N: 1}, {Meter: "gross", N: kopecks}}}
}

func sentBack(id, on string, kopecks int64, of accrual.Fact) accrual.Fact {
	f := sold(id, on, -kopecks)
	f.Of = accrual.Ref{ID: of.ID, On: of.On}
	return f
}

// step is one call of Step that must go well: its one line, and the state.
func step(t *testing.T, c revshare.FrozenCommission, state accrual.State, to string, facts ...accrual.Fact) (string, accrual.State) {
	t.Helper()
	lines, next, err := c.Step(state, life(to), facts)
	require.NoError(t, err)
	if len(lines) == 0 {
		return "none", next
	}
	require.Len(t, lines, 1)
	require.Empty(t, lines[0].Source)
	return lines[0].Net.String(), next
}

// Two sales of a month bear 10 and 15; each gives back its own in April.
func TestReturnBearsTheRateOfItsSale(t *testing.T) {
	first, second := sold("S-1", "2026-03-05", 10000), sold("S-2", "2026-03-09", 10000)
	fee, state := step(t, frozen, "", "2026-04-01", first, second)
	require.Equal(t, "25.00 RUB", fee)
	require.Equal(t, accrual.State("frozen 1 2026-03-01 20000\n2026-03-05 10000 1000 0 \"S-1\"\n2026-03-09 10000 1500 0 \"S-2\"\n"), state)

	back, after := step(t, frozen, state, "2026-05-01", sentBack("R-1", "2026-04-02", 10000, second))
	require.Equal(t, "-15.00 RUB", back)
	require.Equal(t, accrual.State("frozen 1 2026-03-01 20000\n2026-03-05 10000 1000 0 \"S-1\"\n2026-03-09 10000 1500 10000 \"S-2\"\n"), after)
	back, _ = step(t, frozen, state, "2026-05-01", sentBack("R-1", "2026-04-02", 10000, first))
	require.Equal(t, "-10.00 RUB", back)
	none, same := step(t, frozen, state, "2026-05-01")
	require.Equal(t, "none", none)
	require.Equal(t, state, same)
}

// A sale across the bound bears both rates: 50 at 10 % and 50 at 15 %.
func TestSaleAcrossABound(t *testing.T) {
	fee, state := step(t, frozen, "", "2026-04-01", sold("S-1", "2026-03-05", 5000), sold("S-2", "2026-03-09", 10000))
	require.Equal(t, "17.50 RUB", fee)
	require.Contains(t, state, "10000 1250 0")
}

// A return does not lower the counter: the second sale is over the bound still.
func TestReturnLeavesTheCounter(t *testing.T) {
	first := sold("S-1", "2026-03-05", 10000)
	fee, _ := step(t, frozen, "", "2026-04-01", first, sentBack("R-1", "2026-03-06", 10000, first), sold("S-2", "2026-03-09", 10000))
	require.Equal(t, "15.00 RUB", fee)
}

// Of one day sales come first, whatever the ids.
func TestReturnOnTheDayOfItsSale(t *testing.T) {
	sale := sold("S-1", "2026-03-05", 10000)
	fee, _ := step(t, frozen, "", "2026-04-01", sentBack("R-1", "2026-03-05", 4000, sale), sale)
	require.Equal(t, "6.00 RUB", fee)
}

// Thirds of a fee of 0.10 are 0.03, 0.04, 0.03 as they come back: what has come
// back so far is rounded, never one return.
func TestPartialReturnsAddUp(t *testing.T) {
	sale := sold("S-1", "2026-03-05", 99)
	fee, state := step(t, frozen, "", "2026-03-06", sale)
	require.Equal(t, "0.10 RUB", fee)
	for i, want := range []string{"-0.03 RUB", "-0.04 RUB", "-0.03 RUB"} {
		var back string
		back, state = step(t, frozen, state, "2026-04-01", sentBack(string(rune('A'+i)), "2026-03-07", 33, sale))
		require.Equal(t, want, back)
	}
}

// When the counter begins anew, the first sale after it bears 10 % again. The
// term began on 15 January 2026.
func TestCounterBeginsAnew(t *testing.T) {
	for _, c := range []struct {
		per        accrual.Cycle
		first      string
		last, next string // the last day of the first sale's window, and the day after
	}{
		{accrual.ByMonth, "2026-03-05", "2026-03-31", "2026-04-01"},
		{accrual.ByQuarter, "2026-03-05", "2026-03-31", "2026-04-01"},
		{accrual.ByQuarter, "2026-05-05", "2026-06-30", "2026-07-01"},
		{accrual.ByYear, "2026-03-05", "2026-12-31", "2027-01-01"},
		{accrual.ByContractYear, "2026-03-05", "2027-01-14", "2027-01-15"},
		{accrual.ByContractYear, "2027-01-15", "2028-01-14", "2028-01-15"},
		{accrual.ByLine, "2026-03-05", "", "2026-03-05"},
		{accrual.ByLife, "2026-03-05", "2029-01-14", ""},
	} {
		t.Run(c.per.String()+" "+c.first, func(t *testing.T) {
			fee := frozen
			fee.Per = c.per
			_, state := step(t, fee, "", "2026-04-01", sold("S-1", c.first, 10000))
			if c.last != "" {
				same, _ := step(t, fee, state, "2029-01-15", sold("S-2", c.last, 10000))
				require.Equal(t, "15.00 RUB", same)
			}
			if c.next != "" {
				anew, _ := step(t, fee, state, "2029-01-15", sold("S-2", c.next, 10000))
				require.Equal(t, "10.00 RUB", anew)
			}
		})
	}
}

// A return may come 14 days after its sale; then the sale is forgotten.
func TestReturnsWithin(t *testing.T) {
	fee := frozen
	fee.Within = 14
	sale := sold("S-1", "2026-03-05", 10000)
	_, state := step(t, fee, "", "2026-03-19", sale)
	back, kept := step(t, fee, state, "2026-03-19", sentBack("R-1", "2026-03-19", 10000, sale))
	require.Equal(t, "-10.00 RUB", back)
	require.Contains(t, kept, "S-1")
	_, forgotten := step(t, fee, state, "2026-03-20")
	require.Equal(t, accrual.State("frozen 1 2026-03-01 10000\n"), forgotten)
	for _, s := range []accrual.State{state, forgotten} {
		_, _, err := fee.Step(s, life("2026-04-01"), []accrual.Fact{sentBack("R-1", "2026-03-20", 10000, sale)})
		require.ErrorIs(t, err, finance.ErrRange)
	}
}

// A sale of before the clause was in force bore nothing of it.
func TestReturnOfWhatItDidNotCharge(t *testing.T) {
	s := life("2026-05-01")
	s.Held = []civil.Period{{From: civil.MustDate("2026-02-01"), To: civil.MustDate("2026-03-05")}, {From: civil.MustDate("2026-03-06"), To: civil.MustDate("2029-01-15")}}
	for on, want := range map[string]error{"2026-01-31": nil, "2026-02-01": finance.ErrUnknown, "2026-03-05": nil, "2026-03-06": finance.ErrUnknown} {
		lines, _, err := frozen.Step("", s, []accrual.Fact{sentBack("R-1", "2026-04-02", 1, sold("S-1", on, 1))})
		require.ErrorIs(t, err, want, on)
		require.Empty(t, lines)
	}
}

func TestFrozenSaysWhy(t *testing.T) {
	var want, trace accrual.Trace
	m := finance.MustMoney
	want.Less(m("17.50 RUB"), m("0 RUB"))
	want.Share(m("17.50 RUB"), finance.MustRate("-40%"))
	s := life("2026-04-01")
	s.Trace = &trace
	sale := sold("S-1", "2026-03-05", 15000)
	_, _, err := frozen.Step("", s, []accrual.Fact{sale, sentBack("R-1", "2026-03-06", 6000, sale)})
	require.NoError(t, err)
	require.Equal(t, want, trace)
}

func TestFactsThatFrozenRefuses(t *testing.T) {
	sale := sold("S-1", "2026-03-05", 10000)
	nameless, adding, otherDay := sentBack("R-1", "2026-03-06", 1, sale), sentBack("R-1", "2026-03-06", -1, sale), sentBack("R-1", "2026-03-06", 1, sale)
	nameless.Of = accrual.Ref{}
	otherDay.Of.On = otherDay.On
	huge := sold("S-1", "2026-03-05", 1<<63-1)
	twice := huge
	twice.Adds = append(twice.Adds, accrual.Reading{Meter: "gross", N: 1})
	half := sentBack("R-1", "2026-03-06", 5000, sale)
	over := sentBack("R-2", "2026-03-07", 5001, sale)
	least := sentBack("R-1", "2026-03-06", 0, sale)
	least.Adds[1].N = -1 << 63
	for _, c := range []struct {
		name  string
		facts []accrual.Fact
		want  error
		text  string
	}{
		{"a return without a sale", []accrual.Fact{sale, nameless}, finance.ErrMissing, `frozen commission: fact "R-1": a return that names no sale: missing`},
		{"a return that adds", []accrual.Fact{sale, adding}, finance.ErrConflict, `frozen commission: fact "R-1": a return that adds: conflict`},
		{"an unknown sale", []accrual.Fact{nameless, half}[1:], finance.ErrUnknown, `frozen commission: fact "R-1": sale "S-1" of 2026-03-05: unknown`},
		{"a sale of another day", []accrual.Fact{sale, otherDay}, finance.ErrUnknown, ""},
		{"more than was sold", []accrual.Fact{sale, half, over}, finance.ErrRange, `frozen commission: fact "R-2": more came back than the 10000 of sale "S-1": out of range`},
		{"far more than was sold", []accrual.Fact{sale, least}, finance.ErrRange, ""},
		{"a sale twice", []accrual.Fact{sale, sale}, finance.ErrDuplicate, ""},
		{"a sale twice on two days", []accrual.Fact{sale, sold("S-1", "2026-03-06", 1)}, finance.ErrDuplicate, ""},
		{"a sale twice after lower ids", []accrual.Fact{sold("S-2", "2026-03-05", 1), sold("S-1", "2026-03-06", 1), sold("S-0", "2026-03-07", 1), sold("S-1", "2026-03-08", 1)}, finance.ErrDuplicate, `frozen commission: fact "S-1": duplicate`},
		{"ids out of order", []accrual.Fact{sale, sold("S-0", "2026-03-05", 1)}, finance.ErrOrder, ""},
		{"days out of order", []accrual.Fact{sale, sold("S-2", "2026-03-04", 1)}, finance.ErrOrder, `frozen commission: fact "S-2": after "S-1" of 2026-03-05: out of order`},
		{"a counter beyond int64", []accrual.Fact{huge, sold("S-2", "2026-03-05", 1)}, finance.ErrOverflow, ""},
		{"readings beyond int64", []accrual.Fact{twice}, finance.ErrOverflow, `frozen commission: fact "S-1": overflow`},
	} {
		t.Run(c.name, func(t *testing.T) {
			lines, state, err := frozen.Step("", life("2026-04-01"), c.facts)
			require.ErrorIs(t, err, c.want)
			require.Empty(t, lines)
			require.Empty(t, state)
			if c.text != "" {
				require.EqualError(t, err, c.text)
			}
		})
	}
	dollars := life("2026-04-01")
	dollars.Currency = finance.USD
	_, _, err := frozen.Step("", dollars, []accrual.Fact{sale})
	require.ErrorIs(t, err, finance.ErrCurrency)
	all := revshare.FrozenCommission{Meter: "gross", Tiers: slabs("RUB", "0", "100%")}
	_, _, err = all.Step("", life("2026-05-01"), []accrual.Fact{huge, sold("S-2", "2026-04-05", 1)})
	require.ErrorIs(t, err, finance.ErrOverflow, "fees beyond int64")
}

// Facts of other meters are none of its business, nor is a sale of nothing.
func TestFrozenSkipsOtherMeters(t *testing.T) {
	visit := sold("V-1", "2026-03-05", 0)
	none, state := step(t, frozen, "", "2026-04-01", visit)
	require.Equal(t, "none", none)
	require.Empty(t, state)
	twice := sold("S-1", "2026-03-05", 4000)
	twice.Adds = append(twice.Adds, accrual.Reading{Meter: "gross", N: 2000})
	fee, _ := step(t, frozen, "", "2026-04-01", twice)
	require.Equal(t, "6.00 RUB", fee, "two readings of one fact")
}

func TestHostileStates(t *testing.T) {
	const head = "frozen 1 2026-03-01 20000\n"
	for _, c := range []struct {
		name  string
		state string
		want  error
	}{
		{"another kind", "reserve 1\n", finance.ErrSyntax},
		{"a later version", "frozen 2 2026-03-01 20000\n", finance.ErrSyntax},
		{"no end of the line", "frozen 1 2026-03-01 20000", finance.ErrSyntax},
		{"no counter", "frozen 1 2026-03-01\n", finance.ErrSyntax},
		{"no day", "frozen 1  20000\n", finance.ErrSyntax},
		{"a day that does not exist", "frozen 1 2026-02-30 20000\n", finance.ErrRange},
		{"a counter below zero", "frozen 1 2026-03-01 -1\n", finance.ErrSyntax},
		{"a counter beyond int64", "frozen 1 2026-03-01 9223372036854775808\n", finance.ErrSyntax},
		{"a third field", "frozen 1 2026-03-01 20000 1\n", finance.ErrSyntax},
		{"a plus", "frozen 1 2026-03-01 +20000\n", finance.ErrSyntax},
		{"a zero in front", "frozen 1 2026-03-01 020000\n", finance.ErrSyntax},
		{"an empty line", head + "\n", finance.ErrSyntax},
		{"an id without quotes", head + "2026-03-05 10000 1000 0 S-1\n", finance.ErrSyntax},
		{"an id in other quotes", head + "2026-03-05 10000 1000 0 `S-1`\n", finance.ErrSyntax},
		{"no amount", head + "2026-03-05 0 0 0 \"S-1\"\n", finance.ErrRange},
		{"more back than sold", head + "2026-03-05 10000 1000 10001 \"S-1\"\n", finance.ErrRange},
		{"a fee below zero", head + "2026-03-05 10000 -1 0 \"S-1\"\n", finance.ErrSyntax},
		{"a sale twice", head + "2026-03-05 1 0 0 \"S-1\"\n2026-03-06 1 0 0 \"S-1\"\n", finance.ErrDuplicate},
		{"sales out of order", head + "2026-03-05 1 0 0 \"S-2\"\n2026-03-05 1 0 0 \"S-1\"\n", finance.ErrOrder},
		{"too long", strings.Repeat("f", 1<<20+1), finance.ErrLimit},
		{"as long as it may be", strings.Repeat("f", 1<<20), finance.ErrSyntax},
	} {
		t.Run(c.name, func(t *testing.T) {
			lines, state, err := frozen.Step(accrual.State(c.state), life("2026-04-01"), nil)
			require.ErrorIs(t, err, c.want)
			require.Empty(t, lines)
			require.True(t, string(state) == c.state, "the state is given back as it was")
		})
	}
	_, _, err := frozen.Step(accrual.State(head+"2026-03-05 1 0 0 \"S-1\"\nx\n"), life("2026-04-01"), nil)
	require.ErrorContains(t, err, "frozen commission: state: sale 1: ")
}

// A state that would be too long to read again is not written.
func TestStateIsBounded(t *testing.T) {
	_, state := step(t, frozen, "", "2026-04-01", sold("x", "2026-03-05", 1))
	most := strings.Repeat("x", 1<<20-len(state)+1)
	_, state = step(t, frozen, "", "2026-04-01", sold(most, "2026-03-05", 1))
	require.Len(t, string(state), 1<<20)
	_, same := step(t, frozen, state, "2026-05-01")
	require.True(t, state == same)
	_, _, err := frozen.Step("", life("2026-04-01"), []accrual.Fact{sold(most+"x", "2026-03-05", 1)})
	require.ErrorIs(t, err, finance.ErrLimit)
}

func TestFrozenValidate(t *testing.T) {
	require.NoError(t, frozen.Validate())
	require.Equal(t, accrual.Window{Cycle: accrual.ByLife}, frozen.Window())
	require.Equal(t, []accrual.Meter{"gross"}, frozen.Meters())
	most := frozen
	most.Within = 3650
	require.NoError(t, most.Validate())
	wrong := revshare.FrozenCommission{Tiers: table(finance.Whole, "RUB", "0", "10%"), Per: 9, Within: 3651, Rounding: 9}
	require.EqualError(t, wrong.Validate(), "5 problems: meter: missing; tiers.mode: not slab: conflict; per: cycle 9: out of range; "+
		"within: 0 to 3650 days: out of range; rounding: rounding 9: out of range")
	wrong = frozen
	wrong.Within, wrong.Tiers = -1, finance.Tiers{}
	require.EqualError(t, wrong.Validate(), "2 problems: tiers.steps: missing; within: 0 to 3650 days: out of range")
}

// 10 % to 100,000 of a year and 6 % beyond; an order bears at least 30 and at
// most 900. The bounds do not move the counter.
var ordered = revshare.FrozenCommission{
	Meter: "gross", Per: accrual.ByYear, Tiers: slabs("RUB", "0", "10%", "100000", "6%"),
	AtLeast: finance.MustMoney("30.00 RUB"), AtMost: finance.MustMoney("900.00 RUB"),
}

func TestFrozenBoundsOfAnOrder(t *testing.T) {
	require.NoError(t, ordered.Validate())
	for _, c := range []struct {
		name   string
		orders []int64 // roubles
		fee    string
	}{
		{"below the minimum", []int64{100}, "30.00 RUB"},
		{"between", []int64{1000}, "100.00 RUB"},
		{"at the maximum", []int64{9000}, "900.00 RUB"},
		{"over it", []int64{50000}, "900.00 RUB"},
		{"into the next slab", []int64{98000, 4000}, "1220.00 RUB"},      // 900 + 200 + 120: 320
		{"in the next slab", []int64{100000, 15001, 400}, "1830.00 RUB"}, // 900 + 900.06 cut + 24 lifted
	} {
		t.Run(c.name, func(t *testing.T) {
			var facts []accrual.Fact
			for i, n := range c.orders {
				facts = append(facts, sold(fmt.Sprintf("S-%d", i), "2026-03-05", n*100))
			}
			fee, _ := step(t, ordered, "", "2026-04-01", facts...)
			require.Equal(t, c.fee, fee)
		})
	}
	capped, floored := ordered, ordered
	capped.AtLeast, floored.AtMost = finance.Money{}, finance.Money{}
	fee, _ := step(t, capped, "", "2026-04-01", sold("S-1", "2026-03-05", 10000), sold("S-2", "2026-03-05", 5000000))
	require.Equal(t, "910.00 RUB", fee)
	fee, _ = step(t, floored, "", "2026-04-01", sold("S-1", "2026-03-05", 10000), sold("S-2", "2026-03-05", 5000000))
	require.Equal(t, "5030.00 RUB", fee)
}

// An order of 50,000 bore 900. Three thirds that come back give it back to the
// kopeck, and so does one of the whole.
func TestFrozenGivesABoundedOrderBack(t *testing.T) {
	order := sold("S-1", "2026-03-05", 5000000)
	_, state := step(t, ordered, "", "2026-04-01", order)
	back, _ := step(t, ordered, state, "2026-05-01", sentBack("R-1", "2026-04-02", 5000000, order))
	require.Equal(t, "-900.00 RUB", back)
	back, _ = step(t, ordered, state, "2026-05-01",
		sentBack("R-1", "2026-04-02", 1666667, order), sentBack("R-2", "2026-04-02", 1666667, order), sentBack("R-3", "2026-04-03", 1666666, order))
	require.Equal(t, "-900.00 RUB", back)
	back, _ = step(t, ordered, state, "2026-05-01", sentBack("R-1", "2026-04-02", 1666667, order))
	require.Equal(t, "-300.00 RUB", back)
}

func TestFrozenBoundsSayWhy(t *testing.T) {
	var want, got accrual.Trace
	want.Less(rub("5000.00 RUB"), rub("0.00 RUB"))
	want.AtLeast(rub("5000.00 RUB"), rub("30.00 RUB"))
	want.AtMost(rub("5000.00 RUB"), rub("900.00 RUB"))
	span := life("2026-04-01")
	span.Trace = &got
	_, _, err := ordered.Step("", span, []accrual.Fact{sold("S-1", "2026-03-05", 5000000)})
	require.NoError(t, err)
	require.Equal(t, want, got)
}

func TestFrozenBoundsValidate(t *testing.T) {
	c := ordered
	c.AtMost = rub("29.99 RUB")
	require.EqualError(t, c.Validate(), "at_most: 29.99 RUB is below the minimum 30.00 RUB: out of order")
	c = ordered
	c.AtLeast = rub("-1.00 RUB")
	require.EqualError(t, c.Validate(), "at_least: negative")
	c.AtLeast, c.AtMost = rub("1.00 USD"), rub("2.00 USD")
	require.EqualError(t, c.Validate(), "2 problems: at_least: currency; at_most: currency")
}

// A maximum of 0.00 would be left out of a file, and read again as none.
func TestFrozenMaximumOfNothing(t *testing.T) {
	c := frozen
	c.AtMost = finance.Zero(finance.RUB)
	require.EqualError(t, c.Validate(), "at_most: a maximum of nothing: out of range")
	c.AtMost = finance.MustMoney("0.01 RUB")
	require.NoError(t, c.Validate())
}
