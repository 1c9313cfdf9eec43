package servicecharge_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// spent is 200,000.00 of variable cleaning, 100,000.00 of insurance.
func spent() []servicecharge.Cost {
	return []servicecharge.Cost{cost("1", "cleaning", "200000.00", true), cost("2", "insurance", "100000.00", false)}
}

// Half of the house is let, to three leases of 250, 150 and 100 m².
func halfLet() servicecharge.Reconciliation {
	return house(spent(), lease("L-1", 25_000, year), lease("L-2", 15_000, year), lease("L-3", 10_000, year))
}

// Each rule by itself, worked out by hand, with what is left to the landlord.
func TestRules(t *testing.T) {
	first := func(change func(*servicecharge.Share)) func(*servicecharge.Reconciliation) {
		return func(r *servicecharge.Reconciliation) { change(&r.Participants[0].Terms) }
	}
	last := servicecharge.Statement{
		Pool: "house", Window: civil.YearOf(2025).Period(), Currency: finance.RUB, Occupancy: rate("40%"),
		Totals: []servicecharge.Total{{Category: "cleaning", Variable: rub("100000.00")}, {Category: "insurance", Fixed: rub("80000.00")}},
		Parts:  []servicecharge.Part{{Agreement: "L-1", Days: 100, Of: 365, Charge: rub("10000.00")}, {Agreement: "L-1", Days: 92, Of: 365, Charge: rub("9200.00")}},
	}
	withLast := func(change func(*servicecharge.Share)) func(*servicecharge.Reconciliation) {
		return func(r *servicecharge.Reconciliation) {
			r.Earlier = []servicecharge.Statement{last}
			change(&r.Participants[0].Terms)
		}
	}
	for _, c := range []struct {
		name     string
		change   func(*servicecharge.Reconciliation)
		charges  []string
		landlord servicecharge.Landlord
	}{
		{"by area", func(*servicecharge.Reconciliation) {}, []string{"75000.00", "45000.00", "30000.00"}, servicecharge.Landlord{Total: rub("150000.00"), Void: rub("150000.00")}},
		{
			// variable ones × 80/50: 320,000.00 and 100,000.00
			"grossed up to 80 %", func(r *servicecharge.Reconciliation) { r.Pool.GrossUp = rate("80%") }, []string{"105000.00", "63000.00", "42000.00"},
			servicecharge.Landlord{Total: rub("90000.00"), Void: rub("150000.00"), GrossUp: rub("-60000.00")},
		},
		{
			"grossed up to less than is let", func(r *servicecharge.Reconciliation) { r.Pool.GrossUp = rate("40%") }, []string{"75000.00", "45000.00", "30000.00"},
			servicecharge.Landlord{Total: rub("150000.00"), Void: rub("150000.00")},
		},
		{
			// × 100/80: 250,000.00; the house has other occupants
			"from an occupancy that is told", func(r *servicecharge.Reconciliation) { r.Pool.GrossUp, r.Occupancy = rate("100%"), rate("80%") },
			[]string{"87500.00", "52500.00", "35000.00"}, servicecharge.Landlord{Total: rub("125000.00"), Void: rub("150000.00"), GrossUp: rub("-25000.00")},
		},
		{
			// not × 100/20, which would recover twice what was spent, but × 100/50
			"from less than the shares", func(r *servicecharge.Reconciliation) { r.Pool.GrossUp, r.Occupancy = rate("100%"), rate("20%") },
			[]string{"125000.00", "75000.00", "50000.00"}, servicecharge.Landlord{Total: rub("50000.00"), Void: rub("150000.00"), GrossUp: rub("-100000.00")},
		},
		{
			"common areas in the denominator", first(func(h *servicecharge.Share) { h.Of = servicecharge.LettableAndCommon }), []string{"62500.00", "45000.00", "30000.00"},
			servicecharge.Landlord{Total: rub("162500.00"), Void: rub("162500.00")},
		},
		{
			"one lease bears its part of the void", first(func(h *servicecharge.Share) { h.Of = servicecharge.LetOnly }), []string{"150000.00", "45000.00", "30000.00"},
			servicecharge.Landlord{Total: rub("75000.00"), Void: rub("75000.00")},
		},
		{
			"the occupants bear the void", func(r *servicecharge.Reconciliation) {
				for i := range r.Participants {
					r.Participants[i].Terms.Of = servicecharge.LetOnly
				}
			}, []string{"150000.00", "90000.00", "60000.00"}, servicecharge.Landlord{Total: rub("0.00")},
		},
		{
			// 100 % - 40 % over 150 and 100 m²
			"a fixed share comes before what the occupants bear", func(r *servicecharge.Reconciliation) {
				r.Participants[0].Terms.Fixed = rate("40%")
				r.Participants[1].Terms.Of, r.Participants[2].Terms.Of = servicecharge.LetOnly, servicecharge.LetOnly
			}, []string{"120000.00", "108000.00", "72000.00"}, servicecharge.Landlord{Total: rub("0.00")},
		},
		{
			"a category that is not borne", first(func(h *servicecharge.Share) { h.Exclude = []string{"repairs", "cleaning"} }), []string{"25000.00", "45000.00", "30000.00"},
			servicecharge.Landlord{Total: rub("200000.00"), Void: rub("150000.00"), Excluded: rub("50000.00")},
		},
		{
			"over a stop", first(func(h *servicecharge.Share) { h.Stop = rub("280000.00") }), []string{"5000.00", "45000.00", "30000.00"},
			servicecharge.Landlord{Total: rub("220000.00"), Void: rub("150000.00"), Base: rub("70000.00")},
		},
		{
			"below a stop", first(func(h *servicecharge.Share) { h.Stop = rub("300000.01") }), []string{"0.00", "45000.00", "30000.00"},
			servicecharge.Landlord{Total: rub("225000.00"), Void: rub("150000.00"), Base: rub("75000.00")},
		},
		{
			"over a base year", withLast(func(h *servicecharge.Share) { h.BaseYear = 2025 }), []string{"30000.00", "45000.00", "30000.00"},
			servicecharge.Landlord{Total: rub("195000.00"), Void: rub("150000.00"), Base: rub("45000.00")},
		},
		{
			// 2026: 200,000.00 × 80/50 + 100,000.00; 2025: 100,000.00 × 80/40 + 80,000.00
			"over a base year, both grossed up", func(r *servicecharge.Reconciliation) {
				withLast(func(h *servicecharge.Share) { h.BaseYear = 2025 })(r)
				r.Pool.GrossUp = rate("80%")
			}, []string{"35000.00", "63000.00", "42000.00"}, servicecharge.Landlord{Total: rub("160000.00"), Void: rub("150000.00"), Base: rub("70000.00"), GrossUp: rub("-60000.00")},
		},
		{
			// insurance alone: a quarter of 100,000.00 - 80,000.00
			"over a base year without a category", withLast(func(h *servicecharge.Share) { h.BaseYear, h.Exclude = 2025, []string{"cleaning"} }), []string{"5000.00", "45000.00", "30000.00"},
			servicecharge.Landlord{Total: rub("220000.00"), Void: rub("150000.00"), Excluded: rub("50000.00"), Base: rub("20000.00")},
		},
		{
			"capped over last year's charge", withLast(func(h *servicecharge.Share) { h.Cap = servicecharge.Cap{Rate: rate("5%"), From: 2025} }), []string{"20160.00", "45000.00", "30000.00"},
			servicecharge.Landlord{Total: rub("204840.00"), Void: rub("150000.00"), Capped: rub("54840.00")},
		},
		{
			// 19,200.00 × 365/192 × 1.05
			"capped over last year's charge brought to a year", withLast(func(h *servicecharge.Share) { h.Cap = servicecharge.Cap{Rate: rate("5%"), From: 2025, Prorate: true} }),
			[]string{"38325.00", "45000.00", "30000.00"}, servicecharge.Landlord{Total: rub("186675.00"), Void: rub("150000.00"), Capped: rub("36675.00")},
		},
		{
			"capped, not reached", first(func(h *servicecharge.Share) {
				h.Cap = servicecharge.Cap{Rate: rate("10%"), From: 2025, Base: rub("68181.82")}
			}), []string{"75000.00", "45000.00", "30000.00"},
			servicecharge.Landlord{Total: rub("150000.00"), Void: rub("150000.00")},
		},
		{
			"in the base year of its cap", first(func(h *servicecharge.Share) { h.Cap = servicecharge.Cap{From: 2026, Base: rub("1.00")} }), []string{"75000.00", "45000.00", "30000.00"},
			servicecharge.Landlord{Total: rub("150000.00"), Void: rub("150000.00")},
		},
		{
			"frozen at an agreed base", first(func(h *servicecharge.Share) {
				h.Cap = servicecharge.Cap{From: 2024, Base: rub("70000.00"), Mode: servicecharge.CumulativeSimple}
			}),
			[]string{"70000.00", "45000.00", "30000.00"}, servicecharge.Landlord{Total: rub("155000.00"), Void: rub("150000.00"), Capped: rub("5000.00")},
		},
		{
			"after a change of area", func(r *servicecharge.Reconciliation) { // 250 m² for 73 days, then 125 m²
				r.Participants[0].Values = append(r.Participants[0].Values, civil.Entry[int64]{From: day("2026-03-15"), Value: 12_500, Source: "an amendment"})
			}, []string{"45000.00", "45000.00", "30000.00"}, servicecharge.Landlord{Total: rub("180000.00"), Void: rub("180000.00")},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := halfLet()
			c.change(&r)
			s := drawn(t, r)
			for i, want := range c.charges {
				require.Equal(t, want, amount(s.Parts[i].Charge))
			}
			for _, m := range []*finance.Money{&c.landlord.Void, &c.landlord.Excluded, &c.landlord.Base, &c.landlord.Capped, &c.landlord.GrossUp} {
				*m, _ = m.Add(rub("0.00"))
			}
			require.Equal(t, c.landlord, s.Landlord)
		})
	}
}

