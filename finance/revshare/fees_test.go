package revshare_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// A shelf of 1.2 metres at 800 a metre and month.
var shelf = revshare.FixedFee{Amount: finance.MustMoney("800.00 RUB"), Times: finance.MustNumber("1.2"), Unit: "m"}

func TestFixedFee(t *testing.T) {
	part := full(finance.RUB)
	part.Held = []civil.Period{{From: civil.MustDate("2026-03-21"), To: civil.MustDate("2026-09-01")}}
	listing := revshare.FixedFee{Amount: rub("6000.00 RUB"), Per: accrual.ByYear}
	prorated, down := shelf, shelf
	prorated.Prorated, down.Prorated, down.Rounding = true, true, finance.Down
	plain := revshare.FixedFee{Amount: rub("100.00 RUB"), Prorated: true}
	for _, c := range []struct {
		fee  revshare.FixedFee
		want string
	}{
		{shelf, "960.00 RUB"},
		{listing, "6000.00 RUB"},
		{prorated, "340.65 RUB"}, // 960 × 11/31 = 340.645...
		{down, "340.64 RUB"},
		{plain, "35.48 RUB"},
	} {
		require.NoError(t, c.fee.Validate())
		require.Empty(t, c.fee.Meters())
		got, err := c.fee.Earned(part)
		require.NoError(t, err)
		require.Equal(t, c.want, got.String())
	}
	require.Equal(t, accrual.Window{Cycle: accrual.ByYear}, listing.Window())
	part.To = civil.MustDate("2026-03-26") // so far five days
	got, err := prorated.Earned(part)
	require.NoError(t, err)
	require.Equal(t, "154.84 RUB", got.String())
	part.Window = civil.Period{}
	_, err = plain.Earned(part)
	require.ErrorIs(t, err, finance.ErrRange)
}

func TestFixedFeeSaysWhy(t *testing.T) {
	part := full(finance.RUB)
	part.Held = []civil.Period{{From: civil.MustDate("2026-03-21"), To: civil.MustDate("2026-09-01")}}
	fee := shelf
	traced(t, fee, part, func(w *accrual.Trace) { w.Times(rub("800.00 RUB"), rate("120%"), "m") })
	fee.Prorated = true
	traced(t, fee, part, func(w *accrual.Trace) {
		w.Times(rub("800.00 RUB"), rate("120%"), "m")
		w.OfDays(11, 31)
	})
	fee.Times = finance.Number{}
	traced(t, fee, part, func(w *accrual.Trace) { w.Days(rub("800.00 RUB"), 11, 31) })
	fee.Prorated = false
	traced(t, fee, part, func(w *accrual.Trace) { w.Fixed(rub("800.00 RUB")) })
}

func TestFixedFeeValidate(t *testing.T) {
	wrong := revshare.FixedFee{Times: finance.MustNumber("-1"), Unit: string(make([]byte, 257)), Per: accrual.ByLine, Rounding: 9}
	require.EqualError(t, wrong.Validate(), "5 problems: amount: missing; times: negative; unit: over the limit; per: no fact is counted: conflict; rounding: rounding 9: out of range")
	wrong = revshare.FixedFee{Amount: rub("-1.00 RUB"), Per: accrual.ByLife, Prorated: true}
	require.EqualError(t, wrong.Validate(), "2 problems: amount: negative; prorated: a life may have no end: conflict")
	require.NoError(t, revshare.FixedFee{Amount: rub("1.00 RUB"), Per: accrual.ByLife}.Validate())
}

