package membership_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/membership"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// furnished is a membership in which every kind of clause and every field has its
// place in a file.
func furnished() membership.Membership {
	fee := membership.PlanFee{Price: rub("9000.00"), Day: 31, Basis: membership.MonthDays, Whole: true, Rounding: finance.HalfUp}
	m := member(membership.Plan{ID: "desk", Clauses: []accrual.Named{
		{Name: "desk", Clause: fee, Advance: true},
		named("desk, joining", membership.JoiningDiscount{Of: fee, Within: 20}),
		named("rooms", membership.Allowance{
			Credit: "room minutes", Units: 480, Day: 31, Whole: true, Part: finance.Down, Rollover: membership.Rollover{Cycles: 2, Most: 600},
			Goodwill: 1, Order: membership.BoughtFirst, Overage: rub("500.00"), Per: 60, Rounding: finance.Up,
		}),
		named("prints", membership.DayPass{Credit: "prints", Price: rub("10.00")}),
	}}, period("2025-01-15", "2027-01-01"))
	m.Signed = day("2025-01-10")
	m.Changes = []membership.Change{{
		On: day("2025-06-15"), Known: day("2025-06-01"), Plan: membership.Plan{ID: "flex", Clauses: []accrual.Named{named("flex", membership.PlanFee{Price: rub("3000.00")})}},
		Day: membership.OldPlan, Mode: membership.Converted, ToWhole: finance.Up,
	}}
	m.Pauses = []membership.Pause{{Period: period("2026-01-01", "2026-02-01"), Known: day("2025-12-01")}}
	m.Ended = &membership.End{On: day("2026-09-01"), Known: day("2026-08-01")}
	return m
}

// One membership with everything that it can hold, as a value and as a file.
func TestMembershipReadsAndWritesItsFile(t *testing.T) {
	require.NoError(t, furnished().Validate())
	file, err := os.ReadFile("testdata/membership.json")
	require.NoError(t, err)
	var m membership.Membership
	require.NoError(t, terms.Decode(file, &m, membership.Kinds()))
	require.Equal(t, furnished(), m)
	written, err := terms.Encode(m, membership.Kinds())
	require.NoError(t, err)
	require.Equal(t, string(bytes.TrimSpace(file)), string(bytes.TrimSpace(written)))
}

// What is wrong in a file is reported under its path in the file.
func TestMembershipFileRefused(t *testing.T) {
	file, err := os.ReadFile("testdata/membership.json")
	require.NoError(t, err)
	for _, c := range []struct {
		old, new, path string
		want           error
	}{
		{`"kind": "day-pass"`, `"kind": "night-pass"`, "plan.clauses[3].kind", finance.ErrUnknown},
		{`"cycles": 2`, `"cycles": 121`, "plan.clauses[2].rollover.cycles", finance.ErrRange},
		{`"mode": "converted"`, `"mode": "lost"`, "changes[0].mode", finance.ErrUnknown},
		{`"units": 480`, `"units": -480`, "plan.clauses[2].units", finance.ErrNegative},
		{`"price": "3000.00 RUB"`, `"price": "0.00 RUB"`, "changes[0].plan.clauses[0].price", finance.ErrMissing},
	} {
		require.Equal(t, 1, bytes.Count(file, []byte(c.old)), c.old)
		var m membership.Membership
		err := terms.Decode(bytes.Replace(file, []byte(c.old), []byte(c.new), 1), &m, membership.Kinds())
		require.Equal(t, []string{c.path}, paths(t, err))
		require.ErrorIs(t, err, c.want)
		require.Zero(t, m)
	}
}

// Each kind of clause has a name of its own, and the spine takes it.
func TestKinds(t *testing.T) {
	var names []string
	for _, k := range membership.Kinds() {
		names = append(names, k.Name())
	}
	require.Equal(t, []string{"plan-fee", "joining-discount", "allowance", "day-pass"}, names)
	require.NoError(t, membership.Kinds().Validate())
	_, err := terms.Schema(membership.Membership{}, membership.Kinds(), "membership")
	require.NoError(t, err)
}

// Facts are read from files as they are.
func TestFactsReadAndWrite(t *testing.T) {
	type facts struct {
		Uses      []membership.Use      `json:"uses"`
		Cancels   []membership.Cancel   `json:"cancels"`
		Purchases []membership.Purchase `json:"purchases"`
		Refunds   []membership.Refund   `json:"refunds"`
		Goodwill  []membership.Goodwill `json:"goodwill"`
		Voids     []membership.Void     `json:"voids"`
	}
	all := facts{
		[]membership.Use{{Event: event("U-1", "2025-02-01"), Credit: "rooms", Units: 3}},
		[]membership.Cancel{{Event: event("C-1", "2025-02-02"), Credit: "rooms", Of: ref("U-1", "2025-02-01"), Units: 3}},
		[]membership.Purchase{{Event: event("P-1", "2025-02-01"), Credit: "rooms", Units: 10, Price: rub("3000.00")}},
		[]membership.Refund{{Event: event("R-1", "2025-02-03"), Credit: "rooms", Of: ref("P-1", "2025-02-01"), Units: 2}},
		[]membership.Goodwill{{Event: event("G-1", "2025-02-03"), Credit: "rooms", Units: 1}},
		[]membership.Void{{Event: event("V-1", "2025-02-04"), Voids: ref("C-1", "2025-02-02"), Of: ref("U-1", "2025-02-01")}},
	}
	text, err := terms.Encode(all, nil)
	require.NoError(t, err)
	var read facts
	require.NoError(t, terms.Decode(text, &read, nil))
	require.Equal(t, all, read)
	var sheet bytes.Buffer
	require.NoError(t, terms.WriteRows(&sheet, all.Uses))
	require.Equal(t, "id,membership,on,known,credit,units\nU-1,M-1,2025-02-01,2025-02-01,rooms,3\n", sheet.String())
}
