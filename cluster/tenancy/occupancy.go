package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Occupancy is how much of a house is let on a day, by area and by count.
type Occupancy struct {
	On        civil.Date
	Gross     Area     // of the buildings
	Lettable  Area     // of the spaces that can be let, inside and outside of buildings
	Let       Area     // of those of them that a lease holds
	Spaces    int      // that can be let, desks and shelves included
	LetSpaces int      // of them, that a lease holds
	Vacant    []string // the lettable spaces that none holds, in the order of the house
}

// Occupancy measures a day by the leases as amended, signed before it or after.
// A lease of a common space, or of one that cannot be let on the day, lets
// nothing.
func (h House) Occupancy(on civil.Date) (Occupancy, error) {
	s := h.survey()
	return s.occupancy(on, s.let(on))
}

func (s *survey) occupancy(on civil.Date, let []bool) (Occupancy, error) {
	o := Occupancy{On: on}
	for _, b := range s.Buildings {
		if err := o.Gross.grow(b.Area); err != nil {
			return Occupancy{}, fmt.Errorf("gross area: %w", err)
		}
	}
	for i := range s.Spaces {
		if !s.Spaces[i].lettable(on) {
			continue
		}
		if err := o.count(&s.Spaces[i], let[i]); err != nil {
			return Occupancy{}, fmt.Errorf("spaces[%d]: %w", i, err)
		}
	}
	return o, nil
}

func (o *Occupancy) count(s *Space, let bool) error {
	o.Spaces++
	area := s.area(o.On)
	if let {
		o.LetSpaces++
		if err := o.Let.grow(area); err != nil {
			return err
		}
	} else {
		o.Vacant = append(o.Vacant, s.ID)
	}
	return o.Lettable.grow(area)
}

// grow adds o to a.
func (a *Area) grow(o Area) (err error) {
	*a, err = a.Add(o)
	return err
}

// Void is what could be let and is not: lettable less let.
func (o Occupancy) Void() Area {
	void, _ := o.Lettable.Sub(o.Let) // what is let is lettable
	return void
}

// Share is let area over lettable area. Of a house with nothing to let it is
// ErrRange.
//
//	occupancy = let / lettable
func (o Occupancy) Share() (finance.Rate, error) { return o.Let.Ratio(o.Lettable) }

// ShareByCount is let spaces over those that can be let, whatever their size.
// Of a house with nothing to let it is ErrRange.
func (o Occupancy) ShareByCount() (finance.Rate, error) {
	return finance.NewRate(int64(o.LetSpaces), int64(o.Spaces))
}
