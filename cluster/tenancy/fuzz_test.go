package tenancy_test

import (
	"errors"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/cluster/tenancy/index"
	"github.com/creative-cluster/kvartal/cluster/tenancy/membership"
	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/cluster/tenancy/utility"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// small is a house with one lease of one space, under some clauses.
func small(clauses ...accrual.Named) tenancy.House {
	h := row(2, 1)
	h.Residents = append(h.Residents, tenancy.Resident{ID: "R-2"})
	l := &h.Leases[0]
	l.Term, l.Clauses = period("2026-01-10", "2027-01-10"), clauses
	return h
}

// seeds are small houses, which together have every kind of clause, and every
// list of a house and of a lease.
func seeds() []tenancy.House {
	rent := named("rent", tenancy.Amount{Monthly: rub("31000.00")})
	steps := []tenancy.Step{{From: day("2026-03-01"), Raise: rate("5%")}, {From: day("2026-05-15"), Monthly: rub("3.00")}, {From: day("2026-06-02"), Part: rate("1/3")}}
	metered := utility.Metered{Meter: "power", Shared: "power"}
	own := metered
	own.Shared, own.Tariff = "", power()
	steady := small(rent)
	steady.Series = []index.Series{cpi()}
	following := &index.Indexation{Series: "cpi", First: day("2026-02-11"), Every: 1, Lag: 1, Base: civil.MustMonth("2025-12")}
	steady.Leases[0].Clauses = []accrual.Named{named("rent", tenancy.Amount{Monthly: rub("300.00"), Area: area("20"), Index: following, Days: tenancy.YearDays})}
	lit := small(rent, named("power", metered), named("own", own))
	lit.Tariffs = map[string]utility.Tariff{"power": power()}
	flats := small(named("on account", tenancy.Amount{Monthly: rub("9.00"), For: tenancy.ForServiceCharge}), named("heat", servicecharge.Share{Pool: "heat", Less: []string{"on account"}, After: 2}))
	flats.Pools = []servicecharge.Pool{{ID: "heat", Currency: finance.RUB}}
	shop := small(rent, named("share", tenancy.TurnoverRent{Tiers: table(finance.Slab), Of: []accrual.Meter{"sales/food"}, Above: []string{"rent"}, Deemed: rub("5.00"), Over: rub("1.00"), Prorate: true, Cycle: accrual.ByQuarter}),
		named("minimum", tenancy.Bound{Of: []string{"rent", "share"}, AtLeast: rub("1.00"), AtMost: rub("99000.00"), Cycle: accrual.ByYear, Prorate: true}))
	shop.Categories = []string{"food/coffee"}
	desks := small()
	desks.Memberships = []membership.Membership{desk("M-1", "R-2")}
	fee := membership.PlanFee{Price: rub("300.00"), Day: 1, Whole: true}
	desks.Memberships[0].Plan.Clauses = []accrual.Named{
		{Name: "fee", Clause: fee, Advance: true}, named("joining", membership.JoiningDiscount{Of: fee, Within: 15}),
		named("rooms", membership.Allowance{Credit: "rooms", Units: 8, Overage: rub("5.00")}), named("pass", membership.DayPass{Credit: "pass", Price: rub("7.00")}),
	}
	return []tenancy.House{
		furnished(), tower(), steady, lit, flats, shop, desks, living(), under(),
		small(named("rent", tenancy.Amount{Monthly: rub("1.00"), Count: num("5/2"), Unit: "desk", Only: []civil.Period{period("2026-02-03", "..")}, Steps: steps}),
			named("fit-out", tenancy.OneOff{On: day("2026-02-28"), Sum: rub("-1.00")}),
			named("free", tenancy.Amount{Monthly: rub("1.00"), Part: rate("-100%"), Only: []civil.Period{period("2026-02-01", "2026-03-01")}}),
			named("back", tenancy.ClawBack{Of: []string{"free"}, Expiry: day("2028-01-10"), Earning: true}),
			named("stay", tenancy.HoldoverRent{Monthly: rub("1.00"), Since: day("2026-08-01"), Stay: tenancy.Holdover{By: tenancy.ByStartedMonth, Later: []tenancy.LaterPart{{FromDay: 31, Part: rate("200%")}}}})),
	}
}

func power() utility.Tariff {
	return utility.Tariff{Unit: "kWh", Prices: civil.Timeline[utility.Prices]{{From: day("2026-01-01"), Value: utility.Prices{Slabs: []utility.Slab{{Blocks: []utility.Block{{Price: rub("5.00")}}}}}, Source: "made up"}}}
}

// living is a lease with options, events, amendments and a stay.
func living() tenancy.House {
	h := quarter()
	l := lived()
	l.HoldingOver = &tenancy.Holdover{Part: rate("150%"), Notice: tenancy.Notice{Days: 30}}
	l.Options = append(l.Options, tenancy.Option{ID: "yearly", EveryYears: 1, Fee: tenancy.Fee{Months: 2, Sum: rub("10.00")}})
	moved := event(tenancy.Move, "2026-05-01", "2026-05-01")
	moved.Spaces = []string{"hall", "D-1"}
	assigned := event(tenancy.Assign, "2026-06-01", "2026-06-02")
	assigned.Resident = "R-4"
	l.Events = []tenancy.Event{
		until(event(tenancy.Suspend, "2026-02-10", "2026-02-12"), "2026-03-10"), with(event(tenancy.Amend, "2026-03-01", "2026-03-02"), named("rent", tenancy.Amount{Monthly: rub("1.00")})),
		moved, assigned, event(tenancy.HoldOver, "2027-01-01", "2027-01-01"), until(event(tenancy.Serve, "2027-01-02", "2027-01-02"), "2027-03-01"),
	}
	h.Leases = []tenancy.Lease{l}
	return h
}

// under is a draft that is signed, and a sublease of it.
func under() tenancy.House {
	h := small(named("rent", tenancy.Amount{Monthly: rub("1.00")}))
	h.Leases[0].Draft = true
	h.Leases[0].Events = []tenancy.Event{event(tenancy.Sign, "2026-01-02", "2026-01-02"), event(tenancy.EndEarly, "2026-09-01", "2026-05-01")}
	sub := small(named("rent", tenancy.Amount{Monthly: rub("2.00")})).Leases[0]
	sub.ID, sub.Head, sub.Resident = "sub", h.Leases[0].ID, "R-2"
	h.Leases = append(h.Leases, sub)
	return h
}

// What is refused leaves nothing behind and says where; what is accepted closes
// month by month, gives measures, and is written as it was read.
func FuzzHouse(f *testing.F) {
	file, err := os.ReadFile("testdata/house.json")
	require.NoError(f, err)
	f.Add(file)
	for i, h := range seeds() {
		require.NoError(f, h.Validate(), i)
		text, err := terms.Encode(h, tenancy.Kinds())
		require.NoError(f, err)
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var h tenancy.House
		if err := terms.Decode(text, &h, tenancy.Kinds()); err != nil {
			require.Zero(t, h)
			requirePlaces(t, err)
			return
		}
		requireCloses(t, h)
		requireMeasures(h)
		written, err := terms.Encode(h, tenancy.Kinds())
		require.NoError(t, err)
		var again tenancy.House
		require.NoError(t, terms.Decode(written, &again, tenancy.Kinds()))
		require.Equal(t, h, again)
	})
}

