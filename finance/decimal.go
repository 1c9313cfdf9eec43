package finance

import (
	"fmt"
	"math"
	"math/big"

	"github.com/shopspring/decimal"
)

// Decimals come from hosts and through JSON. Nothing here calls their
// arithmetic: it obeys package variables and never ends on an exponent of a
// billion. Coefficient and exponent are read, and integers do the rest.

// FromDecimal returns d units of the currency, rounded to its minor unit:
// 12.345 in RUB, half-even, is 12.34 RUB. As in all that takes a decimal, one of
// more than 1,000 digits is ErrLimit.
func FromDecimal(d decimal.Decimal, c Currency, r Rounding) (Money, error) {
	return FromDecimalTo(d, Money{1, c}, r)
}

// FromDecimalTo returns d units of the currency, rounded once to a whole number
// of the given units: 14.545 to 0.05 NZD, half-up, is 14.55 NZD. Rounding to
// the minor unit first could give another result.
func FromDecimalTo(d decimal.Decimal, unit Money, r Rounding) (Money, error) {
	if err := unit.currency.Validate(); err != nil {
		return Money{}, fmt.Errorf("amount from a decimal: %w", ErrCurrency)
	}
	if unit.minor <= 0 {
		return Money{}, fmt.Errorf("unit %v: %w", unit, ErrRange)
	}
	n, err := scale(d, int64(powersOfTen[unit.currency.Digits()]), unit.minor, r)
	if err != nil {
		return Money{}, fmt.Errorf("amount from a decimal: %w", err)
	}
	return Money{n, unit.currency}.Mul(unit.minor)
}

// MulDecimal returns m × d, rounded once to the minor unit.
func (m Money) MulDecimal(d decimal.Decimal, r Rounding) (Money, error) {
	n, err := scale(d, m.minor, 1, r)
	if err != nil {
		return Money{}, fmt.Errorf("%v × a decimal: %w", m, err)
	}
	return Money{n, m.currency}, nil
}

// Decimal returns the amount as a decimal with the currency's digits, for
// display and exchange.
func (m Money) Decimal() decimal.Decimal {
	return decimal.New(m.minor, -int32(m.currency.Digits())) //nolint:gosec // at most 4
}

// scale returns times × d / divisor, rounded once. divisor is above zero.
func scale(d decimal.Decimal, times, divisor int64, r Rounding) (int64, error) {
	digits, exponent := d.NumDigits(), int64(d.Exponent())
	if divisor == 1 && digits <= 18 && exponent <= 0 && exponent >= -18 {
		return MulDiv(times, d.CoefficientInt64(), int64(powersOfTen[-exponent]), r)
	}
	if err := r.Validate(); err != nil {
		return 0, err
	}
	if digits > maxDecimalDigits {
		return 0, fmt.Errorf("%d digits: %w", digits, ErrLimit)
	}
	return scaleApart(d.Coefficient(), exponent, times, divisor, r)
}

// scaleApart is scale for what 128 bits may not hold. An exponent beyond all
// digits settles the result without a power of ten to match.
func scaleApart(coefficient *big.Int, exponent, times, divisor int64, r Rounding) (int64, error) {
	num := coefficient.Mul(coefficient, big.NewInt(times))
	if num.Sign() == 0 {
		return 0, nil
	}
	if exponent > 40 { // at least 10^41 over a divisor below 10^19
		return 0, ErrOverflow
	}
	den := big.NewInt(divisor)
	switch tiny := exponent < -maxDecimalDigits-40; {
	case tiny: // below 10^-21: any fraction under a half rounds the same
		num.SetInt64(int64(num.Sign()))
		den.SetInt64(math.MaxInt64)
	case exponent < 0:
		den.Mul(den, tenTo(-exponent))
	default:
		num.Mul(num, tenTo(exponent))
	}
	return divideBig(num, den, r)
}

func tenTo(n int64) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(n), nil) }

// divideBig returns num / den, rounded. den is above zero, r one of the nine.
func divideBig(num, den *big.Int, r Rounding) (int64, error) {
	negative := num.Sign() < 0
	q, rest := new(big.Int).QuoRem(num.Abs(num), den, new(big.Int))
	if !q.IsUint64() || q.Uint64() > maxMagnitude {
		return 0, ErrOverflow
	}
	whole := q.Uint64()
	if rest.Sign() != 0 {
		whole += r.carry(whole, uint64(2+rest.Lsh(rest, 1).Cmp(den)), 4, negative) // the rest as 1, 2 or 3 quarters
	}
	return signed(whole, negative)
}

// RateOfDecimal returns d as a fraction, exactly. One that does not fit two
// int64 is ErrOverflow.
func RateOfDecimal(d decimal.Decimal) (Rate, error) {
	rate, err := rateOfDecimal(d)
	if err != nil {
		return Rate{}, fmt.Errorf("rate from a decimal: %w", err)
	}
	return rate, nil
}

func rateOfDecimal(d decimal.Decimal) (Rate, error) {
	digits, exponent := d.NumDigits(), int64(d.Exponent())
	switch {
	case d.Sign() == 0:
		return Rate{}, nil
	case digits <= 18 && exponent <= 0 && exponent >= -18:
		return NewRate(d.CoefficientInt64(), int64(powersOfTen[-exponent]))
	case digits > maxDecimalDigits:
		return Rate{}, fmt.Errorf("%d digits: %w", digits, ErrLimit)
	case exponent > 18 || exponent < -maxDecimalDigits-40: // reduced, it has more than 10^18 above or below
		return Rate{}, ErrOverflow
	case exponent < 0:
		return rateOf(new(big.Rat).SetFrac(d.Coefficient(), tenTo(-exponent)))
	}
	return rateOf(new(big.Rat).SetInt(new(big.Int).Mul(d.Coefficient(), tenTo(exponent))))
}

// Decimal returns r rounded to the given decimals, from 0 to 18.
func (r Rate) Decimal(digits int32, by Rounding) (decimal.Decimal, error) {
	if digits < 0 || digits > 18 {
		return decimal.Decimal{}, fmt.Errorf("%d decimals: %w", digits, ErrRange)
	}
	n, err := MulDiv(r.num, int64(powersOfTen[digits]), r.Den(), by)
	if err != nil {
		return decimal.Decimal{}, fmt.Errorf("%v as a decimal: %w", r, err)
	}
	return decimal.New(n, -digits), nil
}
