package ledger_test

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// dollars is how a cluster keeps dollars in rouble books. The rates are made up.
var dollars = ledger.Exchange{
	Books: finance.RUB, Rounding: finance.HalfUp, Gain: "income:exchange", Loss: "expenses:exchange",
	Rates: ledger.Rates{{Of: finance.USD, In: finance.RUB, Rates: civil.Timeline[finance.Number]{
		{From: civil.MustDate("2026-03-10"), Value: finance.MustNumber("90"), Source: "central bank (fictional)"},
		{From: civil.MustDate("2026-03-31"), Value: finance.MustNumber("92.5"), Source: "central bank (fictional)"},
		{From: civil.MustDate("2026-04-10"), Value: finance.MustNumber("91"), Source: "central bank (fictional)"},
	}}},
}

// A foreign partner owes 100 dollars, revalued at the end of March and paid in
// April: only what was realised stays.
func ExampleLedger_Settle() {
	invoice := ledger.Foreign{ID: "invoice 7", Account: ledger.Receivable, Party: "partner", Amount: finance.MustMoney("100.00 USD"), Value: finance.MustMoney("9000.00 RUB")}
	books, _ := ledger.New("quarter").Revalue(dollars, civil.MustDate("2026-03-31"), invoice)
	fmt.Println("unrealised", books.Balance("income:exchange", civil.MustDate("2026-03-31")))

	books, paid, err := books.Settle(dollars, invoice, ledger.Receipt{ID: "bank 31", On: civil.MustDate("2026-04-10"), Paid: finance.MustMoney("100.00 USD")})
	fmt.Println("realised", paid.ByItem, err)
	fmt.Println("in all", books.Balance("income:exchange", civil.MustDate("2026-04-10")))
	// Output:
	// unrealised [-250.00 RUB]
	// realised 100.00 RUB <nil>
	// in all [-100.00 RUB]
}

// Income in dollars becomes income in roubles: two legs, each balancing in its
// own currency.
func ExampleExchange_Convert() {
	e, _, err := dollars.Convert("income of invoice 7", civil.MustDate("2026-03-10"), "income:licences", "", finance.MustMoney("-100.00 USD"))
	fmt.Println(e.Text, err)
	for _, n := range e.Lines {
		fmt.Println(n.Account, n.Amount)
	}
	// Output:
	// -100.00 USD = -9000.00 RUB at 90 of 2026-03-10, central bank (fictional) <nil>
	// income:licences 100.00 USD
	// equity:conversion -100.00 USD
	// income:licences -9000.00 RUB
	// equity:conversion 9000.00 RUB
}
