package tenancy_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// chained is a lease and so many subleases, each under the one before, the
// deepest first in the list.
func chained(n int) tenancy.House {
	h := tenancy.House{Landlord: "operator", Currency: finance.RUB, Spaces: []tenancy.Space{{ID: "S", Area: area("20")}}}
	for i := n; i >= 0; i-- {
		id := strconv.Itoa(i)
		l := tenancy.Lease{ID: id, Resident: accrual.Party(id), Spaces: tenancy.ForTerm("S"), Term: period("2026-01-01", "..")}
		if i > 0 {
			l.Head = strconv.Itoa(i - 1)
		}
		h.Leases = append(h.Leases, l)
		h.Residents = append(h.Residents, tenancy.Resident{ID: l.Resident})
	}
	return h
}

// A deep chain is gone through once, and a ring is refused wherever it is
// entered: what hangs on it is too.
func TestSubleaseChains(t *testing.T) {
	const n = 10_000
	h := chained(n)
	require.NoError(t, h.Validate())
	h.Leases[n].Signed = day("2026-06-01")
	require.Empty(t, h.AsKnown(day("2026-06-01")).Leases, "nothing is there without the head of all")
	require.Len(t, h.AsKnown(day("2026-06-02")).Leases, n+1)
	h.Leases[n].Signed = civil.Date{}
	h.Leases[n-1].Signed = day("2026-06-01")
	require.Len(t, h.AsKnown(day("2026-06-01")).Leases, 1)
	allocs := func(n int) float64 {
		h := chained(n)
		return testing.AllocsPerRun(1, func() { _, _ = h.Validate(), h.AsKnown(day("2026-06-01")) })
	}
	require.Less(t, allocs(2000), 3*allocs(1000), "in proportion to the chain")

	ring := chained(5) // 5 under 4 … under 0
	ring.Leases[2].Head = "4"
	require.Equal(t, []string{"leases[0].head", "leases[1].head", "leases[2].head"}, paths(t, ring.Validate())[:3]) // 5 hangs on 4 and 3
	require.ErrorIs(t, ring.Validate(), finance.ErrCycle)
	require.Len(t, ring.AsKnown(day("2027-01-01")).Leases, 6, "what is wrong stays so")
	own := chained(1)
	own.Leases[1].Head = "0"
	require.Equal(t, []string{"leases[0].head", "leases[1].head"}, paths(t, own.Validate())[:2])
}
