package tenancy_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// quarter is a small house (fictional): a studio that pays a base rent and a
// share of its turnover, a shop by area, a desk inside the hall, and room to
// let.
func quarter() tenancy.House {
	return tenancy.House{
		Landlord: "operator",
		Currency: finance.RUB,
		Tax: vat(false, finance.HalfUp,
			civil.Entry[finance.Rate]{From: day("2019-01-01"), Value: rate("20%"), Source: "a table of the host"},
			civil.Entry[finance.Rate]{From: day("2026-01-01"), Value: rate("22%"), Source: "a table of the host"}),
		Buildings: []tenancy.Building{{ID: "main", Area: area("500")}, {ID: "wing", Area: area("100")}},
		Spaces: []tenancy.Space{
			{ID: "B-12", Building: "main", Area: area("45.50"), Use: tenancy.Studio},
			{ID: "S-1", Building: "main", Area: area("80"), Use: tenancy.Shop},
			{ID: "hall", Building: "main", Area: area("200"), Use: tenancy.Hall, Asking: rub("600.00")},
			{ID: "D-1", Building: "main", Use: tenancy.Desk},
			{ID: "lobby", Building: "main", Area: area("100"), Common: true},
			{ID: "W-1", Building: "wing", Area: area("100"), Use: tenancy.Workshop, Lettable: period("2026-06-01", "..")},
			{ID: "yard", Area: area("300"), Use: tenancy.Land},
		},
		Residents: []tenancy.Resident{
			{ID: "R-3", Name: "Ceramics workshop (fictional)", Region: "RU-SA", Since: day("2026-03-21"), Jobs: 4},
			{ID: "R-4", Name: "Bookshop (fictional)"},
		},
		Leases: []tenancy.Lease{
			{
				ID: "L-7", Resident: "R-3", Spaces: tenancy.ForTerm("B-12"), Term: period("2026-03-21", "2027-03-21"), Signed: day("2026-03-02"),
				Clauses: []accrual.Named{
					named("base rent", tenancy.Amount{Monthly: rub("45000.00")}),
					named("turnover rent", tenancy.TurnoverRent{Share: rate("8%"), Over: rub("150000.00")}),
				},
			},
			{
				ID: "L-8", Resident: "R-4", Spaces: tenancy.ForTerm("S-1", "D-1"), Term: period("2025-09-01", ".."),
				Clauses: []accrual.Named{
					named("rent", tenancy.Amount{Monthly: rub("1200.00"), Area: area("80")}),
					{Name: "desk", Clause: tenancy.Amount{Monthly: rub("3000.00")}, Untaxed: true},
				},
			},
		},
	}
}

func TestHouseIsValid(t *testing.T) {
	require.NoError(t, quarter().Validate())
	require.Equal(t, []string{"landlord", "currency"}, paths(t, tenancy.House{}.Validate()))
	require.NoError(t, tenancy.Space{ID: strings.Repeat("x", accrual.MaxText), Area: area("1")}.Validate())
}

