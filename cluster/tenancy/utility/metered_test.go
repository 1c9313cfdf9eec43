package utility_test

import (
	"bytes"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/utility"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// vat rises on 1 January 2026.
var vat = accrual.Tax{Rates: civil.Timeline[finance.Rate]{
	{From: day("2019-01-01"), Value: finance.MustRate("20%"), Source: "Federal law 303-FZ of 3 August 2018"},
	{From: day("2026-01-01"), Value: finance.MustRate("22%"), Source: "Federal law 425-FZ of 28 November 2025"},
}}

// facts are those of readings known before a cut-off.
func facts(t *testing.T, readings []utility.Reading, cutoff civil.Date) []accrual.Fact {
	t.Helper()
	used, err := utility.Consume(seenBefore(readings, cutoff))
	require.NoError(t, err)
	all, err := utility.Facts(used)
	require.NoError(t, err)
	return all
}

type row struct{ For, In, Net, Tax string }

// closeAll closes months one after the other, each on the 5th of the next one.
func closeAll(t *testing.T, a accrual.Agreement, readings []utility.Reading, first, last string) (rows []row, books accrual.Books) {
	t.Helper()
	for m := range civil.MustMonth(first).Through(civil.MustMonth(last)) {
		cutoff := m.Next().First().AddDays(4)
		closed, err := accrual.Close(books, []accrual.Agreement{a}, m, cutoff, slices.Values(facts(t, readings, cutoff)))
		require.NoError(t, err)
		for _, o := range closed.Obligations {
			rows = append(rows, row{o.For.String(), o.In.String(), o.Net.String(), o.Tax.String()})
		}
		books = closed.Books
	}
	return rows, books
}

// Readings on the first of each month, so that each month bears its own tax. The
// reading of 1 January is the last of 20 %. The tariff rises on 15 January, inside
// a reading. A reading of February that comes late, in April, divides what was
// charged for March anew, and the difference is posted in April.
func TestMeteredYear(t *testing.T) {
	prices := utility.Tariff{Unit: "kWh", Prices: civil.Timeline[utility.Prices]{entry("2025-01-01", flat("5.00")), entry("2026-01-15", flat("6.00"))}}
	a := agreement(finance.RUB, vat, utility.Metered{Meter: "kWh", Tariff: prices})
	readings := []utility.Reading{
		reading("R-1", "2025-12-01", "1000"),
		reading("R-2", "2026-01-01", "1310"),
		reading("R-3", "2026-02-01", "1620"),
		reading("R-5", "2026-04-01", "2210"),
		known(reading("R-4", "2026-03-01", "2000"), "2026-04-20"),
	}
	rows, _ := closeAll(t, a, readings, "2025-12", "2026-04")
	require.Equal(t, []row{
		{"2025-12", "2025-12", "1550.00 RUB", "310.00 RUB"},   // 310 × 5.00, 20 %
		{"2026-01", "2026-01", "1720.00 RUB", "378.40 RUB"},   // 14 days × 10 × 5.00 + 17 × 10 × 6.00, 22 %
		{"2026-03", "2026-03", "3540.00 RUB", "778.80 RUB"},   // 590 × 6.00
		{"2026-02", "2026-04", "2280.00 RUB", "501.60 RUB"},   // 380 × 6.00
		{"2026-03", "2026-04", "-2280.00 RUB", "-501.60 RUB"}, // 210 × 6.00 less 3540.00
	}, rows)

	why, err := accrual.Explain(a, accrual.Key{Agreement: "L-7", Clause: "electricity", Slot: civil.MustMonth("2026-01").Period()}, day("2026-05-05"), slices.Values(facts(t, readings, day("2026-05-05"))))
	require.NoError(t, err)
	require.Equal(t, "5.00 RUB × 140 kWh + 6.00 RUB × 170 kWh", why.String())
	require.Equal(t, "1720.00 RUB", why.Net.String())
}

// One reading over the turn of the year is supplied on its last day.
func TestMeteredOverTheTurnOfTheYear(t *testing.T) {
	a := agreement(finance.RUB, vat, utility.Metered{Meter: "kWh", Tariff: tariff("kWh", flat("5.00"))})
	rows, _ := closeAll(t, a, []utility.Reading{reading("R-1", "2025-12-15", "0"), reading("R-2", "2026-01-15", "310")}, "2025-12", "2026-01")
	require.Equal(t, []row{{"2026-01", "2026-01", "1550.00 RUB", "341.00 RUB"}}, rows)
	split := []utility.Reading{reading("R-1", "2025-12-15", "0"), reading("R-1a", "2026-01-01", "170"), reading("R-2", "2026-01-15", "310")}
	rows, _ = closeAll(t, a, split, "2025-12", "2026-01")
	require.Equal(t, []row{{"2025-12", "2025-12", "850.00 RUB", "170.00 RUB"}, {"2026-01", "2026-01", "700.00 RUB", "154.00 RUB"}}, rows)
}

// Closed and adjusted is closed with everything known from the start.
func TestMeteredLaw(t *testing.T) {
	p := telescopic()
	p.Surcharge = finance.MustRate("3%")
	a := agreement(finance.RUB, vat, utility.Metered{Meter: "kWh", Tariff: tariff("kWh", p), Rounding: finance.HalfUp})
	wrong := reading("R-3", "2026-02-03", "700")
	readings := []utility.Reading{
		reading("R-1", "2025-12-03", "1.5"), reading("R-2", "2026-01-02", "133.25"), wrong, void("V-3", "R-3", "2026-02-03", "2026-03-20"),
		known(reading("R-3a", "2026-02-03", "270.001"), "2026-03-20"), reading("R-4", "2026-03-03", "800"), known(reading("R-1a", "2025-12-20", "90"), "2026-04-02"),
	}
	sum := func(rows []row) map[string][2]string {
		all := map[string][2]string{}
		for _, r := range rows {
			before := all[r.For]
			add := func(a, b string) string {
				m, err := finance.MustMoney(b).Add(orZero(a))
				require.NoError(t, err)
				return m.String()
			}
			all[r.For] = [2]string{add(before[0], r.Net), add(before[1], r.Tax)}
		}
		return all
	}
	asItCame, _ := closeAll(t, a, readings, "2025-12", "2026-04")
	all := facts(t, readings, day("2026-05-05"))
	var fromTheStart []row
	var books accrual.Books
	for i := range all { // as if everything had been known at once
		all[i].Known = day("2025-12-04")
	}
	for m := range civil.MustMonth("2025-12").Through(civil.MustMonth("2026-04")) {
		closed, err := accrual.Close(books, []accrual.Agreement{a}, m, m.Next().First().AddDays(4), slices.Values(all))
		require.NoError(t, err)
		books = closed.Books
		for _, o := range closed.Obligations {
			require.False(t, o.Adjusts())
			fromTheStart = append(fromTheStart, row{o.For.String(), o.In.String(), o.Net.String(), o.Tax.String()})
		}
	}
	require.Len(t, fromTheStart, 4)
	require.Equal(t, sum(fromTheStart), sum(asItCame))
}

func orZero(s string) finance.Money {
	if s == "" {
		return finance.Zero(finance.RUB)
	}
	return finance.MustMoney(s)
}

// A simulation tells units and days of a month, and no day on which they end.
func TestMeteredRun(t *testing.T) {
	a := agreement(finance.RUB, accrual.Tax{}, utility.Metered{Meter: "kWh", Tariff: tariff("kWh", telescopic())})
	run, err := accrual.NewRun(a, day("2024-06-01"), civil.MustMonth("2024-01"))
	require.NoError(t, err)
	run.Add(run.Meter(utility.Units("kWh")), 104_000)
	run.Add(run.Meter(utility.Days("kWh")), 31)
	var got []string
	note := func(c *accrual.Charge) { got = append(got, c.Amount.String()) }
	require.NoError(t, run.Next(note))
	require.Equal(t, []string{"583.33 RUB"}, got)
	require.NoError(t, run.Next(note))
	require.Len(t, got, 1, "no reading, no charge, and no fixed amount")
}

func span(units, days, until int64) accrual.Span {
	march := civil.MustMonth("2026-03").Period()
	return accrual.Span{Window: march, Since: march.From, To: march.To, Held: []civil.Period{march}, Meters: []int64{units, days, until}, Currency: finance.RUB}
}

func TestMeteredEarned(t *testing.T) {
	rise := utility.Tariff{Unit: "kWh", Prices: civil.Timeline[utility.Prices]{entry("2025-01-01", flat("5.00")), entry("2026-03-01", flat("6.00"))}}
	m := utility.Metered{Meter: "kWh", Tariff: rise}
	number := int64(day("2026-03-01").Sub(day("0001-01-01"))) + 1
	for _, c := range []struct {
		units, days, until int64
		want               string
	}{
		{10_000, 10, 0, "60.00 RUB"},          // the days end with the span
		{10_000, 10, number, "50.00 RUB"},     // or where they are told to: with 28 February
		{10_000, 10, number + 5, "55.00 RUB"}, // five days on each side
		{0, 10, number, "0.00 RUB"},
		{0, 0, 0, "0.00 RUB"},
	} {
		got, err := m.Earned(span(c.units, c.days, c.until))
		require.NoError(t, err)
		require.Equal(t, c.want, got.String())
	}
	for _, c := range []struct {
		units, days, until int64
		want               error
	}{
		{-1, 10, 0, finance.ErrNegative},
		{1, 0, 0, finance.ErrMissing},
		{1, -1, 0, finance.ErrNegative},
		{1, utility.MaxDays + 1, 0, finance.ErrLimit},
		{1, 1, -1, finance.ErrRange},
		{1, 1, 1, finance.ErrRange},
		{1, 1, 1 << 40, finance.ErrRange},
		{1 << 60, 1, 0, finance.ErrOverflow},
		{1, 600, 0, finance.ErrMissing},
	} {
		got, err := m.Earned(span(c.units, c.days, c.until))
		require.ErrorIs(t, err, c.want)
		require.Zero(t, got)
	}
	_, err := m.Earned(accrual.Span{Meters: []int64{1, 1}, Currency: finance.RUB})
	require.ErrorIs(t, err, finance.ErrConflict)
	foreign := span(1, 1, 0)
	foreign.Currency = finance.EUR
	_, err = m.Earned(foreign)
	require.ErrorIs(t, err, finance.ErrCurrency)
	_, err = utility.Metered{Meter: "kWh", Shared: "grid"}.Earned(span(1, 1, 0))
	require.ErrorIs(t, err, finance.ErrMissing)
}

func TestMeteredRefused(t *testing.T) {
	own := tariff("kWh", flat("5.00"))
	for _, c := range []struct {
		m    utility.Metered
		path string
		want error
	}{
		{utility.Metered{Tariff: own}, "meter", finance.ErrMissing},
		{utility.Metered{Meter: "kWh", Tariff: own, Rounding: 99}, "rounding", finance.ErrRange},
		{utility.Metered{Meter: "kWh", Tariff: own, Shared: "grid"}, "tariff_name", finance.ErrConflict},
		{utility.Metered{Meter: "kWh", Shared: "grid"}, "tariff_name", finance.ErrUnknown},
		{utility.Metered{Meter: "kWh", Tariff: utility.Tariff{Unit: "kWh"}}, "tariff.prices", finance.ErrMissing},
	} {
		err := c.m.Validate()
		require.Equal(t, []string{c.path}, paths(t, err))
		require.ErrorIs(t, err, c.want)
	}
	require.Equal(t, []string{"tariff.unit", "tariff.prices"}, paths(t, utility.Metered{Meter: "kWh"}.Validate()))
	require.NoError(t, utility.Metered{Meter: "kWh", Tariff: own}.Validate())
	require.NoError(t, utility.Metered{Meter: "kWh", Tariff: own}.In(finance.RUB))
	require.Equal(t, []string{"tariff.prices[0].value.slabs[0].blocks[0].price"}, paths(t, utility.Metered{Meter: "kWh", Tariff: own}.In(finance.EUR)))
	require.NoError(t, utility.Metered{Meter: "kWh", Shared: "grid"}.In(finance.EUR), "not bound yet")
}

func TestBind(t *testing.T) {
	table := map[string]utility.Tariff{"grid": tariff("kWh", flat("5.00")), "bad": {}}
	own := utility.Metered{Meter: "kWh", Tariff: tariff("kWh", flat("9.00"))}
	shared := utility.Metered{Meter: "kWh", Shared: "grid"}
	clauses := []accrual.Named{{Name: "own", Clause: own}, {Name: "shared", Clause: shared}, {Name: "other", Clause: other{}}}
	bound, err := utility.Bind(clauses, table)
	require.NoError(t, err)
	require.Equal(t, shared, clauses[1].Clause, "the caller's clauses stay as they are")
	for i, want := range []string{"9.00 RUB", "5.00 RUB"} {
		m := bound[i].Clause.(utility.Metered)
		require.NoError(t, m.Validate())
		got, err := m.Earned(span(1000, 1, 0))
		require.NoError(t, err)
		require.Equal(t, want, got.String())
	}
	require.Equal(t, []string{"tariff.prices[0].value.slabs[0].blocks[0].price"}, paths(t, bound[1].Clause.(utility.Metered).In(finance.EUR)))
	require.Equal(t, other{}, bound[2].Clause)

	clauses[0].Clause = utility.Metered{Meter: "kWh", Shared: "water"}
	bound, err = utility.Bind(clauses, table)
	require.Nil(t, bound)
	require.Equal(t, []string{"[0].tariff_name"}, paths(t, err))
	require.ErrorIs(t, err, finance.ErrUnknown)

	bad, err := utility.Metered{Meter: "kWh", Shared: "bad"}.Bind(table)
	require.NoError(t, err)
	require.Equal(t, []string{"tariff_name.unit", "tariff_name.prices"}, paths(t, bad.Validate()))
}

// other is a clause of another room.
type other struct{}

func (other) Window() accrual.Window                       { return accrual.Window{} }
func (other) Meters() []accrual.Meter                      { return nil }
func (other) Earned(s accrual.Span) (finance.Money, error) { return finance.Zero(s.Currency), nil }

// Clauses with tariffs of their own and by name, as values and as a file. What is
// bound is written by its name.
func TestMeteredReadsAndWritesItsFile(t *testing.T) {
	p := telescopic()
	p.Surcharge = finance.MustRate("2.5%")
	p.Slabs = append([]utility.Slab{{UpTo: qty("50.5"), Blocks: []utility.Block{{Price: rub("4.00")}}}}, p.Slabs...)
	p.Seasons = []utility.Season{{From: 11, Through: 3, Slabs: flat("8.00").Slabs}}
	own := tariff("kWh", p)
	own.Per, own.EdgeStep, own.EdgeRounding = qty("10"), qty("1"), finance.Down
	want := []accrual.Named{
		{Name: "electricity", Clause: utility.Metered{Meter: "kWh", Tariff: own, Rounding: finance.HalfUp}, Due: 10},
		{Name: "water", Clause: utility.Metered{Meter: "m³", Shared: "water"}},
	}
	file, err := os.ReadFile("testdata/clauses.json")
	require.NoError(t, err)
	var got []accrual.Named
	require.NoError(t, terms.Decode(file, &got, utility.Kinds()))
	require.Equal(t, want, got)
	bound, err := utility.Bind(got, map[string]utility.Tariff{"water": tariff("m³", flat("50.00"))})
	require.NoError(t, err)
	written, err := terms.Encode(bound, utility.Kinds())
	require.NoError(t, err)
	require.Equal(t, string(bytes.TrimSpace(file)), string(bytes.TrimSpace(written)))
	_, err = terms.Schema(got, utility.Kinds(), "clauses")
	require.NoError(t, err)
	require.Equal(t, "metered", utility.Kinds()[0].Name())
}

// Nothing allocates while a simulation asks.
func TestMeteredAllocatesNothing(t *testing.T) {
	seasonal := telescopic()
	seasonal.Surcharge = finance.MustRate("2.5%")
	seasonal.Seasons = []utility.Season{{From: 3, Through: 3, Slabs: telescopic().Slabs}}
	var m accrual.Earner = utility.Metered{Meter: "kWh", Tariff: tariff("kWh", seasonal)}
	s := span(104_000, 45, 0)
	_, err := m.Earned(s)
	require.NoError(t, err)
	require.LessOrEqual(t, testing.AllocsPerRun(100, func() { _, _ = m.Earned(s) }), allocations)
}
