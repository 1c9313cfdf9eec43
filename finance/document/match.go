package document

import (
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// trait is what two figures must share to be matched. What a pass does not ask
// for is zero.
type trait struct {
	number string
	on     civil.Date
	amount finance.Money
}

// passes are the ways to match, the surest first. A pass that takes only what
// is left once on each side is a lonely one.
var passes = [...]struct {
	by     MatchedBy
	lonely bool
	of     func(f *Figure) (trait, bool)
}{
	{ByNumber, false, func(f *Figure) (trait, bool) {
		return trait{plainNumber(f.Number), f.On, f.Amount}, plainNumber(f.Number) != ""
	}},
	{ByNumber, false, func(f *Figure) (trait, bool) {
		return trait{number: plainNumber(f.Number), amount: f.Amount}, plainNumber(f.Number) != ""
	}},
	{ByNumber, false, func(f *Figure) (trait, bool) {
		return trait{number: plainNumber(f.Number), on: f.On}, plainNumber(f.Number) != ""
	}},
	{ByNumber, false, func(f *Figure) (trait, bool) {
		return trait{number: plainNumber(f.Number)}, plainNumber(f.Number) != ""
	}},
	{ByDay, false, func(f *Figure) (trait, bool) { return trait{on: f.On, amount: f.Amount}, true }},
	{ByAmount, true, func(f *Figure) (trait, bool) { return trait{amount: f.Amount}, true }},
}

// pairs matches the figures of both sides.
func pairs(ours, theirs []Figure) ([]Pair, error) {
	partner := make([]int, len(ours)) // the number of their figure, from 1
	by := make([]MatchedBy, len(ours))
	taken := make([]bool, len(theirs))
	for _, pass := range passes {
		free := map[trait][]int{}
		for j := range theirs {
			if t, ok := pass.of(&theirs[j]); ok && !taken[j] {
				free[t] = append(free[t], j)
			}
		}
		once := map[trait]int{}
		for i := range ours {
			if t, ok := pass.of(&ours[i]); ok && partner[i] == 0 {
				once[t]++
			}
		}
		for i := range ours {
			t, ok := pass.of(&ours[i])
			if !ok || partner[i] != 0 || len(free[t]) == 0 || pass.lonely && (once[t] != 1 || len(free[t]) != 1) {
				continue
			}
			j := free[t][0]
			free[t] = free[t][1:]
			partner[i], by[i], taken[j] = j+1, pass.by, true
		}
	}
	return listed(ours, theirs, partner, by, taken)
}

// listed puts the pairs in order, with what each comes to.
func listed(ours, theirs []Figure, partner []int, by []MatchedBy, taken []bool) ([]Pair, error) {
	var list []Pair
	for i, f := range ours {
		p := Pair{By: by[i], Ours: f}
		if partner[i] != 0 {
			p.Theirs = theirs[partner[i]-1]
		}
		list = append(list, p)
	}
	for j, f := range theirs {
		if !taken[j] {
			list = append(list, Pair{Theirs: f})
		}
	}
	for i := range list {
		var err error
		if list[i].Difference, err = list[i].Ours.Amount.Sub(list[i].Theirs.Amount); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(list, comparePairs)
	return list, nil
}
