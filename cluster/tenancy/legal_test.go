package tenancy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/cluster/tenancy/law"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// rules are of a made-up law: they test what a house hands over, not the law.
func rules(t *testing.T) law.Rules {
	t.Helper()
	text := func(s string) law.Text { return law.Text{English: s, Russian: s} }
	rs := law.Rules{
		{Kind: law.Registration, Objects: []law.Object{law.Premises}, From: day("1996-03-01"), Article: "a1", Text: text("register"), Source: "made up", Months: 12},
		{Kind: law.RentChange, Objects: []law.Object{law.Premises}, From: day("1996-03-01"), Article: "a2", Text: text("once a year"), Source: "made up", Months: 12, Binds: []law.Change{law.Unilateral}},
		{Kind: law.Sublease, Objects: []law.Object{law.Premises}, From: day("1996-03-01"), Article: "a3", Text: text("within its head"), Source: "made up"},
		{Kind: law.LateReturn, Objects: []law.Object{law.Premises}, From: day("1996-03-01"), Article: "a4", Text: text("rent for the delay"), Source: "made up", Rate: rate("100%")},
		{Kind: law.Tender, Objects: []law.Object{law.Premises, law.Land}, From: day("1996-03-01"), Article: "a5", Text: text("tender"), Source: "made up"},
		{Kind: law.Notice, Objects: []law.Object{law.Premises}, From: day("1996-03-01"), Article: "a6", Text: text("three months"), Source: "made up", Months: 3},
	}
	require.NoError(t, rs.Validate())
	return rs
}

func legal(t *testing.T, h tenancy.House) []string {
	t.Helper()
	var all []string
	for _, l := range h.Legal(rules(t), day("2027-06-01")) {
		for _, w := range l.Warnings {
			all = append(all, l.Lease+" "+w.Rule.Article+" "+w.On.String())
		}
	}
	return all
}

