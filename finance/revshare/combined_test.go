package revshare_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

var (
	rub  = finance.MustMoney
	rate = finance.MustRate
)

// 20 % of an order, at least 50 and at most 500.
var bounded = revshare.Combined{
	Of:  revshare.Parts(revshare.Commission{Meter: "gross", Rate: finance.MustRate("20%")}),
	Per: accrual.ByLine, AtLeast: finance.MustMoney("50.00 RUB"), AtMost: finance.MustMoney("500.00 RUB"),
}

func TestCombinedBoundsOfAnOrder(t *testing.T) {
	for _, c := range []struct{ name, order, fee string }{
		{"between", "1000.00", "200.00"},
		{"below the floor", "100.00", "50.00"},
		{"at the floor", "250.00", "50.00"},
		{"at the cap", "2500.00", "500.00"},
		{"over the cap", "2500.05", "500.00"},
		{"far over the cap", "90000.00", "500.00"},
		{"an order of nothing", "0.00", "50.00"},
		{"a whole refund under the floor", "-100.00", "-50.00"},
		{"a whole refund", "-1000.00", "-200.00"},
		{"a whole refund over the cap", "-90000.00", "-500.00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.NoError(t, bounded.Validate())
			require.Equal(t, c.fee+" RUB", roubles(t, bounded, c.order))
		})
	}
}

// A month, quarter, year or life has the bounds of its total; what came back on
// balance does not turn a minimum round.
func TestCombinedBoundsOfAWindow(t *testing.T) {
	c := bounded
	c.Of = revshare.Parts(revshare.Commission{Meter: "gross", Rate: rate("20%"), Per: accrual.ByYear})
	c.Per = accrual.ByYear
	require.NoError(t, c.Validate())
	require.Equal(t, "500.00 RUB", roubles(t, c, "9000.00"))
	require.Equal(t, "50.00 RUB", roubles(t, c, "-9000.00"))
	require.Equal(t, accrual.Window{Cycle: accrual.ByYear, Once: true}, c.Window(), "a yearly minimum waits for the year")
	c.AtLeast = finance.Money{}
	require.Equal(t, accrual.Window{Cycle: accrual.ByYear}, c.Window())
	require.Equal(t, "-1800.00 RUB", roubles(t, c, "-9000.00"))
	c.Per, c.AtLeast, c.Returns = accrual.ByMonth, rub("50.00 RUB"), accrual.InSaleWindow
	require.Equal(t, accrual.Window{Returns: accrual.InSaleWindow}, c.Window())
}

func TestCombinedBoundsOfPartOfAWindow(t *testing.T) {
	c := bounded
	c.Per, c.Prorated = accrual.ByMonth, true
	part := full(finance.RUB, 0)
	part.Held = []civil.Period{{From: civil.MustDate("2026-03-21"), To: civil.MustDate("2026-09-01")}}
	for counted, want := range map[int64]string{0: "17.74 RUB", 10_000_00: "177.42 RUB", 500_00: "100.00 RUB"} { // 50 and 500 × 11/31
		part.Meters[0] = counted
		got, err := c.Earned(part)
		require.NoError(t, err)
		require.Equal(t, want, got.String())
	}
	c.Rounding = finance.Down
	part.Meters[0] = 10_000_00
	got, err := c.Earned(part)
	require.NoError(t, err)
	require.Equal(t, "177.41 RUB", got.String())
}

// 3 % of the card's turnover and 10 a receipt; the greater of rent and share; the
// lesser of share and a sum.
func TestCombinedTakes(t *testing.T) {
	share := revshare.Commission{Meter: "gross", Rate: rate("10%")}
	receipts := revshare.UnitFee{Meter: "receipts", Price: rub("10.00 RUB")}
	fixed := revshare.FixedFee{Amount: rub("300.00 RUB")}
	for _, c := range []struct {
		take            revshare.Take
		parts           []revshare.Part
		gross, receipts int64
		want            string
	}{
		{revshare.Sum, revshare.Parts(share, receipts, fixed), 100000, 4, "440.00 RUB"},
		{revshare.Sum, revshare.Parts(share, receipts), -100000, 4, "-60.00 RUB"},
		{revshare.Greatest, revshare.Parts(share, receipts, fixed), 100000, 4, "300.00 RUB"},
		{revshare.Greatest, revshare.Parts(share, receipts, fixed), 500000, 4, "500.00 RUB"},
		{revshare.Greatest, revshare.Parts(share, receipts, fixed), 100000, 31, "310.00 RUB"},
		{revshare.Least, revshare.Parts(share, receipts, fixed), 100000, 4, "40.00 RUB"},
		{revshare.Least, revshare.Parts(share, receipts, fixed), 10000, 4, "10.00 RUB"},
		{revshare.Least, revshare.Parts(share, receipts, fixed), 900000, 99, "300.00 RUB"},
	} {
		clause := revshare.Combined{Take: c.take, Of: c.parts}
		require.NoError(t, clause.Validate())
		require.Equal(t, []accrual.Meter{"gross", "receipts"}, clause.Meters())
		got, err := clause.Earned(full(finance.RUB, c.gross, c.receipts))
		require.NoError(t, err)
		require.Equal(t, c.want, got.String())
	}
}

