package revshare_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

var march = civil.MustMonth("2026-03").Period()

// full is a span of a whole month, held throughout, in which each meter counted
// what is given.
func full(c finance.Currency, counted ...int64) accrual.Span {
	return accrual.Span{
		Window: march, Since: march.From, To: march.To, Held: []civil.Period{march}, Meters: counted, Currency: c,
	}
}

// earned is what a clause earns when its meter counted the amount.
func earned(t *testing.T, e accrual.Earner, counted finance.Money) finance.Money {
	t.Helper()
	got, err := e.Earned(full(counted.Currency(), counted.Minor()))
	require.NoError(t, err)
	return got
}

// roubles is earned as text, of a text.
func roubles(t *testing.T, e accrual.Earner, counted string) string {
	t.Helper()
	return earned(t, e, finance.MustMoney(counted+" RUB")).String()
}

func slabs(c string, steps ...string) finance.Tiers {
	return table(finance.Slab, c, steps...)
}

// table is made of pairs of a bound and a rate.
func table(m finance.TierMode, c string, pairs ...string) finance.Tiers {
	t := finance.Tiers{Mode: m}
	for i := 0; i < len(pairs); i += 2 {
		t.Steps = append(t.Steps, finance.Tier{Over: finance.MustMoney(pairs[i] + " " + c), Rate: finance.MustRate(pairs[i+1])})
	}
	return t
}

// traced holds when the derivation of an earner is what want notes.
func traced(t *testing.T, e accrual.Earner, s accrual.Span, want func(*accrual.Trace)) {
	t.Helper()
	var expected, trace accrual.Trace
	want(&expected)
	s.Trace = &trace
	_, err := e.Earned(s)
	require.NoError(t, err)
	require.Equal(t, expected, trace)
}
