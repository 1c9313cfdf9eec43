package membership

import (
	"fmt"
	"iter"

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
