package tenancy_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// anyLease is a lease of some year with options of all kinds and a stay at a
// price.
func anyLease(r *rand.Rand) tenancy.Lease {
	l := tenancy.Lease{
		ID: "L-7", Resident: "R-3", Spaces: tenancy.ForTerm("B-12"), Term: period("2026-03-21", "2027-03-21"), Signed: day("2026-03-02"),
		Clauses: []accrual.Named{
			named("rent", tenancy.Amount{Monthly: rub("45000.00")}),
			named("service", tenancy.Amount{Monthly: rub("777.77"), For: tenancy.ForServiceCharge, Days: tenancy.ThirtyDays}),
			named("turnover", tenancy.TurnoverRent{Share: rate("7%"), Over: rub("1000.00"), Cycle: accrual.ByYear, Prorate: true}),
		},
		Options: []tenancy.Option{
			{ID: "break", By: tenancy.ByEither, Within: period("2026-06-01", "2027-03-01"), Notice: tenancy.Notice{Months: 1}, Fee: tenancy.Fee{Months: 1}},
			{ID: "hard", BeforeEnd: 3, Notice: tenancy.Notice{Days: 20}, Conditions: []string{"a", "b"}},
			{ID: "longer", Kind: tenancy.ToExtend, Notice: tenancy.Notice{Months: 2}, Months: 6, Conditions: []string{"a"}},
		},
	}
	if r.IntN(2) == 0 {
		l.HoldingOver = &tenancy.Holdover{
			Part: rate("150%"), Later: []tenancy.LaterPart{{FromDay: 31, Part: rate("200%")}}, By: tenancy.StayBasis(r.IntN(2)), Notice: tenancy.Notice{Days: 10},
		}
	}
	return l
}

// anyEvent may be refused.
func anyEvent(r *rand.Rand, l *tenancy.Lease, known civil.Date) tenancy.Event {
	e := tenancy.Event{Action: tenancy.Action(r.IntN(15)), On: known.AddDays(r.IntN(120) - 60), Known: known}
	if n := len(l.Events); r.IntN(5) == 0 || n > 0 && l.Events[n-1].Action == tenancy.Serve && r.IntN(3) > 0 {
		e.Action = []tenancy.Action{tenancy.Serve, tenancy.Fulfil}[r.IntN(2)]
	}
	some := []civil.Date{l.Held(known.AddDays(1)).To, e.On.AddDays(1 + r.IntN(200)), day("2026-12-01"), day("2027-03-21"), day("2027-09-21")}
	if r.IntN(2) == 0 && !some[0].IsZero() {
		e.On = some[0]
	}
	switch e.Action {
	case tenancy.Serve:
		e.Until, e.On = some[r.IntN(len(some))], known
		e.Option = []string{"break", "hard", "longer", ""}[r.IntN(4)]
	case tenancy.Fulfil:
		e.Option, e.On = []string{"hard", "longer"}[r.IntN(2)], known
		e.Conditions = [][]string{{"a"}, {"b"}, {"a", "b"}}[r.IntN(3)]
	case tenancy.Extend, tenancy.Renew:
		e.Until = some[r.IntN(len(some))]
	case tenancy.Suspend:
		if r.IntN(3) > 0 {
			e.Until = e.On.AddDays(1 + r.IntN(90))
		}
		if r.IntN(2) == 0 {
			e.Drop = []string{"rent"}
		}
	case tenancy.Assign:
		e.Resident = []accrual.Party{"R-3", "R-4"}[r.IntN(2)]
	case tenancy.Move:
		e.Spaces = []string{"S-1", "hall"}[:1+r.IntN(2)]
	}
	if e.Action == tenancy.Amend || e.Action == tenancy.Renew && r.IntN(2) == 0 {
		e.Set = []accrual.Named{{Name: "rent", Change: accrual.Change(r.IntN(3)), Clause: tenancy.Amount{Monthly: minor(1 + r.Int64N(1e7))}}}
	}
	return e
}

