package tenancy_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// warm is a house of 100 m² to let and a lobby of 25, heated together.
func warm() tenancy.House {
	h := tenancy.House{
		Landlord: "operator", Currency: finance.RUB,
		Buildings: []tenancy.Building{{ID: "main", Area: area("200")}},
		Spaces: []tenancy.Space{
			{ID: "A", Building: "main", Area: area("60")}, {ID: "B", Building: "main", Area: area("25")}, {ID: "C", Building: "main", Area: area("15")},
			{ID: "lobby", Building: "main", Area: area("25"), Common: true},
		},
		Residents: []tenancy.Resident{{ID: "R-1"}, {ID: "R-2"}, {ID: "R-3"}},
		Pools:     []servicecharge.Pool{{ID: "heat", Currency: finance.RUB}},
	}
	share := servicecharge.Share{Pool: "heat", Less: []string{"on account"}, After: 2}
	account := tenancy.Amount{Monthly: rub("100.00"), For: tenancy.ForServiceCharge}
	h.Leases = []tenancy.Lease{
		{ID: "L-1", Resident: "R-1", Spaces: tenancy.ForTerm("A"), Term: period("2025-06-01", ".."), Clauses: []accrual.Named{named("on account", account), named("heat", share)}},
		{ID: "L-2", Resident: "R-2", Spaces: []tenancy.Holding{{Space: "B"}, {Space: "C", Held: period("2026-07-02", "2027-01-01")}}, Term: period("2026-01-01", "2027-01-01"), Clauses: []accrual.Named{named("on account", account), named("heat", share)}},
		{ID: "L-3", Resident: "R-3", Spaces: tenancy.ForTerm("C"), Term: period("2025-01-01", "2026-03-15"), Clauses: []accrual.Named{named("rent", tenancy.Amount{Monthly: rub("100.00")})}},
	}
	return h
}

func heat(id, on, known, amount string) servicecharge.Cost {
	return servicecharge.Cost{ID: id, Pool: "heat", Category: "gas", On: day(on), Known: day(known), Amount: rub(amount)}
}

// 36,500.00 over the days of a year: 60 m² of 100 all year, 25 all year and 15
// more for the last 183 days; the landlord bears the rest.
func TestReconcile(t *testing.T) {
	h := warm()
	require.NoError(t, h.Validate())
	costs := []servicecharge.Cost{heat("1", "2026-01-31", "2026-02-05", "20000.00"), heat("2", "2026-12-31", "2027-01-20", "16500.00"), heat("3", "2026-12-31", "2027-03-05", "3650.00"), heat("4", "2025-12-31", "2026-02-05", "7.00")}
	first := tenancy.Reconciling{ID: "2026", Pool: "heat", Window: civil.YearOf(2026).Period(), Known: day("2027-02-15"), Costs: costs}
	s, err := h.Reconcile(first)
	require.NoError(t, err)
	charges := func(s servicecharge.Statement) (all []string) {
		for _, p := range s.Parts {
			all = append(all, p.Agreement+" "+p.Charge.String())
		}
		return append(all, "landlord "+s.Landlord.Total.String())
	}
	require.Equal(t, []string{"L-1 21900.00 RUB", "L-2 11870.00 RUB", "landlord 2730.00 RUB"}, charges(s)) // 9125 + 5475 × 183/365 = 11870
	second := first
	second.ID, second.Known = "2026-2", day("2027-03-10")
	again, err := h.Reconcile(second)
	require.NoError(t, err)
	require.Equal(t, []string{"L-1 24090.00 RUB", "L-2 13057.00 RUB", "landlord 3003.00 RUB"}, charges(again))

	c := closing{T: t, house: h}
	for m := range period("2026-01-01", "2027-02-01").Months() {
		c.close(m.String())
	}
	facts, err := s.Facts(servicecharge.Statement{}, day("2027-02-15"))
	require.NoError(t, err)
	c.facts = append(c.facts, facts...)
	require.Equal(t, []string{
		"R-1 heat 2027-02 20700.00 RUB 0.00 RUB", "R-1 on account 2027-02 100.00 RUB 0.00 RUB",
		"R-2 heat 2027-02 10670.00 RUB 0.00 RUB",
	}, slices.Sorted(slices.Values(c.close("2027-02"))))
	facts, err = again.Facts(s, day("2027-03-10"))
	require.NoError(t, err)
	c.facts = append(c.facts, facts...)
	require.Equal(t, []string{
		"R-1 heat 2027-02 2190.00 RUB 0.00 RUB", "R-1 on account 2027-03 100.00 RUB 0.00 RUB",
		"R-2 heat 2027-02 1187.00 RUB 0.00 RUB",
	}, slices.Sorted(slices.Values(c.close("2027-03"))))
}

