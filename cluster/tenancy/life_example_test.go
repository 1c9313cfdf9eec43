package tenancy_test

import (
	"fmt"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// A notice is served in time, but only one of two conditions is met: the lease
// goes on. The second is met on the last day, and it ends.
func ExampleLease_Apply() {
	l := tenancy.Lease{
		ID: "L-7", Resident: "R-3", Spaces: tenancy.ForTerm("B-12"),
		Term: tenancy.ForMonths(civil.MustDate("2026-01-01"), 36),
		Options: []tenancy.Option{{
			ID: "break", On: civil.MustDate("2027-07-01"), Notice: tenancy.Notice{Months: 6},
			Conditions: []string{"rent is paid", "vacant"},
		}},
	}
	for _, e := range []tenancy.Event{
		{Action: tenancy.Serve, On: civil.MustDate("2026-12-30"), Known: civil.MustDate("2026-12-30"), Option: "break", Until: civil.MustDate("2027-07-01")},
		{Action: tenancy.Fulfil, On: civil.MustDate("2027-06-28"), Known: civil.MustDate("2027-06-28"), Option: "break", Conditions: []string{"rent is paid"}},
		{Action: tenancy.Fulfil, On: civil.MustDate("2027-06-30"), Known: civil.MustDate("2027-07-02"), Option: "break", Conditions: []string{"vacant"}},
	} {
		var err error
		if l, err = l.Apply(e); err != nil {
			fmt.Println(err) // the field, or the state that has no place for it
			return
		}
	}
	day := civil.MustDate("2027-07-01")
	fmt.Println("as known on that day:", l.State(day, day))
	fmt.Println("as known two days later:", l.State(day, day.AddDays(2)))
	_, err := l.Apply(tenancy.Event{Action: tenancy.Assign, On: day, Known: day.AddDays(2), Resident: "R-4"})
	fmt.Println(err)
	// Output:
	// as known on that day: commenced
	// as known two days later: ended
	// assign on 2027-07-01: not possible in this state: ended
}

// Which notices can be served until when, and again after the term was
// extended.
func ExampleHouse_Deadlines() {
	house := tenancy.House{Leases: []tenancy.Lease{{
		ID: "L-7", Resident: "R-3", Spaces: tenancy.ForTerm("B-12"), Term: tenancy.ForMonths(civil.MustDate("2026-01-01"), 24),
		Options: []tenancy.Option{
			{ID: "break", By: tenancy.ByLandlord, BeforeEnd: 6, Notice: tenancy.Notice{Months: 3}},
			{ID: "longer", Kind: tenancy.ToExtend, Months: 12, Notice: tenancy.Notice{Months: 6}},
		},
	}}}
	year := civil.Period{From: civil.MustDate("2027-01-01"), To: civil.MustDate("2029-01-01")}
	show := func() {
		for _, d := range house.Deadlines(year.From, year.To, civil.MustDate("2028-01-01")) {
			fmt.Printf("%v: %s, by the %v, for %v\n", d.Last, d.Option, d.By, d.Effect)
		}
	}
	show()
	taken, err := house.Leases[0].Apply(tenancy.Event{
		Action: tenancy.Serve, On: civil.MustDate("2027-02-01"), Known: civil.MustDate("2027-02-01"), Option: "longer", Until: civil.MustDate("2028-01-01"),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	house.Leases[0] = taken
	fmt.Println("extended:")
	show()
	// Output:
	// 2027-03-31: break, by the landlord, for 2027-07-01
	// 2027-06-30: longer, by the resident, for 2028-01-01
	// extended:
	// 2028-03-31: break, by the landlord, for 2028-07-01
}

// A resident stays for 45 days after the last: by started months it is two
// rents at 150 %.
func ExampleHoldover() {
	l := tenancy.Lease{
		ID: "L-7", Resident: "R-3", Spaces: tenancy.ForTerm("B-12"), Term: tenancy.ForMonths(civil.MustDate("2025-01-01"), 6),
		Clauses:     []accrual.Named{{Name: "rent", Clause: tenancy.Amount{Monthly: finance.MustMoney("10000.00 RUB")}}},
		HoldingOver: &tenancy.Holdover{Part: finance.MustRate("150%"), By: tenancy.ByStartedMonth},
	}
	for _, e := range []tenancy.Event{
		{Action: tenancy.HoldOver, On: civil.MustDate("2025-07-01"), Known: civil.MustDate("2025-07-01")},
		{Action: tenancy.Return, On: civil.MustDate("2025-08-15"), Known: civil.MustDate("2025-08-15")},
	} {
		var err error
		if l, err = l.Apply(e); err != nil {
			fmt.Println(err)
			return
		}
	}
	agreement, err := l.Agreement("operator", finance.RUB, accrual.Tax{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range []string{"2025-07", "2025-08"} {
		key := accrual.Key{Agreement: "L-7", Clause: "rent", Slot: civil.MustMonth(m).Period()}
		why, err := accrual.Explain(agreement, key, civil.MustDate("2025-09-01"), nil)
		fmt.Println(m, why.Net, "=", why, err)
	}
	// Output:
	// 2025-07 15000.00 RUB = 10000.00 RUB × 150% <nil>
	// 2025-08 15000.00 RUB = 10000.00 RUB × 150% <nil>
}

// What leaving early is worth, and why.
func ExampleExit() {
	fee, err := tenancy.Exit{
		Rent:       finance.MustMoney("1400000.00 RUB"), // what is left, at its present value
		Costs:      []finance.Money{finance.MustMoney("320000.00 RUB"), finance.MustMoney("120000.00 RUB")},
		Mitigation: finance.MustRate("30%"),
	}.Fee()
	fmt.Println(fee.Fee, "=", fee.Why.Text(accrual.English), err)
	// Output: 1420000.00 RUB = 1400000.00 RUB + 320000.00 RUB + 120000.00 RUB + 1400000.00 RUB × -30% <nil>
}

// A share in what a resident earns by subletting: half of what its subtenants
// pay over its own rent and its costs. It reports what they pay as a sale of a
// category of its own.
func ExampleTurnoverRent_sublease() {
	profit := tenancy.TurnoverRent{
		Share: finance.MustRate("50%"),
		Over:  finance.MustMoney("25000.00 RUB"), // head rent 20000.00 and costs 5000.00, which are recovered first
		Of:    []accrual.Meter{"subleases"},
	}
	july := civil.MustMonth("2026-07").Period()
	amount, err := profit.Earned(accrual.Span{
		Window: july, Since: july.From, To: july.To, Held: []civil.Period{july}, Meters: []int64{3_000_000}, Currency: finance.RUB,
	})
	fmt.Println(amount, err)
	// Output: 2500.00 RUB <nil>
}

// The house as it was known before a day.
func ExampleHouse_AsKnown() {
	house := quarter()
	ended, err := house.Leases[0].Apply(tenancy.Event{Action: tenancy.EndEarly, On: civil.MustDate("2026-07-01"), Known: civil.MustDate("2026-07-10")})
	if err != nil {
		fmt.Println(err)
		return
	}
	house.Leases[0] = ended
	for _, known := range []string{"2026-07-10", "2026-07-11"} {
		roll, err := house.AsKnown(civil.MustDate(known)).RentRoll(civil.MustDate("2026-07-05"))
		fmt.Println(known, len(roll.Rows), "leases", err)
	}
	// Output:
	// 2026-07-10 2 leases <nil>
	// 2026-07-11 1 leases <nil>
}
