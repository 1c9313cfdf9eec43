package netting

import (
	"cmp"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Net clears the claims among many: all of them that may be set off are
// extinguished in full, and each party that owes more than it is owed pays the
// difference to those that are owed more. Of n parties in a currency at most n-1
// pay, and nobody both pays and receives. The largest debtor pays the largest
// creditor first; of equals, the first party.
//
// All parties must have agreed to it: the claims' agreements name it, and Terms
// permit it. Claims of several currencies are cleared currency by currency.
// Problems name terms, id, on and claims[i].
func Net(t Terms, id string, on civil.Date, claims []Claim) (Act, error) {
	if err := check(&t, id, on, claims); err != nil {
		return Act{}, err
	}
	act := Act{ID: id, On: on, Cleared: true}
	may, not := t.permitted(on, claims)
	act.LeftOut = not
	for i := range may {
		may[i].left = 0
		if err := act.extinguish(&may[i], civil.Date{}); err != nil {
			return Act{}, err
		}
	}
	act.positions()
	act.sort()
	for from := 0; from < len(act.Positions); {
		c := act.Positions[from].Net.Currency()
		to := from
		for to < len(act.Positions) && act.Positions[to].Net.Currency() == c {
			to++
		}
		act.Payments = append(act.Payments, payments(act.Positions[from:to], c)...)
		from = to
	}
	return act, nil
}

// payments are the payments that bring positions, which sum to zero, to nothing.
// Each of them brings at least one to it, and the last one two.
func payments(positions []Position, c finance.Currency) []Payment {
	type side struct {
		party accrual.Party
		left  int64
	}
	var pay, get []side
	for _, p := range positions {
		switch n := p.Net.Minor(); {
		case n < 0:
			pay = append(pay, side{p.Party, -n})
		case n > 0:
			get = append(get, side{p.Party, n})
		}
	}
	largest := func(a, b side) int { return cmp.Or(cmp.Compare(b.left, a.left), cmp.Compare(a.party, b.party)) }
	slices.SortFunc(pay, largest)
	slices.SortFunc(get, largest)
	var list []Payment
	for len(pay) > 0 && len(get) > 0 {
		n := min(pay[0].left, get[0].left)
		list = append(list, Payment{pay[0].party, get[0].party, finance.Minor(n, c)})
		if pay[0].left -= n; pay[0].left == 0 {
			pay = pay[1:]
		}
		if get[0].left -= n; get[0].left == 0 {
			get = get[1:]
		}
	}
	return list
}
