package bank_test

import (
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/bank"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// A shop pays a maker what is open, and reads its bank's statement of the day:
// the payout is found by the maker's account and the agreement that its purpose
// names; a rent of which only a part came is for a person to decide.
func Example() {
	march := civil.MustMonth("2026-03")
	owed := func(agreement, clause string, debtor, creditor accrual.Party, amount string) accrual.Obligation {
		return accrual.Obligation{
			Key: accrual.Key{Agreement: agreement, Clause: clause, Slot: march.Period()}, Debtor: debtor, Creditor: creditor,
			Net: finance.MustMoney(amount), Tax: finance.Zero(finance.RUB),
			For: march, In: march, Cutoff: march.Next().First(), Due: civil.MustDate("2026-04-10"),
		}
	}
	books, err := ledger.New("shop").Post(ledger.Chart{Rules: []ledger.Rule{
		{Clause: "proceeds", Owes: ledger.Accounts{Control: ledger.Makers, Net: "assets:takings"}},
		{Clause: "rent", Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:rent"}},
	}}, owed("C-1", "proceeds", "shop", "maker", "1700.00 RUB"), owed("L-1", "rent", "studio", "shop", "2500.00 RUB"))
	if err != nil {
		fmt.Println(err)
		return
	}
	shop := bank.Side{Name: "Shop (fictional)", TaxNumber: "1400000001", Account: "40702810000000000001"}
	directory := bank.Directory{
		"maker":  {Name: "Maker (fictional)", TaxNumber: "140000000002", Account: "40802810000000000002"},
		"studio": {Name: "Studio (fictional)", TaxNumber: "140000000003", Account: "40802810000000000003"},
	}
	// what a bank sends, here written by hand
	day := civil.MustDate("2026-04-21")
	var file strings.Builder
	_, err = bank.Exchange{Documents: []bank.Document{
		{Kind: bank.PaymentOrder, Number: "17", On: day, Amount: finance.MustMoney("1700.00 RUB"), Payer: shop, Payee: directory["maker"], Debited: day, Purpose: "C-1, March"},
		{Kind: bank.PaymentOrder, Number: "4", On: day, Amount: finance.MustMoney("1000.00 RUB"), Payer: directory["studio"], Payee: shop, Credited: day, Purpose: "L-1"},
	}}.WriteTo(&file)
	if err != nil {
		fmt.Println(err)
		return
	}
	statement, err := bank.Read(strings.NewReader(file.String()), "statement.txt")
	if err != nil {
		fmt.Println(err)
		return
	}
	matched, err := bank.Match(books, day, []string{shop.Account}, directory, statement.Documents)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range matched.Sure {
		fmt.Println("sure:", f.Party, f.Payment.Amount, f.Reason, "of", f.Pays[0].Key.Clause, "from", f.Payment.Against)
		books, err = books.Pay(day.Month(), day.Month().Next().First(), f.Payment)
		if err != nil {
			fmt.Println(err)
			return
		}
	}
	for _, f := range matched.Doubtful {
		fmt.Println("doubtful:", f.Party, f.Payment.Amount, f.Reason)
	}
	fmt.Println(books.Balance(ledger.Makers, day), books.Balance(ledger.Cash, day))
	// Output:
	// sure: maker 1700.00 RUB named-agreement of proceeds from liabilities:makers
	// doubtful: studio 1000.00 RUB part-of-item
	// [0.00 RUB] [-1700.00 RUB]
}

// Of 1,700 that a maker is owed, 700 wait for an objection; 1,000 are ordered. By
// what is open that would be a part of something: the number of the order says
// what it is.
func ExampleMatch_ordered() {
	march := civil.MustMonth("2026-03")
	books, err := ledger.New("shop").Post(ledger.Chart{Rules: []ledger.Rule{
		{Clause: "proceeds", Owes: ledger.Accounts{Control: ledger.Makers, Net: "assets:takings"}},
	}}, accrual.Obligation{
		Key: accrual.Key{Agreement: "C-1", Clause: "proceeds", Slot: march.Period()}, Debtor: "shop", Creditor: "maker",
		Net: finance.MustMoney("1700.00 RUB"), Tax: finance.Zero(finance.RUB),
		For: march, In: march, Cutoff: march.Next().First(), Due: civil.MustDate("2026-04-10"),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	shop := bank.Side{Name: "Shop (fictional)", Account: "40702810000000000001"}
	directory := bank.Directory{"maker": {Name: "Maker (fictional)", Account: "40802810000000000002"}}
	day := civil.MustDate("2026-04-20")
	payment := ledger.Payment{ID: "17", From: "shop", To: "maker", On: day, Known: day, Amount: finance.MustMoney("1000.00 RUB"), Against: ledger.Makers}
	orders, err := bank.Orders(shop, day, directory, []ledger.Payment{payment})
	if err != nil {
		fmt.Println(err)
		return
	}
	made := orders.Documents // as the bank sends them back a day later
	made[0].Debited = day.AddDays(1)
	for _, ordered := range [][]ledger.Payment{nil, {payment}} {
		matched, err := bank.Match(books, day.AddDays(1), []string{shop.Account}, directory, made, ordered...)
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, f := range append(matched.Sure, matched.Doubtful...) {
			fmt.Println(f.Reason, f.Payment.ID, f.Payment.On)
		}
	}
	// Output:
	// part-of-item bank 17 2026-04-20 40702810000000000001>40802810000000000002 100000 2026-04-21
	// ordered 17 2026-04-21
}