func TestLegal(t *testing.T) {
	rent := func(monthly string) []accrual.Named {
		return []accrual.Named{named("rent", tenancy.Amount{Monthly: rub(monthly)})}
	}
	short := func() tenancy.House {
		h := quarter()
		h.Leases = h.Leases[:1]
		h.Leases[0].Term, h.Leases[0].Clauses = period("2026-04-01", "2027-02-01"), rent("45000.00")
		return h
	}
	for _, c := range []struct {
		name   string
		change func(h *tenancy.House, l *tenancy.Lease)
		want   []string
	}{
		{"ten months", func(*tenancy.House, *tenancy.Lease) {}, nil},
		{"a year", func(_ *tenancy.House, l *tenancy.Lease) { l.Term = period("2026-04-01", "2027-04-01") }, []string{"L-7 a1 2026-03-02"}},
		{"a year, registered", func(_ *tenancy.House, l *tenancy.Lease) {
			l.Term = period("2026-04-01", "2027-04-01")
			l.Basis = []tenancy.Basis{{Kind: tenancy.BasisRegistration, Number: "14:1"}}
		}, nil},
		{"two changes by one side", func(_ *tenancy.House, l *tenancy.Lease) {
			l.Events = []tenancy.Event{
				{Action: tenancy.Amend, On: day("2026-06-01"), Known: day("2026-05-01"), Set: rent("46000.00"), By: tenancy.ByLandlord, Alone: true},
				{Action: tenancy.Amend, On: day("2026-10-01"), Known: day("2026-09-01"), Set: rent("47000.00"), By: tenancy.ByLandlord, Alone: true},
			}
		}, []string{"L-7 a2 2026-10-01"}},
		{"two that both agreed", func(_ *tenancy.House, l *tenancy.Lease) {
			l.Events = []tenancy.Event{
				{Action: tenancy.Amend, On: day("2026-06-01"), Known: day("2026-05-01"), Set: rent("46000.00")},
				{Action: tenancy.Amend, On: day("2026-10-01"), Known: day("2026-09-01"), Set: rent("47000.00")},
			}
		}, nil},
		{"one side changes what is no rent", func(_ *tenancy.House, l *tenancy.Lease) {
			share := []accrual.Named{named("turnover", tenancy.TurnoverRent{Share: rate("5%")})}
			l.Events = []tenancy.Event{
				{Action: tenancy.Amend, On: day("2026-06-01"), Known: day("2026-05-01"), Set: rent("46000.00"), By: tenancy.ByLandlord, Alone: true},
				{Action: tenancy.Amend, On: day("2026-10-01"), Known: day("2026-09-01"), Set: share, By: tenancy.ByLandlord, Alone: true},
			}
		}, nil},
		{"a step is no change", func(_ *tenancy.House, l *tenancy.Lease) {
			l.Clauses = []accrual.Named{named("rent", tenancy.Amount{Monthly: rub("1.00"), Steps: []tenancy.Step{{From: day("2026-06-01"), Raise: rate("5%")}}})}
			l.Amendments = []accrual.Amendment{{From: day("2026-10-01"), Known: day("2026-09-01"), Set: rent("47000.00")}}
		}, nil},
		{"a stay after the last day", func(_ *tenancy.House, l *tenancy.Lease) {
			l.Events = []tenancy.Event{
				{Action: tenancy.HoldOver, On: day("2027-02-01"), Known: day("2027-02-01")},
				{Action: tenancy.Return, On: day("2027-02-15"), Known: day("2027-02-15")},
			}
		}, []string{"L-7 a4 2027-02-01"}},
		{"state property without a tender", func(h *tenancy.House, _ *tenancy.Lease) {
			h.Spaces[0].Flags = []tenancy.Flag{{Name: tenancy.FlagState}}
		}, []string{"L-7 a5 2026-03-02"}},
		{"state property by tender", func(h *tenancy.House, l *tenancy.Lease) {
			h.Spaces[0].Flags = []tenancy.Flag{{Name: tenancy.FlagState}}
			l.Basis = []tenancy.Basis{{Kind: tenancy.BasisTender, Number: "7"}}
		}, nil},
		{"land needs no registration here", func(h *tenancy.House, l *tenancy.Lease) {
			h.Spaces[0].Use, l.Term = tenancy.Land, period("2026-04-01", "2028-04-01")
		}, nil},
		{"a month's notice of a lease without an end", func(_ *tenancy.House, l *tenancy.Lease) {
			l.Basis = []tenancy.Basis{{Kind: tenancy.BasisRegistration, Number: "14:1"}}
			l.Term = period("2026-04-01", "..")
			l.Events = []tenancy.Event{{Action: tenancy.Serve, On: day("2026-06-01"), Known: day("2026-06-01"), Until: day("2026-07-02")}}
		}, []string{"L-7 a6 2026-06-01"}},
		{"as both agreed", func(_ *tenancy.House, l *tenancy.Lease) {
			l.Basis = []tenancy.Basis{{Kind: tenancy.BasisRegistration, Number: "14:1"}}
			l.Term, l.HoldingOver = period("2026-04-01", ".."), &tenancy.Holdover{Notice: tenancy.Notice{Months: 1}}
			l.Events = []tenancy.Event{{Action: tenancy.Serve, On: day("2026-06-01"), Known: day("2026-06-01"), Until: day("2026-07-02")}}
		}, nil},
		{"an amendment to a year", func(_ *tenancy.House, l *tenancy.Lease) {
			longer := period("2026-04-01", "2027-05-01")
			l.Amendments = []accrual.Amendment{{From: day("2027-02-01"), Known: day("2026-12-01"), Term: &longer}}
		}, []string{"L-7 a1 2026-03-02"}},
		{"an option to a year", func(_ *tenancy.House, l *tenancy.Lease) {
			l.Options = []tenancy.Option{{ID: "more", Kind: tenancy.ToExtend, Months: 3}}
			l.Events = []tenancy.Event{{Action: tenancy.Serve, On: day("2026-12-01"), Known: day("2026-12-01"), Option: "more", Until: day("2027-02-01")}}
		}, []string{"L-7 a1 2026-03-02"}},
		{"an option whose condition is not met", func(_ *tenancy.House, l *tenancy.Lease) {
			l.Options = []tenancy.Option{{ID: "more", Kind: tenancy.ToExtend, Months: 3, Conditions: []string{"no debt"}}}
			l.Events = []tenancy.Event{{Action: tenancy.Serve, On: day("2026-12-01"), Known: day("2026-12-01"), Option: "more", Until: day("2027-02-01")}}
		}, nil},
		{"less than a year of it", func(_ *tenancy.House, l *tenancy.Lease) {
			l.Term = period("2026-04-01", "2027-04-01")
			l.Events = []tenancy.Event{{Action: tenancy.Commence, On: day("2026-05-01"), Known: day("2026-05-01")}}
		}, nil},
		{"a stay that became a new term", func(_ *tenancy.House, l *tenancy.Lease) {
			l.Events = []tenancy.Event{
				{Action: tenancy.HoldOver, On: day("2027-02-01"), Known: day("2027-02-01")},
				{Action: tenancy.Renew, On: day("2027-02-15"), Known: day("2027-02-15"), Until: day("2027-03-15")},
			}
		}, nil},
		{"an extension to a year", func(_ *tenancy.House, l *tenancy.Lease) {
			l.Events = []tenancy.Event{{Action: tenancy.Extend, On: day("2027-02-01"), Known: day("2026-12-01"), Until: day("2027-05-01")}}
		}, []string{"L-7 a1 2026-03-02"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := short()
			require.Equal(t, "B-12", h.Spaces[0].ID)
			c.change(&h, &h.Leases[0])
			require.NoError(t, h.Validate())
			require.Equal(t, c.want, legal(t, h))
		})
	}
}

// A change that says Alone is an amendment's, nothing else's.
func TestAloneIsOfAnAmendment(t *testing.T) {
	e := tenancy.Event{Action: tenancy.Extend, On: day("2027-02-01"), Known: day("2026-12-01"), Until: day("2027-05-01"), Alone: true}
	require.Equal(t, []string{"alone"}, paths(t, e.Validate()))
	require.ErrorIs(t, e.Validate(), finance.ErrConflict)
}

// Given back on the day before the return's: fourteen days of a stay from the 1st
// of February. A shop with its yard is no land.
func TestLegalCountsDays(t *testing.T) {
	h := quarter()
	h.Leases = h.Leases[:1]
	l := &h.Leases[0]
	l.Term = period("2026-04-01", "2027-02-01")
	l.Events = []tenancy.Event{event(tenancy.HoldOver, "2027-02-01", "2027-02-01"), event(tenancy.Return, "2027-02-15", "2027-02-15")}
	all := h.Legal(rules(t), day("2027-06-01"))
	require.Len(t, all, 1)
	require.Equal(t, 14, all[0].Warnings[0].Days)

	l.Events, l.Term, l.Spaces = nil, period("2026-04-01", "2028-04-01"), tenancy.ForTerm("B-12", "yard")
	require.NoError(t, h.Validate())
	require.Equal(t, []string{"L-7 a1 2026-03-02"}, legal(t, h))
}
