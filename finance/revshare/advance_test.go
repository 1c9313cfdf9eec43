package revshare_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

func advanced(pairs ...string) revshare.Advance {
	var a revshare.Advance
	for i := 0; i < len(pairs); i += 2 {
		a.Instalments = append(a.Instalments, revshare.Instalment{On: civil.MustDate(pairs[i]), Amount: finance.MustMoney(pairs[i+1] + " RUB")})
	}
	return a
}

// Half on signing and half on delivery; each is owed for its month.
func TestAdvanceByInstalments(t *testing.T) {
	a := agreed("", accrual.Named{Name: "advance", Clause: advanced("2026-01-01", "250.00", "2026-03-31", "250.00")})
	require.Equal(t, []string{"250.00", "0.00", "250.00", "0.00"}, monthly(t, closing(t, a, 4), "advance", 4))
	require.Equal(t, []string{"250.00", "0.00", "250.00", "0.00"}, ran(t, a, "advance", 4))
	require.Equal(t, "250.00 RUB", explained(t, a, "advance", "2026-03", ""))
}

// An amendment leaves what was owed, and goes on by its own days; what it
// begins anew counts from its day.
func TestAdvanceAmended(t *testing.T) {
	first := agreed("", accrual.Named{Name: "advance", Clause: advanced("2026-01-10", "100.00", "2026-03-10", "100.00")})
	next := advanced("2026-01-10", "70.00", "2026-02-01", "5.00", "2026-03-10", "30.00")
	for _, change := range []accrual.Change{accrual.Carry, accrual.Restart} {
		a := amended(first, "2026-02-01", accrual.Named{Name: "advance", Clause: next, Change: change})
		require.Equal(t, []string{"100.00", "5.00", "30.00"}, monthly(t, closing(t, a, 3), "advance", 3))
	}
	a := amended(first, "2026-02-01", accrual.Named{Name: "advance", Clause: next, Change: accrual.Rerate})
	require.Equal(t, []string{"100.00", "-25.00", "30.00"}, monthly(t, closing(t, a, 3), "advance", 3))
	a = first
	a.Amendments = append(a.Amendments, accrual.Amendment{From: civil.MustDate("2026-02-01"), Known: civil.MustDate("2026-02-01"), Drop: []string{"advance"}})
	require.Equal(t, []string{"100.00", "0.00", "0.00"}, monthly(t, closing(t, a, 3), "advance", 3))
}

// An instalment counts on a day that is held, since the span counts.
func TestAdvanceOfDaysHeld(t *testing.T) {
	a := advanced("2026-02-28", "1.00", "2026-03-01", "2.00", "2026-03-20", "4.00", "2026-03-31", "8.00", "2026-04-01", "16.00")
	require.Equal(t, "14.00 RUB", earned(t, a, finance.Zero(finance.RUB)).String())
	s := full(finance.RUB)
	s.Held = []civil.Period{{From: march.From, To: civil.MustDate("2026-03-20")}}
	got, err := a.Earned(s)
	require.NoError(t, err)
	require.Equal(t, "2.00 RUB", got.String())
}

func TestAdvanceValidate(t *testing.T) {
	require.NoError(t, advanced("2026-01-01", "0.01").Validate())
	require.EqualError(t, revshare.Advance{}.Validate(), "instalments: missing")
	wrong := advanced("2026-01-02", "1.00", "2026-01-02", "0.00", "2026-01-01", "-1.00")
	wrong.Instalments = append(wrong.Instalments, revshare.Instalment{Amount: finance.Minor(1, 0)})
	require.EqualError(t, wrong.Validate(), "6 problems: instalments[1].amount: missing; instalments[1].on: not after 2026-01-02: out of order; "+
		"instalments[2].amount: negative; instalments[2].on: not after 2026-01-02: out of order; instalments[3].amount: currency; instalments[3].on: missing")
	long := revshare.Advance{Instalments: make([]revshare.Instalment, 1001)}
	require.EqualError(t, long.Validate(), "instalments: 1001, at most 1000: over the limit")
	require.Empty(t, revshare.Advance{}.Meters())
}

// An amount in another currency is refused with its place, not in March.
func TestAnotherCurrencyIsRefused(t *testing.T) {
	dollars := revshare.Instalment{On: civil.MustDate("2026-02-01"), Amount: finance.MustMoney("1.00 USD")}
	advance := advanced("2026-01-01", "1.00")
	advance.Instalments = append(advance.Instalments, dollars)
	require.NoError(t, advance.Validate())
	a := agreed("g", named("a", advance), named("g", revshare.Guarantee{Amount: dollars.Amount, Of: "a"}), named("f", revshare.RefundableFee{Meter: "g", Fixed: dollars.Amount}))
	err := a.Validate()
	require.ErrorIs(t, err, finance.ErrCurrency)
	require.EqualError(t, err, "3 problems: amendments[0].set[0].instalments[1].amount: 1.00 USD, not in RUB: currency; "+
		"amendments[0].set[1].amount: 1.00 USD, not in RUB: currency; amendments[0].set[2].fixed: 1.00 USD, not in RUB: currency")
	a.Currency = finance.USD
	require.ErrorContains(t, a.Validate(), "amendments[0].set[0].instalments[0].amount: 1.00 RUB, not in USD")
	_, err = advance.Earned(life("2026-03-01"))
	require.ErrorIs(t, err, finance.ErrCurrency)
}
