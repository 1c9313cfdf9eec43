package tenancy

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// claim is a lease's hold of one of its spaces.
type claim struct {
	space, lease int          // in the house's lists
	place        int          // in the lease's list of spaces
	held         civil.Period // of the term as amended
}

// checkOverlaps reports each lease that begins in a space while another one
// still holds it. Claims are sorted by space and day, so that each is compared
// with one before it: that which ends last.
func (c *checker) checkOverlaps() {
	claims := c.claims()
	slices.SortFunc(claims, byDay)
	var last claim
	for i, now := range claims {
		if i == 0 || now.space != last.space {
			last = now
		}
		c.AddAt("leases", now.lease, at("spaces", now.place, overlap(last, now)))
		if endsAfter(now.held, last.held) {
			last = now
		}
	}
}

// byDay orders claims by space and first day.
func byDay(a, b claim) int {
	return cmp.Or(cmp.Compare(a.space, b.space), a.held.From.Compare(b.held.From), cmp.Compare(a.lease, b.lease))
}

// overlap refuses two leases that share a day. A lease does not overlap itself;
// one that lists a space twice is its own problem.
func overlap(last, now claim) error {
	shared := last.held.Intersect(now.held)
	if shared.IsZero() || last.lease == now.lease {
		return nil
	}
	return fmt.Errorf("let to leases[%d] as well, in %v: %w", last.lease, shared, finance.ErrOverlap)
}

// claims are those of valid terms: what is reversed overlaps nothing.
func (c *checker) claims() []claim {
	claims := make([]claim, 0, len(c.Leases))
	for i := range c.Leases {
		held := c.Leases[i].held()
		if held.Validate() != nil {
			continue
		}
		for j, h := range c.Leases[i].Spaces {
			if space, ok := c.spaces[h.Space]; ok {
				claims = append(claims, claim{space, i, j, h.within(held)})
			}
		}
	}
	return claims
}

// endsAfter reports whether p ends later than q.
func endsAfter(p, q civil.Period) bool {
	return !q.To.IsZero() && (p.To.IsZero() || p.To.After(q.To))
}

// at is err at the place i of a list, nil when there is none.
func at(list string, i int, err error) error {
	if err == nil {
		return nil
	}
	return problem(fmt.Sprintf("%s[%d]", list, i), err)
}

// change is what the spaces of a building gain or lose on a day.
type change struct {
	building int
	on       civil.Date
	area     Area
	gone     bool
}

// checkFrames reports each building whose spaces fill more than its area on
// some day. Spaces that are not there at the same time are not added up.
func (c *checker) checkFrames() {
	var filled Area
	reported := -1
	changes := c.changes()
	for i, now := range changes {
		if i == 0 || now.building != changes[i-1].building {
			filled = Area{}
		}
		if now.building == reported {
			continue
		}
		var err error
		if filled, err = now.fill(filled, c.Buildings[now.building].Area); err != nil {
			reported = now.building
			c.AddAt("buildings", reported, problem("area", err))
		}
	}
}

// fill is what fills a building after the change, refused beyond its frame.
func (now change) fill(before, frame Area) (Area, error) {
	if now.gone {
		return before.Sub(now.area)
	}
	filled, err := before.Add(now.area)
	if err == nil && filled.Cmp(frame) > 0 {
		err = fmt.Errorf("%v m² of spaces from %v in %v m²: %w", filled, now.on, frame, finance.ErrLimit)
	}
	return filled, err
}

// changes are sorted by building and day; what goes goes before what comes.
func (c *checker) changes() []change {
	changes := make([]change, 0, 2*len(c.Spaces))
	for i := range c.Spaces {
		s := &c.Spaces[i]
		b, ok := c.buildings[s.Building]
		if !ok || s.there().IsEmpty() {
			continue
		}
		changes = append(changes, change{b, s.there().From, s.Area, false})
		if to := s.there().To; !to.IsZero() {
			changes = append(changes, change{b, to, s.Area, true})
		}
	}
	slices.SortStableFunc(changes, func(a, b change) int {
		return cmp.Or(cmp.Compare(a.building, b.building), a.on.Compare(b.on), comesLast(a, b))
	})
	return changes
}

func comesLast(a, b change) int {
	switch {
	case a.gone == b.gone:
		return 0
	case a.gone:
		return -1
	}
	return 1
}