// Each row breaks one thing and names the one place that is reported.
func TestHouseRefused(t *testing.T) {
	rent := named("rent", tenancy.Amount{Monthly: rub("1.00")})
	for _, c := range []struct {
		name  string
		spoil func(h *tenancy.House)
		path  string
		want  error
	}{
		{"no landlord", func(h *tenancy.House) { h.Landlord = "" }, "landlord", finance.ErrMissing},
		{"no currency", func(h *tenancy.House) { h.Currency = 0 }, "currency", finance.ErrMissing},
		{"tax below nothing", func(h *tenancy.House) { h.Tax.Rates[1].Value = rate("-1%") }, "tax.rates[1]", finance.ErrNegative},
		{"two buildings of one id", func(h *tenancy.House) { h.Buildings[1].ID = "main"; h.Spaces[5].Building = "" }, "buildings[1].id", finance.ErrDuplicate},
		{"a building without area", func(h *tenancy.House) { h.Buildings[1].Area = tenancy.Area{}; h.Spaces[5].Building = "" }, "buildings[1].area", finance.ErrMissing},
		{"a building without id", func(h *tenancy.House) {
			h.Buildings[1].ID = ""
			h.Spaces[5].Building = ""
			h.Spaces[6].Building = "main"
			h.Spaces[6].Area = area("1")
		}, "buildings[1].id", finance.ErrMissing},
		{"two spaces of one id", func(h *tenancy.House) { h.Spaces[6].ID = "hall" }, "spaces[6].id", finance.ErrDuplicate},
		{"a space without id", func(h *tenancy.House) { h.Spaces[6].ID = "" }, "spaces[6].id", finance.ErrMissing},
		{"a long id", func(h *tenancy.House) { h.Spaces[6].ID = strings.Repeat("x", 257) }, "spaces[6].id", finance.ErrLimit},
		{"a space without area", func(h *tenancy.House) { h.Spaces[6].Area = tenancy.Area{} }, "spaces[6].area", finance.ErrMissing},
		{"an unknown use", func(h *tenancy.House) { h.Spaces[6].Use = 12 }, "spaces[6].use", finance.ErrRange},
		{"a reversed period", func(h *tenancy.House) { h.Spaces[6].Lettable = period("2026-01-02", "2026-01-01") }, "spaces[6].lettable.to", finance.ErrOrder},
		{"an asking price below nothing", func(h *tenancy.House) { h.Spaces[2].Asking = rub("-1.00") }, "spaces[2].asking", finance.ErrNegative},
		{"a price for the lobby", func(h *tenancy.House) { h.Spaces[4].Asking = rub("1.00") }, "spaces[4].asking", finance.ErrConflict},
		{"a price in dollars", func(h *tenancy.House) { h.Spaces[2].Asking = finance.MustMoney("1.00 USD") }, "spaces[2].asking", finance.ErrCurrency},
		{"a space in no building of the house", func(h *tenancy.House) { h.Spaces[6].Building = "annex" }, "spaces[6].building", finance.ErrUnknown},
		{"more spaces than building", func(h *tenancy.House) { h.Spaces[5].Area = area("100.01") }, "buildings[1].area", finance.ErrLimit},
		{"two residents of one id", func(h *tenancy.House) { h.Residents = append(h.Residents, h.Residents[0]) }, "residents[2].id", finance.ErrDuplicate},
		{"a resident without id", func(h *tenancy.House) { h.Residents = append(h.Residents, tenancy.Resident{}) }, "residents[2].id", finance.ErrMissing},
		{"no region", func(h *tenancy.House) { h.Residents[0].Region = "Sakha" }, "residents[0].region", finance.ErrSyntax},
		{"fewer than no jobs", func(h *tenancy.House) { h.Residents[0].Jobs = -1 }, "residents[0].jobs", finance.ErrNegative},
		{"two leases of one id", func(h *tenancy.House) { h.Leases[1].ID = "L-7" }, "leases[1].id", finance.ErrDuplicate},
		{"a lease without id", func(h *tenancy.House) { h.Leases[1].ID = "" }, "leases[1].id", finance.ErrMissing},
		{"a lease of nobody", func(h *tenancy.House) { h.Leases[1].Resident = "" }, "leases[1].resident", finance.ErrMissing},
		{"a lease of a stranger", func(h *tenancy.House) { h.Leases[1].Resident = "R-9" }, "leases[1].resident", finance.ErrUnknown},
		{"a lease of no space", func(h *tenancy.House) { h.Leases[1].Spaces = nil }, "leases[1].spaces", finance.ErrMissing},
		{"a lease of an unknown space", func(h *tenancy.House) { h.Leases[1].Spaces[1].Space = "D-9" }, "leases[1].spaces[1].space", finance.ErrUnknown},
		{"a lease of a nameless space", func(h *tenancy.House) { h.Leases[1].Spaces[1].Space = "" }, "leases[1].spaces[1].space", finance.ErrMissing},
		{"one space twice in a lease", func(h *tenancy.House) { h.Leases[1].Spaces[1].Space = "S-1" }, "leases[1].spaces[1]", finance.ErrDuplicate},
		{"a lease of the lobby", func(h *tenancy.House) { h.Leases[1].Spaces[1].Space = "lobby" }, "leases[1].spaces[1].space", finance.ErrConflict},
		{"a lease before the space is there", func(h *tenancy.House) { h.Leases[1].Spaces[1].Space = "W-1" }, "leases[1].spaces[1].space", finance.ErrRange},
		{"a reversed term", func(h *tenancy.House) { h.Leases[0].Term = period("2026-03-21", "2026-03-20") }, "leases[0].term.to", finance.ErrOrder},
		{"no term", func(h *tenancy.House) { h.Leases[1].Term = civil.Period{} }, "leases[1].term.from", finance.ErrMissing},
		{"a nameless clause", func(h *tenancy.House) { h.Leases[0].Clauses[1].Name = "" }, "leases[0].clauses[1].name", finance.ErrMissing},
		{"two clauses of one name", func(h *tenancy.House) { h.Leases[0].Clauses[1].Name = "base rent" }, "leases[0].clauses[1].name", finance.ErrDuplicate},
		{"a clause of no kind", func(h *tenancy.House) { h.Leases[0].Clauses[1].Clause = nil }, "leases[0].clauses[1].kind", finance.ErrMissing},
		{"a share of more than all", func(h *tenancy.House) {
			h.Leases[0].Clauses[1].Clause = tenancy.TurnoverRent{Share: rate("108%")}
		}, "leases[0].clauses[1].share", finance.ErrRange},
		{"a rent in dollars", func(h *tenancy.House) {
			h.Leases[0].Clauses[0].Clause = tenancy.Amount{Monthly: finance.MustMoney("1.00 USD")}
		}, "leases[0].clauses[0].monthly", finance.ErrCurrency},
		{"a price a metre in dollars", func(h *tenancy.House) {
			h.Leases[0].Clauses[0].Clause = tenancy.Amount{Monthly: finance.MustMoney("1.00 USD"), Area: area("1")}
		}, "leases[0].clauses[0].monthly", finance.ErrCurrency},
		{"a breakpoint in dollars", func(h *tenancy.House) {
			h.Leases[0].Clauses[1].Clause = tenancy.TurnoverRent{Share: rate("8%"), Over: finance.MustMoney("1.00 USD")}
		}, "leases[0].clauses[1].over", finance.ErrCurrency},
		{"on account in dollars", func(h *tenancy.House) {
			h.Leases[0].Clauses[0].Clause = tenancy.Amount{For: tenancy.ForTurnover, Monthly: finance.MustMoney("1.00 USD")}
		}, "leases[0].clauses[0].monthly", finance.ErrCurrency},
		{"a true-up in dollars", func(h *tenancy.House) {
			over := tenancy.TurnoverRent{Share: rate("8%"), Over: finance.MustMoney("1.00 USD"), Cycle: accrual.ByYear}
			h.Leases[0].Clauses[1].Clause = trueUp(over, 0, "base rent")
		}, "leases[0].clauses[1].over", finance.ErrCurrency},
		{"a true-up of nothing", func(h *tenancy.House) {
			yearly := tenancy.TurnoverRent{Share: rate("8%"), Cycle: accrual.ByYear}
			h.Leases[0].Clauses[1].Clause = trueUp(yearly, 0, "on account")
		}, "leases[0].clauses[1].meters", finance.ErrUnknown},
		{"a true-up of itself", func(h *tenancy.House) {
			yearly := tenancy.TurnoverRent{Share: rate("8%"), Cycle: accrual.ByYear}
			h.Leases[0].Clauses[1].Clause = trueUp(yearly, 0, "turnover rent")
		}, "leases[0].clauses[turnover rent]", finance.ErrCycle},
		{"an amendment without a day", func(h *tenancy.House) {
			h.Leases[0].Amendments = []accrual.Amendment{{Known: day("2026-06-01")}}
		}, "leases[0].amendments[0].from", finance.ErrMissing},
		{"an amendment that nobody knew", func(h *tenancy.House) {
			h.Leases[0].Amendments = []accrual.Amendment{{From: day("2026-06-01")}}
		}, "leases[0].amendments[0].known", finance.ErrMissing},
		{"an amendment before the term", func(h *tenancy.House) {
			h.Leases[0].Amendments = []accrual.Amendment{{From: day("2026-03-20"), Known: day("2026-06-01")}}
		}, "leases[0].amendments[0].from", finance.ErrOrder},
		{"an amendment known before the lease", func(h *tenancy.House) {
			h.Leases[0].Amendments = []accrual.Amendment{{From: day("2026-06-01"), Known: day("2026-03-01")}}
		}, "leases[0].amendments[0].known", finance.ErrOrder},
		{"an amendment known before the first day of an undated lease", func(h *tenancy.House) {
			h.Leases[1].Amendments = []accrual.Amendment{{From: day("2026-06-01"), Known: day("2025-08-31")}}
		}, "leases[1].amendments[0].known", finance.ErrOrder},
		{"a clause dropped that never was", func(h *tenancy.House) {
			h.Leases[0].Amendments = []accrual.Amendment{{From: day("2026-06-01"), Known: day("2026-06-01"), Drop: []string{"parking"}}}
		}, "leases[0].amendments[0].drop[0]", finance.ErrUnknown},
		{"an amended rent below nothing", func(h *tenancy.House) {
			worse := accrual.Amendment{From: day("2026-06-01"), Known: day("2026-06-01"), Set: []accrual.Named{rent, named("base rent", tenancy.Amount{Monthly: rub("-1.00")})}}
			h.Leases[0].Amendments = []accrual.Amendment{{From: day("2026-06-01"), Known: day("2026-06-01")}, worse}
		}, "leases[0].amendments[1].set[1].monthly", finance.ErrNegative},
		{"an amended rent in dollars", func(h *tenancy.House) {
			set := []accrual.Named{named("base rent", tenancy.Amount{Monthly: finance.MustMoney("1.00 USD")})}
			h.Leases[0].Amendments = []accrual.Amendment{{From: day("2026-06-01"), Known: day("2026-06-01"), Set: set}}
		}, "leases[0].amendments[0].set[0].monthly", finance.ErrCurrency},
		{"assigned to a stranger", func(h *tenancy.House) {
			h.Leases[0].Amendments = []accrual.Amendment{{From: day("2026-06-01"), Known: day("2026-06-01"), Parties: &accrual.Parties{Creditor: "operator", Debtor: "R-9"}}}
		}, "leases[0].amendments[0].parties.debtor", finance.ErrUnknown},
		{"an amended term that is reversed", func(h *tenancy.House) {
			term := period("2026-03-21", "2026-03-21")
			h.Leases[0].Amendments = []accrual.Amendment{{From: day("2026-06-01"), Known: day("2026-06-01"), Term: &term}}
		}, "leases[0].amendments[0].term.to", finance.ErrOrder},
		{"too many amendments", func(h *tenancy.House) {
			h.Leases[0].Amendments = slices.Repeat([]accrual.Amendment{{From: day("2026-06-01"), Known: day("2026-06-01")}}, 1000)
		}, "leases[0].amendments", finance.ErrLimit},
		{"too many clauses", func(h *tenancy.House) {
			h.Leases[0].Clauses = slices.Repeat([]accrual.Named{rent}, 101)
		}, "leases[0].clauses", finance.ErrLimit},
		{"let to the landlord", func(h *tenancy.House) { h.Landlord = "R-4" }, "leases[1].resident", finance.ErrConflict},
		{"two leases of one studio", func(h *tenancy.House) {
			h.Leases = append(h.Leases, tenancy.Lease{ID: "L-9", Resident: "R-4", Spaces: tenancy.ForTerm("hall", "B-12"), Term: period("2027-03-20", "..")})
		}, "leases[2].spaces[1]", finance.ErrOverlap},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := quarter()
			c.spoil(&h)
			err := h.Validate()
			require.Equal(t, []string{c.path}, paths(t, err))
			require.ErrorIs(t, err, c.want)
			_, err = h.Agreements()
			require.ErrorIs(t, err, c.want)
		})
	}
}

