package ledger_test

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// A part payment under articles 319 and 319.1 of the Civil Code of Russia, as a
// host writes them down: the penalty of January comes after January's rent, and
// before that of February.
func ExampleLedger_Allocate() {
	books, _ := ledger.New("quarter").Post(chart,
		owed("base rent", "R-3", "quarter", "2026-01", "10000.00"), owed("costs", "R-3", "quarter", "2026-01", "500.00"),
		owed("penalty", "R-3", "quarter", "2026-01", "900.00"), owed("base rent", "R-3", "quarter", "2026-02", "10000.00"))
	books, _ = books.Pay(civil.MustMonth("2026-03"), civil.MustDate("2026-04-01"), paid("bank 17", "R-3", "2026-03-16", "12000.00"))

	settled, err := books.Allocate(statutory(), ledger.Receivable, civil.MustDate("2026-03-31"))
	r3, _ := settled.Of("R-3", finance.RUB)
	for _, a := range r3.Applied {
		fmt.Println(a.Key.Clause, a.Amount, a.Reason.Text(accrual.English))
	}
	fmt.Println("left", r3.Total, err)
	// Output:
	// costs 500.00 RUB by rule, debt 1, rank 1 (costs), due 2026-02-10; Civil Code of Russia, art. 319
	// base rent 10000.00 RUB by rule, debt 1, rank 3 (principal), due 2026-02-10; Civil Code of Russia, art. 319
	// penalty 900.00 RUB by rule, debt 1, rank 4 (penalty), due 2026-02-10; Plenum of the Supreme Court, 22.11.2016 no. 54, p. 49
	// base rent 600.00 RUB by rule, debt 2, rank 3 (principal), due 2026-03-10; Civil Code of Russia, art. 319
	// left 9400.00 RUB <nil>
}

// The payer says what the money is for; what it leaves goes to the oldest debt.
func ExampleInstruction() {
	march := rent("2026-03", "10000.00")
	books, _ := ledger.New("quarter").Post(chart, rent("2026-01", "10000.00"), march)
	books, _ = books.Pay(civil.MustMonth("2026-04"), civil.MustDate("2026-05-01"), paid("bank 18", "R-3", "2026-04-09", "12000.00"))
	settled, err := books.Allocate(ledger.OldestFirst("lease, p. 4.2"), ledger.Receivable, civil.MustDate("2026-04-30"),
		ledger.Instruction{Payment: "bank 18", Key: march.Key, Amount: finance.MustMoney("10000.00 RUB"), Known: civil.MustDate("2026-04-09")})
	for _, a := range settled[0].Applied {
		fmt.Println(a.Key.Slot.From.Month(), a.Amount, a.Reason.Why, err)
	}
	// Output:
	// 2026-03 10000.00 RUB directed <nil>
	// 2026-01 2000.00 RUB by-rule <nil>
}

// The bank returns a transfer: the rent is open again from that day.
func ExampleLedger_Void() {
	books, _ := ledger.New("quarter").Post(chart, rent("2026-03", "10000.00"))
	books, _ = books.Pay(civil.MustMonth("2026-04"), civil.MustDate("2026-05-01"), paid("bank 19", "R-3", "2026-04-09", "10000.00"))
	books, err := books.Void(civil.MustMonth("2026-04"), civil.MustDate("2026-05-01"),
		ledger.Void{Payment: "bank 19", On: civil.MustDate("2026-04-13"), Known: civil.MustDate("2026-04-13")})
	fmt.Println(books.Balance(ledger.Receivable, civil.MustDate("2026-04-12")), books.Balance(ledger.Receivable, civil.MustDate("2026-04-13")), err)
	// Output: [0.00 RUB] [10000.00 RUB] <nil>
}
