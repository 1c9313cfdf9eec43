package revshare_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

var thirty = revshare.Commission{Meter: "gross", Rate: finance.MustRate("30%")}

func TestCommission(t *testing.T) {
	for _, c := range []struct {
		name, counted, fee string
		rounding           finance.Rounding
		negative           revshare.Negative
	}{
		{"a month's sales", "3700.00", "1110.00", finance.HalfEven, revshare.Mirrored},
		{"nothing", "0.00", "0.00", finance.HalfEven, revshare.Mirrored},
		{"half a kopeck to even", "0.15", "0.04", finance.HalfEven, revshare.Mirrored}, // 0.045
		{"half a kopeck up", "0.15", "0.05", finance.HalfUp, revshare.Mirrored},
		{"mirrored", "-100.00", "-30.00", finance.HalfEven, revshare.Mirrored},
		{"floor mirrored is the floor of the sale", "-0.11", "-0.03", finance.Floor, revshare.Mirrored}, // -0.033
		{"floor", "0.11", "0.03", finance.Floor, revshare.Mirrored},
		{"floored", "-100.00", "0.00", finance.HalfEven, revshare.Floored},
		{"a floor is not in the way", "100.00", "30.00", finance.HalfEven, revshare.Floored},
		{"nor is a refusal", "100.00", "30.00", finance.HalfEven, revshare.Refused},
		{"nothing is not negative", "0.00", "0.00", finance.HalfEven, revshare.Refused},
	} {
		t.Run(c.name, func(t *testing.T) {
			fee := thirty
			fee.Rounding, fee.Negative = c.rounding, c.negative
			require.Equal(t, c.fee+" RUB", roubles(t, fee, c.counted))
		})
	}
}

// What cannot be computed is an error that says where, and no amount.
func TestRefusedSpans(t *testing.T) {
	slab := revshare.SlabCommission{Meter: "gross", Tiers: slabs("RUB", "0", "10%")}
	refused, refusedSlab := thirty, slab
	refused.Negative, refusedSlab.Negative = revshare.Refused, revshare.Refused
	unknown, unknownSlab := thirty, slab
	unknown.Negative, unknownSlab.Negative = 3, 3
	unrounded := thirty
	unrounded.Rounding = 9
	const least = -1 << 63
	split := revshare.SplitShare{Meter: "gross", Weights: []int64{1, 1}}
	minimum := revshare.Minimum{Amount: finance.MustMoney("500.00 RUB"), Of: "fee"}
	for _, c := range []struct {
		name string
		e    accrual.Earner
		span accrual.Span
		want error
		text string
	}{
		{"no meter", thirty, full(finance.RUB), finance.ErrConflict, "commission: 0 meters in the span, 1 in the clause: conflict"},
		{"two meters", slab, full(finance.RUB, 1, 2), finance.ErrConflict, "slab commission: 2 meters in the span, 1 in the clause: conflict"},
		{"no meter to pass through", revshare.PassThrough{Meter: "m"}, full(finance.RUB), finance.ErrConflict, "pass-through: 0 meters in the span, 1 in the clause: conflict"},
		{"no meter to split", split, full(finance.RUB), finance.ErrConflict, "split: 0 meters in the span, 1 in the clause: conflict"},
		{"no meter to top up", minimum, full(finance.RUB), finance.ErrConflict, "minimum: 0 meters in the span, 1 in the clause: conflict"},
		{"refused", refused, full(finance.RUB, -1), finance.ErrNegative, "commission: total of -0.01 RUB: negative"},
		{"refused by slabs", refusedSlab, full(finance.RUB, -1), finance.ErrNegative, "slab commission: total of -0.01 RUB: negative"},
		{"an unknown rule", unknown, full(finance.RUB, -1), finance.ErrRange, ""},
		{"an unknown rule of slabs", unknownSlab, full(finance.RUB, -1), finance.ErrRange, ""},
		{"an unknown rounding", unrounded, full(finance.RUB, 5), finance.ErrRange, ""},
		{"no opposite", thirty, full(finance.RUB, least), finance.ErrOverflow, ""},
		{"no opposite for slabs", slab, full(finance.RUB, least), finance.ErrOverflow, ""},
		{"another currency", slab, full(finance.USD, 100), finance.ErrCurrency, ""},
		{"another currency for a minimum", minimum, full(finance.USD, 100), finance.ErrCurrency, ""},
		{"no part", revshare.SplitShare{Meter: "gross", Weights: []int64{1, 1}, Part: 2}, full(finance.RUB, 1), finance.ErrRange, "split: part 2 of 2: out of range"},
		{"a part before the first", revshare.SplitShare{Meter: "gross", Weights: []int64{1, 1}, Part: -1}, full(finance.RUB, 1), finance.ErrRange, ""},
		{"no weight", revshare.SplitShare{Meter: "gross", Weights: []int64{0, 0}}, full(finance.RUB, 1), finance.ErrWeights, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := c.e.Earned(c.span)
			require.ErrorIs(t, err, c.want)
			require.Zero(t, got)
			if c.text != "" {
				require.EqualError(t, err, c.text)
			}
		})
	}
}

