package cluster

import (
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Forecast is a month to come under the terms already signed.
type Forecast struct {
	Month       civil.Month
	Obligations []accrual.Obligation // what would be posted
	Lines       []Line               // of income, by account
	Total       Line                 // of all income
}

// Line is an account in a month beside its plan.
type Line struct {
	Account ledger.Account
	Amount  finance.Money
	Plan    finance.Money // nothing where nothing was planned
	Planned bool
}

// Forecast closes the next months with no new facts: the same terms, and what
// was known at the last cut-off. What depends on sales to come is therefore
// not in it, nor costs to come; a strategy draws them. The facts are those
// that Close was handed. Months are 1 to 120.
func (c Cluster) Forecast(books Books, facts Facts, months int) ([]Forecast, error) {
	if months < 1 || months > 120 {
		return nil, finance.Problem{Path: "months", Err: finance.ErrRange}
	}
	if books.Accrual.Next().IsZero() {
		return nil, finance.Problem{Path: "books", Err: finance.ErrMissing}
	}
	agreements, err := c.checked()
	if err != nil {
		return nil, err
	}
	counted, err := c.accruable(facts.KnownBefore(books.Accrual.Cutoff()))
	if err != nil {
		return nil, err
	}
	all := make([]Forecast, 0, months)
	at, l := books.Accrual, ledger.New(c.Operator)
	for range months {
		m := at.Next()
		cutoff := m.Next().First()
		if !cutoff.After(at.Cutoff()) {
			cutoff = at.Cutoff().AddDays(1)
		}
		closed, err := accrual.Close(at, agreements, m, cutoff, counted)
		if err != nil {
			return nil, err
		}
		if l, err = l.Post(c.Chart, closed.Obligations...); err != nil {
			return nil, err
		}
		f := Forecast{Month: m, Obligations: slices.Clip(closed.Obligations)}
		if f.Lines, f.Total, err = c.linesOf(l, incomes, m); err != nil {
			return nil, err
		}
		all, at = append(all, f), closed.Books
	}
	return all, nil
}

// linesOf are the accounts right below a root in a month, and their total.
func (c Cluster) linesOf(l ledger.Ledger, root ledger.Account, m civil.Month) (lines []Line, total Line, err error) {
	for _, account := range c.lines(l, root, m) {
		line, err := c.line(l, account, m)
		if err != nil {
			return nil, Line{}, err
		}
		if !line.Amount.IsZero() || line.Planned {
			lines = append(lines, line)
		}
	}
	total, err = c.line(l, root, m)
	return lines, total, err
}

func (c Cluster) line(l ledger.Ledger, account ledger.Account, m civil.Month) (line Line, err error) {
	line.Account = account
	if line.Amount, err = c.moved(l, account, m); err != nil {
		return line, err
	}
	line.Plan, line.Planned, err = c.planned(account, m)
	return line, err
}
