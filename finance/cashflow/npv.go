package cashflow

import (
	"fmt"
	"math"

	"github.com/creative-cluster/kvartal/finance"
)

// NPV is the present value of p at a rate a period, above -1, in units of the
// currency (roubles, not kopecks). It is a measure, computed in floats.
//
//	NPV = Σ amount(k) / (1 + rate)^k, k from First
//
// A rate that is no number or not above -1 is finance.ErrRange, a value beyond
// a float finance.ErrOverflow. Source: Brealey, Myers and Allen, Principles of
// Corporate Finance, chapter 2.
func (p Periodic) NPV(rate float64) (float64, error) {
	s, err := p.series()
	if err != nil {
		return 0, err
	}
	return s.present(rate)
}

// XNPV is the present value of d, on the day of its earliest flow, at a rate a
// year, as NPV measures it.
//
//	XNPV = Σ amount / (1 + rate)^years, years by the day count from the earliest flow
//
// Source: XNPV of OpenFormula (OpenDocument 1.3, part 4), there with actual/365
// and the flow that is listed first.
func (d Dated) XNPV(rate float64) (float64, error) {
	s, err := d.series()
	if err != nil {
		return 0, err
	}
	return s.present(rate)
}

// Discounted is a row of the table behind a net present value.
type Discounted struct {
	Period     int           // the number of the period at whose end it flows; 0 is now
	Amount     finance.Money // what flows
	Present    float64       // what that is worth now, in units of the currency
	Cumulative float64       // the present values so far; the last is the NPV
}

// Discount lists the present values of p at a rate a period, one row an amount.
// It refuses what NPV refuses.
func (p Periodic) Discount(rate float64) ([]Discounted, error) {
	s, err := p.series()
	if err != nil {
		return nil, err
	}
	force, err := logGrowth(rate)
	if err != nil {
		return nil, err
	}
	rows := make([]Discounted, len(p.Amounts))
	var total sum
	for i, m := range p.Amounts {
		present := s.amounts[i] * discount(s.amounts[i], s.times[i], force)
		total.add(present)
		rows[i] = Discounted{p.First + i, m, present / s.units(), total.value() / s.units()}
		if err := finite(total.value()); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

func (s series) present(rate float64) (float64, error) {
	force, err := logGrowth(rate)
	if err != nil {
		return 0, err
	}
	var total sum
	for i, a := range s.amounts {
		total.add(a * discount(a, s.times[i], force))
	}
	value := total.value() / s.units()
	if err := finite(value); err != nil {
		return 0, err
	}
	return value, nil
}

// discount is the factor of an amount at a time. Nothing is worth nothing at
// any time, also where the factor would be infinite.
func discount(amount, at, force float64) float64 {
	if amount == 0 {
		return 0
	}
	return math.Exp(-at * force)
}

// logGrowth is ln(1 + rate), the force of interest.
func logGrowth(rate float64) (float64, error) {
	if !(rate > -1) || math.IsInf(rate, 1) {
		return 0, fmt.Errorf("rate %v: %w", rate, finance.ErrRange)
	}
	return math.Log1p(rate), nil
}

// finite refuses what a float cannot hold.
func finite(x float64) error {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return fmt.Errorf("beyond a float: %w", finance.ErrOverflow)
	}
	return nil
}
