package servicecharge

import (
	"fmt"
	"math/big"

	"github.com/creative-cluster/kvartal/finance"
)

// Cap bounds what a lease bears by what it bore before. The year From is the
// base: it and the years before it have no cap. The zero Cap is none.
//
//	yearly                ceiling = charge of the year before × (1 + rate)
//	cumulative, simple    ceiling = charge of the base year × (1 + rate × n)
//	cumulative, compound  ceiling = charge of the base year × (1 + rate)^n
//
// with n the years since the base year. Charges of earlier years are what
// the lease was in fact charged by the statements of those years, capped as they
// were, without the fee.
//
// Source: CAM expense caps, CAMaudit; Cumulative CAM cap, CapVeri.
type Cap struct {
	Rate     finance.Rate     `json:"rate,omitzero"`     // rise a year; 0 freezes the charge
	Mode     CapMode          `json:"mode,omitzero"`     // the year before, or the base year, simple or compound
	From     int              `json:"from"`              // the base year
	Base     finance.Money    `json:"base,omitzero"`     // charge of a whole base year where one was agreed, such as an estimate; nothing: what was charged
	Prorate  bool             `json:"prorate,omitempty"` // a ceiling is for a whole year: it shrinks with the days held, and a base of some days is brought to the whole year; otherwise sums are compared as they stand
	Rounding finance.Rounding `json:"rounding,omitzero"` // of the ceiling to the minor unit
}

// Ceiling returns the most that a whole year bears, years after one with the
// given charge; yearly, that is one year. Less than one year, more than
// MaxCapYears and, yearly, more than one is ErrRange.
func (c Cap) Ceiling(charge finance.Money, years int) (finance.Money, error) {
	if years < 1 || years > MaxCapYears || c.Mode == Yearly && years > 1 {
		return finance.Money{}, fmt.Errorf("ceiling after %d years, %v: %w", years, c.Mode, finance.ErrRange)
	}
	return c.ceiling(charge, years, big.NewRat(1, 1))
}

// ceiling is the charge, grown over the years, times a part, rounded once.
func (c *Cap) ceiling(charge finance.Money, years int, part *big.Rat) (finance.Money, error) {
	exact := new(big.Rat).Mul(c.growth(years), part)
	exact.Mul(exact, new(big.Rat).SetInt64(charge.Minor()))
	n, err := round(exact, c.Rounding)
	if err != nil {
		return finance.Money{}, fmt.Errorf("ceiling over %v: %w", charge, err)
	}
	return finance.Minor(n, charge.Currency()), nil
}

// growth is what a charge may have become after n years.
func (c *Cap) growth(n int) *big.Rat {
	rate := big.NewRat(c.Rate.Num(), c.Rate.Den())
	grown := big.NewRat(1, 1)
	if c.Mode == CumulativeSimple {
		return grown.Add(grown, rate.Mul(rate, big.NewRat(int64(n), 1)))
	}
	for rate.Add(rate, big.NewRat(1, 1)); n > 0; n-- {
		grown.Mul(grown, rate)
	}
	return grown
}

// validate reports everything that is wrong with a cap, nothing with none.
func (c Cap) validate() error {
	if c == (Cap{}) {
		return nil
	}
	var wrong finance.Problems
	if c.Rate.Sign() < 0 {
		wrong.Add("rate", finance.ErrNegative)
	}
	wrong.Add("mode", c.Mode.Validate())
	if c.From == 0 {
		wrong.Add("from", finance.ErrMissing)
	}
	wrong.Add("from", checkYear(c.From))
	wrong.Add("base", notNegative(c.Base))
	wrong.Add("rounding", c.Rounding.Validate())
	return wrong.Err()
}
