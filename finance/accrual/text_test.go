package accrual_test

import (
	"encoding"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Each enumeration is its list of names, both ways; nothing else is read or
// written.
func TestEnumerationsAsText(t *testing.T) {
	walk[accrual.Cycle](t, "cycle", "month quarter year contract-year life line")
	walk[accrual.Returns](t, "returns", "own-window sale-window")
	walk[accrual.Change](t, "change", "carry restart re-rate")
	walk[accrual.Op](t, "step", "fixed days share times less at-least at-most of-days of-part charged told rounds")
	walk[accrual.Language](t, "language", "en ru")
}

func walk[T interface {
	~uint8
	fmt.Stringer
	encoding.TextMarshaler
}, P interface {
	*T
	encoding.TextUnmarshaler
}](t *testing.T, kind, names string) {
	t.Helper()
	all := strings.Fields(names)
	for i := range 256 {
		v, again := T(i), T(255)
		text, err := v.MarshalText()
		if i >= len(all) {
			require.ErrorIs(t, err, finance.ErrRange)
			require.Equal(t, fmt.Sprint(kind, " ", i), v.String())
			continue
		}
		require.NoError(t, err)
		require.Equal(t, all[i], string(text))
		require.Equal(t, all[i], v.String())
		require.NoError(t, P(&again).UnmarshalText(text))
		require.Equal(t, v, again)
	}
	for _, bad := range []string{"", "x", strings.ToUpper(all[0]), all[0] + " "} {
		v := T(1)
		require.Error(t, P(&v).UnmarshalText([]byte(bad)), bad)
		require.Zero(t, v)
	}
}

// The words of a Window, a Key and an Obligation in JSON.
func TestTermsAsJSON(t *testing.T) {
	o := accrual.Obligation{
		Key:    accrual.Key{Agreement: "L-7", Clause: "fee", Slot: month("2026-03").Period(), Source: "S-1"},
		Debtor: "R-3", Creditor: "cluster", Net: rub("1.00"), Tax: rub("0.22"), For: month("2026-03"), In: month("2026-04"), Cutoff: day("2026-05-01"), Due: day("2026-05-15"),
	}
	text, err := json.Marshal(o)
	require.NoError(t, err)
	require.Equal(t, `{"agreement":"L-7","clause":"fee","slot":"2026-03-01/2026-04-01","source":"S-1","debtor":"R-3","creditor":"cluster",`+
		`"net":"1.00 RUB","tax":"0.22 RUB","for":"2026-03","in":"2026-04","cutoff":"2026-05-01","due":"2026-05-15"}`, string(text))
	var again accrual.Obligation
	require.NoError(t, json.Unmarshal(text, &again))
	require.Equal(t, o, again)
	gross, err := o.Gross()
	require.NoError(t, err)
	require.Equal(t, rub("1.22"), gross)
}

// A trace that nobody reads takes every step and costs nothing.
func TestNilTrace(t *testing.T) {
	var none *accrual.Trace
	require.Zero(t, testing.AllocsPerRun(10, func() {
		none.Add(accrual.Step{})
		none.Fixed(rub1)
		none.Days(rub1, 1, 2)
		none.Share(rub1, tenth)
		none.Times(rub1, tenth, "m²")
		none.Less(rub1, rub1)
		none.AtLeast(rub1, rub1)
		none.AtMost(rub1, rub1)
	}))
}

var rub1, tenth = rub("1.00"), finance.MustRate("10%")

// steps is a clause that takes given steps.
type steps struct{ All []accrual.Step }

func (steps) Window() accrual.Window  { return accrual.Window{} }
func (steps) Meters() []accrual.Meter { return nil }
func (x steps) Earned(s accrual.Span) (finance.Money, error) {
	for _, step := range x.All {
		switch step.Op {
		case accrual.Fixed:
			s.Trace.Fixed(step.Amount)
		case accrual.Days:
			s.Trace.Days(step.Amount, step.Held, step.Whole)
		case accrual.Share:
			s.Trace.Share(step.Amount, step.Rate)
		case accrual.Times:
			s.Trace.Times(step.Amount, step.Rate, step.Unit)
		case accrual.Less:
			s.Trace.Less(step.Amount, step.Other)
		case accrual.AtLeast:
			s.Trace.AtLeast(step.Amount, step.Other)
		case accrual.AtMost:
			s.Trace.AtMost(step.Amount, step.Other)
		default:
			s.Trace.Add(step)
		}
	}
	return rub("1.00"), nil
}

type told string

func (t told) Text(l accrual.Language) string { return string(t) + " (" + l.String() + ")" }

// Each kind of step in both languages, and what stands between two.
func TestStepsInWords(t *testing.T) {
	amount, other := rub("1234.50"), rub("200.00")
	for _, c := range []struct {
		steps  []accrual.Step
		en, ru string
	}{
		{nil, "1.00 RUB", "1,00\u00a0₽"},
		{[]accrual.Step{{Op: accrual.Fixed, Amount: amount}}, "1234.50 RUB", "1\u00a0234,50\u00a0₽"},
		{[]accrual.Step{{Op: accrual.Days, Amount: amount, Held: 11, Whole: 31}}, "1234.50 RUB × 11/31 days", "1\u00a0234,50\u00a0₽ × 11/31 дн."},
		{[]accrual.Step{{Op: accrual.Share, Amount: amount, Rate: finance.MustRate("8.35%")}}, "1234.50 RUB × 8.35%", "1\u00a0234,50\u00a0₽ × 8,35%"},
		{[]accrual.Step{{Op: accrual.Share, Amount: amount, Rate: finance.MustRate("1/300")}}, "1234.50 RUB × 1/300", "1\u00a0234,50\u00a0₽ × 1/300"},
		{[]accrual.Step{{Op: accrual.Times, Amount: amount, Rate: finance.MustRate("42.5"), Unit: "m²"}}, "1234.50 RUB × 42.5 m²", "1\u00a0234,50\u00a0₽ × 42,5 m²"},
		{[]accrual.Step{{Op: accrual.Times, Amount: amount, Rate: finance.MustRate("1/3"), Unit: "kWh"}}, "1234.50 RUB × 0.3333 kWh", "1\u00a0234,50\u00a0₽ × 0,3333 kWh"},
		{[]accrual.Step{{Op: accrual.Less, Amount: amount, Other: other}}, "1234.50 RUB over 200.00 RUB", "1\u00a0234,50\u00a0₽ сверх 200,00\u00a0₽"},
		{[]accrual.Step{{Op: accrual.Fixed, Amount: amount}, {Op: accrual.Less, Amount: amount, Other: other}}, "1234.50 RUB over 200.00 RUB", "1\u00a0234,50\u00a0₽ сверх 200,00\u00a0₽"},
		{[]accrual.Step{{Op: accrual.Fixed, Amount: other}, {Op: accrual.Less, Amount: amount, Other: other}}, "200.00 RUB; 1234.50 RUB over 200.00 RUB", "200,00\u00a0₽; 1\u00a0234,50\u00a0₽ сверх 200,00\u00a0₽"},
		{[]accrual.Step{{Op: accrual.AtLeast, Amount: amount, Other: other}}, "1234.50 RUB, at least 200.00 RUB", "1\u00a0234,50\u00a0₽, не менее 200,00\u00a0₽"},
		{[]accrual.Step{{Op: accrual.AtMost, Amount: amount, Other: other}}, "1234.50 RUB, at most 200.00 RUB", "1\u00a0234,50\u00a0₽, не более 200,00\u00a0₽"},
		{[]accrual.Step{{Op: accrual.Times, Amount: amount, Rate: finance.MustRate("3"), Unit: "desks"}, {Op: accrual.OfDays, Held: 11, Whole: 31}, {Op: accrual.OfPart, Rate: finance.MustRate("62.5%")}, {Op: accrual.Days, Amount: other, Held: 1, Whole: 2}, {Op: accrual.OfPart, Rate: tenth}, {Op: accrual.Fixed, Amount: other}, {Op: accrual.Rounds, Unit: "half-up"}},
			"1234.50 RUB × 3 desks × 11/31 days × 62.5% + 200.00 RUB × 1/2 days × 10% + 200.00 RUB, rounded half-up",
			"1\u00a0234,50\u00a0₽ × 3 desks × 11/31 дн. × 62,5% + 200,00\u00a0₽ × 1/2 дн. × 10% + 200,00\u00a0₽, округление половина от нуля"},
		{[]accrual.Step{{Op: accrual.Told, Teller: told("price")}, {Op: accrual.Days, Amount: other, Held: 1, Whole: 2}, {Op: accrual.Charged, Amount: amount, Other: other, Unit: "base rent"}, {Op: accrual.Rounds, Unit: "nohow"}},
			`price (en); 200.00 RUB × 1/2 days; 1234.50 RUB less charged by "base rent" 200.00 RUB, rounded nohow`,
			"price (ru); 200,00\u00a0₽ × 1/2 дн.; 1\u00a0234,50\u00a0₽ за вычетом начисленного по пункту \"base rent\" 200,00\u00a0₽, округление nohow"},
		{[]accrual.Step{{Op: 99, Amount: amount}}, "1234.50 RUB", "1\u00a0234,50\u00a0₽"},
		{[]accrual.Step{{Op: accrual.Share, Amount: amount, Rate: tenth}, {Op: accrual.Times, Amount: other, Rate: finance.MustRate("2"), Unit: "m²"}, {Op: accrual.Days, Amount: other, Held: 1, Whole: 2}, {Op: accrual.Fixed, Amount: other}, {Op: accrual.AtMost, Amount: amount, Other: other}, {Op: accrual.Fixed, Amount: other}},
			"1234.50 RUB × 10% + 200.00 RUB × 2 m² + 200.00 RUB × 1/2 days + 200.00 RUB; 1234.50 RUB, at most 200.00 RUB; 200.00 RUB",
			"1\u00a0234,50\u00a0₽ × 10% + 200,00\u00a0₽ × 2 m² + 200,00\u00a0₽ × 1/2 дн. + 200,00\u00a0₽; 1\u00a0234,50\u00a0₽, не более 200,00\u00a0₽; 200,00\u00a0₽"},
	} {
		a := lease("L-7", term("2026-03-01", ""), accrual.Named{Name: "x", Clause: steps{c.steps}})
		e, err := accrual.Explain(a, accrual.Key{Agreement: "L-7", Clause: "x", Slot: month("2026-03").Period()}, day("2026-04-01"), nil)
		require.NoError(t, err)
		require.Equal(t, c.en, e.String())
		require.Equal(t, c.ru, e.Text(accrual.Russian))
		require.Equal(t, c.en, e.Text(2), "a language that is none is English")
		require.Equal(t, c.steps, e.Parts[0].Steps)
	}
}

// explain derives the amount of a clause for a month or a window.
func explain(t *testing.T, h host, clause string, slot civil.Period, cutoff string) accrual.Explanation {
	t.Helper()
	k := accrual.Key{Agreement: "L-7", Clause: clause, Slot: slot}
	e, err := accrual.Explain(h.as[0], k, day(cutoff), slices.Values(h.facts))
	require.NoError(t, err)
	require.Equal(t, k, e.Key)
	return e
}

// An amendment in mid-month: 6,000 were sold in May and 1,000 before 11 June,
// 3,000 after; 10 % of what is over 1,000 a year, then 8 %.
func TestExplainingAnAmendment(t *testing.T) {
	year := accrual.Window{Cycle: accrual.ByYear}
	for change, want := range map[accrual.Change][2]string{
		// 8 % of all 9,000 is 720; the same terms came to 480 before, whatever was charged.
		accrual.Carry: {"6000.00 RUB × 10%, less for the time before 500.00 RUB; 9000.00 RUB × 8%, less for the time before 480.00 RUB",
			"6\u00a0000,00\u00a0₽ × 10%, за вычетом приходящегося на время до этого 500,00\u00a0₽; 9\u00a0000,00\u00a0₽ × 8%, за вычетом приходящегося на время до этого 480,00\u00a0₽"},
		accrual.Restart: {"6000.00 RUB × 10%, less for the time before 500.00 RUB; 2000.00 RUB × 8%",
			"6\u00a0000,00\u00a0₽ × 10%, за вычетом приходящегося на время до этого 500,00\u00a0₽; 2\u00a0000,00\u00a0₽ × 8%"},
		// As if always so: what was charged before is taken off.
		accrual.Rerate: {"6000.00 RUB × 10%, less for the time before 500.00 RUB; 9000.00 RUB × 8%, less for the time before 600.00 RUB",
			"6\u00a0000,00\u00a0₽ × 10%, за вычетом приходящегося на время до этого 500,00\u00a0₽; 9\u00a0000,00\u00a0₽ × 8%, за вычетом приходящегося на время до этого 600,00\u00a0₽"},
	} {
		a := lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "fee", Clause: turnover{Share: tenth, Over: rub("1000.00"), In: year}})
		amend(&a, accrual.Amendment{From: day("2026-06-11"), Known: day("2026-06-01"), Set: []accrual.Named{{Name: "fee", Change: change, Clause: turnover{Share: finance.MustRate("8%"), Over: rub("1000.00"), In: year}}}})
		h := host{as: []accrual.Agreement{a}, facts: []accrual.Fact{
			sale("1", "2026-05-05", "2026-05-05", "6000.00"), sale("2", "2026-06-10", "2026-06-10", "1000.00"), sale("3", "2026-06-11", "2026-06-11", "3000.00"),
		}}
		e := explain(t, h, "fee", month("2026-06").Period(), "2026-07-01")
		require.Equal(t, want[0], e.String(), change)
		require.Equal(t, want[1], e.Text(accrual.Russian), change)
		require.Equal(t, "2026-06-01/2026-06-11", e.Parts[0].Period.String())
		require.Equal(t, "2026-06-11/2026-07-01", e.Parts[1].Period.String())
		require.Equal(t, rub("100.00"), e.Parts[0].Amount)
	}
}

