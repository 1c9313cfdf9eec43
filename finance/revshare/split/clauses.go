package split

import (
	"fmt"
	"math/big"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// Clauses are s as clauses of an agreement, one for each party that is paid, in
// the order of reading: by them the debtor owes each party its part of what the
// meter counted in the window, to the minor unit what Divide gives. Each is
// named after s and its party, "royalty: anna": a ledger.Chart, whose rules take
// whole names, fits them by the agreement.
//
// What is the owner's, and what is unallocated, is charged to nobody: the owner
// has it already, and no posting says so. A split without a node in order gives [revshare.SplitShare]
// clauses over weights of a common denominator, another one a [Payout] each.
// An invalid split, and a name or a meter that is empty or too long, is an
// error. The host may set the other words of each, such as Due.
func (s Split) Clauses(name string, meter accrual.Meter) ([]accrual.Named, error) {
	if err := s.Validate(); err != nil {
		return nil, fmt.Errorf("clauses: %w", err)
	}
	g := newGraph(&s)
	clauseOf := func(i int) accrual.Clause {
		return Payout{Meter: meter, Party: g.slots[i].party, Split: s.clone()}
	}
	if !g.inOrder {
		all, err := weights(g.exact(big.NewRat(1, 1)))
		if err != nil {
			return nil, fmt.Errorf("clauses: %w", err)
		}
		clauseOf = func(i int) accrual.Clause {
			return revshare.SplitShare{Meter: meter, Weights: append([]int64(nil), all...), Part: i, Per: s.Per, Returns: s.Returns, Remainder: s.Remainder}
		}
	}
	return s.named(g, name, clauseOf)
}

func (s *Split) named(g *graph, name string, clauseOf func(int) accrual.Clause) ([]accrual.Named, error) {
	var wrong finance.Problems
	wrong.Add("name", checkName(name))
	var clauses []accrual.Named
	for i := range g.slots {
		party := g.slots[i].party
		if party == "" || party == s.Owner {
			continue
		}
		n := accrual.Named{Name: name + ": " + string(party), Clause: clauseOf(i), To: party}
		if err := n.Validate(); err != nil {
			wrong.Add("", err)
			return nil, wrong.Err()
		}
		clauses = append(clauses, n)
	}
	return clauses, wrong.Err()
}

// weights are the shares as whole numbers over their common denominator, which
// they sum to. One that does not fit an int64 is finance.ErrOverflow.
func weights(shares []*big.Rat) ([]int64, error) {
	den := big.NewInt(1)
	var g, part big.Int
	for _, x := range shares {
		part.Quo(x.Denom(), g.GCD(nil, nil, den, x.Denom()))
		if den.Mul(den, &part); !den.IsInt64() {
			return nil, fmt.Errorf("no common denominator within int64: %w", finance.ErrOverflow)
		}
	}
	all := make([]int64, len(shares))
	for i, x := range shares {
		part.Quo(den, x.Denom())
		all[i] = part.Mul(&part, x.Num()).Int64() // at most den
	}
	return all, nil
}

// clone is s with lists of its own.
func (s *Split) clone() Split {
	own := *s
	own.Nodes = append([]Node(nil), s.Nodes...)
	for i := range own.Nodes {
		own.Nodes[i].Parts = append([]Part(nil), own.Nodes[i].Parts...)
	}
	return own
}
