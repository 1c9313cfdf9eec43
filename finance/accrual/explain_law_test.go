package accrual_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// What Explain derives is what was posted, also for what was taken back: the
// parts sum to the amount, each part is its steps less what they came to
// before, and the facts since ExplainFrom are enough.
func TestExplanationsSumToWhatWasPosted(t *testing.T) {
	checked, evaluated := 0, 0
	for n := range 40 / part {
		r := rand.New(rand.NewPCG(4, uint64(n)))
		h := randomHistory(r)
		if n%2 == 0 {
			h = alignedHistory(r)
		}
		books := play(t, h, nil)
		net, tax := map[accrual.Key]finance.Money{}, map[accrual.Key]finance.Money{}
		for o := range books.Posted() {
			if o.For.Before(books.Next()) {
				net[o.Key], tax[o.Key] = plus(t, net[o.Key], o.Net), plus(t, tax[o.Key], o.Tax)
			}
		}
		last := h.cutoffs[len(h.cutoffs)-1].day
		for _, k := range slices.SortedFunc(maps.Keys(net), func(a, b accrual.Key) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) }) {
			if r.IntN(8) > 0 {
				continue
			}
			a := h.agreements[slices.IndexFunc(h.agreements, func(a accrual.Agreement) bool { return a.ID == k.Agreement })]
			from, err := accrual.ExplainFrom(a, k, last)
			require.NoError(t, err)
			facts := slices.DeleteFunc(slices.Clone(h.facts), func(f accrual.Fact) bool { return f.On.Before(from) })
			e, err := accrual.Explain(a, k, last, slices.Values(facts))
			require.NoError(t, err)
			require.Equal(t, net[k], e.Net, "history %d, %v", n, k)
			require.Equal(t, tax[k], e.Tax, "history %d, %v", n, k)
			checked++
			sum := finance.Zero(finance.RUB)
			for _, p := range e.Parts {
				sum = plus(t, sum, p.Amount)
				if value, ok := valueOf(t, k.Clause, p.Steps); ok {
					evaluated++
					require.Equal(t, value, plus(t, p.Before, p.Amount), "history %d, %v: %v", n, k, e)
				}
			}
			if a.Tax.Included {
				require.Equal(t, plus(t, e.Net, e.Tax), sum)
			} else {
				require.Equal(t, e.Net, sum, "history %d, %v", n, k)
			}
		}
	}
	require.Greater(t, checked, 500/part)
	require.Greater(t, evaluated, 150/part)
}

func plus(t *testing.T, a, b finance.Money) finance.Money {
	t.Helper()
	sum, err := a.Add(b)
	require.NoError(t, err)
	return sum
}

// valueOf computes the steps of the clauses whose last step says it all.
func valueOf(t *testing.T, clause string, steps []accrual.Step) (value finance.Money, ok bool) {
	t.Helper()
	if len(steps) == 0 || clause == "minimum" || clause == "slabs" || clause == "lines" {
		return value, false
	}
	var err error
	switch last := steps[len(steps)-1]; last.Op {
	case accrual.Days:
		value, err = last.Amount.MulDiv(last.Held, last.Whole, finance.HalfEven)
	case accrual.Share:
		value, err = last.Amount.MulRate(last.Rate, finance.HalfEven)
	case accrual.Less:
		value, err = last.Amount.Sub(last.Other)
	}
	require.NoError(t, err)
	return value, true
}
