package tenancy_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/cluster/tenancy/index"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Clauses of all kinds beside each other, drawn at random, amended in the middle
// of months and years, and known late.

// drawn draws the terms of a lease.
type drawn struct{ *rand.Rand }

func (r drawn) day() civil.Date { return day("2026-01-01").AddDays(r.IntN(420)) }

func (r drawn) money(below int64) finance.Money { return minor(1 + r.Int64N(below)) }

func (r drawn) one(of ...string) string { return of[r.IntN(len(of))] }

func (r drawn) often() bool { return r.IntN(2) == 0 }

func (r drawn) seldom() bool { return r.IntN(4) == 0 }

// days are up to two periods apart, in order; none is every day.
func (r drawn) days() (days []civil.Period) {
	from := r.day().AddDays(-60)
	for range r.IntN(3) {
		p := civil.Period{From: from, To: from.AddDays(1 + r.IntN(150))}
		days = append(days, p)
		from = p.To.AddDays(1 + r.IntN(40))
	}
	return days
}

// base is a rent of a lump sum, an area or pieces, with steps, days of its own
// and a part, or with an index.
func (r drawn) base() tenancy.Amount {
	a := tenancy.Amount{Monthly: r.money(1e7), Days: tenancy.DayBasis(r.IntN(3)), Rounding: finance.Rounding(r.IntN(9))}
	switch r.IntN(3) {
	case 0:
		a.Area = area("33.33")
	case 1:
		a.Count = num("2.5")
	}
	if r.often() {
		a.Part = rate(r.one("50%", "33.3%", "1/7"))
	}
	if r.seldom() {
		a.Only = r.days()
	}
	if r.seldom() {
		a.Index = r.indexation()
	}
	first := r.day()
	for range r.IntN(4) {
		s := tenancy.Step{From: first}
		switch r.IntN(3) {
		case 0:
			s.Monthly = r.money(1e7)
		case 1:
			s.Raise = rate(r.one("5%", "-10%", "1/3"))
		default:
			s.Part = rate(r.one("25%", "100%", "2/3"))
		}
		if a.Index != nil && s.Part.IsZero() && !s.From.Before(a.Index.First) {
			break
		}
		a.Steps = append(a.Steps, s)
		first = first.AddDays(1 + r.IntN(100))
	}
	return a
}

func (r drawn) indexation() *index.Indexation {
	x := index.Indexation{Series: "cpi", First: day("2026-03-01").AddDays(r.IntN(40)), Every: 1 + r.IntN(5), Lag: 1 + r.IntN(3), Base: civil.MustMonth("2025-12")}
	x.Method = index.Method(r.IntN(2))
	if r.seldom() {
		x.UpwardOnly = true
	}
	if r.seldom() {
		x.Floor, x.Cap = rate("0.5%"), rate("2%")
	}
	if r.seldom() {
		x.Fixing, x.KnownBy = index.Fixed, r.IntN(20)
	}
	return &x
}

// turnover is a share or a table, over a breakpoint, above and less other clauses.
func (r drawn) turnover() tenancy.TurnoverRent {
	c := tenancy.TurnoverRent{Cycle: []accrual.Cycle{accrual.ByMonth, accrual.ByQuarter, accrual.ByYear, accrual.ByContractYear}[r.IntN(4)], Returns: accrual.Returns(r.IntN(2)), Prorate: r.often()}
	if c.Share = rate("7.7%"); r.seldom() {
		c.Share, c.Tiers = finance.Rate{}, table(finance.TierMode(r.IntN(2)))
	}
	if r.often() {
		c.Over = r.money(1e8)
	}
	if r.seldom() {
		c.Deemed = r.money(1e8)
	}
	if r.often() {
		c.Above = []string{"base"}
	}
	if r.often() {
		c.Less = []string{"on account"}
	}
	if r.often() {
		c.Once, c.After = true, r.IntN(3)
	}
	return c
}

func (r drawn) bound() tenancy.Bound {
	b := tenancy.Bound{Of: []string{"base", "turnover"}, Cycle: []accrual.Cycle{accrual.ByMonth, accrual.ByQuarter, accrual.ByYear, accrual.ByContractYear, accrual.ByLife}[r.IntN(5)], Prorate: r.often()}
	switch r.IntN(3) {
	case 0:
		b.AtLeast = r.money(1e8)
	case 1:
		b.AtMost = r.money(1e8)
	default:
		b.AtLeast, b.AtMost = r.money(1e7), minor(2e7)
	}
	if b.AtLeast != (finance.Money{}) {
		b.After = r.IntN(3)
	}
	return b
}

// clause is one of a name.
func (r drawn) clause(name string) accrual.Named {
	n := accrual.Named{Name: name, Change: accrual.Change(r.IntN(3))}
	switch name {
	case "base":
		n.Clause, n.Advance = r.base(), r.seldom()
	case "on account":
		n.Clause = tenancy.Amount{Monthly: r.money(1e6), For: tenancy.ForTurnover}
	case "turnover":
		n.Clause = r.turnover()
	case "bound":
		n.Clause = r.bound()
	case "free":
		rent, share := r.base(), rate(r.one("100%", "40%"))
		off := rent.Abated(share, r.days()...)
		if off.Monthly.IsZero() { // no day in common
			off = rent.Abated(share)
		}
		n.Clause = off
	case "claw-back":
		n.Clause = tenancy.ClawBack{Of: []string{"free"}, Expiry: day("2027-03-21"), Earning: r.often()}
	case "fee":
		n.Clause = tenancy.OneOff{On: r.day(), Sum: r.money(1e6)}
	}
	return n
}

var allNames = []string{"base", "on account", "turnover", "bound", "free", "claw-back", "fee"}

