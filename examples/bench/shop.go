package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// The plan, as all peers read it: a commission of 10 % up to 100,000.00 of a
// year and 6 % beyond, at most 900.00 an order; each line divided over four; a
// return gives back what its own sale bore, and may come within 14 days.
const (
	slabBound = 100_000_00
	orderMost = 900_00
	inDays    = 14
)

// shares are the four parts of a line, in percent.
var shares = []int64{40, 30, 20, 10}

// A year of the shop.
const (
	shopLines   = 50_000
	shopMakers  = 20
	returnEvery = 32 // lines; a return is of half of the maker's sale before it, in the same month
)

// shop is a year of receipts under agreements of one plan.
type shop struct {
	agreements []accrual.Agreement
	lines      []accrual.Fact // in order of day and id
	months     []monthOfShop
}

// monthOfShop are the lines of a month, as a till has them, and as a database
// has them that keeps them by agreement.
type monthOfShop struct {
	lines   []accrual.Fact
	byMaker map[string][]accrual.Fact
}

func newShop(makers int, lines []accrual.Fact) shop {
	s := shop{lines: lines}
	for i := range makers {
		s.agreements = append(s.agreements, agreementOf(makerID(i)))
	}
	for lines := range byMonth(lines) {
		m := monthOfShop{lines, map[string][]accrual.Fact{}}
		for _, f := range lines {
			m.byMaker[f.Agreement] = append(m.byMaker[f.Agreement], f)
		}
		s.months = append(s.months, m)
	}
	return s
}

func makerID(i int) string { return fmt.Sprintf("maker %02d", i) }

func agreementOf(id string) accrual.Agreement {
	slabs := finance.Tiers{Steps: []finance.Tier{
		{Rate: finance.MustRate("10%")},
		{Over: finance.Minor(slabBound, finance.RUB), Rate: finance.MustRate("6%")},
	}}
	set := []accrual.Named{{Name: "commission", Back: true, Clause: revshare.FrozenCommission{
		Meter: "gross", Tiers: slabs, Per: accrual.ByYear, AtMost: finance.Minor(orderMost, finance.RUB), Within: inDays,
	}}}
	for i := range shares {
		set = append(set, accrual.Named{
			Name: fmt.Sprintf("share %d", i), To: accrual.Party(fmt.Sprintf("party %d", i)),
			Clause: revshare.SplitShare{Meter: "gross", Weights: shares, Part: i, Per: accrual.ByLine},
		})
	}
	term := civil.MustPeriod("2026-01-01/2027-01-01")
	return accrual.Agreement{ID: id, Currency: finance.RUB, Meters: []accrual.Meter{"gross"}, Amendments: []accrual.Amendment{{
		From: term.From, Known: civil.MustDate("2025-12-01"), Term: &term, Set: set,
		Parties: &accrual.Parties{Creditor: accrual.Party(id), Debtor: "shop"},
	}}}
}

// receipts are so many lines of a year, the makers mixed, the same in each run.
func receipts(lines, makers int) []accrual.Fact {
	all := make([]accrual.Fact, lines)
	before := map[string]*accrual.Fact{} // the last sale of each maker
	first, state := civil.MustDate("2026-01-01"), uint64(2031)
	for i := range all {
		state = state*6364136223846793005 + 1442695040888963407 // Knuth's MMIX
		f := receipt(i, makerID(int(state>>33%uint64(makers))), first.AddDays(i*365/lines), 50_00+int64(state>>40)%20_000_00)
		if of := before[f.Agreement]; i%returnEvery == 0 && of != nil && of.On.Month() == f.On.Month() {
			f.Of, f.Adds[0].N = accrual.Ref{ID: of.ID, On: of.On}, -(of.Adds[0].N+1)/2
			delete(before, f.Agreement)
		} else {
			before[f.Agreement] = &all[i]
		}
		all[i] = f
	}
	return all
}

func receipt(i int, maker string, on civil.Date, kopecks int64) accrual.Fact {
	return accrual.Fact{
		ID: fmt.Sprintf("R-%07d", i), Agreement: maker, On: on, Known: on,
		Adds: []accrual.Reading{{Meter: "gross", N: kopecks}},
	}
}

// byMonth cuts lines in order of day into those of one month each.
func byMonth(lines []accrual.Fact) iter.Seq[[]accrual.Fact] {
	return func(yield func([]accrual.Fact) bool) {
		for len(lines) > 0 {
			last, n := lines[0].On.Month().Last(), 1
			for n < len(lines) && !lines[n].On.After(last) {
				n++
			}
			if !yield(lines[:n]) {
				return
			}
			lines = lines[n:]
		}
	}
}

// reckoning is what a year comes to in kopecks, by agreement: the commission,
// and the four shares.
type reckoning map[string]*[5]int64

func (r reckoning) of(agreement string) *[5]int64 {
	sums := r[agreement]
	if sums == nil {
		sums = new([5]int64)
		r[agreement] = sums
	}
	return sums
}

func reckoningPlain(r reckoning) (texts []string) {
	for _, id := range slices.Sorted(maps.Keys(r)) {
		for _, n := range r[id] {
			texts = append(texts, fixed(n))
		}
	}
	return texts
}
