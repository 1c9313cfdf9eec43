package law_test

import (
	"fmt"

	"github.com/creative-cluster/kvartal/cluster/tenancy/law"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// rules is a table as a host keeps it: here two rows, in testdata all of them.
var rules = law.Rules{
	{
		Kind: law.Registration, Objects: []law.Object{law.Premises, law.Building}, From: civil.MustDate("1996-03-01"), Months: 12,
		Article: "Civil Code of Russia, art. 651(2)",
		Text: law.Text{
			English: "a lease for {months} months or longer is registered; this one runs through {asked}",
			Russian: "договор на срок от {months} мес. регистрируется; этот действует по {asked}",
		},
		Source: "Civil Code of the Russian Federation, part 2, art. 651(2)",
	},
	{
		Kind: law.RentChange, From: civil.MustDate("1996-03-01"), Months: 12, Binds: []law.Change{law.Unilateral},
		Article: "Civil Code of Russia, art. 614(3)",
		Text: law.Text{
			English: "one side may change the rent once in {months} months: {on} comes before {limit}",
			Russian: "одна сторона меняет плату раз в {months} мес.: {on} раньше {limit}",
		},
		Source: "Civil Code of the Russian Federation, part 2, art. 614(3)",
		Doubt:  law.Text{English: "court practice", Russian: "судебная практика"},
	},
}

// A lease from the 1st to the last day a year later is a full year, and the
// second change of rent by the landlord comes too early.
func Example() {
	if err := rules.Validate(); err != nil {
		fmt.Println(err) // every problem, each with its path
		return
	}
	studio := law.Subject{
		Term: civil.Period{From: civil.MustDate("2026-01-01"), To: civil.MustDate("2027-01-01")},
		Changes: []law.RentStep{
			{On: civil.MustDate("2026-02-01"), Kind: law.Unilateral, By: "landlord"},
			{On: civil.MustDate("2026-07-01"), Kind: law.Unilateral, By: "landlord"},
			{On: civil.MustDate("2026-08-01"), Kind: law.Agreed},
		},
	}
	for _, w := range rules.Check(studio, civil.MustDate("2026-01-01")) {
		fmt.Println(w)
		fmt.Println(w.Text(accrual.Russian))
	}
	// Output:
	// Civil Code of Russia, art. 651(2): a lease for 12 months or longer is registered; this one runs through 2026-12-31
	// Civil Code of Russia, art. 651(2): договор на срок от 12 мес. регистрируется; этот действует по 31.12.2026
	// Civil Code of Russia, art. 614(3): one side may change the rent once in 12 months: 2026-07-01 comes before 2027-02-01 (court practice)
	// Civil Code of Russia, art. 614(3): одна сторона меняет плату раз в 12 мес.: 01.07.2026 раньше 01.02.2027 (судебная практика)
}

// Three months from 31 January: April has no 31st.
func ExampleNoticeEnd() {
	fmt.Println(law.NoticeEnd(civil.MustDate("2024-01-31"), 3))
	// Output: 2024-04-30
}

func ExampleNoticeInTime() {
	leave := civil.MustDate("2027-06-30")
	fmt.Println(law.NoticeInTime(civil.MustDate("2026-06-30"), 12, leave), law.NoticeInTime(civil.MustDate("2026-07-01"), 12, leave))
	// Output: true false
}

// Through 31 December is a year, through 30 December is not.
func ExampleRegistrationNeeded() {
	year := civil.Period{From: civil.MustDate("2026-01-01"), To: civil.MustDate("2027-01-01")}
	short := civil.Period{From: year.From, To: year.To.AddDays(-1)}
	fmt.Println(law.RegistrationNeeded(year, year.From, 12), law.RegistrationNeeded(short, short.From, 12))
	// Output: true false
}

func ExampleRentChangesAllowed() {
	fmt.Println(law.RentChangesAllowed([]law.RentStep{
		{On: civil.MustDate("2025-01-01"), Kind: law.Unilateral},
		{On: civil.MustDate("2025-09-01"), Kind: law.Unilateral}, // refused, so it does not count
		{On: civil.MustDate("2026-01-01"), Kind: law.Unilateral},
	}, []law.Change{law.Unilateral}, 12))
	// Output: [true false true]
}

// Due back on 31 January, returned on 14 February.
func ExampleLate() {
	term := civil.Period{From: civil.MustDate("2024-03-01"), To: civil.MustDate("2025-02-01")}
	fmt.Println(law.Late(term, civil.MustDate("2025-02-14")).Days(), "days")
	// Output: 14 days
}

func ExampleLatestSubleaseDay() {
	head := civil.Period{From: civil.MustDate("2024-07-01"), To: civil.MustDate("2026-07-01")}
	fmt.Println(law.LatestSubleaseDay(head))
	// Output: 2026-06-30
}
