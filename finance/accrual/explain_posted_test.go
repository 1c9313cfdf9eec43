package accrual_test

import (
	"fmt"
	"iter"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Each posting of a turnover fee reads as what it is: the first as the formula,
// each adjustment as the new total less what was posted of it.
func TestExplainPosted(t *testing.T) {
	h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", ""), fee(accrual.Window{}))}}
	h.facts = []accrual.Fact{sale("1", "2026-01-05", "2026-01-05", "300.00"), sale("2", "2026-01-06", "2026-02-10", "50.00"), sale("3", "2026-01-07", "2026-03-10", "7.00")}
	h.through("2026-01", "2026-03")
	var said []string
	for o := range h.books.Posted() {
		e, err := accrual.ExplainPosted(h.books, h.as, o, slices.Values(h.facts))
		require.NoError(t, err)
		rest, err := e.Net.Sub(e.Posted)
		require.NoError(t, err)
		require.Equal(t, o.Net, rest)
		said = append(said, fmt.Sprintf("%v: %v", o.Net, e))
	}
	require.Equal(t, []string{
		"20.00 RUB: 200.00 RUB × 10%",
		"5.00 RUB: 250.00 RUB × 10%, less posted before 20.00 RUB",
		"0.70 RUB: 257.00 RUB × 10%, less posted before 25.00 RUB",
	}, said)
	last := slices.Collect(iter.Seq[accrual.Obligation](h.books.Posted()))[1]
	e, err := accrual.ExplainPosted(h.books, h.as, last, slices.Values(h.facts))
	require.NoError(t, err)
	require.Equal(t, "250,00\u00a0₽ × 10%, за вычетом проведённых ранее 20,00\u00a0₽", e.Text(accrual.Russian))
	last.Agreement = "L-8"
	_, err = accrual.ExplainPosted(h.books, h.as, last, nil)
	require.ErrorIs(t, err, finance.ErrUnknown)
	last.Agreement, last.Cutoff = "L-7", day("2026-01-02")
	_, err = accrual.ExplainPosted(h.books, h.as, last, nil)
	require.ErrorIs(t, err, finance.ErrUnknown)
}

// Where the tax is inside of what a clause gives, it is inside of what was posted
// before too: of 120.00 with 20 % inside, 20.00 is tax.
func TestExplainPostedWithTaxInside(t *testing.T) {
	l := lease("L-7", term("2026-01-01", ""), fee(accrual.Window{}))
	l.Tax = accrual.Tax{Rates: civil.Timeline[finance.Rate]{{From: day("2026-01-01"), Value: finance.MustRate("20%"), Source: "Federal law 303-FZ of 3 August 2018"}}, Included: true, Rounding: finance.HalfUp}
	h := host{as: []accrual.Agreement{l}}
	h.facts = []accrual.Fact{sale("1", "2026-01-05", "2026-01-05", "1300.00"), sale("2", "2026-01-06", "2026-02-10", "60.00")}
	h.through("2026-01", "2026-02")
	var said []string
	for o := range h.books.Posted() {
		e, err := accrual.ExplainPosted(h.books, h.as, o, slices.Values(h.facts))
		require.NoError(t, err)
		said = append(said, fmt.Sprintf("%v + %v: %v", o.Net, o.Tax, e))
	}
	require.Equal(t, []string{
		"100.00 RUB + 20.00 RUB: 1200.00 RUB × 10%",
		"5.00 RUB + 1.00 RUB: 1260.00 RUB × 10%, less posted before 120.00 RUB",
	}, said)
}

// served is a clause over the whole term that says what came before in one sum.
type served struct{}

func (served) Window() accrual.Window  { return accrual.Window{Cycle: accrual.ByLife} }
func (served) Meters() []accrual.Meter { return nil }
func (served) Earned(s accrual.Span) (finance.Money, error) {
	months := int64(s.To.MonthsSince(s.Window.From))
	total := finance.Minor(100_00*months, s.Currency)
	s.Trace.Days(rub("100.00"), 1, 1)
	if months > 1 {
		s.Trace.Fixed(finance.Minor(100_00*(months-1), s.Currency))
	}
	return total, nil
}

// What all months before came to is not said, to be taken off again.
func TestTheTimeBeforeIsNotSaidTwice(t *testing.T) {
	h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "fee", Clause: served{}})}}
	for _, m := range []string{"2026-01", "2026-02", "2026-05"} {
		require.Equal(t, "100.00 RUB × 1/1 days", explain(t, h, "fee", month(m).Period(), "2026-07-01").String())
	}
}

// What is billed in advance is due no earlier than the term begins.
func TestAdvanceIsDueAsTheTermBegins(t *testing.T) {
	rent := accrual.Named{Name: "rent", Advance: true, Due: 2, Clause: baseRent{rub("310.00")}}
	h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-20", ""), rent)}}
	h.through("2026-01", "2026-02")
	var due []string
	for o := range h.books.Posted() {
		due = append(due, o.Due.String())
	}
	require.Equal(t, []string{"2026-01-22", "2026-02-03"}, due)
}
