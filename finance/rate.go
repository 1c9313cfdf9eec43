package finance

import (
	"cmp"
	"fmt"
	"math"
	"math/bits"
)

// Rate is an exact share, price per unit or exchange rate: a reduced fraction
// of two int64. 8.35 % is 167/2000, a three-hundredth stays a three-hundredth.
// Rates compare with == and serve as map keys. The zero Rate is 0.
type Rate struct {
	num  int64 // never the smallest int64, so that every rate has its opposite
	less int64 // the denominator less one, which makes the zero Rate 0/1
}

// NewRate returns num/den, reduced. A zero den is ErrRange; a fraction that
// does not fit once reduced is ErrOverflow.
func NewRate(num, den int64) (Rate, error) {
	return reduced(num^den < 0, magnitude(num), magnitude(den))
}

func reduced(negative bool, num, den uint64) (Rate, error) {
	if den == 0 {
		return Rate{}, fmt.Errorf("division by zero: %w", ErrRange)
	}
	divisor := gcd(num, den)
	num, den = num/divisor, den/divisor
	if num > math.MaxInt64 || den > math.MaxInt64 {
		return Rate{}, ErrOverflow
	}
	if negative {
		return Rate{-int64(num), int64(den) - 1}, nil
	}
	return Rate{int64(num), int64(den) - 1}, nil
}

// Num returns the numerator, which carries the sign.
func (r Rate) Num() int64 { return r.num }

// Den returns the denominator, at least 1.
func (r Rate) Den() int64 { return r.less + 1 }

// IsZero reports whether r is 0.
func (r Rate) IsZero() bool { return r.num == 0 }

// Sign returns -1, 0 or 1.
func (r Rate) Sign() int { return cmp.Compare(r.num, 0) }

// Cmp returns -1, 0 or 1 as r is less than, equal to or more than o.
func (r Rate) Cmp(o Rate) int {
	if byRange := cmp.Compare(r.Sign(), o.Sign()); byRange != 0 {
		return byRange
	}
	hi, lo := bits.Mul64(magnitude(r.num), uint64(o.Den()))
	otherHi, otherLo := bits.Mul64(magnitude(o.num), uint64(r.Den()))
	return r.Sign() * cmp.Or(cmp.Compare(hi, otherHi), cmp.Compare(lo, otherLo))
}

// Neg returns -r.
func (r Rate) Neg() Rate { return Rate{-r.num, r.less} }
