package revshare_test

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
	"github.com/creative-cluster/kvartal/finance/terms"
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

// Of the rules that fit a line the card's order takes one: here the brand counts
// before the category. The host adds the line to the meter of its rule.
func ExampleRateCard_Pick() {
	card := revshare.RateCard{
		Meter: "gross", Order: []revshare.Dimension{revshare.ByBrand, revshare.ByCategory}, Default: finance.MustRate("40%"),
		Rules: []revshare.CardRule{
			{Name: "clothes", Category: "clothes", Rate: finance.MustRate("30%")},
			{Name: "knitwear", Category: "clothes/knitwear", Rate: finance.MustRate("25%")},
			{Name: "house brand", Brand: "B-1", Rate: finance.MustRate("10%")},
		},
	}
	for _, line := range []revshare.SaleLine{{Category: "clothes/knitwear/hats"}, {Category: "clothes/shoes", Brand: "B-1"}, {Category: "books"}} {
		rule := card.Pick(line)
		fmt.Println(card.MeterOf(rule.Name), rule.Rate)
	}
	// Output:
	// gross#knitwear 25%
	// gross#house brand 10%
	// gross# 40%
}

// 1,000 by one rule and 200 by none: 300 and 80.
func ExampleCardCommission() {
	fee := revshare.CardCommission{Card: revshare.RateCard{
		Meter: "gross", Rules: []revshare.CardRule{{Name: "clothes", Category: "clothes", Rate: finance.MustRate("30%")}}, Default: finance.MustRate("40%"),
	}}
	month := april(100000)
	month.Meters = []int64{100000, 20000} // as fee.Meters lists them: gross#clothes, gross#
	fmt.Println(fee.Earned(month))
	// Output: 380.00 RUB <nil>
}

// 20 % of an order, at least 50 and at most 500.
func ExampleCombined() {
	fee := revshare.Combined{
		Of:  revshare.Parts(revshare.Commission{Meter: "gross", Rate: finance.MustRate("20%")}),
		Per: accrual.ByLine, AtLeast: finance.MustMoney("50.00 RUB"), AtMost: finance.MustMoney("500.00 RUB"),
	}
	for _, order := range []int64{10000, 100000, 1000000} {
		fmt.Println(fee.Earned(april(order)))
	}
	// Output:
	// 50.00 RUB <nil>
	// 200.00 RUB <nil>
	// 500.00 RUB <nil>
}

// The greater of 3,000 and 10 % of sales.
func ExampleCombined_greaterOf() {
	rent := revshare.Combined{Take: revshare.Greatest, Of: revshare.Parts(
		revshare.FixedFee{Amount: finance.MustMoney("3000.00 RUB")},
		revshare.Commission{Meter: "gross", Rate: finance.MustRate("10%")},
	)}
	fmt.Println(rent.Earned(april(2000000)))
	fmt.Println(rent.Earned(april(4000000)))
	// Output:
	// 3000.00 RUB <nil>
	// 4000.00 RUB <nil>
}

// A shelf of 1.2 metres at 800 a metre and month.
func ExampleFixedFee() {
	shelf := revshare.FixedFee{Amount: finance.MustMoney("800.00 RUB"), Times: finance.MustNumber("1.2"), Unit: "m"}
	fmt.Println(shelf.Earned(april(0)))
	// Output: 960.00 RUB <nil>
}

// 15 for each item packed.
func ExampleUnitFee() {
	packing := revshare.UnitFee{Meter: "units", Price: finance.MustMoney("15.00 RUB")}
	fmt.Println(packing.Earned(april(7)))
	// Output: 105.00 RUB <nil>
}

// Fees of 23,000 in a year that is capped at 20,000: 3,000 go back.
func ExampleCap() {
	most := revshare.Cap{Amount: finance.MustMoney("20000.00 RUB"), Of: []string{"fee"}, Per: accrual.ByYear}
	fmt.Println(most.Earned(april(2300000)))
	// Output: -3000.00 RUB <nil>
}

// Of 1,200 paid, 200 is tax, the maker bears half of a discount of 100, and the
// commission is of the 950 that are left.
func ExampleNetBase() {
	base := revshare.NetBase{Meter: "gross", Deductions: []revshare.Deduction{
		{Name: "VAT", Tax: civil.Timeline[finance.Rate]{{From: civil.MustDate("2026-01-01"), Value: finance.MustRate("20%"), Source: "made up"}}},
		{Name: "discount", Meter: "discount", Borne: finance.MustRate("50%")},
	}}
	month := april(0)
	month.Meters = []int64{120000, 10000} // gross, discount
	fmt.Println(base.Earned(month))
	// Output: 950.00 RUB <nil>
}

