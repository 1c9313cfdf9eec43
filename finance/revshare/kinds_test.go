package revshare_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
	"github.com/creative-cluster/kvartal/finance/terms"
)

type file struct {
	Clauses []accrual.Named `json:"clauses"`
}

const written = `{"clauses": [
	{"name": "proceeds", "kind": "pass-through", "meter": "gross", "untaxed": true},
	{"name": "fee", "kind": "commission", "meter": "gross", "rate": "30%", "per": "line", "negative": "floored", "rounding": "half-up", "back": true},
	{"name": "slabs", "kind": "slab-commission", "meter": "gross", "returns": "sale-window",
	 "tiers": {"mode": "slab", "steps": [{"over": "0.00 RUB", "rate": "30%"}, {"over": "100000.00 RUB", "rate": "25%"}]}},
	{"name": "frozen", "kind": "frozen-commission", "meter": "gross", "within": 14, "per": "year",
	 "tiers": {"mode": "slab", "steps": [{"over": "0.00 RUB", "rate": "10%"}]}},
	{"name": "minimum", "kind": "minimum", "amount": "5000.00 RUB", "of": "fee", "prorated": true},
	{"name": "co-creator", "kind": "split-share", "meter": "gross", "weights": [60, 40], "part": 1, "remainder": "first", "to": "M-2"},
	{"name": "by order", "kind": "frozen-commission", "meter": "gross", "at_least": "1.00 RUB", "at_most": "500.00 RUB",
	 "tiers": {"mode": "slab", "steps": [{"over": "0.00 RUB", "rate": "10%"}]}},
	{"name": "by card", "kind": "card-commission", "per": "quarter", "card": {"meter": "gross", "order": ["brand", "category", "channel", "date"], "default": "40%", "rules": [
		{"name": "knitwear", "category": "clothes/knitwear", "channel": "online", "on": "2026-01-01/2026-07-01", "rate": "25%"},
		{"name": "house brand", "brand": "B-1", "tiers": {"mode": "slab", "steps": [{"over": "0.00 RUB", "rate": "30%"}]}}]}},
	{"name": "target", "kind": "target-commission", "meter": "gross", "counter": "units", "rungs": [{"rate": "30%"}, {"over": 500, "rate": "25%"}],
	 "bonuses": [{"from": 100, "amount": "1000.00 RUB"}]},
	{"name": "royalty", "kind": "escalator", "meter": "gross", "counter": "units", "per": "life", "rungs": [{"rate": "10%"}, {"over": 5000, "rate": "12.5%"}]},
	{"name": "shelf", "kind": "fixed-fee", "amount": "800.00 RUB", "times": "1.2", "unit": "m", "prorated": true},
	{"name": "packing", "kind": "unit-fee", "meter": "units", "price": "15.00 RUB"},
	{"name": "net", "kind": "net-base", "meter": "gross", "deductions": [
		{"name": "VAT", "tax": [{"from": "2026-01-01", "value": "20%", "source": "made up"}]},
		{"name": "discount", "meter": "discount", "borne": "40%"}, {"name": "fund", "rate": "2%", "of_gross": true, "adds": true}]},
	{"name": "share", "kind": "share-of", "rate": "30%", "of": {"kind": "net-base", "meter": "gross", "deductions": [{"name": "returns", "meter": "returns"}]}},
	{"name": "greater", "kind": "combined", "take": "greatest", "at_most": "9.00 RUB", "of": [
		{"kind": "fixed-fee", "amount": "300.00 RUB"}, {"kind": "combined", "of": [{"kind": "commission", "meter": "gross", "rate": "10%"}]}]},
	{"name": "cap", "kind": "cap", "amount": "20000.00 RUB", "of": ["fee", "target"], "per": "year"}
]}`

var thirtySlab = slabs("RUB", "0", "30%")

// A file may say each clause with each field that it has.
func TestKinds(t *testing.T) {
	var read file
	require.NoError(t, terms.Decode([]byte(written), &read, revshare.Kinds()))
	want := []accrual.Clause{
		revshare.PassThrough{Meter: "gross"},
		revshare.Commission{Meter: "gross", Rate: finance.MustRate("30%"), Per: accrual.ByLine, Negative: revshare.Floored, Rounding: finance.HalfUp},
		revshare.SlabCommission{Meter: "gross", Returns: accrual.InSaleWindow, Tiers: slabs("RUB", "0", "30%", "100000", "25%")},
		revshare.FrozenCommission{Meter: "gross", Within: 14, Per: accrual.ByYear, Tiers: slabs("RUB", "0", "10%")},
		revshare.Minimum{Amount: finance.MustMoney("5000.00 RUB"), Of: "fee", Prorated: true},
		revshare.SplitShare{Meter: "gross", Weights: []int64{60, 40}, Part: 1, Remainder: finance.First},
		revshare.FrozenCommission{Meter: "gross", AtLeast: rub("1.00 RUB"), AtMost: rub("500.00 RUB"), Tiers: slabs("RUB", "0", "10%")},
		revshare.CardCommission{Per: accrual.ByQuarter, Card: revshare.RateCard{Meter: "gross", Order: card.Order, Default: rate("40%"), Rules: []revshare.CardRule{
			{Name: "knitwear", Category: "clothes/knitwear", Channel: "online", On: civil.MustPeriod("2026-01-01/2026-07-01"), Rate: rate("25%")},
			{Name: "house brand", Brand: "B-1", Tiers: &thirtySlab},
		}}},
		revshare.TargetCommission{Meter: "gross", Counter: "units", Rungs: target.Rungs, Bonuses: target.Bonuses[:1]},
		revshare.Escalator{Meter: "gross", Counter: "units", Per: accrual.ByLife, Rungs: royalty.Rungs[:2]},
		revshare.FixedFee{Amount: rub("800.00 RUB"), Times: finance.MustNumber("1.2"), Unit: "m", Prorated: true},
		revshare.UnitFee{Meter: "units", Price: rub("15.00 RUB")},
		revshare.NetBase{Meter: "gross", Deductions: []revshare.Deduction{
			{Name: "VAT", Tax: civil.Timeline[finance.Rate]{{From: civil.MustDate("2026-01-01"), Value: rate("20%"), Source: "made up"}}},
			{Name: "discount", Meter: "discount", Borne: rate("40%")}, {Name: "fund", Rate: rate("2%"), OfGross: true, Adds: true},
		}},
		revshare.ShareOf{Rate: rate("30%"), Of: revshare.Part{Clause: revshare.NetBase{Meter: "gross", Deductions: []revshare.Deduction{{Name: "returns", Meter: "returns"}}}}},
		revshare.Combined{Take: revshare.Greatest, AtMost: rub("9.00 RUB"), Of: revshare.Parts(
			revshare.FixedFee{Amount: rub("300.00 RUB")},
			revshare.Combined{Of: revshare.Parts(revshare.Commission{Meter: "gross", Rate: rate("10%")})},
		)},
		revshare.Cap{Amount: rub("20000.00 RUB"), Of: []string{"fee", "target"}, Per: accrual.ByYear},
	}
	require.Len(t, read.Clauses, len(want))
	for i, n := range read.Clauses {
		require.Equal(t, want[i], n.Clause)
		require.NoError(t, n.Validate())
	}
	text, err := terms.Encode(read, revshare.Kinds())
	require.NoError(t, err)
	var again file
	require.NoError(t, terms.Decode(text, &again, revshare.Kinds()))
	require.Equal(t, read, again)
}
