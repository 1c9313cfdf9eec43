package strategy_test

import (
	"context"
	"fmt"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/cluster/strategy"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// One studio at 30,000 a month, and a wing of two units of 90 m² at 700 that
// opens with the year, paid for by own money and a free loan over ten years.
// Is it worth it by the end of 2028? Nothing is left to chance here, so one
// future tells all.
func ExampleStudy_Run() {
	quarter := cluster.Cluster{
		Name: "Quarter (fictional)", Operator: "quarter",
		House: tenancy.House{
			Landlord: "quarter", Currency: finance.RUB,
			Buildings: []tenancy.Building{{ID: "A", Area: tenancy.MustArea("100.00")}},
			Spaces:    []tenancy.Space{{ID: "A-1", Building: "A", Area: tenancy.MustArea("100.00")}},
			Residents: []tenancy.Resident{{ID: "R-1"}},
			Leases: []tenancy.Lease{{
				ID: "L-1", Resident: "R-1", Spaces: tenancy.ForTerm("A-1"), Term: civil.Period{From: civil.MustDate("2026-12-01")},
				Clauses: []accrual.Named{{Name: "base rent", Clause: tenancy.Amount{Monthly: finance.MustMoney("30000.00 RUB")}}},
			}},
		},
		Shop:  brand.Shop{Party: "quarter", Region: "RU-SA", Currency: finance.RUB},
		Chart: ledger.Chart{Rules: []ledger.Rule{{Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:rent"}}}},
	}
	closed, err := quarter.Close(cluster.Books{}, civil.MustMonth("2026-12"), civil.MustDate("2027-01-01"), cluster.Facts{})
	if err != nil {
		fmt.Println(err)
		return
	}
	wing := strategy.Expansion{
		Name: "wing", Gross: tenancy.MustArea("200.00"), Units: 2, Let: finance.MustRate("90%"), Taken: finance.MustRate("100%"),
		Built: civil.MustMonth("2027-01"), Opens: civil.MustMonth("2028-01"),
		Price: finance.MustMoney("700.00 RUB"), Upkeep: finance.MustMoney("100.00 RUB"),
		Cost: finance.MustMoney("15000.00 RUB"), Loan: finance.MustRate("80%"), Years: 10,
	}
	study := strategy.Study{
		Last: civil.MustMonth("2028-12"), Futures: 1,
		Scenarios: []strategy.Scenario{
			{Name: "as today", Cluster: quarter, Books: closed.Books.Accrual},
			{Name: "with the wing", Cluster: quarter, Books: closed.Books.Accrual, Expand: []strategy.Expansion{wing}},
		},
	}
	results, err := study.Run(context.Background(), 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range results {
		o := r.Outcomes[0]
		fmt.Printf("%s: %v m² let, income %v, costs %v, debt %v a year; all in all %v, left of the loan %v\n",
			r.Scenario, o.Let, o.Income, o.Costs, o.Debt, o.Sum, o.Owed)
	}
	// Output:
	// as today: 100.00 m² let, income 360000.00 RUB, costs 0.00 RUB, debt 0.00 RUB a year; all in all 720000.00 RUB, left of the loan 0.00 RUB
	// with the wing: 280.00 m² let, income 1872000.00 RUB, costs 240000.00 RUB, debt 240000.00 RUB a year; all in all 912000.00 RUB, left of the loan 1920000.00 RUB
}
