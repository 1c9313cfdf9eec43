package servicecharge_test

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// A studio of 100 m² in a house of 1,000 m² was taken on 1 July. The year's
// costs are drawn up in February; the studio paid 2,500.00 a month on account.
func Example() {
	term := civil.Period{From: civil.MustDate("2026-07-01"), To: civil.MustDate("2029-07-01")}
	terms := servicecharge.Share{Pool: "house", Less: []string{"on account"}, After: 2}
	studio := accrual.Agreement{
		ID: "L-7", Currency: finance.RUB, Meters: servicecharge.Meters("house"),
		Amendments: []accrual.Amendment{{
			From: term.From, Known: term.From, Term: &term, Parties: &accrual.Parties{Creditor: "operator", Debtor: "R-3"},
			Set: []accrual.Named{
				{Name: "on account", Clause: tenancy.Amount{Monthly: finance.MustMoney("2500.00 RUB"), For: tenancy.ForServiceCharge}, Advance: true},
				{Name: "service charge", Clause: terms},
			},
		}},
	}
	area := civil.Timeline[int64]{{From: term.From, Value: 100_00, Source: "the lease"}}
	size := civil.Timeline[servicecharge.Size]{{From: civil.MustDate("2020-01-01"), Value: servicecharge.Size{Lettable: 1_000_00}, Source: "a survey"}}
	drawn := civil.MustDate("2027-02-10")
	statement, err := servicecharge.Reconciliation{
		ID: "2026", Pool: servicecharge.Pool{ID: "house", Currency: finance.RUB, Sizes: size}, Window: civil.YearOf(2026).Period(), Known: drawn,
		Costs: []servicecharge.Cost{
			{ID: "A-1", Pool: "house", Category: "cleaning", On: civil.MustDate("2026-12-31"), Known: civil.MustDate("2027-01-15"), Amount: finance.MustMoney("365000.00 RUB"), Variable: true},
		},
		Participants: []servicecharge.Participant{{Agreement: "L-7", Held: []civil.Period{term}, Values: area, Terms: terms}},
	}.Draw()
	if err != nil {
		fmt.Println(err) // every problem, each with its path
		return
	}
	fmt.Println(statement.Parts[0])
	fmt.Println(statement.Landlord)

	facts, err := statement.Facts(servicecharge.Statement{}, drawn)
	if err != nil {
		fmt.Println(err)
		return
	}
	var books accrual.Books
	for m := range civil.MustMonth("2026-07").Through(civil.MustMonth("2027-02")) {
		closed, err := accrual.Close(books, []accrual.Agreement{studio}, m, m.Next().First(), slices.Values(facts))
		if err != nil {
			fmt.Println(err)
			return
		}
		books = closed.Books
		for _, o := range closed.Obligations {
			if o.Clause == "service charge" {
				fmt.Println(o.In, o.Debtor, "owes", o.Net)
			}
		}
	}
	// Output:
	// costs 365000.00 RUB; × share 92/1825 (by area of what can be let), 184 of 365 days; bears 18400.00 RUB
	// landlord 346600.00 RUB: not let 346600.00 RUB
	// 2027-02 R-3 owes 3400.00 RUB
}

// Half of a house is let to one lease: cleaning, which rises with occupancy, is
// brought to a full house.
func ExampleReconciliation_Draw_grossUp() {
	r := house([]servicecharge.Cost{cost("1", "cleaning", "200000.00", true), cost("2", "insurance", "100000.00", false)}, lease("L-1", 500_00, year))
	r.Pool.GrossUp = finance.MustRate("100%")
	s, err := r.Draw()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.Parts[0])
	fmt.Println(s.Landlord)
	// Output:
	// costs 300000.00 RUB; with variable ones brought to 100% from 50%: 500000.00 RUB; × share 50% (by area of what can be let), 365 of 365 days; bears 250000.00 RUB
	// landlord 50000.00 RUB: not let 150000.00 RUB; grossed up -100000.00 RUB
}

