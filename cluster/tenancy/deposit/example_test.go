package deposit_test

import (
	"fmt"

	"github.com/creative-cluster/kvartal/cluster/tenancy/deposit"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/arrears"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Two months' rent are called, half at once and half a month later. In June the
// rent rises by a tenth, and the deposit with it.
func ExampleDeposit_Calls() {
	d := deposit.Deposit{Agreement: "L-7", Landlord: "quarter", Resident: "R-3", Terms: deposit.Terms{
		Clause: "deposit", Months: 2, TopUp: deposit.OnRise, Threshold: finance.MustRate("5%"), CallDays: 10,
		Instalments: []deposit.Instalment{{Due: civil.MustDate("2026-01-15"), Weight: 1}, {Due: civil.MustDate("2026-02-15"), Weight: 1}},
	}}
	rents := civil.Timeline[finance.Money]{
		{From: civil.MustDate("2026-01-15"), Value: finance.MustMoney("50000.00 RUB"), Source: "lease L-7"},
		{From: civil.MustDate("2026-06-01"), Value: finance.MustMoney("55000.00 RUB"), Source: "amendment 1"},
	}
	calls, err := d.Calls(rents, nil, civil.MustDate("2026-06-30"))
	for _, c := range calls {
		fmt.Println(c.Amount, "due", c.Due, "for", c.Source)
	}
	fmt.Println(calls[2].Text(accrual.English, d.Terms.Months), err)
	// Output:
	// 50000.00 RUB due 2026-01-15 for instalment 1
	// 50000.00 RUB due 2026-02-15 for instalment 2
	// 10000.00 RUB due 2026-06-11 for top-up 2026-06-01
	// 110000.00 RUB = 2 × 55000.00 RUB, less 100000.00 RUB agreed before <nil>
}

// A deposit in the books is a liability from the call to the return. What is
// applied lessens what the resident owes for rent, whose tax was posted with the
// rent: no income and no tax come on top.
func ExampleDeposit_Obligations() {
	d := studio()
	rents := civil.Timeline[finance.Money]{{From: civil.MustDate("2026-01-01"), Value: finance.MustMoney("50000.00 RUB"), Source: "lease L-7"}}
	chart := ledger.Chart{Rules: []ledger.Rule{
		{Clause: "deposit", Owed: ledger.Accounts{Control: ledger.Receivable, Net: ledger.Deposits}},
		{Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:rent", Tax: "liabilities:tax"}},
	}}
	january := civil.MustMonth("2026-01")
	calls, _ := d.Obligations(ledger.New("quarter"), rents, nil, arrears.Closing{
		At: january.Last(), In: january, Cutoff: civil.MustDate("2026-02-01"), Due: civil.MustDate("2026-02-10"),
	})
	rent := accrual.Obligation{
		Key:    accrual.Key{Agreement: "L-7", Clause: "base rent", Slot: january.Period()},
		Debtor: "R-3", Creditor: "quarter", Net: finance.MustMoney("50000.00 RUB"), Tax: finance.MustMoney("10000.00 RUB"),
		For: january, In: january, Cutoff: civil.MustDate("2026-02-01"), Due: civil.MustDate("2026-01-31"),
	}
	books, _ := ledger.New("quarter").Post(chart, append(calls, rent)...)
	books, _ = books.Pay(january, civil.MustDate("2026-02-01"), ledger.Payment{
		ID: "bank 1", From: "R-3", To: "quarter", On: civil.MustDate("2026-01-15"), Known: civil.MustDate("2026-01-15"),
		Amount: finance.MustMoney("100000.00 RUB"),
	})
	applied, _ := d.Entry(deposit.Movement{
		ID: "M-2", Kind: deposit.Applied, For: deposit.Arrears, On: civil.MustDate("2026-02-20"), Known: civil.MustDate("2026-02-20"),
		Amount: finance.MustMoney("60000.00 RUB"),
	}, civil.MustMonth("2026-02"), "")
	books, err := books.Enter(applied)
	for _, row := range books.TrialBalance(civil.MustDate("2026-02-28")).Rows {
		fmt.Println(row.Account, row.Balance)
	}
	fmt.Println(len(books.Open(ledger.Receivable, civil.MustDate("2026-02-28"))), "debts open", err)
	// Output:
	// assets:cash 100000.00 RUB
	// assets:receivable 0.00 RUB
	// income:rent -50000.00 RUB
	// liabilities:deposits -40000.00 RUB
	// liabilities:tax -10000.00 RUB
	// 0 debts open <nil>
}

// What is held on a day, as known on a day: the set-off of 20 February came to
// light in March.
func ExampleBalance() {
	movements := []deposit.Movement{
		{ID: "M-1", On: civil.MustDate("2026-01-15"), Known: civil.MustDate("2026-01-15"), Amount: finance.MustMoney("100000.00 RUB")},
		{ID: "M-2", Kind: deposit.Applied, For: deposit.Arrears, On: civil.MustDate("2026-02-20"), Known: civil.MustDate("2026-03-02"), Amount: finance.MustMoney("30000.00 RUB")},
	}
	february := civil.MustDate("2026-02-28")
	then, _ := deposit.Balance(movements, february, february)
	now, err := deposit.Balance(movements, february, civil.MustDate("2026-03-31"))
	fmt.Println(then.Held, now.Held, err)
	// Output: 100000.00 RUB 70000.00 RUB <nil>
}

// At the end rent comes first, then damage, then the penalty; a carpet that had
// two of its five years left counts two fifths of a new one, but its repair
// costs less.
func ExampleTerms_Settle() {
	carpet := deposit.Damage{Cost: finance.MustMoney("50000.00 RUB"), Life: 60, Age: 36, Repair: finance.MustMoney("18000.00 RUB")}
	damage, err := carpet.Deduction()
	if err != nil {
		fmt.Println(err)
		return
	}
	d := studio()
	d.HandedBack = civil.MustDate("2026-12-31")
	s, err := d.Terms.Settle(finance.MustMoney("100000.00 RUB"), false, []deposit.Claim{
		{For: deposit.Penalty, Amount: finance.MustMoney("900.00 RUB")},
		{For: deposit.Damages, Amount: damage, Text: "carpet"},
		{For: deposit.Arrears, Amount: finance.MustMoney("30000.00 RUB")},
	})
	fmt.Println(s.Text(accrual.English))
	fmt.Println("by", d.Deadline(), err)
	// Output:
	// held: 100000.00 RUB
	// arrears: 30000.00 RUB of 30000.00 RUB
	// damage: 18000.00 RUB of 18000.00 RUB
	// penalty: 900.00 RUB of 900.00 RUB
	// to return: 51100.00 RUB
	// by 2027-01-30 <nil>
}

// A year of interest on what was held, a fifth of which was returned in July.
func ExampleDeposit_Interest() {
	d := studio()
	d.Terms.Interest = deposit.Interest{Rates: civil.Timeline[finance.Rate]{
		{From: civil.MustDate("2025-01-01"), Value: finance.MustRate("3.65%"), Source: "lease L-7"},
	}}
	lines, total, err := d.Interest([]deposit.Movement{
		{ID: "M-1", On: civil.MustDate("2025-01-01"), Known: civil.MustDate("2025-01-01"), Amount: finance.MustMoney("100000.00 RUB")},
		{ID: "M-2", Kind: deposit.Returned, On: civil.MustDate("2025-07-01"), Known: civil.MustDate("2025-07-01"), Amount: finance.MustMoney("20000.00 RUB")},
	}, civil.MustDate("2026-01-01"))
	for _, n := range lines {
		fmt.Println(n.Text(accrual.English))
	}
	fmt.Println(total, err)
	// Output:
	// 2025-01-01 to 2025-06-30: 100000.00 RUB × 3.65% (lease L-7) × 181/365 days = 1810.00 RUB
	// 2025-07-01 to 2025-12-31: 80000.00 RUB × 3.65% (lease L-7) × 184/365 days = 1472.00 RUB
	// 3282.00 RUB <nil>
}

// A part of a deposit that is set off against rent of a month to come is an
// advance: its tax is taken out at the rate of the day, which the host knows.
func Example_tax() {
	vat := civil.Timeline[finance.Rate]{
		{From: civil.MustDate("2026-01-01"), Value: finance.MustRate("22%"), Source: "Federal law 425-FZ of 28 November 2025"},
	}
	rate, _ := vat.On(civil.MustDate("2026-12-01"))
	net, tax, err := finance.SplitTax(finance.MustMoney("61000.00 RUB"), rate, finance.HalfUp)
	fmt.Println(net, tax, err)
	// Output: 50000.00 RUB 11000.00 RUB <nil>
}