// The sum of 5 % with at least 1.00, 4 %, and 1.00 an order: a whole refund is
// the opposite, also of the fixed sum.
func TestCombinedNests(t *testing.T) {
	fees := revshare.Combined{Per: accrual.ByLine, Of: revshare.Parts(
		revshare.Combined{Per: accrual.ByLine, AtLeast: rub("1.00 RUB"), Of: revshare.Parts(revshare.Commission{Meter: "gross", Rate: rate("5%")})},
		revshare.Commission{Meter: "gross", Rate: rate("4%")},
		revshare.FixedFee{Amount: rub("1.00 RUB")},
	)}
	require.NoError(t, fees.Validate())
	require.Equal(t, []accrual.Meter{"gross", "gross"}, fees.Meters())
	for n, want := range map[int64]string{10000: "10.00 RUB", 1000: "2.40 RUB", -1000: "-2.40 RUB", -10000: "-10.00 RUB"} {
		got, err := fees.Earned(full(finance.RUB, n, n))
		require.NoError(t, err)
		require.Equal(t, want, got.String())
	}
}

func TestCombinedSaysWhy(t *testing.T) {
	traced(t, bounded, full(finance.RUB, 9000000), func(w *accrual.Trace) {
		w.Share(rub("90000.00 RUB"), rate("20%"))
		w.AtLeast(rub("18000.00 RUB"), rub("50.00 RUB"))
		w.AtMost(rub("18000.00 RUB"), rub("500.00 RUB"))
	})
	traced(t, bounded, full(finance.RUB, -100000), func(w *accrual.Trace) { w.Fixed(rub("-200.00 RUB")) })
	greater := revshare.Combined{Take: revshare.Greatest, Of: revshare.Parts(
		revshare.FixedFee{Amount: rub("300.00 RUB")}, revshare.Commission{Meter: "gross", Rate: rate("10%")},
	)}
	traced(t, greater, full(finance.RUB, 400000), func(w *accrual.Trace) {
		w.Share(rub("4000.00 RUB"), rate("10%"))
		w.AtLeast(rub("400.00 RUB"), rub("300.00 RUB"))
	})
	traced(t, greater, full(finance.RUB, 300000), func(w *accrual.Trace) { // of equals the first
		w.Fixed(rub("300.00 RUB"))
		w.AtLeast(rub("300.00 RUB"), rub("300.00 RUB"))
	})
	greater.Take = revshare.Least
	traced(t, greater, full(finance.RUB, 400000), func(w *accrual.Trace) {
		w.Fixed(rub("300.00 RUB"))
		w.AtMost(rub("300.00 RUB"), rub("400.00 RUB"))
	})
}

func TestCombinedRefusedSpans(t *testing.T) {
	for name, c := range map[string]struct {
		clause revshare.Combined
		span   accrual.Span
		want   error
	}{
		"too few meters":    {bounded, full(finance.RUB), finance.ErrConflict},
		"another currency":  {bounded, full(finance.USD, 100), finance.ErrCurrency},
		"no opposite":       {bounded, full(finance.RUB, -1<<63), finance.ErrOverflow},
		"no part":           {revshare.Combined{Of: []revshare.Part{{}}}, full(finance.RUB), finance.ErrMissing},
		"an unknown taking": {revshare.Combined{Take: 3, Of: bounded.Of}, full(finance.RUB, 1), finance.ErrRange},
		"a part that fails": {revshare.Combined{Of: revshare.Parts(revshare.UnitFee{Meter: "m", Price: rub("2.00 RUB")})}, full(finance.RUB, 1<<62), finance.ErrOverflow},
		"a best that fails": {revshare.Combined{Take: revshare.Least, Of: revshare.Parts(revshare.UnitFee{Meter: "m", Price: rub("2.00 RUB")})}, full(finance.RUB, 1<<62), finance.ErrOverflow},
	} {
		got, err := c.clause.Earned(c.span)
		require.ErrorIs(t, err, c.want, name)
		require.Zero(t, got, name)
	}
}