// The end of a lease is that of the amendment that became known last, so a
// studio that is given up can be let again.
func TestOverlapsAsAmended(t *testing.T) {
	ended, prolonged := period("2026-03-21", "2026-09-01"), period("2026-03-21", "..")
	next := tenancy.Lease{ID: "L-9", Resident: "R-4", Spaces: tenancy.ForTerm("B-12"), Term: period("2026-09-01", "2026-12-01")}
	h := quarter()
	h.Leases = append(h.Leases, next)
	require.ErrorIs(t, h.Validate(), finance.ErrOverlap)

	h.Leases[0].Amendments = []accrual.Amendment{{From: day("2026-08-01"), Known: day("2026-07-01"), Term: &ended}}
	require.NoError(t, h.Validate())

	// An amendment that was known earlier changes nothing, however late it holds.
	h.Leases[0].Amendments = append(h.Leases[0].Amendments, accrual.Amendment{From: day("2026-08-15"), Known: day("2026-06-01"), Term: &prolonged})
	require.NoError(t, h.Validate())
	h.Leases[0].Amendments[1].Known = day("2026-07-01") // of equals the one that holds later
	err := h.Validate()
	require.ErrorIs(t, err, finance.ErrOverlap)
	require.ErrorContains(t, err, "leases[2].spaces[0]: let to leases[0] as well, in 2026-09-01/2026-12-01")
}

