package main

import (
	peercurrency "github.com/bojanz/currency"
	peerdecimal "github.com/govalues/decimal"
	peervalues "github.com/govalues/money"
	"github.com/shopspring/decimal"

	"github.com/creative-cluster/kvartal/finance"
)

// commission is the rate of the multiplications, in each peer's own type.
const commission = "0.0835"

// multiply takes 8.35 % of an amount, half-even to the kopeck. go-money
// multiplies by whole numbers only.
func multiply(name string, ours peer) contest {
	rate, fraction := peerdecimal.MustParse(commission), decimal.RequireFromString(commission)
	return contest{name, 1, []peer{
		ours,
		answering(byHand, kopecks, func(n int64) (int64, error) { return halfEven(n*835, 10_000), nil }, plain),
		answering(govalues, govaluesAmounts(), func(a peervalues.Amount) (peervalues.Amount, error) {
			product, err := a.Mul(rate)
			return product.RoundToCurr(), err
		}, govaluesPlain),
		answering(bojanz, bojanzAmounts(), func(a peercurrency.Amount) (peercurrency.Amount, error) {
			product, err := a.Mul(commission)
			return product.RoundTo(2, peercurrency.RoundHalfEven), err
		}, bojanzPlain),
		answering(shopspring, decimals(), func(d decimal.Decimal) (decimal.Decimal, error) {
			return d.Mul(fraction).RoundBank(2), nil
		}, shopspringPlain),
	}}
}

func kvartalByRate() peer {
	rate := finance.MustRate(commission)
	return answering(kvartal, moneys(), func(m finance.Money) (finance.Money, error) {
		return m.MulRate(rate, finance.HalfEven)
	}, moneyPlain)
}

func kvartalByDecimal() peer {
	rate := decimal.RequireFromString(commission)
	return answering(kvartal, moneys(), func(m finance.Money) (finance.Money, error) {
		return m.MulDecimal(rate, finance.HalfEven)
	}, moneyPlain)
}

// prorate takes eleven of thirty-one days of an amount.
func prorate() contest {
	held, month := peerdecimal.MustNew(11, 0), peerdecimal.MustNew(31, 0)
	eleven, thirtyOne := decimal.NewFromInt(11), decimal.NewFromInt(31)
	return contest{"× 11/31 days", 1, []peer{
		answering(kvartal, moneys(), func(m finance.Money) (finance.Money, error) {
			return m.MulDiv(11, 31, finance.HalfEven)
		}, moneyPlain),
		answering(byHand, kopecks, func(n int64) (int64, error) { return halfEven(n*11, 31), nil }, plain),
		answering(govalues, govaluesAmounts(), func(a peervalues.Amount) (peervalues.Amount, error) {
			product, err := a.Mul(held)
			if err != nil {
				return peervalues.Amount{}, err
			}
			part, err := product.Quo(month)
			return part.RoundToCurr(), err
		}, govaluesPlain),
		answering(bojanz, bojanzAmounts(), func(a peercurrency.Amount) (peercurrency.Amount, error) {
			product, err := a.Mul("11")
			if err != nil {
				return peercurrency.Amount{}, err
			}
			part, err := product.Div("31")
			return part.RoundTo(2, peercurrency.RoundHalfEven), err
		}, bojanzPlain),
		answering(shopspring, decimals(), func(d decimal.Decimal) (decimal.Decimal, error) {
			return d.Mul(eleven).Div(thirtyOne).RoundBank(2), nil
		}, shopspringPlain),
	}}
}

// halfEven is n / by, rounded, for numbers that are not negative.
func halfEven(n, by int64) int64 {
	q, rest := n/by, n%by
	if 2*rest > by || 2*rest == by && q%2 == 1 {
		q++
	}
	return q
}
