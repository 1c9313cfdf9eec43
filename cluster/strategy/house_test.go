package strategy_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/cluster/strategy"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/cluster/tenancy/membership"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// A draft that nobody signed, a sublease and a membership stand in the house:
// the area let is that of the leases, wherever they stand in the list.
func TestAHouseWithMoreThanLeases(t *testing.T) {
	c := quarter()
	draft := c.House.Leases[0]
	draft.ID, draft.Draft, draft.Signed = "L-draft", true, civil.Date{}
	sub := tenancy.Lease{
		ID: "L-sub", Head: "L-9", Resident: "R-0", Spaces: tenancy.ForTerm("A-9"), Term: civil.Period{From: day("2026-02-01"), To: day("2031-01-01")},
		Clauses: []accrual.Named{{Name: "sublease rent", Clause: tenancy.Amount{Monthly: rub("50000.00")}}},
	}
	c.House.Leases = append([]tenancy.Lease{draft, sub}, c.House.Leases...)
	c.House.Memberships = []membership.Membership{{
		ID: "M-1", Member: "R-1", Term: civil.Period{From: day("2026-02-01"), To: day("2029-02-01")},
		Plan: membership.Plan{ID: "flex", Clauses: []accrual.Named{{Name: "flex desk", Clause: membership.PlanFee{Price: rub("9000.00"), Day: 1}, Advance: true}}},
	}}
	require.NoError(t, c.Validate())
	books := closed(t, c)
	s := strategy.Study{Last: month("2030-12"), Futures: 2, Scenarios: []strategy.Scenario{{Name: "signed", Cluster: c, Books: books.Accrual}}}
	s.Unknown = strategy.Uncertainty{Renewal: finance.MustRate("80%"), Void: 3}
	path, err := s.Path(0, 0)
	require.NoError(t, err)
	require.Equal(t, "1000.00", path[4].Let.String())
	_, err = s.Run(context.Background(), 1)
	require.NoError(t, err)
	forecast, err := c.Forecast(books, cluster.Facts{}, 3)
	require.NoError(t, err)
	require.Equal(t, rub("709000.00"), forecast[0].Total.Amount) // ten rooms and a desk; the sublease is between residents
	require.Equal(t, rub("709000.00"), path[0].Income)
}
