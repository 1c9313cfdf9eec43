package tenancy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/cluster/tenancy/membership"
	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/cluster/tenancy/utility"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Facts are what happens in a house beside sales, in any order but for
// statements. They are append-only.
type Facts struct {
	Readings   []utility.Reading     `json:"readings,omitempty"`   // of the meters of leases
	Statements []Drawn               `json:"statements,omitempty"` // of service charges, each after those that it replaces
	Uses       []membership.Use      `json:"uses,omitempty"`       // of members' credits
	Cancels    []membership.Cancel   `json:"cancels,omitempty"`
	Purchases  []membership.Purchase `json:"purchases,omitempty"`
	Refunds    []membership.Refund   `json:"refunds,omitempty"`
	Goodwill   []membership.Goodwill `json:"goodwill,omitempty"`
	Voids      []membership.Void     `json:"voids,omitempty"` // of members' facts
}

// Drawn is a statement of a service charge, and the day on which it was drawn
// up: from then on it is known.
type Drawn struct {
	Statement servicecharge.Statement `json:"statement"`
	Known     civil.Date              `json:"known"`
}

// Facts returns f as facts of the spine, for the agreements of h. What the
// types refuse is refused under paths such as readings[17].value, and so are
// leases and memberships that h does not have, and readings of a meter that no
// clause of the lease counts.
func (h House) Facts(f Facts) ([]accrual.Fact, error) {
	g := gathering{leases: placesOf(h.Leases, leaseID), members: placesOf(h.Memberships, membershipID)}
	g.readings(&h, f.Readings)
	g.statements(f.Statements)
	g.member(&h, f)
	if err := g.wrong.Err(); err != nil {
		return nil, err
	}
	return g.facts, nil
}

// member adds the facts of members.
func (g *gathering) member(h *House, f Facts) {
	gather(g, "uses", f.Uses, membership.Use.Fact)
	gather(g, "cancels", f.Cancels, membership.Cancel.Fact)
	gather(g, "purchases", f.Purchases, func(p membership.Purchase) (accrual.Fact, error) { return p.Fact(h.Currency) })
	gather(g, "refunds", f.Refunds, membership.Refund.Fact)
	gather(g, "goodwill", f.Goodwill, membership.Goodwill.Fact)
	gather(g, "voids", f.Voids, membership.Void.Fact)
}

// gathering is a list of facts on its way.
type gathering struct {
	facts           []accrual.Fact
	wrong           finance.Problems
	leases, members map[string]int
}

// gather adds facts of one kind.
func gather[T any](g *gathering, list string, all []T, fact func(T) (accrual.Fact, error)) {
	for i, x := range all {
		f, err := fact(x)
		if err != nil {
			g.wrong.AddAt(list, i, err)
			continue
		}
		if _, ok := g.members[f.Agreement]; !ok {
			g.wrong.AddAt(list, i, problem("membership", unknown(f.Agreement)))
		}
		g.facts = append(g.facts, f)
	}
}

func (g *gathering) readings(h *House, all []utility.Reading) {
	counted := map[string][]accrual.Meter{} // by lease
	for i, r := range all {
		at, ok := g.leases[r.Lease]
		if !ok {
			g.wrong.AddAt("readings", i, problem("lease", fmt.Errorf("%.40q: %w", r.Lease, finance.ErrUnknown)))
			continue
		}
		meters, ok := counted[r.Lease]
		if !ok {
			l := &h.Leases[at]
			meters = slices.Concat(l.feeds(), l.metered())
			counted[r.Lease] = meters
		}
		if r.Meter != "" && !slices.Contains(meters, utility.Units(r.Meter)) {
			g.wrong.AddAt("readings", i, problem("meter", fmt.Errorf("%.40q, which no clause counts: %w", r.Meter, finance.ErrUnknown)))
		}
	}
	used, err := utility.Consume(all)
	g.wrong.Add("", err)
	facts, err := utility.Facts(used)
	g.wrong.Add("", err)
	g.facts = append(g.facts, facts...)
}

// statements adds those of each statement, which replace those of the one of its
// pool and window before it.
func (g *gathering) statements(all []Drawn) {
	type year struct {
		pool   string
		window civil.Period
	}
	before := make(map[year]servicecharge.Statement, len(all))
	for i, d := range all {
		of := year{d.Statement.Pool, d.Statement.Window}
		facts, err := d.Statement.Facts(before[of], d.Known)
		before[of] = d.Statement
		g.wrong.AddAt("statements", i, err)
		for _, f := range facts {
			if _, ok := g.leases[f.Agreement]; !ok {
				g.wrong.AddAt("statements", i, problem("statement.parts", unknown(f.Agreement)))
			}
		}
		g.facts = append(g.facts, facts...)
	}
}

// Touched are facts without readings, of the agreements and days whose amounts f
// may change: what accrual.NeedFrom asks of facts that no close has seen. It
// takes f by itself, without the facts that were known before, and leaves out
// what [House.Facts] would refuse.
func (h House) Touched(f Facts) []accrual.Fact {
	var all []accrual.Fact
	touch := func(id, agreement string, on, known civil.Date) {
		touched := accrual.Fact{ID: fmt.Sprintf("%d/%s", len(all), id), Agreement: agreement, On: on, Known: known}
		if touched.Validate() == nil {
			all = append(all, touched)
		}
	}
	for _, r := range f.Readings {
		on := r.On
		if !r.Voids.On.IsZero() && r.Voids.On.Before(on) {
			on = r.Voids.On
		}
		touch(r.ID, r.Lease, on.AddDays(-1), r.Known) // the day of supply
	}
	for _, d := range f.Statements {
		for _, p := range d.Statement.Parts {
			touch(d.Statement.ID, p.Agreement, p.On, d.Known)
		}
	}
	g := gathering{members: placesOf(h.Memberships, membershipID)}
	g.member(&h, f)
	for _, m := range g.facts {
		on := m.On
		for _, r := range [...]accrual.Ref{m.Of, m.Voids} {
			if !r.On.IsZero() && r.On.Before(on) {
				on = r.On
			}
		}
		touch(m.ID, m.Agreement, on, m.Known)
	}
	return all
}
