package arrears_test

import (
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/arrears"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// A rent of 100,000 was due on 10 January. 40,000 come on the 20th, the rest on
// the 30th: at 0.1 % a day, each day of payment on the balance before it.
func ExampleTerms_Interest() {
	terms := arrears.Terms{Clause: "late interest", Rate: finance.MustRate("0.1%"), Per: arrears.ByDay}
	i, err := terms.Interest(arrears.Debt{
		Amount: finance.MustMoney("100000.00 RUB"), Due: civil.MustDate("2025-01-10"),
		Paid: []arrears.Part{
			{On: civil.MustDate("2025-01-20"), Amount: finance.MustMoney("40000.00 RUB")},
			{On: civil.MustDate("2025-01-30"), Amount: finance.MustMoney("60000.00 RUB")},
		},
	}, civil.MustDate("2025-01-31"))
	fmt.Println(i)
	fmt.Println(i.Days, "days late", err)
	// Output:
	// late interest to 2025-01-31: 1600.00 RUB
	// 2025-01-11 to 2025-01-20: 100000.00 RUB × 0.1% × 10 days = 1000.00 RUB
	// 2025-01-21 to 2025-01-30: 60000.00 RUB × 0.1% × 10 days = 600.00 RUB
	// the day of a payment counts on the balance before it
	// rounded half-even once, at the end
	// 20 days late <nil>
}

// Interest under art. 395 of the Civil Code: the key rate of each day, by the
// days of each year.
func ExampleTerms_Interest_keyRate() {
	terms := arrears.Terms{
		Clause: "interest", Days: civil.ByActActISDA, Rounding: finance.HalfUp,
		Key: civil.Timeline[finance.Rate]{
			{From: civil.MustDate("2024-10-28"), Value: finance.MustRate("21%"), Source: "Bank of Russia, 25 October 2024"},
		},
	}
	i, err := terms.Interest(arrears.Debt{Amount: finance.MustMoney("1000000.00 RUB"), Due: civil.MustDate("2024-11-30")}, civil.MustDate("2025-01-31"))
	for _, n := range i.Lines {
		fmt.Println(n.Balance, "×", n.Rate, "×", n.Days, "/", n.Year, "=", n.Amount)
	}
	fmt.Println(i.Total, err)
	// Output:
	// 1000000.00 RUB × 21% × 31 / 366 = 17786.89 RUB
	// 1000000.00 RUB × 21% × 31 / 365 = 17835.61 RUB
	// 35622.50 RUB <nil>
}

// A penalty that grows with the days overdue: nothing for a month, then 1/300 of
// the key rate a day, from day 91 on 1/130.
func ExampleTerms_Interest_steps() {
	terms := arrears.Terms{
		Clause: "penalty", Per: arrears.ByDay,
		Key: civil.Timeline[finance.Rate]{{From: civil.MustDate("2025-01-01"), Value: finance.MustRate("9.5%"), Source: "fixed for housing debts"}},
		Steps: []arrears.Step{
			{From: 1}, {From: 31, Share: finance.MustRate("1/300")}, {From: 91, Share: finance.MustRate("1/130")},
		},
	}
	debt := arrears.Debt{Amount: finance.MustMoney("10000.00 RUB"), Due: civil.MustDate("2025-01-10")}
	for _, days := range []int{30, 31, 90, 91} {
		i, err := terms.Interest(debt, debt.Due.AddDays(days))
		fmt.Println(days, i.Total, err)
	}
	// Output:
	// 30 0.00 RUB <nil>
	// 31 3.17 RUB <nil>
	// 90 190.00 RUB <nil>
	// 91 197.31 RUB <nil>
}

// The months of a host: interest is claimed for March, and in April only what is
// new. A payment of 10 April that is found in May takes its part back.
func ExampleTerms_Claims() {
	terms := arrears.Terms{Clause: "late interest", Rate: finance.MustRate("0.1%"), Per: arrears.ByDay}
	books, err := ledger.New("quarter").Post(chart, rent("2026-03", "2026-03-10", "10000.00"))
	for _, m := range []string{"2026-03", "2026-04", "2026-05"} {
		in := civil.MustMonth(m)
		closing := arrears.Closing{At: in.Last(), In: in, Cutoff: in.Next().First(), Due: in.Next().First().AddDays(9)}
		if m == "2026-05" {
			books, _ = books.Pay(in, closing.Cutoff, ledger.Payment{
				ID: "bank 17", From: "R-3", To: "quarter", Amount: finance.MustMoney("10000.00 RUB"),
				On: civil.MustDate("2026-04-10"), Known: civil.MustDate("2026-05-20"),
			})
		}
		debts, _ := arrears.Debts(books, ledger.Receivable, closing.At)
		claims, _ := terms.Claims(books, debts, closing)
		for _, c := range claims {
			fmt.Println(m, c.Debtor, "owes", c.Net, "due", c.Due)
		}
		books, err = books.Post(chart, claims...)
	}
	fmt.Println(books.Balance("income:interest", civil.MustDate("2026-05-31")), err)
	// Output:
	// 2026-03 R-3 owes 210.00 RUB due 2026-04-10
	// 2026-04 R-3 owes 300.00 RUB due 2026-05-10
	// 2026-05 R-3 owes -200.00 RUB due 2026-06-10
	// [-310.00 RUB] <nil>
}

// The derivation for a Russian reader: ten days of grace, and at most a tenth of
// the debt.
func ExampleInterest_Text() {
	terms := arrears.Terms{
		Clause: "пеня", Rate: finance.MustRate("0.5%"), Per: arrears.ByDay, Cap: finance.MustRate("10%"), Grace: 10, GraceMode: arrears.PaidWithin,
	}
	debt := arrears.Debt{Amount: finance.MustMoney("50000.00 RUB"), Due: civil.MustDate("2026-03-10")}
	i, err := terms.Interest(debt, civil.MustDate("2026-03-31"))
	fmt.Println(strings.ReplaceAll(i.Text(accrual.Russian), "\u00a0", " "), err)
	// Output:
	// пеня по 31.03.2026: 5 000,00 ₽
	// с 11.03.2026 по 31.03.2026: 50 000,00 ₽ × 0,5% × 21 дн. = 5 000,00 ₽
	// без пени, если всё уплачено за 10 дн., иначе с первого дня
	// не более 10%: на 250,00 ₽ меньше
	// день платежа считается по остатку до него
	// округление до ближайшего, половина к чётному один раз, в конце <nil>
}
