package servicecharge

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Total is what was spent in a window for one category.
type Total struct {
	Category string        `json:"category"`
	Fixed    finance.Money `json:"fixed,omitzero"`
	Variable finance.Money `json:"variable,omitzero"` // of costs that rise with occupancy
}

// bill is the costs of one pool and window, known before a day.
type bill struct {
	pool   *Pool
	window civil.Period
	known  civil.Date
	costs  []Cost
	places map[string]int // of the costs that count, by id
	voided map[string]bool
	wrong  *finance.Problems
}

// totals are the sums by category, in order of its name. One pass over the
// costs serves all who share them.
func (b *bill) totals() []Total {
	b.places, b.voided = make(map[string]int, len(b.costs)), map[string]bool{}
	b.enter()
	b.void()
	sums := map[string]Total{}
	for i := range b.costs {
		if c := &b.costs[i]; b.places[c.ID] == i && b.counts(c) && !b.voided[c.ID] {
			b.add(sums, i)
		}
	}
	if len(sums) > MaxCategories {
		b.wrong.Add("costs", fmt.Errorf("%d categories, at most %d: %w", len(sums), MaxCategories, finance.ErrLimit))
	}
	totals := slices.SortedFunc(maps.Values(sums), func(x, y Total) int { return cmp.Compare(x.Category, y.Category) })
	for _, t := range totals {
		if t.Fixed.Sign() < 0 || t.Variable.Sign() < 0 {
			b.wrong.Add("costs["+t.Category+"]", fmt.Errorf("credit notes over costs: %w", finance.ErrNegative))
		}
	}
	return totals
}

// seen reports whether c is of the pool and known; what is not is skipped.
func (b *bill) seen(c *Cost) bool { return c.Pool == b.pool.ID && c.Known.Before(b.known) }

// counts reports whether c is spent in the window.
func (b *bill) counts(c *Cost) bool { return b.seen(c) && !c.voids() && b.window.Contains(c.On) }

// enter notes the place of each cost, and reports those that are wrong in
// themselves or have an id that another one has.
func (b *bill) enter() {
	for i := range b.costs {
		c := &b.costs[i]
		if err := c.Validate(); err != nil {
			b.wrong.AddAt("costs", i, err)
			continue
		}
		if !b.seen(c) {
			continue
		}
		if err := of(c.Amount, b.pool.Currency); err != nil {
			b.wrong.AddAt("costs", i, finance.Problem{Path: "amount", Err: err})
		}
		if first, taken := b.places[c.ID]; !taken {
			b.places[c.ID] = i
		} else if b.costs[first] != *c {
			b.wrong.AddAt("costs", i, fmt.Errorf("id %.40q: %w", c.ID, finance.ErrDuplicate))
		}
	}
}

// void notes what is voided. Costs of other windows need not have been handed
// in.
func (b *bill) void() {
	for i := range b.costs {
		c := &b.costs[i]
		if !b.seen(c) || !c.voids() || !b.window.Contains(c.Voids.On) {
			continue
		}
		first, known := b.places[c.Voids.ID]
		switch {
		case !known || b.costs[first].On != c.Voids.On:
			b.wrong.AddAt("costs", i, finance.Problem{Path: "voids", Err: fmt.Errorf("%.40q of %v: %w", c.Voids.ID, c.Voids.On, finance.ErrUnknown)})
		case b.costs[first].voids():
			b.wrong.AddAt("costs", i, finance.Problem{Path: "voids", Err: fmt.Errorf("%.40q voids itself: %w", c.Voids.ID, finance.ErrConflict)})
		default:
			b.voided[c.Voids.ID] = true
		}
	}
}

func (b *bill) add(sums map[string]Total, i int) {
	c := &b.costs[i]
	t := sums[c.Category]
	t.Category = c.Category
	sum := &t.Fixed
	if c.Variable {
		sum = &t.Variable
	}
	var err error
	if *sum, err = sum.Add(c.Amount); err != nil {
		b.wrong.AddAt("costs", i, finance.Problem{Path: "amount", Err: err})
		return
	}
	sums[c.Category] = t
}

// spending is the totals of a window with their sum, found once for all.
type spending struct {
	totals          []Total
	fixed, variable finance.Money
}

func newSpending(totals []Total) (spending, error) {
	s := spending{totals: totals}
	var err error
	for _, t := range totals {
		if s.fixed, err = s.fixed.Add(t.Fixed); err == nil {
			s.variable, err = s.variable.Add(t.Variable)
		}
		if err != nil {
			return spending{}, err
		}
	}
	_, err = s.fixed.Add(s.variable)
	return s, err
}

// without is what is left of the sums where some categories are not borne.
func (s *spending) without(exclude []string) (fixed, variable finance.Money) {
	fixed, variable = s.fixed, s.variable
	for _, category := range exclude {
		i, found := slices.BinarySearchFunc(s.totals, category, func(t Total, name string) int { return cmp.Compare(t.Category, name) })
		if found {
			fixed, variable = minus(fixed, s.totals[i].Fixed), minus(variable, s.totals[i].Variable)
		}
	}
	return fixed, variable
}

// minus is a - b, of amounts that are not below nothing.
func minus(a, b finance.Money) finance.Money {
	return finance.Minor(a.Minor()-b.Minor(), a.Currency())
}
