package servicecharge_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

func day(s string) civil.Date { return civil.MustDate(s) }

func rub(s string) finance.Money { return finance.MustMoney(s + " RUB") }

func minor(n int64) finance.Money { return finance.Minor(n, finance.RUB) }

func rate(s string) finance.Rate { return finance.MustRate(s) }

// period is half-open; ".." is no end.
func period(from, to string) civil.Period {
	p := civil.Period{From: day(from)}
	if to != ".." {
		p.To = day(to)
	}
	return p
}

var year = civil.YearOf(2026).Period()

func always[T any](v T) civil.Timeline[T] {
	return civil.Timeline[T]{{From: day("2020-01-01"), Value: v, Source: "a test"}}
}

// lease shares in the pool "house" by a key, from a day to another.
func lease(id string, key int64, held civil.Period) servicecharge.Participant {
	return servicecharge.Participant{
		Agreement: id, Held: []civil.Period{held}, Values: always(key),
		Terms: servicecharge.Share{Pool: "house"},
	}
}

func cost(id, category, amount string, variable bool) servicecharge.Cost {
	return servicecharge.Cost{
		ID: id, Pool: "house", Category: category, On: day("2026-06-30"), Known: day("2026-07-05"),
		Amount: rub(amount), Variable: variable,
	}
}

// house is a pool of 1,000.00 m² over 2026, of which costs are known before
// 10 February.
func house(costs []servicecharge.Cost, leases ...servicecharge.Participant) servicecharge.Reconciliation {
	return servicecharge.Reconciliation{
		ID:     "first",
		Pool:   servicecharge.Pool{ID: "house", Currency: finance.RUB, Sizes: always(servicecharge.Size{Lettable: 100_000, Common: 20_000})},
		Window: year, Known: day("2027-02-10"), Costs: costs, Participants: leases,
	}
}

func drawn(t testing.TB, r servicecharge.Reconciliation) servicecharge.Statement {
	t.Helper()
	s, err := r.Draw()
	require.NoError(t, err)
	requireSums(t, s)
	return s
}

// requireSums holds a statement to the minor unit: parts and landlord are what
// was spent, reasons are the landlord's total.
func requireSums(t testing.TB, s servicecharge.Statement) {
	t.Helper()
	sum := s.Landlord.Total.Minor()
	for _, x := range s.Parts {
		sum += x.Charge.Minor()
	}
	require.Equal(t, s.Spent.Minor(), sum)
	o := s.Landlord
	require.Equal(t, o.Total.Minor(), o.Void.Minor()+o.Excluded.Minor()+o.Base.Minor()+o.Capped.Minor()+o.GrossUp.Minor())
}

func charges(s servicecharge.Statement) []string {
	var texts []string
	for _, x := range s.Parts {
		texts = append(texts, x.Charge.String())
	}
	return texts
}