// The same window charged once: its months are one part, an amendment that
// carries or restarts begins another.
func TestExplainingAWindowChargedOnce(t *testing.T) {
	quarter := accrual.Window{Cycle: accrual.ByQuarter, Once: true, After: 1}
	slot := civil.MustPeriod("2026-04-01/2026-07-01")
	for change, want := range map[accrual.Change]string{
		accrual.Carry:   "6000.00 RUB × 10%; 9000.00 RUB × 8%, less for the time before 480.00 RUB",
		accrual.Restart: "6000.00 RUB × 10%; 2000.00 RUB × 8%",
		accrual.Rerate:  "9000.00 RUB × 8%",
	} {
		a := lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "fee", Clause: turnover{Share: tenth, Over: rub("1000.00"), In: quarter}}, accrual.Named{Name: "rent", Clause: baseRent{rub("3.00")}})
		amend(&a, accrual.Amendment{From: day("2026-06-11"), Known: day("2026-06-01"), Set: []accrual.Named{{Name: "fee", Change: change, Clause: turnover{Share: finance.MustRate("8%"), Over: rub("1000.00"), In: quarter}}}})
		amend(&a, accrual.Amendment{From: day("2026-06-25"), Known: day("2026-06-01"), Set: []accrual.Named{{Name: "rent", Clause: baseRent{rub("4.00")}}}})
		amend(&a, accrual.Amendment{From: day("2026-07-01"), Known: day("2026-06-01"), Drop: []string{"fee"}})
		h := host{as: []accrual.Agreement{a}, facts: []accrual.Fact{
			sale("1", "2026-05-05", "2026-05-05", "6000.00"), sale("2", "2026-06-10", "2026-06-10", "1000.00"), sale("3", "2026-06-11", "2026-06-11", "3000.00"),
		}}
		e := explain(t, h, "fee", slot, "2026-09-01")
		require.Equal(t, want, e.String(), change)
		require.Equal(t, day("2026-04-01"), e.Parts[0].Period.From)
		require.Equal(t, day("2026-07-01"), e.Parts[len(e.Parts)-1].Period.To)
		require.Empty(t, explain(t, h, "fee", month("2026-06").Period(), "2026-09-01").Parts, "it has no months")
	}
}

