package tenancy

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"

	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// fixedShare is a fixed share of a pool that a lease bears in a period.
type fixedShare struct {
	part finance.Rate
	in   civil.Period
}

// checkShares reports each pool of which leases together bear more than the
// whole by fixed shares on some day, or by fractions that no statement could
// bring to one denominator.
func (c *checker) checkShares() {
	pools := map[string][]fixedShare{}
	for i := range c.Leases {
		c.Leases[i].fixedShares(pools)
	}
	for i := range c.Pools {
		c.AddAt("pools", i, whole(pools[c.Pools[i].ID]))
		delete(pools, c.Pools[i].ID) // of two of one id the first
	}
}

// fixedShares adds those of l to the ones of each pool, by its terms as amended.
func (l *Lease) fixedShares(pools map[string][]fixedShare) {
	if len(l.pools()) == 0 || l.held().Validate() != nil {
		return
	}
	term, inForce := l.held(), l.Clauses
	since := term.From
	note := func(until civil.Date) {
		for _, n := range inForce {
			h, ok := n.Clause.(servicecharge.Share)
			if in := (civil.Period{From: since, To: until}).Intersect(term); ok && !h.Fixed.IsZero() && h.Validate() == nil && !in.IsZero() {
				pools[h.Pool] = append(pools[h.Pool], fixedShare{h.Fixed, in})
			}
		}
	}
	for _, a := range l.inOrder() {
		if a.From.After(since) {
			note(a.From)
			since = a.From
		}
		inForce = amended(inForce, a)
	}
	note(civil.Date{})
}

// whole refuses shares that are more than the whole on some day.
func whole(shares []fixedShare) error {
	common, err := commonOf(shares)
	if err != nil {
		return err
	}
	type turn struct {
		on   civil.Date
		more *big.Int
	}
	var turns []turn
	for _, s := range shares {
		n := new(big.Int).Div(common, big.NewInt(s.part.Den()))
		n.Mul(n, big.NewInt(s.part.Num()))
		turns = append(turns, turn{s.in.From, n})
		if !s.in.To.IsZero() {
			turns = append(turns, turn{s.in.To, new(big.Int).Neg(n)})
		}
	}
	slices.SortStableFunc(turns, func(a, b turn) int { return cmp.Or(a.on.Compare(b.on), a.more.Sign()-b.more.Sign()) })
	sum := new(big.Int)
	for _, t := range turns {
		if sum.Add(sum, t.more).Cmp(common) > 0 {
			return fmt.Errorf("fixed shares of leases are over 100%% from %v: %w", t.on, finance.ErrRange)
		}
	}
	return nil
}

// commonOf is the common denominator of shares, within what a statement takes.
func commonOf(shares []fixedShare) (*big.Int, error) {
	common := big.NewInt(1)
	for _, s := range shares {
		den := big.NewInt(s.part.Den())
		common.Mul(common, den.Div(den, new(big.Int).GCD(nil, nil, common, den)))
		if common.BitLen() > servicecharge.MaxFixedBits {
			return nil, fmt.Errorf("fixed shares of leases have no common denominator of at most %d bits: %w", servicecharge.MaxFixedBits, finance.ErrLimit)
		}
	}
	return common, nil
}
