package till_test

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/till"
)

// Two days agree from the sale to the bank: of 5,200.50 by card the acquirer
// keeps 1.8 % of 3,700.00 and of 1,500.50, and pays out 5,106.89.
func ExampleReconcile() {
	docs, err := read()
	if err != nil {
		fmt.Println(err)
		return
	}
	found, err := till.Reconcile(rules, docs)
	for _, s := range found.Shifts {
		fmt.Println(s.On, s.Shift, s.Tender, "lines", s.Lines, "report", s.Report, "register", s.Register)
	}
	for _, b := range found.Batches {
		fmt.Println(b.On, b.Batch, b.Gross, "-", b.Fee, "=", b.Net, "bank", b.Credited)
	}
	fmt.Println(found.Balanced(), err)
	// Output:
	// 2026-03-01 Z-1 card lines 5200.50 RUB report 5200.50 RUB register 5200.50 RUB
	// 2026-03-01 Z-1 cash lines 500.00 RUB report 500.00 RUB register 0.00 RUB
	// 2026-03-02 Z-2 card lines 499.50 RUB report 499.50 RUB register 499.50 RUB
	// 2026-03-02 B-1 5200.50 RUB - 93.61 RUB = 5106.89 RUB bank 5106.89 RUB
	// 2026-03-03 B-2 499.50 RUB - 36.00 RUB = 463.50 RUB bank 463.50 RUB
	// true <nil>
}

// Receipt R-3 was not entered, the fee of R-1 is a kopeck over what was agreed, and so is
// what the bank has less.
func ExampleReconcile_differences() {
	docs, err := read(
		"L-4,2026-03-01,R-3,Z-1,card,shop,scarf,A-3,1500.50 RUB,\n", "",
		"66.60 RUB", "66.61 RUB", "5106.89", "5106.88")
	if err != nil {
		fmt.Println(err)
		return
	}
	found, err := till.Reconcile(rules, docs)
	for _, d := range found.Differences {
		fmt.Println(d)
	}
	fmt.Println(found.Balanced(), err)
	// Output:
	// 2026-03-01 shift Z-1 card: sales lines 3700.00 RUB, shift report 5200.50 RUB, difference -1500.50 RUB
	// 2026-03-01 receipt R-3 card: unexpected, sales lines 0.00 RUB, acquirer's register 1500.50 RUB, difference -1500.50 RUB
	// 2026-03-01 receipt R-1 batch B-1 card: fee agreed 66.60 RUB, fee in the register 66.61 RUB, difference -0.01 RUB
	// false <nil>
}

// The refund of 2 March is not in the register of 3 March: it will be in a later
// batch, and until three days have gone it is awaited.
func ExampleRules() {
	docs, err := read("R-4,card,2026-03-02,T-1,-1500.50 RUB,0.00 RUB,B-2\n", "", "463.50", "1964.00")
	if err != nil {
		fmt.Println(err)
		return
	}
	patient := rules
	patient.Until, patient.Days = civil.MustDate("2026-03-03"), 3
	found, err := till.Reconcile(patient, docs)
	for _, d := range found.Differences {
		fmt.Println(d)
	}
	fmt.Println(found.Balanced(), err)
	patient.Until = civil.MustDate("2026-03-06")
	found, err = till.Reconcile(patient, docs)
	fmt.Println(found.Differences[0].Kind, found.Balanced(), err)
	// Output:
	// 2026-03-02 receipt R-4 shift Z-2 card: awaited, sales lines -1500.50 RUB, acquirer's register 0.00 RUB, difference -1500.50 RUB
	// true <nil>
	// missing false <nil>
}

// A file is read by its columns; what is wrong is told by its line.
func ExampleLine() {
	_, err := read("3000.00 RUB,300.00 RUB", "3000.00 RUB,3300.00 RUB", "R-2,Z-1,cash", ",Z-1,cash", "-1500.50 RUB,\nL-6", "1500.50,\nL-6")
	fmt.Println(err)
	// Output: 3 problems: sales.csv:2.discount: 3300.00 RUB of 3000.00 RUB: out of range; sales.csv:4.receipt: missing; sales.csv:6.gross: amount "1500.50": syntax
}

// A sales line is a fact of its maker's agreement: what was sold before the
// discount, what the buyer paid, by which tender and through which channel.
func ExampleLine_Fact() {
	docs, err := read()
	if err != nil {
		fmt.Println(err)
		return
	}
	sale, err := docs.Lines[0].Fact(civil.MustDate("2026-03-02"))
	fmt.Println(sale.ID, sale.Agreement, sale.On, err)
	for _, r := range sale.Adds {
		fmt.Println(r.Meter, r.N)
	}
	// Output:
	// L-1 A-1 2026-03-01 <nil>
	// gross 300000
	// net 270000
	// net by tender card 270000
	// discount 30000
	// net by channel shop 270000
}
