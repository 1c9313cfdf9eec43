package utility_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/creative-cluster/kvartal/cluster/tenancy/utility"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// A studio is read on the first of the month: the reading of 1 April closes March.
func Example() {
	used, err := utility.Consume([]utility.Reading{
		{ID: "R-1", Lease: "L-7", Meter: "electricity", On: day("2026-03-01"), Known: day("2026-03-01"), Value: qty("12400")},
		{ID: "R-2", Lease: "L-7", Meter: "electricity", On: day("2026-04-01"), Known: day("2026-04-02"), Value: qty("12555")},
	})
	if err != nil {
		fmt.Println(err) // every problem, each with the place of its reading
		return
	}
	facts, err := utility.Facts(used)
	if err != nil {
		fmt.Println(err)
		return
	}
	term := civil.Period{From: day("2026-01-01"), To: day("2027-01-01")}
	studio := accrual.Agreement{
		ID: "L-7", Currency: finance.RUB, Meters: utility.Meters("electricity"),
		Amendments: []accrual.Amendment{{
			From: term.From, Known: term.From, Term: &term, Parties: &accrual.Parties{Creditor: "operator", Debtor: "R-3"},
			Set: []accrual.Named{{Name: "electricity", Clause: utility.Metered{Meter: "electricity", Tariff: grid()}}},
		}},
	}
	march, cutoff := civil.MustMonth("2026-03"), day("2026-04-05")
	closed, err := accrual.Close(accrual.Books{}, []accrual.Agreement{studio}, march, cutoff, slices.Values(facts))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, o := range closed.Obligations {
		why, err := accrual.Explain(studio, o.Key, cutoff, slices.Values(facts))
		fmt.Println(o.Debtor, "owes", o.Net, "because", why, err)
	}
	// Output: R-3 owes 878.33 RUB because 5.00 RUB × 103.333 kWh + 7.00 RUB × 51.667 kWh <nil>
}

// grid is a telescopic tariff: 100 kWh in 30 days at 5.00, more at 7.00.
func grid() utility.Tariff {
	return utility.Tariff{Unit: "kWh", Prices: civil.Timeline[utility.Prices]{{
		From: day("2026-01-01"), Source: "price list of the network (fictional)",
		Value: utility.Prices{Days: 30, Slabs: []utility.Slab{{Blocks: []utility.Block{
			{UpTo: qty("100"), Price: finance.MustMoney("5.00 RUB")},
			{Price: finance.MustMoney("7.00 RUB")},
		}}}},
	}}}
}

// A meter is replaced, and a reading that comes late divides anew what was said.
func ExampleConsume() {
	used, err := utility.Consume([]utility.Reading{
		{ID: "R-1", Meter: "water", On: day("2026-01-01"), Known: day("2026-01-01"), Value: qty("99990.5")},
		{ID: "R-3", Meter: "water", On: day("2026-03-01"), Known: day("2026-03-01"), Change: utility.Replaced, Final: qty("99996.5"), Value: qty("0")},
		{ID: "R-2", Meter: "water", On: day("2026-02-01"), Known: day("2026-03-05"), Value: qty("99992")},
	})
	for _, c := range used {
		fmt.Println(c.Known, c.ID, c.Units, "over", c.Period.Days(), "days")
	}
	fmt.Println(err)
	// Output:
	// 2026-03-01 R-3 6 over 59 days
	// 2026-03-05 R-2 1.5 over 31 days
	// 2026-03-05 R-3 void 0 over 59 days
	// 2026-03-05 R-3 (2) 4.5 over 28 days
	// <nil>
}

// Blocks: each at its own price; the edge for 30 days is one of 28 here.
func ExampleTariff_Bill() {
	bill, err := grid().Bill(qty("105"), period("2026-02-01", "2026-03-01"), finance.HalfEven)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(bill)
	fmt.Println(strings.ReplaceAll(bill.Text(accrual.Russian), "\u00a0", " ")) // amounts are kept on one line
	// Output:
	// 2026-02-01..2026-03-01: 105 kWh, 28/30 days (price list of the network (fictional)): 93.333 kWh up to 93.333 × 5.00 RUB; 11.667 kWh over 93.333 × 7.00 RUB
	// total 548.33 RUB (edges to 0.001 kWh half-even, amount half-even)
	// 2026-02-01..2026-03-01: 105 kWh, 28/30 дн. (price list of the network (fictional)): 93,333 kWh до 93,333 × 5,00 ₽; 11,667 kWh сверх 93,333 × 7,00 ₽
	// итого 548,33 ₽ (границы до 0,001 kWh half-even, сумма half-even)
}

// Slabs: one unit over the edge prices all of them anew.
func ExampleSlab() {
	t := utility.Tariff{Unit: "kWh", Prices: civil.Timeline[utility.Prices]{{
		From: day("2026-01-01"), Source: "price list of the network (fictional)",
		Value: utility.Prices{Slabs: []utility.Slab{
			{UpTo: qty("100"), Blocks: []utility.Block{{Price: finance.MustMoney("1.00 INR")}}},
			{Blocks: []utility.Block{{Price: finance.MustMoney("1.50 INR")}}},
		}},
	}}}
	for _, units := range []string{"100", "101"} {
		fmt.Println(t.Price(qty(units), period("2026-03-01", "2026-04-01"), finance.HalfEven))
	}
	// Output:
	// 100.00 INR <nil>
	// 151.50 INR <nil>
}

// Many leases share one tariff by its name.
func ExampleBind() {
	clauses := []accrual.Named{{Name: "electricity", Clause: utility.Metered{Meter: "electricity", Shared: "grid"}}}
	bound, err := utility.Bind(clauses, map[string]utility.Tariff{"grid": grid()})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(clauses[0].Validate())
	fmt.Println(bound[0].Validate())
	// Output:
	// tariff_name: "grid" is not bound: unknown
	// <nil>
}

// A water bill, of which a tenth is for common areas, by people.
func ExamplePool_Split() {
	common, shares, err := utility.Pool{Common: finance.MustRate("10%")}.Split(finance.MustMoney("1000.00 RUB"), []int64{1, 2})
	fmt.Println(common, shares, err)
	// Output: 100.00 RUB [300.00 RUB 600.00 RUB] <nil>
}

// What the main meter counted beside two sub-meters, by area.
func ExamplePool_Rest() {
	march := period("2026-03-01", "2026-04-01")
	main := utility.Consumption{ID: "M", Meter: "electricity", Period: march, Known: march.To, Units: qty("1000")}
	subs := []utility.Consumption{
		{ID: "A", Lease: "L-7", Meter: "electricity", Period: march, Known: march.To, Units: qty("300")},
		{ID: "B", Lease: "L-8", Meter: "electricity", Period: march, Known: march.To, Units: qty("600")},
	}
	rest, err := utility.Pool{}.Rest(main, subs, []int64{45, 80})
	fmt.Println(rest.Units, "kWh are shared as", rest.Shares, err)
	// Output: 100 kWh are shared as [36 64] <nil>
}
