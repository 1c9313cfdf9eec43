package main

import (
	"strconv"

	peermoney "github.com/Rhymond/go-money"
	peercurrency "github.com/bojanz/currency"
	peervalues "github.com/govalues/money"
	"github.com/shopspring/decimal"

	"github.com/creative-cluster/kvartal/finance"
)

// count is how many amounts a contest goes through: so many that no processor
// learns by heart which of them round up.
const count = 1 << 16

// kopecks are the amounts of all contests, from 0.00 to 9,999,999.99 roubles.
// They are the same in each run.
var kopecks = draw()

func draw() (all []int64) {
	state := uint64(2030)
	for range count {
		state = state*6364136223846793005 + 1442695040888963407 // Knuth's MMIX
		all = append(all, int64(state>>33)%1_000_000_000)
	}
	return all
}

// numbers are the amounts as text, such as 12500.00.
func numbers() []string {
	return each(func(n int64) (string, error) { return fixed(n), nil })
}

// fixed writes kopecks as roubles.
func fixed(n int64) string {
	cents := strconv.FormatInt(n%100+100, 10)[1:]
	return strconv.FormatInt(n/100, 10) + "." + cents
}

// each makes a peer's amounts of the kopecks. That fails only where this
// program is wrong.
func each[T any](convert func(int64) (T, error)) []T {
	all := make([]T, len(kopecks))
	for i, n := range kopecks {
		v, err := convert(n)
		if err != nil {
			panic(err)
		}
		all[i] = v
	}
	return all
}

func moneys() []finance.Money {
	return each(func(n int64) (finance.Money, error) { return finance.Minor(n, finance.RUB), nil })
}

func govaluesAmounts() []peervalues.Amount {
	return each(func(n int64) (peervalues.Amount, error) { return peervalues.NewAmountFromMinorUnits("RUB", n) })
}

func bojanzAmounts() []peercurrency.Amount {
	return each(func(n int64) (peercurrency.Amount, error) { return peercurrency.NewAmount(fixed(n), "RUB") })
}

func goMoneys() []*peermoney.Money {
	return each(func(n int64) (*peermoney.Money, error) { return peermoney.New(n, "RUB"), nil })
}

func decimals() []decimal.Decimal {
	return each(func(n int64) (decimal.Decimal, error) { return decimal.New(n, -2), nil })
}

// What each peer's answer is as a plain number, the same for all.

func plain(n int64) []string                     { return []string{fixed(n)} }
func moneyPlain(m finance.Money) []string        { return plain(m.Minor()) }
func govaluesPlain(a peervalues.Amount) []string { return []string{a.Decimal().String()} }
func bojanzPlain(a peercurrency.Amount) []string { return []string{a.Number()} }
func goMoneyPlain(m *peermoney.Money) []string   { return plain(m.Amount()) }
func shopspringPlain(d decimal.Decimal) []string { return []string{d.StringFixed(2)} }

// list makes a printer of many answers of a printer of one.
func list[T any](one func(T) []string) func([]T) []string {
	return func(all []T) (texts []string) {
		for _, v := range all {
			texts = append(texts, one(v)...)
		}
		return texts
	}
}