// requirePlaces wants every problem to have a path or, of one with the file as a
// whole, a line.
func requirePlaces(t *testing.T, err error) {
	t.Helper()
	var wrong finance.Problems
	require.True(t, errors.As(err, &wrong), "%v", err)
	for p := range wrong.All() {
		line := terms.Line(p.Err)
		require.True(t, p.Path != "" || line > 0, "%v", p)
	}
}

// requireCloses closes fourteen months of each agreement, as they go by and as
// if all had been known.
func requireCloses(t *testing.T, h tenancy.House) {
	t.Helper()
	as, err := h.Agreements()
	require.NoError(t, err)
	for _, a := range as {
		first := a.Amendments[0].Term.From.Month()
		last := first.Add(13)
		if first.Add(-1).IsZero() || last.IsZero() || last.After(civil.MustMonth("9979-12")) {
			continue // at the ends of the calendar nothing is closed
		}
		var books accrual.Books
		for m := range first.Through(last) {
			closed, err := accrual.Close(books, []accrual.Agreement{a}, m, m.Next().First(), nil)
			require.NoError(t, err)
			books = closed.Books
		}
		_, err = a.DryRun(first, last, nil)
		require.NoError(t, err)
	}
}

// requireMeasures asks for every measure of some days; that none panics is all
// that is asked of a house that may be too large for some.
func requireMeasures(h tenancy.House) {
	for _, on := range []civil.Date{day("0001-01-01"), day("2026-06-01"), day("9999-12-31"), {}} {
		_, _ = h.Rents(on)
		_, _ = h.Occupancy(on)
		_, _ = h.Bridge(on)
		_, _ = h.Mix(on)
		_, _ = h.Offers(on)
		_, _ = h.Expiries(on, true)
		_, _ = h.Wault(on, tenancy.WaultBy{Break: true, Rent: true})
		h.Deadlines(on, on.AddYears(3), on)
		_ = h.AsKnown(on).Validate()
		over := civil.Period{From: on, To: on.AddDays(40)}
		_, _ = h.RentsOver(over)
		_, _ = h.Retention(over)
		_, _ = h.OccupancyOver(over)
		for _, l := range h.Leases {
			_, _ = h.Contracted(l, over)
			l.Notices(on, on)
			l.State(on, on)
		}
		for _, p := range h.Pools {
			_, _ = h.Reconcile(tenancy.Reconciling{ID: "1", Pool: p.ID, Window: civil.YearOf(2026).Period(), Known: on})
		}
	}
}
