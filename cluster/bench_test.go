package cluster_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// A month of 10,000 leases, each with base and turnover rent and one sale,
// after a month of as many: closing it, reporting on it, forecasting a year.
func BenchmarkTenThousandLeases(b *testing.B) {
	const n = 10_000
	c := quarter()
	c.House.Buildings[0].Area = tenancy.MustArea("200000.00")
	c.House.Spaces, c.House.Residents, c.House.Leases = nil, nil, nil
	var facts cluster.Facts
	for i := range n {
		id := fmt.Sprint("L-", i)
		c.House.Spaces = append(c.House.Spaces, tenancy.Space{ID: id, Building: "A", Area: tenancy.MustArea("10.00")})
		c.House.Residents = append(c.House.Residents, tenancy.Resident{ID: accrual.Party(id)})
		c.House.Leases = append(c.House.Leases, tenancy.Lease{
			ID: id, Resident: accrual.Party(id), Spaces: tenancy.ForTerm(id), Term: period("2026-03-01", "2027-03-01"),
			Clauses: []accrual.Named{
				{Name: "base rent", Clause: tenancy.Amount{Monthly: rub("45000.00")}},
				{Name: "turnover rent", Clause: tenancy.TurnoverRent{Share: finance.MustRate("8%"), Over: rub("150000.00")}},
			},
		})
		for _, on := range []string{"2026-03-15", "2026-04-15"} {
			facts.Sales = append(facts.Sales, tenancy.Sale{ID: id + on, Lease: id, On: day(on), Known: day(on), Amount: rub("200000.00")})
		}
	}
	march, err := c.Close(cluster.Books{}, month("2026-03"), day("2026-04-01"), facts)
	require.NoError(b, err)
	require.Len(b, march.Obligations, 2*n)
	april, err := c.Close(march.Books, month("2026-04"), day("2026-05-01"), facts)
	require.NoError(b, err)
	for name, run := range map[string]func() error{
		"close":    func() error { _, err := c.Close(march.Books, month("2026-04"), day("2026-05-01"), facts); return err },
		"report":   func() error { _, err := c.Report(april.Books, month("2026-04"), facts); return err },
		"forecast": func() error { _, err := c.Forecast(april.Books, facts, 12); return err },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := run(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
