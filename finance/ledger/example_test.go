package ledger_test

import (
	"fmt"
	"os"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// march is what one close of March gave: a studio's rent, and a maker's goods
// that the shop sold for 8,000 at a commission of 15 %.
func march() []accrual.Obligation {
	return []accrual.Obligation{
		rent("2026-03", "15967.74"),
		owed("proceeds", owner, maker, "2026-03", "8000.00"),
		owed("commission", maker, owner, "2026-03", "1200.00"),
	}
}

// The obligations of a close become entries; handing them in again changes
// nothing. Of the maker's goods only the commission is income.
func ExampleLedger_Post() {
	books, err := ledger.New("quarter").Post(chart, march()...)
	if err != nil {
		fmt.Println(err)
		return
	}
	books, err = books.Post(chart, march()...)
	for _, row := range books.TrialBalance(civil.MustDate("2026-03-31")).Rows {
		fmt.Println(row.Account, row.Balance)
	}
	fmt.Println(books.Len(), err)
	// Output:
	// assets:receivable 15967.74 RUB
	// assets:takings 8000.00 RUB
	// income:commission -1200.00 RUB
	// income:rent -15967.74 RUB
	// liabilities:makers -6800.00 RUB
	// 3 <nil>
}

// A studio pays a part of its rent; the rest is open, and 21 days overdue on
// 1 May.
func ExampleLedger_Pay() {
	books, _ := ledger.New("quarter").Post(chart, march()...)
	books, err := books.Pay(civil.MustMonth("2026-04"), civil.MustDate("2026-05-01"), ledger.Payment{
		ID: "bank 17", From: "R-3", To: "quarter", Amount: finance.MustMoney("10000.00 RUB"),
		On: civil.MustDate("2026-04-09"), Known: civil.MustDate("2026-04-10"), Purpose: "rent of March",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	ages, err := books.Ageing(ledger.Receivable, civil.MustDate("2026-05-01"), 30, 60, 90)
	for _, row := range ages.Largest(finance.RUB, 3) {
		fmt.Println(row.Party, row.Overdue, err)
	}
	_, _ = books.Statement("R-3", civil.MustMonth("2026-04").Period()).WriteTo(os.Stdout)
	// Output:
	// R-3 [5967.74 RUB 0.00 RUB 0.00 RUB 0.00 RUB] <nil>
	// Statement of R-3 in the books of quarter, 2026-04-01 to 2026-04-30
	//
	// RUB                                   debit          credit
	//   opening balance                  15967.74
	//   2026-04-09  rent of March                        10000.00
	//   closing balance                   5967.74
}

// Nothing is edited: a wrong entry is undone by another one.
func ExampleLedger_Reverse() {
	books, _ := ledger.New("quarter").Post(chart, march()...)
	books, err := books.Reverse(march()[0].Posting(), civil.MustDate("2026-04-02"))
	fmt.Println(books.Balance("income:rent", civil.MustDate("2026-04-01")), books.Balance("income:rent", civil.MustDate("2026-04-02")), err)
	_, err = books.Reverse(march()[0].Posting(), civil.MustDate("2026-04-03"))
	fmt.Println("again:", finance.Code(err))
	// Output:
	// [-15967.74 RUB] [0.00 RUB] <nil>
	// again: conflict
}

// What is in the cash box, and how much of it belongs to others.
func ExampleLedger_Cash() {
	books, _ := ledger.New("quarter").Post(chart, march()...)
	books, err := books.Enter(takings(1, "8000.00"))
	for _, c := range books.Cash(civil.MustMonth("2026-03").Period()) {
		fmt.Println("in", c.In, "left", c.Left, "of makers", c.ToMakers, "own", c.Own, err)
	}
	// Output: in 8000.00 RUB left 8000.00 RUB of makers 6800.00 RUB own 1200.00 RUB <nil>
}
