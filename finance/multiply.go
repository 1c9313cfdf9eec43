package finance

import (
	"fmt"
	"math/bits"
)

// Mul returns m × n.
func (m Money) Mul(n int64) (Money, error) {
	hi, lo := bits.Mul64(magnitude(m.minor), magnitude(n))
	if hi != 0 {
		return Money{}, binary(m, " × ", n, ErrOverflow)
	}
	product, err := signed(lo, m.minor^n < 0)
	if err != nil {
		return Money{}, binary(m, " × ", n, err)
	}
	return Money{product, m.currency}, nil
}

// MulDiv returns m × num / den, rounded once to the minor unit.
//
//	rent.MulDiv(11, 31, finance.HalfEven) // eleven days of a month of 31
func (m Money) MulDiv(num, den int64, r Rounding) (Money, error) {
	n, err := MulDiv(m.minor, num, den, r)
	if err != nil {
		return Money{}, binary(m, " × ", fmt.Sprintf("%d/%d", num, den), err)
	}
	return Money{n, m.currency}, nil
}

// MulRate returns m × rate, rounded once to the minor unit.
func (m Money) MulRate(rate Rate, r Rounding) (Money, error) {
	hi, lo := bits.Mul64(magnitude(m.minor), magnitude(rate.num))
	den, negative := uint64(rate.less)+1, m.minor^rate.num < 0
	if hi == 0 && r <= HalfFloor { // what divide does, without a call
		if n, err := signed(r.quotient(lo, den, negative), negative); err == nil {
			return Money{n, m.currency}, nil
		}
	}
	n, err := divide(hi, lo, den, negative, r)
	if err != nil {
		return Money{}, binary(m, " × ", rate, err)
	}
	return Money{n, m.currency}, nil
}

// RoundTo rounds m to a whole number of units: 0.05 at a till, a rouble in a
// tax return, 100 in a price list. A unit that is not above zero is ErrRange.
func (m Money) RoundTo(unit Money, r Rounding) (Money, error) {
	c, err := common(m, unit)
	if err != nil {
		return Money{}, err
	}
	if unit.minor <= 0 {
		return Money{}, fmt.Errorf("unit %v: %w", unit, ErrRange)
	}
	n, err := MulDiv(m.minor, 1, unit.minor, r)
	if err != nil {
		return Money{}, binary(m, " to ", unit, err)
	}
	return Money{n, c}.Mul(unit.minor)
}

// Ratio returns m / o exactly. Over nothing it is ErrRange; a reduced fraction
// that does not fit is ErrOverflow.
func (m Money) Ratio(o Money) (Rate, error) {
	if _, err := common(m, o); err != nil {
		return Rate{}, err
	}
	rate, err := NewRate(m.minor, o.minor)
	if err != nil {
		return Rate{}, binary(m, " / ", o, err)
	}
	return rate, nil
}

// binary names the operands of what failed.
func binary(a any, op string, b any, err error) error { return fmt.Errorf("%v%s%v: %w", a, op, b, err) }
