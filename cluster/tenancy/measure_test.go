package tenancy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

func TestOccupancy(t *testing.T) {
	for _, c := range []struct {
		name, on           string
		gross, lettable, l string
		void               string
		share              string
		spaces, letSpaces  int
		vacant             []string
	}{
		{"before anybody", "2025-08-31", "600", "625.50", "0", "625.50", "0%", 5, 0, []string{"B-12", "S-1", "hall", "D-1", "yard"}},
		{"the shop opens", "2025-09-01", "600", "625.50", "80", "545.50", "160/1251", 5, 2, []string{"B-12", "hall", "yard"}},
		{"the studio too", "2026-03-21", "600", "625.50", "125.50", "500", "251/1251", 5, 3, []string{"hall", "yard"}},
		{"the wing is built", "2026-06-01", "600", "725.50", "125.50", "600", "251/1451", 6, 3, []string{"hall", "W-1", "yard"}},
		{"the studio's last day", "2027-03-20", "600", "725.50", "125.50", "600", "251/1451", 6, 3, []string{"hall", "W-1", "yard"}},
		{"the day after", "2027-03-21", "600", "725.50", "80", "645.50", "160/1451", 6, 2, []string{"B-12", "hall", "W-1", "yard"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o, err := quarter().Occupancy(day(c.on))
			require.NoError(t, err)
			require.Equal(t, tenancy.Occupancy{On: day(c.on), Gross: area(c.gross), Lettable: area(c.lettable), Let: area(c.l), Spaces: c.spaces, LetSpaces: c.letSpaces, Vacant: c.vacant}, o)
			require.Equal(t, area(c.void), o.Void())
			share, err := o.Share()
			require.NoError(t, err)
			require.Equal(t, rate(c.share), share)
		})
	}
}

// A lease of what cannot be let, which Validate refuses, lets nothing.
func TestOccupancyOfOddHouses(t *testing.T) {
	h := quarter()
	h.Leases[1].Spaces = tenancy.ForTerm("S-1", "lobby", "W-1", "nowhere")
	o, err := h.Occupancy(day("2026-03-01"))
	require.NoError(t, err)
	require.Equal(t, area("80"), o.Let)

	o, err = tenancy.House{}.Occupancy(day("2026-03-01"))
	require.NoError(t, err)
	_, err = o.Share()
	require.ErrorIs(t, err, finance.ErrRange)

	for name, spoil := range map[string]func(h *tenancy.House){
		"gross area":       func(h *tenancy.House) { h.Buildings[0].Area = area(largest) },
		"spaces[6]":        func(h *tenancy.House) { h.Spaces[6].Area = area(largest) },
		"spaces[1]: area":  func(h *tenancy.House) { h.Spaces[0].Area = area(largest) },
		"spaces[6]: area:": func(h *tenancy.House) { h.Spaces[2].Area = area("999999800") },
	} {
		h := quarter()
		spoil(&h)
		o, err := h.Occupancy(day("2026-03-21"))
		require.ErrorIs(t, err, finance.ErrOverflow)
		require.ErrorContains(t, err, name)
		require.Zero(t, o)
		_, err = h.Vacancy(day("2026-03-21"))
		require.ErrorIs(t, err, finance.ErrOverflow)
	}
}

