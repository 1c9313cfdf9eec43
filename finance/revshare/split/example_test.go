package split_test

import (
	"errors"
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare/split"
)

// album gives half to an author, 30 % to a band of three, and the rest to a
// fund.
var album = split.Split{Owner: "shop", Nodes: []split.Node{
	{Name: "album", Parts: []split.Part{
		{Party: "anna", Share: finance.MustRate("50%")},
		{Split: "band", Share: finance.MustRate("30%")},
	}, Rest: split.Target{Party: "fund"}},
	{Name: "band", By: split.Equal, Parts: []split.Part{{Party: "boris"}, {Party: "vera"}, {Party: "gleb"}}},
}}

// Each line says what a party gets, what share of the whole that is, and why.
func ExampleSplit_Divide() {
	lines, err := album.Divide(finance.MustMoney("1000.01 RUB"))
	for _, l := range lines {
		fmt.Println(l.Party, l.Amount, l.Share, "by", l)
	}
	fmt.Println(err)
	// Output:
	// anna 500.01 RUB 50% by album 50%
	// boris 100.00 RUB 10% by album 30% > band 1/3
	// vera 100.00 RUB 10% by album 30% > band 1/3
	// gleb 100.00 RUB 10% by album 30% > band 1/3
	// fund 200.00 RUB 20% by album 20%
	// <nil>
}

// Anna has paid 300 for the studio, Boris 100 for the cover. They get it back
// first, in this order; what is left is shared two to one.
func ExampleInOrder() {
	single := split.Split{Owner: "shop", Nodes: []split.Node{
		{Name: "costs", By: split.InOrder, Parts: []split.Part{
			{Party: "anna", UpTo: finance.MustMoney("300.00 RUB")},
			{Party: "boris", UpTo: finance.MustMoney("100.00 RUB")},
		}, Rest: split.Target{Split: "single"}},
		{Name: "single", By: split.Points, Parts: []split.Part{{Party: "anna", Points: 2}, {Party: "boris", Points: 1}}},
	}}
	for _, total := range []string{"250.00 RUB", "350.00 RUB", "1000.00 RUB"} {
		lines, err := single.Divide(finance.MustMoney(total))
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(total, "=", lines[0].Amount, "+", lines[1].Amount)
		if total == "1000.00 RUB" {
			fmt.Println(lines[0])
		}
	}
	// Output:
	// 250.00 RUB = 250.00 RUB + 0.00 RUB
	// 350.00 RUB = 300.00 RUB + 50.00 RUB
	// 1000.00 RUB = 700.00 RUB + 300.00 RUB
	// costs up to 300.00 RUB + costs the rest > single 2/3
}

// The shop owes each of the four their part of a month's sales.
func ExampleSplit_Clauses() {
	clauses, err := album.Clauses("royalty", "gross")
	if err != nil {
		fmt.Println(err)
		return
	}
	term := civil.Period{From: civil.MustDate("2026-01-01"), To: civil.MustDate("2027-01-01")}
	agreement := accrual.Agreement{ID: "A-1", Currency: finance.RUB, Meters: []accrual.Meter{"gross"}, Amendments: []accrual.Amendment{{
		From: term.From, Known: term.From, Set: clauses, Term: &term, Parties: &accrual.Parties{Creditor: "anna", Debtor: "shop"},
	}}}
	sold := civil.MustDate("2026-01-15")
	sale := accrual.Fact{ID: "S-1", Agreement: "A-1", On: sold, Known: sold, Adds: []accrual.Reading{{Meter: "gross", N: 100001}}}
	january, cutoff := civil.MustMonth("2026-01"), civil.MustDate("2026-02-05")
	facts := slices.Values([]accrual.Fact{sale})
	closed, err := accrual.Close(accrual.Books{}, []accrual.Agreement{agreement}, january, cutoff, facts)
	for _, o := range closed.Obligations {
		why, _ := accrual.Explain(agreement, o.Key, cutoff, facts)
		fmt.Println(o.Debtor, "owes", o.Creditor, o.Net, "for", o.Clause, "because", why)
	}
	fmt.Println(err)
	// Output:
	// shop owes anna 500.01 RUB for royalty: anna because 1000.01 RUB × 50%
	// shop owes boris 100.00 RUB for royalty: boris because 1000.01 RUB × 10%
	// shop owes vera 100.00 RUB for royalty: vera because 1000.01 RUB × 10%
	// shop owes gleb 100.00 RUB for royalty: gleb because 1000.01 RUB × 10%
	// shop owes fund 200.00 RUB for royalty: fund because 1000.01 RUB × 20%
	// <nil>
}

// Gleb leaves the band on 16 January: from then on two divide its part.
func ExampleAmendments() {
	duo := album
	duo.Nodes = []split.Node{album.Nodes[0], {Name: "band", By: split.Equal, Parts: []split.Part{{Party: "boris"}, {Party: "vera"}}}}
	dated := []split.Dated{
		{From: civil.MustDate("2026-01-01"), Known: civil.MustDate("2025-12-20"), Split: album},
		{From: civil.MustDate("2026-01-16"), Known: civil.MustDate("2026-01-12"), Split: duo},
	}
	amendments, err := split.Amendments(dated, "royalty", "gross")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, a := range amendments {
		fmt.Println(a.From, "sets", len(a.Set), "drops", a.Drop)
	}
	now, _ := split.On(dated, civil.MustDate("2026-01-20"), civil.MustDate("2026-02-01"))
	lines, err := now.Divide(finance.MustMoney("100.00 RUB"))
	fmt.Println(lines[1].Party, lines[1].Amount, err)
	// Output:
	// 2026-01-01 sets 5 drops []
	// 2026-01-16 sets 4 drops [royalty: gleb]
	// boris 15.00 RUB <nil>
}

// A cost of 100 is paid from a deposit, then from vouchers in order.
func ExampleDraw() {
	rub := finance.MustMoney
	fmt.Println(split.Draw(rub("100.00 RUB"), []finance.Money{rub("50.00 RUB"), rub("10.00 RUB"), rub("300.00 RUB")}))
	_, err := split.Draw(rub("100.00 RUB"), []finance.Money{rub("50.00 RUB"), rub("10.00 RUB")})
	fmt.Println(err, errors.Is(err, finance.ErrLimit))
	// Output:
	// [50.00 RUB 10.00 RUB 40.00 RUB] <nil>
	// 40.00 RUB of 100.00 RUB is nowhere: over the limit true
}