// house is one lease of all kinds of clauses, amended.
func (r drawn) house() tenancy.House {
	h := quarter()
	h.Tax, h.Series = accrual.Tax{}, []index.Series{r.series()}
	l := tenancy.Lease{ID: "L-7", Resident: "R-3", Spaces: tenancy.ForTerm("B-12"), Term: period("2026-01-11", "2027-03-21"), Signed: day("2026-01-02")}
	for _, name := range allNames {
		l.Clauses = append(l.Clauses, r.clause(name))
	}
	for range r.IntN(4) {
		a := accrual.Amendment{From: l.Term.From.AddDays(r.IntN(400))}
		a.Known = a.From.AddDays(r.IntN(150) - 50)
		if a.Known.Before(l.Signed) {
			a.Known = l.Signed
		}
		for range 1 + r.IntN(2) {
			name := r.one(allNames...)
			if !slices.ContainsFunc(a.Set, func(n accrual.Named) bool { return n.Name == name }) {
				a.Set = append(a.Set, r.clause(name))
			}
		}
		if r.seldom() {
			a.Set = append(a.Set, accrual.Named{Name: "another fee", Clause: tenancy.OneOff{On: a.From.AddDays(r.IntN(40)), Sum: r.money(1e6)}})
		}
		l.Amendments = append(l.Amendments, a)
	}
	if r.often() { // ended early, or prolonged
		term := civil.Period{From: l.Term.From, To: r.day().AddDays(40)}
		l.Amendments = append(l.Amendments, accrual.Amendment{From: l.Term.From, Known: term.To.AddDays(r.IntN(60) - 30), Term: &term})
	}
	h.Leases = []tenancy.Lease{l}
	return h
}

// series is published late, and corrected.
func (r drawn) series() index.Series {
	s := index.Series{ID: "cpi", Source: "made up"}
	level, first := int64(10000), civil.Date{}
	for m := range civil.MustMonth("2025-11").Through(civil.MustMonth("2027-04")) {
		level += r.Int64N(300) - 100
		published := m.Last().AddDays(1 + r.IntN(70))
		if m.Before(civil.MustMonth("2026-01")) { // a base is known when the lease begins
			published = m.Last().AddDays(10)
		}
		if published.Before(first) {
			published = first
		}
		first = published
		for range 1 + r.IntN(2) {
			value, _ := finance.NewRate(level, 100)
			s.Values = append(s.Values, index.Value{Month: m, Value: finance.Number{Rate: value}, Published: published})
			level, published = level+r.Int64N(50), published.AddDays(1+r.IntN(40))
		}
	}
	return s
}

// sales become known late; some are returned, some are void.
func (r drawn) sales(t *testing.T) (facts []accrual.Fact) {
	t.Helper()
	add := func(s tenancy.Sale) accrual.Ref {
		s.ID, s.Lease = fmt.Sprint(len(facts)), "L-7"
		f, err := s.Fact(finance.RUB)
		require.NoError(t, err)
		facts = append(facts, f)
		return accrual.Ref{ID: s.ID, On: s.On}
	}
	for range 12 {
		s := tenancy.Sale{On: r.day().AddDays(10), Amount: r.money(1e8)}
		s.Known = s.On.AddDays(r.IntN(90))
		ref := add(s)
		switch back := s.On.AddDays(r.IntN(60)); r.IntN(4) {
		case 0:
			add(tenancy.Sale{On: back, Known: back.AddDays(90), Amount: minor(-1 - r.Int64N(s.Amount.Minor())), Of: ref})
		case 1:
			add(tenancy.Sale{On: s.On, Known: s.Known.AddDays(r.IntN(50)), Voids: ref})
		}
	}
	return facts
}

// Whatever is amended, in whatever way, and becomes known late, with sales,
// returns and an index that become known late beside it: closed month by month
// and adjusted is closed with everything known from the start.
func TestAmendedClausesKeepTheLaw(t *testing.T) {
	r := drawn{rand.New(rand.NewPCG(11, 12))}
	charged := map[string]int{}
	for n := range 60 {
		h := r.house()
		require.NoError(t, h.Validate(), "%d", n)
		facts := r.sales(t)
		var books, after accrual.Books
		var once, bit []accrual.Obligation
		for m := range period("2026-01-01", "2027-10-01").Months() {
			cutoff := m.Next().First()
			if r.seldom() {
				cutoff = cutoff.AddDays(r.IntN(20)) // a close that waits for some days
			}
			books, bit = closeAs(t, h.AsKnown(cutoff), books, m, cutoff, facts, bit)
			after, once = closeAs(t, h, after, m, day("2030-01-01").AddDays(m.Sub(civil.MustMonth("2026-01"))), facts, once)
		}
		require.Equal(t, totals(t, once), totals(t, bit), "%d: %+v", n, h.Leases[0])
		for _, o := range bit {
			charged[o.Clause]++
			if o.Adjusts() {
				charged[o.Clause+" adjusted"]++
			}
		}
		dry, err := agreementOf(t, h).DryRun(civil.MustMonth("2026-01"), civil.MustMonth("2027-09"), slices.Values(facts))
		require.NoError(t, err)
		require.Equal(t, totals(t, once), totals(t, dry), "%d: a dry run", n)
	}
	for _, name := range allNames {
		require.Greater(t, charged[name], 20, name)
	}
	for _, name := range []string{"base", "on account", "turnover", "bound", "free", "claw-back", "another fee"} {
		require.Greater(t, charged[name+" adjusted"], 3, name)
	}
}

func agreementOf(t *testing.T, h tenancy.House) accrual.Agreement {
	t.Helper()
	a, err := h.Agreement(h.Leases[0])
	require.NoError(t, err)
	return a
}