// Slabs, tax and a minimum: 10 % to 300, 5 % beyond, at 22 %.
func TestExplainingSlabsAndTax(t *testing.T) {
	a := lease("L-7", term("2026-01-01", ""),
		accrual.Named{Name: "minimum", Clause: minimum{rub("50.00"), "fee"}},
		accrual.Named{Name: "fee", Clause: slabs{Table: finance.Tiers{Steps: []finance.Tier{{Rate: tenth}, {Over: rub("300.00"), Rate: finance.MustRate("5%")}}}}})
	a.Tax = accrual.Tax{Rates: civil.Timeline[finance.Rate]{{From: day("2026-01-01"), Value: finance.MustRate("22%"), Source: "law"}}, Rounding: finance.HalfUp}
	h := host{as: []accrual.Agreement{a}, facts: []accrual.Fact{sale("1", "2026-01-05", "2026-01-05", "450.00")}}
	e := explain(t, h, "fee", month("2026-01").Period(), "2026-02-01")
	require.Equal(t, "300.00 RUB × 10% + 150.00 RUB × 5%", e.String())
	require.Equal(t, rub("37.50"), e.Net)
	require.Equal(t, rub("8.25"), e.Tax)
	e = explain(t, h, "minimum", month("2026-01").Period(), "2026-02-01")
	require.Equal(t, "50.00 RUB over 37.50 RUB", e.String())
	require.Equal(t, rub("12.50"), e.Net)
	require.Equal(t, rub("2.75"), e.Tax)
	h.as[0].Tax.Included = true
	e = explain(t, h, "fee", month("2026-01").Period(), "2026-02-01")
	require.Equal(t, rub("30.74"), e.Net) // 37.50 / 1.22
	require.Equal(t, rub("6.76"), e.Tax)
}

