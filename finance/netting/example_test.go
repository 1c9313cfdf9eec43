package netting_test

import (
	"fmt"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/netting"
)

func due(n byte, clause string, debtor, creditor accrual.Party, amount string) netting.Claim {
	return netting.Claim{
		ID: uuid.UUID{15: n}, Key: accrual.Key{Agreement: "L-3", Clause: clause}, Debtor: debtor, Creditor: creditor,
		Amount: finance.MustMoney(amount), Due: civil.MustDate("2026-04-10"),
	}
}

// A maker's rent against what its goods were sold for. The deposit stays out of
// it.
func ExampleSetOff() {
	terms := netting.Terms{Rules: []netting.Rule{
		{Clause: "deposit", Permit: netting.Excluded, Source: "lease, p. 5"},
		{Permit: netting.WhenDue, Source: "lease, p. 7.2"},
	}}
	act, _ := netting.SetOff(terms, "act 12", civil.MustDate("2026-04-30"), []netting.Claim{
		due(1, "rent", "maker", "quarter", "15000.00 RUB"), due(2, "deposit", "maker", "quarter", "30000.00 RUB"),
		due(3, "proceeds", "quarter", "maker", "6800.00 RUB"),
	})
	for _, e := range act.Extinguished {
		fmt.Println(e.Claim.Key.Clause, e.Amount, "left", e.Left)
	}
	for _, l := range act.LeftOut {
		fmt.Println(l.Claim.Key.Clause, l.Why, l.Source)
	}
	books, err := ledger.New("quarter").Enter(act.Entries("quarter")...)
	for e := range books.Entries() {
		fmt.Println(e.Text, e.Lines[0].Account, e.Lines[0].Amount, e.Lines[1].Account, e.Lines[1].Amount, err)
	}
	// Output:
	// rent 6800.00 RUB left 8200.00 RUB
	// proceeds 6800.00 RUB left 0.00 RUB
	// deposit excluded lease, p. 5
	// set-off: act 12 assets:receivable -6800.00 RUB liabilities:payable 6800.00 RUB <nil>
}

// Three partners owe each other in a ring: one payment is left.
func ExampleNet() {
	terms := netting.Terms{Rules: []netting.Rule{{Permit: netting.WhenDue, Source: "clearing agreement"}}}
	act, err := netting.Net(terms, "N-1", civil.MustDate("2026-04-30"), []netting.Claim{
		due(1, "fee", "A", "B", "100.00 RUB"), due(2, "fee", "B", "C", "100.00 RUB"), due(3, "fee", "C", "A", "70.00 RUB"),
	})
	for _, p := range act.Payments {
		fmt.Println(p.Debtor, "pays", p.Creditor, p.Amount, err)
	}
	// Output: A pays C 30.00 RUB <nil>
}

// Claims of two currencies meet at a rate with its source, as the parties agreed.
func ExampleConvert() {
	rates := ledger.Rates{{Of: finance.USD, In: finance.RUB, Rates: civil.Timeline[finance.Number]{
		{From: civil.MustDate("2026-04-30"), Value: finance.MustNumber("90.5"), Source: "central bank (fictional)"},
	}}}
	claims, err := netting.Convert(rates, finance.MustMoney("0.01 RUB"), civil.MustDate("2026-04-30"), finance.HalfUp,
		[]netting.Claim{due(1, "licence", "A", "B", "100.00 USD"), due(2, "fee", "B", "A", "500.00 RUB")})
	fmt.Println(claims[0].Was, err)
	fmt.Println(claims[1].Amount)
	// Output:
	// 100.00 USD = 9050.00 RUB at 90.5 of 2026-04-30, central bank (fictional) <nil>
	// 500.00 RUB
}
