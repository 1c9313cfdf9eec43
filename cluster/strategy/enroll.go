package strategy

import (
	"errors"
	"fmt"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// areas are those of the leases, in their order: of their spaces that can be
// let.
func (m *model) areas() ([]tenancy.Area, error) {
	house := m.scenario.Cluster.House
	of := make(map[string]tenancy.Area, len(house.Spaces))
	for _, s := range house.Spaces {
		if !s.Common {
			of[s.ID] = s.Area
		}
	}
	areas := make([]tenancy.Area, len(house.Leases))
	for i, l := range house.Leases {
		for _, id := range l.Spaces {
			var err error
			if areas[i], err = areas[i].Add(of[id]); err != nil {
				return nil, err
			}
		}
	}
	return areas, nil
}

// signed makes a tenant of an agreement with books. What was not known at the
// last close is not there yet.
func (m *model) signed(a accrual.Agreement, area tenancy.Area, lease bool) error {
	run, err := m.scenario.Books.Run(a)
	if errors.Is(err, finance.ErrUnknown) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("agreement %q: %w", a.ID, err)
	}
	t := &tenant{agreement: a, signed: run, area: area}
	next, end, ends := successor(a, m.scenario.Books.Cutoff(), m.study.Last)
	if lease && ends && !end.Month().Before(m.first) {
		if t.after, err = accrual.NewRun(next, known.AddDays(1), end.Month()); err != nil {
			return fmt.Errorf("agreement %q after %v: %w", a.ID, end, err)
		}
		t.ends, t.open = end.Month(), end
	}
	m.demand(t)
	m.chart(t)
	m.hold(t, m.scenario.Books.Cutoff())
	m.tenants = append(m.tenants, t)
	return nil
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
		t := &tenant{agreement: a, signed: run, area: area}
		m.chart(t)
		m.hold(t, known.AddDays(1))
		m.tenants = append(m.tenants, t)
	}
	return nil
}

// demand says what t is expected to sell, and on which meters it counts.
func (m *model) demand(t *tenant) {
	for _, d := range m.study.Unknown.Demand {
		if d.Agreement != t.agreement.ID {
			continue
		}
		t.monthly = float64(d.Monthly.Minor())
		for _, meter := range d.Meters {
			if at := t.signed.Meter(meter); at >= 0 {
				t.meters.signed = append(t.meters.signed, at)
			}
			if t.after == nil {
				continue
			}
			if at := t.after.Meter(meter); at >= 0 {
				t.meters.after = append(t.meters.after, at)
			}
		}
	}
}

// chart says where the charges of each clause of t go.
func (m *model) chart(t *tenant) {
	chart := m.scenario.Cluster.Chart
	for _, amendment := range t.agreement.Amendments {
		for _, n := range amendment.Set {
			for _, owed := range []bool{true, false} {
				t.lines = append(t.lines, clauseLine{n.Name, owed, lineOf(chart, m.accounts, t.agreement, n.Name, owed)})
			}
		}
	}
}

// line is where a charge goes; -1 for no income.
func (t *tenant) line(clause string, owed bool) int {
	for i := range t.lines {
		if t.lines[i].clause == clause && t.lines[i].owed == owed {
			return t.lines[i].line
		}
	}
	return -1
}

// hold says in which months the signed term of t holds to the last day.
func (m *model) hold(t *tenant, knownBy civil.Date) {
	for _, x := range m.fixed {
		_, held := t.agreement.On(x.Month.Last(), knownBy)
		t.held = append(t.held, held)
	}
}
