package strategy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
)

// Instalment is one month of a loan.
type Instalment struct {
	Interest  finance.Money
	Principal finance.Money
	Left      finance.Money
}

// Annuity is a loan that is paid back in equal months, of which the last one
// closes to nothing. The payment is the smallest whole number of minor units
// that pays it off in time:
//
//	interest = left × rate / 12    left = left + interest - payment
//
// Interest is rounded half-even each month. The sum and the rate are not below
// nothing, months are 1 to MaxMonths: all else is ErrRange. A debt beyond the
// range of money is ErrOverflow. Source: the annuity of any textbook of finance;
// the rounding and the last payment are ours.
func Annuity(sum finance.Money, rate finance.Rate, months int) ([]Instalment, error) {
	if months < 1 || months > MaxMonths || sum.Sign() < 0 || rate.Sign() < 0 {
		return nil, fmt.Errorf("%v at %v over %d months: %w", sum, rate, months, finance.ErrRange)
	}
	monthly, err := rate.Mul(twelfth)
	if err != nil {
		return nil, err
	}
	interest, err := sum.MulRate(monthly, finance.HalfEven)
	if err != nil {
		return nil, err
	}
	all, err := sum.Add(interest)
	if err != nil {
		return nil, err
	}
	lo, hi := int64(0), all.Minor() // pays off in the first month
	for lo < hi {
		payment := lo + (hi-lo)/2
		_, paid, err := instalments(sum, monthly, payment, months)
		if err != nil {
			return nil, err
		}
		if paid {
			hi = payment
		} else {
			lo = payment + 1
		}
	}
	plan, _, err := instalments(sum, monthly, lo, months)
	return plan, err
}

var twelfth = finance.MustRate("1/12")

// instalments pays a fixed sum each month, and in the last what is left of it.
// It reports whether that was enough.
func instalments(sum finance.Money, monthly finance.Rate, payment int64, months int) (plan []Instalment, paid bool, err error) {
	plan = make([]Instalment, 0, months)
	left := sum
	for range months {
		interest, err := left.MulRate(monthly, finance.HalfEven)
		if err != nil {
			return nil, false, err
		}
		due, err := left.Add(interest)
		if err != nil {
			return nil, false, err
		}
		pay := finance.Minor(min(payment, due.Minor()), sum.Currency())
		principal, err := pay.Sub(interest)
		if err != nil {
			return nil, false, err
		}
		if principal.Sign() < 0 {
			return nil, false, nil // does not even pay the interest
		}
		if left, err = left.Sub(principal); err != nil {
			return nil, false, err
		}
		plan = append(plan, Instalment{interest, principal, left})
	}
	return plan, left.IsZero(), nil
}
