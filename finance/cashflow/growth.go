package cashflow

import (
	"math/big"

	"github.com/creative-cluster/kvartal/finance"
)

// growth is what money does over periods, as whole numbers of any length: a
// period multiplies it by up/down.
//
//	paid / down = Σ over the payments so far of payment × growth since
//	ones / down = the same for payments of one
type growth struct {
	up, down   *big.Int // the product of the factors so far
	ones, paid *big.Int
}

func newGrowth() growth {
	return growth{big.NewInt(1), big.NewInt(1), new(big.Int), new(big.Int)}
}

// pay adds a payment at this moment.
func (g growth) pay(minor int64) {
	g.ones.Add(g.ones, g.down)
	g.paid.Add(g.paid, new(big.Int).Mul(big.NewInt(minor), g.down))
}

// pass lets a period pass, over which money grows by the factor.
func (g growth) pass(f factor) {
	g.up.Mul(g.up, f.up)
	g.ones.Mul(g.ones, f.up)
	g.paid.Mul(g.paid, f.up)
	g.down.Mul(g.down, f.down)
}

// step is a period and its payment, at its beginning or its end.
func (g growth) step(f factor, minor int64, t Timing) {
	if t == Advance {
		g.pay(minor)
	}
	g.pass(f)
	if t == Arrears {
		g.pay(minor)
	}
}

// grown is an amount of the beginning, in the measure of paid.
func (g growth) grown(minor int64) *big.Int { return new(big.Int).Mul(big.NewInt(minor), g.up) }

// level is the payment whose growth is num / down.
func (g growth) level(num *big.Int, c finance.Currency, by finance.Rounding) (finance.Money, error) {
	return quotient(num, g.ones, c, by)
}

// factor is 1 + the interest of a period.
type factor struct{ up, down *big.Int }

// factorOf is 1 + rate × num/den.
func factorOf(rate finance.Rate, num, den int64) factor {
	down := new(big.Int).Mul(big.NewInt(rate.Den()), big.NewInt(den))
	interest := new(big.Int).Mul(big.NewInt(rate.Num()), big.NewInt(num))
	return factor{interest.Add(interest, down), down}
}
