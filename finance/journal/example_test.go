package journal_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance/journal"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// march are the books of a shop (fictional): a maker's goods come off the
// balance, one is sold, of
// which a part is the commission, rent with tax, and what was paid.
func march() ledger.Ledger {
	entry := func(n byte, on, text string, lines ...ledger.Line) ledger.Entry {
		return ledger.Entry{ID: uuid.UUID{15: n}, On: day(on), Text: text, Lines: lines}
	}
	books, err := ledger.New("shop").Enter(
		entry(1, "2026-03-01", "vases taken on commission",
			ledger.Line{Account: ledger.Goods, Party: "M-8", Amount: rub("20000.00")}),
		entry(2, "2026-03-14", "sale of a vase",
			ledger.Line{Account: "assets:cash:bank", Amount: rub("8000.00")},
			ledger.Line{Account: ledger.Makers, Party: "M-8", Amount: rub("-6800.00")},
			ledger.Line{Account: "income:commission", Amount: rub("-1200.00")},
			ledger.Line{Account: ledger.Goods, Party: "M-8", Amount: rub("-8000.00")}),
		entry(3, "2026-03-31", "rent; of March",
			ledger.Line{Account: "expenses:rent", Amount: rub("50000.00")},
			ledger.Line{Account: "assets:tax", Amount: rub("10000.00")},
			ledger.Line{Account: ledger.Payable, Party: "landlord", Amount: rub("-60000.00")}),
		entry(4, "2026-04-09", "to the maker",
			ledger.Line{Account: ledger.Makers, Party: "M-8", Amount: rub("6800.00")},
			ledger.Line{Account: "assets:cash:bank", Amount: rub("-6800.00")}),
	)
	if err != nil {
		panic(err)
	}
	return books
}

// The books as hledger and Ledger read them.
func ExampleWrite() {
	var text strings.Builder
	if err := journal.Write(&text, march().Entries()); err != nil {
		fmt.Println(err)
		return
	}
	_, transactions, _ := strings.Cut(text.String(), "\n\n")
	fmt.Print(transactions)
	// Output:
	// 2026-03-01 * vases taken on commission
	//     ; id: 00000000-0000-0000-0000-000000000001
	//     (memo:goods)  20000.00 RUB
	//     ; party: M-8
	//
	// 2026-03-14 * sale of a vase
	//     ; id: 00000000-0000-0000-0000-000000000002
	//     assets:cash:bank  8000.00 RUB
	//     liabilities:makers  -6800.00 RUB
	//     ; party: M-8
	//     income:commission  -1200.00 RUB
	//     (memo:goods)  -8000.00 RUB
	//     ; party: M-8
	//
	// 2026-03-31 * rent\x3b of March
	//     ; id: 00000000-0000-0000-0000-000000000003
	//     expenses:rent  50000.00 RUB
	//     assets:tax  10000.00 RUB
	//     liabilities:payable  -60000.00 RUB
	//     ; party: landlord
	//
	// 2026-04-09 * to the maker
	//     ; id: 00000000-0000-0000-0000-000000000004
	//     liabilities:makers  6800.00 RUB
	//     ; party: M-8
	//     assets:cash:bank  -6800.00 RUB
}

// And as Beancount does, which checks every balance on the day after the last.
func ExampleWriteBeancount() {
	var text strings.Builder
	if err := journal.WriteBeancount(&text, march().Entries()); err != nil {
		fmt.Println(err)
		return
	}
	parts := strings.Split(text.String(), "\n\n")
	fmt.Println(parts[0])
	fmt.Println(parts[2])
	fmt.Print(parts[len(parts)-1])
	// Output:
	// ; Beancount has no place for what is left out here: lines off the balance: 2, locks: 0
	// 2026-03-14 * "sale of a vase"
	//   id: "00000000-0000-0000-0000-000000000002"
	//   Assets:Cash:Bank  8000.00 RUB
	//   Liabilities:Makers  -6800.00 RUB
	//     party: "M-8"
	//   Income:Commission  -1200.00 RUB
	// 2026-04-10 balance Assets:Cash:Bank  1200.00 ~ 0 RUB
	// 2026-04-10 balance Assets:Tax  10000.00 ~ 0 RUB
	// 2026-04-10 balance Expenses:Rent  50000.00 ~ 0 RUB
	// 2026-04-10 balance Income:Commission  -1200.00 ~ 0 RUB
	// 2026-04-10 balance Liabilities:Makers  0.00 ~ 0 RUB
	// 2026-04-10 balance Liabilities:Payable  -60000.00 ~ 0 RUB
}

func ExampleBeancountName() {
	for _, a := range []ledger.Account{"assets:cash", "expenses:card fees", "income:аренда", "income:НДС", "equity"} {
		fmt.Println(journal.BeancountName(a))
	}
	// Output:
	// Assets:Cash
	// Expenses:Card--fees
	// Income:Аренда
	// Income:НДС-
	// Equity:X--
}

