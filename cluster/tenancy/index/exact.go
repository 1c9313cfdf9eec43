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
	num, den int64    // den is above zero
	wide     *big.Rat // where it isn't nil, the fraction
}

var one = exact{num: 1, den: 1}

func number(r finance.Rate) exact { return exact{num: r.Num(), den: r.Den()} }

func (a exact) rat() *big.Rat {
	if a.wide != nil {
		return a.wide
	}
	return big.NewRat(a.num, a.den)
}

// narrow is r in two int64 if they hold it.
func narrow(r *big.Rat) exact {
	if r.Num().IsInt64() && r.Denom().IsInt64() {
		return exact{num: r.Num().Int64(), den: r.Denom().Int64()}
	}
	return exact{wide: r}
}

func (a exact) sign() int {
	if a.wide != nil {
		return a.wide.Sign()
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
	return narrow(new(big.Rat).Mul(a.rat(), b.rat()))
}

// over is a / b, where b is above nothing.
func (a exact) over(b exact) exact {
	if b.wide != nil {
		return narrow(new(big.Rat).Quo(a.rat(), b.wide))
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
	return narrow(new(big.Rat).Add(a.rat(), b.rat()))
}

func (a exact) neg() exact {
	if a.wide == nil {
		return exact{num: -a.num, den: a.den} // product keeps out the smallest int64, and no rate holds it
	}
	return exact{wide: new(big.Rat).Neg(a.wide)}
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
	x := new(big.Rat).SetFrac(big.NewInt(amount), big.NewInt(unit))
	return rounded(x.Mul(x, a.rat()), r)
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

// rounded is x to a whole number. Which way it goes depends on its sign, on
// whether its whole part is odd, and on which side of a half its rest lies: so
// as a number of quarters with the same answers goes.
func rounded(x *big.Rat, r finance.Rounding) (int64, error) {
	rest, half := new(big.Int), new(big.Int)
	whole, rest := new(big.Int).QuoRem(x.Num(), x.Denom(), rest)
	quarters := int64(whole.Bit(0)) * 4 //nolint:gosec // a bit
	if rest.Sign() != 0 {
		quarters += 2 + int64(half.Lsh(rest.Abs(rest), 1).Cmp(x.Denom()))
	}
	near, err := finance.MulDiv(quarters*int64(x.Sign()), 1, 4, r)
	if err != nil {
		return 0, err
	}
	away := near - int64(whole.Bit(0))*int64(x.Sign()) //nolint:gosec // a bit
	if whole.Add(whole, big.NewInt(away)); !whole.IsInt64() {
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
