package revshare_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
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
	{"name": "co-creator", "kind": "split-share", "meter": "gross", "weights": [60, 40], "part": 1, "remainder": "first", "to": "M-2"}
]}`

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
