package revshare_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

var least = revshare.Minimum{Amount: finance.MustMoney("5000.00 RUB"), Of: "fee"}

func TestMinimum(t *testing.T) {
	for _, c := range []struct{ name, charged, topUp string }{
		{"less was charged", "1110.00", "3890.00"},
		{"nothing was charged", "0.00", "5000.00"},
		{"as much was charged", "5000.00", "0.00"},
		{"more was charged", "7000.00", "0.00"},
		{"a kopeck is missing", "4999.99", "0.01"},
		{"a credit was charged", "-30.00", "5030.00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, c.topUp+" RUB", roubles(t, least, c.charged))
		})
	}
}

// From 21 March eleven of thirty-one days are held: 5000 × 11/31 = 1774.19….
func TestMinimumOfPartOfAWindow(t *testing.T) {
	part := full(finance.RUB, 110000)
	part.Held = []civil.Period{{From: civil.MustDate("2026-03-21"), To: civil.MustDate("2026-09-01")}}
	prorated, up := least, least
	prorated.Prorated = true
	up.Prorated, up.Rounding = true, finance.Up
	for _, c := range []struct {
		minimum revshare.Minimum
		want    string
	}{
		{least, "3900.00 RUB"},
		{prorated, "674.19 RUB"},
		{up, "674.20 RUB"},
	} {
		got, err := c.minimum.Earned(part)
		require.NoError(t, err)
		require.Equal(t, c.want, got.String())
	}
	m := finance.MustMoney
	traced(t, prorated, part, func(w *accrual.Trace) {
		w.Days(m("5000.00 RUB"), 11, 31)
		w.Less(m("1774.19 RUB"), m("1100.00 RUB"))
		w.AtLeast(m("674.19 RUB"), m("0 RUB"))
	})
	traced(t, least, part, func(w *accrual.Trace) {
		w.Fixed(m("5000.00 RUB"))
		w.Less(m("5000.00 RUB"), m("1100.00 RUB"))
		w.AtLeast(m("3900.00 RUB"), m("0 RUB"))
	})
	part.Window = civil.Period{}
	got, err := prorated.Earned(part)
	require.ErrorIs(t, err, finance.ErrRange, "a window without days")
	require.Zero(t, got)
}

func TestMinimumOverflow(t *testing.T) {
	got, err := least.Earned(full(finance.RUB, -1<<63))
	require.ErrorIs(t, err, finance.ErrOverflow)
	require.Zero(t, got)
}

func TestMinimumValidate(t *testing.T) {
	require.NoError(t, least.Validate())
	require.NoError(t, revshare.Minimum{Amount: finance.Zero(finance.RUB), Of: "fee", Per: accrual.ByYear}.Validate())
	require.Equal(t, []accrual.Meter{accrual.Of("fee")}, least.Meters())
	require.Equal(t, accrual.Window{Cycle: accrual.ByYear, Once: true}, revshare.Minimum{Per: accrual.ByYear}.Window())
	wrong := revshare.Minimum{Per: accrual.ByLine, Rounding: 9}
	require.EqualError(t, wrong.Validate(), "4 problems: amount: missing; of: missing; per: a line settles at once: conflict; rounding: rounding 9: out of range")
	wrong = revshare.Minimum{Amount: finance.MustMoney("-0.01 RUB"), Of: "fee", Per: 9}
	require.EqualError(t, wrong.Validate(), "2 problems: amount: negative; per: cycle 9: out of range")
	wrong = revshare.Minimum{Amount: finance.Minor(1, 0), Of: "fee"}
	require.EqualError(t, wrong.Validate(), "amount: currency")
}