// A clause by line tells each line of the month; a stepper, the sum of a source.
func TestExplainingLines(t *testing.T) {
	h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "fee", Clause: share{tenth}},
		accrual.Named{Name: "odd", Clause: oddSteps{Lines: []accrual.Line{{Source: "a", Net: rub("1.00")}, {Source: "b", Net: rub("2.00")}, {Source: "a", Net: rub("4.00")}, {Net: rub("8.00")}}}})}}
	h.facts = []accrual.Fact{sale("1", "2026-01-05", "2026-01-05", "0.05"), sale("2", "2026-01-06", "2026-01-06", "0.15")}
	e := explain(t, h, "fee", month("2026-01").Period(), "2026-02-01")
	require.Equal(t, rub("0.03"), e.Net) // 0.01 and 0.02, half up
	require.Equal(t, []accrual.Part{{Period: month("2026-01").Period(), Before: finance.Zero(finance.RUB), Amount: rub("0.03")}}, e.Parts)
	for source, want := range map[string]string{"": "8.00 RUB", "a": "5.00 RUB", "b": "2.00 RUB"} {
		k := accrual.Key{Agreement: "L-7", Clause: "odd", Slot: month("2026-01").Period(), Source: source}
		e, err := accrual.Explain(h.as[0], k, day("2026-02-01"), slices.Values(h.facts))
		require.NoError(t, err)
		require.Equal(t, want, e.String())
		require.Equal(t, want, e.Net.String())
	}
}

