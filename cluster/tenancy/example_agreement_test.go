package tenancy_test

import (
	"fmt"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/cluster/tenancy/index"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// What would a lower rent from 2027 on cost, indexed as before? The house binds the
// index on either side: the next March moves the new rent too, by 5 %. The lease as
// it stands is not touched.
func ExampleHouse_Agreement() {
	house := indexedRent(prices(2024, "100", "104", "109.2"), index.Indexation{})
	lease := house.Leases[0]
	lower := lease.Clauses[0].Clause.(tenancy.Amount)
	lower.Monthly = finance.MustMoney("45000.00 RUB")
	amended, err := lease.Apply(tenancy.Event{
		Action: tenancy.Amend, On: civil.MustDate("2027-01-01"), Known: civil.MustDate("2026-12-10"),
		Set: []accrual.Named{{Name: "rent", Clause: lower}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	before, _ := house.Agreement(lease)
	after, _ := house.Agreement(amended)
	rows, err := accrual.Compare(before, after, civil.MustMonth("2026-12"), civil.MustMonth("2027-03"), nil)
	for _, row := range rows {
		fmt.Println(row.For, row.Clause, row.Old, row.New)
	}
	fmt.Println(err)
	// Output:
	// 2026-12 rent 52000.00 RUB 52000.00 RUB
	// 2027-01 rent 52000.00 RUB 45000.00 RUB
	// 2027-02 rent 52000.00 RUB 45000.00 RUB
	// 2027-03 rent 54600.00 RUB 47250.00 RUB
	// <nil>
}

// A lease as a file has it: its clauses are told apart by their kind.
func ExampleKinds() {
	var lease tenancy.Lease
	err := terms.Decode([]byte(`{
		"id": "L-7", "resident": "R-3", "spaces": [{"space": "B-12"}], "term": "2026-01-01/2027-01-01",
		"clauses": [
			{"name": "rent", "kind": "amount", "monthly": "1000.00 RUB", "area": "45.50", "advance": true, "due": 9},
			{"name": "shelf", "kind": "amount", "monthly": "800.00 RUB", "count": "2.5", "unit": "m of shelf"},
			{"name": "rent of sales", "kind": "turnover-rent", "share": "8.35%", "above": ["rent"], "due": 10}
		]
	}`), &lease, tenancy.Kinds())
	if err != nil {
		fmt.Println(err) // every problem, each with its path and line
		return
	}
	house := studio(lease.Clauses...)
	tell(house, "2026-03", "2026-03", takings("2026-03", "900000.00", ""))
	// Output:
	// 2026-03 rent 45500.00 RUB: 1000.00 RUB × 45.5 m²
	// 2026-03 shelf 2000.00 RUB: 800.00 RUB × 2.5 m of shelf
	// 2026-03 rent of sales 29650.00 RUB: 900000.00 RUB × 8.35%; 75150.00 RUB less charged by "rent" 45500.00 RUB
}
