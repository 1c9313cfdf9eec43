package tenancy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/cluster/tenancy/index"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// What is too large is refused before a month is closed, and named.
func TestSizesRefused(t *testing.T) {
	const most, more = "100000000000.00", "100000000000.01"
	parts := func(parts ...string) (steps []tenancy.Step) {
		for i, p := range parts {
			steps = append(steps, tenancy.Step{From: day("2026-04-02").AddDays(i), Part: rate(p)})
		}
		return steps
	}
	var raises []tenancy.Step
	for i := range 400 {
		raises = append(raises, tenancy.Step{From: day("2026-04-01").AddDays(i), Raise: rate("1000%")})
	}
	for _, c := range []struct {
		name   string
		clause interface{ Validate() error }
		path   string
		want   error
	}{
		{"the largest amount", tenancy.Amount{Monthly: rub(most)}, "", nil},
		{"one more", tenancy.Amount{Monthly: rub(more)}, "monthly", finance.ErrLimit},
		{"a hundred metres", tenancy.Amount{Monthly: rub("1000000000.00"), Area: area("100")}, "", nil},
		{"a little more than a hundred", tenancy.Amount{Monthly: rub("1000000000.00"), Area: area("100.01")}, "monthly", finance.ErrLimit},
		{"beyond all", tenancy.Amount{Monthly: rub(most), Area: area(largest)}, "monthly", finance.ErrOverflow},
		{"all metres by the piece", tenancy.Amount{Monthly: rub(most), Count: num("1000000")}, "monthly", finance.ErrOverflow},
		{"tenfold, again and again", tenancy.Amount{Monthly: rub("1.00"), Steps: raises[:12]}, "steps[10]", finance.ErrLimit},
		{"until no price holds it", tenancy.Amount{Monthly: rub("1.00"), Part: rate("0.01%"), Area: area("0.01"), Steps: raises}, "steps[16]", finance.ErrOverflow},
		{"a new price", tenancy.Amount{Monthly: rub("1.00"), Steps: []tenancy.Step{{From: day("2026-04-01"), Monthly: rub(more)}}}, "steps[0].monthly", finance.ErrLimit},
		{"parts of a million", tenancy.Amount{Monthly: rub("1.00"), Steps: parts("1/1000", "1/10", "1/625", "1/64", "33%")}, "", nil},
		{"parts of nothing in common", tenancy.Amount{Monthly: rub("1.00"), Steps: parts("1/9973", "1/9967", "1/9949")}, "steps[1].part", finance.ErrRange},
		{"parts too fine for the price", tenancy.Amount{Monthly: rub(most), Steps: parts("0.01%")}, "steps[0]", finance.ErrOverflow},
		{"a breakpoint", tenancy.TurnoverRent{Share: rate("8%"), Over: rub(more)}, "over", finance.ErrLimit},
		{"deemed sales", tenancy.TurnoverRent{Share: rate("8%"), Deemed: rub(more)}, "deemed", finance.ErrLimit},
		{"a base of a step", tenancy.TurnoverRent{Tiers: &finance.Tiers{Mode: finance.BasePlus, Steps: []finance.Tier{{Over: rub("0.00"), Rate: rate("8%"), Base: rub(more)}}}}, "tiers.steps[0].base", finance.ErrLimit},
		{"a minimum", tenancy.Bound{Of: []string{"rent"}, AtLeast: rub(more)}, "at_least", finance.ErrLimit},
		{"a gift", tenancy.OneOff{On: day("2026-04-01"), Sum: rub("-" + more)}, "sum", finance.ErrLimit},
		{"a stay", tenancy.HoldoverRent{Monthly: rub(more), Since: day("2026-04-01")}, "monthly", finance.ErrLimit},
		{"a fee", tenancy.Fee{Sum: rub(more)}, "sum", finance.ErrLimit},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := c.clause.Validate()
			if c.want == nil {
				require.NoError(t, err)
				return
			}
			require.Equal(t, []string{c.path}, paths(t, err))
			require.ErrorIs(t, err, c.want)
		})
	}
}

// The largest amounts that are accepted close, whatever counts them.
func TestTheLargestCloses(t *testing.T) {
	most := tenancy.Amount{Monthly: rub("100000000000.00")}
	h := small(named("a", most), named("b", most), named("c", tenancy.Bound{Of: []string{"a", "b"}, AtLeast: most.Monthly, AtMost: most.Monthly, Cycle: accrual.ByLife}))
	h.Leases[0].Term = period("1900-01-01", "2099-01-01")
	require.NoError(t, h.Validate())
	as, err := h.Agreements()
	require.NoError(t, err)
	charged, err := as[0].DryRun(civil.MustMonth("2098-12"), civil.MustMonth("2098-12"), nil)
	require.NoError(t, err)
	require.Len(t, charged, 3)
	require.Equal(t, rub("-477500000000000.00"), charged[2].Net) // two amounts in 2388 months are one, in a life
}

// An index that raises a price beyond all is refused as such.
func TestIndexBeyondAll(t *testing.T) {
	h := reviewed(tenancy.Amount{Monthly: rub("28000000.00")})
	require.NoError(t, h.Validate())
	h.Series[0].Values[4].Value = num("1000000000")
	err := h.Validate()
	require.Equal(t, []string{"leases[0].clauses[0].index"}, paths(t, err))
	require.ErrorIs(t, err, finance.ErrLimit)
	h.Leases[0].Clauses[0].Clause = tenancy.Amount{Monthly: rub("100.00"), Index: &index.Indexation{Series: "cpi", First: day("2026-02-11"), Every: 1, Lag: 1, Base: civil.MustMonth("2025-12")}}
	require.NoError(t, h.Validate())
}
