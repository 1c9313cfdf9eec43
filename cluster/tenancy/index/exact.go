package index

import (
	"math"
	"math/big"
	"math/bits"

	"github.com/creative-cluster/kvartal/finance"
)

// exact is a fraction without rounding. It stays in two int64, unreduced, as
// long as they hold it; a product of many changes grows beyond them.
type exact struct {
	num, den int64 // den is above zero
	wide     *wide // where it isn't nil, the fraction
}

// wide is a fraction of any size, reduced only while that is cheap.
type wide struct{ num, den *big.Int }

// cheap is how many bits a fraction may have to be reduced.
const cheap = 512

var one = exact{num: 1, den: 1}

func number(r finance.Rate) exact { return exact{num: r.Num(), den: r.Den()} }

func (a exact) fraction() wide {
	switch {
	case a.wide != nil:
		return *a.wide
	case a.den < 0:
		return wide{big.NewInt(-a.num), big.NewInt(-a.den)}
	}
	return wide{big.NewInt(a.num), big.NewInt(a.den)}
}

// narrow is num/den in two int64 if they hold it.
func narrow(num, den *big.Int) exact {
	if num.BitLen()+den.BitLen() <= cheap {
		if divisor := new(big.Int).GCD(nil, nil, new(big.Int).Abs(num), den); divisor.Sign() > 0 {
			num, den = num.Quo(num, divisor), den.Quo(den, divisor)
		}
		if num.IsInt64() && den.IsInt64() && num.Int64() != math.MinInt64 {
			return exact{num: num.Int64(), den: den.Int64()}
		}
	}
	return exact{wide: &wide{num, den}}
}

func (a exact) sign() int {
	if a.wide != nil {
		return a.wide.num.Sign()
	}
	return int(min(max(a.num, -1), 1))
}

func (a exact) times(b exact) exact {
	if a.wide == nil && b.wide == nil {
		num, fits := product(a.num, b.num)
		den, both := product(a.den, b.den)
		if fits && both {
			return exact{num: num, den: den}
		}
	}
	x, y := a.fraction(), b.fraction()
	return narrow(new(big.Int).Mul(x.num, y.num), new(big.Int).Mul(x.den, y.den))
}

// over is a / b, where b is above nothing.
func (a exact) over(b exact) exact {
	if b.wide != nil {
		return a.times(exact{wide: &wide{b.wide.den, b.wide.num}})
	}
	return a.times(exact{num: b.den, den: b.num})
}

func (a exact) plus(b exact) exact {
	if a.wide == nil && b.wide == nil {
		left, fits := product(a.num, b.den)
		right, too := product(b.num, a.den)
		den, both := product(a.den, b.den)
		if sum := left + right; fits && too && both && sum != math.MinInt64 && (sum > left) == (right > 0) {
			return exact{num: sum, den: den}
		}
	}
	x, y := a.fraction(), b.fraction()
	left, right := new(big.Int).Mul(x.num, y.den), new(big.Int).Mul(y.num, x.den)
	return narrow(left.Add(left, right), new(big.Int).Mul(x.den, y.den))
}

func (a exact) neg() exact {
	if a.wide == nil {
		return exact{num: -a.num, den: a.den} // never the smallest int64: nothing here makes it
	}
	return exact{wide: &wide{new(big.Int).Neg(a.wide.num), a.wide.den}}
}

func (a exact) minus(b exact) exact { return a.plus(b.neg()) }

func (a exact) power(n int) exact {
	result := one
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			result = result.times(a)
		}
		if n > 1 {
			a = a.times(a)
		}
	}
	return result
}

// of is amount × a rounded once to a whole number of units.
func (a exact) of(amount, unit int64, r finance.Rounding) (int64, error) {
	units, err := a.units(amount, unit, r)
	if err != nil {
		return 0, err
	}
	if n, fits := product(units, unit); fits {
		return n, nil
	}
	return 0, finance.ErrOverflow
}

// units is how many units, above zero, amount × a is.
func (a exact) units(amount, unit int64, r finance.Rounding) (int64, error) {
	if a.wide == nil {
		if den, fits := product(a.den, unit); fits {
			return finance.MulDiv(amount, a.num, den, r)
		}
	}
	x := a.fraction()
	num, den := new(big.Int).Mul(x.num, big.NewInt(amount)), new(big.Int).Mul(x.den, big.NewInt(unit))
	return rounded(num, den, r)
}

// to is a rounded to a whole number of steps, which are above nothing.
func (a exact) to(step finance.Rate, r finance.Rounding) (exact, error) {
	steps := a.over(number(step))
	n, err := steps.units(1, 1, r)
	if err != nil {
		return exact{}, err
	}
	return exact{num: n, den: 1}.times(number(step)), nil
}

// maxDecimals are those of a rate that is no fraction of two int64.
const maxDecimals = 12

// rate is a; where no Rate holds it, a to as many decimals as one does.
func (a exact) rate() (finance.Rate, error) {
	if a.wide == nil {
		return finance.NewRate(a.num, a.den)
	}
	for decimals, scale := maxDecimals, int64(1e12); decimals >= 0; decimals, scale = decimals-1, scale/10 {
		if n, err := a.units(scale, 1, finance.HalfEven); err == nil {
			return finance.NewRate(n, scale)
		}
	}
	return finance.Rate{}, finance.ErrOverflow
}

// rounded is num/den, where den is above zero, to a whole number. Which way it
// goes depends on its sign, on whether its whole part is odd, and on which side
// of a half its rest lies: so as a number of quarters with the same answers goes.
func rounded(num, den *big.Int, r finance.Rounding) (int64, error) {
	whole, rest := new(big.Int).QuoRem(num, den, new(big.Int))
	sign, odd := int64(num.Sign()), int64(whole.Bit(0)) //nolint:gosec // a bit
	quarters := 4 * odd
	if rest.Sign() != 0 {
		quarters += 2 + int64(rest.Lsh(rest.Abs(rest), 1).Cmp(den))
	}
	near, err := finance.MulDiv(sign*quarters, 1, 4, r)
	if err != nil {
		return 0, err
	}
	if whole.Add(whole, big.NewInt(near-sign*odd)); !whole.IsInt64() {
		return 0, finance.ErrOverflow
	}
	return whole.Int64(), nil
}

// product is a × b; false where an int64 does not hold it, or would be its
// smallest.
func product(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	if hi != 0 || lo > math.MaxInt64 {
		return 0, false
	}
	if a^b < 0 {
		return -int64(lo), true
	}
	return int64(lo), true
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}
