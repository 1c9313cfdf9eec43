package tenancy

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// change is what the spaces in a frame gain or lose on a day. A frame is a
// building, or after all buildings a space.
type change struct {
	frame int
	on    civil.Date
	area  Area
	gone  bool
}

// checkFrames reports each building and each space whose parts fill more than
// its gross area on some day. Spaces that are not there at the same time are
// not added up.
func (c *checker) checkFrames() {
	var filled Area
	reported := -1
	changes := c.changes()
	for i, now := range changes {
		if i == 0 || now.frame != changes[i-1].frame {
			filled = Area{}
		}
		if now.frame == reported {
			continue
		}
		var err error
		if filled, err = now.fill(filled, c.frame(now)); err != nil {
			reported = now.frame
			c.addFrame(reported, err)
		}
	}
}

// fill is what fills a frame after the change, refused beyond it.
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

// frame is the gross area of the frame of a change on its day.
func (c *checker) frame(now change) Area {
	if now.frame < len(c.Buildings) {
		return c.Buildings[now.frame].Area
	}
	return c.Spaces[now.frame-len(c.Buildings)].measure(now.on).fills()
}

func (c *checker) addFrame(frame int, err error) {
	if frame < len(c.Buildings) {
		c.AddAt("buildings", frame, problem("area", err))
		return
	}
	c.AddAt("spaces", frame-len(c.Buildings), problem("area", err))
}

// changes are sorted by frame and day; what goes goes before what comes. The
// day on which a frame is measured again is a change of nothing.
func (c *checker) changes() []change {
	changes := make([]change, 0, 2*len(c.Spaces))
	for i := range c.Spaces {
		s := &c.Spaces[i]
		for _, e := range s.Measured {
			changes = append(changes, change{frame: len(c.Buildings) + i, on: e.From})
		}
		frame, ok := c.frameOf(i)
		if !ok || s.there().IsEmpty() {
			continue
		}
		for p, m := range s.measures(always) {
			changes = append(changes, change{frame, p.From, m.fills(), false})
			if !p.To.IsZero() {
				changes = append(changes, change{frame, p.To, m.fills(), true})
			}
		}
	}
	slices.SortStableFunc(changes, func(a, b change) int {
		return cmp.Or(cmp.Compare(a.frame, b.frame), a.on.Compare(b.on), comesLast(a, b))
	})
	return changes
}

// frameOf is the frame of a space: what it is within, or its building. Of a
// space that can be let the parts fill nothing.
func (c *checker) frameOf(i int) (frame int, ok bool) {
	if up := c.parents[i]; up >= 0 {
		return len(c.Buildings) + up, c.Spaces[up].Common && up != i
	}
	frame, ok = c.buildings[c.Spaces[i].Building]
	return frame, ok && c.Spaces[i].Within == ""
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
