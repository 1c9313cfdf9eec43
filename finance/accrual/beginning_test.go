package accrual_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// The first day of a term moves to a later one after months before it were
// closed. What comes late from before it is counted from the new beginning: not
// from a checkpoint of the time when there was another.
func TestALaterBeginning(t *testing.T) {
	year := accrual.Named{Name: "fee", Clause: turnover{Share: tenth, Over: rub("365.00"), Part: true, In: accrual.Window{Cycle: accrual.ByYear}}}
	h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", "2027-01-01"), year)}}
	h.facts = []accrual.Fact{sale("1", "2026-02-05", "2026-02-05", "300.00"), sale("2", "2026-06-10", "2026-06-10", "400.00")}
	h.through("2026-01", "2026-03")
	amend(&h.as[0], accrual.Amendment{From: day("2026-06-02"), Known: day("2026-04-10"), Term: term("2026-06-02", "2027-01-01")})
	h.through("2026-04", "2026-06")
	h.facts = append(h.facts, sale("3", "2026-02-06", "2026-07-10", "50.00"))
	h.through("2026-07", "2026-07")
	once, err := h.as[0].DryRun(month("2026-01"), month("2026-07"), slices.Values(h.facts))
	require.NoError(t, err)
	sum := func(os []accrual.Obligation) finance.Money {
		total := rub("0.00")
		for _, o := range os {
			total, _ = total.Add(o.Net)
		}
		return total
	}
	var posted []accrual.Obligation
	for o := range h.books.Posted() {
		posted = append(posted, o)
	}
	require.Equal(t, sum(once), sum(posted))
}
