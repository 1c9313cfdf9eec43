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

// Statement is a credit's balance through the cycles of a membership, as data for
// printing. It is the fold that charges, so what it says was charged is what a
// close posts.
type Statement struct {
	Credit string
	Cycles []CycleBalance // in order; the last may be under way
}

// CycleBalance is a credit in one billing cycle. Of a membership that begins or
// ends inside it, it is the whole cycle still.
//
//	Opening + Granted + Given + Bought = Used + Refunded + Lapsed + Left
type CycleBalance struct {
	Cycle   civil.Period
	Opening int64 // rolled over from the cycles before, bought and given in them
	Flow
	Left    int64
	Charge  finance.Money // of the cycle: overage and purchases less refunds
	Entries []Entry
}

// Entry is one thing that happened to a credit.
type Entry struct {
	On   civil.Date
	Kind Kind
	ID   string // of the fact, if it was one
	Flow        // what it changed: of a cancellation, Used and Over are below zero
	Left int64  // after it
	// Charge is what it added to the charges.
	Charge finance.Money
}

// minus is what has happened since before.
func (f Flow) minus(before Flow) Flow {
	return Flow{
		f.Granted - before.Granted, f.Given - before.Given, f.Bought - before.Bought,
		f.Used - before.Used, f.Over - before.Over, f.Refunded - before.Refunded, f.Lapsed - before.Lapsed,
	}
}

// NewStatement folds the facts of a into the statement of the credit that the
// clause of that name grants, to the day through, which counts, as known before
// the cut-off. Facts of other agreements and credits are skipped, and those that
// are void. An agreement that has no such clause is ErrUnknown.
func NewStatement(a accrual.Agreement, clause string, through, cutoff civil.Date, facts iter.Seq[accrual.Fact]) (Statement, error) {
	if err := a.Validate(); err != nil {
		return Statement{}, err
	}
	h := &folded{currency: a.Currency}
	stretches, credit := stretchesOf(&a, clause, through, cutoff)
	if len(stretches) == 0 {
		return Statement{}, fmt.Errorf("statement: clause %.40q: %w", clause, finance.ErrUnknown)
	}
	known, err := gather(a.ID, credit, cutoff, facts)
	if err != nil {
		return Statement{}, fmt.Errorf("statement: %w", err)
	}
	var m memory
	for _, s := range stretches {
		r := run{Allowance: s.Allowance, memory: &m, span: &s.span, history: h}
		if err := r.through(between(known, s.span.Since, s.span.To)); err != nil {
			return Statement{}, fmt.Errorf("statement: %w", err)
		}
	}
	if !m.Cycle.IsZero() {
		if err := h.close(&m); err != nil {
			return Statement{}, fmt.Errorf("statement: %w", err)
		}
	}
	return Statement{Credit: credit, Cycles: h.cycles}, nil
}

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
