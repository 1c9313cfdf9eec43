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
	placed       placed       // in the lease
	head         int          // of a sublease, its head among the leases; else -1: the spaces of the landlord
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
		if i == 0 || now.space != last.space || now.head != last.head {
			last = now
		}
		c.AddAt("leases", now.lease, problem(now.placed.path(), overlap(last, now)))
		if endsAfter(now.held, last.held) {
			last = now
		}
	}
	c.checkParts(slices.DeleteFunc(claims, func(c claim) bool { return c.head >= 0 })) // what a sublease holds is its head's
}

// checkParts reports each lease of a part of a space that another lease holds.
// One lease may hold both.
func (c *checker) checkParts(claims []claim) {
	for _, now := range claims {
		for up := range above(c.parents, now.space) {
			if i := firstOf(claims, up, now.held); i < len(claims) && claims[i].space == up {
				c.AddAt("leases", now.lease, problem(now.placed.path(), overlap(claims[i], now)))
			}
		}
	}
}

// firstOf is the first claim of a space that ends after a period begins, in
// claims that are sorted by space and day.
func firstOf(claims []claim, space int, p civil.Period) int {
	i, _ := slices.BinarySearchFunc(claims, space, func(c claim, space int) int {
		if c.space == space && !c.held.To.IsZero() && !c.held.To.After(p.From) {
			return -1
		}
		return cmp.Or(cmp.Compare(c.space, space), 1)
	})
	return i
}

// byDay orders claims by space, whose space it is, and first day.
func byDay(a, b claim) int {
	return cmp.Or(cmp.Compare(a.space, b.space), cmp.Compare(a.head, b.head), a.held.From.Compare(b.held.From), cmp.Compare(a.lease, b.lease))
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
		head := -1
		if c.Leases[i].Head != "" {
			at, ok := c.leases[c.Leases[i].Head]
			if !ok {
				continue
			}
			head = at
		}
		for _, h := range c.Leases[i].holdings() {
			if space, ok := c.spaces[h.Space]; ok {
				claims = append(claims, claim{space, i, h, head, h.Held})
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