func TestUnitFee(t *testing.T) {
	fee := revshare.UnitFee{Meter: "units", Price: rub("15.00 RUB"), Unit: "pcs"}
	require.NoError(t, fee.Validate())
	for n, want := range map[int64]string{0: "0.00 RUB", 1: "15.00 RUB", 7: "105.00 RUB", -2: "-30.00 RUB"} {
		got, err := fee.Earned(full(finance.RUB, n))
		require.NoError(t, err)
		require.Equal(t, want, got.String())
	}
	traced(t, fee, full(finance.RUB, 7), func(w *accrual.Trace) { w.Times(rub("15.00 RUB"), rate("700%"), "pcs") })
	_, err := fee.Earned(full(finance.RUB, 1<<62))
	require.ErrorIs(t, err, finance.ErrOverflow)
	_, err = fee.Earned(full(finance.RUB))
	require.EqualError(t, err, "unit fee: 0 meters in the span, 1 in the clause: conflict")
	wrong := revshare.UnitFee{Unit: string(make([]byte, 257)), Per: accrual.ByLine, Returns: accrual.InSaleWindow}
	require.EqualError(t, wrong.Validate(), "4 problems: meter: missing; price: missing; unit: over the limit; returns: a line has no other window: conflict")
	require.Equal(t, accrual.Window{Cycle: accrual.ByLife, Returns: accrual.InSaleWindow}, revshare.UnitFee{Per: accrual.ByLife, Returns: accrual.InSaleWindow}.Window())
}

// Two fees of at most 20,000 together a year.
var capped = revshare.Cap{Amount: finance.MustMoney("20000.00 RUB"), Of: []string{"fee", "card"}, Per: accrual.ByYear}

func TestCap(t *testing.T) {
	require.NoError(t, capped.Validate())
	require.Equal(t, []accrual.Meter{accrual.Of("fee"), accrual.Of("card")}, capped.Meters())
	require.Equal(t, accrual.Window{Cycle: accrual.ByYear}, capped.Window())
	for _, c := range []struct {
		fee, card int64
		want      string
	}{
		{1200000, 700000, "0.00 RUB"},
		{1200000, 800000, "0.00 RUB"},
		{1200000, 800001, "-0.01 RUB"},
		{1500000, 900000, "-4000.00 RUB"},
		{-5000, 0, "0.00 RUB"},
	} {
		got, err := capped.Earned(full(finance.RUB, c.fee, c.card))
		require.NoError(t, err)
		require.Equal(t, c.want, got.String())
	}
	traced(t, capped, full(finance.RUB, 1500000, 900000), func(w *accrual.Trace) {
		w.AtMost(rub("24000.00 RUB"), rub("20000.00 RUB"))
		w.Charged(rub("20000.00 RUB"), rub("15000.00 RUB"), "fee")
		w.Charged(rub("5000.00 RUB"), rub("9000.00 RUB"), "card")
	})
	part := full(finance.RUB, 1500000, 900000)
	part.Held = []civil.Period{{From: civil.MustDate("2026-03-21"), To: civil.MustDate("2026-09-01")}}
	prorated := capped
	prorated.Prorated, prorated.Rounding = true, finance.Up // 20000 × 11/31 = 7096.774
	got, err := prorated.Earned(part)
	require.NoError(t, err)
	require.Equal(t, "-16903.22 RUB", got.String())
	for _, span := range []accrual.Span{full(finance.RUB, 1), full(finance.RUB, 1<<62, 1<<62), full(finance.USD, 1, 1)} {
		_, err := capped.Earned(span)
		require.ErrorContains(t, err, "cap: ")
	}
	_, err = capped.Earned(full(finance.RUB, 1))
	require.EqualError(t, err, "cap: 1 meters in the span, 2 in the clause: conflict")
}

func TestCapValidate(t *testing.T) {
	wrong := revshare.Cap{Per: accrual.ByLine, Rounding: 9}
	require.EqualError(t, wrong.Validate(), "4 problems: amount: missing; of: missing; per: a fact charges no clause: conflict; rounding: rounding 9: out of range")
	wrong = revshare.Cap{Amount: rub("1.00 RUB"), Of: []string{"a", "", "a"}, Per: accrual.ByLife, Prorated: true}
	require.EqualError(t, wrong.Validate(), "3 problems: of[1]: missing; of[2]: duplicate; prorated: a life may have no end: conflict")
	require.ErrorIs(t, revshare.Cap{Amount: rub("1.00 RUB"), Of: make([]string, 65)}.Validate(), finance.ErrLimit)
}

