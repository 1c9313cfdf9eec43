package settlement_test

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/settlement"
)

// A maker (fictional) is paid by the month, a fortnight after the amounts count.
// In February a return of January becomes known: it lessens what is paid then.
func Example() {
	books := ledger.New("shop")
	late := owes("2026-01", "proceeds", "-1000.00 RUB", "2026-03-10")
	late.In, late.Cutoff = civil.MustMonth("2026-02"), civil.MustDate("2026-03-01")
	books, err := books.Post(chart,
		owes("2026-01", "proceeds", "10000.00 RUB", "2026-02-10"), owes("2026-01", "fee", "3000.00 RUB", "2026-02-10"),
		owes("2026-02", "proceeds", "6000.00 RUB", "2026-03-10"), owes("2026-02", "fee", "1800.00 RUB", "2026-03-10"), late,
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	terms := settlement.Terms{Party: "M-1", Account: ledger.Makers, Hold: 14, Minimum: finance.MustMoney("500.00 RUB")}
	for _, m := range []string{"2026-01", "2026-02"} {
		statement, err := settlement.Draw(books, "M-1", civil.MustMonth(m).Period(), nil, terms)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(statement)
	}
	// Output:
	// Statement of M-1 with shop, 2026-01-01 – 2026-01-31
	//
	// RUB
	//   opening                                              0.00
	//   2026-01-31  proceeds, 2026-01                    10000.00
	//   2026-01-31  fee, 2026-01                         -3000.00
	//   closing                                           7000.00
	//   held, it may be returned until 2026-02-14         7000.00
	//
	// Statement of M-1 with shop, 2026-02-01 – 2026-02-28
	//
	// RUB
	//   opening                                           7000.00
	//   2026-02-28  proceeds, 2026-02                     6000.00
	//   2026-02-28  fee, 2026-02                         -1800.00
	//   2026-02-28  proceeds, adjusts 2026-01            -1000.00
	//   closing                                          10200.00
	//   to be paid on 2026-03-01                          4200.00
	//   held, it may be returned until 2026-03-14         6000.00
}

// On the tenth of March the two months are due. A host pays what is proposed and
// enters the payment; the same proposal cannot come up again.
func ExamplePropose() {
	books, err := ledger.New("shop").Post(chart,
		owes("2026-01", "proceeds", "10000.00 RUB", "2026-02-10"), owes("2026-01", "fee", "3000.00 RUB", "2026-02-10"),
		owes("2026-02", "proceeds", "6000.00 RUB", "2026-03-10"), owes("2026-02", "fee", "1800.00 RUB", "2026-03-10"),
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	terms := settlement.Terms{Party: "M-1", Account: ledger.Makers}
	on := civil.MustDate("2026-03-10")
	proposals, err := settlement.Propose(books, on, nil, terms)
	if err != nil {
		fmt.Println(err)
		return
	}
	payment, err := proposals[0].Payment("PO-17", "shop")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(payment.To, "is paid", payment.Amount)
	books, err = books.Pay(on.Month(), civil.MustDate("2026-04-01"), payment)
	if err != nil {
		fmt.Println(err)
		return
	}
	proposals, err = settlement.Propose(books, on, nil, terms)
	fmt.Println(len(proposals), err)
	// Output:
	// M-1 is paid 11200.00 RUB
	// 0 <nil>
}

// In Russian, with names and derivations of the host.
func ExampleStatement_WriteText() {
	books, err := ledger.New("shop").Post(chart, owes("2026-01", "proceeds", "10000.00 RUB", "2026-02-10"), owes("2026-01", "fee", "3000.00 RUB", "2026-02-10"))
	if err != nil {
		fmt.Println(err)
		return
	}
	statement, err := settlement.Draw(books, "M-1", civil.MustMonth("2026-01").Period(), nil, settlement.Terms{Party: "M-1", Account: ledger.Makers})
	if err != nil {
		fmt.Println(err)
		return
	}
	names := map[accrual.Party]string{"shop": "«Лавка» (вымышленная)", "M-1": "мастерская (вымышленная)"}
	titles := map[string]string{"proceeds": "продажи", "fee": "вознаграждение"}
	var text stringWriter
	_, err = statement.WriteText(&text, settlement.Words{
		Language: accrual.Russian,
		Name:     func(p accrual.Party) string { return names[p] },
		Of:       func(n settlement.Line) string { return titles[n.Key.Clause] },
		Why: func(n settlement.Line) string {
			if n.Key.Clause == "fee" {
				return "10 000,00 ₽ × 30 %"
			}
			return ""
		},
	})
	fmt.Print(text.s, err, "\n")
	// Output:
	// Расчёты: мастерская (вымышленная) — «Лавка» (вымышленная), 01.01.2026 – 31.01.2026
	//
	// RUB
	//   на начало                                         0,00 ₽
	//   31.01.2026  продажи                          10 000,00 ₽
	//   31.01.2026  вознаграждение                   -3 000,00 ₽
	//                 10 000,00 ₽ × 30 %
	//   на конец                                      7 000,00 ₽
	//   удержано, срок не наступил до 10.02.2026      7 000,00 ₽
	// <nil>
}

type stringWriter struct{ s string }

func (w *stringWriter) Write(p []byte) (int, error) { w.s += string(p); return len(p), nil }
