package revshare

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// memory is the state of a FrozenCommission between two steps. As text it is a
// line for itself, and one for each sale in order of day and id:
//
//	frozen 1 2026-03-01 15000000
//	2026-03-05 10000000 1000000 2500000 "S-1"
//
// which are the day the counter began and what it counted; the day of the sale,
// its amount, its fee, and how much of the amount has come back, all in minor
// units.
type memory struct {
	from  civil.Date
	total int64
	sales []sale
	byID  map[string]int // places in sales
}

type sale struct {
	on    civil.Date
	id    string
	gross int64 // above zero
	fee   int64 // not below zero
	back  int64 // from 0 to gross
}

// counter is what the window that began on from has counted so far. Of lines,
// each begins anew.
func (m *memory) counter(from civil.Date, anew bool) int64 {
	if m.from != from || anew {
		m.from, m.total = from, 0
	}
	return m.total
}

// add remembers a sale, once there is room. It comes after those before it, by day and id.
func (m *memory) add(s sale) error {
	if _, known := m.byID[s.id]; known {
		return finance.ErrDuplicate
	}
	if n := len(m.sales); n > 0 && !m.sales[n-1].before(s) {
		return fmt.Errorf("after %.40q of %v: %w", m.sales[n-1].id, m.sales[n-1].on, finance.ErrOrder)
	}
	m.byID[s.id] = len(m.sales)
	m.sales = append(m.sales, s)
	return nil
}

// grow makes room for n more sales.
func (m *memory) grow(n int) {
	m.sales = slices.Grow(m.sales, n)
	if m.byID == nil {
		m.byID = make(map[string]int, cap(m.sales))
	}
}

func (s sale) before(t sale) bool {
	return s.on.Before(t.on) || s.on == t.on && s.id < t.id
}

// find is the sale of that id and day, nil if there is none.
func (m *memory) find(r accrual.Ref) *sale {
	i, known := m.byID[r.ID]
	if !known || m.sales[i].on != r.On {
		return nil
	}
	return &m.sales[i]
}

// forget drops the sales of which nothing can come back from day to on.
func (m *memory) forget(to civil.Date, within int) {
	if within == 0 {
		return
	}
	n := 0
	for n < len(m.sales) && to.Sub(m.sales[n].on) > within {
		n++
	}
	m.sales, m.byID = m.sales[n:], nil // places have moved; text does not ask for them
}
