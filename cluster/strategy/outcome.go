package strategy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/stats"
)

// Outcome is what a scenario came to in one future. Amounts are without tax.
type Outcome struct {
	Let    tenancy.Area    // held at the end of the last month, of leases of the house and of expansions
	Lines  []finance.Money // income of the last twelve months, by the Accounts of the Result
	Income finance.Money   // of the last twelve months
	Costs  finance.Money   // of the last twelve months, without debt
	Debt   finance.Money   // interest and principal paid in the last twelve months
	Result finance.Money   // income less costs and debt, of the last twelve months
	Sum    finance.Money   // income less costs, debt and own capital, of all months
	Lowest finance.Money   // the lowest that this sum ever was at a month's end, at most nothing
	Owed   finance.Money   // what is left of loans
}

// Result is a scenario in all futures.
type Result struct {
	Scenario string
	Accounts []ledger.Account // of income
	Outcomes []Outcome        // by the number of the future
}

// Quantiles answers values below which the given parts of all futures lie, of
// a number that measure takes from an outcome, by type 7 of Hyndman and Fan. A
// part outside 0 to 1, a measure that is no finite number, and a result without
// outcomes are errors, as package stats has them.
func (r Result) Quantiles(measure func(Outcome) float64, parts ...float64) ([]float64, error) {
	values := make([]float64, len(r.Outcomes))
	for i, o := range r.Outcomes {
		values[i] = measure(o)
	}
	sample, err := stats.NewSample(values)
	if err != nil {
		return nil, err
	}
	answers := make([]float64, len(parts))
	for i, p := range parts {
		if answers[i], err = sample.Quantile(p, stats.Type7); err != nil {
			return nil, err
		}
	}
	return answers, nil
}

// Share is the part of futures for which holds is true. Of none it is ErrRange.
func (r Result) Share(holds func(Outcome) bool) (finance.Rate, error) {
	n := int64(0)
	for _, o := range r.Outcomes {
		if holds(o) {
			n++
		}
	}
	return finance.NewRate(n, int64(len(r.Outcomes)))
}

// Month is one month of a path.
type Month struct {
	Month  civil.Month
	Let    tenancy.Area
	Lines  []finance.Money // of income, by the Accounts of the Result
	Income finance.Money
	Costs  finance.Money
	Debt   finance.Money
	Own    finance.Money // capital put in
	Owed   finance.Money
}

// outcome gathers a path.
func outcome(path []Month, accounts int, currency finance.Currency) (o Outcome, err error) {
	zero := finance.Zero(currency)
	o = Outcome{Lines: make([]finance.Money, accounts), Income: zero, Costs: zero, Debt: zero, Sum: zero, Lowest: zero}
	for i := range o.Lines {
		o.Lines[i] = zero
	}
	for i := range path {
		m := &path[i]
		var sum adder
		o.Sum = sum.less(sum.less(sum.less(sum.add(o.Sum, m.Income), m.Costs), m.Debt), m.Own)
		if len(path)-i <= 12 {
			o.Income, o.Costs, o.Debt = sum.add(o.Income, m.Income), sum.add(o.Costs, m.Costs), sum.add(o.Debt, m.Debt)
			for k := range o.Lines {
				o.Lines[k] = sum.add(o.Lines[k], m.Lines[k])
			}
		}
		if err = sum.err; err != nil {
			return o, fmt.Errorf("%v: %w", m.Month, err)
		}
		if o.Sum.Minor() < o.Lowest.Minor() {
			o.Lowest = o.Sum
		}
		o.Let, o.Owed = m.Let, m.Owed
	}
	sum := adder{}
	o.Result = sum.less(sum.less(o.Income, o.Costs), o.Debt)
	return o, sum.err
}

// adder adds and keeps the first error.
type adder struct{ err error }

func (s *adder) add(a, b finance.Money) finance.Money {
	sum, err := a.Add(b)
	if err != nil && s.err == nil {
		s.err = err
	}
	return sum
}

func (s *adder) less(a, b finance.Money) finance.Money {
	diff, err := a.Sub(b)
	if err != nil && s.err == nil {
		s.err = err
	}
	return diff
}
