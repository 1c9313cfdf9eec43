package waterfall_test

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/waterfall"
)

// kiln is a joint project of two residents (fictional): a ceramics workshop pays
// for a kiln, a studio runs it. The workshop has its money back with 12 % a year,
// then the studio 30 % of the profit, and half of what comes after the workshop
// has 20 % a year.
var kiln = waterfall.Terms{
	Currency: finance.RUB,
	Term:     civil.MustPeriod("2026-01-01/2029-01-01"),
	Parties:  []accrual.Party{"workshop", "studio"}, Sponsor: "studio",
	Tiers: []waterfall.Tier{
		{Kind: waterfall.Capital},
		{Kind: waterfall.Preferred, Yield: waterfall.Yield{Rate: finance.MustRate("12%"), Growth: waterfall.Compound, Months: 12}},
		{Kind: waterfall.CatchUp, Carry: finance.MustRate("30%"), Shares: []waterfall.Share{{Party: "studio", Share: finance.MustRate("100%")}}},
		{
			Name: "promote", Kind: waterfall.Split,
			Shares: []waterfall.Share{{Party: "workshop", Share: finance.MustRate("70%")}, {Party: "studio", Share: finance.MustRate("30%")}},
			Until:  waterfall.Hurdle{IRR: waterfall.Yield{Rate: finance.MustRate("20%"), Growth: waterfall.Effective}},
		},
		{Name: "by halves", Kind: waterfall.Split, Shares: []waterfall.Share{{Party: "workshop", Share: finance.MustRate("50%")}, {Party: "studio", Share: finance.MustRate("50%")}}},
	},
}

var firings = waterfall.Facts{
	Contributions: []waterfall.Contribution{{On: civil.MustDate("2026-01-01"), Party: "workshop", Amount: finance.MustMoney("1000000.00 RUB")}},
	Proceeds: []waterfall.Proceeds{
		{On: civil.MustDate("2027-01-01"), Amount: finance.MustMoney("500000.00 RUB")},
		{On: civil.MustDate("2028-01-01"), Amount: finance.MustMoney("1200000.00 RUB")},
	},
}

// The first year returns half of the capital, the second the rest of it, the
// return, and profit beyond the hurdle.
func ExampleDistribute() {
	d, err := waterfall.Distribute(kiln, firings, civil.MustDate("2028-02-01"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.Text(accrual.English))
	for _, p := range kiln.Parties {
		fmt.Println(p, d.Received(p))
	}
	// Output:
	// 2026-01-01 to 2026-12-31, preferred return, workshop: 1000000.00 RUB × 12% × 1 of a year = 120000.00 RUB, rounded half-even
	// 2026-01-01 to 2026-12-31, hurdle of investors: 1000000.00 RUB × ((1 + 20%)^1 - 1) = 200000.00 RUB, rounded half-even
	// 2027-01-01: 500000.00 RUB
	//   capital: 500000.00 RUB of 1000000.00 RUB due: workshop 500000.00 RUB
	// 2027-01-01 to 2027-12-31, preferred return, workshop: 620000.00 RUB × 12% × 1 of a year = 74400.00 RUB, rounded half-even
	// 2027-01-01 to 2027-12-31, hurdle of investors: 700000.00 RUB × ((1 + 20%)^1 - 1) = 140000.00 RUB, rounded half-even
	// 2028-01-01: 1200000.00 RUB
	//   capital: 500000.00 RUB of 500000.00 RUB due: workshop 500000.00 RUB
	//   preferred return: 194400.00 RUB of 194400.00 RUB due: workshop 194400.00 RUB
	//   catch-up: 83314.28 RUB of (30% × 194400.00 RUB - 0.00 RUB) / (100% - 30%) = 83314.28 RUB: studio 100% = 83314.28 RUB
	//   promote: 208000.00 RUB of 208000.00 RUB, as investors lack 145600.00 RUB: workshop 70% = 145600.00 RUB, studio 30% = 62400.00 RUB
	//   by halves: 214285.72 RUB: workshop 50% = 107142.86 RUB, studio 50% = 107142.86 RUB
	// workshop 1447142.86 RUB
	// studio 252857.14 RUB
}

// The same as clauses: who holds the money of the project owes each of the two
// its part, month by month, and late facts are adjustments.
func ExamplePart() {
	project := accrual.Agreement{
		ID: "kiln", Currency: finance.RUB, Meters: kiln.Meters(),
		Amendments: []accrual.Amendment{{
			From: kiln.Term.From, Known: kiln.Term.From, Term: &kiln.Term,
			Parties: &accrual.Parties{Creditor: "workshop", Debtor: "cluster"},
			Set:     kiln.Clauses("cluster"),
		}},
	}
	var books accrual.Books
	for m := range civil.MustMonth("2026-01").Through(civil.MustMonth("2028-01")) {
		closed, err := accrual.Close(books, []accrual.Agreement{project}, m, m.Next().First().AddDays(4), slices.Values(firings.Accrual("kiln", "K-")))
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, o := range closed.Obligations {
			fmt.Println(o.For, o.Debtor, "owes", o.Creditor, o.Net)
		}
		books = closed.Books
	}
	// Output:
	// 2027-01 cluster owes workshop 500000.00 RUB
	// 2028-01 cluster owes workshop 947142.86 RUB
	// 2028-01 cluster owes studio 252857.14 RUB
}
