package tenancy_test

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// What the examples of clauses share: a house with one lease, what it charges
// and why, and sales.

// studio is a house with one lease of 2026, by its clauses, and no tax.
func studio(clauses ...accrual.Named) tenancy.House {
	return tenancy.House{
		Landlord: "operator", Currency: finance.RUB,
		Spaces:    []tenancy.Space{{ID: "B-12", Area: tenancy.MustArea("45.50"), Use: tenancy.Studio}, {ID: "B-13", Area: tenancy.MustArea("20"), Use: tenancy.Studio}},
		Residents: []tenancy.Resident{{ID: "R-3", Name: "Ceramics workshop (fictional)"}},
		Leases: []tenancy.Lease{{
			ID: "L-7", Resident: "R-3", Spaces: tenancy.ForTerm("B-12"), Term: civil.YearOf(2026).Period(), Clauses: clauses,
		}},
	}
}

// tell prints what the first lease of a house charges in some months, and why:
// "month clause amount: derivation".
func tell(house tenancy.House, first, last string, facts ...accrual.Fact) {
	agreement, err := house.Agreement(house.Leases[0])
	if err != nil {
		fmt.Println(err)
		return
	}
	months := [...]civil.Month{civil.MustMonth(first), civil.MustMonth(last)}
	charged, err := agreement.DryRun(months[0], months[1], slices.Values(facts))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, o := range charged {
		why, err := accrual.Explain(agreement, o.Key, o.Cutoff, slices.Values(facts))
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%v %s %v: %v\n", o.For, o.Clause, o.Net, why)
	}
}

// takings is a sale of the lease, on the last day of a month.
func takings(month, amount, category string) accrual.Fact {
	m := civil.MustMonth(month)
	sale := tenancy.Sale{
		ID: month + " " + category, Lease: "L-7", On: m.Last(), Known: m.Last(), Amount: finance.MustMoney(amount + " RUB"), Category: category,
	}
	fact, err := sale.Fact(finance.RUB)
	if err != nil {
		panic(err)
	}
	return fact
}
