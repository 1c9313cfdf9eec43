package main

import (
	"slices"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// settle goes through a year of a shop, so many lines a call. The others are
// loops that know the one plan, and keep what they need of a sale for its return.
func settle(name string, ours func(shop) (reckoning, error)) contest {
	shops := []shop{newShop(shopMakers, receipts(shopLines, shopMakers))}
	return contest{name, shopLines, []peer{
		answering(kvartal, shops, ours, reckoningPlain),
		answering(byHand, shops, settleByHand, reckoningPlain),
		answering(shopspring, shops, settleDecimals, reckoningPlain),
	}}
}

// closeYear closes the months one after the other, each with its own lines and
// with all that a close checks and keeps.
func closeYear(s shop) (reckoning, error) {
	var books accrual.Books
	for _, of := range s.months {
		m := of.lines[0].On.Month()
		closed, err := accrual.Close(books, s.agreements, m, m.Next().First(), slices.Values(of.lines))
		if err != nil {
			return nil, err
		}
		books = closed.Books
	}
	all := reckoning{}
	for o := range books.Posted() {
		all.of(o.Agreement)[placeOf(o.Clause)] += o.Net.Minor()
	}
	return all, nil
}

// askClauses asks the same clauses for the same months without the books: it
// checks no fact, keeps no posting and explains nothing, as the loops do not.
func askClauses(s shop) (reckoning, error) {
	all, states := reckoning{}, map[string]accrual.State{}
	for _, of := range s.months {
		m := of.lines[0].On.Month()
		for i := range s.agreements {
			id := s.agreements[i].ID
			state, err := askMonth(&s.agreements[i], m, states[id], of.byMaker[id], all.of(id))
			if err != nil {
				return nil, err
			}
			states[id] = state
		}
	}
	return all, nil
}

// askMonth adds what the clauses of a come to in a month.
func askMonth(a *accrual.Agreement, m civil.Month, state accrual.State, facts []accrual.Fact, sums *[5]int64) (accrual.State, error) {
	first := &a.Amendments[0]
	span := accrual.Span{Window: *first.Term, Since: m.First(), To: m.Next().First(), Held: []civil.Period{*first.Term}, Currency: a.Currency}
	readings := make([]int64, len(facts))
	for i := range facts {
		readings[i] = facts[i].Adds[0].N
	}
	for i := range first.Set {
		var sum finance.Money
		var err error
		switch c := first.Set[i].Clause.(type) {
		case accrual.Stepper:
			var lines []accrual.Line
			if lines, state, err = c.Step(state, span, facts); len(lines) > 0 {
				sum = lines[0].Net // of this clause there is one
			}
		case accrual.LineEarner:
			sum, err = c.EarnedLines(span, readings)
		}
		if err != nil {
			return "", err
		}
		sums[placeOf(first.Set[i].Name)] += sum.Minor()
	}
	return state, nil
}

// placeOf is where a reckoning has the sum of a clause.
func placeOf(clause string) int {
	if number, isShare := strings.CutPrefix(clause, "share "); isShare {
		return int(number[0]-'0') + 1
	}
	return 0
}
