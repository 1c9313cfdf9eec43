package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Sales is the meter of what a resident sold, in minor units, less returns.
const Sales accrual.Meter = "sales"

// Sale is a fact: what a resident sold on a day, as turnover rent counts it. A
// return is a sale of a negative amount that names its sale in Of. What Voids
// another sale undoes it as if it had never been, and has no amount.
type Sale struct {
	ID     string        `json:"id"`
	Lease  string        `json:"lease"`
	On     civil.Date    `json:"on"`
	Known  civil.Date    `json:"known"`
	Amount finance.Money `json:"amount,omitzero"`
	Voids  accrual.Ref   `json:"voids,omitzero"`
	Of     accrual.Ref   `json:"of,omitzero"`
	// Category is a path such as food/coffee, empty for none. The sale counts in
	// it and in each category above it.
	Category string `json:"category,omitempty"`
}

// Fact returns the sale as the spine's fact. What Validate refuses it refuses,
// and an amount in another currency than the lease's with ErrCurrency: a meter
// counts minor units and would not see the difference.
func (s Sale) Fact(in finance.Currency) (accrual.Fact, error) {
	var wrong finance.Problems
	wrong.Add("", s.Validate())
	wrong.Add("amount", of(s.Amount, in))
	if err := wrong.Err(); err != nil {
		return accrual.Fact{}, fmt.Errorf("sale %.40q: %w", s.ID, err)
	}
	return s.fact(), nil
}

// Validate reports everything that is wrong with s in itself, as
// finance.Problems. What it refers to is checked as months close.
func (s Sale) Validate() error {
	var wrong finance.Problems
	fact := s.fact()
	fact.Agreement = "lease" // reported under its own name below
	wrong.Add("", fact.Validate())
	wrong.Add("lease", checkID(s.Lease))
	wrong.Add("amount", s.checkAmount())
	if s.Category != "" {
		wrong.Add("category", checkCategory(s.Category))
	}
	return wrong.Err()
}

// checkAmount refuses a sale of nothing, a return of no sale, and an amount
// beside what undoes another.
func (s Sale) checkAmount() error {
	returned := s.Of != accrual.Ref{}
	switch {
	case s.Voids != accrual.Ref{}:
		if !s.Amount.IsZero() {
			return fmt.Errorf("what voids has no amount: %w", finance.ErrConflict)
		}
	case s.Amount.IsZero():
		return finance.ErrMissing
	case s.Amount.Sign() < 0 && !returned:
		return fmt.Errorf("a return names its sale: %w", finance.ErrNegative)
	case s.Amount.Sign() > 0 && returned:
		return fmt.Errorf("a return is negative: %w", finance.ErrConflict)
	}
	return s.Amount.Validate()
}

func (s Sale) fact() accrual.Fact {
	f := accrual.Fact{ID: s.ID, Agreement: s.Lease, On: s.On, Known: s.Known, Voids: s.Voids, Of: s.Of}
	if s.Voids == (accrual.Ref{}) {
		for _, m := range meters(nil, s.Category) {
			f.Adds = append(f.Adds, accrual.Reading{Meter: m, N: s.Amount.Minor()})
		}
	}
	return f
}