func TestCommissionSaysWhy(t *testing.T) {
	rub, rate := finance.MustMoney, finance.MustRate("30%")
	traced(t, thirty, full(finance.RUB, 370000), func(w *accrual.Trace) { w.Share(rub("3700.00 RUB"), rate) })
	traced(t, thirty, full(finance.RUB, -10000), func(w *accrual.Trace) { w.Share(rub("-100.00 RUB"), rate) })
	floored := thirty
	floored.Negative = revshare.Floored
	traced(t, floored, full(finance.RUB, -10000), func(w *accrual.Trace) {
		w.AtLeast(rub("-100.00 RUB"), rub("0 RUB"))
		w.Share(rub("0 RUB"), rate)
	})
}

// By the line each sale is rounded: three of 0.05 at 30 % are 0.06 by line
// (0.02 each, half-even of 0.015) and 0.04 on the month (half-even of 0.045).
func TestCommissionByLineAndByMonth(t *testing.T) {
	line := thirty
	line.Per = accrual.ByLine
	require.Equal(t, accrual.Window{Cycle: accrual.ByLine}, line.Window())
	require.Equal(t, "0.02 RUB", roubles(t, line, "0.05"))
	require.Equal(t, "0.04 RUB", roubles(t, thirty, "0.15"))
}

func TestCommissionWindow(t *testing.T) {
	require.Equal(t, accrual.Window{}, thirty.Window())
	require.Equal(t, []accrual.Meter{"gross"}, thirty.Meters())
	year := revshare.Commission{Per: accrual.ByYear, Returns: accrual.InSaleWindow}
	require.Equal(t, accrual.Window{Cycle: accrual.ByYear, Returns: accrual.InSaleWindow}, year.Window())
}

func TestCommissionValidate(t *testing.T) {
	require.NoError(t, thirty.Validate())
	require.NoError(t, revshare.Commission{Meter: "gross", Rate: finance.MustRate("100%")}.Validate())
	require.NoError(t, revshare.Commission{Meter: accrual.Meter(strings.Repeat("m", accrual.MaxText))}.Validate())
	wrong := revshare.Commission{Rate: finance.MustRate("8"), Per: 9, Returns: 2, Negative: 3, Rounding: 9}
	require.EqualError(t, wrong.Validate(), "6 problems: meter: missing; rate: 800% is more than the whole: out of range; per: cycle 9: out of range; "+
		"returns: returns 2: out of range; negative: rule for a negative total 3: out of range; rounding: rounding 9: out of range")
	wrong = revshare.Commission{Meter: accrual.Meter(strings.Repeat("m", accrual.MaxText+1)), Rate: finance.MustRate("-1%"), Per: accrual.ByLine, Returns: accrual.InSaleWindow}
	require.EqualError(t, wrong.Validate(), "3 problems: meter: 257 bytes, at most 256: over the limit; rate: negative; returns: a line has no other window: conflict")
}

func TestNegativeText(t *testing.T) {
	for n, text := range []string{"mirrored", "floored", "refused"} {
		rule := revshare.Negative(n)
		require.Equal(t, text, rule.String())
		written, err := rule.MarshalText()
		require.NoError(t, err)
		var read revshare.Negative
		require.NoError(t, read.UnmarshalText(written))
		require.Equal(t, rule, read)
		require.NoError(t, rule.Validate())
	}
	read := revshare.Refused
	require.ErrorIs(t, read.UnmarshalText([]byte("carried")), finance.ErrUnknown)
	require.Zero(t, read)
	_, err := revshare.Negative(3).MarshalText()
	require.ErrorIs(t, err, finance.ErrRange)
}
