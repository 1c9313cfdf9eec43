package tenancy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/cashflow"
)

// Three years, three months of them free, then 100,000 and 5 % more on each
// anniversary: 96,750 a month, as the published case ten-138 has it.
func TestStraightLineOfALease(t *testing.T) {
	h := quarter()
	h.Tax = accrual.Tax{}
	rent := tenancy.Amount{Monthly: rub("100000.00"), Steps: tenancy.Yearly(rate("5%"), day("2026-01-01"), day("2029-01-01"))}
	l := tenancy.Lease{
		ID: "L-1", Resident: "R-3", Spaces: tenancy.ForTerm("hall"), Term: period("2026-01-01", "2029-01-01"),
		Clauses: []accrual.Named{named("rent", rent), named("rent-free", rent.Abated(rate("100%"), period("2026-01-01", "2026-04-01")))},
	}
	months, err := h.StraightLine(l, cashflow.ByMonth, finance.HalfUp)
	require.NoError(t, err)
	require.Len(t, months, 36)
	total := rub("0.00")
	for _, m := range months {
		require.Equal(t, rub("96750.00"), m.Income)
		total, err = total.Add(m.Cash)
		require.NoError(t, err)
	}
	require.Equal(t, rub("3483000.00"), total)
	require.Equal(t, rub("290250.00"), months[2].Accrued)
	require.Equal(t, rub("0.00"), months[35].Accrued)
	alone, err := h.StraightLine(l, cashflow.ByMonth, finance.HalfUp, "rent-free")
	require.NoError(t, err)
	free, err := finance.Sum(alone[0].Cash, alone[1].Cash, alone[2].Cash)
	require.NoError(t, err)
	require.Equal(t, rub("-300000.00"), free)
}

// A lease from the 21st pays on its first day; what settles after the term is
// recognised within it; one without an end has no line.
func TestStraightLineAtTheEdges(t *testing.T) {
	h := quarter()
	h.Tax = accrual.Tax{}
	l := tenancy.Lease{
		ID: "L-1", Resident: "R-3", Spaces: tenancy.ForTerm("hall"), Term: period("2026-03-21", "2026-06-21"),
		Clauses: []accrual.Named{named("rent", tenancy.Amount{Monthly: rub("31000.00")}), named("least", tenancy.Bound{Of: []string{"rent"}, AtLeast: rub("100000.00"), Cycle: accrual.ByContractYear, After: 2})},
	}
	months, err := h.StraightLine(l, cashflow.ByDay, 0)
	require.NoError(t, err)
	require.Equal(t, rub("0.00"), months[len(months)-1].Accrued)
	require.Equal(t, rub("11000.00"), months[0].Cash)
	income := rub("0.00")
	for _, m := range months {
		income, err = income.Add(m.Income)
		require.NoError(t, err)
	}
	require.Equal(t, rub("100000.00"), income)
	l.Term = period("2026-03-21", "..")
	_, err = h.StraightLine(l, cashflow.ByDay, 0)
	require.ErrorIs(t, err, finance.ErrRange)
	require.ErrorContains(t, err, "straight line")
}
