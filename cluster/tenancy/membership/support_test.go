package membership_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/membership"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

func day(s string) civil.Date       { return civil.MustDate(s) }
func rub(s string) finance.Money    { return finance.MustMoney(s + " RUB") }
func minor(n int64) finance.Money   { return finance.Minor(n, finance.RUB) }
func rate(s string) finance.Rate    { return finance.MustRate(s) }
func ref(id, on string) accrual.Ref { return accrual.Ref{ID: id, On: day(on)} }

// period is half-open; ".." is an open end.
func period(from, to string) civil.Period {
	p := civil.Period{From: day(from)}
	if to != ".." {
		p.To = day(to)
	}
	return p
}

func named(name string, c accrual.Clause) accrual.Named { return accrual.Named{Name: name, Clause: c} }

// desk is a plan of one desk: a fee, room hours, and prints by the piece.
func desk() membership.Plan {
	return membership.Plan{ID: "desk", Clauses: []accrual.Named{
		{Name: "desk", Clause: membership.PlanFee{Price: rub("9000.00"), Day: 1}, Advance: true},
		named("rooms", membership.Allowance{Credit: "rooms", Units: 8, Day: 1, Overage: rub("500.00")}),
		named("prints", membership.DayPass{Credit: "prints", Price: rub("10.00")}),
	}}
}

// studio is a dearer one.
func studio() membership.Plan {
	return membership.Plan{ID: "studio", Clauses: []accrual.Named{
		{Name: "studio", Clause: membership.PlanFee{Price: rub("18000.00"), Day: 1}, Advance: true},
		named("rooms", membership.Allowance{Credit: "rooms", Units: 20, Day: 1, Overage: rub("400.00")}),
	}}
}

func member(plan membership.Plan, term civil.Period) membership.Membership {
	return membership.Membership{ID: "M-1", Member: "R-7", Term: term, Plan: plan}
}

func agreement(t testing.TB, m membership.Membership) accrual.Agreement {
	t.Helper()
	a, err := m.Agreement("operator", finance.RUB, accrual.Tax{})
	require.NoError(t, err)
	return a
}

// event is known on its own day unless a later one is given.
func event(id, on string, known ...string) membership.Event {
	e := membership.Event{ID: id, Membership: "M-1", On: day(on), Known: day(on)}
	if len(known) > 0 {
		e.Known = day(known[0])
	}
	return e
}

func use(id, on string, units int64, known ...string) accrual.Fact {
	return fact(membership.Use{Event: event(id, on, known...), Credit: "rooms", Units: units}.Fact())
}

func cancel(id, on string, units int64, of accrual.Ref, known ...string) accrual.Fact {
	return fact(membership.Cancel{Event: event(id, on, known...), Credit: "rooms", Units: units, Of: of}.Fact())
}

func purchase(id, on string, units int64, price string, known ...string) accrual.Fact {
	return fact(membership.Purchase{Event: event(id, on, known...), Credit: "rooms", Units: units, Price: rub(price)}.Fact(finance.RUB))
}

func refund(id, on string, units int64, of accrual.Ref, known ...string) accrual.Fact {
	return fact(membership.Refund{Event: event(id, on, known...), Credit: "rooms", Units: units, Of: of}.Fact())
}

func goodwill(id, on string, units int64, known ...string) accrual.Fact {
	return fact(membership.Goodwill{Event: event(id, on, known...), Credit: "rooms", Units: units}.Fact())
}

func void(id, on string, of, inner accrual.Ref, known ...string) accrual.Fact {
	return fact(membership.Void{Event: event(id, on, known...), Voids: of, Of: inner}.Fact())
}

func fact(f accrual.Fact, err error) accrual.Fact {
	if err != nil {
		panic(err)
	}
	return f
}

// closing is a run of months through the spine, as a host would do it.
type closing struct {
	testing.TB
	membership membership.Membership
	books      accrual.Books
	facts      []accrual.Fact
	posted     []accrual.Obligation
}

// close is what a month's close posts, as "clause for-month net". Every fact is
// in it that is known by then.
func (c *closing) close(m string) []string {
	c.Helper()
	month := civil.MustMonth(m)
	return c.cut(month, month.Next().First())
}

func (c *closing) cut(month civil.Month, cutoff civil.Date) []string {
	c.Helper()
	as := []accrual.Agreement{agreement(c, c.membership)}
	closed, err := accrual.Close(c.books, as, month, cutoff, slices.Values(c.facts))
	require.NoError(c, err)
	c.books, c.posted = closed.Books, append(c.posted, closed.Obligations...)
	var lines []string
	for _, o := range closed.Obligations {
		lines = append(lines, fmt.Sprintf("%s %v %v", o.Clause, o.For, o.Net))
	}
	return lines
}

// paths are the paths of the problems of err.
func paths(t testing.TB, err error) (all []string) {
	t.Helper()
	var wrong finance.Problems
	require.ErrorAs(t, err, &wrong)
	for p := range wrong.All() {
		all = append(all, p.Path)
	}
	return all
}
