package revshare_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

var january = civil.MustMonth("2026-01")

// agreed is an agreement of clauses from 1 January 2026, for years.
func agreed(meters string, clauses ...accrual.Named) accrual.Agreement {
	a := accrual.Agreement{ID: "C-1", Currency: finance.RUB, Amendments: []accrual.Amendment{{
		From: january.First(), Known: january.First(), Set: clauses,
		Parties: &accrual.Parties{Creditor: "maker", Debtor: "shop"}, Term: &civil.Period{From: january.First(), To: civil.MustDate("2036-01-01")},
	}}}
	for _, m := range []byte(meters) {
		a.Meters = append(a.Meters, accrual.Meter(string(m)))
	}
	return a
}

// at is a clause under its name, owed back by the payee.
func named(name string, c accrual.Clause) accrual.Named {
	return accrual.Named{Name: name, Clause: c, Back: true}
}

// amended adds an amendment that was known on its day.
func amended(a accrual.Agreement, from string, set ...accrual.Named) accrual.Agreement {
	day := civil.MustDate(from)
	a.Amendments = append(slices.Clone(a.Amendments), accrual.Amendment{From: day, Known: day, Set: set})
	return a
}

// in is a fact of a meter, in roubles, known on its day.
func counts(on, meter, roubles string) accrual.Fact {
	day := civil.MustDate(on)
	n := finance.MustMoney(roubles + " RUB").Minor()
	return accrual.Fact{ID: on + meter + roubles, Agreement: "C-1", On: day, Known: day, Adds: []accrual.Reading{{Meter: accrual.Meter(meter), N: n}}}
}

// closing closes month after month, each on the first day after it.
func closing(t *testing.T, a accrual.Agreement, months int, facts ...accrual.Fact) accrual.Books {
	t.Helper()
	var books accrual.Books
	for m := range january.Through(january.Add(months - 1)) {
		closed, err := accrual.Close(books, []accrual.Agreement{a}, m, m.Next().First(), slices.Values(facts))
		require.NoError(t, err)
		books = closed.Books
	}
	return books
}

// monthly is what a clause comes to in each month, in roubles.
func monthly(t *testing.T, b accrual.Books, clause string, months int) []string {
	t.Helper()
	sums := make([]int64, months)
	for o := range b.Posted() {
		if o.Clause == clause {
			sums[o.For.Sub(january)] += o.Net.Minor()
		}
	}
	var texts []string
	for _, n := range sums {
		texts = append(texts, number(n))
	}
	return texts
}

// number is an amount of roubles without its currency.
func number(kopecks int64) string {
	text := finance.Minor(kopecks, finance.RUB).String()
	return text[:len(text)-len(" RUB")]
}

// ran is what a simulation of the same sums yields for a clause.
func ran(t *testing.T, a accrual.Agreement, clause string, months int, facts ...accrual.Fact) []string {
	t.Helper()
	run, err := accrual.NewRun(a, civil.MustDate("2040-01-01"), january)
	require.NoError(t, err)
	var texts []string
	for m := range january.Through(january.Add(months - 1)) {
		for _, f := range facts {
			if f.On.Month() == m {
				run.Add(run.Meter(f.Adds[0].Meter), f.Adds[0].N)
			}
		}
		var sum int64
		require.NoError(t, run.Next(func(c *accrual.Charge) {
			if c.Clause == clause {
				sum += c.Amount.Minor()
			}
		}))
		texts = append(texts, number(sum))
	}
	return texts
}

// explained is the derivation of a charge of a month in English.
func explained(t *testing.T, a accrual.Agreement, clause, month, source string, facts ...accrual.Fact) string {
	t.Helper()
	key := accrual.Key{Agreement: "C-1", Clause: clause, Slot: civil.MustMonth(month).Period(), Source: source}
	e, err := accrual.Explain(a, key, civil.MustDate("2040-01-01"), slices.Values(facts))
	require.NoError(t, err)
	return fmt.Sprint(e)
}
