package servicecharge

import (
	"fmt"
	"math/big"

	"github.com/creative-cluster/kvartal/finance"
)

// Estimate says how the payments on account of the next year follow from what a
// lease bore in the last one. The zero Estimate is a twelfth of that, to the
// minor unit.
type Estimate struct {
	Raise    finance.Rate     `json:"raise,omitzero"`    // expected rise of costs over the last year, below nothing for a fall
	Unit     finance.Money    `json:"unit,omitzero"`     // to which a payment is rounded, such as 100.00; nothing: the minor unit
	Rounding finance.Rounding `json:"rounding,omitzero"` // half-even by default
}

// Monthly returns the payment of a month, from a part of a calendar year's
// statement, rounded once. A lease that held some of its days is brought to the
// whole year:
//
//	monthly = charge × days of the year / days held × (1 + raise) / 12
//
// A part without a day held, and one of another window than a year, is ErrRange.
func (e Estimate) Monthly(last Part) (finance.Money, error) {
	if err := e.Validate(); err != nil {
		return finance.Money{}, fmt.Errorf("estimate: %w", err)
	}
	if last.Days < 1 || last.Of < last.Days || last.Of < 365 || last.Of > MaxDays {
		return finance.Money{}, fmt.Errorf("estimate: %d of %d days: %w", last.Days, last.Of, finance.ErrRange)
	}
	if c := e.Unit.Currency(); c != 0 {
		if err := of(last.Charge, c); err != nil {
			return finance.Money{}, fmt.Errorf("estimate: %w", err)
		}
	}
	unit := max(e.Unit.Minor(), 1)
	exact := big.NewRat(last.Of, last.Days*12)
	exact.Mul(exact, big.NewRat(e.Raise.Num(), e.Raise.Den()).Add(big.NewRat(e.Raise.Num(), e.Raise.Den()), big.NewRat(1, 1)))
	exact.Mul(exact, big.NewRat(last.Charge.Minor(), unit))
	n, err := round(exact, e.Rounding)
	if err != nil {
		return finance.Money{}, fmt.Errorf("estimate: %w", err)
	}
	return finance.Minor(unit, last.Charge.Currency()|e.Unit.Currency()).Mul(n)
}

// Validate refuses a fall of more than all, a unit below nothing and an unknown
// rounding.
func (e Estimate) Validate() error {
	var wrong finance.Problems
	if e.Raise.Num() < 0 && e.Raise.Neg().Cmp(one) > 0 {
		wrong.Add("raise", fmt.Errorf("a fall of over 100%%: %w", finance.ErrRange))
	}
	wrong.Add("unit", notNegative(e.Unit))
	wrong.Add("rounding", e.Rounding.Validate())
	return wrong.Err()
}
