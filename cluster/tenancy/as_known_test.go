package tenancy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// What became known on a day is not there as known before it, in a lease, an
// amendment and an event; every measure answers by that.
func TestAsKnown(t *testing.T) {
	h := quarter()
	h.Tax = accrual.Tax{}
	short := period("2026-03-21", "2026-09-01")
	h.Leases[0].Amendments = []accrual.Amendment{{From: day("2026-06-01"), Known: day("2026-06-10"), Term: &short}}
	move := event(tenancy.Move, "2026-05-01", "2026-05-20")
	move.Spaces = []string{"hall"}
	dearer := with(event(tenancy.Amend, "2026-05-01", "2026-05-21"), named("base rent", tenancy.Amount{Monthly: rub("90000.00")}))
	h.Leases[0] = applied(t, h.Leases[0], move, dearer)
	require.NoError(t, h.Validate())
	for _, c := range []struct {
		known string
		rent  string
		let   string // beside the bookshop's 80
		ends  string
	}{
		{"2026-03-02", "", "80", ""},
		{"2026-03-03", "45000.00", "125.50", "2027-03-21"},
		{"2026-05-20", "45000.00", "125.50", "2027-03-21"},
		{"2026-05-21", "45000.00", "280", "2027-03-21"},
		{"2026-05-22", "90000.00", "280", "2027-03-21"},
		{"2026-06-10", "90000.00", "280", "2027-03-21"},
		{"2026-06-11", "90000.00", "280", "2026-09-01"},
	} {
		then := h.AsKnown(day(c.known))
		require.NoError(t, then.Validate())
		o, err := then.Occupancy(day("2026-05-02"))
		require.NoError(t, err)
		require.Equal(t, area(c.let), o.Let, c.known)
		roll, err := then.RentRoll(day("2026-05-02"))
		require.NoError(t, err)
		require.Equal(t, c.rent == "", len(roll.Rows) == 1, c.known)
		if c.rent != "" {
			require.Equal(t, rub(c.rent), roll.Rows[0].Net, c.known)
			require.Equal(t, day(c.ends), roll.Rows[0].Ends, c.known)
		}
	}
	require.Len(t, h.Leases[0].Events, 2, "the house itself stands")
	require.Len(t, h.Leases[0].Amendments, 1)
	require.Equal(t, h, h.AsKnown(day("2100-01-01")))
}

// A sublease goes with a head that was not known, a draft stays one.
func TestAsKnownOfSubleases(t *testing.T) {
	h := sublet()
	h.Leases[1].Signed = day("2025-11-01")
	h.Leases = append(h.Leases, tenancy.Lease{ID: "under", Head: "sub", Resident: "R-5", Spaces: tenancy.ForTerm("S-1"), Term: period("2026-04-01", "2026-09-01"), Signed: day("2025-10-01")})
	draft := tenancy.Lease{ID: "draft", Draft: true, Resident: "R-5", Spaces: tenancy.ForTerm("hall"), Term: period("2026-04-01", "2026-09-01")}
	h.Leases = append(h.Leases, applied(t, draft, event(tenancy.Sign, "2026-03-01", "2026-03-05")))
	ids := func(known string) (all []string) {
		for _, l := range h.AsKnown(day(known)).Leases {
			all = append(all, l.ID)
		}
		return all
	}
	require.Equal(t, []string{"draft"}, ids("2025-12-01"))
	require.Equal(t, []string{"L-8", "sub", "under", "draft"}, ids("2025-12-02"))
	for known, let := range map[string]string{"2026-03-05": "80", "2026-03-06": "280"} {
		o, err := h.AsKnown(day(known)).Occupancy(day("2026-04-01"))
		require.NoError(t, err)
		require.Equal(t, area(let), o.Let)
	}
}

