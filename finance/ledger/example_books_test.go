package ledger_test

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Two processes post the same close into one store: it stands there once.
func ExampleUpdate() {
	store := new(ledger.Memory) // a host has its own
	post := func(l ledger.Ledger) (ledger.Ledger, error) { return l.Post(chart, march()...) }
	mine, err := ledger.Update(store, ledger.New("quarter"), post)
	theirs, err2 := ledger.Update(store, ledger.New("quarter"), post)
	fmt.Println(mine.Len(), theirs.Len(), err, err2)
	one, err := ledger.LoadParty(store, "quarter", "R-3") // one party, without the others
	fmt.Println(one.Len(), one.Statement("R-3", civil.MustMonth("2026-03").Period()).Section(finance.RUB).Closing, err)
	// Output:
	// 3 3 <nil> <nil>
	// 1 15967.74 RUB <nil>
}

// March is locked on 5 April. What comes late for it goes to April; it is opened
// only in sight of all.
func ExampleLedger_Lock() {
	books, err := ledger.New("quarter").Lock(civil.MustDate("2026-04-05"), civil.MustMonth("2026-03"), ledger.MoveLate)
	if err != nil {
		fmt.Println(err)
		return
	}
	books, err = books.Enter(takings(1, "8000.00"))
	late, _ := books.Entry(takings(1, "8000.00").ID)
	fmt.Println(late.On, "counts from", late.Day(), err)
	books, err = books.Unlock(civil.MustDate("2026-04-20"), civil.MustMonth("2026-03"), "an invoice was lost")
	for _, e := range books.Locks() {
		fmt.Println(e.On, "locked through", e.Lock.Through, e.Text, err)
	}
	// Output:
	// 2026-03-05 counts from 2026-04-01 <nil>
	// 2026-04-05 locked through 2026-03  <nil>
	// 2026-04-20 locked through 2026-02 an invoice was lost <nil>
}

// What was owed at the end of March, as it looked on two days of April. The
// close of March took what was known before 5 April.
func ExampleLedger_AsKnown() {
	books, err := ledger.New("quarter").Post(chart, march()...)
	at := civil.MustDate("2026-03-31")
	for _, day := range []string{"2026-04-04", "2026-04-05"} {
		fmt.Println(day, books.AsKnown(civil.MustDate(day)).Balance(ledger.Receivable, at), err)
	}
	// Output:
	// 2026-04-04 [] <nil>
	// 2026-04-05 [15967.74 RUB] <nil>
}

// Two lines a page; the cursor travels in a link.
func ExampleLedger_Pages() {
	books, _ := ledger.New("quarter").Post(chart, rent("2026-01", "100.00"), rent("2026-02", "200.00"), rent("2026-03", "300.00"))
	next := ""
	for {
		from, err := ledger.ParseCursor(next)
		for page, err := range books.Pages("R-3", civil.MustPeriod("2026-01-01/2027-01-01"), from, 2) {
			if err != nil {
				fmt.Println(err)
				return
			}
			s := page.Sections[0]
			fmt.Println(s.Opening, "and", len(s.Lines), "lines:", s.Closing)
			next = page.Next.String()
			break
		}
		if next == "" || err != nil {
			return
		}
	}
	// Output:
	// 0.00 RUB and 2 lines: 300.00 RUB
	// 300.00 RUB and 1 lines: 600.00 RUB
}

// The balances of another system: they sum to zero.
func ExampleLedger_Begin() {
	on := civil.MustDate("2026-01-01")
	invoice := ledger.Brought{Account: ledger.Receivable, Party: "R-3", Amount: finance.MustMoney("300.00 RUB"), Due: civil.MustDate("2025-12-10"), Text: "invoice 17"}
	capital := ledger.Brought{Account: "equity:capital", Amount: finance.MustMoney("-200.00 RUB")}
	books, err := ledger.New("quarter").Begin(on, invoice, capital)
	fmt.Println(books.Len(), err)
	capital.Amount = finance.MustMoney("-300.00 RUB")
	books, err = books.Begin(on, invoice, capital)
	fmt.Println(books.Balance(ledger.Receivable, on), err)
	// Output:
	// 0 balances: debits less credits are 100.00 RUB: conflict
	// [300.00 RUB] <nil>
}

// A quarter's rent in advance becomes income month by month.
func ExampleDeferral() {
	d := ledger.Deferral{
		ID: "L-7, first quarter", Party: "R-3", Amount: finance.MustMoney("100.00 RUB"), Period: civil.MustPeriod("2026-01-01/2026-04-01"),
		Debit: ledger.Deferred, Credit: "income:rent",
	}
	entries, err := d.Entries(civil.MustMonth("2026-03"))
	for _, e := range entries {
		fmt.Println(e.On, e.Lines[1].Amount, err)
	}
	// Output:
	// 2026-01-31 -33.33 RUB <nil>
	// 2026-02-28 -33.34 RUB <nil>
	// 2026-03-31 -33.33 RUB <nil>
}

// Own money is touched last, and nothing when all together is too little.
func ExampleDraw() {
	deposit, voucher := finance.MustMoney("50.00 RUB"), finance.MustMoney("10.00 RUB")
	fmt.Println(ledger.Draw(finance.MustMoney("55.00 RUB"), deposit, voucher))
	fmt.Println(ledger.Draw(finance.MustMoney("61.00 RUB"), deposit, voucher))
	// Output:
	// [50.00 RUB 5.00 RUB] <nil>
	// [] need: 1.00 RUB is missing: over the limit
}

// A grant of 1,000 with a line that was overspent, and a feast.
func ExampleLedger_Spending() {
	books, err := ledger.New("quarter").Enter(received(1, "2026-01-10", "1000.00"), spent(2, "2026-02-01", ":equipment", "680.00"), spent(3, "2026-02-02", ":feast", "30.00"))
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := books.Spending(award(), civil.MustDate("2026-12-31"))
	for _, n := range s.Lines {
		fmt.Println(n.Name, n.Spent, "over", n.Over)
	}
	for _, x := range s.Outside {
		fmt.Println("outside:", x.Account, x.Amount)
	}
	fmt.Println("held", s.Held, "to return", s.ToReturn, err)
	// Output:
	// equipment 680.00 RUB over 20.00 RUB
	// wages 0.00 RUB over 0.00 RUB
	// outside: liabilities:subsidies:G-1:feast 30.00 RUB
	// held 290.00 RUB to return 340.00 RUB <nil>
}

// Goods of a maker, by whose they are.
func ExampleLedger_ByParty() {
	books, err := ledger.New("quarter").Enter(goods(1, "2026-03-01", "20000.00"), goods(2, "2026-03-05", "-8000.00"))
	fmt.Println(books.ByParty(ledger.Goods, civil.MustDate("2026-03-31")), err)
	fmt.Println(slices.Collect(books.Since(1))[0].On, books.TrialBalance(civil.MustDate("2026-03-31")).Rows)
	// Output:
	// [{M-8 12000.00 RUB}] <nil>
	// 2026-03-05 []
}
