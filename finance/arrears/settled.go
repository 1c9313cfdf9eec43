package arrears

import (
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// account is one party in one currency.
type account struct {
	debts   []Debt
	left    []int64 // of each debt
	credits []credit
}

// credit is what lessens debts: those of its key first, if it has one.
type credit struct {
	key    accrual.Key
	on     civil.Date
	amount int64
}

func (a *account) owe(d Debt) { a.debts = append(a.debts, d) }

// settled gives the credits to the debts, as the ledger does: of a key to its
// debts, then whatever is left to what is due first, the earlier payment first.
func (a *account) settled() []Debt {
	slices.SortStableFunc(a.debts, func(x, y Debt) int { return x.Due.Compare(y.Due) })
	a.left = make([]int64, len(a.debts))
	byKey := map[accrual.Key][]int{}
	for i, d := range a.debts {
		if !d.Reversed {
			a.left[i] = d.Amount.Minor()
			byKey[d.Key] = append(byKey[d.Key], i)
		}
	}
	for c := range a.credits {
		if a.credits[c].key == (accrual.Key{}) {
			continue
		}
		for _, i := range byKey[a.credits[c].key] {
			a.pay(i, &a.credits[c])
		}
	}
	a.oldestFirst()
	return a.debts
}

// oldestFirst goes through debts and credits side by side.
func (a *account) oldestFirst() {
	slices.SortStableFunc(a.credits, func(x, y credit) int { return x.on.Compare(y.on) })
	c := 0
	for i := range a.debts {
		for ; c < len(a.credits) && a.left[i] > 0; c++ {
			a.pay(i, &a.credits[c])
			if a.credits[c].amount > 0 {
				break
			}
		}
	}
}

// pay notes what c pays of debt i.
func (a *account) pay(i int, c *credit) {
	n := min(a.left[i], c.amount)
	if n == 0 {
		return
	}
	a.left[i] -= n
	c.amount -= n
	d := &a.debts[i]
	d.Paid = append(d.Paid, Part{c.on, finance.Minor(n, d.Amount.Currency())})
}