// 22 % of 45000.00 and of 96000.00; the desk is outside the tax.
func TestRentRoll(t *testing.T) {
	h := quarter()
	roll, err := h.RentRoll(day("2026-03-21"))
	require.NoError(t, err)
	require.Equal(t, tenancy.RentRoll{
		On: day("2026-03-21"),
		Rows: []tenancy.Rent{
			{Lease: "L-7", Resident: "R-3", Spaces: []string{"B-12"}, Area: area("45.50"), Net: rub("45000.00"), Tax: rub("9900.00"), Contracted: rub("45000.00"), Headline: rub("45000.00"), Ends: day("2027-03-21")},
			{Lease: "L-8", Resident: "R-4", Spaces: []string{"S-1", "D-1"}, Area: area("80"), Net: rub("99000.00"), Tax: rub("21120.00"), Contracted: rub("99000.00"), Headline: rub("99000.00")},
		},
		Area: area("125.50"), Net: rub("144000.00"), Tax: rub("31020.00"), Contracted: rub("144000.00"), Headline: rub("144000.00"),
	}, roll)
	average, err := roll.Average(finance.HalfEven)
	require.NoError(t, err)
	require.Equal(t, rub("1147.41"), average) // 144000 / 125.50 = 1147.4103…
	average, err = roll.Average(finance.Up)
	require.NoError(t, err)
	require.Equal(t, rub("1147.42"), average)
	roll.Rows[0].Spaces[0] = "changed"
	require.Equal(t, quarter(), h, "the roll shares nothing with the house")

	last, err := h.RentRoll(day("2025-12-31"))
	require.NoError(t, err)
	require.Len(t, last.Rows, 1)
	require.Equal(t, rub("19200.00"), last.Tax, "20 % until the end of 2025")
}

// A price with tax in it: 45000.00 holds 45000.00 × 22/122 = 8114.75.
func TestRentRollWithTaxIncluded(t *testing.T) {
	h := quarter()
	h.Tax.Included = true
	roll, err := h.RentRoll(day("2026-03-21"))
	require.NoError(t, err)
	require.Equal(t, []finance.Money{rub("36885.25"), rub("8114.75")}, []finance.Money{roll.Rows[0].Net, roll.Rows[0].Tax})
	require.Equal(t, []finance.Money{rub("81688.52"), rub("17311.48")}, []finance.Money{roll.Rows[1].Net, roll.Rows[1].Tax})
	h.Tax = accrual.Tax{}
	roll, err = h.RentRoll(day("2026-03-21"))
	require.NoError(t, err)
	require.Equal(t, []finance.Money{rub("144000.00"), rub("0.00")}, []finance.Money{roll.Net, roll.Tax})
}

// Amendments in the order of their days, whatever their order in the list.
func TestRentRollAsAmended(t *testing.T) {
	h := quarter()
	set := func(c ...accrual.Named) []accrual.Named { return c }
	h.Leases[0].Amendments = []accrual.Amendment{
		{From: day("2026-09-01"), Known: day("2026-08-01"), Set: set(named("base rent", tenancy.Amount{Monthly: rub("52000.00")}))},
		{From: day("2026-06-01"), Known: day("2026-05-01"), Set: set(named("base rent", tenancy.Amount{Monthly: rub("50000.00")}), named("store", tenancy.Amount{Monthly: rub("500.00")}))},
		{From: day("2026-09-01"), Known: day("2026-08-02"), Set: set(named("base rent", tenancy.Amount{Monthly: rub("51000.00")}))},
		{From: day("2026-10-01"), Known: day("2026-09-01"), Drop: []string{"store"}, Parties: &accrual.Parties{Creditor: "operator", Debtor: "R-4"}},
		{From: day("2026-11-01"), Known: day("2026-09-01"), Parties: &accrual.Parties{Creditor: "operator", Debtor: "R-3"}},
	}
	require.NoError(t, h.Validate())
	before := quarter().Leases[0].Clauses
	for _, c := range []struct {
		on, net  string
		resident accrual.Party
	}{
		{"2026-05-31", "45000.00", "R-3"},
		{"2026-06-01", "50500.00", "R-3"},
		{"2026-08-31", "50500.00", "R-3"},
		{"2026-09-01", "51500.00", "R-3"},
		{"2026-10-01", "51000.00", "R-4"},
		{"2026-11-01", "51000.00", "R-3"},
	} {
		roll, err := h.RentRoll(day(c.on))
		require.NoError(t, err)
		require.Equal(t, rub(c.net), roll.Rows[0].Net, c.on)
		require.Equal(t, c.resident, roll.Rows[0].Resident, c.on)
	}
	require.Equal(t, before, h.Leases[0].Clauses, "the lease itself is not edited")

	h.Leases[0].Amendments = h.Leases[0].Amendments[:2]
	for on, net := range map[string]string{"2026-08-31": "50500.00", "2026-09-01": "52500.00"} {
		roll, err := h.RentRoll(day(on))
		require.NoError(t, err)
		require.Equal(t, rub(net), roll.Rows[0].Net, on)
	}
}

