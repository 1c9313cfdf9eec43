package tenancy_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// furnished is the quarter with a third lease, so that every kind of clause and
// every field has its place in a file.
func furnished() tenancy.House {
	h := quarter()
	short := period("2026-01-01", "2026-12-01")
	h.Leases = append(h.Leases, tenancy.Lease{
		ID: "L-9", Resident: "R-4", Spaces: tenancy.ForTerm("hall"), Term: period("2026-01-01", "2029-01-01"),
		Clauses: []accrual.Named{
			{Name: "on account", Clause: tenancy.Amount{For: tenancy.ForTurnover, Monthly: rub("20000.00"), Days: tenancy.ThirtyDays, Rounding: finance.Down}, Advance: true},
			named("true-up", trueUp(tenancy.TurnoverRent{
				Share: rate("8.35%"), Over: rub("1000000.00"), Cycle: accrual.ByYear,
				Prorate: true, Returns: accrual.InSaleWindow, Rounding: finance.HalfUp,
			}, 2, "on account")),
		},
		Amendments: []accrual.Amendment{{From: day("2026-07-01"), Known: day("2026-06-01"), Term: &short}},
	})
	return h
}

// One house with everything that a house can hold, as a value and as a file.
func TestHouseReadsAndWritesItsFile(t *testing.T) {
	file, err := os.ReadFile("testdata/house.json")
	require.NoError(t, err)
	var h tenancy.House
	require.NoError(t, terms.Decode(file, &h, tenancy.Kinds()))
	require.Equal(t, furnished(), h)
	written, err := terms.Encode(h, tenancy.Kinds())
	require.NoError(t, err)
	require.Equal(t, string(bytes.TrimSpace(file)), string(bytes.TrimSpace(written)))
}

// What is wrong in a file is reported under its path in the file.
func TestHouseFileRefused(t *testing.T) {
	file, err := os.ReadFile("testdata/house.json")
	require.NoError(t, err)
	for _, c := range []struct {
		old, new, path string
		want           error
	}{
		{`"share": "8%"`, `"share": "108%"`, "leases[0].clauses[1].share", finance.ErrRange},
		{`"monthly": "1200.00 RUB"`, `"monthly": "1200.001 RUB"`, "leases[1].clauses[0].monthly", finance.ErrRange},
		{`"area": "45.50"`, `"area": "45.505"`, "spaces[0].area", finance.ErrRange},
		{`"use": "hall"`, `"use": "palace"`, "spaces[2].use", finance.ErrUnknown},
		{`"days": "30"`, `"days": "31"`, "leases[2].clauses[0].days", finance.ErrUnknown},
		{`"resident": "R-3"`, `"resident": "R-9"`, "leases[0].resident", finance.ErrUnknown},
	} {
		require.Equal(t, 1, bytes.Count(file, []byte(c.old)), c.old)
		var h tenancy.House
		err := terms.Decode(bytes.Replace(file, []byte(c.old), []byte(c.new), 1), &h, tenancy.Kinds())
		require.Equal(t, []string{c.path}, paths(t, err))
		require.ErrorIs(t, err, c.want)
		require.Zero(t, h)
	}
}

// Each kind of clause has a name of its own, and the spine takes it.
func TestKinds(t *testing.T) {
	var names []string
	for _, k := range tenancy.Kinds() {
		names = append(names, k.Name())
	}
	require.Equal(t, []string{"amount", "turnover-rent", "bound", "one-off", "claw-back", "holdover-rent", "service-charge", "metered", "plan-fee", "joining-discount", "allowance", "day-pass"}, names)
	require.NoError(t, tenancy.Kinds().Validate())
	_, err := terms.Schema(tenancy.House{}, tenancy.Kinds(), "house")
	require.NoError(t, err)
}
