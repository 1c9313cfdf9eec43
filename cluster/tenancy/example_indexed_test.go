package tenancy_test

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/cluster/tenancy/index"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// prices is a series of made-up values of each December, published in the middle
// of the January after.
func prices(firstYear int, values ...string) index.Series {
	s := index.Series{ID: "cpi", Name: "CPI", Source: "made up", Step: 12}
	for i, v := range values {
		december := civil.MonthOf(firstYear+i, 12)
		s.Values = append(s.Values, index.Value{Month: december, Value: finance.MustNumber(v), Published: december.Last().AddDays(15)})
	}
	return s
}

// indexedRent is 50000.00 a month from March 2025 on, reviewed each March by the
// December before, as x says of the rest.
func indexedRent(series index.Series, x index.Indexation) tenancy.House {
	x.Series, x.First, x.Lag = series.ID, civil.MustDate("2026-03-01"), 3
	house := studio(accrual.Named{Name: "rent", Clause: tenancy.Amount{Monthly: finance.MustMoney("50000.00 RUB"), Index: &x}})
	house.Leases[0].Term = civil.Period{From: civil.MustDate("2025-03-01"), To: civil.MustDate("2029-03-01")}
	house.Series = []index.Series{series}
	return house
}

// tellReviews prints what the rent becomes in two Marches.
func tellReviews(house tenancy.House, marches ...string) {
	for _, m := range marches {
		tell(house, m, m)
	}
}

// From the base month: each review compares with December 2024 and moves the
// first price. The percentage is rounded to a tenth, 4.04 % to 4 %.
func ExampleAmount_indexed() {
	house := indexedRent(prices(2024, "100", "104.04", "109"), index.Indexation{RoundTo: finance.MustRate("0.1%")})
	tellReviews(house, "2025-03", "2026-03", "2027-03")
	// Output:
	// 2025-03 rent 50000.00 RUB: 50000.00 RUB × 31/31 days
	// 2026-03 rent 52000.00 RUB: 52000.00 RUB = 50000.00 RUB × (1 + 4%) (CPI 2025-12 to 2024-12: 4.04%, rounded to 4%); 52000.00 RUB × 31/31 days
	// 2027-03 rent 54500.00 RUB: 54500.00 RUB = 50000.00 RUB × (1 + 9%) (CPI 2026-12 to 2024-12: 9%, rounded to 9%); 54500.00 RUB × 31/31 days
}

// Chained: each review compares with the one before and moves its price:
// 50000.00 × 1.04 = 52000.00, and 52000.00 × 109/104 - 1 = 4.8 % more.
func ExampleAmount_indexedChained() {
	house := indexedRent(prices(2024, "100", "104", "109"), index.Indexation{Method: index.Chained, RoundTo: finance.MustRate("0.1%")})
	tellReviews(house, "2026-03", "2027-03")
	// Output:
	// 2026-03 rent 52000.00 RUB: 52000.00 RUB = 50000.00 RUB × (1 + 4%) (CPI 2025-12 to 2024-12: 4%, rounded to 4%); 52000.00 RUB × 31/31 days
	// 2027-03 rent 54496.00 RUB: 54496.00 RUB = 52000.00 RUB × (1 + 4.8%) (CPI 2026-12 to 2025-12: 4.8077%, rounded to 4.8%); 54496.00 RUB × 31/31 days
}

// A cap of 6 % and a collar of 2 %, over the price before: 9 % becomes 6, 1 %
// becomes 2.
func ExampleAmount_indexedCapAndCollar() {
	house := indexedRent(prices(2024, "100", "109", "110.09"), index.Indexation{
		Method: index.Chained, Cap: finance.MustRate("6%"), Floor: finance.MustRate("2%"),
	})
	tellReviews(house, "2026-03", "2027-03")
	// Output:
	// 2026-03 rent 53000.00 RUB: 53000.00 RUB, at most 6% over 50000.00 RUB: 50000.00 RUB × 109/100 (CPI 2025-12 to 2024-12); 53000.00 RUB × 31/31 days
	// 2027-03 rent 54060.00 RUB: 54060.00 RUB, at least 2% over 53000.00 RUB: 53000.00 RUB × 110.09/109 (CPI 2026-12 to 2025-12); 54060.00 RUB × 31/31 days
}

// In points: from 120.0 to 125.4 are 5.4 points, read as 5.4 %; in per cent it
// would be 4.5.
func ExampleAmount_indexedPoints() {
	house := indexedRent(prices(2024, "120.0", "125.4"), index.Indexation{Points: true})
	tellReviews(house, "2026-03")
	// Output: 2026-03 rent 52700.00 RUB: 52700.00 RUB = 50000.00 RUB × (1 + (125.4 - 120)%) (CPI 2025-12 to 2024-12); 52700.00 RUB × 31/31 days
}

// Half of the change, and one per cent on top of it: 4 % × 50 % + 1 % = 3 %.
func ExampleAmount_indexedInPart() {
	house := indexedRent(prices(2024, "100", "104"), index.Indexation{Share: finance.MustRate("50%"), Plus: finance.MustRate("1%")})
	tellReviews(house, "2026-03")
	// Output: 2026-03 rent 51500.00 RUB: 51500.00 RUB = 50000.00 RUB × (1 + (104/100 - 1) × 50% + 1%) (CPI 2025-12 to 2024-12); 51500.00 RUB × 31/31 days
}

