package tenancy

import (
	"fmt"
	"iter"

	"github.com/creative-cluster/kvartal/finance"
)

// maxDepth is how deep spaces may lie within each other.
const maxDepth = 16

// parents are the places of the spaces that each space is within, -1 for none.
func (h *House) parents(spaces map[string]int) []int {
	parents := make([]int, len(h.Spaces))
	for i := range h.Spaces {
		parents[i] = -1
		if within := h.Spaces[i].Within; within != "" {
			if up, ok := spaces[within]; ok {
				parents[i] = up
			}
		}
	}
	return parents
}

// above yields the spaces that the space i is within, from the nearest on. In a
// cycle it ends.
func above(parents []int, i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		up := parents[i]
		for range maxDepth {
			if up < 0 || !yield(up) {
				return
			}
			up = parents[up]
		}
	}
}

// checkWithin refuses a space within nothing, within itself or too deep, and
// one that its frame cannot hold.
func (c *checker) checkWithin(i int) error {
	s := &c.Spaces[i]
	if s.Within == "" {
		return nil
	}
	up := c.parents[i]
	if up < 0 {
		return unknown(s.Within)
	}
	if err := c.checkDepth(i); err != nil {
		return err
	}
	frame := &c.Spaces[up]
	switch {
	case !frame.Common && !s.Area.IsZero():
		return fmt.Errorf("%.40q can be let itself, with this area: %w", s.Within, finance.ErrConflict)
	case !frame.there().ContainsPeriod(s.there()):
		return fmt.Errorf("%.40q is there in %v, not in all of %v: %w", s.Within, frame.there(), s.there(), finance.ErrRange)
	case s.Building != "" && s.Building != c.building(up):
		return fmt.Errorf("%.40q is in another building: %w", s.Within, finance.ErrConflict)
	}
	return nil
}

func (c *checker) checkDepth(i int) error {
	depth := 0
	for up := range above(c.parents, i) {
		if up == i {
			return fmt.Errorf("%.40q is within itself: %w", c.Spaces[i].ID, finance.ErrCycle)
		}
		depth++
	}
	if depth == maxDepth {
		return fmt.Errorf("at most %d deep: %w", maxDepth-1, finance.ErrLimit)
	}
	return nil
}

// building is that of a space, or else of what it is within.
func (c *checker) building(i int) string {
	if b := c.Spaces[i].Building; b != "" {
		return b
	}
	for up := range above(c.parents, i) {
		if b := c.Spaces[up].Building; b != "" {
			return b
		}
	}
	return ""
}