// Nothing owed is explained where a formula came to it, and left out where there
// was none.
func TestExplainingNothing(t *testing.T) {
	h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", ""), fee(accrual.Window{}), accrual.Named{Name: "lines", Clause: share{tenth}})}}
	require.Equal(t, "0.00 RUB × 10%", explain(t, h, "fee", month("2026-01").Period(), "2026-02-01").String())
	require.Empty(t, explain(t, h, "lines", month("2026-01").Period(), "2026-02-01").Parts)
}

func TestExplainRefusals(t *testing.T) {
	a := lease("L-7", term("2026-01-15", "2027-01-01"), fee(accrual.Window{}))
	k := accrual.Key{Agreement: "L-7", Clause: "fee", Slot: month("2026-01").Period()}
	for name, c := range map[string]struct {
		change func(a *accrual.Agreement, k *accrual.Key, cutoff *civil.Date)
		want   error
	}{
		"agreement":       {func(_ *accrual.Agreement, k *accrual.Key, _ *civil.Date) { k.Agreement = "L-8" }, finance.ErrUnknown},
		"clause":          {func(_ *accrual.Agreement, k *accrual.Key, _ *civil.Date) { k.Clause = "rent" }, finance.ErrUnknown},
		"slot":            {func(_ *accrual.Agreement, k *accrual.Key, _ *civil.Date) { k.Slot = civil.Period{} }, finance.ErrUnknown},
		"part of a month": {func(_ *accrual.Agreement, k *accrual.Key, _ *civil.Date) { k.Slot.From = day("2026-01-15") }, finance.ErrUnknown},
		"open end":        {func(_ *accrual.Agreement, k *accrual.Key, _ *civil.Date) { k.Slot.To = civil.Date{} }, finance.ErrUnknown},
		"not yet known":   {func(_ *accrual.Agreement, _ *accrual.Key, c *civil.Date) { *c = day("2025-01-01") }, finance.ErrUnknown},
		"invalid":         {func(a *accrual.Agreement, _ *accrual.Key, _ *civil.Date) { a.Currency = 0 }, finance.ErrMissing},
	} {
		bad, key, cutoff := a, k, day("2026-02-01")
		c.change(&bad, &key, &cutoff)
		_, err := accrual.Explain(bad, key, cutoff, nil)
		require.ErrorIs(t, err, c.want, name)
		_, err = accrual.ExplainFrom(bad, key, cutoff)
		require.ErrorIs(t, err, c.want, name)
	}
	_, err := accrual.Explain(a, k, day("2026-02-01"), slices.Values([]accrual.Fact{{Agreement: "L-8"}, sale("1", "2026-01-20", "2026-01-20", "1.00"), sale("1", "2026-01-20", "2026-01-20", "2.00"),
		{Agreement: "L-7", On: day("2026-01-20"), Known: day("2026-01-20")}, sale("2", "2026-01-20", "2026-02-01", "1.00")}))
	refused(t, err, at("facts[].id", finance.ErrMissing), at("facts[1]", finance.ErrDuplicate))
	from, err := accrual.ExplainFrom(a, accrual.Key{Agreement: "L-7", Clause: "fee", Slot: month("2025-01").Period()}, day("2026-02-01"))
	require.NoError(t, err)
	require.Equal(t, day("2026-01-01"), from)
	for _, slot := range []string{"2025-01-01/2025-02-01", "2027-02-01/2027-03-01", "9999-12-01/.."} {
		e, err := accrual.Explain(a, accrual.Key{Agreement: "L-7", Clause: "fee", Slot: civil.MustPeriod(slot)}, day("2026-02-01"), nil)
		require.NoError(t, err)
		require.Empty(t, e.Parts)
		require.Equal(t, rub("0.00"), e.Net)
	}
}
