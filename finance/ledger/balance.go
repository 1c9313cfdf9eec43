package ledger

import (
	"cmp"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Amounts are amounts of different currencies, in the order of their codes.
type Amounts []finance.Money

// Of is the amount in a currency, nothing in it when there is none.
func (a Amounts) Of(c finance.Currency) finance.Money {
	for _, m := range a {
		if m.Currency() == c {
			return m
		}
	}
	return finance.Zero(c)
}

// minors counts minor units by currency. The turnover of a ledger is bounded,
// so no sum over its lines overflows.
type minors map[finance.Currency]int64

func (m minors) add(amount finance.Money) { m[amount.Currency()] += amount.Minor() }

func (m minors) amounts() Amounts {
	list := make(Amounts, 0, len(m))
	for c, n := range m {
		list = append(list, finance.Minor(n, c))
	}
	slices.SortFunc(list, byCurrency)
	return list
}

func byCurrency(a, b finance.Money) int { return cmp.Compare(a.Currency().Code(), b.Currency().Code()) }

// Balance is what an account and all that grows from it hold at the end of a
// day, for each currency that was ever moved there. Debits are positive. The
// empty account is the whole tree but for what is off the balance: it sums to
// zero.
func (l Ledger) Balance(root Account, at civil.Date) Amounts {
	sums := minors{}
	for e := range l.until(at) {
		for i := range e.Lines {
			if a := e.Lines[i].Account; a.In(root) && (root != "" || !a.OffBalance()) {
				sums.add(e.Lines[i].Amount)
			}
		}
	}
	return sums.amounts()
}

// TrialBalance is every account at the end of a day, those off the balance
// aside. In each currency its balances sum to zero, and its debits to its
// credits.
type TrialBalance struct {
	At   civil.Date
	Rows []Row // by account, then currency code
}

// Row is one account in one currency.
type Row struct {
	Account Account
	Debit   finance.Money // all debits so far
	Credit  finance.Money // all credits so far, without their sign
	Balance finance.Money // Debit - Credit
}

// TrialBalance sums every account at the end of a day.
func (l Ledger) TrialBalance(at civil.Date) TrialBalance {
	return TrialBalance{at, l.rows(at, false)}
}

// OffBalance is every account off the balance at the end of a day, by account,
// then currency code. It sums to nothing in particular.
func (l Ledger) OffBalance(at civil.Date) []Row { return l.rows(at, true) }

// rows are the accounts off the balance, or those on it.
func (l Ledger) rows(at civil.Date, off bool) []Row {
	type place struct {
		account  Account
		currency finance.Currency
	}
	sums := map[place]turnover{}
	for e := range l.until(at) {
		for i := range e.Lines {
			n := &e.Lines[i]
			if n.Account.OffBalance() != off {
				continue
			}
			key := place{n.Account, n.Amount.Currency()}
			sum := sums[key]
			sum.debit += max(n.Amount.Minor(), 0)
			sum.credit -= min(n.Amount.Minor(), 0)
			sums[key] = sum
		}
	}
	rows := make([]Row, 0, len(sums))
	for key, sum := range sums {
		in := func(n int64) finance.Money { return finance.Minor(n, key.currency) }
		rows = append(rows, Row{key.account, in(sum.debit), in(sum.credit), in(sum.debit - sum.credit)})
	}
	slices.SortFunc(rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(a.Account, b.Account), byCurrency(a.Balance, b.Balance))
	})
	return rows
}
