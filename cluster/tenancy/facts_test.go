package tenancy_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/cluster/tenancy/membership"
	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/cluster/tenancy/utility"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// metered is the warm house with a meter, a shared tariff and a member.
func metered() tenancy.House {
	h := warm()
	price := utility.Prices{Slabs: []utility.Slab{{Blocks: []utility.Block{{Price: rub("5.00")}}}}}
	h.Tariffs = map[string]utility.Tariff{"grid": {Unit: "kWh", Prices: civil.Timeline[utility.Prices]{{From: day("2025-01-01"), Value: price, Source: "made up"}}}}
	h.Leases[0].Clauses = append(h.Leases[0].Clauses, named("electricity", utility.Metered{Meter: "kWh", Shared: "grid"}))
	rooms := accrual.Named{Name: "rooms", Clause: membership.Allowance{Credit: "rooms", Units: 2, Day: 1, Overage: rub("500.00")}}
	h.Memberships = []membership.Membership{{ID: "M-1", Member: "R-3", Term: period("2026-01-01", "2027-01-01"), Plan: membership.Plan{ID: "flex", Clauses: []accrual.Named{rooms}}}}
	return h
}

func read(id, on, value string) utility.Reading {
	return utility.Reading{ID: id, Lease: "L-1", Meter: "kWh", On: day(on), Known: day(on), Value: utility.MustQuantity(value)}
}

func used(id, on string, units int64) membership.Use {
	return membership.Use{Event: membership.Event{ID: id, Membership: "M-1", On: day(on), Known: day(on)}, Credit: "rooms", Units: units}
}

// Readings, service charges and uses of a house go through one close.
func TestFactsOfAHouse(t *testing.T) {
	c := closing{T: t, house: metered()}
	require.NoError(t, c.house.Validate())
	c.house.Leases = c.house.Leases[:1]
	f := tenancy.Facts{
		Readings: []utility.Reading{read("1", "2026-01-01", "100"), read("2", "2026-02-01", "130.5")},
		Uses:     []membership.Use{used("1", "2026-01-10", 1), used("2", "2026-01-20", 4)},
	}
	year := tenancy.Reconciling{ID: "2025", Pool: "heat", Window: civil.YearOf(2025).Period(), Known: day("2026-01-20"), Costs: []servicecharge.Cost{heat("1", "2025-12-31", "2026-01-10", "36500.00")}}
	first, err := c.house.Reconcile(year)
	require.NoError(t, err)
	year.ID, year.Costs = "2025-2", append(year.Costs, heat("2", "2025-12-31", "2026-01-15", "3650.00"))
	second, err := c.house.Reconcile(year)
	require.NoError(t, err)
	f.Statements = []tenancy.Drawn{{Statement: first, Known: day("2026-01-20")}, {Statement: second, Known: day("2026-01-25")}}
	c.facts, err = c.house.Facts(f)
	require.NoError(t, err)
	require.Equal(t, []string{"R-1 on account 2026-01 100.00 RUB 0.00 RUB", "R-3 rooms 2026-01 1500.00 RUB 0.00 RUB"}, c.close("2026-01"))
	// The meter is read on 1 February, which is known a day after January was
	// closed. Heat is 60 of 100 m² on 214 of 365 days, of 40150.00 by the second
	// statement, less 700.00 on account since June.
	require.Equal(t, []string{"R-1 electricity 2026-01 152.50 RUB 0.00 RUB", "R-1 heat 2026-02 13424.00 RUB 0.00 RUB", "R-1 on account 2026-02 100.00 RUB 0.00 RUB"}, slices.Sorted(slices.Values(c.close("2026-02"))))
}

func TestFactsOfAHouseRefused(t *testing.T) {
	h := metered()
	backward := read("2", "2026-02-01", "99")
	stranger := read("3", "2026-02-01", "1")
	stranger.Lease = "L-9"
	water := read("4", "2026-02-01", "1")
	water.Meter = "m³"
	nobody := used("1", "2026-01-10", 1)
	nobody.Membership = "L-1"
	_, err := h.Facts(tenancy.Facts{
		Readings:   []utility.Reading{read("1", "2026-01-01", "100"), backward, stranger, water},
		Statements: []tenancy.Drawn{{}},
		Uses:       []membership.Use{nobody, {}},
		Purchases:  []membership.Purchase{{}},
	})
	got := paths(t, err)
	require.Contains(t, got, "readings[2].lease")
	require.Contains(t, got, "readings[3].meter")
	require.NotContains(t, got, "readings[0].meter")
	require.ErrorContains(t, err, `readings[3].meter: "m³", which no clause counts: unknown`)
	require.Contains(t, got, "readings[1].value")
	require.Contains(t, got, "uses[0].membership")
	require.Contains(t, got, "statements[0].id")
	require.Contains(t, got, "purchases[0].id")
	require.ErrorIs(t, err, finance.ErrUnknown)
	h.Tariffs = nil
	require.Equal(t, []string{"leases[0].clauses[2].tariff_name"}, paths(t, h.Validate()))
	h = metered()
	h.Tariffs[""] = utility.Tariff{}
	require.Contains(t, paths(t, h.Validate()), "tariffs[]")
}

// What news may change begins on the day of supply, and where they undo something
// on the day of that; what Facts would refuse is left out.
func TestTouched(t *testing.T) {
	h := metered()
	late, void, nobody := read("r-2", "2026-03-01", "110"), read("r-3", "2026-05-01", "0"), read("r-4", "2026-05-01", "1")
	void.Voids, nobody.Lease = accrual.Ref{ID: "r-1", On: day("2026-02-01")}, ""
	back := membership.Cancel{Event: membership.Event{ID: "c-1", Membership: "M-1", On: day("2026-06-02"), Known: day("2026-06-02")}, Credit: "rooms", Units: 1, Of: accrual.Ref{ID: "u-1", On: day("2026-04-07")}}
	var got []string
	for _, f := range h.Touched(tenancy.Facts{
		Readings:   []utility.Reading{late, void, nobody},
		Statements: []tenancy.Drawn{{Known: day("2027-02-01"), Statement: servicecharge.Statement{ID: "2026", Parts: []servicecharge.Part{{Agreement: "L-2", On: day("2026-12-31")}}}}},
		Uses:       []membership.Use{used("u-2", "2026-04-08", 1)}, Cancels: []membership.Cancel{back},
	}) {
		got = append(got, f.Agreement+" "+f.On.String()+" "+f.Known.String())
	}
	require.Equal(t, []string{
		"L-1 2026-02-28 2026-03-01", "L-1 2026-01-31 2026-05-01", "L-2 2026-12-31 2027-02-01",
		"M-1 2026-04-08 2026-04-08", "M-1 2026-04-07 2026-06-02",
	}, got)
}
