package index

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Series is an index as its office publishes it.
type Series struct {
	ID      string   `json:"id"`                // what an Indexation names
	Name    string   `json:"name,omitempty"`    // what a reader is shown; none: the id
	Source  string   `json:"source,omitempty"`  // who publishes it: the source of each value that names none
	Kind    Kind     `json:"kind,omitzero"`     // levels, or changes over twelve months
	Step    int      `json:"step,omitempty"`    // months from one value to the next, a divisor of 12; 0 is 1. A quarter's value stands under its last month
	Values  []Value  `json:"values"`            // without a hole, ascending by month, then by publication
	Rebases []Rebase `json:"rebases,omitempty"` // ascending, at most 100
}

// Value is a month's value as published on a day. A month that stands a second
// time, with a later day, was corrected, on the basis on which it was first
// published.
type Value struct {
	Month     civil.Month    `json:"month"`
	Value     finance.Number `json:"value"`            // above nothing, as printed by the office: "112.4"; of a Change "109.52"
	Published civil.Date     `json:"published"`        // after the month's beginning, and no month before the one before it
	Source    string         `json:"source,omitempty"` // none: that of the series
}

// Rebase links a series that begins anew, such as 2015 = 100 where it was
// 2010 = 100 before. Values of From and later are comparable with those before
// it once they are multiplied by Factor.
//
//	change = value after × factor / value before - 1
//
// Also called linking coefficient, splicing factor, coefficiente di raccordo.
// Source: ISTAT, FOI, January 2016: factor 1.071 from 2010 = 100 to 2015 = 100.
type Rebase struct {
	From   civil.Month    `json:"from"`   // the first month on the new basis
	Factor finance.Number `json:"factor"` // above nothing
}

// label is what a reader is shown.
func (s *Series) label() string {
	if s.Name != "" {
		return s.Name
	}
	return s.ID
}

func (s *Series) step() int { return max(s.Step, 1) }

// first is the first month of s; none where it has no values.
func (s *Series) first() civil.Month {
	if len(s.Values) == 0 {
		return civil.Month{}
	}
	return s.Values[0].Month
}

// grid is the last month at or before m in which s may have a value.
func (s *Series) grid(m civil.Month) civil.Month {
	if step := s.step(); step > 1 {
		late := m.Sub(s.first()) % step
		return m.Add(-(late + step) % step)
	}
	return m
}

// upTo is how many values are of m or earlier months. A series that was never
// corrected has its value where its months count it.
func (s *Series) upTo(m civil.Month) int {
	lo, hi := 0, len(s.Values)
	if i := m.Sub(s.first()); i >= 0 && i+1 < hi && s.Values[i].Month == m && s.Values[i+1].Month != m {
		return i + 1
	}
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if s.Values[mid].Month.After(m) {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}

// at is the value of m as published last on or before a day; nil if none was.
func (s *Series) at(m civil.Month, by civil.Date) *Value {
	for i := s.upTo(m) - 1; i >= 0 && s.Values[i].Month == m; i-- {
		if v := &s.Values[i]; !v.Published.After(by) {
			return v
		}
	}
	return nil
}

// latest is the last value at or before m of what was published on or before a
// day; nil if nothing was.
func (s *Series) latest(m civil.Month, by civil.Date) *Value {
	for i := s.upTo(m) - 1; i >= 0; i-- {
		if v := &s.Values[i]; !v.Published.After(by) {
			return v
		}
	}
	return nil
}

// published reports whether a value of m was published in [from, to).
func (s *Series) published(m civil.Month, from, to civil.Date) bool {
	for i := s.upTo(m) - 1; i >= 0 && s.Values[i].Month == m; i-- {
		if day := s.Values[i].Published; !day.Before(from) && day.Before(to) {
			return true
		}
	}
	return false
}

// link is the product of the factors between two months, which is one where
// none lies there.
func (s *Series) link(from, to civil.Month) exact {
	product := one
	for _, r := range s.Rebases {
		if r.From.After(from) && !r.From.After(to) {
			product = product.times(number(r.Factor.Rate))
		}
	}
	return product
}