// A lease within a longer one, then one after both of them; a long lease is
// compared with all that begin during it.
func TestOverlapsWithTheLongest(t *testing.T) {
	h := row(1, 0)
	for i, p := range []civil.Period{
		period("2026-01-01", "2027-01-01"), period("2026-02-01", "2026-03-01"), period("2026-04-01", "2026-05-01"), period("2027-01-01", ".."), period("2028-01-01", "2029-01-01"),
	} {
		h.Leases = append(h.Leases, tenancy.Lease{ID: strconv.Itoa(i), Resident: "R-1", Spaces: tenancy.ForTerm("S-0"), Term: p})
	}
	require.Equal(t, []string{"leases[1].spaces[0]", "leases[2].spaces[0]", "leases[4].spaces[0]"}, paths(t, h.Validate()))
	slices.Reverse(h.Leases) // the order of the list does not matter
	require.Equal(t, []string{"leases[3].spaces[0]", "leases[2].spaces[0]", "leases[0].spaces[0]"}, paths(t, h.Validate()))
}

// A lease without a term hides no clash of others.
func TestOverlapsBesideALeaseWithoutATerm(t *testing.T) {
	h := row(1, 0)
	for i, p := range []civil.Period{{}, period("2026-01-01", "2026-03-01"), period("2026-02-01", "2026-04-01")} {
		h.Leases = append(h.Leases, tenancy.Lease{ID: strconv.Itoa(i), Resident: "R-1", Spaces: tenancy.ForTerm("S-0"), Term: p})
	}
	require.Equal(t, []string{"leases[0].term.from", "leases[2].spaces[0]"}, paths(t, h.Validate()))
}

