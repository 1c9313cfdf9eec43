package membership_test

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/cluster/tenancy/membership"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// A desk is taken on 20 January: twelve of the cycle's thirty-one days are due, and
// two of five room hours are beyond the three that those days grant.
func Example() {
	desk := membership.Membership{
		ID: "M-1", Member: "R-7", Term: civil.Period{From: civil.MustDate("2025-01-20")},
		Plan: membership.Plan{ID: "flex desk", Clauses: []accrual.Named{
			{Name: "flex desk", Clause: membership.PlanFee{Price: finance.MustMoney("9000.00 RUB"), Day: 1}, Advance: true},
			{Name: "rooms", Clause: membership.Allowance{Credit: "room hours", Units: 8, Day: 1, Overage: finance.MustMoney("500.00 RUB")}},
		}},
	}
	agreement, err := desk.Agreement("operator", finance.RUB, accrual.Tax{})
	if err != nil {
		fmt.Println(err) // every problem, each with its path
		return
	}
	on := civil.MustDate("2025-01-24")
	use := membership.Use{Event: membership.Event{ID: "U-1", Membership: "M-1", On: on, Known: on}, Credit: "room hours", Units: 5}
	fact, err := use.Fact()
	if err != nil {
		fmt.Println(err)
		return
	}
	facts, cutoff := slices.Values([]accrual.Fact{fact}), civil.MustDate("2025-02-01")
	closed, err := accrual.Close(accrual.Books{}, []accrual.Agreement{agreement}, civil.MustMonth("2025-01"), cutoff, facts)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, o := range closed.Obligations {
		why, _ := accrual.Explain(agreement, o.Key, cutoff, facts)
		fmt.Println(o.Debtor, "owes", o.Net, "for", o.Clause, "because", why)
	}
	// Output:
	// R-7 owes 3483.87 RUB for flex desk because 9000.00 RUB × 12/31 days
	// R-7 owes 1000.00 RUB for rooms because 500.00 RUB × 2 room hours
}

