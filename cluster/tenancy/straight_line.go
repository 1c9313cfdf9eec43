package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/cashflow"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// StraightLine is the rent of a lease recognised evenly over its term, month by
// month: rent-free months, steps and one-off sums are spread, and what was
// recognised before it was charged is an asset that is nothing after the last
// month. What counts is what [House.Contracted] says, of the clauses named or of
// all. A lease without an end is ErrRange.
//
// Source: IFRS 16.81 for lessors; ФСБУ 25/2018, section III.
func (h House) StraightLine(l Lease, basis cashflow.Basis, r finance.Rounding, clauses ...string) ([]cashflow.Recognised, error) {
	l = l.asSigned()
	paid, err := h.Contracted(l, civil.Period{}, clauses...)
	if err != nil {
		return nil, fmt.Errorf("straight line: %w", err)
	}
	term := l.held()
	line := cashflow.StraightLine{Term: term, Basis: basis, Rounding: r}
	for _, i := range paid {
		on := i.Month.First()
		if on.Before(term.From) {
			on = term.From
		}
		if !term.Contains(on) {
			on = term.To.AddDays(-1) // what settles after the term
		}
		line.Payments = append(line.Payments, cashflow.Flow{On: on, Amount: i.Amount})
	}
	months, err := line.Months()
	if err != nil {
		return nil, fmt.Errorf("straight line: %w", err)
	}
	return months, nil
}
