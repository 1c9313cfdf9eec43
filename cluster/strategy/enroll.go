package strategy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// areas are those of the leases by their ids: of their spaces that can be let. A
// sublease has none, for its head has them.
func (m *model) areas() (map[string]tenancy.Area, error) {
	house := m.scenario.Cluster.House
	of := make(map[string]tenancy.Area, len(house.Spaces))
	for _, s := range house.Spaces {
		if !s.Common {
			of[s.ID] = s.Area
		}
	}
	areas := make(map[string]tenancy.Area, len(house.Leases))
	for _, l := range house.Leases {
		var area tenancy.Area
		for _, h := range l.Spaces {
			var err error
			if area, err = area.Add(of[h.Space]); err != nil {
				return nil, err
			}
		}
		if l.Head != "" {
			area = tenancy.Area{}
		}
		areas[l.ID] = area
	}
	return areas, nil
}

// signed makes a tenant of an agreement with books, by all its terms: what
// became known since the last close counts from the day from which it holds.
func (m *model) signed(a accrual.Agreement, area tenancy.Area, lease bool) error {
	run, err := m.scenario.Books.Run(a)
	if err != nil {
		return fmt.Errorf("agreement %q: %w", a.ID, err)
	}
	t := &tenant{agreement: a, signed: run, area: area}
	next, end, ends := successor(a, allKnown, m.study.Last)
	if lease && ends && !end.Month().Before(m.first) {
		if t.after, err = accrual.NewRun(next, known.AddDays(1), end.Month()); err != nil {
			return fmt.Errorf("agreement %q after %v: %w", a.ID, end, err)
		}
		t.ends, t.open = end.Month(), end
	}
	if err := m.demand(t); err != nil {
		return err
	}
	m.admit(t, allKnown)
	return nil
}

// admit takes t in, whose terms are those known before a day.
func (m *model) admit(t *tenant, knownBy civil.Date) {
	t.names.demand, t.names.renewal = "demand "+t.agreement.ID, "renewal "+t.agreement.ID
	m.chart(t)
	last, _ := lastTerms(t.agreement, knownBy)
	for i := range m.fixed {
		t.held = append(t.held, last.Term.Contains(m.fixed[i].Month.Last()))
	}
	m.tenants = append(m.tenants, t)
}

// expand makes a tenant of each lease of an expansion.
func (m *model) expand(e Expansion) error {
	leases, area, err := e.leases(m.scenario.Cluster.House)
	if err != nil {
		return err
	}
	for _, a := range leases {
		run, err := accrual.NewRun(a, known.AddDays(1), m.first)
		if err != nil {
			return fmt.Errorf("expansion %q: %w", e.Name, err)
		}
		m.admit(&tenant{agreement: a, signed: run, area: area}, known.AddDays(1))
	}
	return nil
}

// demand says what t is expected to sell, and on which meters it counts.
// A meter that the agreement's facts do not feed is a mistyped name.
func (m *model) demand(t *tenant) error {
	d, sells := m.demands[t.agreement.ID]
	if !sells {
		return nil
	}
	for _, meter := range d.Meters {
		if !slices.Contains(t.agreement.Meters, meter) {
			return finance.Problem{Path: "unknown.demand[" + d.Agreement + "].meters", Err: fmt.Errorf("%.40q: %w", string(meter), finance.ErrUnknown)}
		}
	}
	t.monthly = float64(d.Monthly.Minor())
	t.meters.signed = countedBy(t.signed, d.Meters)
	if t.after != nil {
		t.meters.after = countedBy(t.after, d.Meters)
	}
	return nil
}

// countedBy are the places of those meters that a clause of r counts.
func countedBy(r *accrual.Run, meters []accrual.Meter) (places []int) {
	for _, meter := range meters {
		if at := r.Meter(meter); at >= 0 {
			places = append(places, at)
		}
	}
	return places
}

// chart says where the charges of each clause of t go.
func (m *model) chart(t *tenant) {
	for _, amendment := range t.agreement.Amendments {
		for _, n := range amendment.Set {
			if !slices.ContainsFunc(t.lines, func(x clauseLine) bool { return x.clause == n.Name }) {
				t.lines = append(t.lines, clauseLine{n.Name, m.lineOf(t.agreement.ID, n.Name, true), m.lineOf(t.agreement.ID, n.Name, false)})
			}
		}
	}
}

// line is where a charge goes.
func (t *tenant) line(clause string, owed bool) int {
	for i := range t.lines {
		if x := &t.lines[i]; x.clause == clause {
			if owed {
				return x.owed
			}
			return x.owes
		}
	}
	return noLine
}
