package revshare_test

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// printed closes the first months of 2026 of an agreement between a maker and a
// shop, with 100, 300 and 250 sold in them, and prints what is charged.
func printed(clauses ...accrual.Named) {
	first := civil.MustMonth("2026-01")
	a := accrual.Agreement{ID: "C-1", Currency: finance.RUB, Meters: []accrual.Meter{"sold"}, Amendments: []accrual.Amendment{{
		From: first.First(), Known: first.First(), Set: clauses,
		Parties: &accrual.Parties{Creditor: "maker", Debtor: "shop"}, Term: &civil.Period{From: first.First()},
	}}}
	var facts []accrual.Fact
	for i, n := range []int64{10000, 30000, 25000} {
		day := first.Add(i).First()
		facts = append(facts, accrual.Fact{ID: day.String(), Agreement: "C-1", On: day, Known: day, Adds: []accrual.Reading{{Meter: "sold", N: n}}})
	}
	var books accrual.Books
	for m := range first.Through(first.Add(2)) {
		closed, err := accrual.Close(books, []accrual.Agreement{a}, m, m.Next().First(), slices.Values(facts))
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, o := range closed.Obligations {
			fmt.Println(m, o.Clause, o.Source, o.Net)
		}
		books = closed.Books
	}
}

// An advance of 250 is paid on signing, and half of each month's royalty
// goes to it until nothing is left.
func ExampleRecoupment() {
	advance := revshare.Advance{Instalments: []revshare.Instalment{{On: civil.MustDate("2026-01-10"), Amount: finance.MustMoney("250.00 RUB")}}}
	recoup := revshare.Recoupment{
		Advanced: []accrual.Meter{accrual.Of("advance")}, Earned: []accrual.Meter{accrual.Of("royalty")}, Share: finance.MustRate("50%"),
	}
	printed(
		accrual.Named{Name: "royalty", Clause: revshare.PassThrough{Meter: "sold"}},
		accrual.Named{Name: "advance", Clause: advance},
		accrual.Named{Name: "recouped", Clause: recoup, Back: true},
	)
	// Output:
	// 2026-01 royalty  100.00 RUB
	// 2026-01 advance  250.00 RUB
	// 2026-01 recouped  50.00 RUB
	// 2026-02 royalty  300.00 RUB
	// 2026-02 recouped  150.00 RUB
	// 2026-03 royalty  250.00 RUB
	// 2026-03 recouped  50.00 RUB
}

// Half is paid on signing and half on delivery.
func ExampleAdvance() {
	printed(accrual.Named{Name: "advance", Clause: revshare.Advance{Instalments: []revshare.Instalment{
		{On: civil.MustDate("2026-01-10"), Amount: finance.MustMoney("125.00 RUB")},
		{On: civil.MustDate("2026-03-01"), Amount: finance.MustMoney("125.00 RUB")},
	}}})
	// Output:
	// 2026-01 advance  125.00 RUB
	// 2026-03 advance  125.00 RUB
}

// A month is paid 220 at least. What January was paid too much, 120, is taken
// back from what later months earn over it, 80 and 30.
func ExampleGuarantee() {
	printed(
		accrual.Named{Name: "royalty", Clause: revshare.PassThrough{Meter: "sold"}},
		accrual.Named{Name: "guarantee", Clause: revshare.Guarantee{Amount: finance.MustMoney("220.00 RUB"), Of: "royalty"}},
	)
	// Output:
	// 2026-01 royalty  100.00 RUB
	// 2026-01 guarantee  120.00 RUB
	// 2026-02 royalty  300.00 RUB
	// 2026-02 guarantee  -80.00 RUB
	// 2026-03 royalty  250.00 RUB
	// 2026-03 guarantee  -30.00 RUB
}

// A tenth of each month is held for a month, against returns.
func ExampleReserve() {
	printed(accrual.Named{Name: "reserve", Clause: revshare.Reserve{Meter: "sold", Rate: finance.MustRate("10%"), Months: 1}, Back: true})
	// Output:
	// 2026-01 reserve 2026-01 10.00 RUB
	// 2026-02 reserve 2026-01 -10.00 RUB
	// 2026-02 reserve 2026-02 30.00 RUB
	// 2026-03 reserve 2026-02 -30.00 RUB
	// 2026-03 reserve 2026-03 25.00 RUB
}

// The first month lost 100. Of the 300 gained after it, 200 are shared.
func ExampleLossCarry() {
	share := revshare.LossCarry{Meter: "result", Rate: finance.MustRate("20%")}
	var state accrual.State
	for i, result := range []int64{-10000, 30000} {
		p := civil.MustMonth("2026-01").Add(i).Period()
		span := accrual.Span{Window: p, Since: p.From, To: p.To, Held: []civil.Period{p}, Meters: []int64{result}, Currency: finance.RUB}
		lines, next, err := share.Step(state, span, nil)
		fmt.Println(lines, err)
		state = next
	}
	// Output:
	// [] <nil>
	// [{ 40.00 RUB}] <nil>
}

// A card fee is 30 and 3 % of the price. Half of a sale comes back, and half of
// the 3 % with it.
func ExampleRefundableFee() {
	fee := revshare.RefundableFee{Meter: "gross", Fixed: finance.MustMoney("30.00 RUB"), Rate: finance.MustRate("3%"), Keeps: revshare.KeepsFixed}
	day := civil.MustDate("2026-03-09")
	span := april(0)
	span.Held = []civil.Period{{From: day}}
	charged, state, err := fee.Step("", span, []accrual.Fact{{ID: "S-1", On: day, Adds: []accrual.Reading{{Meter: "gross", N: 100000}}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	returned, _, err := fee.Step(state, span, []accrual.Fact{
		{ID: "R-1", On: day.AddDays(30), Of: accrual.Ref{ID: "S-1", On: day}, Adds: []accrual.Reading{{Meter: "gross", N: -50000}}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(charged[0].Net, returned[0].Net)
	// Output: 60.00 RUB -15.00 RUB
}
