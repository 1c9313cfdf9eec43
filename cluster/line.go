package cluster

import (
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Line is an account in a month beside its plan. Credits of income and debits
// of expenses are above zero.
type Line struct {
	Account ledger.Account
	Amount  finance.Money
	Plan    finance.Money // nothing where nothing was planned
	Planned bool
}

// less is x - y, and of their plans where both have one.
func (x Line) less(y Line) (z Line, err error) {
	if z.Amount, err = x.Amount.Sub(y.Amount); err != nil {
		return z, err
	}
	z.Plan = finance.Zero(x.Amount.Currency())
	if z.Planned = x.Planned && y.Planned; z.Planned {
		z.Plan, err = x.Plan.Sub(y.Plan)
	}
	return z, err
}

// sheet is what the accounts of income and of expenses moved in a month, and
// what was planned for them: by the accounts right below the two roots, and by
// the roots for all of each.
type sheet struct {
	currency finance.Currency
	lines    map[ledger.Account]Line
	totals   map[ledger.Account]Line
}

// sheet folds a month of a ledger in the currency of the house.
func (c Cluster) sheet(l ledger.Ledger, m civil.Month) (*sheet, error) {
	s := &sheet{c.House.Currency, map[ledger.Account]Line{}, map[ledger.Account]Line{}}
	if err := s.enter(l.TrialBalance(m.Last()), false); err != nil {
		return nil, err
	}
	if err := s.enter(l.TrialBalance(m.Prev().Last()), true); err != nil {
		return nil, err
	}
	for _, b := range c.Budget {
		if b.Month != m {
			continue
		}
		if err := s.add(b.Account, Line{Amount: finance.Zero(s.currency), Plan: b.Amount, Planned: true}); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// enter adds balances, or takes away those of the month before.
func (s *sheet) enter(t ledger.TrialBalance, before bool) error {
	for _, row := range t.Rows {
		income := row.Account.In(incomes)
		if row.Balance.Currency() != s.currency || !income && !row.Account.In(expenses) {
			continue
		}
		amount := row.Balance
		if income != before {
			var err error
			if amount, err = amount.Neg(); err != nil {
				return err
			}
		}
		if err := s.add(row.Account, Line{Amount: amount, Plan: finance.Zero(s.currency)}); err != nil {
			return err
		}
	}
	return nil
}

func (s *sheet) add(a ledger.Account, x Line) (err error) {
	root := incomes
	if a.In(expenses) {
		root = expenses
	}
	if s.lines[top(a)], err = s.line(top(a)).plus(x); err != nil {
		return err
	}
	s.totals[root], err = s.total(root).plus(x)
	return err
}

func (x Line) plus(y Line) (z Line, err error) {
	z = Line{Account: x.Account, Planned: x.Planned || y.Planned}
	if z.Amount, err = x.Amount.Add(y.Amount); err != nil {
		return z, err
	}
	z.Plan, err = x.Plan.Add(y.Plan)
	return z, err
}

func (s *sheet) line(a ledger.Account) Line  { return s.of(s.lines, a) }
func (s *sheet) total(a ledger.Account) Line { return s.of(s.totals, a) }

func (s *sheet) of(m map[ledger.Account]Line, a ledger.Account) Line {
	if x, ok := m[a]; ok {
		return x
	}
	return Line{Account: a, Amount: finance.Zero(s.currency), Plan: finance.Zero(s.currency)}
}

// accounts are those right below a root that moved or were planned, in order.
// What was booked on the root itself is a line of its own.
func (s *sheet) accounts(root ledger.Account) []ledger.Account {
	var all []ledger.Account
	for a, x := range s.lines {
		if a.In(root) && (!x.Amount.IsZero() || x.Planned) {
			all = append(all, a)
		}
	}
	slices.Sort(all)
	return all
}
