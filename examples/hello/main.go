// Command hello is the program of the README.
package main

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

func main() {
	lease := tenancy.Lease{
		ID: "L-7", Resident: "R-3", Spaces: tenancy.ForTerm("B-12"),
		Term: civil.Period{From: civil.MustDate("2026-03-21"), To: civil.MustDate("2027-03-21")},
		Clauses: []accrual.Named{
			{Name: "base rent", Clause: tenancy.Amount{Monthly: finance.MustMoney("45000.00 RUB")}, Due: 10},
			{Name: "turnover rent", Clause: tenancy.TurnoverRent{Share: finance.MustRate("8%"), Over: finance.MustMoney("150000.00 RUB")}, Due: 15},
		},
	}
	studio, _ := lease.Agreement("quarter", finance.RUB, accrual.Tax{}) // errors name every problem
	march := civil.MustDate("2026-03-28")
	sale, _ := tenancy.Sale{ID: "S-1", Lease: "L-7", On: march, Known: march, Amount: finance.MustMoney("212500.00 RUB")}.Fact(finance.RUB)
	facts := slices.Values([]accrual.Fact{sale})
	cutoff := civil.MustDate("2026-04-01")
	closed, _ := accrual.Close(accrual.Books{}, []accrual.Agreement{studio}, march.Month(), cutoff, facts)
	for _, o := range closed.Obligations {
		why, _ := accrual.Explain(studio, o.Key, cutoff, facts)
		fmt.Printf("%s owes %s %v for %s by %v: %v\n", o.Debtor, o.Creditor, o.Net, o.Clause, o.Due, why)
	}
}
