package tenancy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/cluster/tenancy/membership"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

func desk(id string, member accrual.Party) membership.Membership {
	fee := accrual.Named{Name: "flex desk", Clause: membership.PlanFee{Price: rub("9300.00"), Day: 1}, Advance: true}
	return membership.Membership{ID: id, Member: member, Term: period("2026-03-11", "2027-03-11"), Plan: membership.Plan{ID: "flex", Clauses: []accrual.Named{fee}}}
}

// Memberships stand after the leases, and are charged beside them.
func TestMembershipsOfAHouse(t *testing.T) {
	h := quarter()
	h.Leases, h.Tax = h.Leases[:1], accrual.Tax{}
	h.Memberships = []membership.Membership{desk("M-1", "R-4")}
	as, err := h.Agreements()
	require.NoError(t, err)
	require.Len(t, as, 2)
	require.Equal(t, "M-1", as[1].ID)
	c := closing{T: t, house: h}
	require.Equal(t, []string{"R-3 base rent 2026-03 15967.74 RUB 0.00 RUB", "R-4 flex desk 2026-03 6300.00 RUB 0.00 RUB"}, c.close("2026-03")) // 21 of 31 days
}

func TestMembershipsRefused(t *testing.T) {
	h := quarter()
	h.Memberships = []membership.Membership{desk("M-1", "R-4"), desk("M-1", "R-9"), desk("L-7", "R-4"), {}}
	require.Equal(t, []string{"memberships[1].member", "memberships[1].id", "memberships[2].id"}, paths(t, h.Validate())[:3])
	_, err := h.Agreements()
	require.ErrorIs(t, err, finance.ErrDuplicate)
	h.Memberships = []membership.Membership{desk("M-1", "R-4")}
	h.Memberships[0].Plan.Clauses[0].Clause = membership.PlanFee{Price: finance.MustMoney("1.00 USD"), Day: 1}
	require.ErrorIs(t, h.Validate(), finance.ErrCurrency)
	require.Contains(t, paths(t, h.Validate())[0], "memberships[0].plan")
	h.Memberships[0] = desk("M-1", "operator")
	h.Residents = append(h.Residents, tenancy.Resident{ID: "operator"})
	require.Equal(t, []string{"memberships[0].member"}, paths(t, h.Validate()))
}