// A threshold of 5 %: a rise of 3 % leaves the rent, 6 % since then moves it by
// all of it.
func ExampleAmount_indexedThreshold() {
	house := indexedRent(prices(2024, "100", "103", "106"), index.Indexation{Threshold: finance.MustRate("5%")})
	tellReviews(house, "2026-03", "2027-03")
	// Output:
	// 2026-03 rent 50000.00 RUB: 50000.00 RUB unchanged: 3% since the review applied last, under 5% (CPI 2025-12 to 2024-12); 50000.00 RUB × 31/31 days
	// 2027-03 rent 53000.00 RUB: 53000.00 RUB = 50000.00 RUB × 106/100 (CPI 2026-12 to 2024-12); 53000.00 RUB × 31/31 days
}

// Upward only: a fall leaves the rent, and what comes next is counted from the
// base still.
func ExampleAmount_indexedUpwardOnly() {
	house := indexedRent(prices(2024, "100", "98", "103"), index.Indexation{UpwardOnly: true})
	tellReviews(house, "2026-03", "2027-03")
	// Output:
	// 2026-03 rent 50000.00 RUB: 50000.00 RUB, not lowered: 50000.00 RUB × 98/100 (CPI 2025-12 to 2024-12); 50000.00 RUB × 31/31 days
	// 2027-03 rent 51500.00 RUB: 51500.00 RUB = 50000.00 RUB × 103/100 (CPI 2026-12 to 2024-12); 51500.00 RUB × 31/31 days
}

// A series that begins anew at 100: its values are linked by the factor that the
// office publishes. 102 × 1.05 / 100 is 7.1 % over the base.
func ExampleAmount_indexedRebased() {
	series := prices(2024, "100", "102")
	series.Rebases = []index.Rebase{{From: civil.MustMonth("2025-12"), Factor: finance.MustNumber("1.05")}}
	tellReviews(indexedRent(series, index.Indexation{}), "2026-03")
	// Output: 2026-03 rent 53550.00 RUB: 53550.00 RUB = 50000.00 RUB × 102 × 1.05/100 (CPI 2025-12 to 2024-12); 53550.00 RUB × 31/31 days
}

// late is a series whose value for December 2025 was published late, in April.
func late() index.Series {
	series := prices(2024, "100", "104")
	series.Values[1].Published = civil.MustDate("2026-04-10")
	return series
}

// closeSpring closes March to May of an indexed rent, and prints what it posts.
func closeSpring(house tenancy.House) {
	agreements, err := house.Agreements()
	if err != nil {
		fmt.Println(err)
		return
	}
	var books accrual.Books
	for m := range house.Leases[0].Term.From.Month().Through(civil.MustMonth("2026-05")) {
		closed, err := accrual.Close(books, agreements, m, m.Next().First(), slices.Values([]accrual.Fact(nil)))
		if err != nil {
			fmt.Println(err)
			return
		}
		books = closed.Books
		for _, o := range closed.Obligations {
			if !o.In.Before(civil.MustMonth("2026-03")) {
				fmt.Println("closing", o.In, "for", o.For, o.Net)
			}
		}
	}
}

// Corrected when published: March is charged at the rent before; once the index is
// known, the close of April charges the difference, 4 % of 50000.00.
func ExampleAmount_indexedCorrected() {
	closeSpring(indexedRent(late(), index.Indexation{}))
	// Output:
	// closing 2026-03 for 2026-03 50000.00 RUB
	// closing 2026-04 for 2026-03 2000.00 RUB
	// closing 2026-04 for 2026-04 52000.00 RUB
	// closing 2026-05 for 2026-05 52000.00 RUB
}

// Fixed as known a month before the review: the value of December 2024 was the
// latest one then, and no later publication changes the rent.
func ExampleAmount_indexedFixed() {
	closeSpring(indexedRent(late(), index.Indexation{Fixing: index.Fixed, KnownBy: 30}))
	// Output:
	// closing 2026-03 for 2026-03 50000.00 RUB
	// closing 2026-04 for 2026-04 50000.00 RUB
	// closing 2026-05 for 2026-05 50000.00 RUB
}

// Steps first, then the index: 55000.00 from September 2025, which the reviews
// from March 2026 on take up. 55000.00 × 104/100 = 57200.00.
func ExampleAmount_steppedThenIndexed() {
	house := indexedRent(prices(2024, "100", "104"), index.Indexation{})
	rent := house.Leases[0].Clauses[0].Clause.(tenancy.Amount)
	rent.Steps = []tenancy.Step{{From: civil.MustDate("2025-09-01"), Monthly: finance.MustMoney("55000.00 RUB")}}
	house.Leases[0].Clauses[0].Clause = rent
	tellReviews(house, "2025-03", "2025-09", "2026-03")
	// Output:
	// 2025-03 rent 50000.00 RUB: 50000.00 RUB × 31/31 days
	// 2025-09 rent 55000.00 RUB: 55000.00 RUB × 30/30 days
	// 2026-03 rent 57200.00 RUB: 57200.00 RUB = 55000.00 RUB × 104/100 (CPI 2025-12 to 2024-12); 57200.00 RUB × 31/31 days
}
