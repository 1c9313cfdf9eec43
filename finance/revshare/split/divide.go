package split

import (
	"fmt"
	"math/big"

	"github.com/creative-cluster/kvartal/finance"
)

// Divide divides total by s. The lines stand in the order of reading, what is
// unallocated last, and sum to the total; a party with nothing has a line of
// zero. A total below zero gives the parts of its opposite, negated, except that
// a node in order gives all of it to its rest.
//
//	exact(party) = Σ over the ways to it of total × Π of their rates
//
// and in order, with a(0) = 0:
//
//	a(k) = min(up to k, what the node has - a(0) - … - a(k-1)), not below zero
//
// Each party's exact amount is cut to whole minor units, and those left over go
// by the remainder rule, one each, to parties whose amount was cut. A split that
// is not valid, and amounts of another currency than the total's, are errors.
func (s Split) Divide(total finance.Money) ([]Line, error) {
	if err := s.check(total.Currency()); err != nil {
		return nil, fmt.Errorf("divide: %w", err)
	}
	g := newGraph(&s)
	lines := g.lines()
	for i, n := range g.divide(total, s.Remainder) {
		lines[i].Amount = finance.Minor(n, total.Currency())
	}
	return lines, nil
}

// check refuses an invalid split, and amounts in another currency than c.
func (s *Split) check(c finance.Currency) error {
	if err := s.Validate(); err != nil {
		return err
	}
	if own := s.currency(); own != c && s.inOrder() {
		return fmt.Errorf("amounts in %v, total in %v: %w", own, c, finance.ErrCurrency)
	}
	return nil
}

// divide is what each slot gets of a total, in minor units.
func (g *graph) divide(total finance.Money, rule finance.Remainder) []int64 {
	return apportion(g.exact(big.NewRat(total.Minor(), 1)), total.Minor(), rule)
}

// exact is what each slot gets of a total, before it is rounded.
func (g *graph) exact(total *big.Rat) []*big.Rat {
	has, gets := zeros(len(g.nodes)), zeros(len(g.slots))
	has[0].Set(total)
	var part, left big.Rat
	for _, i := range g.order {
		left.Set(has[i])
		for _, e := range g.edges[i] {
			e.take(&part, &left, has[i])
			to := gets
			at := e.slot
			if e.node >= 0 {
				to, at = has, e.node
			}
			to[at].Add(to[at], &part)
		}
	}
	return gets
}

// take sets part to what e takes of what a node has, or in order, of what is
// left there, and lowers that.
func (e *edge) take(part, left, has *big.Rat) {
	switch {
	case e.rate != nil:
		part.Mul(has, e.rate)
		return
	case e.rest:
		part.Set(left)
	case left.Sign() <= 0:
		part.SetInt64(0)
	default:
		part.SetInt64(e.upTo.Minor())
		if part.Cmp(left) > 0 {
			part.Set(left)
		}
	}
	left.Sub(left, part)
}

func zeros(n int) []*big.Rat {
	all := make([]*big.Rat, n)
	for i := range all {
		all[i] = new(big.Rat)
	}
	return all
}