// 30 % of what is left of 1,000 after returns of 100, where that base is not itself
// owed.
func ExampleShareOf() {
	fee := revshare.ShareOf{Rate: finance.MustRate("30%"), Of: revshare.Part{Clause: revshare.NetBase{
		Meter: "gross", Deductions: []revshare.Deduction{{Name: "returns", Meter: "returns"}},
	}}}
	month := april(0)
	month.Meters = []int64{100000, 10000}
	fmt.Println(fee.Earned(month))
	// Output: 270.00 RUB <nil>
}

// 25 % of everything instead of 30 % once more than 500 items are sold, and 1,000
// for the hundredth.
func ExampleTargetCommission() {
	fee := revshare.TargetCommission{
		Meter: "gross", Counter: "units", Per: accrual.ByYear,
		Rungs:   []revshare.Rung{{Rate: finance.MustRate("30%")}, {Over: 500, Rate: finance.MustRate("25%")}},
		Bonuses: []revshare.Bonus{{From: 100, Amount: finance.MustMoney("1000.00 RUB")}},
	}
	year := april(0)
	for _, units := range []int64{99, 100, 501} {
		year.Meters = []int64{1000000, units}
		fmt.Println(fee.Earned(year))
	}
	// Output:
	// 3000.00 RUB <nil>
	// 4000.00 RUB <nil>
	// 3500.00 RUB <nil>
}

// 10 % of the first 5,000 copies, 12.5 % beyond: 6,000 copies for 600,000 owe
// 50,000 and 12,500.
func ExampleEscalator() {
	royalty := revshare.Escalator{Meter: "gross", Counter: "copies", Per: accrual.ByLife, Rungs: []revshare.Rung{
		{Rate: finance.MustRate("10%")}, {Over: 5000, Rate: finance.MustRate("12.5%")},
	}}
	day := civil.MustDate("2026-04-09")
	span := april(0)
	lines, state, err := royalty.Step("", span, []accrual.Fact{{ID: "S-1", On: day, Known: day, Adds: []accrual.Reading{
		{Meter: "gross", N: 60000000}, {Meter: "copies", N: 6000},
	}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(lines[0].Net, state)
	// Output: 62500.00 RUB escalator 1 2026-04-01 6000
}

// 1,000 received net of a commission of 15 % were 1,176.47 at the source.
func ExampleGrossUp() {
	fmt.Println(revshare.GrossUp(finance.MustMoney("1000.00 GBP"), finance.MustRate("15%"), finance.HalfUp))
	// Output: 1176.47 GBP <nil>
}

// A plan is printed as the file that it is read from, and two plans are compared
// by what they come to.
func Example_plans() {
	month := civil.MustMonth("2026-04")
	term := month.Period()
	plan := func(rate string) accrual.Agreement {
		return accrual.Agreement{ID: "C-1", Currency: finance.RUB, Meters: []accrual.Meter{"gross"}, Amendments: []accrual.Amendment{{
			From: term.From, Known: term.From, Parties: &accrual.Parties{Creditor: "maker", Debtor: "shop"}, Term: &term,
			Set: []accrual.Named{{Name: "fee", Clause: revshare.Commission{Meter: "gross", Rate: finance.MustRate(rate)}, Back: true}},
		}}}
	}
	text, err := terms.Encode(plan("30%").Amendments[0].Set, revshare.Kinds())
	fmt.Println(string(text), err)
	sale := accrual.Fact{ID: "S-1", Agreement: "C-1", On: term.From, Known: term.From, Adds: []accrual.Reading{{Meter: "gross", N: 100000}}}
	compared, err := accrual.Compare(plan("30%"), plan("25%"), month, month, func(yield func(accrual.Fact) bool) { yield(sale) })
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(compared[0].Clause, compared[0].Old, compared[0].New)
	// Output:
	// [
	//   {
	//     "name": "fee",
	//     "kind": "commission",
	//     "meter": "gross",
	//     "rate": "30%",
	//     "back": true
	//   }
	// ]
	//  <nil>
	// fee -300.00 RUB -250.00 RUB
}
