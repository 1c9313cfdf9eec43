package tenancy

import (
	"fmt"
	"slices"
	"strings"

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
	slices.Sort(t.meters)
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

// leases are those of a house, bound.
func (t *tables) leases(of []Lease) []Lease {
	leases := make([]Lease, len(of))
	for i := range of {
		leases[i] = t.lease(of[i])
	}
	return leases
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

// check reports each clause of l that reads something by a name that is not in
// the tables.
func (t *tables) check(l *Lease) error {
	var wrong finance.Problems
	for _, s := range l.sets() {
		for i, n := range s.clauses {
			wrong.AddAt(s.path, i, t.readable(n.Clause, s.from))
		}
	}
	return wrong.Err()
}

// readable reports what a clause reads by a name that is not in the tables.
func (t *tables) readable(c accrual.Clause, from civil.Date) error {
	switch c := c.(type) {
	case Amount:
		return t.indexable(&c, from)
	case indexed:
		return t.indexable(&c.Amount, from)
	case TurnoverRent:
		return t.counts(&c)
	case servicecharge.Share:
		if !t.pools[c.Pool] {
			return problem("pool", unknown(c.Pool))
		}
	}
	return nil
}

// indexable refuses a series that the house does not have, or that does not
// serve the indexation.
func (t *tables) indexable(a *Amount, from civil.Date) error {
	if a.Index == nil || a.Index.Validate() != nil {
		return nil
	}
	s, ok := t.series[a.Index.Series]
	if !ok {
		return problem("index.series", unknown(a.Index.Series))
	}
	if s.Validate() != nil {
		return nil // its own problem
	}
	if err := index.Check(*a.Index, *s); err != nil {
		return problem("index", err)
	}
	return problem("index", a.bound(s, from).wrong)
}

// counts refuses categories of sales that the house does not have.
func (t *tables) counts(r *TurnoverRent) error {
	var wrong finance.Problems
	for i, m := range r.Of {
		wrong.AddAt("of", i, t.knows(m))
	}
	for i, m := range r.Except {
		wrong.AddAt("except", i, t.knows(m))
	}
	return wrong.Err()
}

// knows refuses a meter that no fact of the house feeds.
func (t *tables) knows(m accrual.Meter) error {
	if _, ok := slices.BinarySearch(t.meters, m); !ok {
		return fmt.Errorf("%.40q: %w", string(m), finance.ErrUnknown)
	}
	return nil
}

// metered are the meters that the readings of l feed.
func (l *Lease) metered() []accrual.Meter {
	var names []string
	for _, s := range l.sets() {
		for _, n := range s.clauses {
			if m, ok := n.Clause.(utility.Metered); ok && !slices.Contains(names, m.Meter) {
				names = append(names, m.Meter)
			}
		}
	}
	return utility.Meters(names...)
}

// pools are those that the clauses of l name.
func (l *Lease) pools() map[string]bool {
	pools := map[string]bool{}
	for _, s := range l.sets() {
		for _, n := range s.clauses {
			if c, ok := n.Clause.(servicecharge.Share); ok {
				pools[c.Pool] = true
			}
		}
	}
	return pools
}

// feeds are the meters that the facts of l may feed beside its utilities, as far
// as l itself can tell: all sales, and the categories and pools that its clauses
// name.
func (l *Lease) feeds() []accrual.Meter {
	meters := []accrual.Meter{Sales}
	for _, s := range l.sets() {
		for _, n := range s.clauses {
			switch c := n.Clause.(type) {
			case TurnoverRent:
				meters = append(meters, categories(c.Of)...)
				meters = append(meters, categories(c.Except)...)
			case servicecharge.Share:
				meters = append(meters, servicecharge.Meters(c.Pool)...)
			}
		}
	}
	slices.Sort(meters)
	return slices.Compact(meters)
}

// categories are those of some meters that are sales of a category.
func categories(of []accrual.Meter) (meters []accrual.Meter) {
	for _, m := range of {
		if category, ok := strings.CutPrefix(string(m), string(Sales)+"/"); ok && checkCategory(category) == nil {
			meters = append(meters, m)
		}
	}
	return meters
}

// set is a list of clauses of a lease, and its path.
type set struct {
	path    string
	from    civil.Date
	clauses []accrual.Named
}

// sets are the clauses of l, of its amendments and of its events.
func (l *Lease) sets() []set {
	sets := []set{{"clauses", l.Term.From, l.Clauses}}
	for i, a := range l.Amendments {
		sets = append(sets, set{fmt.Sprintf("amendments[%d].set", i), a.From, a.Set})
	}
	for i, e := range l.Events {
		sets = append(sets, set{fmt.Sprintf("events[%d].set", i), e.On, e.Set})
	}
	return sets
}
