package tenancy_test

import (
	"fmt"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// baseRent is 50000.00 a month.
func baseRent() accrual.Named {
	return accrual.Named{Name: "base rent", Clause: tenancy.Amount{Monthly: finance.MustMoney("50000.00 RUB")}}
}

// Instead of base rent: 8 % of all that is sold, and nothing besides.
func ExampleTurnoverRent_insteadOfBase() {
	rent := tenancy.TurnoverRent{Share: finance.MustRate("8%")}
	tell(studio(accrual.Named{Name: "turnover rent", Clause: rent}), "2026-03", "2026-04", takings("2026-03", "700000.00", ""))
	// Output: 2026-03 turnover rent 56000.00 RUB: 700000.00 RUB × 8%
}

// An artificial breakpoint is a sum that was agreed: 8 % of what is sold over
// 600000.00 in a month comes on top of base rent.
func ExampleTurnoverRent_artificialBreakpoint() {
	rent := tenancy.TurnoverRent{Share: finance.MustRate("8%"), Over: finance.MustMoney("600000.00 RUB")}
	tell(studio(baseRent(), accrual.Named{Name: "turnover rent", Clause: rent}), "2026-03", "2026-03", takings("2026-03", "700000.00", ""))
	// Output:
	// 2026-03 base rent 50000.00 RUB: 50000.00 RUB × 31/31 days
	// 2026-03 turnover rent 8000.00 RUB: 700000.00 RUB over 600000.00 RUB; 100000.00 RUB × 8%
}

// A natural breakpoint is where the share equals the base rent, 50000.00 / 8 % =
// 625000.00: name the base rent in Above, and the two together are the greater
// of 50000.00 and 8 % of the sales. In April 48000.00 would be less.
func ExampleTurnoverRent_naturalBreakpoint() {
	rent := tenancy.TurnoverRent{Share: finance.MustRate("8%"), Above: []string{"base rent"}}
	tell(studio(baseRent(), accrual.Named{Name: "turnover rent", Clause: rent}), "2026-03", "2026-04",
		takings("2026-03", "700000.00", ""), takings("2026-04", "600000.00", ""))
	// Output:
	// 2026-03 base rent 50000.00 RUB: 50000.00 RUB × 31/31 days
	// 2026-03 turnover rent 6000.00 RUB: 700000.00 RUB × 8%; 56000.00 RUB less charged by "base rent" 50000.00 RUB
	// 2026-04 base rent 50000.00 RUB: 50000.00 RUB × 30/30 days
}

// By the year: nothing is owed until October passes the breakpoint, by 500000.00. A
// return in November takes 5 % of 200000.00 back.
func ExampleTurnoverRent_byYear() {
	rent := tenancy.TurnoverRent{Share: finance.MustRate("5%"), Over: finance.MustMoney("9500000.00 RUB"), Cycle: accrual.ByYear}
	october := takings("2026-10", "1000000.00", "")
	returned, err := tenancy.Sale{
		ID: "return", Lease: "L-7", On: civil.MustDate("2026-11-12"), Known: civil.MustDate("2026-11-12"),
		Amount: finance.MustMoney("-200000.00 RUB"), Of: accrual.Ref{ID: october.ID, On: october.On},
	}.Fact(finance.RUB)
	if err != nil {
		fmt.Println(err)
		return
	}
	tell(studio(accrual.Named{Name: "turnover rent", Clause: rent}), "2026-09", "2026-11", takings("2026-09", "9000000.00", ""), october, returned)
	// Output:
	// 2026-10 turnover rent 25000.00 RUB: 10000000.00 RUB over 9500000.00 RUB; 500000.00 RUB × 5%
	// 2026-11 turnover rent -10000.00 RUB: 9800000.00 RUB over 9500000.00 RUB; 300000.00 RUB × 5%, less for the time before 25000.00 RUB
}

// A lease from July holds 184 of the 365 days. The breakpoint of 730000.00 stands
// whole, or shrinks to 730000.00 × 184/365 = 368000.00; both are agreed, so a field
// says which.
func ExampleTurnoverRent_partYear() {
	for _, prorate := range []bool{false, true} {
		rent := tenancy.TurnoverRent{Share: finance.MustRate("10%"), Over: finance.MustMoney("730000.00 RUB"), Cycle: accrual.ByYear, Once: true, Prorate: prorate}
		house := studio(accrual.Named{Name: "turnover rent", Clause: rent})
		house.Leases[0].Term.From = civil.MustDate("2026-07-01")
		tell(house, "2026-07", "2026-12", takings("2026-10", "800000.00", ""))
	}
	// Output:
	// 2026-12 turnover rent 7000.00 RUB: 800000.00 RUB over 730000.00 RUB; 70000.00 RUB × 10%
	// 2026-12 turnover rent 43200.00 RUB: 730000.00 RUB × 184/365 days; 800000.00 RUB over 368000.00 RUB; 432000.00 RUB × 10%
}

// A table by layers: 6 % of the first million and 4 % of what lies over it,
// 60000.00 + 20000.00.
func ExampleTurnoverRent_tiers() {
	tiers := finance.Tiers{Mode: finance.Slab, Steps: []finance.Tier{
		{Over: finance.MustMoney("0.00 RUB"), Rate: finance.MustRate("6%")},
		{Over: finance.MustMoney("1000000.00 RUB"), Rate: finance.MustRate("4%")},
	}}
	rent := tenancy.TurnoverRent{Tiers: &tiers}
	tell(studio(accrual.Named{Name: "turnover rent", Clause: rent}), "2026-03", "2026-03", takings("2026-03", "1500000.00", ""))
	// Output: 2026-03 turnover rent 80000.00 RUB: 1000000.00 RUB × 6% + 500000.00 RUB × 4%
}

// A table of one category, with the reached rate on all: 1500000.00 of food at 4 %
// are as much as 1000000.00 at 6 %.
func ExampleTurnoverRent_tiersWhole() {
	tiers := finance.Tiers{Mode: finance.Whole, Steps: []finance.Tier{
		{Over: finance.MustMoney("0.00 RUB"), Rate: finance.MustRate("6%")},
		{Over: finance.MustMoney("1000000.00 RUB"), Rate: finance.MustRate("4%")},
	}}
	rent := tenancy.TurnoverRent{Tiers: &tiers, Of: []accrual.Meter{tenancy.SalesOf("food")}}
	house := studio(accrual.Named{Name: "share of food", Clause: rent})
	house.Categories = []string{"food", "ceramics"}
	tell(house, "2026-03", "2026-04",
		takings("2026-03", "1500000.00", "food"), takings("2026-04", "1000000.00", "food"), takings("2026-04", "500000.00", "ceramics"))
	// Output:
	// 2026-03 share of food 60000.00 RUB: 1500000.00 RUB × 4%
	// 2026-04 share of food 60000.00 RUB: 1000000.00 RUB × 6%
}

// A rate for each category, as a clause for each: 5 % of food and drink, 10 % of
// all else. A sale counts in its category and in those above it.
func ExampleTurnoverRent_byCategory() {
	house := studio(
		accrual.Named{Name: "share of food", Clause: tenancy.TurnoverRent{Share: finance.MustRate("5%"), Of: []accrual.Meter{tenancy.SalesOf("food")}}},
		accrual.Named{Name: "share of the rest", Clause: tenancy.TurnoverRent{Share: finance.MustRate("10%"), Except: []accrual.Meter{tenancy.SalesOf("food")}}},
	)
	house.Categories = []string{"food/coffee", "ceramics"}
	tell(house, "2026-03", "2026-03",
		takings("2026-03", "60000.00", "food/coffee"), takings("2026-03", "20000.00", "food"), takings("2026-03", "100000.00", "ceramics"))
	// Output:
	// 2026-03 share of food 4000.00 RUB: 80000.00 RUB × 5%
	// 2026-03 share of the rest 10000.00 RUB: 100000.00 RUB × 10%
}

// What does not count as turnover: gift cards and delivery.
func ExampleTurnoverRent_exclusions() {
	house := studio(accrual.Named{Name: "turnover rent", Clause: tenancy.TurnoverRent{
		Share: finance.MustRate("8%"), Except: []accrual.Meter{tenancy.SalesOf("gift cards"), tenancy.SalesOf("delivery")},
	}})
	house.Categories = []string{"gift cards", "delivery", "ceramics"}
	tell(house, "2026-03", "2026-03",
		takings("2026-03", "150000.00", "ceramics"), takings("2026-03", "30000.00", "gift cards"), takings("2026-03", "20000.00", "delivery"))
	// Output: 2026-03 turnover rent 12000.00 RUB: 150000.00 RUB × 8%
}

// Deemed minimum sales: 8 % of 400000.00 at least, whatever was sold.
func ExampleTurnoverRent_deemedSales() {
	rent := tenancy.TurnoverRent{Share: finance.MustRate("8%"), Deemed: finance.MustMoney("400000.00 RUB")}
	tell(studio(accrual.Named{Name: "turnover rent", Clause: rent}), "2026-03", "2026-04",
		takings("2026-03", "500000.00", ""), takings("2026-04", "100000.00", ""))
	// Output:
	// 2026-03 turnover rent 40000.00 RUB: 500000.00 RUB, at least 400000.00 RUB; 500000.00 RUB × 8%
	// 2026-04 turnover rent 32000.00 RUB: 100000.00 RUB, at least 400000.00 RUB; 400000.00 RUB × 8%
}

// A minimum that each month of a year must report is made up by facts: 14000.00
// of February counts as 15000.00.
func ExampleDeemedSales() {
	reported := []tenancy.MonthSales{
		{Month: civil.MustMonth("2026-02"), Sales: finance.MustMoney("14000.00 RUB")},
		{Month: civil.MustMonth("2026-03"), Sales: finance.MustMoney("25000.00 RUB")},
	}
	sales, err := tenancy.DeemedSales("L-7", finance.MustMoney("15000.00 RUB"), reported, civil.MustDate("2026-04-10"))
	for _, s := range sales {
		fmt.Println(s.On, s.Amount)
	}
	fmt.Println(err)
	// Output:
	// 2026-02-28 1000.00 RUB
	// <nil>
}

// On account by the month, trued up for the year two months after it: 5 % of
// (2500000.00 - 1000000.00) is 75000.00, of which twelve times 5000.00 are paid.
func ExampleTurnoverRent_onAccount() {
	house := studio(
		accrual.Named{Name: "on account", Advance: true, Clause: tenancy.Amount{Monthly: finance.MustMoney("5000.00 RUB"), For: tenancy.ForTurnover}},
		accrual.Named{Name: "true-up", Clause: tenancy.TurnoverRent{
			Share: finance.MustRate("5%"), Over: finance.MustMoney("1000000.00 RUB"), Cycle: accrual.ByYear, Less: []string{"on account"}, Once: true, After: 2,
		}},
	)
	tell(house, "2026-12", "2027-02", takings("2026-05", "2500000.00", ""))
	// Output:
	// 2026-12 on account 5000.00 RUB: 5000.00 RUB × 31/31 days
	// 2027-02 true-up 15000.00 RUB: 2500000.00 RUB over 1000000.00 RUB; 1500000.00 RUB × 5%; 75000.00 RUB less charged by "on account" 60000.00 RUB
}

// The greatest of several: of the base rent, of a share of the market rent of
// 80000.00, and of a share of turnover. Each charges what those before it have
// not; in April the turnover is no more than the market.
func ExampleAmount_greaterOfSeveral() {
	market := tenancy.Amount{Monthly: finance.MustMoney("80000.00 RUB"), Part: finance.MustRate("70%"), Above: []string{"base rent"}}
	turnover := tenancy.TurnoverRent{Share: finance.MustRate("8%"), Above: []string{"base rent", "share of market"}}
	tell(studio(
		baseRent(),
		accrual.Named{Name: "share of market", Clause: market},
		accrual.Named{Name: "turnover rent", Clause: turnover},
	), "2026-03", "2026-04", takings("2026-03", "1000000.00", ""), takings("2026-04", "700000.00", ""))
	// Output:
	// 2026-03 base rent 50000.00 RUB: 50000.00 RUB × 31/31 days
	// 2026-03 share of market 6000.00 RUB: 80000.00 RUB × 31/31 days × 70%; 56000.00 RUB less charged by "base rent" 50000.00 RUB
	// 2026-03 turnover rent 24000.00 RUB: 1000000.00 RUB × 8%; 80000.00 RUB less charged by "base rent" 50000.00 RUB; 30000.00 RUB less charged by "share of market" 6000.00 RUB
	// 2026-04 base rent 50000.00 RUB: 50000.00 RUB × 30/30 days
	// 2026-04 share of market 6000.00 RUB: 80000.00 RUB × 30/30 days × 70%; 56000.00 RUB less charged by "base rent" 50000.00 RUB
}

// The resident sublets a part of the studio, and shares the profit: half of what
// it takes in over the 20000.00 of rent that this part bears. What it takes in is
// a category of its sales that nothing else counts.
func ExampleTurnoverRent_subletProfit() {
	house := studio(
		baseRent(),
		accrual.Named{Name: "share of profit", Clause: tenancy.TurnoverRent{
			Share: finance.MustRate("50%"), Of: []accrual.Meter{tenancy.SalesOf("sublet")}, Over: finance.MustMoney("20000.00 RUB"),
		}},
	)
	house.Categories = []string{"sublet"}
	tell(house, "2026-03", "2026-03", takings("2026-03", "26000.00", "sublet"))
	// Output:
	// 2026-03 base rent 50000.00 RUB: 50000.00 RUB × 31/31 days
	// 2026-03 share of profit 3000.00 RUB: 26000.00 RUB over 20000.00 RUB; 6000.00 RUB × 50%
}

// A minimum and a maximum over the year for rent of both kinds together: 600000.00
// of base rent and 8 % of the sales, but at least 700000.00. It is charged as the
// year settles, since till then a sale could lower it.
func ExampleBound() {
	house := studio(
		baseRent(),
		accrual.Named{Name: "turnover rent", Clause: tenancy.TurnoverRent{Share: finance.MustRate("8%")}},
		accrual.Named{Name: "minimum", Clause: tenancy.Bound{
			Of: []string{"base rent", "turnover rent"}, AtLeast: finance.MustMoney("700000.00 RUB"), AtMost: finance.MustMoney("900000.00 RUB"),
			Cycle: accrual.ByYear,
		}},
	)
	tell(house, "2026-11", "2026-12", takings("2026-11", "500000.00", ""))
	// Output:
	// 2026-11 base rent 50000.00 RUB: 50000.00 RUB × 30/30 days
	// 2026-11 turnover rent 40000.00 RUB: 500000.00 RUB × 8%
	// 2026-12 base rent 50000.00 RUB: 50000.00 RUB × 31/31 days
	// 2026-12 minimum 60000.00 RUB: 640000.00 RUB, at least 700000.00 RUB; 700000.00 RUB, at most 900000.00 RUB; 700000.00 RUB less charged by "base rent" 600000.00 RUB; 100000.00 RUB less charged by "turnover rent" 40000.00 RUB
}

// A maximum alone gives back at once: of April's 96000.00 all that is over 80000.00.
func ExampleBound_maximum() {
	house := studio(
		accrual.Named{Name: "turnover rent", Clause: tenancy.TurnoverRent{Share: finance.MustRate("8%")}},
		accrual.Named{Name: "maximum", Clause: tenancy.Bound{Of: []string{"turnover rent"}, AtMost: finance.MustMoney("80000.00 RUB")}},
	)
	tell(house, "2026-03", "2026-04", takings("2026-03", "900000.00", ""), takings("2026-04", "1200000.00", ""))
	// Output:
	// 2026-03 turnover rent 72000.00 RUB: 900000.00 RUB × 8%
	// 2026-04 turnover rent 96000.00 RUB: 1200000.00 RUB × 8%
	// 2026-04 maximum -16000.00 RUB: 96000.00 RUB, at most 80000.00 RUB; 80000.00 RUB less charged by "turnover rent" 96000.00 RUB
}

// A contribution to a fund for promotion as a share of turnover, with a minimum,
// owed to the fund.
func ExampleTurnoverRent_promotionFund() {
	house := studio(
		accrual.Named{Name: "promotion", To: "fund", Untaxed: true, Clause: tenancy.TurnoverRent{Share: finance.MustRate("1%")}},
		accrual.Named{Name: "least for promotion", To: "fund", Untaxed: true, Clause: tenancy.Bound{Of: []string{"promotion"}, AtLeast: finance.MustMoney("2000.00 RUB")}},
	)
	tell(house, "2026-03", "2026-03", takings("2026-03", "150000.00", ""))
	// Output:
	// 2026-03 promotion 1500.00 RUB: 150000.00 RUB × 1%
	// 2026-03 least for promotion 500.00 RUB: 1500.00 RUB, at least 2000.00 RUB; 2000.00 RUB less charged by "promotion" 1500.00 RUB
}
