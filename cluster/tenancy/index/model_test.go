package index_test

import (
	"math/big"
	"slices"

	"github.com/creative-cluster/kvartal/cluster/tenancy/index"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// model is a plain second reading of the terms: it looks every value up by
// walking through the series, keeps no running product, and computes with
// fractions of any size.
type model struct {
	x     index.Indexation
	s     index.Series
	start int // steps to the first review day in the term
}

// told is what the model says of a review.
type told struct {
	On, Known  civil.Date
	Old, Price int64
	Bound      index.Bound
	Month      civil.Month
}

func (m *model) every() int {
	if m.x.Every == 0 {
		return 12
	}
	return m.x.Every
}

func (m *model) month(review int) civil.Month {
	asked := m.x.First.Month().Add((m.start+review)*m.every() - m.x.Lag)
	for asked.Sub(m.s.Values[0].Month)%max(m.s.Step, 1) != 0 {
		asked = asked.Prev()
	}
	return asked
}

// find is the last value of a month, or at or before it, published by a day.
func (m *model) find(month civil.Month, exact bool, by civil.Date) *index.Value {
	var found *index.Value
	for i, v := range m.s.Values {
		fits := !v.Month.After(month) && (!exact || v.Month == month)
		if fits && !v.Published.After(by) {
			found = &m.s.Values[i]
		}
	}
	return found
}

// seen is the index at one review: a level with its month, or nothing but what
// came since the base.
type seen struct {
	month civil.Month
	level *big.Rat
	known civil.Date
}

func rat(r finance.Rate) *big.Rat { return big.NewRat(r.Num(), r.Den()) }

func (m *model) look(month civil.Month, by civil.Date) *seen {
	v := m.find(month, m.x.Fixing == index.Corrected, by)
	if v == nil {
		return nil
	}
	level := rat(v.Value.Rate)
	for _, r := range m.s.Rebases {
		if !r.From.After(v.Month) {
			level.Mul(level, rat(r.Factor.Rate))
		}
	}
	return &seen{v.Month, level, v.Published}
}

func (m *model) change(from, to *seen) *big.Rat {
	c := new(big.Rat)
	if m.x.Points {
		basis := big.NewRat(1, 1) // the levels are on the first basis of all, points on that of the earlier one
		for _, r := range m.s.Rebases {
			if !r.From.After(from.month) {
				basis.Mul(basis, rat(r.Factor.Rate))
			}
		}
		c.Sub(to.level, from.level)
		c.Quo(c, basis)
		return c.Mul(c, big.NewRat(1, 100))
	}
	c.Quo(to.level, from.level)
	return c.Sub(c, big.NewRat(1, 1))
}

// to is r as a whole number of steps.
func to(r, step *big.Rat, by finance.Rounding) *big.Rat {
	n := new(big.Rat).Quo(r, step)
	floor := new(big.Int).Div(n.Num(), n.Denom()) // towards minus infinity
	rest := new(big.Rat).Sub(n, new(big.Rat).SetInt(floor))
	half := rest.Cmp(big.NewRat(1, 2))
	negative := n.Sign() < 0
	up := false
	switch by {
	case finance.HalfEven:
		up = half > 0 || half == 0 && floor.Bit(0) == 1
	case finance.Up:
		up = rest.Sign() > 0 && !negative
	case finance.Down:
		up = rest.Sign() > 0 && negative
	case finance.Ceiling:
		up = rest.Sign() > 0
	case finance.Floor:
	case finance.HalfUp:
		up = half > 0 || half == 0 && !negative
	case finance.HalfDown:
		up = half > 0 || half == 0 && negative
	case finance.HalfCeiling:
		up = half >= 0
	case finance.HalfFloor:
		up = half > 0
	}
	if up {
		floor.Add(floor, big.NewInt(1))
	}
	return new(big.Rat).Mul(new(big.Rat).SetInt(floor), step)
}

func (m *model) rounded(c *big.Rat) *big.Rat {
	if m.x.RoundTo.IsZero() {
		return c
	}
	return to(c, rat(m.x.RoundTo), m.x.ChangeRounding)
}

func (m *model) amount(of int64, factor *big.Rat) int64 {
	unit := max(m.x.Step.Minor(), 1)
	p := to(new(big.Rat).Mul(big.NewRat(of, 1), factor), big.NewRat(unit, 1), m.x.Rounding)
	return p.Num().Int64()
}

// grown is a level moved by the changes of so many years up to a month.
func (m *model) grown(from *seen, years int, last civil.Month, by civil.Date) *seen {
	v := m.find(last, m.x.Fixing == index.Corrected, by)
	if v == nil {
		return nil
	}
	g := &seen{v.Month, new(big.Rat).Set(from.level), v.Published}
	for i := range years {
		u := m.find(v.Month.Add(-12*i), true, by)
		g.level.Mul(g.level, rat(u.Value.Rate))
		g.level.Quo(g.level, big.NewRat(100, 1))
		if u.Published.After(g.known) {
			g.known = u.Published
		}
	}
	return g
}

// on is the day of a review, of which the first in the term is 1.
func (m *model) on(review int) civil.Date {
	return m.x.First.AddMonths((m.start + review - 1) * m.every())
}

// by is the day whose publications a review takes.
func (m *model) by(review int, known civil.Date) civil.Date {
	if m.x.Fixing == index.Fixed {
		return m.on(review).AddDays(-m.x.KnownBy)
	}
	return known.AddDays(-1)
}

// levels are those of the base month and of each review known before a day.
func (m *model) levels(term civil.Period, known civil.Date) []*seen {
	base, baseBy := m.x.Base, m.by(1, known)
	if base.IsZero() {
		base, baseBy = m.month(-1), m.by(0, known)
	}
	if m.by(1, known).After(known.AddDays(-1)) || !term.Contains(m.on(1)) {
		return nil
	}
	all := []*seen{{month: base, level: big.NewRat(1, 1)}}
	if m.s.Kind == index.Level {
		all[0] = m.look(base, baseBy)
	}
	for n := 1; all[n-1] != nil; n++ {
		by := m.by(n, known)
		if !term.Contains(m.on(n)) || by.After(known.AddDays(-1)) {
			return all
		}
		switch {
		case m.s.Kind == index.Level:
			all = append(all, m.look(m.month(n-1), by))
		case n == 1:
			all = append(all, m.grown(all[0], m.month(0).Sub(base)/12, m.month(0), by))
		default:
			all = append(all, m.grown(all[n-1], m.every()/12, m.month(n-1), by))
		}
	}
	return all[:len(all)-1]
}

// walk tells of each review in the term that was known before a day.
func (m *model) walk(price int64, term civil.Period, known civil.Date) []told {
	for m.start = 0; m.on(1).Before(term.From); m.start++ {
	}
	levels := m.levels(term, known)
	old, before, applied := price, civil.Date{}, 0
	var path []told
	for n := 1; n < len(levels); n++ {
		r := told{On: m.on(n), Old: old, Month: levels[n].month}
		m.price(&r, price, levels, applied, n)
		r.Known = m.since(levels, before, n, known)
		if r.Bound != index.BelowChange {
			applied = n
		}
		old, before = r.Price, r.Known
		path = append(path, r)
	}
	return path
}

func (m *model) price(r *told, price int64, levels []*seen, applied, n int) {
	x, from, moved := m.x, 0, price
	if x.Method == index.Chained {
		from, moved = applied, r.Old
	}
	r.Price = r.Old
	recent := m.rounded(m.change(levels[applied], levels[n]))
	if recent.Abs(recent).Cmp(rat(x.Threshold)) < 0 {
		r.Bound = index.BelowChange
		return
	}
	factor := m.rounded(m.change(levels[from], levels[n]))
	if !x.Share.IsZero() {
		factor = new(big.Rat).Mul(factor, rat(x.Share))
	}
	factor = new(big.Rat).Add(factor, big.NewRat(1, 1))
	for range n - from {
		if x.Compound {
			factor.Mul(factor, new(big.Rat).Add(big.NewRat(1, 1), rat(x.Plus)))
		} else {
			factor.Add(factor, rat(x.Plus))
		}
	}
	r.Price = m.amount(moved, factor)
	m.bound(r)
}

func (m *model) bound(r *told) {
	limit := func(by finance.Rate) int64 {
		return m.amount(r.Old, new(big.Rat).Add(big.NewRat(1, 1), rat(by)))
	}
	if least := limit(m.x.Floor); !m.x.Floor.IsZero() && r.Price < least {
		r.Price, r.Bound = least, index.AtFloor
	}
	if most := limit(m.x.Cap); !m.x.Cap.IsZero() && r.Price > most {
		r.Price, r.Bound = most, index.AtCap
	}
	if m.x.UpwardOnly && r.Price < r.Old {
		r.Price, r.Bound = r.Old, index.NotLowered
	}
}

func (m *model) since(levels []*seen, before civil.Date, n int, known civil.Date) civil.Date {
	x := m.x
	days := []civil.Date{levels[0].known, levels[n].known}
	if m.s.Kind == index.Change || x.Method == index.Chained || x.UpwardOnly || !x.Floor.IsZero() || !x.Cap.IsZero() || !x.Threshold.IsZero() {
		days = append(days, before)
	}
	if x.Fixing == index.Fixed {
		return m.by(n, known)
	}
	return slices.MaxFunc(days, civil.Date.Compare)
}
