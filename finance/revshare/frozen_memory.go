package revshare

import (
	"fmt"
	"sort"
	"strings"

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
	top   string          // the highest of their ids
	ids   map[string]bool // of sales, once one has come that is not above the others
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

// add remembers a sale. It comes after those before it, by day and id.
func (m *memory) add(s sale) error {
	if m.knows(s.id) {
		return finance.ErrDuplicate
	}
	if n := len(m.sales); n > 0 && m.sales[n-1].compare(accrual.Ref{ID: s.id, On: s.on}) > 0 {
		return fmt.Errorf("after %.40q of %v: %w", m.sales[n-1].id, m.sales[n-1].on, finance.ErrOrder)
	}
	m.sales = append(m.sales, s)
	if m.ids != nil {
		m.ids[s.id] = true
	}
	return nil
}

// knows reports whether there is a sale of that id. Those of receipts rise, and
// while they do no table of them is needed.
func (m *memory) knows(id string) bool {
	if id > m.top {
		m.top = id
		return false
	}
	if m.ids == nil {
		m.ids = make(map[string]bool, cap(m.sales))
		for i := range m.sales {
			m.ids[m.sales[i].id] = true
		}
	}
	return m.ids[id]
}

// compare is below zero for a sale that comes before that of r.
func (s *sale) compare(r accrual.Ref) int {
	if s.on != r.On {
		return s.on.Compare(r.On)
	}
	return strings.Compare(s.id, r.ID)
}

// find is the sale of that id and day, nil if there is none.
func (m *memory) find(r accrual.Ref) *sale {
	i, found := sort.Find(len(m.sales), func(i int) int { return -m.sales[i].compare(r) })
	if !found {
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
	m.sales = m.sales[n:]
}
