package arrears

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
)

// Price fills in the amounts of lines of one currency, and answers them with
// their total. The sum is exact until it is rounded:
//
//	AtEnd     total = round(Σ exact); a line is the rounded sum with it less that before it
//	EachLine  total = Σ round(exact)
//	EachDay   total = Σ days × round(exact / days)
//
// Amounts are never below nothing where balance, rate and share are not.
func Price(lines []Line, at RoundAt, by finance.Rounding) ([]Line, finance.Money, error) {
	if err := at.Validate(); err != nil {
		return nil, finance.Money{}, err
	}
	priced := slices.Clone(lines)
	p := pricing{at: at, by: by, exact: new(big.Rat)}
	for i := range priced {
		if err := p.add(&priced[i]); err != nil {
			return nil, finance.Money{}, fmt.Errorf("%v: %w", priced[i].Period, err)
		}
	}
	return priced, p.total, nil
}

// pricing is a total under way.
type pricing struct {
	at    RoundAt
	by    finance.Rounding
	exact *big.Rat // of all lines so far
	total finance.Money
}

// add gives a line its amount.
func (p *pricing) add(n *Line) error {
	total, err := p.with(n)
	if err != nil {
		return err
	}
	if n.Amount, err = total.Sub(p.total); err != nil {
		return err
	}
	p.total = total
	return nil
}

// with is the total with n.
func (p *pricing) with(n *Line) (finance.Money, error) {
	day, err := n.perDay()
	if err != nil {
		return finance.Money{}, err
	}
	days := big.NewRat(int64(n.Days), 1)
	switch p.at {
	case EachDay:
		amount, err := round(day, n.Balance.Currency(), p.by)
		if err != nil {
			return finance.Money{}, err
		}
		if amount, err = amount.Mul(int64(n.Days)); err != nil {
			return finance.Money{}, err
		}
		return p.total.Add(amount)
	case EachLine:
		amount, err := round(day.Mul(day, days), n.Balance.Currency(), p.by)
		if err != nil {
			return finance.Money{}, err
		}
		return p.total.Add(amount)
	}
	if p.exact.Add(p.exact, day.Mul(day, days)); p.exact.Denom().BitLen() > maxBits {
		return finance.Money{}, unlike()
	}
	total, err := round(p.exact, n.Balance.Currency(), p.by)
	if err != nil {
		return finance.Money{}, err
	}
	if _, err := p.total.Cmp(total); err != nil { // a line of another currency
		return finance.Money{}, err
	}
	return total, nil
}

// maxBits bounds the common denominator of what is added up, so that years of
// rates take no longer than their days.
const maxBits = 4096

func unlike() error {
	return fmt.Errorf("rates have no common denominator of at most %d bits: %w", maxBits, finance.ErrLimit)
}

// perDay is the exact interest of a day, or month, in minor units.
//
//	balance × rate × share / year
func (n *Line) perDay() (*big.Rat, error) {
	if n.Year <= 0 || n.Days < 0 {
		return nil, fmt.Errorf("%d days of a year of %d: %w", n.Days, n.Year, finance.ErrRange)
	}
	day := big.NewRat(n.Balance.Minor(), int64(n.Year))
	day.Mul(day, big.NewRat(n.Rate.Num(), n.Rate.Den()))
	return day.Mul(day, big.NewRat(n.Share.Num(), n.Share.Den())), nil
}

// round is an exact number of minor units as money. What the cut leaves counts
// as nothing, less than a half, a half or more, which is all that a rounding
// looks at beside whether the whole part is odd.
func round(exact *big.Rat, c finance.Currency, by finance.Rounding) (finance.Money, error) {
	whole, rest := new(big.Int).QuoRem(exact.Num(), exact.Denom(), new(big.Int))
	if !whole.IsInt64() {
		return finance.Money{}, finance.ErrOverflow
	}
	quarters := int64(0)
	if rest.Sign() != 0 {
		twice := new(big.Int).Lsh(new(big.Int).Abs(rest), 1)
		quarters = int64(2 + twice.Cmp(exact.Denom()))
	}
	odd := int64(whole.Bit(0))
	if exact.Sign() < 0 {
		odd, quarters = -odd, -quarters
	}
	carried, err := finance.MulDiv(4*odd+quarters, 1, 4, by)
	if err != nil {
		return finance.Money{}, err
	}
	return finance.Minor(whole.Int64(), c).Add(finance.Minor(carried-odd, c))
}
