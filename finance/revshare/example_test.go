package revshare_test

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// april is what a clause is shown when its meter counted the given kopecks.
func april(kopecks int64) accrual.Span {
	p := civil.MustMonth("2026-04").Period()
	return accrual.Span{Window: p, Since: p.From, To: p.To, Held: []civil.Period{p}, Meters: []int64{kopecks}, Currency: finance.RUB}
}

// A shop keeps 30 % of a month's sales of 3,700 and owes the maker the rest.
func ExampleCommission() {
	fee, err := revshare.Commission{Meter: "gross", Rate: finance.MustRate("30%")}.Earned(april(370000))
	if err != nil {
		fmt.Println(err)
		return
	}
	proceeds, err := revshare.PassThrough{Meter: "gross"}.Earned(april(370000))
	fmt.Println(proceeds, "less", fee, err)
	// Output: 3700.00 RUB less 1110.00 RUB <nil>
}

// 30 % of the first 100,000 of a month, 25 % of what is over: of 140,000 that
// is 30,000 and 10,000.
func ExampleSlabCommission() {
	fee := revshare.SlabCommission{Meter: "gross", Tiers: finance.Tiers{Steps: []finance.Tier{
		{Rate: finance.MustRate("30%")},
		{Over: finance.MustMoney("100000.00 RUB"), Rate: finance.MustRate("25%")},
	}}}
	fmt.Println(fee.Earned(april(14000000)))
	// Output: 40000.00 RUB <nil>
}

// The fee of a poor month is topped up to 5,000.
func ExampleMinimum() {
	minimum := revshare.Minimum{Amount: finance.MustMoney("5000.00 RUB"), Of: "fee"}
	fmt.Println(minimum.Earned(april(111000)))
	// Output: 3890.00 RUB <nil>
}

// Two co-creators share 99.99 in the ratio of 60 to 40.
func ExampleSplitShare() {
	for part := range 2 {
		share := revshare.SplitShare{Meter: "gross", Weights: []int64{60, 40}, Part: part}
		fmt.Println(share.Earned(april(9999)))
	}
	// Output:
	// 59.99 RUB <nil>
	// 40.00 RUB <nil>
}

// The second sale of a month lay over the bound and bore 15 %. Its return in
// April gives back 15 %, although April has reached no bound.
func ExampleFrozenCommission() {
	fee := revshare.FrozenCommission{Meter: "gross", Tiers: finance.Tiers{Steps: []finance.Tier{
		{Rate: finance.MustRate("10%")},
		{Over: finance.MustMoney("100.00 RUB"), Rate: finance.MustRate("15%")},
	}}}
	term := civil.Period{From: civil.MustDate("2026-01-01"), To: civil.MustDate("2027-01-01")}
	span := accrual.Span{Window: term, Since: term.From, To: civil.MustDate("2026-04-01"), Held: []civil.Period{term}, Currency: finance.RUB}
	day := civil.MustDate("2026-03-09")
	charged, state, err := fee.Step("", span, []accrual.Fact{
		{ID: "S-1", On: day, Known: day, Adds: []accrual.Reading{{Meter: "gross", N: 10000}}},
		{ID: "S-2", On: day, Known: day, Adds: []accrual.Reading{{Meter: "gross", N: 10000}}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	span.Since, span.To = span.To, civil.MustDate("2026-05-01")
	back := civil.MustDate("2026-04-02")
	returned, _, err := fee.Step(state, span, []accrual.Fact{
		{ID: "R-1", On: back, Known: back, Of: accrual.Ref{ID: "S-2", On: day}, Adds: []accrual.Reading{{Meter: "gross", N: -10000}}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(charged[0].Net, returned[0].Net)
	// Output: 25.00 RUB -15.00 RUB
}