// What goes back, or to a third party, brings the landlord nothing.
func TestRentRollLeavesOut(t *testing.T) {
	h := quarter()
	h.Leases[0].Clauses = append(h.Leases[0].Clauses,
		accrual.Named{Name: "marketing grant", Clause: tenancy.Amount{Monthly: rub("1000.00")}, Back: true},
		accrual.Named{Name: "guard", Clause: tenancy.Amount{Monthly: rub("700.00")}, To: "guards"},
		named("on account", tenancy.Amount{For: tenancy.ForTurnover, Monthly: rub("5000.00")}))
	require.NoError(t, h.Validate())
	roll, err := h.RentRoll(day("2026-03-21"))
	require.NoError(t, err)
	require.Equal(t, rub("45000.00"), roll.Rows[0].Net)
}

func TestRentRollFails(t *testing.T) {
	most := minor(9223372036854775807)
	for _, c := range []struct {
		name  string
		spoil func(h *tenancy.House)
		want  error
	}{
		{`leases[0]: spaces: "nowhere"`, func(h *tenancy.House) { h.Leases[0].Spaces = tenancy.ForTerm("nowhere") }, finance.ErrUnknown},
		{"leases[1]: area", func(h *tenancy.House) { h.Spaces[0].Area = area(largest) }, finance.ErrOverflow},
		{"leases[1]: area", func(h *tenancy.House) { h.Spaces[1].Area, h.Spaces[3].Area = area(largest), area("1") }, finance.ErrOverflow},
		{`leases[0]: clause "base rent"`, func(h *tenancy.House) { h.Tax.Rates[1].Value = rate("-1") }, finance.ErrNegative},
		{`leases[0]: clause "base rent"`, func(h *tenancy.House) { h.Tax.Rates = h.Tax.Rates[1:]; h.Tax.Rates[0].From = day("2026-03-22") }, finance.ErrMissing},
		{`leases[0]: clause "base rent"`, func(h *tenancy.House) {
			h.Leases[0].Clauses[0].Clause = tenancy.Amount{Monthly: finance.MustMoney("1.00 USD")}
		}, finance.ErrCurrency},
		{`leases[1]: clause "rent"`, func(h *tenancy.House) {
			h.Leases[1].Clauses[0].Clause = tenancy.Amount{Monthly: most, Area: area("80")}
		}, finance.ErrOverflow},
		{"leases[1]: ", func(h *tenancy.House) {
			h.Tax = accrual.Tax{}
			h.Leases[0].Clauses[0].Clause = tenancy.Amount{Monthly: most}
		}, finance.ErrOverflow},
	} {
		h := quarter()
		c.spoil(&h)
		roll, err := h.RentRoll(day("2026-03-21"))
		require.ErrorIs(t, err, c.want, c.name)
		require.ErrorContains(t, err, c.name)
		require.Zero(t, roll)
	}
	_, err := tenancy.RentRoll{Net: rub("1.00")}.Average(0)
	require.ErrorIs(t, err, finance.ErrRange)
	require.ErrorContains(t, err, "average rent")
}

