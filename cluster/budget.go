package cluster

import (
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// BudgetLine is what was planned for an account and all under it in a month.
// Income and expenses are both above zero.
type BudgetLine struct {
	Month   civil.Month    `json:"month"`
	Account ledger.Account `json:"account"` // in the tree of income or of expenses
	Amount  finance.Money  `json:"amount"`
}

func (b BudgetLine) validate(currency finance.Currency) error {
	var wrong finance.Problems
	if b.Month.IsZero() {
		wrong.Add("month", finance.ErrMissing)
	}
	wrong.Add("account", b.Account.Validate())
	if !b.Account.In(incomes) && !b.Account.In(expenses) {
		wrong.Add("account", finance.ErrRange)
	}
	if b.Amount.Currency() != currency {
		wrong.Add("amount", finance.ErrCurrency)
	}
	if b.Amount.Sign() < 0 {
		wrong.Add("amount", finance.ErrNegative)
	}
	return wrong.Err()
}

// The two trees that a result is made of.
const (
	incomes  ledger.Account = "income"
	expenses ledger.Account = "expenses"
)

// planned is the budget of an account and all under it in a month; false when
// nothing was planned.
func (c Cluster) planned(account ledger.Account, m civil.Month) (sum finance.Money, ok bool, err error) {
	sum = finance.Zero(c.House.Currency)
	for _, b := range c.Budget {
		if b.Month != m || !b.Account.In(account) {
			continue
		}
		ok = true
		if sum, err = sum.Add(b.Amount); err != nil {
			return finance.Money{}, false, err
		}
	}
	return sum, ok, nil
}

// lines are the accounts right below a root that the ledger or the budget of
// the month knows.
func (c Cluster) lines(l ledger.Ledger, root ledger.Account, m civil.Month) []ledger.Account {
	seen := map[ledger.Account]bool{}
	for _, row := range l.TrialBalance(m.Last()).Rows {
		if row.Account.In(root) {
			seen[top(row.Account)] = true
		}
	}
	for _, b := range c.Budget {
		if b.Month == m && b.Account.In(root) {
			seen[top(b.Account)] = true
		}
	}
	all := make([]ledger.Account, 0, len(seen))
	for account := range seen {
		all = append(all, account)
	}
	slices.Sort(all)
	return all
}

// top is the account of the second level above a, or a itself.
func top(a ledger.Account) ledger.Account {
	levels := 0
	for i := range len(a) {
		if a[i] != ':' {
			continue
		}
		if levels++; levels == 2 {
			return a[:i]
		}
	}
	return a
}

// moved is what an account and all under it moved in a month: credits of
// income and debits of expenses are above zero.
func (c Cluster) moved(l ledger.Ledger, account ledger.Account, m civil.Month) (finance.Money, error) {
	currency := c.House.Currency
	at := l.Balance(account, m.Last()).Of(currency)
	before := l.Balance(account, m.First().AddDays(-1)).Of(currency)
	if account.In(incomes) {
		return before.Sub(at)
	}
	return at.Sub(before)
}
