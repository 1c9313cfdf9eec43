package revshare_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// 30 % of the first 100,000 of a month, 25 % of what is over.
var stepped = revshare.SlabCommission{Meter: "gross", Tiers: slabs("RUB", "0", "30%", "100000", "25%")}

func TestSlabCommission(t *testing.T) {
	for _, c := range []struct {
		name, counted, fee string
		negative           revshare.Negative
	}{
		{"below the bound", "40000.00", "12000.00", revshare.Mirrored},
		{"at the bound", "100000.00", "30000.00", revshare.Mirrored},
		{"over the bound", "140000.00", "40000.00", revshare.Mirrored}, // 30000 + 10000
		{"nothing", "0.00", "0.00", revshare.Mirrored},
		{"mirrored over the bound", "-140000.00", "-40000.00", revshare.Mirrored},
		{"floored", "-140000.00", "0.00", revshare.Floored},
	} {
		t.Run(c.name, func(t *testing.T) {
			fee := stepped
			fee.Negative = c.negative
			require.Equal(t, c.fee+" RUB", roubles(t, fee, c.counted))
		})
	}
}

// The rounding is of the whole, not of a layer: 0.05 at 30 % and 0.05 at 50 %
// are 0.015 + 0.025 = 0.04; each layer rounded half-up would give 0.02 + 0.03.
func TestSlabCommissionIsRoundedOnce(t *testing.T) {
	fee := revshare.SlabCommission{Meter: "gross", Tiers: slabs("RUB", "0", "30%", "0.05", "50%"), Rounding: finance.HalfUp}
	require.Equal(t, "0.04 RUB", roubles(t, fee, "0.10"))
	require.Equal(t, "0.02 RUB", roubles(t, fee, "0.05"))
	fee.Rounding = finance.Down
	require.Equal(t, "0.01 RUB", roubles(t, fee, "0.05"))
	require.Equal(t, "-0.01 RUB", roubles(t, fee, "-0.05"))
}

func TestSlabCommissionSaysWhy(t *testing.T) {
	m, r := finance.MustMoney, finance.MustRate
	traced(t, stepped, full(finance.RUB, 14000000), func(w *accrual.Trace) {
		w.Share(m("100000.00 RUB"), r("30%"))
		w.Share(m("40000.00 RUB"), r("25%"))
	})
	traced(t, stepped, full(finance.RUB, -14000000), func(w *accrual.Trace) {
		w.Share(m("-100000.00 RUB"), r("30%"))
		w.Share(m("-40000.00 RUB"), r("25%"))
	})
	fixed := revshare.SlabCommission{Meter: "gross", Tiers: finance.Tiers{Mode: finance.Whole, Steps: []finance.Tier{{Rate: r("5%"), Base: m("10.00 RUB")}}}}
	traced(t, fixed, full(finance.RUB, -10000), func(w *accrual.Trace) {
		w.Fixed(m("-10.00 RUB"))
		w.Share(m("-100.00 RUB"), r("5%"))
	})
}

func TestSlabCommissionValidate(t *testing.T) {
	require.NoError(t, stepped.Validate())
	require.Equal(t, []accrual.Meter{"gross"}, stepped.Meters())
	require.Equal(t, accrual.Window{Cycle: accrual.ByQuarter, Returns: accrual.InSaleWindow},
		revshare.SlabCommission{Per: accrual.ByQuarter, Returns: accrual.InSaleWindow}.Window())
	wrong := revshare.SlabCommission{Tiers: slabs("RUB", "0", "-1%", "100", "101%"), Per: 9, Returns: 2, Negative: 3, Rounding: 9}
	require.EqualError(t, wrong.Validate(), "7 problems: meter: missing; tiers.steps[0].rate: negative; tiers.steps[1].rate: 101% is more than the whole: out of range; "+
		"per: cycle 9: out of range; returns: returns 2: out of range; negative: rule for a negative total 3: out of range; rounding: rounding 9: out of range")
	many := stepped
	many.Tiers.Steps = nil
	for i := range int64(100) {
		many.Tiers.Steps = append(many.Tiers.Steps, finance.Tier{Over: finance.Minor(i, finance.RUB)})
	}
	require.NoError(t, many.Validate())
	many.Tiers.Steps = append(many.Tiers.Steps, finance.Tier{Over: finance.Minor(100, finance.RUB)})
	require.EqualError(t, many.Validate(), "tiers: 101 steps, at most 100: over the limit")
}
