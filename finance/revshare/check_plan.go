package revshare

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// CheckPlan reports what is wrong with the clauses of an agreement together,
// beside what each refuses by itself: flat shares of one meter that go one way
// and take more than all of it are ErrRange at the clause that goes beyond. Paths
// are those of the list.
func CheckPlan(clauses []accrual.Named) error {
	var wrong finance.Problems
	var sums [2]wholes // forth and back
	for i, n := range clauses {
		c, ok := n.Clause.(Commission)
		if !ok || c.Rate.Sign() < 0 {
			continue
		}
		way := 0
		if n.Back {
			way = 1
		}
		wrong.AddAt("", i, at("rate", sums[way].add(string(c.Meter), c.Rate)))
	}
	return wrong.Err()
}
