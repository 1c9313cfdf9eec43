package tenancy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// sublet is the quarter in which the bookshop sublets its shop to the studio.
func sublet() tenancy.House {
	h := quarter()
	h.Tax = accrual.Tax{}
	h.Residents = append(h.Residents, tenancy.Resident{ID: "R-5"})
	head := h.Leases[1]
	head.Term, head.Signed = period("2026-01-01", "2027-01-01"), day("2025-12-01")
	h.Leases = []tenancy.Lease{head, {
		ID: "sub", Head: "L-8", Resident: "R-3", Spaces: tenancy.ForTerm("S-1"), Term: period("2026-03-01", "2026-10-01"), Signed: day("2026-02-01"),
		Clauses: []accrual.Named{named("rent", tenancy.Amount{Monthly: rub("31000.00")})},
	}}
	return h
}

// subLines are what the subtenant owes, month by month.
func subLines(t *testing.T, h tenancy.House, months ...string) (all []string) {
	t.Helper()
	require.NoError(t, h.Validate())
	c := closing{T: t, house: h}
	for _, m := range months {
		agreements, err := h.Agreements()
		require.NoError(t, err)
		month := day(m + "-01").Month()
		closed, err := accrual.Close(c.books, agreements, month, month.Next().First(), nil)
		require.NoError(t, err)
		c.books = closed.Books
		for _, o := range closed.Obligations {
			if o.Agreement == "sub" {
				all = append(all, string(o.Debtor)+" to "+string(o.Creditor)+" "+o.For.String()+" "+o.Net.String())
			}
		}
	}
	return all
}

// A subtenant owes the resident of the head lease, whoever that is on the day,
// and no longer than the head lease runs.
func TestSubleaseIsCharged(t *testing.T) {
	h := sublet()
	require.Equal(t, []string{"R-3 to R-4 2026-03 31000.00 RUB", "R-3 to R-4 2026-04 31000.00 RUB"}, subLines(t, h, "2026-03", "2026-04"))

	early := sublet()
	early.Leases[1].Signed = day("2025-11-01") // before its head
	require.Equal(t, []string{"R-3 to R-4 2026-03 31000.00 RUB"}, subLines(t, early, "2026-03"))

	assign := event(tenancy.Assign, "2026-04-16", "2026-05-02")
	assign.Resident = "R-5"
	h.Leases[0] = applied(t, h.Leases[0], assign)
	require.ElementsMatch(t, []string{
		"R-3 to R-4 2026-04 31000.00 RUB", "R-3 to R-4 2026-04 -15500.00 RUB", "R-3 to R-5 2026-04 15500.00 RUB", "R-3 to R-5 2026-05 31000.00 RUB",
	}, subLines(t, h, "2026-04", "2026-05"))

	sub := event(tenancy.Assign, "2026-05-01", "2026-05-03")
	sub.Resident = "R-4"
	h.Leases[1] = applied(t, h.Leases[1], sub)
	require.ElementsMatch(t, []string{"R-4 to R-5 2026-05 31000.00 RUB"}, subLines(t, h, "2026-05"), "both have changed hands")

	h.Leases[0] = applied(t, h.Leases[0], event(tenancy.EndEarly, "2026-06-16", "2026-06-10"))
	require.ElementsMatch(t, []string{"R-4 to R-5 2026-06 15500.00 RUB"}, subLines(t, h, "2026-06", "2026-07"), "it ends with its head")
	for _, c := range []struct {
		lease, on, known string
		want             tenancy.State
	}{
		{"sub", "2026-06-15", "2100-01-01", tenancy.Commenced},
		{"sub", "2026-06-16", "2100-01-01", tenancy.Ended},
		{"sub", "2026-06-16", "2026-06-10", tenancy.Commenced},
		{"sub", "2026-02-20", "2100-01-01", tenancy.Signed},
		{"L-8", "2026-06-16", "2100-01-01", tenancy.Ended},
	} {
		state, err := h.State(c.lease, day(c.on), day(c.known))
		require.NoError(t, err)
		require.Equal(t, c.want, state, "%+v", c)
	}
	_, err := h.State("L-9", day("2026-06-16"), day("2026-06-16"))
	require.ErrorIs(t, err, finance.ErrUnknown)
}

// The landlord lets the shop once: the sublease is no vacancy, no double
// letting and no rent of its own.
func TestSubleaseInMeasures(t *testing.T) {
	h := sublet()
	o, err := h.Occupancy(day("2026-04-01"))
	require.NoError(t, err)
	require.Equal(t, area("80"), o.Let)
	roll, err := h.RentRoll(day("2026-04-01"))
	require.NoError(t, err)
	require.Len(t, roll.Rows, 1)
	require.Equal(t, rub("99000.00"), roll.Net)
}

