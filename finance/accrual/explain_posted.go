package accrual

import (
	"fmt"
	"iter"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
)

// ExplainPosted derives an amount as a close posted it: by [Explain], from what
// was known before the cut-off of that close, less what earlier closes had
// posted of the same key. An adjustment thus reads as the new total less the
// old one. The books hold the obligation, as the agreements hold its agreement,
// else it is ErrUnknown; facts are handed in as to Explain.
func ExplainPosted(b Books, as []Agreement, o Obligation, facts iter.Seq[Fact]) (Explanation, error) {
	i := slices.IndexFunc(as, func(a Agreement) bool { return a.ID == o.Agreement })
	if i < 0 {
		return Explanation{}, fmt.Errorf("agreement %.40q: %w", o.Agreement, finance.ErrUnknown)
	}
	before, err := b.postedBefore(o, as[i].Tax.Included)
	if err != nil {
		return Explanation{}, err
	}
	e, err := Explain(as[i], o.Key, o.Cutoff, facts)
	e.Posted = before
	return e, err
}

// postedBefore is what was posted of the key and the sides of o before the close
// that posted o, as the clause gives it: with the tax that is inside, or without.
func (b *Books) postedBefore(o Obligation, inside bool) (finance.Money, error) {
	sum := finance.Zero(o.Net.Currency())
	for x := range b.Posted() {
		if x.sumKey() != o.sumKey() {
			continue
		}
		if x.In == o.In && x.Cutoff == o.Cutoff {
			return sum, nil
		}
		amount := x.Net
		var err error
		if inside {
			amount, err = amount.Add(x.Tax)
		}
		if err == nil {
			sum, err = sum.Add(amount)
		}
		if err != nil {
			return finance.Money{}, err
		}
	}
	return finance.Money{}, fmt.Errorf("%q of %v, posted in %v: %w", o.Clause, o.For, o.In, finance.ErrUnknown)
}
