package waterfall

import (
	"math/big"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// interest is what one bears over a stretch without the end of a period inside,
// as a fraction.
func (y *Yield) interest(p civil.Period) (*big.Rat, error) {
	if y.Growth == Daily {
		days, err := y.DayCount.Days(p, civil.Context{})
		return y.byDays(days), err
	}
	years, err := y.DayCount.Fraction(p, civil.Context{})
	if err != nil {
		return nil, err
	}
	if y.Growth == Effective {
		return y.byYears(years), nil
	}
	return new(big.Rat).Mul(ratio(y.Rate), big.NewRat(years.Num, years.Den)), nil
}

// byDays is (1 + rate/year)^days - 1.
func (y *Yield) byDays(days int) *big.Rat {
	day := new(big.Rat).Mul(ratio(y.Rate), big.NewRat(1, int64(y.yearDays())))
	day.Add(day, big.NewRat(1, 1))
	if days == 1 {
		return day.Sub(day, big.NewRat(1, 1))
	}
	return lessOne(powered(fixed(day), days))
}

// byYears is (1 + rate)^years - 1: exact for whole years.
func (y *Yield) byYears(years civil.Fraction) *big.Rat {
	base := new(big.Rat).Add(ratio(y.Rate), big.NewRat(1, 1))
	whole, rest := years.Num/years.Den, years.Num%years.Den
	grown := big.NewRat(1, 1)
	for range whole { // at most MaxYears
		grown.Mul(grown, base)
	}
	if rest == 0 {
		return grown.Sub(grown, big.NewRat(1, 1))
	}
	return lessOne(times(fixed(grown), rooted(fixed(base), rest, years.Den)))
}

// precision is the number of binary places of growth under way: 63 bits of
// amounts and 100 of the 30 decimals that are kept leave some 90 to spare.
const precision = 256

// fixed is x with so many binary places, cut.
func fixed(x *big.Rat) *big.Int {
	n := new(big.Int).Lsh(x.Num(), precision)
	return n.Quo(n, x.Denom())
}

func times(a, b *big.Int) *big.Int {
	n := new(big.Int).Mul(a, b)
	return n.Rsh(n, precision)
}

// powered is x^n by repeated squaring.
func powered(x *big.Int, n int) *big.Int {
	power := new(big.Int).Lsh(big.NewInt(1), precision)
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			power = times(power, x)
		}
		x = times(x, x)
	}
	return power
}

// rooted is x^(num/den) of a part of a year, 0 < num < den, of an x above 1. The
// root is found by Newton's method from 1 + (x-1)/den, which is not below it
// (Bernoulli's inequality), so it falls until it is there:
//
//	y - (y^den - x) / (den × y^(den-1))
//
// Day counts have a den of at most 365 × 366, so the powers cost some 20 of the
// places.
func rooted(x *big.Int, num, den int64) *big.Int {
	n, d := new(big.Int).Lsh(big.NewInt(1), precision), big.NewInt(den)
	y := new(big.Int).Sub(x, n)
	y.Quo(y, d).Add(y, n).Add(y, big.NewInt(1))
	for {
		next := new(big.Int).Lsh(x, precision)
		next.Quo(next, powered(y, int(den-1)))
		next.Add(next, new(big.Int).Mul(y, big.NewInt(den-1))).Quo(next, d)
		if next.Cmp(y) >= 0 {
			return powered(y, int(num))
		}
		y = next
	}
}

// lessOne is x - 1, rounded half-even to 30 decimals.
func lessOne(x *big.Int) *big.Rat {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(30), nil)
	n := new(big.Int).Mul(x, scale)
	n.Add(n, new(big.Int).Lsh(big.NewInt(1), precision-1)) // no tie: one would end within the places kept
	n.Rsh(n, precision)
	return new(big.Rat).SetFrac(n.Sub(n, scale), scale)
}

// rounded is amount × x in minor units, rounded once. What is rounded is the last
// bit of the whole part and the quarters after it: they have the sign, the parity
// and the side of a half that the whole has.
func rounded(amount int64, x *big.Rat, by finance.Rounding) (int64, error) {
	num := new(big.Int).Mul(big.NewInt(amount), x.Num())
	whole, rest := new(big.Int).QuoRem(num, x.Denom(), new(big.Int))
	if !whole.IsInt64() {
		return 0, finance.ErrOverflow
	}
	quarters := int64(0)
	if rest.Sign() != 0 {
		side := new(big.Int).Lsh(new(big.Int).Abs(rest), 1).Cmp(x.Denom())
		quarters = int64(rest.Sign() * (2 + side))
	}
	last := whole.Int64() % 2
	n, err := finance.MulDiv(4*last+quarters, 1, 4, by)
	if err != nil {
		return 0, err
	}
	return sum(whole.Int64()-last, n)
}

// sum is a + b, or ErrOverflow.
func sum(a, b int64) (int64, error) {
	n := a + b
	if (n > a) != (b > 0) {
		return 0, finance.ErrOverflow
	}
	return n, nil
}
