package tenancy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

func TestAgreement(t *testing.T) {
	h := quarter()
	l := h.Leases[0]
	dearer := accrual.Amendment{
		From: day("2026-09-01"), Known: day("2026-08-01"),
		Set: []accrual.Named{named("base rent", tenancy.Amount{Monthly: rub("50000.00")})},
	}
	l.Amendments = []accrual.Amendment{dearer}
	got, err := l.Agreement(h.Landlord, h.Currency, h.Tax)
	require.NoError(t, err)
	require.NoError(t, got.Validate())
	term := period("2026-03-21", "2027-03-21")
	require.Equal(t, accrual.Agreement{
		ID: "L-7", Currency: finance.RUB, Tax: h.Tax, Meters: []accrual.Meter{"sales"},
		Amendments: []accrual.Amendment{
			{
				From: day("2026-03-21"), Known: day("2026-03-02"), Set: l.Clauses,
				Parties: &accrual.Parties{Creditor: "operator", Debtor: "R-3"}, Term: &term,
			},
			dearer,
		},
	}, got)

	got.Amendments[0].Set[0].Name = "changed"
	*got.Amendments[0].Term = period("2000-01-01", "..")
	require.Equal(t, quarter().Leases[0].Clauses, l.Clauses, "the agreement shares nothing with the lease")
	require.Equal(t, term, l.Term)

	l.Signed = day("2026-03-21")
	undated := l
	undated.Signed = h.Leases[1].Signed
	want, err := l.Agreement(h.Landlord, h.Currency, h.Tax)
	require.NoError(t, err)
	got, err = undated.Agreement(h.Landlord, h.Currency, h.Tax)
	require.NoError(t, err)
	require.Equal(t, want, got, "an undated lease is known from its first day")
}

func TestAgreementRefused(t *testing.T) {
	l := quarter().Leases[0]
	_, err := l.Agreement("", 0, accrual.Tax{Rounding: 9})
	require.Equal(t, []string{"landlord", "currency", "tax.rounding"}, paths(t, err))
	require.ErrorContains(t, err, `lease "L-7": 3 problems`)
	_, err = l.Agreement("R-3", finance.RUB, accrual.Tax{})
	require.Equal(t, []string{"resident"}, paths(t, err))
	require.ErrorIs(t, err, finance.ErrConflict)
	_, err = l.Agreement("operator", finance.USD, accrual.Tax{})
	require.Equal(t, []string{"clauses[0].monthly", "clauses[1].over"}, paths(t, err))
	require.ErrorIs(t, err, finance.ErrCurrency)
	got, err := tenancy.Lease{}.Agreement("operator", finance.RUB, accrual.Tax{})
	require.Equal(t, []string{"id", "resident", "spaces", "term.from"}, paths(t, err))
	require.Zero(t, got)
	require.NoError(t, l.Validate())
}

func TestAgreements(t *testing.T) {
	h := quarter()
	got, err := h.Agreements()
	require.NoError(t, err)
	require.Len(t, got, 2)
	for i, l := range h.Leases {
		want, err := l.Agreement("operator", finance.RUB, h.Tax)
		require.NoError(t, err)
		require.Equal(t, want, got[i])
	}
	none, err := tenancy.House{Landlord: "operator", Currency: finance.RUB}.Agreements()
	require.NoError(t, err)
	require.Empty(t, none)
}
