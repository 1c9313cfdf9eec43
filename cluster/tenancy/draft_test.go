package tenancy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/cashflow"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// A draft is run dry as if it were signed, and charges nothing until it is.
func TestADraftIsRunDry(t *testing.T) {
	h := quarter()
	h.Tax = accrual.Tax{}
	draft := tenancy.Lease{
		ID: "L-9", Draft: true, Resident: "R-3", Spaces: tenancy.ForTerm("hall"), Term: period("2026-01-01", "2026-04-01"),
		Clauses: []accrual.Named{named("rent", tenancy.Amount{Monthly: rub("100.00")})},
	}
	a, err := h.Agreement(draft)
	require.NoError(t, err)
	charged, err := a.DryRun(civil.MustMonth("2026-01"), civil.MustMonth("2026-03"), nil)
	require.NoError(t, err)
	require.Len(t, charged, 3)
	paid, err := h.Contracted(draft, civil.Period{})
	require.NoError(t, err)
	require.Len(t, paid, 3)
	effective, err := h.NetEffective(draft)
	require.NoError(t, err)
	monthly, err := effective.PerMonth(finance.HalfEven)
	require.NoError(t, err)
	require.Equal(t, rub("100.00"), monthly)
	line, err := h.StraightLine(draft, cashflow.ByMonth, 0)
	require.NoError(t, err)
	require.Len(t, line, 3)
	rents, err := h.FixedRents(draft)
	require.NoError(t, err)
	require.Equal(t, rub("100.00"), rents[0].Value)
	require.True(t, draft.Draft)
	h.Leases = append(h.Leases, draft)
	as, err := h.Agreements()
	require.NoError(t, err)
	require.Len(t, as, 2)
}
