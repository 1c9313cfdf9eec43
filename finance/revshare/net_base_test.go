package revshare_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// Rates of a country that never was.
var vat = civil.Timeline[finance.Rate]{
	{From: civil.MustDate("2025-01-01"), Value: finance.MustRate("20%"), Source: "made up"},
	{From: civil.MustDate("2026-04-01"), Value: finance.MustRate("22%"), Source: "made up"},
}

// From what buyers paid to the maker's net: returns, the tax inside, the discount
// of which the maker bears 40 %, the shop's part of the card fee given back, a
// fund of 2 % of gross, delivery at 5 % of what is left.
var net = revshare.NetBase{Meter: "gross", Deductions: []revshare.Deduction{
	{Name: "returns", Meter: "returns"},
	{Name: "VAT", Tax: vat},
	{Name: "discount", Meter: "discount", Borne: finance.MustRate("40%")},
	{Name: "card fee of the shop", Meter: "card", Borne: finance.MustRate("1/3"), Adds: true},
	{Name: "fund", Rate: finance.MustRate("2%"), OfGross: true},
	{Name: "delivery", Rate: finance.MustRate("5%")},
}}

func TestNetBase(t *testing.T) {
	require.NoError(t, net.Validate())
	require.Equal(t, []accrual.Meter{"gross", "returns", "discount", "card"}, net.Meters())
	// 1320 - 120 = 1200; - 200 = 1000; - 40 % of 50 = 980; + a third of 10 = 983.33;
	// - 2 % of 1320 = 956.93; - 5 % = 47.85 (47.8465): 909.08
	span := full(finance.RUB, 132000, 12000, 5000, 1000)
	got, err := net.Earned(span)
	require.NoError(t, err)
	require.Equal(t, "909.08 RUB", got.String())
	span.Window = civil.MustMonth("2026-04").Period() // 22 % of 1200: 216.39
	got, err = net.Earned(span)
	require.NoError(t, err)
	require.Equal(t, "893.51 RUB", got.String()) // 983.61 - 20 + 3.33 - 26.40 = 940.54; - 47.03
}

// The lines are in their order: a share of what is left is of what is left there.
func TestNetBaseOrder(t *testing.T) {
	discount, fund := revshare.Deduction{Name: "discount", Meter: "discount"}, revshare.Deduction{Name: "fund", Rate: rate("10%")}
	for want, lines := range map[string][]revshare.Deduction{"720.00 RUB": {discount, fund}, "700.00 RUB": {fund, discount}} {
		got, err := revshare.NetBase{Meter: "gross", Deductions: lines}.Earned(full(finance.RUB, 100000, 20000))
		require.NoError(t, err)
		require.Equal(t, want, got.String())
	}
}

// Tax on top is added to what is without it, tax inside is taken out of it.
func TestNetBaseTax(t *testing.T) {
	for want, d := range map[string]revshare.Deduction{"1200.00 RUB": {Name: "VAT", Tax: vat, Adds: true}, "833.33 RUB": {Name: "VAT", Tax: vat}} {
		got, err := revshare.NetBase{Meter: "gross", Deductions: []revshare.Deduction{d}}.Earned(full(finance.RUB, 100000))
		require.NoError(t, err)
		require.Equal(t, want, got.String())
	}
}

// What came back mirrors what was sold, by every rounding.
func TestNetBaseMirrors(t *testing.T) {
	b := net
	for r := range finance.Rounding(9) {
		b.Rounding = r
		for _, n := range [][]int64{{132001, 12007, 5003, 1001}, {1, 0, 1, 1}, {77777, 1, 333, 5}} {
			sold, err := b.Earned(full(finance.RUB, n...))
			require.NoError(t, err)
			back, err := b.Earned(full(finance.RUB, -n[0], -n[1], -n[2], -n[3]))
			require.NoError(t, err)
			require.Equal(t, sold.Minor(), -back.Minor(), "%v %v", r, n)
		}
	}
}

func TestNetBaseSaysEachLine(t *testing.T) {
	a := accrual.Agreement{
		ID: "C-1", Currency: finance.RUB, Meters: net.Meters(),
		Amendments: []accrual.Amendment{{
			From: march.From, Known: march.From, Parties: &accrual.Parties{Creditor: "maker", Debtor: "shop"}, Term: &march,
			Set: []accrual.Named{{Name: "net", Clause: net}, {Name: "fee", Clause: revshare.Commission{Meter: accrual.Of("net"), Rate: rate("30%")}, Back: true}},
		}},
	}
	sale := accrual.Fact{ID: "S-1", Agreement: "C-1", On: march.From, Known: march.From, Adds: []accrual.Reading{
		{Meter: "gross", N: 132000}, {Meter: "returns", N: 12000}, {Meter: "discount", N: 5000}, {Meter: "card", N: 1000},
	}}
	facts := func(yield func(accrual.Fact) bool) { yield(sale) }
	why, err := accrual.Explain(a, accrual.Key{Agreement: "C-1", Clause: "net", Slot: march}, march.To, facts)
	require.NoError(t, err)
	require.Equal(t, `1320.00 RUB; less "returns" 120.00 RUB, leaves 1200.00 RUB; less "VAT" 200.00 RUB (20% inside 1200.00 RUB), leaves 1000.00 RUB; `+
		`less "discount" 20.00 RUB (50.00 RUB × 40%), leaves 980.00 RUB; plus "card fee of the shop" 3.33 RUB (10.00 RUB × 1/3), leaves 983.33 RUB; `+
		`less "fund" 26.40 RUB (1320.00 RUB × 2%), leaves 956.93 RUB; less "delivery" 47.85 RUB (956.93 RUB × 5%), leaves 909.08 RUB`, why.String())
	russian := why.Text(accrual.Russian)
	require.Contains(t, russian, "минус \"VAT\" "+finance.FormatRU(rub("200.00 RUB"))+" (20% внутри "+finance.FormatRU(rub("1200.00 RUB"))+"), остаётся "+finance.FormatRU(rub("1000.00 RUB")))
	fee, err := accrual.Explain(a, accrual.Key{Agreement: "C-1", Clause: "fee", Slot: march}, march.To, facts)
	require.NoError(t, err)
	require.Equal(t, "272.72 RUB", fee.Net.String()) // 30 % of 909.08 = 272.724
	require.Equal(t, "909.08 RUB × 30%", fee.String())
}

