package revshare_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// cardFee is 0.30 and 2.9 % of each sale.
var cardFee = revshare.RefundableFee{Meter: "gross", Fixed: finance.MustMoney("0.30 RUB"), Rate: finance.MustRate("2.9%")}

// Of 10.00 the fee is 0.30 and 0.29. Thirds of the sale come back.
func TestRefundableFee(t *testing.T) {
	sale := sold("S-1", "2026-03-05", 1000)
	third := func(id, on string) accrual.Fact { return sentBack(id, on, 333, sale) }
	for keeps, want := range map[revshare.Keeps][]string{
		revshare.KeepsNothing: {"-0.20", "-0.19", "-0.20"},
		revshare.KeepsFixed:   {"-0.10", "-0.09", "-0.10"},
		revshare.KeepsAll:     {"0.00", "0.00", "0.00"},
	} {
		c := cardFee
		c.Keeps = keeps
		lines, state, err := c.Step("", life("2026-04-01"), []accrual.Fact{sale})
		require.NoError(t, err)
		require.Equal(t, []accrual.Line{{Net: finance.MustMoney("0.59 RUB")}}, lines)
		back := []accrual.Fact{third("R-1", "2026-04-02"), third("R-2", "2026-05-02"), sentBack("R-3", "2026-06-02", 334, sale)}
		for i, to := range []string{"2026-05-01", "2026-06-01", "2026-07-01"} {
			lines, state, err = c.Step(state, life(to), back[i:i+1])
			require.NoError(t, err)
			require.Equal(t, want[i], number(lines[0].Net.Minor()), "%v: %v", keeps, i)
		}
	}
}

// A day has sales before returns; the fixed sum is of each sale.
func TestRefundableFeeOfManySales(t *testing.T) {
	first, second := sold("S-1", "2026-03-05", 1000), sold("S-2", "2026-03-05", 2000)
	a := agreed("", accrual.Named{Name: "card", Clause: cardFee})
	a.Meters = []accrual.Meter{"gross", "units"}
	facts := []accrual.Fact{first, second, sentBack("R-1", "2026-03-05", 1000, first)}
	require.Equal(t, "0.88", monthly(t, closing(t, a, 3, facts...), "card", 3)[2])
	require.Equal(t, "10.00 RUB × 2.9% + 0.30 RUB + 20.00 RUB × 2.9% + 0.30 RUB + 0.59 RUB × -100%", explained(t, a, "card", "2026-03", "", facts...))
	flat := revshare.RefundableFee{Meter: "gross", Rate: cardFee.Rate, Rounding: finance.Up}
	lines, _, err := flat.Step("", life("2026-04-01"), []accrual.Fact{sold("S-1", "2026-03-05", 1001)})
	require.NoError(t, err)
	require.Equal(t, []accrual.Line{{Net: finance.MustMoney("0.30 RUB")}}, lines)
}

func TestRefundableFeeRefuses(t *testing.T) {
	lines, next, err := cardFee.Step("x", life("2026-04-01"), nil)
	require.ErrorIs(t, err, finance.ErrSyntax)
	require.Equal(t, accrual.State("x"), next)
	require.Nil(t, lines)
	within := cardFee
	within.Within = 10
	sale := sold("S-1", "2026-03-05", 1000)
	_, _, err = within.Step("", life("2026-04-01"), []accrual.Fact{sale, sentBack("R-1", "2026-03-16", 1, sale)})
	require.ErrorIs(t, err, finance.ErrRange)
	big := cardFee
	big.Fixed = finance.Minor(1<<63-1, finance.RUB)
	_, _, err = big.Step("", life("2026-04-01"), []accrual.Fact{sale})
	require.ErrorIs(t, err, finance.ErrOverflow)
}

func TestRefundableFeeValidate(t *testing.T) {
	require.NoError(t, cardFee.Validate())
	require.NoError(t, revshare.RefundableFee{Meter: "gross"}.Validate())
	require.NoError(t, revshare.RefundableFee{Meter: "gross"}.ValidateIn(finance.RUB))
	require.NoError(t, cardFee.ValidateIn(finance.RUB))
	wrong := revshare.RefundableFee{Fixed: finance.MustMoney("-1 RUB"), Rate: finance.MustRate("2"), Keeps: 3, Within: 3651, Rounding: 9}
	require.EqualError(t, wrong.Validate(), "6 problems: meter: missing; fixed: negative; rate: 200% is more than the whole: out of range; "+
		"keeps: part kept of a fee 3: out of range; within: 0 to 3650 days: out of range; rounding: rounding 9: out of range")
}

func TestKeepsReadsWhatItWrites(t *testing.T) {
	for k, name := range map[revshare.Keeps]string{revshare.KeepsNothing: "nothing", revshare.KeepsFixed: "fixed", revshare.KeepsAll: "all"} {
		require.Equal(t, name, k.String())
		text, err := k.MarshalText()
		require.NoError(t, err)
		var again revshare.Keeps
		require.NoError(t, again.UnmarshalText(text))
		require.Equal(t, k, again)
	}
}
