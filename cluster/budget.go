package cluster

import (
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// BudgetLine is what was planned for an account and all under it in a month.
// Income and expenses are both above zero. Several lines of one account add up;
// an account below another that the month plans is refused, as it would count
// twice.
type BudgetLine struct {
	Month   civil.Month    `json:"month"`
	Account ledger.Account `json:"account"` // in the tree of income or of expenses
	Amount  finance.Money  `json:"amount"`  // not below zero
}

// The two trees that a result is made of.
const (
	incomes  ledger.Account = "income"
	expenses ledger.Account = "expenses"
)

// validateBudget refuses wrong lines, and those that lie within another.
func (c Cluster) validateBudget(wrong *finance.Problems) {
	type slot struct {
		month   civil.Month
		account ledger.Account
	}
	planned := make(map[slot]bool, len(c.Budget))
	for i, b := range c.Budget {
		wrong.AddAt("budget", i, b.validate(c.House.Currency))
		planned[slot{b.Month, b.Account}] = true
	}
	for i, b := range c.Budget {
		for up := above(b.Account); up != ""; up = above(up) {
			if planned[slot{b.Month, up}] {
				wrong.AddAt("budget", i, finance.Problem{Path: "account", Err: fmt.Errorf("part of %.40q, which is planned: %w", string(up), finance.ErrOverlap)})
			}
		}
	}
}

func (b BudgetLine) validate(currency finance.Currency) error {
	var wrong finance.Problems
	if b.Month.IsZero() {
		wrong.Add("month", finance.ErrMissing)
	}
	wrong.Add("account", b.Account.Validate())
	if !b.Account.In(incomes) && !b.Account.In(expenses) {
		wrong.Add("account", fmt.Errorf("%.40q is no income and no expense: %w", string(b.Account), finance.ErrRange))
	}
	if b.Amount.Currency() != currency {
		wrong.Add("amount", finance.ErrCurrency)
	}
	if b.Amount.Sign() < 0 {
		wrong.Add("amount", finance.ErrNegative)
	}
	return wrong.Err()
}

// above is the account from which a grows; none above a root.
func above(a ledger.Account) ledger.Account {
	return a[:max(0, strings.LastIndexByte(string(a), ':'))]
}

// top is the account of the second level above a, or a itself.
func top(a ledger.Account) ledger.Account {
	root, rest, deep := strings.Cut(string(a), ":")
	if !deep {
		return a
	}
	level, _, _ := strings.Cut(rest, ":")
	return ledger.Account(root + ":" + level)
}
