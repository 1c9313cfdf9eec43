package cluster_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/cluster/tenancy/membership"
	"github.com/creative-cluster/kvartal/cluster/tenancy/utility"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// furnished is the quarter with a meter in the studio and a member with two
// hours of a room a month.
func furnished() cluster.Cluster {
	c := quarter()
	price := utility.Prices{Slabs: []utility.Slab{{Blocks: []utility.Block{{Price: rub("5.00")}}}}}
	tariff := utility.Tariff{Unit: "kWh", Prices: civil.Timeline[utility.Prices]{{From: day("2025-01-01"), Value: price, Source: "made up"}}}
	l := &c.House.Leases[0]
	l.Clauses = append(l.Clauses, accrual.Named{Name: "electricity", Untaxed: true, Clause: utility.Metered{Meter: "kWh", Tariff: tariff}})
	rooms := accrual.Named{Name: "rooms", Untaxed: true, Clause: membership.Allowance{Credit: "rooms", Units: 2, Day: 1, Overage: rub("500.00")}}
	c.House.Memberships = []membership.Membership{{ID: "M-1", Member: "R-3", Term: period("2026-03-01", "2027-03-01"), Plan: membership.Plan{ID: "rooms", Clauses: []accrual.Named{rooms}}}}
	return c
}

func read(id, on, known, value string) utility.Reading {
	return utility.Reading{ID: id, Lease: "L-7", Meter: "kWh", On: day(on), Known: day(known), Value: utility.MustQuantity(value)}
}

// Readings and uses are closed with the month. A reading that comes late between
// two others makes the sales of its lease be asked for again, and moves what was
// used to the month of it.
func TestHouseFacts(t *testing.T) {
	c, facts := furnished(), march()
	facts.House = tenancy.Facts{
		Readings: []utility.Reading{read("1", "2026-03-21", "2026-03-21", "100"), read("3", "2026-04-28", "2026-04-28", "300")},
		Uses:     []membership.Use{{Event: membership.Event{ID: "1", Membership: "M-1", On: day("2026-03-25"), Known: day("2026-03-25")}, Credit: "rooms", Units: 5}},
	}
	first := closeMonth(t, c, cluster.Books{}, "2026-03", facts)
	require.Contains(t, posted(first), "R-3 owes rooms for 2026-03: 1500.00 RUB + 0.00 RUB")
	second := closeMonth(t, c, first.Books, "2026-04", facts)
	require.Contains(t, posted(second), "R-3 owes electricity for 2026-04: 1000.00 RUB + 0.00 RUB")
	news := cluster.Facts{House: tenancy.Facts{Readings: []utility.Reading{read("2", "2026-04-01", "2026-05-20", "130")}}}
	since, err := c.NeedFrom(second.Books, month("2026-05"), day("2026-06-01"), news)
	require.NoError(t, err)
	require.Equal(t, day("2026-03-01"), since, "31 March is the day of supply")
	facts.House.Readings = append(facts.House.Readings, news.House.Readings...)
	third := closeMonth(t, c, second.Books, "2026-05", facts)
	require.Contains(t, posted(third), "R-3 owes electricity for 2026-03: 150.00 RUB + 0.00 RUB")
	require.Contains(t, posted(third), "R-3 owes electricity for 2026-04: -150.00 RUB + 0.00 RUB")
	since, err = c.NeedFrom(second.Books, month("2026-05"), day("2026-06-01"), cluster.Facts{})
	require.NoError(t, err)
	require.Equal(t, day("2026-05-01"), since)
}

func TestHouseFactsRefused(t *testing.T) {
	c, facts := furnished(), cluster.Facts{}
	later := read("2", "2026-04-01", "2026-05-20", "1")
	facts.House.Readings = []utility.Reading{read("1", "2026-03-21", "2026-03-21", "100"), later, read("3", "2026-04-28", "2026-04-28", "99")}
	_, err := c.Close(cluster.Books{}, month("2026-03"), day("2026-05-01"), facts)
	require.ErrorContains(t, err, "house.readings[2].value", "where it stood in what was handed in")
	facts.House = tenancy.Facts{Goodwill: []membership.Goodwill{{Event: membership.Event{ID: "1", Membership: "M-9", On: day("2026-03-25"), Known: day("2026-03-25")}, Credit: "rooms", Units: 5}}}
	err = c.Check(facts)
	require.ErrorContains(t, err, "house.goodwill[0].membership")
	require.ErrorIs(t, err, finance.ErrUnknown)
}

// What was known before a day has each kind of fact of a house.
func TestHouseFactsKnownBefore(t *testing.T) {
	on := func(id, known string) membership.Event {
		return membership.Event{ID: id, Membership: "M-1", On: day("2026-03-01"), Known: day(known)}
	}
	var all tenancy.Facts
	for _, known := range []string{"2026-03-01", "2026-03-31", "2026-04-01"} {
		all.Readings = append(all.Readings, read(known, "2026-03-01", known, "1"))
		all.Statements = append(all.Statements, tenancy.Drawn{Known: day(known)})
		all.Uses = append(all.Uses, membership.Use{Event: on(known, known)})
		all.Cancels = append(all.Cancels, membership.Cancel{Event: on(known, known)})
		all.Purchases = append(all.Purchases, membership.Purchase{Event: on(known, known)})
		all.Refunds = append(all.Refunds, membership.Refund{Event: on(known, known)})
		all.Goodwill = append(all.Goodwill, membership.Goodwill{Event: on(known, known)})
		all.Voids = append(all.Voids, membership.Void{Event: on(known, known)})
	}
	got := cluster.Facts{House: all}.KnownBefore(day("2026-04-01")).House
	for name, n := range map[string]int{
		"readings": len(got.Readings), "statements": len(got.Statements), "uses": len(got.Uses), "cancels": len(got.Cancels),
		"purchases": len(got.Purchases), "refunds": len(got.Refunds), "goodwill": len(got.Goodwill), "voids": len(got.Voids),
	} {
		require.Equal(t, 2, n, name)
	}
	require.Equal(t, "2026-03-31", got.Uses[1].ID)
}
