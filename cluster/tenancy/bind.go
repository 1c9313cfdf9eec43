package tenancy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// tables are what the clauses of a house read by name.
type tables struct {
	meters []accrual.Meter // that sales feed, in order
}

func (h *House) tables() tables { return tables{meters: salesMeters(h.Categories)} }

// bind is a as the house charges it.
func (t *tables) bind(a accrual.Agreement) accrual.Agreement {
	a.Meters = t.meters
	return a
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
	clauses []accrual.Named
}

// sets are the clauses of l and of its amendments.
func (l *Lease) sets() []set {
	sets := []set{{"clauses", l.Clauses}}
	for i, a := range l.Amendments {
		sets = append(sets, set{fmt.Sprintf("amendments[%d].set", i), a.Set})
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

// checkTables reports each clause that reads something by a name that the house
// does not know.
func (c *checker) checkTables(l *Lease) error {
	var wrong finance.Problems
	for _, s := range l.sets() {
		for i, n := range s.clauses {
			if t, ok := n.Clause.(TurnoverRent); ok {
				wrong.AddAt(s.path, i, t.known(&c.tables))
			}
		}
	}
	return wrong.Err()
}

// known refuses a category of sales that the house does not have.
func (r TurnoverRent) known(t *tables) error {
	var wrong finance.Problems
	for i, m := range r.Of {
		wrong.AddAt("of", i, t.knows(m))
	}
	for i, m := range r.Except {
		wrong.AddAt("except", i, t.knows(m))
	}
	return wrong.Err()
}