// By readings the days do not matter: L-1 used 30 and 20, L-2 used 50, of 125
// that the house's meter read; who has a fixed share has it by days.
func TestReadings(t *testing.T) {
	readings := func(v ...int64) (all civil.Timeline[int64]) {
		for i, n := range v {
			all = append(all, civil.Entry[int64]{From: day("2025-12-31").AddDays(181 * i), Value: n, Source: "a reading"})
		}
		return all
	}
	r := house([]servicecharge.Cost{cost("1", "water", "1000.00", true)}, lease("L-1", 0, period("2025-01-01", "..")), lease("L-2", 0, period("2026-06-01", "2026-09-01")))
	r.Pool.Key = servicecharge.ByReading
	r.Participants[0].Values = readings(1000, 30, 20) // the first one is of the year before
	r.Participants[1].Values = readings(0, 50)
	r.Pool.Sizes = civil.Timeline[servicecharge.Size]{
		{From: day("2025-12-31"), Value: servicecharge.Size{Lettable: 900}, Source: "a reading"},
		{From: day("2026-06-30"), Value: servicecharge.Size{Lettable: 60}, Source: "a reading"},
		{From: day("2026-12-31"), Value: servicecharge.Size{Lettable: 65, Common: 75}, Source: "a reading"},
	}
	require.Equal(t, []string{"400.00 RUB", "400.00 RUB"}, charges(drawn(t, r)))
	r.Participants[1].Terms.Of = servicecharge.LettableAndCommon
	require.Equal(t, []string{"400.00 RUB", "250.00 RUB"}, charges(drawn(t, r)))
	r.Participants[0].Terms.Of, r.Participants[1].Terms.Of = servicecharge.LetOnly, servicecharge.LetOnly
	require.Equal(t, []string{"500.00 RUB", "500.00 RUB"}, charges(drawn(t, r)))

	flat := lease("L-3", 0, period("2026-01-01", "2026-03-15")) // 73 days
	flat.Values, flat.Terms.Fixed = nil, rate("50%")
	r.Participants = append(r.Participants, flat)
	s := drawn(t, r)
	require.Equal(t, []string{"450.00 RUB", "450.00 RUB", "100.00 RUB"}, charges(s))
	require.Equal(t, rate("10%"), s.Parts[2].Share)
}

