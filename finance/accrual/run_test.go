package accrual_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// charged is a month of a Run: each charge as "clause debtor creditor amount".
func charged(t *testing.T, r *accrual.Run) []string {
	t.Helper()
	var all []string
	require.NoError(t, r.Next(func(c *accrual.Charge) {
		all = append(all, fmt.Sprintf("%s %s %s %v", c.Clause, c.Debtor, c.Creditor, c.Amount))
	}))
	return all
}

// A Run charges what Close does when all sales of a month fall on its first
// day, over random agreements; after Reset it does so again.
func TestRunEqualsClose(t *testing.T) {
	compared := 0
	for n := range 60 / part {
		r := rand.New(rand.NewPCG(5, uint64(n)))
		h := alignedHistory(r)
		h.agreements = h.agreements[:1]
		a := &h.agreements[0]
		a.ID, a.Tax = "L-7", accrual.Tax{}
		for i := range a.Amendments { // a stepper is shown no facts by a Run
			m := &a.Amendments[i]
			m.Set = slices.DeleteFunc(m.Set, func(n accrual.Named) bool { return n.Name == "frozen" })
			m.Drop = slices.DeleteFunc(m.Drop, func(name string) bool { return name == "frozen" })
		}
		start := a.Amendments[0].Term.From
		sold := map[civil.Month]int64{}
		h.facts = nil
		for m := range start.Month().Through(opening.Month().Add(months)) {
			on := m.First()
			if on.Before(start) {
				on = start
			}
			sold[m] = int64(r.IntN(400000))
			f := accrual.Fact{ID: m.String(), Agreement: "L-7", On: on, Known: on, Adds: []accrual.Reading{{Meter: sales, N: sold[m]}}}
			h.facts = append(h.facts, f)
		}
		early := knownFromTheStart(h)
		early.facts = h.facts
		for i := range early.facts {
			early.facts[i].Known = day("2020-01-01")
		}
		want := map[string]int64{}
		for o := range play(t, early, nil).Posted() {
			want[fmt.Sprint(o.For, o.Clause, o.Debtor, o.Creditor)] += o.Net.Minor()
		}
		run, err := accrual.NewRun(early.agreements[0], day("2100-01-01"), start.Month())
		if last := early.cutoffs[len(early.cutoffs)-1].day; slices.ContainsFunc(a.Amendments, func(m accrual.Amendment) bool { return !m.Known.Before(last) }) {
			run, err = accrual.NewRun(early.agreements[0], last, start.Month())
		}
		require.NoError(t, err)
		for range 2 {
			got := map[string]int64{}
			for run.Month() != opening.Month().Add(months) {
				m := run.Month()
				run.Add(run.Meter(sales), sold[m])
				require.NoError(t, run.Next(func(c *accrual.Charge) {
					if !m.Before(opening.Month()) {
						got[fmt.Sprint(m, c.Clause, c.Debtor, c.Creditor)] += c.Amount.Minor()
					}
				}))
			}
			for k, x := range got {
				require.Equal(t, want[k], x, "history %d, %s", n, k)
			}
			for k, x := range want {
				require.Equal(t, x, got[k], "history %d, %s", n, k)
			}
			compared += len(got)
			require.NoError(t, run.Reset())
			require.Equal(t, start.Month(), run.Month())
		}
	}
	require.Greater(t, compared, 3000/part)
}

// Months before the term and after it charge nothing, and what was added to
// them is not kept for a month in which the agreement holds.
func TestRunOutsideTheTerm(t *testing.T) {
	a := lease("L-7", term("2026-03-21", "2026-05-01"), accrual.Named{Name: "fee", Clause: turnover{Share: tenth}}, accrual.Named{Name: "lines", Clause: share{tenth}})
	r, err := accrual.NewRun(a, day("2026-03-15"), month("2026-02"))
	require.NoError(t, err)
	for range 2 {
		for _, want := range [][]string{nil, {"fee R-3 cluster 10.00 RUB", "lines R-3 cluster 10.00 RUB"}, {"fee R-3 cluster 10.00 RUB", "lines R-3 cluster 10.00 RUB"}, nil} {
			r.Add(r.Meter(sales), 10000)
			require.Equal(t, want, charged(t, r), r.Month())
		}
		require.Equal(t, month("2026-06"), r.Month())
		_ = r.Reset()
	}
}