// Terms that change in the year, a space that is measured again, a denominator
// with the lobby, and a key that the host gives.
func TestReconcileThroughChanges(t *testing.T) {
	year := tenancy.Reconciling{ID: "2026", Pool: "heat", Window: civil.YearOf(2026).Period(), Known: day("2027-02-15"), Costs: []servicecharge.Cost{heat("1", "2026-12-31", "2027-01-20", "36500.00")}}
	half := day("2026-07-02")
	for _, c := range []struct {
		name   string
		change func(h *tenancy.House, r *tenancy.Reconciling)
		want   []string
	}{
		{"a fixed share from July", func(h *tenancy.House, _ *tenancy.Reconciling) {
			h.Leases[0].Amendments = []accrual.Amendment{{From: half, Known: half, Set: []accrual.Named{named("heat", servicecharge.Share{Pool: "heat", Fixed: rate("50%"), Less: []string{"on account"}})}}}
		}, []string{"10920.00", "9150.00", "11870.00"}}, // 36500 × 60% × 182/365, × 50% × 183/365
		{"one that was not known in time", func(h *tenancy.House, r *tenancy.Reconciling) {
			h.Leases[0].Amendments = []accrual.Amendment{{From: half, Known: r.Known, Set: []accrual.Named{named("heat", servicecharge.Share{Pool: "heat", Fixed: rate("50%"), Less: []string{"on account"}})}}}
		}, []string{"21900.00", "11870.00"}},
		{"an end that was not known in time", func(h *tenancy.House, r *tenancy.Reconciling) {
			early := period("2025-06-01", "2025-12-01")
			h.Leases[0].Amendments = []accrual.Amendment{{From: early.To, Known: r.Known, Term: &early}}
		}, []string{"21900.00", "11870.00"}},
		{"a move that was not known in time", func(h *tenancy.House, r *tenancy.Reconciling) {
			h.Leases[1].Events = []tenancy.Event{{Action: tenancy.Move, On: half, Known: r.Known, Spaces: []string{"B"}}}
		}, []string{"21900.00", "11870.00"}},
		{"a share that is dropped", func(h *tenancy.House, _ *tenancy.Reconciling) {
			h.Leases[0].Amendments = []accrual.Amendment{{From: half, Known: half, Drop: []string{"heat"}}}
		}, []string{"10920.00", "11870.00"}},
		{"one that is dropped and set again", func(h *tenancy.House, _ *tenancy.Reconciling) {
			share := h.Leases[0].Clauses[1]
			h.Leases[0].Amendments = []accrual.Amendment{{From: half, Known: half, Drop: []string{"heat"}}, {From: day("2026-10-01"), Known: half, Set: []accrual.Named{share}}}
		}, []string{"16440.00", "11870.00"}}, // 182 + 92 days
		{"a term that ends early", func(h *tenancy.House, _ *tenancy.Reconciling) {
			early := period("2025-06-01", "2026-07-02")
			h.Leases[0].Amendments = []accrual.Amendment{{From: half, Known: half, Term: &early}}
		}, []string{"10920.00", "11870.00"}},
		{"measured again", func(h *tenancy.House, _ *tenancy.Reconciling) {
			h.Spaces[0].Measured = civil.Timeline[tenancy.Measure]{{From: half, Value: tenancy.Measure{Area: area("50")}, Source: "a survey"}}
			h.Spaces[1].Measured = civil.Timeline[tenancy.Measure]{{From: half, Value: tenancy.Measure{Area: area("35")}, Source: "a survey"}}
		}, []string{"20070.00", "13700.00"}}, // 100 × (60 × 182 + 50 × 183) / 100, 100 × (25 × 182 + 50 × 183) / 100
		{"with the lobby", func(h *tenancy.House, _ *tenancy.Reconciling) {
			for i := range 2 {
				h.Leases[i].Clauses[1].Clause = servicecharge.Share{Pool: "heat", Of: servicecharge.LettableAndCommon, Less: []string{"on account"}}
			}
		}, []string{"17520.00", "9496.00"}},
		{"a floor counts by what it holds", func(h *tenancy.House, _ *tenancy.Reconciling) {
			h.Spaces = append(h.Spaces, tenancy.Space{ID: "floor", Building: "main", Area: area("190"), Common: true})
			for i := range 4 {
				h.Spaces[i].Within, h.Spaces[i].Building = "floor", ""
			}
			for i := range 2 {
				h.Leases[i].Clauses[1].Clause = servicecharge.Share{Pool: "heat", Of: servicecharge.LettableAndCommon, Less: []string{"on account"}}
			}
		}, []string{"17520.00", "9496.00"}},
		{"by heads", func(h *tenancy.House, r *tenancy.Reconciling) {
			h.Pools[0].Key = servicecharge.ByHeads
			for i := range 2 {
				h.Leases[i].Clauses[1].Clause = servicecharge.Share{Pool: "heat", Of: servicecharge.LetOnly, Less: []string{"on account"}}
			}
			r.Values = map[string]civil.Timeline[int64]{"L-1": {{From: day("2026-01-01"), Value: 1, Source: "told"}}, "L-2": {{From: day("2026-01-01"), Value: 3, Source: "told"}}}
		}, []string{"9125.00", "27375.00"}},
		{"sizes of its own", func(h *tenancy.House, _ *tenancy.Reconciling) {
			h.Pools[0].Sizes = civil.Timeline[servicecharge.Size]{{From: day("2026-01-01"), Value: servicecharge.Size{Lettable: 20000}, Source: "agreed"}}
		}, []string{"10950.00", "5935.00"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h, r := warm(), year
			c.change(&h, &r)
			require.NoError(t, h.Validate())
			s, err := h.Reconcile(r)
			require.NoError(t, err)
			var got []string
			total := s.Landlord.Total
			for _, p := range s.Parts {
				got = append(got, p.Charge.Decimal().StringFixed(2))
				total, err = total.Add(p.Charge)
				require.NoError(t, err)
			}
			require.Equal(t, c.want, got)
			require.Equal(t, rub("36500.00"), total)
		})
	}
}

