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

const carryingWritten = `{"clauses": [
	{"name": "advance", "kind": "advance", "instalments": [{"on": "2026-01-10", "amount": "250.00 RUB"}]},
	{"name": "recouped", "kind": "recoupment", "advanced": ["clause:advance"], "earned": ["gross"], "share": "50%", "after": ["other"], "rounding": "down", "back": true},
	{"name": "guarantee", "kind": "guarantee", "amount": "100.00 RUB", "of": "royalty", "per": "year", "within": 3, "until": "2030-12-31", "prorated": true, "rounding": "up"},
	{"name": "reserve", "kind": "reserve", "meter": "gross", "rate": "10%", "months": 6, "draws": "back", "rounding": "up"},
	{"name": "dated", "kind": "reserve", "meter": "gross", "rate": "10%", "dates": ["2026-06-30"], "returns": "sale-window"},
	{"name": "loss", "kind": "loss-carry", "meter": "result", "rate": "20%", "per": "quarter", "returns": "sale-window", "limit": "50%", "within": 10, "rounding": "up"},
	{"name": "card", "kind": "refundable-fee", "meter": "gross", "fixed": "0.30 RUB", "rate": "2.9%", "keeps": "fixed", "within": 14, "rounding": "up"}
]}`

// A file may say each clause that carries state with each field that it has.
func TestKindsThatCarry(t *testing.T) {
	var read file
	require.NoError(t, terms.Decode([]byte(carryingWritten), &read, revshare.Kinds()))
	tenPercent := finance.MustRate("10%")
	want := []accrual.Clause{
		advanced("2026-01-10", "250.00"),
		revshare.Recoupment{Advanced: []accrual.Meter{accrual.Of("advance")}, Earned: []accrual.Meter{"gross"}, Share: finance.MustRate("50%"), After: []string{"other"}, Rounding: finance.Down},
		revshare.Guarantee{Amount: finance.MustMoney("100.00 RUB"), Of: "royalty", Per: accrual.ByYear, Within: 3, Until: civil.MustDate("2030-12-31"), Prorated: true, Rounding: finance.Up},
		revshare.Reserve{Meter: "gross", Rate: tenPercent, Months: 6, Draws: "back", Rounding: finance.Up},
		revshare.Reserve{Meter: "gross", Rate: tenPercent, Dates: []civil.Date{civil.MustDate("2026-06-30")}, Returns: accrual.InSaleWindow},
		revshare.LossCarry{Meter: "result", Rate: finance.MustRate("20%"), Per: accrual.ByQuarter, Returns: accrual.InSaleWindow, Limit: finance.MustRate("50%"), Within: 10, Rounding: finance.Up},
		revshare.RefundableFee{Meter: "gross", Fixed: finance.MustMoney("0.30 RUB"), Rate: finance.MustRate("2.9%"), Keeps: revshare.KeepsFixed, Within: 14, Rounding: finance.Up},
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
