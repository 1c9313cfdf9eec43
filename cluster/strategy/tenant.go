package strategy

import (
	"math"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
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

	// one future
	own, renewal Stream
	let          bool        // after the signed term
	until        civil.Month // of let: the next renewal; of not let: the first month let again; zero for never
}

// places are those of the meters that sales count on, in both runs.
type places struct{ signed, after []int }

// clauseLine says where a clause's charges go.
type clauseLine struct {
	clause string
	owed   bool // to the operator
	line   int  // of income; -1 for none
}

// sell counts what is sold in a month.
func (t *tenant) sell(factor float64) {
	if t.monthly == 0 {
		return
	}
	n := int64(math.RoundToEven(math.Min(t.monthly*factor, math.MaxInt64/1e6)))
	for _, at := range t.meters.signed {
		t.signed.Add(at, n)
	}
	for _, at := range t.meters.after {
		t.after.Add(at, n)
	}
}

// decide tells whether the space is let in a month after the signed term, and
// draws a renewal when one is due.
func (t *tenant) decide(u Uncertainty, m civil.Month) bool {
	if t.ends.IsZero() || m.Before(t.ends) {
		return false
	}
	if m == t.ends || m == t.until {
		renews := m != t.ends && !t.let // let again after a void
		renews = renews || t.renewal.Uniform() < share(u.Renewal)
		t.let = renews
		switch {
		case renews:
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
// end; false if its term has no end by the horizon.
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
func lineOf(chart ledger.Chart, accounts []ledger.Account, a accrual.Agreement, clause string, owed bool) int {
	at, err := chart.Accounts(accrual.Obligation{Key: accrual.Key{Agreement: a.ID, Clause: clause}}, owed)
	if err != nil {
		return -1
	}
	for i, account := range accounts {
		if account == at.Net {
			return i
		}
	}
	return -1
}
