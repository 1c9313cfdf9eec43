package netting

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// SetOff meets the mutual claims of each two parties in one currency, the oldest
// of either side first, as far as the smaller side goes:
//
//	extinguished on each side = min(Σ what A owes B, Σ what B owes A)
//
// Problems name terms, id, on and claims[i].
//
// Source: Civil Code of Russia, articles 410 to 412: mutual claims of one kind
// that are due, in whole or in part.
func SetOff(t Terms, id string, on civil.Date, claims []Claim) (Act, error) {
	if err := check(&t, id, on, claims); err != nil {
		return Act{}, err
	}
	act := Act{ID: id, On: on}
	may, not := t.permitted(on, claims)
	act.LeftOut = not
	slices.SortFunc(may, func(a, b permitted) int {
		return cmp.Or(comparePair(pairOf(&a.Claim), pairOf(&b.Claim)), older(&a.Claim, &b.Claim))
	})
	for len(may) > 0 {
		first := pairOf(&may[0].Claim)
		n := slices.IndexFunc(may, func(p permitted) bool { return pairOf(&p.Claim) != first })
		if n < 0 {
			n = len(may)
		}
		if err := act.meet(first, may[:n]); err != nil {
			return Act{}, err
		}
		may = may[n:]
	}
	act.positions()
	act.sort()
	return act, nil
}

// pair is two parties in one currency, in the order of their ids.
type pair struct {
	a, b     accrual.Party
	currency finance.Currency
}

func pairOf(c *Claim) pair {
	return pair{min(c.Debtor, c.Creditor), max(c.Debtor, c.Creditor), c.Amount.Currency()}
}

func comparePair(x, y pair) int {
	return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b), cmp.Compare(x.currency.Code(), y.currency.Code()))
}

// meet sets the claims of one pair off, the oldest first.
func (a *Act) meet(p pair, claims []permitted) error {
	sides := [2][]*permitted{}
	for i := range claims {
		side := 0
		if claims[i].Debtor == p.b {
			side = 1
		}
		sides[side] = append(sides[side], &claims[i])
	}
	since := make(map[*permitted]civil.Date, len(claims))
	for len(sides[0]) > 0 && len(sides[1]) > 0 {
		x, y := sides[0][0], sides[1][0]
		n := min(x.left, y.left)
		for _, one := range [...]*permitted{x, y} {
			if _, met := since[one]; !met {
				since[one] = later(x.Due, y.Due)
			}
			one.left -= n
		}
		for side := range sides {
			if sides[side][0].left == 0 {
				sides[side] = sides[side][1:]
			}
		}
	}
	for i := range claims {
		if err := a.extinguish(&claims[i], since[&claims[i]]); err != nil {
			return err
		}
	}
	return nil
}

func later(a, b civil.Date) civil.Date {
	if a.Before(b) {
		return b
	}
	return a
}

// extinguish notes what was settled of a claim, or that nothing met it.
func (a *Act) extinguish(c *permitted, since civil.Date) error {
	settled := c.Amount.Minor() - c.left
	if settled == 0 {
		a.LeftOut = append(a.LeftOut, LeftOut{c.Claim, NothingMeets, c.source})
		return nil
	}
	own, err := c.part(settled)
	if err != nil {
		return fmt.Errorf("claim %s: %w", c.ID, err)
	}
	in := func(n int64) finance.Money { return finance.Minor(n, c.Amount.Currency()) }
	a.Extinguished = append(a.Extinguished, Extinguished{c.Claim, in(settled), own, in(c.left), c.source, since})
	return nil
}
