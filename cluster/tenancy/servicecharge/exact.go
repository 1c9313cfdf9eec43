package servicecharge

import (
	"fmt"
	"math/big"

	"github.com/creative-cluster/kvartal/finance"
)

// round is an exact number of minor units as a whole one.
func round(exact *big.Rat, r finance.Rounding) (int64, error) {
	return quotient(exact.Num(), exact.Denom(), r)
}

// quotient is num / den, den above zero, rounded. What is left of the division
// is told to finance.MulDiv as less than a half, a half or more: it alone knows
// how to round.
func quotient(num, den *big.Int, r finance.Rounding) (int64, error) {
	whole, rest := new(big.Int).QuoRem(num, den, new(big.Int))
	if !whole.IsInt64() || whole.BitLen() > 61 {
		return 0, finance.ErrOverflow
	}
	quarters := int64(0)
	if rest.Sign() != 0 {
		quarters = 2 + int64(new(big.Int).Lsh(new(big.Int).Abs(rest), 1).Cmp(den)) // 1, 2 or 3
	}
	if num.Sign() < 0 {
		quarters = -quarters
	}
	return finance.MulDiv(whole.Int64()*4+quarters, 1, 4, r)
}

// decimals is the power of ten to which a fraction that no rate holds is
// rounded.
const decimals = 1_000_000_000_000

// rate is num / den, den above zero, as a rate: exact where it fits one, else
// rounded to twelve decimals.
func rate(num, den *big.Int, r finance.Rounding) (finance.Rate, error) {
	exact := new(big.Rat).SetFrac(num, den)
	if exact.Num().IsInt64() && exact.Denom().IsInt64() {
		if fits, err := finance.NewRate(exact.Num().Int64(), exact.Denom().Int64()); err == nil {
			return fits, nil
		}
	}
	return rounded(num, den, r)
}

// rounded is num / den, den above zero, to twelve decimals.
func rounded(num, den *big.Int, r finance.Rounding) (finance.Rate, error) {
	n, err := quotient(new(big.Int).Mul(num, big.NewInt(decimals)), den, r)
	if err != nil {
		return finance.Rate{}, fmt.Errorf("share: %w", err)
	}
	return finance.NewRate(n, decimals)
}

// few is up to how many bits a fraction is reduced for each who reads it: more,
// where sums change from day to day, would take longer than all the rest.
const few = 256

// shown is num / den, den above zero, for the reader.
func shown(num, den *big.Int) (finance.Rate, error) {
	if den.BitLen() > few {
		return rounded(num, den, finance.HalfEven)
	}
	return rate(num, den, finance.HalfEven)
}

// lcm makes m a multiple of n, which is above zero.
func lcm(m *big.Int, n int64) {
	whole := big.NewInt(n)
	shared := new(big.Int).Mod(m, whole)
	shared.GCD(nil, nil, shared, whole)
	m.Mul(m, whole.Quo(whole, shared))
}