// anyLife applies events at random, and says what of them was taken.
func anyLife(t *testing.T, r *rand.Rand, taken map[tenancy.Action]int) tenancy.Lease {
	t.Helper()
	l := anyLease(r)
	known := day("2026-03-02")
	for range 60 {
		known = known.AddDays(r.IntN(16))
		e := anyEvent(r, &l, known)
		next, err := l.Apply(e)
		if err != nil {
			require.Equal(t, l, next)
			continue
		}
		taken[e.Action]++
		l = next
		if len(l.Events) > 8 {
			break
		}
	}
	if r.IntN(3) == 0 && len(l.Events) > 0 { // and an amendment of the host's own, somewhere between
		l.Amendments = []accrual.Amendment{{
			From: l.Term.From.AddDays(r.IntN(200)), Known: l.Signed.AddDays(r.IntN(300)),
			Set: []accrual.Named{named("service", tenancy.Amount{Monthly: rub("900.00"), For: tenancy.ForServiceCharge})},
		}}
	}
	return l
}

// totals sums what was posted by key and parties.
func totals(t *testing.T, all []accrual.Obligation) map[string]int64 {
	t.Helper()
	sums := map[string]int64{}
	for _, o := range all {
		sums[fmt.Sprint(o.Key, o.Debtor, o.Creditor)] += o.Net.Minor()
	}
	for k, sum := range sums {
		if sum == 0 {
			delete(sums, k)
		}
	}
	return sums
}

// Closed month by month by what was known, and adjusted as events became known,
// is what closing with everything known from the start gives: whatever
// happens in a lease, in whatever order it becomes known. And nothing that was
// known changes by what becomes known later: the books would refuse it.
func TestClosedAndAdjustedIsClosedWithAllKnown(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	taken := map[tenancy.Action]int{}
	for n := range 60 {
		h := quarter()
		h.Tax = accrual.Tax{}
		h.Leases = []tenancy.Lease{anyLife(t, r, taken)}
		if h.Validate() != nil { // an amendment of the host came after a withdrawal
			require.NotEmpty(t, h.Leases[0].Amendments, "%d: %v", n, h.Validate())
			continue
		}
		var facts []accrual.Fact
		for i := range 5 {
			on := h.Leases[0].Term.From.AddDays(r.IntN(400))
			if began := h.Leases[0].Held(day("9999-01-01")).From; on.Before(began) { // nothing is sold before the spaces are handed over
				on = began
			}
			s := tenancy.Sale{ID: fmt.Sprint(i), Lease: "L-7", On: on, Known: on.AddDays(r.IntN(60)), Amount: minor(r.Int64N(1e7))}
			f, err := s.Fact(finance.RUB)
			require.NoError(t, err)
			facts = append(facts, f)
		}
		var books, after accrual.Books
		var once, bit []accrual.Obligation
		for m := range period("2026-03-01", "2028-03-01").Months() {
			cutoff := m.Next().First()
			books, bit = closeAs(t, h.AsKnown(cutoff), books, m, cutoff, facts, bit)
			after, once = closeAs(t, h, after, m, day("2030-01-01").AddDays(m.Sub(civil.MustMonth("2026-01"))), facts, once)
		}
		require.Equal(t, totals(t, once), totals(t, bit), "%d: %+v", n, h.Leases[0].Events)
	}
	for a := tenancy.Withdraw; a < tenancy.Expire; a++ {
		require.Positive(t, taken[a], "%v never happened", a)
	}
}

func closeAs(t *testing.T, h tenancy.House, b accrual.Books, m civil.Month, cutoff civil.Date, facts []accrual.Fact, all []accrual.Obligation) (accrual.Books, []accrual.Obligation) {
	t.Helper()
	agreements, err := h.Agreements()
	require.NoError(t, err)
	if len(agreements) == 0 {
		return b, all
	}
	closed, err := accrual.Close(b, agreements, m, cutoff, slices.Values(facts))
	require.NoError(t, err, "%v %+v", m, h.Leases[0].Events)
	return closed.Books, append(all, closed.Obligations...)
}

// Final is final: once a lease has ended or was withdrawn and that is known, no
// event finds a place on a later day.
func TestFinalIsFinal(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	taken, finals := map[tenancy.Action]int{}, 0
	for range 400 {
		l := anyLife(t, r, taken)
		if len(l.Events) == 0 {
			continue
		}
		known := l.Events[len(l.Events)-1].Known.AddDays(1)
		for range 30 {
			on := known.AddDays(r.IntN(700))
			state := l.State(on, day("9999-01-01"))
			if state != tenancy.Ended && state != tenancy.Withdrawn || on == l.Held(day("9999-01-01")).To {
				continue
			}
			finals++
			e := anyEvent(r, &l, on)
			e.On = on
			if next, err := l.Apply(e); err == nil {
				t.Fatalf("%v on %v after %+v", e.Action, on, next.Events)
			}
		}
	}
	require.Greater(t, finals, 1000)
}
