package finance

import (
	"math/big"
	"math/bits"
)

// Add returns r + o exactly, or ErrOverflow.
//
// With g the common divisor of the denominators b and d,
//
//	a/b + c/d = (a×d/g + c×b/g) / (b/g × d)
//
// and whatever that fraction can still be reduced by divides g (Knuth, The Art
// of Computer Programming, vol. 2, section 4.5.1).
func (r Rate) Add(o Rate) (Rate, error) {
	b, d := uint64(r.Den()), uint64(o.Den())
	g := gcd(b, d)
	hi, lo, negative := crossSum(r.num, d/g, o.num, b/g)
	cut := gcd(bits.Rem64(hi, lo, g), g)
	if hi < cut {
		num, _ := bits.Div64(hi, lo, cut)
		if over, den := bits.Mul64(b/g, d/cut); over == 0 {
			if sum, err := reduced(negative, num, den); err == nil {
				return sum, nil
			}
		}
	}
	return Rate{}, binary(r, " + ", o, ErrOverflow)
}

// crossSum returns a×x + c×y as a 128-bit magnitude and its sign. Each product
// has at most 126 bits.
func crossSum(a int64, x uint64, c int64, y uint64) (hi, lo uint64, negative bool) {
	hi, lo = bits.Mul64(magnitude(a), x)
	otherHi, otherLo := bits.Mul64(magnitude(c), y)
	if a^c >= 0 {
		lo, carry := bits.Add64(lo, otherLo, 0)
		return hi + otherHi + carry, lo, a < 0
	}
	diff, borrow := bits.Sub64(lo, otherLo, 0)
	rest, borrow := bits.Sub64(hi, otherHi, borrow)
	if borrow == 0 {
		return rest, diff, a < 0
	}
	diff, borrow = bits.Sub64(0, diff, 0)
	return -rest - borrow, diff, c < 0
}

// Sub returns r - o exactly, or ErrOverflow.
func (r Rate) Sub(o Rate) (Rate, error) { return r.Add(o.Neg()) }

// Mul returns r × o exactly, or ErrOverflow. Each numerator is first reduced by
// the other's denominator, so the products are reduced already.
func (r Rate) Mul(o Rate) (Rate, error) {
	a, b := magnitude(r.num), uint64(r.Den())
	c, d := magnitude(o.num), uint64(o.Den())
	first, second := gcd(a, d), gcd(c, b)
	over, num := bits.Mul64(a/first, c/second)
	overDen, den := bits.Mul64(b/second, d/first)
	product, err := reduced(r.num^o.num < 0, num, den)
	if over|overDen != 0 || err != nil {
		return Rate{}, binary(r, " × ", o, ErrOverflow)
	}
	return product, nil
}

// Inverse returns 1/r; of 0 it is ErrRange.
func (r Rate) Inverse() (Rate, error) { return NewRate(r.Den(), r.num) }

func (r Rate) rat() *big.Rat { return big.NewRat(r.num, r.Den()) }

// rateOf is r, which is reduced, as a Rate.
func rateOf(r *big.Rat) (Rate, error) {
	if !r.Num().IsInt64() || !r.Denom().IsInt64() {
		return Rate{}, ErrOverflow
	}
	return NewRate(r.Num().Int64(), r.Denom().Int64())
}