// A lease whose cap shrinks with its days: 10,000.00 a year, 73 of 365 days.
func TestCapShrinksWithTheDaysHeld(t *testing.T) {
	l := lease("L-1", 50_000, period("2026-10-20", ".."))
	l.Terms.Cap = servicecharge.Cap{Rate: rate("5%"), From: 2025, Base: rub("10000.00"), Prorate: true}
	s := drawn(t, house(spent(), l))
	require.Equal(t, rub("2100.00"), s.Parts[0].Charge)
	require.Equal(t, rub("30000.00"), s.Parts[0].Uncapped)
	l.Terms.Cap.Prorate = false
	require.Equal(t, rub("10500.00"), drawn(t, house(spent(), l)).Parts[0].Charge)
	l.Terms.Cap.Base, l.Terms.Cap.Rounding = rub("0.01"), finance.Up
	require.Equal(t, rub("0.02"), drawn(t, house(spent(), l)).Parts[0].Charge)
}

// A lease listed once for each of its terms, and one that held on no day.
func TestTermsChangeInTheMiddleOfTheYear(t *testing.T) {
	before, after := lease("L-1", 10_000, period("2026-01-01", "2026-10-20")), lease("L-1", 10_000, period("2026-10-20", ".."))
	after.Terms.Fixed = rate("50%")
	r := house(spent(), before, after, lease("L-2", 10_000, period("2027-01-01", "..")))
	s := drawn(t, r)
	require.Equal(t, []string{"24000.00 RUB", "30000.00 RUB", "0.00 RUB"}, charges(s))
	require.Equal(t, []civil.Date{day("2026-10-19"), day("2026-12-31"), {}}, []civil.Date{s.Parts[0].On, s.Parts[1].On, s.Parts[2].On})
	facts, err := s.Facts(servicecharge.Statement{}, day("2027-02-10"))
	require.NoError(t, err)
	require.Len(t, facts, 2)

	l := lease("L-1", 10_000, year) // next year's cap is over both parts together
	l.Terms.Cap = servicecharge.Cap{From: 2026}
	l.Held[0] = period("2027-01-01", "..")
	r = house([]servicecharge.Cost{{ID: "9", Pool: "house", Category: "heat", On: day("2027-05-05"), Known: day("2027-05-05"), Amount: rub("900000.00")}}, l)
	r.Window, r.Known, r.Earlier = civil.YearOf(2027).Period(), day("2028-02-01"), []servicecharge.Statement{s}
	require.Equal(t, []string{"54000.00 RUB"}, charges(drawn(t, r)))
}

