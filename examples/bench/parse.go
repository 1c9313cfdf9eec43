package main

import (
	"errors"
	"strings"

	peercurrency "github.com/bojanz/currency"
	peervalues "github.com/govalues/money"
	"github.com/shopspring/decimal"

	"github.com/creative-cluster/kvartal/finance"
)

// parse reads an amount with two decimals. Ours comes with its currency in one
// text, that of the others apart; a bare decimal has none. go-money reads
// binary floats only.
func parse() contest {
	texts := numbers()
	withCode := make([]string, len(texts))
	for i, s := range texts {
		withCode[i] = s + " RUB"
	}
	return contest{"parse", 1, []peer{
		answering(kvartal, withCode, finance.ParseMoney, moneyPlain),
		answering(byHand, withCode, parseByHand, plain),
		answering(govalues, texts, func(s string) (peervalues.Amount, error) {
			return peervalues.ParseAmount("RUB", s)
		}, govaluesPlain),
		answering(bojanz, texts, func(s string) (peercurrency.Amount, error) {
			return peercurrency.NewAmount(s, "RUB")
		}, bojanzPlain),
		answering(shopspring, texts, decimal.NewFromString, shopspringPlain),
	}}
}

var errSyntax = errors.New("syntax")

// parseByHand reads roubles with two decimals and nothing else.
func parseByHand(s string) (n int64, err error) {
	number, found := strings.CutSuffix(s, " RUB")
	point := len(number) - 3
	if !found || point < 1 || point > 15 || number[point] != '.' {
		return 0, errSyntax
	}
	for i := range len(number) {
		if i == point {
			continue
		}
		digit := number[i] - '0'
		if digit > 9 {
			return 0, errSyntax
		}
		n = n*10 + int64(digit)
	}
	return n, nil
}
