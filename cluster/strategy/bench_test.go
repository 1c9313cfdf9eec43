package strategy_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/cluster/strategy"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// The race: 300 tenants over 72 months with base rent and 8 % of what they
// sell over 500,000 a month, which varies lognormally for all and for each.
const (
	raceTenants = 300
	raceMonths  = 72
	raceBase    = 70_000_00
	raceOver    = 500_000_00
	raceSales   = 600_000_00
)

func race(t testing.TB, futures int) strategy.Study {
	c := cluster.Cluster{
		Name: "Race (fictional)", Operator: operator,
		House: tenancy.House{Landlord: operator, Currency: finance.RUB, Buildings: []tenancy.Building{{ID: "A", Area: tenancy.MustArea("40000.00")}}},
		Shop:  brand.Shop{Party: operator, Region: "RU-SA", Currency: finance.RUB},
		Chart: ledger.Chart{Rules: []ledger.Rule{
			{Clause: "turnover rent", Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:turnover"}},
			{Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:rent"}},
		}},
	}
	s := strategy.Study{Last: month("2031-12"), Futures: futures, Seed: 7, Unknown: strategy.Uncertainty{Market: 0.1, Own: 0.3}}
	for i := range raceTenants {
		id := fmt.Sprint("L-", i)
		c.House.Spaces = append(c.House.Spaces, tenancy.Space{ID: id, Building: "A", Area: tenancy.MustArea("100.00")})
		c.House.Residents = append(c.House.Residents, tenancy.Resident{ID: accrual.Party(id)})
		c.House.Leases = append(c.House.Leases, tenancy.Lease{
			ID: id, Resident: accrual.Party(id), Spaces: tenancy.ForTerm(id), Term: civil.Period{From: day("2025-12-01")},
			Clauses: []accrual.Named{
				{Name: "base rent", Clause: tenancy.Amount{Monthly: finance.Minor(raceBase, finance.RUB)}},
				{Name: "turnover rent", Clause: tenancy.TurnoverRent{Share: finance.MustRate("8%"), Over: finance.Minor(raceOver, finance.RUB)}},
			},
		})
		s.Unknown.Demand = append(s.Unknown.Demand, strategy.Demand{Agreement: id, Meters: []accrual.Meter{tenancy.Sales}, Monthly: finance.Minor(raceSales, finance.RUB)})
	}
	closed, err := c.Close(cluster.Books{}, month("2025-12"), day("2026-01-01"), cluster.Facts{})
	require.NoError(t, err)
	s.Scenarios = []strategy.Scenario{{Name: "race", Cluster: c, Books: closed.Books.Accrual}}
	return s
}

// byHand is the same sum as a loop that knows its two clauses: the same draws
// and roundings, no terms, no derivation. It gives the sum of each future.
func byHand(seed uint64, futures int) ([]int64, error) {
	wide, err := strategy.LognormalByMean(1, 0.1)
	if err != nil {
		return nil, err
	}
	own, err := strategy.LognormalByMean(1, 0.3)
	if err != nil {
		return nil, err
	}
	names := make([]string, raceTenants)
	for i := range names {
		names[i] = fmt.Sprint("demand L-", i)
	}
	var stream strategy.Stream
	markets, sums := make([]float64, raceMonths), make([]int64, futures)
	for future := range sums {
		s := strategy.Streams{Seed: seed, Future: uint64(future)}
		s.Start(&stream, "market")
		for i := range markets {
			markets[i] = wide.Quantile(stream.Uniform())
		}
		for _, name := range names {
			s.Start(&stream, name)
			for _, market := range markets {
				sold := int64(math.RoundToEven(raceSales * (market * own.Quantile(stream.Uniform()))))
				sums[future] += raceBase + share8(max(0, sold-raceOver))
			}
		}
	}
	return sums, nil
}

// share8 is 8 %, half to even.
func share8(n int64) int64 {
	whole, rest := n*8/100, n*8%100
	if rest > 50 || rest == 50 && whole%2 == 1 {
		whole++
	}
	return whole
}

// Both roads come to the same kopeck in every future.
func TestTheLoopByHandAgrees(t *testing.T) {
	results, err := race(t, 12).Run(context.Background(), 2)
	require.NoError(t, err)
	sums, err := byHand(7, 12)
	require.NoError(t, err)
	for future, o := range results[0].Outcomes {
		require.Equal(t, finance.Minor(sums[future], finance.RUB), o.Sum, "future %d", future)
	}
}

// One worker beside the loop by hand: report the ratio, never the figures.
func BenchmarkRace(b *testing.B) {
	const futures = 100
	per := func(b *testing.B) {
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*futures*raceTenants*raceMonths), "ns/tenant-month")
	}
	b.Run("kvartal", func(b *testing.B) {
		s := race(b, futures)
		b.ReportAllocs()
		for b.Loop() {
			if _, err := s.Run(context.Background(), 1); err != nil {
				b.Fatal(err)
			}
		}
		per(b)
	})
	b.Run("by hand", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := byHand(7, futures); err != nil {
				b.Fatal(err)
			}
		}
		per(b)
	})
}
