package civil_test

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance/civil"
)

// A lease begins on 21 March: eleven of the month's thirty-one days are held.
func ExamplePeriod_Intersect() {
	lease := civil.Period{From: civil.MustDate("2026-03-21"), To: civil.MustDate("2027-03-21")}
	march := civil.MustMonth("2026-03")
	fmt.Println(lease.Intersect(march.Period()).Days(), "of", march.Days())
	// Output: 11 of 31
}

// Due dates count from the anchor, so the last of January returns in March.
func ExampleDate_AddMonths() {
	anchor := civil.MustDate("2026-01-31")
	fmt.Println(anchor.AddMonths(1), anchor.AddMonths(2))
	// Output: 2026-02-28 2026-03-31
}

// The rate that the law sets on a day, and the law that says so.
func ExampleTimeline_At() {
	rate, _ := vat.At(civil.MustDate("2018-12-31"))
	fmt.Printf("%d %% by law %s\n", rate.Value, rate.Source)
	// Output: 18 % by law 117-FZ
}

// Interest for the first half of 2028, a leap year, by four conventions.
func ExampleDayCount_Fraction() {
	half := civil.MustPeriod("2028-01-01/2028-07-01")
	for _, by := range []civil.DayCount{civil.ByAct365F, civil.ByActActISDA, civil.ByThirtyE360, civil.ByActMonth} {
		if f, err := by.Fraction(half, civil.Context{}); err != nil {
			fmt.Println(by, err)
		} else {
			fmt.Println(by, f)
		}
	}
	// Output:
	// actual/365F 182/365
	// actual/actual ISDA 91/183
	// 30E/360 1/2
	// actual days of the month needs a context: the reference periods
}

// Rent is billed on the first of each month, so a lease from the 21st begins
// and ends with a part of a month.
func ExampleSchedule_Over() {
	monthly := civil.Schedule{Months: 1, Anchor: civil.MustDate("2026-01-01")}
	periods, err := monthly.Over(civil.MustPeriod("2026-03-21/2026-06-21"), civil.Calendar{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range periods {
		fmt.Println(p.Period, p.Stub)
	}
	// Output:
	// 2026-03-21/2026-04-01 true
	// 2026-04-01/2026-05-01 false
	// 2026-05-01/2026-06-01 false
	// 2026-06-01/2026-06-21 true
}

// What is due on 1 May 2025 in Russia is due on Monday the 5th; the calendar
// knows nothing of 2026.
func ExampleCalendar_Adjust() {
	fmt.Println(russia2025.Adjust(civil.MustDate("2025-05-01"), civil.Following))
	fmt.Println(russia2025.Adjust(civil.MustDate("2025-12-31"), civil.Following))
	fmt.Println(russia2025.Adjust(civil.MustDate("2025-12-31"), civil.ModifiedFollowing))
	// Output:
	// 2025-05-05 <nil>
	//  beyond the calendar's years: 2026-01-01 is not in 2025-01-01/2026-01-01
	// 2025-12-30 <nil>
}

// November 2025 has nineteen working days, the Saturday of the first among them.
func ExampleCalendar_BusinessDays() {
	fmt.Println(russia2025.BusinessDays(civil.MustMonth("2025-11").Period()))
	// Output: 19 <nil>
}

// Ten business days to answer a claim that came on 30 April.
func ExampleCalendar_AddBusinessDays() {
	fmt.Println(russia2025.AddBusinessDays(civil.MustDate("2025-04-30"), 10))
	// Output: 2025-05-20 <nil>
}

// Whole months, by the rule by which they are added.
func ExampleDate_MonthsSince() {
	from := civil.MustDate("2026-01-31")
	fmt.Println(civil.MustDate("2026-02-28").MonthsSince(from), civil.MustDate("2026-03-30").MonthsSince(from))
	// Output: 1 1
}

// 30 June is the last of its month, and under this rule stays that.
func ExampleMonthEnd_AddMonths() {
	june := civil.MustDate("2026-06-30")
	fmt.Println(civil.Clamp.AddMonths(june, 2, civil.Calendar{}))
	fmt.Println(civil.LastDay.AddMonths(june, 2, civil.Calendar{}))
	// Output:
	// 2026-08-30 <nil>
	// 2026-08-31 <nil>
}

// A term cut where the rate changes.
func ExamplePeriod_SplitAt() {
	fmt.Println(civil.MustPeriod("2026-01-01/2026-12-31").SplitAt(civil.MustDate("2026-07-01")))
	// Output: [2026-01-01/2026-07-01 2026-07-01/2026-12-31]
}