// A clause by line is charged on the sum, also when it changes in mid-month.
func TestRunByLineThatChanges(t *testing.T) {
	a := lease("L-7", term("2026-03-01", ""), accrual.Named{Name: "lines", Clause: share{tenth}})
	amend(&a, accrual.Amendment{From: day("2026-03-11"), Known: day("2026-03-01"), Set: []accrual.Named{{Name: "lines", Clause: share{finance.MustRate("20%")}}}})
	r, err := accrual.NewRun(a, day("2026-03-15"), month("2026-03"))
	require.NoError(t, err)
	r.Add(r.Meter(sales), 10000)
	require.Equal(t, []string{"lines R-3 cluster 10.00 RUB"}, charged(t, r))
	r.Add(r.Meter(sales), 10000)
	require.Equal(t, []string{"lines R-3 cluster 20.00 RUB"}, charged(t, r))
}

// A meter that no clause counts has the place -1, at which Add counts nothing.
func TestRunOfAnUncountedMeter(t *testing.T) {
	a := lease("L-7", term("2026-03-01", ""), fee(accrual.Window{}))
	r, err := accrual.NewRun(a, day("2026-03-15"), month("2026-03"))
	require.NoError(t, err)
	require.Equal(t, -1, r.Meter("visits"))
	r.Add(r.Meter("visits"), 1000)
	require.Equal(t, 0, r.Meter(sales))
	require.Empty(t, charged(t, r))
}

func TestRunsThatAreRefused(t *testing.T) {
	a := lease("L-7", term("2026-03-01", "9981-01-01"), fee(accrual.Window{Cycle: accrual.ByYear}), accrual.Named{Name: "rent", Clause: baseRent{rub("31.00")}})
	for _, c := range []struct {
		known, from string
		want        error
	}{
		{"2026-03-15", "2026-03", nil}, {"2026-03-15", "2027-01", nil}, {"2026-03-15", "2025-01", nil},
		{"2026-03-15", "2026-04", finance.ErrOrder}, {"2026-03-15", "2027-02", finance.ErrOrder},
		{"2026-01-01", "2026-03", finance.ErrUnknown}, {"2026-03-15", "9981-01", finance.ErrRange},
	} {
		_, err := accrual.NewRun(a, day(c.known), month(c.from))
		require.ErrorIs(t, err, c.want, c)
	}
	_, err := accrual.NewRun(a, civil.Date{}, month("2026-03"))
	require.ErrorIs(t, err, finance.ErrMissing)
	_, err = accrual.NewRun(a, day("2026-03-15"), civil.Month{})
	require.ErrorIs(t, err, finance.ErrMissing)
	_, err = accrual.NewRun(accrual.Agreement{}, day("2026-03-15"), month("2026-03"))
	require.ErrorIs(t, err, finance.ErrMissing)

	r, err := accrual.NewRun(a, day("2026-03-15"), month("9980-01"))
	require.NoError(t, err)
	for range 12 {
		require.NotEmpty(t, charged(t, r))
	}
	refused(t, r.Next(nil), at("month", finance.ErrRange))

	b := lease("L-7", term("2026-03-01", ""), accrual.Named{Name: "odd", Clause: odd{Err: errOdd}})
	r, err = accrual.NewRun(b, day("2026-03-15"), month("2026-03"))
	require.NoError(t, err)
	require.ErrorIs(t, r.Next(nil), errOdd)
}

