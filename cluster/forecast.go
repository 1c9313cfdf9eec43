package cluster

import (
	"fmt"
	"iter"
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
	Lines       []Line               // of income, by account: what would be posted, and what was billed in advance
	Total       Line                 // of all income
}

// maxForecast is how many months a forecast may have.
const maxForecast = 120

// Forecast closes the next months with no new facts: the same terms, and what
// was known at the last cut-off. What depends on sales to come is therefore
// not in it, nor costs to come; a strategy draws them. The facts are those
// that Close was handed. Months are 1 to 120. Books of which no month was
// closed are ErrMissing.
func (c Cluster) Forecast(books Books, facts Facts, months int) ([]Forecast, error) {
	if months < 1 || months > maxForecast {
		return nil, finance.Problem{Path: "months", Err: fmt.Errorf("%d, 1 to %d: %w", months, maxForecast, finance.ErrRange)}
	}
	if books.Accrual.Next().IsZero() {
		return nil, finance.Problem{Path: "books", Err: finance.ErrMissing}
	}
	if _, err := books.of(c.Operator); err != nil {
		return nil, err
	}
	agreements, err := c.checked()
	if err != nil {
		return nil, err
	}
	known := facts.sift(books.Accrual.Cutoff())
	counted, err := c.accruable(known.Facts)
	if err != nil {
		return nil, known.placed(err)
	}
	return c.forecast(books.Accrual, agreements, months, counted)
}

func (c Cluster) forecast(at accrual.Books, agreements []accrual.Agreement, months int, counted iter.Seq[accrual.Fact]) ([]Forecast, error) {
	billed := map[civil.Month][]accrual.Obligation{}
	for o := range at.Posted() {
		if !o.In.Before(at.Next()) {
			billed[o.In] = append(billed[o.In], o)
		}
	}
	all := make([]Forecast, 0, months)
	for range months {
		m := at.Next()
		cutoff := m.Next().First()
		if !cutoff.After(at.Cutoff()) {
			cutoff = at.Cutoff().AddDays(1) // the last close looked further than this month
		}
		closed, err := accrual.Close(at, agreements, m, cutoff, counted)
		if err != nil {
			return nil, err
		}
		f, err := c.foretell(m, billed[m], closed.Obligations)
		if err != nil {
			return nil, err
		}
		all, at = append(all, f), closed.Books
	}
	return all, nil
}

// foretell enters a month into a ledger of its own.
func (c Cluster) foretell(m civil.Month, billed, posted []accrual.Obligation) (Forecast, error) {
	l, err := ledger.New(c.Operator).Post(c.Chart, slices.Concat(billed, posted)...)
	if err != nil {
		return Forecast{}, err
	}
	s, err := c.sheet(l, m)
	if err != nil {
		return Forecast{}, err
	}
	f := Forecast{Month: m, Obligations: slices.Clip(posted), Total: s.total(incomes)}
	for _, account := range s.accounts(incomes) {
		f.Lines = append(f.Lines, s.line(account))
	}
	return f, nil
}
