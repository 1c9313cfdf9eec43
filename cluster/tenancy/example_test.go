package tenancy_test

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// A studio is taken on 21 March: eleven of the month's thirty-one days are due,
// and 8 % of what is sold over 150000.00 in that month.
func Example() {
	house := tenancy.House{
		Landlord:  "operator",
		Currency:  finance.RUB,
		Spaces:    []tenancy.Space{{ID: "B-12", Area: tenancy.MustArea("45.50"), Use: tenancy.Studio}},
		Residents: []tenancy.Resident{{ID: "R-3", Name: "Ceramics workshop (fictional)"}},
		Leases: []tenancy.Lease{{
			ID: "L-7", Resident: "R-3", Spaces: tenancy.ForTerm("B-12"),
			Term: civil.Period{From: civil.MustDate("2026-03-21"), To: civil.MustDate("2027-03-21")},
			Clauses: []accrual.Named{
				{Name: "base rent", Clause: tenancy.Amount{Monthly: finance.MustMoney("45000.00 RUB")}},
				{Name: "turnover rent", Clause: tenancy.TurnoverRent{Share: finance.MustRate("8%"), Over: finance.MustMoney("150000.00 RUB")}},
			},
		}},
	}
	agreements, err := house.Agreements()
	if err != nil {
		fmt.Println(err) // every problem, each with its path
		return
	}
	sale := tenancy.Sale{ID: "S-1", Lease: "L-7", On: civil.MustDate("2026-03-28"), Known: civil.MustDate("2026-03-28"), Amount: finance.MustMoney("212500.00 RUB")}
	fact, err := sale.Fact(house.Currency)
	if err != nil {
		fmt.Println(err)
		return
	}
	facts := slices.Values([]accrual.Fact{fact})
	closed, err := accrual.Close(accrual.Books{}, agreements, civil.MustMonth("2026-03"), civil.MustDate("2026-04-01"), facts)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, o := range closed.Obligations {
		fmt.Println(o.Debtor, "owes", o.Net, "for", o.Clause)
	}
	// Output:
	// R-3 owes 15967.74 RUB for base rent
	// R-3 owes 5000.00 RUB for turnover rent
}

// Who holds what on a day, what it brings a month, and what the empty space
// would bring.
func ExampleHouse_RentRoll() {
	house := quarter()
	on := civil.MustDate("2026-03-21")
	roll, err := house.RentRoll(on)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range roll.Rows {
		fmt.Println(row.Lease, row.Resident, row.Area, "m²", row.Net, "and tax", row.Tax)
	}
	average, err := roll.Average(finance.HalfEven)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("in all", roll.Net, "net,", average, "a square metre")
	fmt.Println("ending within a year:", len(roll.Ending(365)))
	// Output:
	// L-7 R-3 45.50 m² 45000.00 RUB and tax 9900.00 RUB
	// L-8 R-4 80.00 m² 99000.00 RUB and tax 21120.00 RUB
	// in all 144000.00 RUB net, 1147.41 RUB a square metre
	// ending within a year: 1
}

func ExampleHouse_Occupancy() {
	o, err := quarter().Occupancy(civil.MustDate("2026-03-21"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(o.Let, "of", o.Lettable, "m² let, empty:", o.Vacant)
	// Output: 125.50 of 625.50 m² let, empty: [hall yard]
}

func ExampleHouse_Vacancy() {
	v, err := quarter().Vacancy(civil.MustDate("2026-03-21"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range v.Rows {
		fmt.Println(row.Space, row.Area, "m² at", row.By, row.Rent)
	}
	// Output:
	// hall 200.00 m² at asking 120000.00 RUB
	// yard 300.00 m² at average 344223.11 RUB
}

func ExampleHouse_Validate() {
	house := quarter()
	house.Leases[0].Resident = "R-9"
	house.Leases[0].Clauses[1].Clause = tenancy.TurnoverRent{Share: finance.MustRate("108%")}
	fmt.Println(house.Validate())
	// Output: 2 problems: leases[0].clauses[1].share: over 100%: out of range; leases[0].resident: "R-9": unknown
}

// Eleven of March's days, by the three bases.
func ExampleAmount() {
	march := civil.MustMonth("2026-03").Period()
	held := civil.Period{From: civil.MustDate("2026-03-21"), To: march.To}
	span := accrual.Span{Window: march, Since: march.From, To: march.To, Held: []civil.Period{held}, Currency: finance.RUB}
	for _, days := range []tenancy.DayBasis{tenancy.ActualDays, tenancy.ThirtyDays, tenancy.YearDays} {
		rent, err := tenancy.Amount{Monthly: finance.MustMoney("45000.00 RUB"), Days: days}.Earned(span)
		fmt.Println(days, rent, err)
	}
	// Output:
	// actual 15967.74 RUB <nil>
	// 30 16500.00 RUB <nil>
	// 365 16273.97 RUB <nil>
}

func ExampleTurnoverRent() {
	rent := tenancy.TurnoverRent{Share: finance.MustRate("8%"), Over: finance.MustMoney("150000.00 RUB")}
	march := civil.MustMonth("2026-03").Period()
	fmt.Println(rent.Earned(accrual.Span{Window: march, Since: march.From, To: march.To, Held: []civil.Period{march}, Meters: []int64{212_500_00}, Currency: finance.RUB}))
	// Output: 5000.00 RUB <nil>
}

func ExampleNaturalBreakpoint() {
	fmt.Println(tenancy.NaturalBreakpoint(finance.MustMoney("60000.00 RUB"), finance.MustRate("5%"), finance.HalfEven))
	// Output: 1200000.00 RUB <nil>
}

func ExampleArea() {
	shop, desk := tenancy.MustArea("45.5"), tenancy.MustArea("4")
	fmt.Println(shop.Add(desk))
	// Output: 49.50 <nil>
}