func TestCombinedValidate(t *testing.T) {
	fee := revshare.Commission{Meter: "gross", Rate: rate("60%")}
	for want, c := range map[string]revshare.Combined{
		"of: missing":         {},
		"of[0].kind: missing": {Of: []revshare.Part{{}}},
		"2 problems: take: take 3: out of range; of[0].rate: negative":  {Take: 3, Of: revshare.Parts(revshare.Commission{Meter: "gross", Rate: rate("-1%")})},
		`of: shares of "gross" sum to 120%: out of range`:               {Of: revshare.Parts(fee, fee)},
		"at_most: 4.99 RUB is below the minimum 5.00 RUB: out of order": {Of: revshare.Parts(fee), AtLeast: rub("5.00 RUB"), AtMost: rub("4.99 RUB")},
		"at_most: currency": {Of: revshare.Parts(fee), AtLeast: rub("5.00 RUB"), AtMost: rub("9.00 USD")},
		"2 problems: at_least: negative; at_most: negative":                                                            {Of: revshare.Parts(fee), AtLeast: rub("-5.00 RUB"), AtMost: rub("-4.00 RUB")},
		"of[0].per: year inside a clause by month: conflict":                                                           {Of: revshare.Parts(revshare.Commission{Meter: "gross", Per: accrual.ByYear})},
		"of[0].returns: sale-window inside a clause by own-window: conflict":                                           {Of: revshare.Parts(revshare.Commission{Meter: "gross", Returns: accrual.InSaleWindow})},
		"of[0].per: a part does not settle by itself: conflict":                                                        {Of: revshare.Parts(least)},
		`of: "clause:fee" by line: conflict`:                                                                           {Per: accrual.ByLine, Of: revshare.Parts(revshare.PassThrough{Meter: accrual.Of("fee")})},
		"of[0].prorated: a line has no days: conflict":                                                                 {Per: accrual.ByLine, Of: revshare.Parts(revshare.FixedFee{Amount: rub("1.00 RUB"), Prorated: true})},
		"prorated: a life has no length: conflict":                                                                     {Per: accrual.ByLife, Prorated: true, Of: revshare.Parts(fee)},
		"prorated: a line has no length: conflict":                                                                     {Per: accrual.ByLine, Prorated: true, Of: revshare.Parts(fee)},
		"3 problems: per: cycle 9: out of range; returns: returns 2: out of range; rounding: rounding 9: out of range": {Per: 9, Returns: 2, Rounding: 9, Of: revshare.Parts(fee)},
	} {
		require.EqualError(t, c.Validate(), want)
	}
	other := fee
	other.Meter = "card"
	for _, c := range []revshare.Combined{
		{Of: revshare.Parts(fee, other)}, {Take: revshare.Greatest, Of: revshare.Parts(fee, fee)},
		{Of: revshare.Parts(fee), AtLeast: rub("5.00 RUB"), AtMost: rub("5.00 RUB")},
		{Per: accrual.ByQuarter, Of: revshare.Parts(revshare.Commission{Meter: "gross", Per: accrual.ByQuarter}, fee)},
	} {
		require.NoError(t, c.Validate())
	}
}

// Clauses lie inside each other to a limit, and a clause that holds itself is
// refused, not followed.
func TestCombinedDepth(t *testing.T) {
	nested := func(n int) revshare.Combined {
		c := revshare.Combined{Of: revshare.Parts(revshare.PassThrough{Meter: "gross"})}
		for range n - 1 {
			c = revshare.Combined{Of: revshare.Parts(c)}
		}
		return c
	}
	require.NoError(t, nested(8).Validate())
	require.Equal(t, []accrual.Meter{"gross"}, nested(8).Meters())
	require.EqualError(t, nested(9).Validate(), "of: more than 8 clauses inside each other, or 99 in all: over the limit")
	knot := make([]revshare.Part, 2)
	knot[0].Clause, knot[1].Clause = revshare.Combined{Of: knot[:1]}, revshare.ShareOf{Of: revshare.Part{Clause: revshare.Combined{Of: knot[:1]}}}
	require.ErrorIs(t, revshare.Combined{Of: knot}.Validate(), finance.ErrLimit)
	require.Empty(t, revshare.Combined{Of: knot}.Meters())
	wide := make([]revshare.Part, 32)
	for i := range wide {
		wide[i].Clause = revshare.FixedFee{Amount: rub("1.00 RUB")}
	}
	for range 5 { // 32 to the sixth clauses, if they were all gone through
		next := make([]revshare.Part, 32)
		for i := range next {
			next[i].Clause = revshare.Combined{Of: wide}
		}
		wide = next
	}
	require.ErrorIs(t, revshare.Combined{Of: wide}.Validate(), finance.ErrLimit)
	require.Empty(t, revshare.Combined{Of: wide}.Meters())
	require.ErrorIs(t, revshare.Combined{Of: make([]revshare.Part, 33)}.Validate(), finance.ErrLimit)
}

func TestTakeText(t *testing.T) {
	for n, text := range []string{"sum", "greatest", "least"} {
		take := revshare.Take(n)
		require.Equal(t, text, take.String())
		var read revshare.Take
		require.NoError(t, read.UnmarshalText([]byte(text)))
		require.Equal(t, take, read)
	}
	var read revshare.Take
	require.ErrorIs(t, read.UnmarshalText([]byte("most")), finance.ErrUnknown)
	_, err := revshare.Take(3).MarshalText()
	require.ErrorIs(t, err, finance.ErrRange)
}
