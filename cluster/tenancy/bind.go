package tenancy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/cluster/tenancy/index"
	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/cluster/tenancy/utility"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// tables are what the clauses of a house read by name.
type tables struct {
	meters  []accrual.Meter // that sales and pools feed, in order
	series  map[string]*index.Series
	tariffs map[string]utility.Tariff
	pools   map[string]bool
	leaseAt map[string]int // the place of each lease, where there are subleases
}

func (h *House) tables() tables {
	t := tables{meters: salesMeters(h.Categories), series: make(map[string]*index.Series, len(h.Series)), tariffs: h.Tariffs, pools: make(map[string]bool, len(h.Pools))}
	for i := range h.Series {
		t.series[h.Series[i].ID] = &h.Series[i]
	}
	for i := range h.Pools {
		if !t.pools[h.Pools[i].ID] {
			t.pools[h.Pools[i].ID] = true
			t.meters = append(t.meters, servicecharge.Meters(h.Pools[i].ID)...)
		}
	}
	t.meters = append(t.meters, h.Meters...)
	slices.Sort(t.meters)
	t.meters = slices.Compact(t.meters)
	if slices.ContainsFunc(h.Leases, func(l Lease) bool { return l.Head != "" }) {
		t.leaseAt = placesOf(h.Leases, leaseID)
	}
	return t
}

// checked is l as an agreement under a house, once all of it is checked but what
// other leases and spaces have to do with it.
func (t *tables) checked(l Lease, h *House) (accrual.Agreement, error) {
	l = t.lease(l)
	var wrong finance.Problems
	wrong.Add("", l.Validate())
	wrong.Add("landlord", checkID(string(h.Landlord)))
	wrong.Add("currency", h.Currency.Validate())
	wrong.Add("tax", h.Tax.Validate())
	wrong.Add("resident", notTo(h.Landlord, l.Resident))
	if l.signed() == never {
		wrong.Add("draft", fmt.Errorf("not signed: %w", finance.ErrTransition))
	}
	wrong.Add("", l.in(h.Currency))
	wrong.Add("", t.check(&l))
	if err := wrong.Err(); err != nil {
		return accrual.Agreement{}, fmt.Errorf("lease %.40q: %w", l.ID, err)
	}
	return t.agreement(l, h), nil
}

// agreement is l as the spine's agreement under a house, with each clause bound
// to what it reads.
func (t *tables) agreement(l Lease, h *House) accrual.Agreement {
	l = t.lease(l)
	landlord, head := h.Landlord, t.head(&l, h)
	if head != nil {
		landlord = head.Resident
	}
	a := l.agreement(landlord, h.Currency, h.Tax)
	if head != nil {
		a.Amendments = append(a.Amendments, l.under(head)...)
	}
	a.Meters = slices.Concat(t.meters, l.metered())
	return a
}

// head is the lease of which l is a sublease, bound; nil if it is none of the
// house's.
func (t *tables) head(l *Lease, h *House) *Lease {
	if i, ok := t.leaseAt[l.Head]; ok && l.Head != "" {
		head := t.lease(h.Leases[i])
		return &head
	}
	return nil
}

// bound is h with the clauses of its leases bound to what they read.
func (h House) bound() House {
	t := h.tables()
	h.Leases = t.leases(h.Leases)
	return h
}

// lived is h with those of its leases bound to which something has happened:
// what became of the others can be told without.
func (h House) lived() House {
	if !slices.ContainsFunc(h.Leases, func(l Lease) bool { return len(l.Events) > 0 }) {
		return h
	}
	t := h.tables()
	h.Leases = slices.Clone(h.Leases)
	for i := range h.Leases {
		if len(h.Leases[i].Events) > 0 {
			h.Leases[i] = t.lease(h.Leases[i])
		}
	}
	return h
}

// leases are those of a house, bound; of itself where none reads anything.
func (t *tables) leases(of []Lease) []Lease {
	shared := true
	for i := range of {
		if !t.bears(&of[i]) {
			continue
		}
		if shared {
			of, shared = slices.Clone(of), false
		}
		of[i] = t.lease(of[i])
	}
	return of
}

// bears reports whether a clause of l may read something that there is.
func (t *tables) bears(l *Lease) bool {
	return slices.ContainsFunc(l.Clauses, t.reads) ||
		slices.ContainsFunc(l.Amendments, func(a accrual.Amendment) bool { return slices.ContainsFunc(a.Set, t.reads) }) ||
		slices.ContainsFunc(l.Events, func(e Event) bool { return slices.ContainsFunc(e.Set, t.reads) })
}

func (t *tables) reads(n accrual.Named) bool {
	switch c := n.Clause.(type) {
	case Amount:
		return c.Index != nil && t.series[c.Index.Series] != nil
	case utility.Metered:
		return c.Shared != ""
	}
	return false
}

// lease is l with each clause bound to what it reads.
func (t *tables) lease(l Lease) Lease {
	l.Clauses = t.clauses(l.Clauses, l.Term.From)
	shared := true
	for i, a := range l.Amendments {
		set := t.clauses(a.Set, a.From)
		if len(set) == 0 || &set[0] == &a.Set[0] {
			continue
		}
		if shared {
			l.Amendments, shared = slices.Clone(l.Amendments), false
		}
		l.Amendments[i].Set = set
	}
	shared = true
	for i, e := range l.Events {
		set := t.clauses(e.Set, e.On)
		if len(set) == 0 || &set[0] == &e.Set[0] {
			continue
		}
		if shared {
			l.Events, shared = slices.Clone(l.Events), false
		}
		l.Events[i].Set = set
	}
	return l
}

// clauses are those of set, which hold from a day on, bound; set itself where
// none reads anything.
func (t *tables) clauses(set []accrual.Named, from civil.Date) []accrual.Named {
	shared := true
	for i, n := range set {
		clause, ok := t.clause(n.Clause, from)
		if !ok {
			continue
		}
		if shared {
			set, shared = slices.Clone(set), false
		}
		set[i].Clause = clause
	}
	return set
}

// clause is c bound to what it reads; false if it reads nothing that there is.
func (t *tables) clause(c accrual.Clause, from civil.Date) (accrual.Clause, bool) {
	switch c := c.(type) {
	case Amount:
		if c.Index != nil && t.series[c.Index.Series] != nil {
			return c.bound(t.series[c.Index.Series], from), true
		}
	case utility.Metered:
		if c.Shared != "" {
			bound, err := c.Bind(t.tariffs)
			return bound, err == nil
		}
	}
	return nil, false
}