// A tenth of what a year costs more than the base year, at most 5 % over what
// was charged the year before.
func ExampleShare_baseYearAndCap() {
	l := lease("L-1", 0, civil.Period{From: civil.MustDate("2024-01-01")})
	l.Terms.Fixed, l.Terms.BaseYear = finance.MustRate("10%"), 2024
	l.Terms.Cap = servicecharge.Cap{Rate: finance.MustRate("5%"), From: 2025}
	var earlier []servicecharge.Statement
	for i, spent := range []string{"100000.00", "120000.00", "130000.00"} {
		c := cost("1", "all", spent, false)
		r := house([]servicecharge.Cost{c}, l)
		r.Window, r.Earlier = civil.YearOf(2024+i).Period(), earlier
		r.Costs[0].On, r.Known = r.Window.From, civil.MustDate("2028-01-01")
		s, err := r.Draw()
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(s.Parts[0].Uncapped, "capped to", s.Parts[0].Charge)
		earlier = append(earlier, s)
	}
	// Output:
	// 0.00 RUB capped to 0.00 RUB
	// 2000.00 RUB capped to 2000.00 RUB
	// 3000.00 RUB capped to 2100.00 RUB
}

// The same studio by what can be let, and by what can be let and common areas.
func ExamplePool_Shares() {
	pool := servicecharge.Pool{ID: "house", Currency: finance.RUB, Sizes: always(servicecharge.Size{Lettable: 50_000, Common: 10_000})}
	one, other := lease("L-1", 5_000, year), lease("L-2", 5_000, year)
	other.Terms.Of = servicecharge.LettableAndCommon
	shares, err := pool.Shares(civil.Period{From: year.From, To: year.From.AddDays(1)}, []servicecharge.Participant{one, other})
	fmt.Println(shares.Parts, "void", shares.Void, err)
	// Output: [10% 1/12] void 49/60 <nil>
}

// A late invoice means a second statement, whose facts void the first one's.
func ExampleStatement_Facts() {
	r := house([]servicecharge.Cost{cost("1", "heat", "1000.00", true)}, lease("L-1", 100_00, year))
	first, err := r.Draw()
	if err != nil {
		fmt.Println(err)
		return
	}
	r.ID, r.Known = "second", civil.MustDate("2027-03-10")
	invoice := cost("2", "heat", "500.00", true)
	invoice.Known = civil.MustDate("2027-03-05")
	r.Costs = append(r.Costs, invoice)
	second, err := r.Draw()
	if err != nil {
		fmt.Println(err)
		return
	}
	facts, err := second.Facts(first, r.Known)
	for _, f := range facts {
		fmt.Println(f.ID, f.Voids.ID, f.Adds)
	}
	fmt.Println(err)
	// Output:
	// service-charge:house:second:2026-12-31:void service-charge:house:first:2026-12-31 []
	// service-charge:house:second:2026-12-31  [{service-charge:house 15000} {service-charge-drawn:house 1}]
	// <nil>
}

func ExampleCap_Ceiling() {
	charge := finance.MustMoney("10000.00 RUB")
	for _, mode := range []servicecharge.CapMode{servicecharge.CumulativeSimple, servicecharge.CumulativeCompound} {
		ceiling, err := servicecharge.Cap{Rate: finance.MustRate("5%"), Mode: mode}.Ceiling(charge, 5)
		fmt.Println(mode, ceiling, err)
	}
	// Output:
	// cumulative-simple 12500.00 RUB <nil>
	// cumulative-compound 12762.82 RUB <nil>
}

// Half a year was borne; the next one is expected to cost 8 % more, paid in
// whole hundreds.
func ExampleEstimate() {
	last := servicecharge.Part{Days: 184, Of: 365, Charge: finance.MustMoney("18400.00 RUB")}
	estimate := servicecharge.Estimate{Raise: finance.MustRate("8%"), Unit: finance.MustMoney("100.00 RUB"), Rounding: finance.Up}
	fmt.Println(estimate.Monthly(last))
	// Output: 3300.00 RUB <nil>
}
