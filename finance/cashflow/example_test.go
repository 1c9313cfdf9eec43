package cashflow_test

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/cashflow"
	"github.com/creative-cluster/kvartal/finance/civil"
)

func roubles(amounts ...int64) []finance.Money {
	out := make([]finance.Money, len(amounts))
	for i, a := range amounts {
		out[i] = finance.Minor(a*100, finance.RUB)
	}
	return out
}

// A workshop costs 200,000 to fit out and brings in less each year.
func ExamplePeriodic_NPV() {
	plan := cashflow.Periodic{Amounts: roubles(-200_000, 60_000, 80_000, 70_000, 60_000, 50_000)}
	value, err := plan.NPV(0.12)
	fmt.Printf("%.2f %v\n", value, err)
	report, err := cashflow.Rounded(value, finance.RUB, finance.HalfEven)
	fmt.Println(report, err)
	// Output:
	// 33673.98 <nil>
	// 33673.98 RUB <nil>
}

// One outlay, then receipts: there is one rate of return, and Only gives it.
func ExamplePeriodic_IRR() {
	plan := cashflow.Periodic{Amounts: roubles(-150_000, 15_000, 25_000, 35_000, 45_000, 60_000)}
	roots, err := plan.IRR()
	if err != nil {
		fmt.Println(err)
		return
	}
	rate, err := roots.Only()
	fmt.Printf("%.4f %v\n", rate, err)
	// Output: 0.0524 <nil>
}

// Signs that change four times have four rates of return here, so there is no
// such thing as the rate of return.
func ExampleRoots_Only() {
	roots, err := cashflow.Periodic{Amounts: roubles(-252, 1431, -3035, 2850, -1000)}.IRR()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, root := range roots.All {
		fmt.Printf("%.4f ", root.Rate)
	}
	fmt.Println(roots.Outcome)
	_, err = roots.Only()
	fmt.Println(err)
	nearest, err := roots.Nearest(0.1)
	fmt.Printf("%.4f %v\n", nearest, err)
	// Output:
	// 0.2500 0.3333 0.4286 0.6667 many
	// 4 internal rates of return: conflict
	// 0.2500 <nil>
}

// A loan of 4,000 that pays 2,050.20 back after a year and a week.
func ExampleDated_XIRR() {
	roots, err := cashflow.Dated{Flows: []cashflow.Flow{
		{On: civil.MustDate("2014-02-27"), Amount: finance.MustMoney("-4000.00 USD")},
		{On: civil.MustDate("2015-03-06"), Amount: finance.MustMoney("2050.20 USD")},
	}}.XIRR()
	if err != nil {
		fmt.Println(err)
		return
	}
	rate, err := roots.Only()
	fmt.Printf("%.6f %v\n", rate, err)
	// Output: -0.480963 <nil>
}

// Flows on days that no period fits. The discount rate comes from terms.
func ExampleDated_XNPV() {
	rate := finance.MustRate("9%")
	value, err := cashflow.Dated{Flows: []cashflow.Flow{
		{On: civil.MustDate("2008-01-01"), Amount: finance.MustMoney("-10000.00 USD")},
		{On: civil.MustDate("2008-03-01"), Amount: finance.MustMoney("2750.00 USD")},
		{On: civil.MustDate("2008-10-30"), Amount: finance.MustMoney("4250.00 USD")},
		{On: civil.MustDate("2009-02-15"), Amount: finance.MustMoney("3250.00 USD")},
		{On: civil.MustDate("2009-04-01"), Amount: finance.MustMoney("2750.00 USD")},
	}}.XNPV(cashflow.Float(rate))
	fmt.Printf("%.4f %v\n", value, err)
	// Output: 2086.6476 <nil>
}

// What is received earns 12 %, what is paid was borrowed at 10 %.
func ExamplePeriodic_MIRR() {
	rate, err := cashflow.Periodic{Amounts: roubles(-120_000, 39_000, 30_000, 21_000, 37_000, 46_000)}.MIRR(0.10, 0.12)
	fmt.Printf("%.6f %v\n", rate, err)
	// Output: 0.126094 <nil>
}

// In the third year 60,000 of 70,000 are still missing.
func ExamplePeriodic_Payback() {
	plan := cashflow.Periodic{Amounts: roubles(-200_000, 60_000, 80_000, 70_000, 60_000, 50_000)}
	even, err := plan.Payback(cashflow.Linear)
	fmt.Printf("%.3f %v\n", even.After, err)
	atEnd, err := plan.Payback(cashflow.WholePeriods)
	fmt.Println(atEnd.After, err)
	discounted, err := plan.DiscountedPayback(0.12, cashflow.Linear)
	fmt.Printf("%.3f %v\n", discounted.After, err)
	// Output:
	// 2.857 <nil>
	// 3 <nil>
	// 3.861 <nil>
}

