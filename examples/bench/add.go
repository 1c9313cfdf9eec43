package main

import (
	"errors"

	peermoney "github.com/Rhymond/go-money"
	peercurrency "github.com/bojanz/currency"
	peervalues "github.com/govalues/money"
	"github.com/shopspring/decimal"

	"github.com/creative-cluster/kvartal/finance"
)

// addends is how long the list is that is summed: it stays in near memory.
const addends = 1 << 10

// add sums a list, one amount after the other: that many additions a call.
func add() contest {
	return contest{"add", addends, []peer{
		answering(kvartal, addition(moneys()), sumMoneys, moneyPlain),
		answering(byHand, addition(kopecks), sumByHand, plain),
		answering(govalues, addition(govaluesAmounts()), sumGovalues, govaluesPlain),
		answering(bojanz, addition(bojanzAmounts()), sumBojanz, bojanzPlain),
		answering(goMoney, addition(goMoneys()), sumGoMoney, goMoneyPlain),
		answering(shopspring, addition(decimals()), sumDecimals, shopspringPlain),
	}}
}

// addition is the one input of this contest: a list.
func addition[T any](all []T) [][]T { return [][]T{all[:min(len(all), addends)]} }

func sumMoneys(all []finance.Money) (sum finance.Money, err error) {
	for _, m := range all {
		if sum, err = sum.Add(m); err != nil {
			return finance.Money{}, err
		}
	}
	return sum, nil
}

var errOverflow = errors.New("overflow")

// sumByHand adds bare integers, with no more than a look at the overflow.
func sumByHand(all []int64) (sum int64, err error) {
	for _, n := range all {
		next := sum + n
		if (next > sum) != (n > 0) {
			return 0, errOverflow
		}
		sum = next
	}
	return sum, nil
}

func sumGovalues(all []peervalues.Amount) (peervalues.Amount, error) {
	sum := all[0].Zero()
	for _, a := range all {
		var err error
		if sum, err = sum.Add(a); err != nil {
			return peervalues.Amount{}, err
		}
	}
	return sum, nil
}

func sumBojanz(all []peercurrency.Amount) (sum peercurrency.Amount, err error) {
	for _, a := range all {
		if sum, err = sum.Add(a); err != nil {
			return peercurrency.Amount{}, err
		}
	}
	return sum, nil
}

func sumGoMoney(all []*peermoney.Money) (*peermoney.Money, error) {
	sum := peermoney.New(0, "RUB")
	for _, m := range all {
		var err error
		if sum, err = sum.Add(m); err != nil {
			return nil, err
		}
	}
	return sum, nil
}

func sumDecimals(all []decimal.Decimal) (sum decimal.Decimal, err error) {
	for _, d := range all {
		sum = sum.Add(d)
	}
	return sum, nil
}
