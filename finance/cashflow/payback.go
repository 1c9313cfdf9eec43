package cashflow

import (
	"database/sql/driver"
	"math"

	"github.com/creative-cluster/kvartal/finance"
)

// Interpolation says where in its period a flow arrives that pays back. The
// zero Interpolation is Linear.
type Interpolation uint8

// The interpolations.
const (
	Linear       Interpolation = iota // evenly over the period: what was still missing over the flow
	WholePeriods                      // at the end of the period
)

var interpolationNames = finance.NewNames[Interpolation]("interpolation", "linear", "whole-periods")

// Validate refuses a value that is neither with ErrRange.
func (i Interpolation) Validate() error { return interpolationNames.Validate(i) }

// String is the name of the interpolation: linear, whole-periods.
func (i Interpolation) String() string { return interpolationNames.Text(i) }

// MarshalText writes what String writes; an unknown one is an error.
func (i Interpolation) MarshalText() ([]byte, error) { return interpolationNames.Marshal(i) }

// UnmarshalText reads what String writes.
func (i *Interpolation) UnmarshalText(text []byte) error {
	return interpolationNames.Unmarshal(i, text)
}

// Scan reads a name from a text column; NULL is Linear.
func (i *Interpolation) Scan(src any) error { return interpolationNames.Scan(i, src) }

// Value gives a database the name.
func (i Interpolation) Value() (driver.Value, error) { return interpolationNames.Value(i) }

// Recovery is when flows have paid back, if they do.
type Recovery struct {
	Reached bool
	After   float64 // periods from now, where Reached
}

// Payback is when the sum of the flows first comes back to zero after it was
// below. Flows whose sum is never below zero have nothing to pay back: they are
// reached after 0. The sums are exact.
//
//	after = k - 1 + missing before k / amount(k), where k is the first period that ends at zero or above
//
// Source: Ross, Westerfield and Jordan, Fundamentals of Corporate Finance,
// chapter 9.
func (p Periodic) Payback(by Interpolation) (Recovery, error) {
	if err := by.Validate(); err != nil {
		return Recovery{}, err
	}
	if err := p.Validate(); err != nil {
		return Recovery{}, err
	}
	var total finance.Money
	below := false
	for i, m := range p.Amounts {
		before := total
		var err error
		if total, err = total.Add(m); err != nil {
			return Recovery{}, err
		}
		if below && total.Sign() >= 0 {
			return by.recovery(p.First+i, -float64(before.Minor()), float64(m.Minor())), nil
		}
		below = total.Sign() < 0
	}
	return Recovery{Reached: !below}, nil
}

// DiscountedPayback is Payback of the flows discounted at a rate a period, as
// Discount lists them: a measure, computed in floats.
func (p Periodic) DiscountedPayback(rate float64, by Interpolation) (Recovery, error) {
	if err := by.Validate(); err != nil {
		return Recovery{}, err
	}
	rows, err := p.Discount(rate)
	if err != nil {
		return Recovery{}, err
	}
	before := 0.0
	for _, row := range rows {
		if before < 0 && row.Cumulative >= 0 {
			return by.recovery(row.Period, -before, row.Present), nil
		}
		before = row.Cumulative
	}
	return Recovery{Reached: before >= 0}, nil
}

// recovery is in period k, when missing is made good by a flow.
func (i Interpolation) recovery(k int, missing, flow float64) Recovery {
	if i == WholePeriods {
		return Recovery{true, float64(k)}
	}
	return Recovery{true, float64(k-1) + math.Min(missing/flow, 1)}
}
