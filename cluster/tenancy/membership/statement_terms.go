package membership

import (
	"fmt"
	"iter"
	"slices"
	"sort"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// stretch is a time in which the terms of an allowance do not change.
type stretch struct {
	Allowance
	span accrual.Span
}

// stretchesOf are those of a clause of a, through a day, and the credit.
func stretchesOf(a *accrual.Agreement, clause string, through, cutoff civil.Date) (all []stretch, credit string) {
	var held []civil.Period
	end := through.AddDays(1)
	for _, p := range pieces(a, cutoff) {
		t, c, ok := inForce(a, clause, p.From, cutoff)
		if !ok {
			continue
		}
		held, credit = append(held, p), c.Credit
		if p.From.Before(end) {
			if p.To.IsZero() || end.Before(p.To) {
				p.To = end
			}
			all = append(all, stretch{c, accrual.Span{Window: t.Term, Since: p.From, To: p.To, Currency: a.Currency}})
		}
	}
	for i := range all {
		all[i].span.Held = held
	}
	return all, credit
}

// inForce is the allowance of that name on a day.
func inForce(a *accrual.Agreement, clause string, on, cutoff civil.Date) (accrual.Terms, Allowance, bool) {
	t, _ := a.On(on, cutoff)
	for _, n := range t.Clauses {
		if c, ok := n.Clause.(Allowance); ok && n.Name == clause {
			return t, c, true
		}
	}
	return t, Allowance{}, false
}

// pieces cuts the term of a at its amendments.
func pieces(a *accrual.Agreement, cutoff civil.Date) []civil.Period {
	var days []civil.Date
	var term civil.Period
	for _, m := range a.Amendments {
		days = append(days, m.From)
		if t, ok := a.On(m.From, cutoff); ok {
			term = t.Term
		}
	}
	slices.SortFunc(days, civil.Date.Compare)
	return term.SplitAt(slices.Compact(days)...)
}

// gather are the facts of a credit that are known, in order, without retries and
// what is void.
func gather(agreement, credit string, cutoff civil.Date, facts iter.Seq[accrual.Fact]) ([]accrual.Fact, error) {
	if facts == nil {
		return nil, nil
	}
	var all []accrual.Fact
	void := map[name]bool{}
	seen := map[string]bool{}
	for f := range facts {
		if f.Agreement != agreement || !f.Known.Before(cutoff) || seen[f.ID] {
			continue
		}
		if err := f.Validate(); err != nil {
			return nil, finance.Problem{Path: fmt.Sprintf("facts[%.40s]", f.ID), Err: err}
		}
		seen[f.ID] = true
		if f.Voids.ID != "" {
			void[name{f.Voids.ID, f.Voids.On}] = true
			continue
		}
		f.Adds = slices.Clone(f.Adds)
		all = append(all, f)
	}
	all = slices.DeleteFunc(all, func(f accrual.Fact) bool { return void[name{f.ID, f.On}] })
	slices.SortFunc(all, func(a, b accrual.Fact) int {
		if a.On == b.On {
			return strings.Compare(a.ID, b.ID)
		}
		return a.On.Compare(b.On)
	})
	return all, nil
}

// between are the facts of [from, to).
func between(facts []accrual.Fact, from, to civil.Date) []accrual.Fact {
	lo := sort.Search(len(facts), func(i int) bool { return !facts[i].On.Before(from) })
	hi := sort.Search(len(facts), func(i int) bool { return !facts[i].On.Before(to) })
	return facts[lo:hi]
}
