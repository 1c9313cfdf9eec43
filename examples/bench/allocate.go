package main

import (
	"strconv"

	peermoney "github.com/Rhymond/go-money"
	peercurrency "github.com/bojanz/currency"
	peerdecimal "github.com/govalues/decimal"
	peervalues "github.com/govalues/money"
	"github.com/shopspring/decimal"

	"github.com/creative-cluster/kvartal/finance"
)

// weights sum to a prime, so that no part but of a multiple of it is whole. The
// rules of go-money and of finance.First then agree.
var weights = []int64{3, 5, 7, 11, 13, 17, 23}

const sumOfWeights = 79

// allocate divides an amount over the weights, what is left over to the first.
// govalues, bojanz and shopspring have no such function: a loop in their
// arithmetic stands for it.
func allocate(name string, ours peer) contest {
	ratios := make([]int, len(weights))
	for i, w := range weights {
		ratios[i] = int(w)
	}
	return contest{name, 1, []peer{
		ours,
		answering(byHand, kopecks, allocatorByHand(), list(plain)),
		answering(govalues, govaluesAmounts(), allocatorOfGovalues(), list(govaluesPlain)),
		answering(bojanz, bojanzAmounts(), allocatorOfBojanz(), list(bojanzPlain)),
		answering(goMoney, goMoneys(), func(m *peermoney.Money) ([]*peermoney.Money, error) {
			return m.Allocate(ratios...)
		}, list(goMoneyPlain)),
		answering(shopspring, decimals(), allocatorOfDecimals(), list(shopspringPlain)),
	}}
}

func kvartalAllocateTo() peer {
	room := make([]finance.Money, 0, len(weights))
	return answering(kvartal, moneys(), func(m finance.Money) ([]finance.Money, error) {
		return finance.AllocateTo(room, m, weights, finance.First)
	}, list(moneyPlain))
}

func kvartalAllocate() peer {
	return answering(kvartal, moneys(), func(m finance.Money) ([]finance.Money, error) {
		return finance.Allocate(m, weights, finance.First)
	}, list(moneyPlain))
}

// allocatorByHand keeps its room, and trusts that products fit.
func allocatorByHand() func(int64) ([]int64, error) {
	parts := make([]int64, len(weights))
	return func(total int64) ([]int64, error) {
		left := total
		for i, w := range weights {
			parts[i] = total * w / sumOfWeights
			left -= parts[i]
		}
		for i := range left {
			parts[i]++
		}
		return parts, nil
	}
}

func allocatorOfGovalues() func(peervalues.Amount) ([]peervalues.Amount, error) {
	sum := peerdecimal.MustNew(sumOfWeights, 0)
	factors := make([]peerdecimal.Decimal, len(weights))
	for i, w := range weights {
		factors[i] = peerdecimal.MustNew(w, 0)
	}
	return func(total peervalues.Amount) ([]peervalues.Amount, error) {
		parts, left := make([]peervalues.Amount, len(factors)), total
		for i, w := range factors {
			product, err := total.Mul(w)
			if err != nil {
				return nil, err
			}
			share, err := product.Quo(sum)
			if err != nil {
				return nil, err
			}
			parts[i] = share.TruncToCurr()
			if left, err = left.Sub(parts[i]); err != nil {
				return nil, err
			}
		}
		for i, unit := 0, total.ULP(); left.IsPos(); i++ {
			var err error
			if parts[i], err = parts[i].Add(unit); err != nil {
				return nil, err
			}
			if left, err = left.Sub(unit); err != nil {
				return nil, err
			}
		}
		return parts, nil
	}
}

func allocatorOfBojanz() func(peercurrency.Amount) ([]peercurrency.Amount, error) {
	factors := make([]string, len(weights))
	for i, w := range weights {
		factors[i] = strconv.FormatInt(w, 10)
	}
	sum := strconv.Itoa(sumOfWeights)
	unit, err := peercurrency.NewAmount("0.01", "RUB")
	if err != nil {
		panic(err)
	}
	return func(total peercurrency.Amount) ([]peercurrency.Amount, error) {
		parts, left := make([]peercurrency.Amount, len(factors)), total
		for i, w := range factors {
			product, err := total.Mul(w)
			if err != nil {
				return nil, err
			}
			share, err := product.Div(sum)
			if err != nil {
				return nil, err
			}
			parts[i] = share.RoundTo(2, peercurrency.RoundDown)
			if left, err = left.Sub(parts[i]); err != nil {
				return nil, err
			}
		}
		for i := 0; left.IsPositive(); i++ {
			var err error
			if parts[i], err = parts[i].Add(unit); err != nil {
				return nil, err
			}
			if left, err = left.Sub(unit); err != nil {
				return nil, err
			}
		}
		return parts, nil
	}
}

func allocatorOfDecimals() func(decimal.Decimal) ([]decimal.Decimal, error) {
	sum, unit := decimal.NewFromInt(sumOfWeights), decimal.New(1, -2)
	factors := make([]decimal.Decimal, len(weights))
	for i, w := range weights {
		factors[i] = decimal.NewFromInt(w)
	}
	return func(total decimal.Decimal) ([]decimal.Decimal, error) {
		parts, left := make([]decimal.Decimal, len(factors)), total
		for i, w := range factors {
			parts[i], _ = total.Mul(w).QuoRem(sum, 2)
			left = left.Sub(parts[i])
		}
		for i := 0; left.IsPositive(); i++ {
			parts[i], left = parts[i].Add(unit), left.Sub(unit)
		}
		return parts, nil
	}
}
