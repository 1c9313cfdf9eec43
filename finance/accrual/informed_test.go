package accrual_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// reviewed is a rent that moves to a published price from a day on; without
// news the price before stands.
type reviewed struct {
	Monthly   finance.Money
	Published []publication
}

type publication struct {
	from, known civil.Date
	price       finance.Money
}

func (reviewed) Window() accrual.Window  { return accrual.Window{} }
func (reviewed) Meters() []accrual.Meter { return nil }
func (r reviewed) Earned(s accrual.Span) (finance.Money, error) {
	price := r.Monthly
	for _, p := range r.Published {
		if !p.from.After(s.Window.From) {
			price = p.price
		}
	}
	return baseRent{price}.Earned(s)
}

func (r reviewed) AsKnown(before civil.Date) accrual.Clause {
	r.Published = slices.DeleteFunc(slices.Clone(r.Published), func(p publication) bool { return !p.known.Before(before) })
	slices.SortStableFunc(r.Published, func(a, b publication) int {
		if c := a.from.Compare(b.from); c != 0 {
			return c
		}
		return a.known.Compare(b.known)
	})
	return r
}

func (r reviewed) News(from, to civil.Date) (first civil.Date) {
	for _, p := range r.Published {
		if !p.known.Before(from) && p.known.Before(to) && (first.IsZero() || p.from.Before(first)) {
			first = p.from
		}
	}
	return first
}

// The price of March is published in April, and corrected in June.
func TestWhatIsPublishedLateAdjusts(t *testing.T) {
	rent := accrual.Named{Name: "rent", Clause: reviewed{rub("310.00"), []publication{
		{day("2026-03-01"), day("2026-04-12"), rub("372.00")},
		{day("2026-03-01"), day("2026-06-10"), rub("341.00")},
	}}}
	h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", ""), rent)}}
	require.Equal(t, []string{"rent 2026-01 310.00", "rent 2026-02 310.00", "rent 2026-03 310.00"}, h.through("2026-01", "2026-03"))
	require.Equal(t, []string{"rent 2026-03 62.00", "rent 2026-04 372.00"}, h.close("2026-04", "2026-05-01"))
	require.Equal(t, []string{"rent 2026-05 372.00"}, h.close("2026-05", "2026-06-01"))
	require.Equal(t, []string{"rent 2026-03 -31.00", "rent 2026-04 -31.00", "rent 2026-05 -31.00", "rent 2026-06 341.00"}, h.close("2026-06", "2026-07-01"))
	require.Empty(t, h.close("2026-06", "2026-07-01"))
	explained, err := accrual.Explain(h.as[0], accrual.Key{Agreement: "L-7", Clause: "rent", Slot: month("2026-03").Period()}, day("2026-05-01"), nil)
	require.NoError(t, err)
	require.Equal(t, "372.00 RUB × 31/31 days", explained.String(), "as known before the cut-off asked for")
	terms, ok := h.as[0].On(day("2026-03-05"), day("2026-04-12"))
	require.True(t, ok)
	require.Empty(t, terms.Clauses[0].Clause.(reviewed).Published)
}

// A clause that an amendment sets in March is told nothing of the days before,
// and one that another amendment has replaced tells nothing new.
func TestNewsOfAClauseBeginWithItsAmendment(t *testing.T) {
	news := []publication{{day("2026-01-01"), day("2026-04-12"), rub("372.00")}}
	a := lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "rent", Clause: baseRent{rub("310.00")}})
	amend(&a, accrual.Amendment{From: day("2026-03-01"), Known: day("2026-02-01"), Set: []accrual.Named{{Name: "rent", Clause: reviewed{rub("341.00"), news}}}})
	h := host{as: []accrual.Agreement{a}}
	h.through("2026-01", "2026-03")
	require.Equal(t, []string{"rent 2026-03 31.00", "rent 2026-04 372.00"}, h.close("2026-04", "2026-05-01"))
	first, err := accrual.NeedFrom(h.books, h.as, month("2026-05"), day("2026-06-01"), nil)
	require.NoError(t, err)
	require.Equal(t, day("2026-05-01"), first)
}

// Closed + adjusted = closed with everything known from the start, whatever was
// published when.
func TestPublishedLateIsPublishedFromTheStart(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 7))
		var late, early []publication
		for range r.IntN(6) {
			from := month("2026-01").Add(r.IntN(8)).First()
			p := publication{from, day("2026-01-15").AddDays(r.IntN(240)), finance.Minor(int64(r.IntN(100_000)), finance.RUB)}
			late = append(late, p)
		}
		slices.SortStableFunc(late, func(a, b publication) int { return a.known.Compare(b.known) })
		for i, p := range late {
			p.known = day("2025-01-01").AddDays(i)
			early = append(early, p)
		}
		totals := func(published []publication) map[civil.Month]int64 {
			rent := accrual.Named{Name: "rent", Clause: reviewed{rub("310.00"), published}}
			minimum := accrual.Named{Name: "yearly", Clause: turnover{Share: finance.MustRate("10%"), Less: "rent", In: accrual.Window{Cycle: accrual.ByQuarter}}}
			h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-10", ""), rent, minimum)}}
			h.through("2026-01", "2026-09")
			sum := map[civil.Month]int64{}
			for o := range h.books.Posted() {
				sum[o.For] += o.Net.Minor()
			}
			return sum
		}
		require.Equal(t, totals(early), totals(late), seed)
	}
}
