package tenancy_test

import (
	"fmt"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/cashflow"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// So much a month, whatever is let: 45000.00 × 11/31 for the eleven days of March.
func ExampleAmount_lumpSum() {
	house := studio(accrual.Named{Name: "base rent", Clause: tenancy.Amount{Monthly: finance.MustMoney("45000.00 RUB")}})
	house.Leases[0].Term.From = civil.MustDate("2026-03-21")
	tell(house, "2026-03", "2026-04")
	// Output:
	// 2026-03 base rent 15967.74 RUB: 45000.00 RUB × 11/31 days
	// 2026-04 base rent 45000.00 RUB: 45000.00 RUB × 30/30 days
}

// A price of a square metre and the area of the contract: 1000.00 × 45.5 = 45500.00,
// and 11/31 of it.
func ExampleAmount_byArea() {
	rent := tenancy.Amount{Monthly: finance.MustMoney("1000.00 RUB"), Area: tenancy.MustArea("45.50")}
	house := studio(accrual.Named{Name: "base rent", Clause: rent})
	house.Leases[0].Term.From = civil.MustDate("2026-03-21")
	tell(house, "2026-03", "2026-04")
	// Output:
	// 2026-03 base rent 16145.16 RUB: 1000.00 RUB × 45.5 m² × 11/31 days
	// 2026-04 base rent 45500.00 RUB: 1000.00 RUB × 45.5 m²
}

// A price of a piece and how many there are. A part of a month counts days of
// thirty: 18000.00 × 11/30 = 6600.00.
func ExampleAmount_byDesk() {
	rent := tenancy.Amount{
		Monthly: finance.MustMoney("6000.00 RUB"), Count: finance.MustNumber("3"), Unit: "desks", Days: tenancy.ThirtyDays,
	}
	house := studio(accrual.Named{Name: "desks", Clause: rent})
	house.Leases[0].Term.From = civil.MustDate("2026-03-21")
	tell(house, "2026-03", "2026-04")
	// Output:
	// 2026-03 desks 6600.00 RUB: 6000.00 RUB × 3 desks × 11/30 days
	// 2026-04 desks 18000.00 RUB: 6000.00 RUB × 3 desks
}

// Step rent by a dated table: another price from July, 4 % more from 16 October.
// October is (50000.00 × 15 + 52000.00 × 16) / 31 = 1582000.00 / 31.
func ExampleAmount_steps() {
	rent := tenancy.Amount{Monthly: finance.MustMoney("45000.00 RUB"), Steps: []tenancy.Step{
		{From: civil.MustDate("2026-07-01"), Monthly: finance.MustMoney("50000.00 RUB")},
		{From: civil.MustDate("2026-10-16"), Raise: finance.MustRate("4%")},
	}}
	house := studio(accrual.Named{Name: "rent", Clause: rent})
	tell(house, "2026-06", "2026-07")
	tell(house, "2026-10", "2026-10")
	// Output:
	// 2026-06 rent 45000.00 RUB: 45000.00 RUB × 30/30 days
	// 2026-07 rent 50000.00 RUB: 50000.00 RUB × 31/31 days
	// 2026-10 rent 51032.26 RUB: 50000.00 RUB × 15/31 days + 52000.00 RUB × 16/31 days
}

// The same raise each year, counted from the first day: 45000.00 × 1.05 =
// 47250.00, and × 1.05 = 49612.50.
func ExampleYearly() {
	first, until := civil.MustDate("2026-03-01"), civil.MustDate("2029-03-01")
	rent := tenancy.Amount{Monthly: finance.MustMoney("45000.00 RUB"), Steps: tenancy.Yearly(finance.MustRate("5%"), first, until)}
	for year := range 3 {
		on := first.AddYears(year)
		monthly, err := rent.PerMonth(on)
		fmt.Println(on, monthly, err)
	}
	// Output:
	// 2026-03-01 45000.00 RUB <nil>
	// 2027-03-01 47250.00 RUB <nil>
	// 2028-03-01 49612.50 RUB <nil>
}

// Two clauses stand side by side: the rent, and what takes all of it off until
// 10 February. February is 45000.00 × 28/28 less 45000.00 × 10/28 = 16071.43.
func ExampleAmount_rentFree() {
	rent := tenancy.Amount{Monthly: finance.MustMoney("45000.00 RUB")}
	free := civil.Period{From: civil.MustDate("2026-01-01"), To: civil.MustDate("2026-02-11")}
	tell(studio(
		accrual.Named{Name: "rent", Clause: rent},
		accrual.Named{Name: "rent-free", Clause: rent.Abated(finance.MustRate("100%"), free)},
	), "2026-01", "2026-03")
	// Output:
	// 2026-01 rent 45000.00 RUB: 45000.00 RUB × 31/31 days
	// 2026-01 rent-free -45000.00 RUB: 45000.00 RUB × 31/31 days × -100%
	// 2026-02 rent 45000.00 RUB: 45000.00 RUB × 28/28 days
	// 2026-02 rent-free -16071.43 RUB: 45000.00 RUB × 10/28 days × -100%
	// 2026-03 rent 45000.00 RUB: 45000.00 RUB × 31/31 days
}

// An abatement takes a part of the rent off, by its steps too: 40 % of 45000.00 in
// June, of 50000.00 in July.
func ExampleAmount_abatement() {
	rent := tenancy.Amount{Monthly: finance.MustMoney("45000.00 RUB"), Steps: []tenancy.Step{
		{From: civil.MustDate("2026-07-01"), Monthly: finance.MustMoney("50000.00 RUB")},
	}}
	summer := civil.Period{From: civil.MustDate("2026-06-01"), To: civil.MustDate("2026-08-01")}
	tell(studio(
		accrual.Named{Name: "rent", Clause: rent},
		accrual.Named{Name: "abatement", Clause: rent.Abated(finance.MustRate("40%"), summer)},
	), "2026-06", "2026-07")
	// Output:
	// 2026-06 rent 45000.00 RUB: 45000.00 RUB × 30/30 days
	// 2026-06 abatement -18000.00 RUB: 45000.00 RUB × 30/30 days × -40%
	// 2026-07 rent 50000.00 RUB: 50000.00 RUB × 31/31 days
	// 2026-07 abatement -20000.00 RUB: 50000.00 RUB × 31/31 days × -40%
}

// A start-up pays a rising share of the market rent of 60000.00: half of it, then
// three quarters, then all.
func ExampleAmount_risingShare() {
	rent := tenancy.Amount{Monthly: finance.MustMoney("60000.00 RUB"), Part: finance.MustRate("50%"), Steps: []tenancy.Step{
		{From: civil.MustDate("2026-02-01"), Part: finance.MustRate("75%")},
		{From: civil.MustDate("2026-03-01"), Part: finance.MustRate("100%")},
	}}
	tell(studio(accrual.Named{Name: "rent", Clause: rent}), "2026-01", "2026-03")
	// Output:
	// 2026-01 rent 30000.00 RUB: 60000.00 RUB × 31/31 days × 50%
	// 2026-02 rent 45000.00 RUB: 60000.00 RUB × 28/28 days × 75%
	// 2026-03 rent 60000.00 RUB: 60000.00 RUB × 31/31 days × 100%
}

// A kiosk that is open from May to September, and pays for those months only.
func ExampleAmount_season() {
	season := civil.Period{From: civil.MustDate("2026-05-01"), To: civil.MustDate("2026-10-01")}
	rent := tenancy.Amount{Monthly: finance.MustMoney("30000.00 RUB"), Only: []civil.Period{season}}
	tell(studio(accrual.Named{Name: "kiosk", Clause: rent}), "2026-04", "2026-05")
	// Output: 2026-05 kiosk 30000.00 RUB: 30000.00 RUB × 31/31 days
}

// A contribution to a fund for promotion, by the square metre: owed to the fund,
// outside the house's tax, and no rent.
func ExampleAmount_promotionFund() {
	house := studio(accrual.Named{
		Name: "promotion", To: "fund", Untaxed: true,
		Clause: tenancy.Amount{Monthly: finance.MustMoney("50.00 RUB"), Area: tenancy.MustArea("45.50"), For: tenancy.ForPromotion},
	})
	tell(house, "2026-01", "2026-01")
	roll, err := house.RentRoll(civil.MustDate("2026-01-01"))
	fmt.Println("rent roll", roll.Net, err)
	// Output:
	// 2026-01 promotion 2275.00 RUB: 50.00 RUB × 45.5 m²
	// rent roll 0.00 RUB <nil>
}

// The landlord fits the studio out for 1200000.00, repaid with the rent over five
// years at 12 % a year, as a level payment in arrears:
//
//	1200000.00 × 0.01 / (1 - 1.01^-60) = 26693.337…
func ExampleAmount_fitOut() {
	monthly, err := cashflow.Annuity{Present: finance.MustMoney("1200000.00 RUB"), Rate: finance.MustRate("1%"), Periods: 60}.Payment()
	if err != nil {
		fmt.Println(err)
		return
	}
	repaid := civil.Period{From: civil.MustDate("2026-02-01"), To: civil.MustDate("2031-02-01")}
	house := studio(
		accrual.Named{Name: "rent", Clause: tenancy.Amount{Monthly: finance.MustMoney("45000.00 RUB")}},
		accrual.Named{Name: "fit-out", Clause: tenancy.Amount{Monthly: monthly, Only: []civil.Period{repaid}}},
	)
	house.Leases[0].Term.To = repaid.To
	tell(house, "2026-01", "2026-02")
	// Output:
	// 2026-01 rent 45000.00 RUB: 45000.00 RUB × 31/31 days
	// 2026-02 rent 45000.00 RUB: 45000.00 RUB × 28/28 days
	// 2026-02 fit-out 26693.34 RUB: 26693.34 RUB × 28/28 days
}

// The landlord gives 100000.00 towards a fit-out that the resident makes.
func ExampleOneOff() {
	given := tenancy.OneOff{On: civil.MustDate("2026-02-10"), Sum: finance.MustMoney("-100000.00 RUB")}
	tell(studio(accrual.Named{Name: "contribution", Clause: given}), "2026-01", "2026-03")
	// Output: 2026-02 contribution -100000.00 RUB: -100000.00 RUB
}

// A second studio is added from 16 March, and given back with November. Each has a
// clause of its own, on its own days: 22000.00 × 16/31 = 11354.84.
func ExampleHolding() {
	second := civil.Period{From: civil.MustDate("2026-03-16"), To: civil.MustDate("2026-12-01")}
	house := studio(
		accrual.Named{Name: "rent of B-12", Clause: tenancy.Amount{Monthly: finance.MustMoney("1000.00 RUB"), Area: tenancy.MustArea("45.50")}},
		accrual.Named{Name: "rent of B-13", Clause: tenancy.Amount{Monthly: finance.MustMoney("1100.00 RUB"), Area: tenancy.MustArea("20"), Only: []civil.Period{second}}},
	)
	house.Leases[0].Spaces = []tenancy.Holding{{Space: "B-12"}, {Space: "B-13", Held: second}}
	tell(house, "2026-03", "2026-03")
	for _, on := range []civil.Date{second.From, second.To} {
		roll, err := house.RentRoll(on)
		fmt.Println(on, roll.Rows[0].Spaces, roll.Area, roll.Net, err)
	}
	// Output:
	// 2026-03 rent of B-12 45500.00 RUB: 1000.00 RUB × 45.5 m²
	// 2026-03 rent of B-13 11354.84 RUB: 1100.00 RUB × 20 m² × 16/31 days
	// 2026-03-16 [B-12 B-13] 65.50 67500.00 RUB <nil>
	// 2026-12-01 [B-12] 45.50 45500.00 RUB <nil>
}
