package ledger

import (
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// PartyBalance is what an account holds of one party in one currency. The party
// is empty for lines that name none.
type PartyBalance struct {
	Party   accrual.Party
	Balance finance.Money
}

// ByParty divides Balance by party, in order of the parties, then of the
// currency codes: who has which deposit, whose goods are held. It has whoever
// ever had a line there, and sums to Balance.
func (l Ledger) ByParty(root Account, at civil.Date) []PartyBalance {
	sums := map[partyCurrency]int64{}
	for e := range l.until(at) {
		for i := range e.Lines {
			if n := &e.Lines[i]; n.Account.In(root) && (root != "" || !n.Account.OffBalance()) {
				sums[partyCurrency{n.Party, n.Amount.Currency()}] += n.Amount.Minor()
			}
		}
	}
	list := make([]PartyBalance, 0, len(sums))
	for who, n := range sums {
		list = append(list, PartyBalance{who.party, finance.Minor(n, who.currency)})
	}
	slices.SortFunc(list, func(a, b PartyBalance) int { return compareParty(a.Party, b.Party, a.Balance, b.Balance) })
	return list
}