// Leases whose rents hold all costs share in nothing and occupy all the same:
// variable costs of a house that is 96 % full are brought to 100 % from that, not
// from the 92.52 % of those who share.
func TestReconcileByOccupancy(t *testing.T) {
	h := warm()
	h.Pools[0].GrossUp = rate("100%")
	cost := heat("1", "2026-12-31", "2027-01-20", "36500.00")
	cost.Variable = true
	r := tenancy.Reconciling{ID: "2026", Pool: "heat", Window: civil.YearOf(2026).Period(), Known: day("2027-02-15"), Costs: []servicecharge.Cost{cost}, Occupancy: rate("96%")}
	s, err := h.Reconcile(r)
	require.NoError(t, err)
	require.Equal(t, rate("96%"), s.Occupancy)
	require.Equal(t, []finance.Money{rub("22812.50"), rub("12364.58")}, []finance.Money{s.Parts[0].Charge, s.Parts[1].Charge}) // 36500 / 96 % × 60 %, × 11870/36500
	r.Occupancy = finance.Rate{}
	s, err = h.Reconcile(r)
	require.NoError(t, err)
	require.Equal(t, []finance.Money{rub("23670.41"), rub("12829.58")}, []finance.Money{s.Parts[0].Charge, s.Parts[1].Charge}) // those who share bear all of it, cut to the kopeck
}

func TestReconcileRefused(t *testing.T) {
	h := warm()
	year := civil.YearOf(2026).Period()
	_, err := h.Reconcile(tenancy.Reconciling{ID: "2026", Pool: "water", Window: year, Known: day("2027-02-15")})
	require.ErrorIs(t, err, finance.ErrUnknown)
	_, err = h.Reconcile(tenancy.Reconciling{ID: "2026", Pool: "heat", Window: period("2026-01-01", ".."), Known: day("2027-02-15")})
	require.ErrorIs(t, err, finance.ErrRange)
	_, err = h.Reconcile(tenancy.Reconciling{Pool: "heat", Window: year, Known: day("2027-02-15")})
	require.ErrorIs(t, err, finance.ErrMissing)
	h.Leases[0].Clauses[1].Clause = servicecharge.Share{Pool: "water", Less: []string{"on account"}}
	require.Equal(t, []string{"leases[0].clauses[1].pool"}, paths(t, h.Validate()))
	h = warm()
	h.Pools = append(h.Pools, h.Pools[0])
	require.Equal(t, []string{"pools[1].id"}, paths(t, h.Validate()))
	h.Pools = []servicecharge.Pool{{ID: "heat", Currency: finance.USD}}
	require.Equal(t, []string{"pools[0].currency"}, paths(t, h.Validate()))
}
