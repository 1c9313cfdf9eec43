package tenancy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/creative-cluster/kvartal/cluster/tenancy/index"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// tables are what the clauses of a house read by name.
type tables struct {
	meters []accrual.Meter // that sales feed, in order
	series map[string]*index.Series
}

func (h *House) tables() tables {
	t := tables{salesMeters(h.Categories), make(map[string]*index.Series, len(h.Series))}
	for i := range h.Series {
		t.series[h.Series[i].ID] = &h.Series[i]
	}
	return t
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
	return l
}

// clauses are those of set, which hold from a day on, bound; set itself where
// none reads anything.
func (t *tables) clauses(set []accrual.Named, from civil.Date) []accrual.Named {
	shared := true
	for i, n := range set {
		a, ok := n.Clause.(Amount)
		if !ok || a.Index == nil || t.series[a.Index.Series] == nil {
			continue
		}
		if shared {
			set, shared = slices.Clone(set), false
		}
		set[i].Clause = a.bound(t.series[a.Index.Series], from)
	}
	return set
}

// knows refuses a meter that no fact of the house feeds.
func (t *tables) knows(m accrual.Meter) error {
	if _, ok := slices.BinarySearch(t.meters, m); !ok {
		return fmt.Errorf("%.40q: %w", string(m), finance.ErrUnknown)
	}
	return nil
}

// feeds are the meters that the facts of l may feed, as far as l itself can
// tell: all sales, and the categories that its clauses name.
func (l *Lease) feeds() []accrual.Meter {
	meters := []accrual.Meter{Sales}
	for _, set := range l.sets() {
		for _, n := range set.clauses {
			if n.Clause == nil {
				continue
			}
			for _, m := range n.Clause.Meters() {
				if category, ok := strings.CutPrefix(string(m), string(Sales)+"/"); ok && checkCategory(category) == nil {
					meters = append(meters, m)
				}
			}
		}
	}
	slices.Sort(meters)
	return slices.Compact(meters)
}

// set is a list of clauses of a lease, and its path.
type set struct {
	path    string
	from    civil.Date
	clauses []accrual.Named
}

// sets are the clauses of l and of its amendments.
func (l *Lease) sets() []set {
	sets := []set{{"clauses", l.Term.From, l.Clauses}}
	for i, a := range l.Amendments {
		sets = append(sets, set{fmt.Sprintf("amendments[%d].set", i), a.From, a.Set})
	}
	return sets
}

// checkCategories reports paths that are invalid or come twice.
func (c *checker) checkCategories() {
	if len(c.Categories) > maxCategories {
		c.Add("categories", fmt.Errorf("%d, at most %d: %w", len(c.Categories), maxCategories, finance.ErrLimit))
		return
	}
	addDuplicates(&c.Problems, "categories", c.Categories)
	for i, category := range c.Categories {
		c.AddAt("categories", i, checkCategory(category))
	}
}

// check reports each clause of l that reads something by a name that is not in
// the tables.
func (t *tables) check(l *Lease) error {
	var wrong finance.Problems
	for _, s := range l.sets() {
		for i, n := range s.clauses {
			if r, ok := n.Clause.(reader); ok {
				wrong.AddAt(s.path, i, r.readable(t, s.from))
			}
		}
	}
	return wrong.Err()
}

// reader is what a clause implements that reads something by name.
type reader interface {
	readable(t *tables, from civil.Date) error
}

// readable refuses a series that the house does not have, or that does not
// serve the indexation.
func (a Amount) readable(t *tables, from civil.Date) error {
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

// readable refuses a category of sales that the house does not have.
func (r TurnoverRent) readable(t *tables, _ civil.Date) error {
	var wrong finance.Problems
	for i, m := range r.Of {
		wrong.AddAt("of", i, t.knows(m))
	}
	for i, m := range r.Except {
		wrong.AddAt("except", i, t.knows(m))
	}
	return wrong.Err()
}