// Twenty per cent a year, added monthly, are 21.94 % a year.
func ExampleConvert() {
	effective, err := cashflow.Convert(0.20, cashflow.Monthly, cashflow.Yearly)
	fmt.Printf("%.6f %v\n", effective, err)
	nominal, err := cashflow.Convert(effective, cashflow.Yearly, cashflow.Monthly)
	fmt.Printf("%.6f %v\n", nominal, err)
	// Output:
	// 0.219391 <nil>
	// 0.200000 <nil>
}

// A fit-out of 50,000 repaid with the rent over five years at 8 % a year.
func ExampleAnnuity_Payment() {
	monthly, err := cashflow.Annuity{
		Present: finance.MustMoney("50000.00 USD"), Rate: finance.MustRate("8/1200"), Periods: 60,
	}.Payment()
	fmt.Println(monthly, err)
	// Output: 1013.82 USD <nil>
}

// 1,000 over four months at 12 %: the last payment takes the cents that
// rounding left.
func ExampleLoan_Instalments() {
	loan := cashflow.Loan{
		Principal: finance.MustMoney("1000.00 USD"), Rate: finance.MustRate("12%"),
		Term:     civil.Period{From: civil.MustDate("2026-01-31"), To: civil.MustDate("2026-05-31")},
		Payments: civil.Schedule{Months: 1},
	}
	rows, err := loan.Instalments(civil.Calendar{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range rows {
		fmt.Println(row.Due, row.Interest.Decimal(), row.Principal.Decimal(), row.Payment.Decimal(), row.Balance.Decimal())
	}
	fmt.Println(loan.ExplainEN(rows[1]))
	// Output:
	// 2026-02-28 10 246.28 256.28 753.72
	// 2026-03-31 7.54 248.74 256.28 504.98
	// 2026-04-30 5.05 251.23 256.28 253.75
	// 2026-05-31 2.54 253.75 256.29 0
	// interest 7.54 USD = 753.72 USD × 12% × 1/12 of a year, rounded half-even; principal 248.74 USD; paid 256.28 USD, still owed 504.98 USD
}

// A building that brings 114,375 a year net of costs, and a loan that asks
// 91,500 in its second year.
func ExampleDebtServiceCover() {
	loan := cashflow.Loan{
		Principal: finance.MustMoney("300000.00 USD"), Rate: finance.MustRate("10.5%"), Repayment: cashflow.EqualPrincipal,
		Term:     civil.Period{From: civil.MustDate("2026-01-01"), To: civil.MustDate("2031-01-01")},
		Payments: civil.Schedule{Months: 12},
	}
	rows, err := loan.Instalments(civil.Calendar{})
	if err != nil {
		fmt.Println(err)
		return
	}
	year := civil.Period{From: civil.MustDate("2027-01-01"), To: civil.MustDate("2028-01-01")}
	service, err := cashflow.DebtService(rows, year)
	fmt.Println(service, err)
	cover, err := cashflow.DebtServiceCover(finance.MustMoney("114375.00 USD"), service)
	fmt.Println(cover, err)
	// Output:
	// 91500.00 USD <nil>
	// 125% <nil>
}

// The first month is free, the other eleven cost 1,000: each month earns the
// same, and what is earned ahead of the cash is gone by the end.
func ExampleStraightLine_Months() {
	line := cashflow.StraightLine{Term: civil.Period{From: civil.MustDate("2026-01-01"), To: civil.MustDate("2027-01-01")}}
	for m := 1; m < 12; m++ {
		line.Payments = append(line.Payments, cashflow.Flow{On: line.Term.From.AddMonths(m), Amount: finance.MustMoney("1000.00 USD")})
	}
	rows, err := line.Months()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range []cashflow.Recognised{rows[0], rows[1], rows[11]} {
		fmt.Println(row.Month, row.Income, row.Cash, row.Accrued)
	}
	fmt.Println(line.ExplainEN(rows[1]))
	// Output:
	// 2026-01 916.67 USD 0.00 USD 916.67 USD
	// 2026-02 916.66 USD 1000.00 USD 833.33 USD
	// 2026-12 916.67 USD 1000.00 USD 0.00 USD
	// recognised 916.66 USD = 11000.00 USD × 1/6 of the term by month, rounded half-even, less 916.67 USD before; paid 1000.00 USD, accrued 833.33 USD
}

// One free month in twelve at 2,000, and the same at 1 % a month: what comes
// later is worth less, so the rent without its first month is worth less too.
func ExampleEffectiveRent_Per() {
	offer := cashflow.EffectiveRent{Payments: []finance.Money{{}}, Timing: cashflow.Advance}
	for range 11 {
		offer.Payments = append(offer.Payments, finance.MustMoney("2000.00 USD"))
	}
	fmt.Println(offer.Per(1))
	offer.Rate = finance.MustRate("1%")
	fmt.Println(offer.Per(1))
	// Output:
	// 1833.33 USD <nil>
	// 1824.06 USD <nil>
}
