package tenancy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/cluster/tenancy/utility"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

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
// as l itself can tell: all sales, and the categories, pools and own meters that its
// clauses name.
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
			default:
				meters = append(meters, ownMeters(c)...)
			}
		}
	}
	slices.Sort(meters)
	return slices.Compact(meters)
}

// ownMeters are those of facts that a clause of the host's own counts: what those
// of this package and the rooms below count is known.
func ownMeters(c accrual.Clause) (meters []accrual.Meter) {
	switch c.(type) {
	case nil, Amount, indexed, TurnoverRent, Bound, OneOff, ClawBack, HoldoverRent, servicecharge.Share, utility.Metered:
		return nil
	}
	for _, m := range c.Meters() {
		if !strings.HasPrefix(string(m), string(accrual.Of(""))) {
			meters = append(meters, m)
		}
	}
	return meters
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
