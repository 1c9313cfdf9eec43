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
