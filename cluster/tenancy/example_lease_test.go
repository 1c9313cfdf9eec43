package tenancy_test

import (
	"fmt"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/cluster/tenancy/deposit"
	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// January was rent-free. The lease ends on 31 May in place of 31 December: 214 of
// the 365 days are not served, and 36500.00 × 214/365 go back.
func ExampleClawBack() {
	rent := tenancy.Amount{Monthly: finance.MustMoney("36500.00 RUB")}
	house := studio(
		accrual.Named{Name: "rent", Clause: rent},
		accrual.Named{Name: "rent-free", Clause: rent.Abated(finance.MustRate("100%"), civil.MustMonth("2026-01").Period())},
		accrual.Named{Name: "claw-back", Clause: tenancy.ClawBack{Of: []string{"rent-free"}, Expiry: civil.MustDate("2027-01-01"), Earning: true}},
	)
	early, err := house.Leases[0].Apply(tenancy.Event{Action: tenancy.EndEarly, On: civil.MustDate("2026-06-01"), Known: civil.MustDate("2026-04-20")})
	if err != nil {
		fmt.Println(err)
		return
	}
	house.Leases[0] = early
	tell(house, "2026-05", "2026-06")
	// Output:
	// 2026-05 rent 36500.00 RUB: 36500.00 RUB × 31/31 days
	// 2026-05 claw-back 21400.00 RUB: 36500.00 RUB × 214/365 days
}

// The resident stays on after 31 December, at one and a half times the rent, and
// hands the studio back on 14 February: 67500.00, and 67500.00 × 14/28.
func ExampleHoldoverRent() {
	house := studio(accrual.Named{Name: "rent", Clause: tenancy.Amount{Monthly: finance.MustMoney("45000.00 RUB")}})
	house.Leases[0].HoldingOver = &tenancy.Holdover{Part: finance.MustRate("150%")}
	for _, e := range []tenancy.Event{
		{Action: tenancy.HoldOver, On: civil.MustDate("2027-01-01"), Known: civil.MustDate("2027-01-04")},
		{Action: tenancy.Return, On: civil.MustDate("2027-02-15"), Known: civil.MustDate("2027-02-15")},
	} {
		var err error
		if house.Leases[0], err = house.Leases[0].Apply(e); err != nil {
			fmt.Println(err)
			return
		}
	}
	tell(house, "2026-12", "2027-02")
	// Output:
	// 2026-12 rent 45000.00 RUB: 45000.00 RUB × 31/31 days
	// 2027-01 rent 67500.00 RUB: 45000.00 RUB × 31/31 days × 150%
	// 2027-02 rent 33750.00 RUB: 45000.00 RUB × 14/28 days × 150%
}

// Shared costs on account, 3500.00 a month, reconciled for the year: the studio has
// 40 of 100 m² that can be let, and bears 48000.00 of 120000.00; the rest is void,
// the landlord's.
func ExampleHouse_Reconcile() {
	house := studio(
		accrual.Named{Name: "on account", Advance: true, Clause: tenancy.Amount{Monthly: finance.MustMoney("3500.00 RUB"), For: tenancy.ForServiceCharge}},
		accrual.Named{Name: "service charge", Clause: servicecharge.Share{Pool: "house", Less: []string{"on account"}, After: 2}},
	)
	house.Spaces = []tenancy.Space{{ID: "B-12", Area: tenancy.MustArea("40")}, {ID: "B-13", Area: tenancy.MustArea("60")}}
	house.Pools = []servicecharge.Pool{{ID: "house", Currency: finance.RUB}}
	drawn := civil.MustDate("2027-02-10")
	statement, err := house.Reconcile(tenancy.Reconciling{
		ID: "2026", Pool: "house", Window: civil.YearOf(2026).Period(), Known: drawn,
		Costs: []servicecharge.Cost{
			{ID: "A-1", Pool: "house", Category: "cleaning", On: civil.MustDate("2026-12-31"), Known: civil.MustDate("2027-01-15"), Amount: finance.MustMoney("120000.00 RUB")},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(statement.Landlord)
	facts, err := statement.Facts(servicecharge.Statement{}, drawn)
	if err != nil {
		fmt.Println(err)
		return
	}
	tell(house, "2026-12", "2027-02", facts...)
	// Output:
	// landlord 72000.00 RUB: not let 72000.00 RUB
	// 2026-12 on account 3500.00 RUB: 3500.00 RUB × 31/31 days
	// 2027-02 service charge 6000.00 RUB: 48000.00 RUB less charged by "on account" 42000.00 RUB
}

// A deposit of two months of rent, topped up when the rent rises by its step:
// 2 × 45000.00, and 2 × 4500.00 more.
func Example_depositOfMonths() {
	rent := tenancy.Amount{Monthly: finance.MustMoney("45000.00 RUB"), Steps: []tenancy.Step{
		{From: civil.MustDate("2026-07-01"), Raise: finance.MustRate("10%")},
	}}
	var rents civil.Timeline[finance.Money]
	for _, on := range []civil.Date{civil.MustDate("2026-01-01"), rent.LastStep(civil.Date{})} {
		monthly, err := rent.PerMonth(on)
		if err != nil {
			fmt.Println(err)
			return
		}
		rents = append(rents, civil.Entry[finance.Money]{From: on, Value: monthly, Source: "lease L-7"})
	}
	calls, err := deposit.Deposit{Agreement: "L-7", Landlord: "operator", Resident: "R-3", Terms: deposit.Terms{
		Clause: "deposit", Months: 2, TopUp: deposit.OnRise, CallDays: 10,
		Instalments: []deposit.Instalment{{Due: civil.MustDate("2026-01-01"), Weight: 1}},
	}}.Calls(rents, nil, civil.MustDate("2026-12-31"))
	for _, c := range calls {
		fmt.Println(c.Amount, "due", c.Due, "for", c.Source)
	}
	fmt.Println(err)
	// Output:
	// 90000.00 RUB due 2026-01-01 for instalment 1
	// 9000.00 RUB due 2026-07-11 for top-up 2026-07-01
	// <nil>
}
