package strategy

import (
	"fmt"
	"math"
	"slices"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// tenant is an agreement in the simulation: as signed, and, for a lease that
// ends, on the same terms after its end.
type tenant struct {
	agreement accrual.Agreement
	signed    *accrual.Run
	after     *accrual.Run // nil where nothing comes after
	ends      civil.Month  // the month in which the signed term ends; zero for later than the horizon
	open      civil.Date   // the first day of what comes after
	area      tenancy.Area
	held      []bool  // by its signed term, on the last day of each month
	monthly   float64 // expected sales, in minor units; 0 for none
	meters    places
	lines     []clauseLine
	names     struct{ demand, renewal string } // of its streams

	// one future
	own, renewal Stream
	let          bool        // after the signed term
	until        civil.Month // of let: the next renewal; of not let: the first month let again; zero for never
}

// places are those of the meters that sales count on, in both runs.
type places struct{ signed, after []int }

// clauseLine says where a clause's charges go: on a line of income, to the
// costs, or nowhere.
type clauseLine struct {
	clause string
	owed   int // what the operator is owed
	owes   int // what it owes
}

// The lines that are none of income.
const (
	noLine   = -1
	costLine = -2
)

// sell counts what is sold in a month: in the month in which a term ends, the
// part of its days by the signed terms, the rest by those after. Nothing is
// sold where nothing is let.
func (t *tenant) sell(factor float64, m civil.Month, let bool) error {
	if t.monthly == 0 {
		return nil
	}
	n := t.monthly * factor
	if !(n < maxSold) { // nor NaN
		return fmt.Errorf("sales of %g minor units: %w", n, finance.ErrOverflow)
	}
	sold, after := int64(math.RoundToEven(n)), int64(0)
	switch {
	case t.after == nil || m.Before(t.ends):
	case m == t.ends:
		after = sold
		sold = int64(math.RoundToEven(n * float64(t.open.Day()-1) / float64(m.Days())))
		after -= sold
	default:
		sold, after = 0, sold
	}
	for _, at := range t.meters.signed {
		t.signed.Add(at, sold)
	}
	if !let {
		return nil
	}
	for _, at := range t.meters.after {
		t.after.Add(at, after)
	}
	return nil
}

// maxSold bounds what is sold in a month: below it, a float is a whole number
// of minor units.
const maxSold = 1 << 53

// decide tells whether the space is let in a month after the signed term, and
// draws a renewal when one is due. Every decision is of a whole month, but that
// of the month in which the term ends, which is of the days after it.
func (t *tenant) decide(u *Uncertainty, m civil.Month) bool {
	if t.after == nil || m.Before(t.ends) {
		return false
	}
	if m == t.ends || m == t.until {
		again := m != t.ends && !t.let // let again after a void
		t.let = again || t.renewal.Uniform() < share(u.Renewal)
		switch {
		case t.let:
			t.until = m.Add(12)
		case u.Void > 0:
			t.until = m.Add(u.Void)
		default:
			t.until = civil.Month{}
		}
	}
	return t.let
}

func share(r finance.Rate) float64 { return float64(r.Num()) / float64(r.Den()) }

// successor is a on its last terms, from the end of its term on and without
// end; false if its term has no end by the horizon, or has no clause then.
func successor(a accrual.Agreement, knownBy civil.Date, last civil.Month) (next accrual.Agreement, end civil.Date, ok bool) {
	at, found := lastTerms(a, knownBy)
	if !found || at.Term.To.IsZero() || at.Term.To.Month().After(last) {
		return next, end, false
	}
	end = at.Term.To
	next = accrual.Agreement{ID: a.ID, Currency: a.Currency, Tax: a.Tax, Meters: a.Meters}
	next.Amendments = []accrual.Amendment{{From: end, Known: known, Set: at.Clauses, Parties: &at.Parties, Term: &civil.Period{From: end}}}
	return next, end, len(at.Clauses) > 0
}

// lastTerms are the terms of the last day of a.
func lastTerms(a accrual.Agreement, knownBy civil.Date) (accrual.Terms, bool) {
	var at accrual.Terms
	found := false
	for _, m := range a.Amendments {
		if t, ok := a.On(m.From, knownBy); ok {
			at, found = t, true
		}
	}
	if !found || at.Term.To.IsZero() {
		return at, found
	}
	return a.On(at.Term.To.AddDays(-1), knownBy)
}

// lineOf says where a clause's charges go, by the chart.
func (m *model) lineOf(agreement, clause string, owed bool) int {
	o := accrual.Obligation{Key: accrual.Key{Agreement: agreement, Clause: clause}}
	at, err := m.scenario.Cluster.Chart.Accounts(o, owed)
	switch {
	case err != nil:
		return noLine
	case at.Net.In("expenses"):
		return costLine
	}
	return slices.Index(m.accounts, at.Net)
}
