package cluster_test

import (
	"fmt"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// studios is a house with one studio, taken on 21 March for the rest of the
// year.
func studios() cluster.Cluster {
	return cluster.Cluster{
		Name: "Studios (fictional)", Operator: "studios",
		House: tenancy.House{
			Landlord: "studios", Currency: finance.RUB,
			Buildings: []tenancy.Building{{ID: "A", Area: tenancy.MustArea("80.00")}},
			Spaces:    []tenancy.Space{{ID: "A-1", Building: "A", Area: tenancy.MustArea("60.00")}},
			Residents: []tenancy.Resident{{ID: "R-3", Name: "Ceramics workshop"}},
			Leases: []tenancy.Lease{{
				ID: "L-7", Resident: "R-3", Spaces: tenancy.ForTerm("A-1"),
				Term: civil.Period{From: civil.MustDate("2026-03-21"), To: civil.MustDate("2027-01-01")},
				Clauses: []accrual.Named{
					{Name: "base rent", Clause: tenancy.Amount{Monthly: finance.MustMoney("45000.00 RUB")}},
					{Name: "turnover rent", Clause: tenancy.TurnoverRent{Share: finance.MustRate("8%"), Over: finance.MustMoney("150000.00 RUB")}},
				},
			}},
		},
		Shop:   brand.Shop{Party: "studios", Region: "RU-SA", Currency: finance.RUB},
		Chart:  ledger.Chart{Rules: []ledger.Rule{{Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:rent"}}}},
		Budget: []cluster.BudgetLine{{Month: civil.MustMonth("2026-03"), Account: "income:rent", Amount: finance.MustMoney("20000.00 RUB")}},
	}
}

// sold is what the studio sold in March, and what heating cost.
func sold() cluster.Facts {
	return cluster.Facts{
		Sales: []tenancy.Sale{{ID: "S-1", Lease: "L-7", On: civil.MustDate("2026-03-28"), Known: civil.MustDate("2026-03-28"), Amount: finance.MustMoney("212500.00 RUB")}},
		Costs: []cluster.Cost{{
			ID: "K-1", Line: "expenses:heating", Supplier: "heat", Period: civil.MustMonth("2026-03").Period(),
			On: civil.MustDate("2026-03-31"), Known: civil.MustDate("2026-03-31"), Net: finance.MustMoney("10000.00 RUB"),
		}},
	}
}

// March is closed on 1 April: what is owed, and why. Closed again, it posts
// nothing.
func ExampleCluster_Close() {
	quarter, march, cutoff := studios(), civil.MustMonth("2026-03"), civil.MustDate("2026-04-01")
	closed, err := quarter.Close(cluster.Books{}, march, cutoff, sold())
	if err != nil {
		fmt.Println(err)
		return
	}
	explainer, err := quarter.Explainer(cutoff, sold())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, o := range closed.Obligations {
		why, err := explainer.Explain(o.Key)
		fmt.Println(quarter.PartyName(o.Debtor), "owes", o.Net, "because", why, err)
	}
	again, err := quarter.Close(closed.Books, march, cutoff, sold())
	fmt.Println(len(again.Obligations), "more", err)
	// Output:
	// Ceramics workshop owes 15967.74 RUB because 45000.00 RUB × 11/31 days <nil>
	// Ceramics workshop owes 5000.00 RUB because 212500.00 RUB over 150000.00 RUB; 62500.00 RUB × 8% <nil>
	// 0 more <nil>
}

// How was March? As data, in the order in which a director asks.
func ExampleCluster_Report() {
	quarter := studios()
	closed, err := quarter.Close(cluster.Books{}, civil.MustMonth("2026-03"), civil.MustDate("2026-04-01"), sold())
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := quarter.Report(closed.Books, civil.MustMonth("2026-03"), sold())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, x := range r.Income {
		fmt.Println(x.Now.Account, x.Now.Amount, "of", x.Now.Plan, "planned")
	}
	fmt.Println("costs", r.Spent.Now.Amount, "result", r.Result.Now.Amount)
	fmt.Println("open", r.Ageing.Total(finance.RUB).Total, "with", quarter.PartyName(r.Ageing.Rows[0].Party))
	// Output:
	// income:rent 20967.74 RUB of 20000.00 RUB planned
	// costs 10000.00 RUB result 10967.74 RUB
	// open 20967.74 RUB with Ceramics workshop
}

// What do the signed terms bring to the end of the year, if nothing is sold?
func ExampleCluster_Forecast() {
	quarter := studios()
	closed, err := quarter.Close(cluster.Books{}, civil.MustMonth("2026-03"), civil.MustDate("2026-04-01"), sold())
	if err != nil {
		fmt.Println(err)
		return
	}
	months, err := quarter.Forecast(closed.Books, sold(), 10)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range months[7:] {
		fmt.Println(f.Month, f.Total.Amount)
	}
	// Output:
	// 2026-11 45000.00 RUB
	// 2026-12 45000.00 RUB
	// 2027-01 0.00 RUB
}
