package cashflow

import (
	"fmt"
	"math"
	"math/big"

	"github.com/creative-cluster/kvartal/finance"
)

// Rounded is a measure in units of a currency as money, for a report. The float
// is taken as what it is, to its last bit, and rounded once; it was rounded on
// its way before, so it is no basis for an obligation. NaN and infinities are
// finance.ErrRange.
func Rounded(value float64, c finance.Currency, by finance.Rounding) (finance.Money, error) {
	if err := c.Validate(); err != nil {
		return finance.Money{}, err
	}
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return finance.Money{}, fmt.Errorf("%v as money: %w", value, finance.ErrRange)
	}
	exact := new(big.Rat).SetFloat64(value)
	units := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(c.Digits())), nil)
	return quotient(units.Mul(units, exact.Num()), exact.Denom(), c, by)
}

// quotient is num / den minor units, rounded once. den is above zero. What is
// rounded is the last bit of the whole part and the quarters after it: they
// have the sign, the parity and the side of a half that the whole has.
func quotient(num, den *big.Int, c finance.Currency, by finance.Rounding) (finance.Money, error) {
	whole, rest := new(big.Int).QuoRem(num, den, new(big.Int))
	if !whole.IsInt64() {
		return finance.Money{}, fmt.Errorf("amount: %w", finance.ErrOverflow)
	}
	quarters := int64(0)
	if rest.Sign() != 0 {
		side := new(big.Int).Lsh(new(big.Int).Abs(rest), 1).Cmp(den)
		quarters = int64(rest.Sign() * (2 + side))
	}
	last := whole.Int64() % 2
	rounded, err := finance.MulDiv(4*last+quarters, 1, 4, by)
	if err != nil {
		return finance.Money{}, err
	}
	return finance.Minor(whole.Int64()-last, c).Add(finance.Minor(rounded, c))
}