// A Run allocates nothing from month to month.
func TestRunDoesNotAllocate(t *testing.T) {
	a := lease("L-7", term("2020-01-01", ""), accrual.Named{Name: "rent", Clause: baseRent{rub("31.00")}}, accrual.Named{Name: "lines", Clause: share{tenth}},
		fee(accrual.Window{Cycle: accrual.ByYear}), accrual.Named{Name: "true-up", Clause: turnover{Share: tenth, In: accrual.Window{Cycle: accrual.ByQuarter, Once: true, After: 1}}})
	r, err := accrual.NewRun(a, day("2026-03-15"), month("2020-01"))
	require.NoError(t, err)
	meter, sum := r.Meter(sales), int64(0)
	yield := func(c *accrual.Charge) { sum += c.Amount.Minor() }
	year := func() {
		_ = r.Reset()
		for range 24 {
			r.Add(meter, 5000)
			_ = r.Next(yield)
		}
	}
	year()
	require.Positive(t, sum)
	require.Zero(t, testing.AllocsPerRun(10, year))
}

// Books go on as a Run: the window that the last close left open is the one in
// which it begins, before and after Reset. 900 were sold in January, so of the
// next 500 only 400 are over the 1,000 of the year.
func TestRunOnFromBooks(t *testing.T) {
	year := turnover{Share: tenth, Over: rub("1000.00"), In: accrual.Window{Cycle: accrual.ByYear}}
	later := accrual.Window{Cycle: accrual.ByMonth, Once: true, After: 1}
	h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "fee", Clause: year}, accrual.Named{Name: "later", Clause: turnover{Share: tenth, In: later}})}}
	h.facts = []accrual.Fact{sale("1", "2026-01-05", "2026-01-05", "900.00")}
	h.close("2026-01", "2026-02-01")
	r, err := h.books.Run(h.as[0])
	require.NoError(t, err)
	for range 2 {
		require.Equal(t, month("2026-02"), r.Month())
		r.Add(r.Meter(sales), 50000)
		require.Equal(t, []string{"fee R-3 cluster 40.00 RUB", "later R-3 cluster 90.00 RUB"}, charged(t, r))
		r.Add(r.Meter(sales), 10000)
		require.Equal(t, []string{"fee R-3 cluster 10.00 RUB", "later R-3 cluster 50.00 RUB"}, charged(t, r))
		require.NoError(t, r.Reset())
	}
	_, err = accrual.Books{}.Run(h.as[0])
	refused(t, err, at("month", finance.ErrMissing))
	other := lease("L-8", term("2026-01-01", ""), accrual.Named{Name: "fee", Clause: year})
	_, err = h.books.Run(other) // the books do not know it
	require.ErrorIs(t, err, finance.ErrOrder)
	h.as[0].Amendments[0].Set[0].Name = "fees"
	_, err = h.books.Run(h.as[0])
	require.ErrorIs(t, err, finance.ErrUnknown)
}

// The terms on a day, as known on another.
func TestTermsOnADay(t *testing.T) {
	a := lease("L-7", term("2026-01-01", "2027-01-01"), accrual.Named{Name: "top", Clause: minimum{rub("5.00"), "fee"}}, fee(accrual.Window{}))
	amend(&a, accrual.Amendment{From: day("2026-03-01"), Known: day("2026-02-10"), Drop: []string{"top"}, Parties: &accrual.Parties{Creditor: "cluster", Debtor: "R-4"}})
	for _, c := range []struct{ on, known, want string }{
		{"2025-12-31", "2026-02-01", ""}, {"2027-01-01", "2026-02-01", ""}, {"2026-01-01", "2025-12-12", ""},
		{"2026-01-01", "2025-12-13", "R-3 fee top"}, {"2026-12-31", "2026-02-10", "R-3 fee top"},
		{"2026-02-28", "2026-02-11", "R-3 fee top"}, {"2026-03-01", "2026-02-11", "R-4 fee"},
	} {
		terms, ok := a.On(day(c.on), day(c.known))
		require.Equal(t, c.want != "", ok, c)
		if !ok {
			require.Zero(t, terms)
			continue
		}
		got := string(terms.Parties.Debtor)
		for _, n := range terms.Clauses {
			got += " " + n.Name
		}
		require.Equal(t, c.want, got)
		require.Equal(t, *term("2026-01-01", "2027-01-01"), terms.Term)
	}
}
