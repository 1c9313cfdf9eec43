package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Occupancy is how much of a house is let on a day, by area.
type Occupancy struct {
	On       civil.Date
	Gross    Area     // of the buildings
	Lettable Area     // of the spaces that can be let, inside and outside of buildings
	Let      Area     // of those of them that a lease holds
	Vacant   []string // the lettable spaces that none holds, in the order of the house
}

// Occupancy measures a day by the leases as amended, signed before it or after.
// A lease of a common space, or of one that cannot be let on the day, lets
// nothing.
func (h House) Occupancy(on civil.Date) (Occupancy, error) {
	o := Occupancy{On: on}
	for _, b := range h.Buildings {
		if err := o.Gross.grow(b.Area); err != nil {
			return Occupancy{}, fmt.Errorf("gross area: %w", err)
		}
	}
	holders := h.holders(on)
	for i := range h.Spaces {
		s := &h.Spaces[i]
		if !s.lettable(on) {
			continue
		}
		if err := o.count(s, holders[s.ID]); err != nil {
			return Occupancy{}, fmt.Errorf("spaces[%d]: %w", i, err)
		}
	}
	return o, nil
}

func (o *Occupancy) count(s *Space, let bool) error {
	if let {
		if err := o.Let.grow(s.Area); err != nil {
			return err
		}
	} else {
		o.Vacant = append(o.Vacant, s.ID)
	}
	return o.Lettable.grow(s.Area)
}

// grow adds o to a.
func (a *Area) grow(o Area) (err error) {
	*a, err = a.Add(o)
	return err
}

// holders are the spaces that a lease holds on a day.
func (h House) holders(on civil.Date) map[string]bool {
	held := make(map[string]bool, len(h.Leases))
	for _, l := range h.Leases {
		if !l.held().Contains(on) {
			continue
		}
		for _, id := range l.holds(on) {
			held[id] = true
		}
	}
	return held
}

// Void is what could be let and is not: lettable less let.
func (o Occupancy) Void() Area {
	void, _ := o.Lettable.Sub(o.Let) // what is let is lettable
	return void
}

// Share is let over lettable area. Of a house with nothing to let it is
// ErrRange.
//
//	occupancy = let / lettable
func (o Occupancy) Share() (finance.Rate, error) { return o.Let.Ratio(o.Lettable) }