func TestNetBaseRefuses(t *testing.T) {
	_, err := net.Earned(full(finance.RUB, 1, 2, 3))
	require.EqualError(t, err, "net base: 3 meters in the span, 4 in the clause: conflict")
	early := full(finance.RUB, 1, 2, 3, 4)
	early.Window = civil.MustMonth("2024-12").Period()
	_, err = net.Earned(early)
	require.EqualError(t, err, `net base: "VAT": rate of 2024-12-01: missing`)
	for _, n := range [][]int64{{-1 << 63, 0, 0, 0}, {0, -1 << 63, 0, 0}} {
		_, err := net.Earned(full(finance.RUB, n...))
		require.ErrorIs(t, err, finance.ErrOverflow)
	}
}

func TestNetBaseValidate(t *testing.T) {
	with := func(d ...revshare.Deduction) revshare.NetBase {
		return revshare.NetBase{Meter: "gross", Deductions: d}
	}
	mid := civil.Timeline[finance.Rate]{{From: civil.MustDate("2026-04-02"), Value: rate("20%"), Source: "x"}}
	high := civil.Timeline[finance.Rate]{{From: civil.MustDate("2026-04-01"), Value: rate("1001%"), Source: "x"}, {From: civil.MustDate("2026-05-01"), Value: rate("-1%")}}
	yearly := with(revshare.Deduction{Name: "VAT", Tax: vat})
	yearly.Per = accrual.ByYear
	byLine := with(revshare.Deduction{Name: "x", Meter: accrual.Of("fee")})
	byLine.Per = accrual.ByLine
	for want, b := range map[string]revshare.NetBase{
		"3 problems: meter: missing; per: cycle 9: out of range; rounding: rounding 9: out of range":                                                   {Per: 9, Rounding: 9},
		"2 problems: deductions[0].name: missing; deductions[0].meter: a meter, a rate or a tax: missing":                                              with(revshare.Deduction{}),
		"deductions[0].meter: more than one of meter, rate and tax: conflict":                                                                          with(revshare.Deduction{Name: "x", Meter: "m", Rate: rate("1%")}),
		"deductions[0].borne: of no meter: conflict":                                                                                                   with(revshare.Deduction{Name: "x", Rate: rate("1%"), Borne: rate("1%")}),
		"deductions[0].borne: 101% is more than the whole: out of range":                                                                               with(revshare.Deduction{Name: "x", Meter: "m", Borne: rate("101%")}),
		"deductions[0].of_gross: without a rate: conflict":                                                                                             with(revshare.Deduction{Name: "x", Meter: "m", OfGross: true}),
		"deductions[0].rate: 101% is more than the whole: out of range":                                                                                with(revshare.Deduction{Name: "x", Rate: rate("101%")}),
		"deductions[0].rate: negative":                                                                                                                 with(revshare.Deduction{Name: "x", Rate: rate("-1%"), Adds: true}),
		"deductions[1].rate: with those before it 101% of gross: out of range":                                                                         with(revshare.Deduction{Name: "x", Rate: rate("60%"), OfGross: true}, revshare.Deduction{Name: "y", Rate: rate("41%"), OfGross: true}),
		"deductions[0].tax[0].from: 2026-04-02 is not the first day of a month: out of range":                                                          with(revshare.Deduction{Name: "x", Tax: mid}),
		"3 problems: deductions[0].tax[1].source: missing; deductions[0].tax[0].value: over 1000%: out of range; deductions[0].tax[1].value: negative": with(revshare.Deduction{Name: "x", Tax: high}),
		"deductions[0].tax: in a window by year, not by month or line: conflict":                                                                       yearly,
		`meter: "clause:fee" by line: conflict`:                                                                                                        byLine,
	} {
		require.EqualError(t, b.Validate(), want)
	}
	require.NoError(t, with(revshare.Deduction{Name: "x", Rate: rate("60%"), OfGross: true}, revshare.Deduction{Name: "y", Rate: rate("41%")}, revshare.Deduction{Name: "z", Rate: rate("150%"), Adds: true, OfGross: true}).Validate())
	require.NoError(t, with(revshare.Deduction{Name: "x", Rate: rate("60%"), OfGross: true}, revshare.Deduction{Name: "y", Rate: rate("40%"), OfGross: true}).Validate())
	require.NoError(t, with().Validate())
	require.ErrorIs(t, with(make([]revshare.Deduction, 64)...).Validate(), finance.ErrLimit)
	require.Equal(t, accrual.Window{Cycle: accrual.ByYear, Returns: accrual.InSaleWindow}, revshare.NetBase{Per: accrual.ByYear, Returns: accrual.InSaleWindow}.Window())
}