// A credit note lowers what its category cost; nobody in the house leaves all to
// the landlord.
func TestCreditNotesAndAnEmptyHouse(t *testing.T) {
	r := halfLet()
	r.Costs = append(r.Costs, cost("3", "insurance", "-40000.00", false))
	require.Equal(t, []string{"65000.00 RUB", "39000.00 RUB", "26000.00 RUB"}, charges(drawn(t, r)))
	r.Participants, r.Pool.GrossUp = nil, rate("100%")
	s := drawn(t, r)
	require.Equal(t, rub("260000.00"), s.Landlord.Void)
	require.Zero(t, s.Occupancy)
	r.Costs = nil
	require.Equal(t, rub("0.00"), drawn(t, r).Landlord.Total)
}

func TestTexts(t *testing.T) {
	r := halfLet()
	r.Pool.GrossUp = rate("80%")
	r.Earlier = []servicecharge.Statement{{
		Pool: "house", Window: civil.YearOf(2025).Period(), Currency: finance.RUB, Totals: []servicecharge.Total{{Category: "cleaning", Fixed: rub("20000.00")}},
	}}
	r.Participants[0].Terms.BaseYear = 2025
	r.Participants[0].Terms.Cap = servicecharge.Cap{From: 2025, Base: rub("90000.00")}
	r.Participants[0].Terms.Exclude = []string{"insurance"}
	r.Participants[1].Terms.Stop = rub("400000.00")
	r.Participants[0].Terms.Cap.Base = rub("60000.00")
	s := drawn(t, r)
	require.Equal(t, "costs 200000.00 RUB; with variable ones brought to 80% from 50%: 320000.00 RUB; less those of 2025 20000.00 RUB; × share 25% (by area of what can be let), 365 of 365 days; 75000.00 RUB, at most 60000.00 RUB (over the year before); bears 60000.00 RUB", s.Parts[0].String())
	require.Equal(t, "costs 300000.00 RUB; with variable ones brought to 80% from 50%: 420000.00 RUB; less a stop of 400000.00 RUB; × share 15% (by area of what can be let), 365 of 365 days; bears 3000.00 RUB", s.Parts[1].Text(7))
	require.Equal(t, "landlord 195000.00 RUB: not let 150000.00 RUB; excluded 25000.00 RUB; below base years and stops 65000.00 RUB; over caps 15000.00 RUB; grossed up -60000.00 RUB", s.Landlord.String())
	require.Equal(t, "landlord 0.00 RUB", servicecharge.Landlord{Total: rub("0.00")}.String())

	fixed := servicecharge.Part{Of: 365, Days: 365, Fixed: true, Share: rate("30%"), Costs: rub("100.00"), Charge: rub("30.00")}
	require.Equal(t, "costs 100.00 RUB; × fixed share 30%, 365 of 365 days; bears 30.00 RUB", fixed.String())
	s.Parts[0].Share = rate("12.5%")
	require.Equal(t, "расходы 200\u00a0000,00\u00a0₽; переменные приведены к заполняемости 80% от 50%: 320\u00a0000,00\u00a0₽; за вычетом базового года 2025 20\u00a0000,00\u00a0₽; "+
		"× доля 12,5% (по площади от сдаваемого), 365 из 365 дн.; 75\u00a0000,00\u00a0₽, не более 60\u00a0000,00\u00a0₽ (к прошлому году); приходится 60\u00a0000,00\u00a0₽", s.Parts[0].Text(accrual.Russian))
	require.Equal(t, "арендодатель 195\u00a0000,00\u00a0₽: не сдано 150\u00a0000,00\u00a0₽; исключено 25\u00a0000,00\u00a0₽; в пределах базового года и сумм 65\u00a0000,00\u00a0₽; "+
		"сверх пределов 15\u00a0000,00\u00a0₽; приведение -60\u00a0000,00\u00a0₽", s.Landlord.Text(accrual.Russian))
}
