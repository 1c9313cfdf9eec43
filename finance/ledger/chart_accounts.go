package ledger

import "github.com/creative-cluster/kvartal/finance/accrual"

// Accounts are those that an obligation moves: as others owe it to the owner,
// or as the owner owes it. Where no rule fits, ErrUnknown names the clause.
func (c Chart) Accounts(o accrual.Obligation, owed bool) (Accounts, error) {
	return c.accounts(&o, owed)
}