// A membership from 10 March that bills on the 15th, billed through 21 April.
func ExampleParts() {
	held := civil.Period{From: civil.MustDate("2011-03-10"), To: civil.MustDate("2011-05-15")}
	parts, err := membership.Parts(15, held, civil.MustDate("2011-04-21"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range parts {
		fmt.Println(p.Period, p.Days(), "of", p.Cycle.Days(), "days")
	}
	fmt.Println(membership.Cycles(parts, membership.CycleDays))
	// Output:
	// 2011-03-10/2011-03-15 5 of 28 days
	// 2011-03-15/2011-04-15 31 of 31 days
	// 2011-04-15/2011-05-15 30 of 30 days
	// 61/28 <nil>
}

// The 31st comes back after February.
func ExampleCycle() {
	for _, d := range []string{"2025-02-10", "2025-03-10", "2025-04-10"} {
		c, err := membership.Cycle(31, civil.MustDate(d))
		fmt.Println(c, err)
	}
	// Output:
	// 2025-01-31/2025-02-28 <nil>
	// 2025-02-28/2025-03-31 <nil>
	// 2025-03-31/2025-04-30 <nil>
}

// Joining on 20 August where the 15th is billed: by the days of the cycle, and by
// those of each month.
func ExamplePlanFee_Amount() {
	parts, err := membership.Parts(15, civil.Period{From: civil.MustDate("2019-08-20")}, civil.MustDate("2019-08-20"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, basis := range []membership.Basis{membership.CycleDays, membership.MonthDays} {
		amount, err := membership.PlanFee{Price: finance.MustMoney("1000.00 USD"), Day: 15, Basis: basis}.Amount(parts[0])
		fmt.Println(basis, amount, err)
	}
	// Output:
	// cycle 838.71 USD <nil>
	// month 853.76 USD <nil>
}

// From 30.00 to 60.00 on 15 September: pay the difference, or take eight days.
func ExampleNewSwitch() {
	september := civil.MustMonth("2018-09").Period()
	s, err := membership.NewSwitch(finance.MustMoney("30.00 USD"), finance.MustMoney("60.00 USD"), september, civil.MustDate("2018-09-15"), membership.Rules{Days: finance.Up})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.Left, "days left:", s.Credit, "and", s.Charge, "make", s.Net)
	fmt.Println("or", s.Days, "days, then billed on", s.Next)
	// Output:
	// 16 days left: -16.00 USD and 32.00 USD make 16.00 USD
	// or 8 days, then billed on 2018-09-23
}

// The change becomes known after September was closed: two lines adjust it.
func ExampleMembership_Agreement() {
	plan := func(id, price string) membership.Plan {
		return membership.Plan{ID: id, Clauses: []accrual.Named{{Name: id, Clause: membership.PlanFee{Price: finance.MustMoney(price), Day: 1}}}}
	}
	m := membership.Membership{ID: "M-1", Member: "R-7", Term: civil.Period{From: civil.MustDate("2018-09-01")}, Plan: plan("basic", "30.00 USD")}
	m.Changes = []membership.Change{{On: civil.MustDate("2018-09-15"), Known: civil.MustDate("2018-10-03"), Plan: plan("full", "60.00 USD")}}
	agreement, err := m.Agreement("operator", finance.USD, accrual.Tax{})
	if err != nil {
		fmt.Println(err)
		return
	}
	books := accrual.Books{}
	for _, month := range []civil.Month{civil.MustMonth("2018-09"), civil.MustMonth("2018-10")} {
		closed, err := accrual.Close(books, []accrual.Agreement{agreement}, month, month.Next().First(), nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, o := range closed.Obligations {
			fmt.Println("in", month, "for", o.For, o.Clause, o.Net)
		}
		books = closed.Books
	}
	// Output:
	// in 2018-09 for 2018-09 basic 30.00 USD
	// in 2018-10 for 2018-09 basic -16.00 USD
	// in 2018-10 for 2018-09 full 32.00 USD
	// in 2018-10 for 2018-10 full 60.00 USD
}

// Eight hours are granted: two are used, then seven, and the seven are cancelled.
func ExampleNewStatement() {
	m := membership.Membership{
		ID: "M-1", Member: "R-7", Term: civil.Period{From: civil.MustDate("2025-06-01")},
		Plan: membership.Plan{ID: "rooms", Clauses: []accrual.Named{
			{Name: "rooms", Clause: membership.Allowance{Credit: "hours", Units: 8, Overage: finance.MustMoney("10.00 USD")}},
		}},
	}
	a, err := m.Agreement("operator", finance.USD, accrual.Tax{})
	if err != nil {
		fmt.Println(err)
		return
	}
	at := func(id, on string) membership.Event {
		return membership.Event{ID: id, Membership: "M-1", On: civil.MustDate(on), Known: civil.MustDate(on)}
	}
	two, _ := membership.Use{Event: at("U-1", "2025-06-03"), Credit: "hours", Units: 2}.Fact()
	seven, _ := membership.Use{Event: at("U-2", "2025-06-10"), Credit: "hours", Units: 7}.Fact()
	back, _ := membership.Cancel{Event: at("C-1", "2025-06-11"), Credit: "hours", Units: 7, Of: accrual.Ref{ID: "U-2", On: seven.On}}.Fact()
	s, err := membership.NewStatement(a, "rooms", civil.MustDate("2025-06-30"), civil.MustDate("2025-07-01"), slices.Values([]accrual.Fact{two, seven, back}))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range s.Cycles {
		for _, e := range c.Entries {
			fmt.Println(e.On, e.Kind, e.Used+e.Over, "left", e.Left, "charged", e.Charge)
		}
		fmt.Println("granted", c.Granted, "used", c.Used, "left", c.Left, "charged", c.Charge)
	}
	// Output:
	// 2025-06-01 granted 0 left 8 charged 0.00 USD
	// 2025-06-03 used 2 left 6 charged 0.00 USD
	// 2025-06-10 used 7 left 0 charged 10.00 USD
	// 2025-06-11 cancelled -7 left 6 charged -10.00 USD
	// granted 8 used 2 left 6 charged 0.00 USD
}

// What an invoice leaves of a goodwill credit lapses.
func ExampleNewSetOff() {
	s, err := membership.NewSetOff(finance.MustMoney("100.00 USD"), finance.MustMoney("50.00 USD"), membership.Lapses)
	fmt.Println(s.Applied, s.Left, s.Lapsed, err)
	// Output: 50.00 USD 0.00 USD 50.00 USD <nil>
}

// Five passes of a week of five open days, from Wednesday on.
func ExampleProrated() {
	week := civil.Period{From: civil.MustDate("2025-03-03"), To: civil.MustDate("2025-03-08")}
	held := civil.Period{From: civil.MustDate("2025-03-05"), To: week.To}
	fmt.Println(membership.Prorated(5, week, held, finance.Down))
	// Output: 3 <nil>
}

// Eighteen of thirty days are missed: the fee in full, and a line that takes them off.
func ExampleJoiningDiscount() {
	joined := civil.Period{From: civil.MustDate("2025-06-19")}
	fee := membership.PlanFee{Price: finance.MustMoney("300.00 USD"), Day: 1, Whole: true}
	span := accrual.Span{Window: joined, Since: joined.From, To: civil.MustDate("2025-07-01"), Held: []civil.Period{joined}, Currency: finance.USD}
	fmt.Println(fee.Earned(span))
	fmt.Println(membership.JoiningDiscount{Of: fee}.Earned(span))
	// Output:
	// 300.00 USD <nil>
	// -180.00 USD <nil>
}

// Three passes of a month.
func ExampleDayPass() {
	june := civil.MustMonth("2025-06").Period()
	pass := membership.DayPass{Credit: "day pass", Price: finance.MustMoney("15.00 USD")}
	fmt.Println(pass.Earned(accrual.Span{Window: june, Since: june.From, To: june.To, Meters: []int64{3}, Currency: finance.USD}))
	// Output: 45.00 USD <nil>
}