// Two leases may have a space one after the other by a move, and not at once.
func TestMovesAreClaims(t *testing.T) {
	h := quarter()
	move := event(tenancy.Move, "2026-06-01", "2026-05-01")
	move.Spaces = []string{"hall", "W-1"}
	h.Leases[0] = applied(t, h.Leases[0], move)
	h.Residents = append(h.Residents, tenancy.Resident{ID: "R-5"})
	next := tenancy.Lease{ID: "next", Resident: "R-5", Spaces: tenancy.ForTerm("B-12"), Term: period("2026-06-01", "2026-09-01")}
	h.Leases = append(h.Leases, next)
	require.NoError(t, h.Validate())
	roll, err := h.RentRoll(day("2026-05-31"))
	require.NoError(t, err)
	require.Equal(t, []string{"B-12"}, roll.Rows[0].Spaces)
	roll, err = h.RentRoll(day("2026-06-01"))
	require.NoError(t, err)
	require.Equal(t, []string{"hall", "W-1"}, roll.Rows[0].Spaces)
	h.Leases[2].Term.From = day("2026-05-31")
	require.Equal(t, []string{"leases[2].spaces[0]"}, paths(t, h.Validate()))
	require.ErrorIs(t, h.Validate(), finance.ErrOverlap)
	h.Leases[2] = tenancy.Lease{ID: "next", Resident: "R-5", Spaces: tenancy.ForTerm("hall"), Term: period("2026-04-01", "2026-06-02")}
	require.Equal(t, []string{"leases[0].events[0].spaces[0]"}, paths(t, h.Validate()))

	h.Leases = h.Leases[:1]
	for _, c := range []struct {
		on, space, path string
		want            error
	}{
		{"2026-06-01", "annex", "leases[0].events[0].spaces[0]", finance.ErrUnknown},
		{"2026-06-01", "lobby", "leases[0].events[0].spaces[0]", finance.ErrConflict},
		{"2026-05-31", "W-1", "leases[0].events[0].spaces[0]", finance.ErrRange},
	} {
		h.Leases[0] = quarter().Leases[0]
		move.On, move.Spaces = day(c.on), []string{c.space}
		h.Leases[0] = applied(t, h.Leases[0], move)
		require.Equal(t, []string{c.path}, paths(t, h.Validate()))
		require.ErrorIs(t, h.Validate(), c.want)
	}
	for who, want := range map[accrual.Party]error{"R-9": finance.ErrUnknown, "operator": finance.ErrUnknown} {
		assign := event(tenancy.Assign, "2026-06-01", "2026-06-01")
		assign.Resident = who
		h.Leases[0] = applied(t, quarter().Leases[0], assign)
		require.ErrorIs(t, h.Validate(), want)
		require.Contains(t, paths(t, h.Validate()), "leases[0].events[0].resident")
	}
	h.Leases[0] = applied(t, quarter().Leases[0], with(event(tenancy.Amend, "2026-06-01", "2026-06-01"), named("x", tenancy.Amount{Monthly: finance.MustMoney("1.00 USD")})))
	require.Equal(t, []string{"leases[0].events[0].set[0].monthly"}, paths(t, h.Validate()))
	h.Leases[0] = quarter().Leases[0]
	h.Leases[0].Options = []tenancy.Option{{ID: "x", On: day("2026-06-01"), Fee: tenancy.Fee{Sum: finance.MustMoney("1.00 USD")}}}
	require.Equal(t, []string{"leases[0].options[0].fee.sum"}, paths(t, h.Validate()))
}

// What the spine finds in what events were lowered to is told of the event.
func TestPathsOfLoweredEvents(t *testing.T) {
	l := lived()
	counts := tenancy.Amount{Monthly: rub("1.00"), Above: []string{"nothing"}}
	l = forced(l, with(event(tenancy.Amend, "2026-02-01", "2026-02-01"), named("ok", tenancy.Amount{Monthly: rub("1.00")}), named("x", counts)))
	require.Equal(t, []string{"events[0].set[1].meters"}, paths(t, l.Validate()))
	l = lived()
	drop := event(tenancy.Amend, "2026-02-01", "2026-02-01")
	drop.Drop = []string{"rent", "nothing"}
	require.Equal(t, []string{"events[0].drop[1]"}, paths(t, forced(l, drop).Validate()))
}
