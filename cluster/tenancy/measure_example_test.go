package tenancy_test

import (
	"fmt"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// A lease is still free, another one is agreed to rise: four rents of one day.
func ExampleHouse_Rents() {
	free := tenancy.Amount{Monthly: finance.MustMoney("100000.00 RUB")}
	rising := tenancy.Amount{
		Monthly: finance.MustMoney("80000.00 RUB"),
		Steps:   []tenancy.Step{{From: civil.MustDate("2025-07-01"), Monthly: finance.MustMoney("88000.00 RUB")}},
	}
	until := civil.MustPeriod("2024-06-01/2025-09-01")
	house := tenancy.House{Landlord: "operator", Currency: finance.RUB, Spaces: []tenancy.Space{
		{ID: "A", Area: tenancy.MustArea("100")}, {ID: "B", Area: tenancy.MustArea("80")},
		{ID: "C", Area: tenancy.MustArea("70"), Asking: finance.MustMoney("1000.00 RUB")},
	}, Leases: []tenancy.Lease{
		{ID: "L-A", Resident: "R-1", Spaces: tenancy.ForTerm("A"), Term: civil.MustPeriod("2024-06-01/2029-06-01"), Clauses: []accrual.Named{
			{Name: "rent", Clause: free}, {Name: "rent-free", Clause: free.Abated(finance.MustRate("100%"), until)},
		}},
		{ID: "L-B", Resident: "R-2", Spaces: tenancy.ForTerm("B"), Term: civil.MustPeriod("2024-07-01/2029-07-01"), Clauses: []accrual.Named{{Name: "rent", Clause: rising}}},
	}}
	rents, err := house.Rents(civil.MustDate("2025-06-01"))
	if err != nil {
		fmt.Println(err)
		return
	}
	potential, err := rents.Potential()
	fmt.Println("passing   ", rents.Passing)
	fmt.Println("contracted", rents.Contracted)
	fmt.Println("headline  ", rents.Headline)
	fmt.Println("potential ", potential, err)
	fmt.Println(rents.Occupancy())
	fmt.Println(rents.Economic())
	// Output:
	// passing    80000.00 RUB
	// contracted 180000.00 RUB
	// headline   188000.00 RUB
	// potential  250000.00 RUB <nil>
	// 72% <nil>
	// 32% <nil>
}

// From what a house asks to what is paid.
func ExampleHouse_Bridge() {
	b, err := tower().Bridge(civil.MustDate("2026-05-01"))
	if err != nil {
		fmt.Println(err)
		return
	}
	net, err := b.Net()
	fmt.Println("market       ", b.Market)
	fmt.Println("loss to lease", b.LossToLease)
	fmt.Println("vacancy      ", b.Vacancy)
	fmt.Println("non-revenue  ", b.NonRevenue)
	fmt.Println("net          ", net, err)
	// Output:
	// market        117500.00 RUB
	// loss to lease -3000.00 RUB
	// vacancy       -19500.00 RUB
	// non-revenue   -50000.00 RUB
	// net           45000.00 RUB <nil>
}

// The office for three months of which one is measured anew, the hall closed in
// the last.
func ExampleHouse_OccupancyOver() {
	o, err := tower().OccupancyOver(civil.MustPeriod("2026-03-01/2026-06-01"))
	if err != nil {
		fmt.Println(err)
		return
	}
	share, err := o.Share()
	fmt.Println(o.LetDays, "of", o.LettableDays, "hundredths of m² × days:", share, err)
	// Output: 447800 of 1057800 hundredths of m² × days: 2239/5289 <nil>
}

// Weighed by area and by rent, in whole months.
func ExampleHouse_Wault() {
	for _, by := range []tenancy.WaultBy{{}, {Rent: true}} {
		w, err := ends().Wault(civil.MustDate("2026-01-01"), by)
		if err != nil {
			fmt.Println(err)
			return
		}
		years, err := w.Years.Decimal(2, finance.HalfUp)
		fmt.Println(years, "years, without", w.Open, "lease without an end", err)
	}
	// Output:
	// 1.41 years, without 1 lease without an end <nil>
	// 1.31 years, without 1 lease without an end <nil>
}

func ExampleHouse_Expiries() {
	rows, err := ends().Expiries(civil.MustDate("2026-01-01"), false)
	for _, row := range rows {
		fmt.Println(row.Year, row.Leases, row.Area, "m²", row.Rent)
	}
	fmt.Println(err)
	// Output:
	// 2026 2 35.00 m² 4000.00 RUB
	// 2028 1 30.00 m² 2000.00 RUB
	// 0 1 40.00 m² 4000.00 RUB
	// <nil>
}

// Both leases that could end in 2026 left.
func ExampleHouse_Retention() {
	r, err := ends().Retention(civil.YearOf(2026).Period())
	if err != nil {
		fmt.Println(err)
		return
	}
	churn, err := r.Churn()
	fmt.Println(r.CouldEnd, "could end,", r.Kept, "kept,", r.Left, "left of", r.Start, churn, err)
	// Output: 2 could end, 0 kept, 2 left of 4 50% <nil>
}

func ExampleHouse_Mix() {
	mix, err := quarter().Mix(civil.MustDate("2026-03-21"))
	for _, row := range mix[:2] {
		fmt.Println(row.Use, row.Let, "of", row.Area, "m²", row.Rent)
	}
	fmt.Println(err)
	// Output:
	// studio 45.50 of 45.50 m² 45000.00 RUB
	// shop 80.00 of 80.00 m² 99000.00 RUB
	// <nil>
}

// 2000.00 a month for a year of which one month is free.
func ExampleHouse_NetEffective() {
	rent := tenancy.Amount{Monthly: finance.MustMoney("2000.00 USD")}
	lease := tenancy.Lease{
		ID: "L-1", Resident: "R-1", Spaces: tenancy.ForTerm("S-1"), Term: civil.MustPeriod("2025-01-01/2026-01-01"),
		Clauses: []accrual.Named{{Name: "rent", Clause: rent}, {Name: "free", Clause: rent.Abated(finance.MustRate("100%"), civil.MustPeriod("2025-01-01/2025-02-01"))}},
	}
	house := tenancy.House{Landlord: "operator", Currency: finance.USD, Spaces: []tenancy.Space{{ID: "S-1", Area: tenancy.MustArea("20")}}}
	e, err := house.NetEffective(lease)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(e.Paid, "in", e.Months.Num(), "months")
	fmt.Println(e.PerMonth(finance.HalfUp))
	fmt.Println(e.PerMetre(finance.HalfUp))
	// Output:
	// 22000.00 USD in 12 months
	// 1833.33 USD <nil>
	// 91.67 USD <nil>
}

// What straight-line rent is made of.
func ExampleHouse_Contracted() {
	house := stepped()
	paid, err := house.Contracted(house.Leases[0], civil.MustPeriod("2026-04-01/2026-06-01"))
	for _, i := range paid {
		fmt.Println(i.Month, i.Amount)
	}
	fmt.Println(err)
	// Output:
	// 2026-04 500.00 RUB
	// 2026-05 1100.00 RUB
	// <nil>
}

// An office becomes two once its lease ends.
func ExampleHouse_Split() {
	on := civil.MustDate("2027-01-01")
	next, err := tower().Split("O-1", on,
		tenancy.Space{ID: "O-1a", Area: tenancy.MustArea("30")}, tenancy.Space{ID: "O-1b", Area: tenancy.MustArea("18")})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, day := range []civil.Date{on.AddDays(-1), on} {
		o, err := next.Occupancy(day)
		fmt.Println(day, o.Spaces, "spaces,", o.Lettable, "m²", err)
	}
	_, err = tower().Split("O-1", on.AddDays(-1), tenancy.Space{ID: "O-1a", Area: tenancy.MustArea("48")})
	fmt.Println(err)
	// Output:
	// 2026-12-31 6 spaces, 148.00 m² <nil>
	// 2027-01-01 7 spaces, 148.00 m² <nil>
	// leases[0].spaces[0].space: "O-1" can be let in 0001-01-01/2026-12-31, not in all of 2026-01-01/2027-01-01: out of range
}

func ExampleHouse_Merge() {
	house := tower()
	house.Spaces = append(house.Spaces[:2], tenancy.Space{ID: "O-2", Within: "F1", Area: tenancy.MustArea("20"), Use: tenancy.Office})
	next, err := house.Merge([]string{"O-1", "O-2"}, civil.MustDate("2027-01-01"), tenancy.Space{ID: "O-12", Area: tenancy.MustArea("68")})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(next.Spaces[3].ID, next.Spaces[3].Use, next.Spaces[3].Lettable, next.Spaces[3].Flags[0].Name)
	// Output: O-12 office 2027-01-01/.. state
}

func ExampleHouse_Retire() {
	next, err := tower().Retire("kiosk", civil.MustDate("2026-09-01"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(next.Spaces[7].Lettable)
	// Output: 0001-01-01/2026-09-01
}

// Who waits, and which spaces fit from when.
func ExampleHouse_Offers() {
	house := tower()
	house.Waiting = queue()
	offers, err := house.Offers(civil.MustDate("2026-03-01"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, o := range offers {
		fmt.Println(o.Applicant.ID)
		for _, fit := range o.Fits {
			fmt.Println(" ", fit.Text(accrual.English), fit.Rent)
		}
	}
	// Output:
	// A-2
	//   D-1: free, from 2026-04-01 3000.00 RUB
	// A-1
	//   hall: free once it is offered again, from 2026-06-01 50000.00 RUB
	//   O-1: free after lease L-1, from 2027-01-01; needs: tender 50000.00 RUB
}

// Why each of the others does not fit.
func ExampleHouse_Fits() {
	fits, err := tower().Fits(queue()[1], civil.MustDate("2026-03-01"))
	for _, fit := range fits {
		fmt.Println(fit.Text(accrual.English))
	}
	fmt.Println(err)
	// Output:
	// O-1: has another use
	// hall: has another use
	// D-1: free, from 2026-04-01
	// D-2: is over the budget
	// shelf: has another use
	// kiosk: has another use
	// <nil>
}

// The office is state property: a law asks for a tender.
func ExampleLimit() {
	house := tower()
	house.Leases[0].Basis = nil
	fmt.Println(house.Validate())
	// Output: leases[0].basis: "O-1" is state: a tender (a law of the host): missing
}

// The rent of March, posted and not paid: beside the roll, how many months of
// rent are overdue by when.
func ExampleRentRoll_Arrears() {
	house := ends()
	agreements, err := house.Agreements()
	if err != nil {
		fmt.Println(err)
		return
	}
	closed, err := accrual.Close(accrual.Books{}, agreements, civil.MustMonth("2026-03"), civil.MustDate("2026-04-01"), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	chart := ledger.Chart{Rules: []ledger.Rule{{Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:rent"}}}}
	books, err := ledger.New("operator").Post(chart, closed.Obligations...)
	if err != nil {
		fmt.Println(err)
		return
	}
	on := civil.MustDate("2026-05-15")
	aged, err := books.Ageing(ledger.Receivable, on, 30, 60)
	if err != nil {
		fmt.Println(err)
		return
	}
	roll, err := house.RentRoll(on)
	if err != nil {
		fmt.Println(err)
		return
	}
	rows, err := roll.Arrears(aged)
	for _, row := range rows {
		months, err := row.Months()
		fmt.Println(row.Resident, row.Leases, row.Aged.Overdue, months.Num(), "months of rent", err)
	}
	fmt.Println(err)
	// Output:
	// R-1 [0 1 2 3] [0.00 RUB 10000.00 RUB 0.00 RUB] 1 months of rent <nil>
	// <nil>
}