// Beancount rounds an amount left out to the loosest digits of the others;
// hledger does not.
func ExampleJournal_Check() {
	text := `2026-04-28 open Assets:Test
2026-04-28 open Expenses:Test

2026-04-28 * "Test"
  Expenses:Test  4.8 EUR
  Expenses:Test  2.97 EUR
  Assets:Test
`
	for _, dialect := range []journal.Dialect{journal.Beancount, journal.Hledger} {
		if dialect == journal.Hledger {
			_, text, _ = strings.Cut(text, "\n\n")
		}
		read, err := journal.Parse(strings.NewReader(text), "test", dialect)
		if err != nil {
			fmt.Println(err)
			return
		}
		checked, err := read.Check(journal.Rules{})
		fmt.Println(dialect, checked.Transactions[0].Postings[2].Amount, err)
	}
	// Output:
	// beancount -7.8 EUR <nil>
	// hledger -7.77 EUR <nil>
}

// All that is wrong is told at once, with file, line and column.
func ExampleParse() {
	_, err := journal.Parse(strings.NewReader("include other.journal\n2026-02-30 rent\n  a  1,00,.0 RUB\n"), "my.journal", journal.Hledger)
	fmt.Println(strings.ReplaceAll(err.Error(), "; ", "\n"))
	// Output:
	// 3 problems: my.journal:1:1: "include other.journal": not supported
	// my.journal:2:1: out of range: no day 2026-2-30
	// my.journal:3:6: "1,00,.0 RUB" where a number should stand: syntax
}

// The accounts of the shop by the chart of order 94н of the Ministry of Finance
// of Russia (Приказ Минфина России от 31.10.2000 № 94н). Goods on commission
// (004) are off the balance sheet: they have one side.
func ExampleWriteRows() {
	codes := journal.Map{
		{Account: "assets:cash:bank", Code: "51", Name: "Расчётные счета"},
		{Account: "assets:cash", Code: "50", Name: "Касса"},
		{Account: "assets:tax", Code: "19", Name: "НДС по приобретённым ценностям"},
		{Account: ledger.Receivable, Code: "62", Name: "Расчёты с покупателями и заказчиками"},
		{Account: ledger.Payable, Code: "60", Name: "Расчёты с поставщиками и подрядчиками"},
		{Account: ledger.Makers, Code: "76", Name: "Расчёты с разными дебиторами и кредиторами"},
		{Account: "liabilities:deferred", Code: "98", Name: "Доходы будущих периодов"},
		{Account: ledger.Goods, Code: "004", Name: "Товары, принятые на комиссию"},
		{Account: "income", Code: "90", Name: "Продажи"},
		{Account: "income:other", Code: "91", Name: "Прочие доходы и расходы"},
		{Account: "expenses:rent", Code: "44", Name: "Расходы на продажу"},
	}
	if err := journal.WriteRows(os.Stdout, codes, march().Entries()); err != nil {
		fmt.Println(err)
	}
	// Output:
	// date,entry,document,debit,debit_party,credit,credit_party,amount,currency,text
	// 2026-03-01,00000000-0000-0000-0000-000000000001,,004,M-8,,,20000.00,RUB,vases taken on commission
	// 2026-03-14,00000000-0000-0000-0000-000000000002,,51,,76,M-8,6800.00,RUB,sale of a vase
	// 2026-03-14,00000000-0000-0000-0000-000000000002,,51,,90,,1200.00,RUB,sale of a vase
	// 2026-03-14,00000000-0000-0000-0000-000000000002,,,,004,M-8,8000.00,RUB,sale of a vase
	// 2026-03-31,00000000-0000-0000-0000-000000000003,,44,,60,landlord,50000.00,RUB,rent; of March
	// 2026-03-31,00000000-0000-0000-0000-000000000003,,19,,60,landlord,10000.00,RUB,rent; of March
	// 2026-04-09,00000000-0000-0000-0000-000000000004,,76,M-8,51,,6800.00,RUB,to the maker
}

// What is read back is summed by code.
func ExampleTotals() {
	const file = `date,entry,debit,credit,amount,currency
2026-03-14,00000000-0000-0000-0000-000000000001,51,76,6800.00,RUB
2026-04-09,00000000-0000-0000-0000-000000000003,76,51,6000.00,RUB
`
	pairs, err := journal.ReadRows(strings.NewReader(file), "march.csv")
	if err != nil {
		fmt.Println(err)
		return
	}
	totals, err := journal.Totals(pairs)
	for _, one := range totals {
		fmt.Println(one.Code, one.Debit, one.Credit, one.Balance(), err)
	}
	// Output:
	// 51 6800.00 RUB 6000.00 RUB 800.00 RUB <nil>
	// 76 6000.00 RUB 6800.00 RUB -800.00 RUB <nil>
}
