package utility

import (
	"math/big"

	"github.com/creative-cluster/kvartal/finance"
)

// exact is a sum of fractions of minor units that has not been rounded. It runs
// on two int64; where they do not hold it, fractions of any size take over.
type exact struct {
	narrow finance.Rate
	wide   *big.Rat // in place of narrow, once that was too narrow
}

// addPart adds m × num / den. den is above nothing.
func (e *exact) addPart(m, num, den int64) {
	if e.wide == nil {
		whole, errWhole := finance.NewRate(m, 1)
		part, errPart := finance.NewRate(num, den)
		term, err := whole.Mul(part)
		if errWhole == nil && errPart == nil && err == nil && e.addNarrow(term) {
			return
		}
	}
	term := big.NewRat(num, den)
	e.addWide(term.Mul(term, new(big.Rat).SetInt64(m)))
}

// addShare adds rate × o.
func (e *exact) addShare(o exact, rate finance.Rate) {
	if e.wide == nil && o.wide == nil {
		if term, err := o.narrow.Mul(rate); err == nil && e.addNarrow(term) {
			return
		}
	}
	term := big.NewRat(rate.Num(), rate.Den())
	e.addWide(term.Mul(term, o.rat()))
}

// add adds o.
func (e *exact) add(o exact) { e.addShare(o, one) }

var one = finance.MustRate("1")

func (e *exact) addNarrow(term finance.Rate) bool {
	sum, err := e.narrow.Add(term)
	if err == nil {
		e.narrow = sum
	}
	return err == nil
}

func (e *exact) addWide(term *big.Rat) { *e = exact{wide: term.Add(term, e.rat())} }

func (e *exact) rat() *big.Rat {
	if e.wide != nil {
		return e.wide
	}
	return big.NewRat(e.narrow.Num(), e.narrow.Den())
}

// money rounds the sum to the minor unit.
func (e *exact) money(c finance.Currency, r finance.Rounding) (finance.Money, error) {
	switch {
	case e.wide == nil && e.narrow.IsZero():
		return finance.Zero(c), r.Validate() // free units may have no currency
	case e.wide == nil:
		return finance.Minor(1, c).MulRate(e.narrow, r)
	case r.Validate() != nil:
		return finance.Money{}, r.Validate()
	}
	whole, rest := new(big.Int).QuoRem(e.wide.Num(), e.wide.Denom(), new(big.Int))
	quarters := int64(0) // a rest rounds as the quarter that stands for it: below a half, a half, above
	if rest.Sign() != 0 {
		quarters = int64(2 + rest.Lsh(rest, 1).Cmp(e.wide.Denom()))
	}
	if whole.BitLen() > 60 {
		return finance.Money{}, finance.ErrOverflow
	}
	return finance.Minor(1, c).MulDiv(4*whole.Int64()+quarters, 4, r)
}