func TestEnding(t *testing.T) {
	roll, err := quarter().RentRoll(day("2027-03-01"))
	require.NoError(t, err)
	require.Empty(t, roll.Ending(18))
	require.Equal(t, roll.Rows[:1], roll.Ending(19), "its last day is the 20th")
	roll.Ending(19)[0].Spaces[0] = "changed"
	require.Equal(t, "B-12", roll.Rows[0].Spaces[0])
	roll, err = quarter().RentRoll(day("2027-03-20"))
	require.NoError(t, err)
	require.Len(t, roll.Ending(0), 1, "today for the last time")
	require.Empty(t, roll.Ending(-1))
	require.Len(t, roll.Ending(1e6), 1, "an open end is never near")
}

// The hall at its asking price; the yard, without one, at the average of the
// roll: 144000.00 × 300 / 125.50 = 344223.107…
func TestVacancy(t *testing.T) {
	v, err := quarter().Vacancy(day("2026-03-21"))
	require.NoError(t, err)
	require.Equal(t, tenancy.Vacancy{
		On: day("2026-03-21"),
		Rows: []tenancy.Vacant{
			{Space: "hall", Area: area("200"), By: tenancy.AtAsking, Rent: rub("120000.00")},
			{Space: "yard", Area: area("300"), By: tenancy.AtAverage, Rent: rub("344223.11")},
		},
		Area: area("500"), Total: rub("464223.11"),
	}, v)
}

// An asking price with tax in it: 120000.00 less its 22/122.
func TestVacancyWithTaxIncluded(t *testing.T) {
	h := quarter()
	h.Tax.Included = true
	v, err := h.Vacancy(day("2026-03-21"))
	require.NoError(t, err)
	require.Equal(t, rub("98360.66"), v.Rows[0].Rent)
}

// With nothing let there is no average, and what has no price is worth nothing.
func TestVacancyOfAnEmptyHouse(t *testing.T) {
	h := quarter()
	h.Leases = nil
	v, err := h.Vacancy(day("2026-03-21"))
	require.NoError(t, err)
	require.Equal(t, rub("120000.00"), v.Total)
	require.Equal(t, tenancy.Vacant{Space: "yard", Area: area("300"), Rent: rub("0.00")}, v.Rows[4])

	h = quarter() // let for nothing
	h.Leases[0].Clauses, h.Leases[1].Clauses = nil, nil
	v, err = h.Vacancy(day("2026-03-21"))
	require.NoError(t, err)
	require.Equal(t, tenancy.Unpriced, v.Rows[1].By)

	h = quarter() // only a desk is let, which has no area
	h.Leases = h.Leases[1:]
	h.Leases[0].Spaces = tenancy.ForTerm("D-1")
	v, err = h.Vacancy(day("2026-03-21"))
	require.NoError(t, err)
	require.Equal(t, tenancy.Unpriced, v.Rows[3].By)
}

func TestVacancyFails(t *testing.T) {
	most := minor(9223372036854775807)
	for name, spoil := range map[string]func(h *tenancy.House){
		"leases[0]": func(h *tenancy.House) { h.Leases[0].Clauses[0].Clause = tenancy.Amount{Monthly: most, Area: area("2")} },
		"spaces[2]": func(h *tenancy.House) { h.Spaces[2].Asking = most },
		"spaces[6]": func(h *tenancy.House) {
			h.Spaces[2].Asking, h.Spaces[2].Area, h.Spaces[6].Asking, h.Spaces[6].Area = most, area("0.80"), most, area("0.30")
			h.Tax = accrual.Tax{}
		},
	} {
		h := quarter()
		spoil(&h)
		v, err := h.Vacancy(day("2026-03-21"))
		require.ErrorIs(t, err, finance.ErrOverflow, name)
		require.ErrorContains(t, err, name)
		require.Zero(t, v)
	}
	h := quarter()
	h.Tax.Rates = civil.Timeline[finance.Rate]{{From: day("2027-01-01"), Value: rate("22%"), Source: "a host"}}
	h.Leases = nil
	_, err := h.Vacancy(day("2026-03-21"))
	require.ErrorIs(t, err, finance.ErrMissing)
}