// A hall is divided on the 1st of June: its two halves fill what it filled.
func TestFramesByDay(t *testing.T) {
	h := quarter()
	h.Buildings[0].Area = area("425.50")
	require.NoError(t, h.Validate(), "full to the last hundredth")
	h.Spaces[2].Lettable = period("2020-01-01", "2026-06-01")
	for _, id := range []string{"hall-1", "hall-2"} {
		h.Spaces = append(h.Spaces, tenancy.Space{ID: id, Building: "main", Area: area("100"), Lettable: period("2026-06-01", "..")})
	}
	require.NoError(t, h.Validate())
	slices.Reverse(h.Spaces) // the order of the list does not matter
	require.NoError(t, h.Validate())
	slices.Reverse(h.Spaces)
	h.Spaces[8].Lettable.From = day("2026-05-31")
	err := h.Validate()
	require.Equal(t, []string{"buildings[0].area"}, paths(t, err))
	require.ErrorContains(t, err, "525.50 m² of spaces from 2026-05-31 in 425.50 m²: over the limit")
	h.Spaces[8].Area, h.Spaces[7].Area = area(largest), area(largest)
	require.Equal(t, []string{"buildings[0].area"}, paths(t, h.Validate()), "reported once")
}

// Everything that is wrong is found at once.
func TestHouseReportsAll(t *testing.T) {
	h := quarter()
	h.Spaces[6].Building = "annex"
	h.Leases[0].Resident = "R-9"
	h.Leases[1].Clauses[0].Clause = tenancy.Amount{Monthly: rub("-1.00"), Area: area("80")}
	err := h.Validate()
	require.Equal(t, []string{"leases[1].clauses[0].monthly", "spaces[6].building", "leases[0].resident"}, paths(t, err))
	require.ErrorIs(t, err, finance.ErrNegative)
	require.ErrorIs(t, err, finance.ErrUnknown)
}

// Thousands of leases of one space are the worst case of a comparison of each
// with each. The whole check takes a tenth of what those comparisons alone take.
func TestManyLeases(t *testing.T) {
	const n = 4_000
	h := row(n, n)
	for i := range h.Leases {
		l, from := &h.Leases[i], day("2000-01-01").AddDays(2*i)
		l.Spaces, l.Term = tenancy.ForTerm("S-0"), civil.Period{From: from, To: from.AddDays(2)}
	}
	began := time.Now()
	for i := range h.Leases {
		for j := range i {
			if h.Leases[i].Spaces[0] == h.Leases[j].Spaces[0] && h.Leases[i].Term.Overlaps(h.Leases[j].Term) {
				require.Fail(t, "they follow each other")
			}
		}
	}
	pairs, least := time.Since(began), time.Hour
	for range 3 {
		began = time.Now()
		require.NoError(t, h.Validate())
		least = min(least, time.Since(began))
	}
	require.Less(t, least, pairs)
}