func TestShareOf(t *testing.T) {
	of := revshare.Part{Clause: revshare.Combined{AtMost: rub("100.00 RUB"), Of: revshare.Parts(revshare.PassThrough{Meter: "gross"})}}
	share := revshare.ShareOf{Of: of, Rate: rate("33.5%")}
	require.NoError(t, share.Validate())
	require.Equal(t, []accrual.Meter{"gross"}, share.Meters())
	require.Equal(t, "16.75 RUB", roubles(t, share, "50.00"))
	require.Equal(t, "33.50 RUB", roubles(t, share, "500.00"))
	require.Equal(t, "-16.75 RUB", roubles(t, share, "-50.00"))
	share.Rounding = finance.Up
	require.Equal(t, "0.01 RUB", roubles(t, share, "0.01"))
	require.Equal(t, "-0.01 RUB", roubles(t, share, "-0.01"))
	share.Negative = revshare.Floored
	require.Equal(t, "0.00 RUB", roubles(t, share, "-50.00"))
	traced(t, share, full(finance.RUB, 5000), func(w *accrual.Trace) {
		w.Fixed(rub("50.00 RUB"))
		w.AtMost(rub("50.00 RUB"), rub("100.00 RUB"))
		w.OfPart(rate("33.5%"))
	})
	share.Negative = revshare.Refused
	_, err := share.Earned(full(finance.RUB, -1))
	require.EqualError(t, err, "share of: total of -0.01 RUB: negative")
	_, err = share.Earned(full(finance.RUB))
	require.ErrorIs(t, err, finance.ErrConflict)
	nested := revshare.Combined{Of: revshare.Parts(share, revshare.FixedFee{Amount: rub("1.00 RUB")})}
	require.NoError(t, nested.Validate())
	require.Equal(t, "17.75 RUB", roubles(t, nested, "50.00"))
	wrong := revshare.ShareOf{Rate: rate("2"), Per: 9, Negative: 3, Rounding: 9}
	require.EqualError(t, wrong.Validate(), "5 problems: of.kind: missing; rate: 200% is more than the whole: out of range; per: cycle 9: out of range; negative: rule for a negative total 3: out of range; rounding: rounding 9: out of range")
	line := revshare.ShareOf{Per: accrual.ByLine, Of: revshare.Part{Clause: revshare.PassThrough{Meter: accrual.Of("net")}}}
	require.EqualError(t, line.Validate(), `of: "clause:net" by line: conflict`)
	require.Equal(t, accrual.Window{Cycle: accrual.ByYear, Returns: accrual.InSaleWindow}, revshare.ShareOf{Per: accrual.ByYear, Returns: accrual.InSaleWindow}.Window())
}

func TestGrossUp(t *testing.T) {
	got, err := revshare.GrossUp(rub("1000.00 RUB"), rate("15%"), finance.HalfUp)
	require.NoError(t, err)
	require.Equal(t, "1176.47 RUB", got.String())
	got, err = revshare.GrossUp(rub("1000.00 RUB"), rate("0"), finance.HalfUp)
	require.NoError(t, err)
	require.Equal(t, "1000.00 RUB", got.String())
	for _, taken := range []string{"100%", "101%", "-1%"} {
		got, err := revshare.GrossUp(rub("1000.00 RUB"), rate(taken), finance.HalfUp)
		require.ErrorIs(t, err, finance.ErrRange, taken)
		require.Zero(t, got)
	}
	got, err = revshare.BaseOf(rub("69300.00 RUB"), rate("22%"), finance.HalfUp)
	require.NoError(t, err)
	require.Equal(t, "315000.00 RUB", got.String())
	for _, r := range []string{"0", "-22%"} {
		_, err = revshare.BaseOf(rub("1.00 RUB"), rate(r), finance.HalfUp)
		require.ErrorIs(t, err, finance.ErrRange, r)
	}
}

func TestCheckPlan(t *testing.T) {
	fee := func(meter accrual.Meter, share string, back bool) accrual.Named {
		return accrual.Named{Name: share, Back: back, Clause: revshare.Commission{Meter: meter, Rate: rate(share)}}
	}
	require.NoError(t, revshare.CheckPlan(nil))
	require.NoError(t, revshare.CheckPlan([]accrual.Named{fee("gross", "60%", true), fee("gross", "40%", true), fee("gross", "60%", false), fee("card", "60%", true), {Clause: shelf}}))
	require.EqualError(t, revshare.CheckPlan([]accrual.Named{fee("gross", "60%", true), {Clause: shelf}, fee("gross", "40.1%", true)}), `[2].rate: shares of "gross" sum to 100.1%: out of range`)
}