func TestSubleaseRefused(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(h *tenancy.House)
		paths []string
		want  error
	}{
		{"of no lease", func(h *tenancy.House) { h.Leases[1].Head = "L-9" }, []string{"leases[1].head"}, finance.ErrUnknown},
		{"of itself", func(h *tenancy.House) { h.Leases[1].Head = "sub" }, []string{"leases[1].head"}, finance.ErrCycle},
		{"of a draft", func(h *tenancy.House) { h.Leases[0].Draft = true; h.Leases[0].Signed = civil.Date{} }, []string{"leases[1].head"}, finance.ErrConflict},
		{"longer than its head", func(h *tenancy.House) { h.Leases[1].Term.To = day("2027-01-02") }, []string{"leases[1].term.to"}, finance.ErrRange},
		{"without end", func(h *tenancy.House) { h.Leases[1].Term = period("2026-03-01", "..") }, []string{"leases[1].term.to"}, finance.ErrRange},
		{"before its head", func(h *tenancy.House) { h.Leases[1].Term.From = day("2025-12-31") }, []string{"leases[1].term.from"}, finance.ErrRange},
		{"after its head", func(h *tenancy.House) { h.Leases[1].Term = period("2027-01-01", "2027-02-01") }, []string{"leases[1].term"}, finance.ErrRange},
		{"agreed longer than a head that was known to end", func(h *tenancy.House) {
			h.Leases[0] = forced(h.Leases[0], event(tenancy.EndEarly, "2026-08-01", "2026-01-20"))
		}, []string{"leases[1].term.to"}, finance.ErrRange},
		{"extended beyond its head", func(h *tenancy.House) {
			h.Leases[1] = forced(h.Leases[1], until(event(tenancy.Extend, "2026-10-01", "2026-09-01"), "2027-02-01"))
		}, []string{"leases[1].events[0]"}, finance.ErrRange},
		{"of another space", func(h *tenancy.House) { h.Leases[1].Spaces = tenancy.ForTerm("S-1", "hall") }, []string{"leases[1].spaces[1].space"}, finance.ErrRange},
		{"of a space that the head gives back", func(h *tenancy.House) {
			move := event(tenancy.Move, "2026-08-01", "2026-07-01")
			move.Spaces = []string{"hall"}
			h.Leases[0] = forced(h.Leases[0], move)
		}, []string{"leases[1].spaces[0].space"}, finance.ErrRange},
		{"moved out of its head", func(h *tenancy.House) {
			move := event(tenancy.Move, "2026-08-01", "2026-07-01")
			move.Spaces = []string{"D-1", "hall"}
			h.Leases[1] = forced(h.Leases[1], move)
		}, []string{"leases[1].events[0].spaces[1]"}, finance.ErrRange},
		{"to the resident of its head", func(h *tenancy.House) { h.Leases[1].Resident = "R-4" }, []string{"leases[1].head"}, finance.ErrConflict},
		{"let twice", func(h *tenancy.House) {
			twice := h.Leases[1]
			twice.ID = "twice"
			h.Leases = append(h.Leases, twice)
		}, []string{"leases[2].spaces[0]"}, finance.ErrOverlap},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := sublet()
			c.spoil(&h)
			require.Equal(t, c.paths, paths(t, h.Validate()))
			require.ErrorIs(t, h.Validate(), c.want)
			_, err := h.Agreements()
			require.ErrorIs(t, err, c.want)
		})
	}
}

// forced is l with an event that nobody checked.
func forced(l tenancy.Lease, e tenancy.Event) tenancy.Lease {
	l.Events = append(l.Events[:len(l.Events):len(l.Events)], e)
	return l
}

// A sublease of a sublease, and a circle of them.
func TestSubleaseOfSublease(t *testing.T) {
	h := sublet()
	h.Leases = append(h.Leases, tenancy.Lease{ID: "under", Head: "sub", Resident: "R-5", Spaces: tenancy.ForTerm("S-1"), Term: period("2026-04-01", "2026-09-01")})
	require.NoError(t, h.Validate())
	h.Leases[0] = applied(t, h.Leases[0], event(tenancy.EndEarly, "2026-06-16", "2026-06-10"))
	state, err := h.State("under", day("2026-06-16"), day("2100-01-01"))
	require.NoError(t, err)
	require.Equal(t, tenancy.Ended, state)
	h.Leases[0].Head = "under"
	require.ErrorIs(t, h.Validate(), finance.ErrCycle)
	_, err = h.State("under", day("2026-06-16"), day("2100-01-01"))
	require.NoError(t, err, "a circle is no endless road")
}
