//go:build !race

package tenancy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
)

// A roll allocates the list of spaces of each row, and no more with each lease
// or clause.
func TestRollAllocatesOncePerRow(t *testing.T) {
	h, on := city(1000), day("2026-06-15")
	roll, err := h.RentRoll(on)
	require.NoError(t, err)
	require.Less(t, testing.AllocsPerRun(10, func() { roll, _ = h.RentRoll(on) }), float64(len(roll.Rows)+50))
	rent := tenancy.Amount{Monthly: rub("1000.00"), Area: area("20"), Steps: []tenancy.Step{{From: day("2026-05-01"), Raise: rate("5%")}}}
	require.Zero(t, testing.AllocsPerRun(10, func() { _, _ = rent.PerMonth(on) }))
}
