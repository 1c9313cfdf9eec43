package strategy_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/strategy"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// What is wrong with a study, one thing at a time and each at its place.
func TestStudyRefuses(t *testing.T) {
	c := studio("")
	valid := alone(t, c, strategy.Uncertainty{
		Demand: []strategy.Demand{{Agreement: "L-1", Meters: []accrual.Meter{tenancy.Sales}, Monthly: rub("1.00")}},
	})
	valid.Costs = []strategy.CostPath{{Account: "expenses", Monthly: rub("1.00")}}
	require.NoError(t, valid.Validate())
	for _, c := range []struct {
		want   string
		change func(*strategy.Study)
	}{
		{"futures: 0, 1 to 100000: out of range", func(s *strategy.Study) { s.Futures = 0 }},
		{"futures: 100001, 1 to 100000: out of range", func(s *strategy.Study) { s.Futures = strategy.MaxFutures + 1 }},
		{"scenarios: missing", func(s *strategy.Study) { s.Scenarios, s.Unknown.Demand = nil, nil }},
		{"scenarios[0].name: missing", func(s *strategy.Study) { s.Scenarios[0].Name = "" }},
		{"scenarios[1].name: duplicate", func(s *strategy.Study) { s.Scenarios = append(s.Scenarios, s.Scenarios[0]) }},
		{"scenarios[0].cluster.name: missing", func(s *strategy.Study) { s.Scenarios[0].Cluster.Name = "" }},
		{"scenarios[0].books: missing", func(s *strategy.Study) { s.Scenarios[0].Books = accrual.Books{} }},
		{"scenarios[0].books: missing", func(s *strategy.Study) { s.Last = month("2027-01").Add(-100_000) }},
		{"scenarios[0].books: 2027-01 is after 2026-12: out of order", func(s *strategy.Study) { s.Last = month("2026-12") }},
		{"scenarios[0].books: 481 months, at most 480: over the limit", func(s *strategy.Study) { s.Last = month("2067-01") }},
		{"scenarios[0].expand[1].name: duplicate", func(s *strategy.Study) { s.Scenarios[0].Expand = []strategy.Expansion{wing, wing} }},
		{"unknown.market: -0.1, 0 to 10: out of range", func(s *strategy.Study) { s.Unknown.Market = -0.1 }},
		{"unknown.own: NaN, 0 to 10: out of range", func(s *strategy.Study) { s.Unknown.Own = math.NaN() }},
		{"unknown.own: 10.5, 0 to 10: out of range", func(s *strategy.Study) { s.Unknown.Own = 10.5 }},
		{"unknown.renewal: 100.1%, 0 to 100%: out of range", func(s *strategy.Study) { s.Unknown.Renewal = finance.MustRate("100.1%") }},
		{"unknown.void: 481, 0 to 480: out of range", func(s *strategy.Study) { s.Unknown.Void = 481 }},
		{"unknown.demand[0].agreement: missing", func(s *strategy.Study) { s.Unknown.Demand[0].Agreement = "" }},
		{`unknown.demand[0].agreement: "L-2": unknown`, func(s *strategy.Study) { s.Unknown.Demand[0].Agreement = "L-2" }},
		{"unknown.demand[1].agreement: duplicate", func(s *strategy.Study) { s.Unknown.Demand = append(s.Unknown.Demand, s.Unknown.Demand[0]) }},
		{"unknown.demand[0].meters: missing", func(s *strategy.Study) { s.Unknown.Demand[0].Meters = nil }},
		{"unknown.demand[0].meters[1]: duplicate", func(s *strategy.Study) { s.Unknown.Demand[0].Meters = []accrual.Meter{"a", "a"} }},
		{"unknown.demand[0].meters[0]: missing", func(s *strategy.Study) { s.Unknown.Demand[0].Meters = []accrual.Meter{""} }},
		{"unknown.demand[0].monthly: negative", func(s *strategy.Study) { s.Unknown.Demand[0].Monthly = rub("-0.01") }},
		{"unknown.demand[0].monthly: currency", func(s *strategy.Study) { s.Unknown.Demand[0].Monthly = finance.MustMoney("1.00 USD") }},
		{`costs[0].account: "liabilities:x" is no expense: out of range`, func(s *strategy.Study) { s.Costs[0].Account = "liabilities:x" }},
		{"costs[0].account: missing", func(s *strategy.Study) { s.Costs[0].Account = "" }},
		{"costs[0].monthly: negative", func(s *strategy.Study) { s.Costs[0].Monthly = rub("-0.01") }},
		{"costs[0].monthly: currency", func(s *strategy.Study) { s.Costs[0].Monthly = finance.MustMoney("1.00 USD") }},
		{"costs[0].growth: 101%, -100% to 100%: out of range", func(s *strategy.Study) { s.Costs[0].Growth = finance.MustRate("101%") }},
		{"costs[0].growth: -101%, -100% to 100%: out of range", func(s *strategy.Study) { s.Costs[0].Growth = finance.MustRate("-101%") }},
	} {
		s := valid
		s.Scenarios = append([]strategy.Scenario(nil), valid.Scenarios...)
		s.Unknown.Demand = append([]strategy.Demand(nil), valid.Unknown.Demand...)
		s.Costs = append([]strategy.CostPath(nil), valid.Costs...)
		c.change(&s)
		err := s.Validate()
		require.EqualError(t, err, c.want)
		_, runErr := s.Run(context.Background(), 1)
		require.Equal(t, err, runErr)
		_, pathErr := s.Path(0, 0)
		require.Equal(t, err, pathErr)
	}
	s := valid // what is just allowed
	s.Futures, s.Last = strategy.MaxFutures, month("2066-12")
	s.Unknown.Market, s.Unknown.Own, s.Unknown.Void, s.Unknown.Renewal = 10, 0, strategy.MaxMonths, finance.MustRate("100%")
	s.Costs[0].Growth = finance.MustRate("-100%")
	require.NoError(t, s.Validate())
	s.Costs[0].Growth = finance.MustRate("100%")
	require.NoError(t, s.Validate())
}

// Scenarios in two currencies have no difference.
func TestScenariosInTwoCurrencies(t *testing.T) {
	s := alone(t, studio(""), strategy.Uncertainty{})
	other := studio("")
	other.House.Currency, other.Shop.Currency = finance.USD, finance.USD
	other.House.Leases = nil
	s.Scenarios = append(s.Scenarios, strategy.Scenario{Name: "abroad", Cluster: other, Books: s.Scenarios[0].Books})
	require.EqualError(t, s.Validate(), "scenarios[1]: currency")
}

// The problems of one study come in one order.
func TestProblemsComeInOneOrder(t *testing.T) {
	s := alone(t, studio(""), strategy.Uncertainty{Market: -1, Own: -1, Renewal: finance.MustRate("2"), Void: -1})
	s.Scenarios[0].Expand = []strategy.Expansion{{}}
	want := s.Validate().Error()
	for range 20 {
		require.EqualError(t, s.Validate(), want)
	}
}

func TestWorkers(t *testing.T) {
	s := study(t, 3)
	for _, workers := range []int{-1, 0, 257} {
		_, err := s.Run(context.Background(), workers)
		require.EqualError(t, err, fmt.Sprintf("workers: %d, 1 to 256: out of range", workers))
	}
	results, err := s.Run(context.Background(), 256)
	require.NoError(t, err)
	require.Len(t, results[0].Outcomes, 3)
}

// The error is that of the first future that fails, on any number of workers.
func TestTheFirstFailureIsTold(t *testing.T) {
	s := alone(t, studio(""), strategy.Uncertainty{
		Market: 0.3, Demand: []strategy.Demand{{Agreement: "L-1", Meters: []accrual.Meter{tenancy.Sales}, Monthly: finance.Minor(1<<52, finance.RUB)}},
	})
	s.Futures = 200
	want := ""
	for future := range s.Futures {
		if _, err := s.Path(0, future); err != nil {
			require.ErrorIs(t, err, finance.ErrOverflow)
			want = fmt.Sprintf("scenario %q: future %d: %v", "alone", future, err)
			break
		}
	}
	require.NotEmpty(t, want)
	for _, workers := range []int{1, 2, 7} {
		_, err := s.Run(context.Background(), workers)
		require.EqualError(t, err, want)
	}
}

func TestPathRefuses(t *testing.T) {
	s := alone(t, studio(""), strategy.Uncertainty{})
	for _, c := range []struct {
		scenario, future int
		want             string
	}{
		{-1, 0, "scenario: -1, 0 to 0: out of range"}, {1, 0, "scenario: 1, 0 to 0: out of range"},
		{0, -1, "future: -1, 0 to 0: out of range"}, {0, 1, "future: 1, 0 to 0: out of range"},
	} {
		path, err := s.Path(c.scenario, c.future)
		require.EqualError(t, err, c.want)
		require.Nil(t, path)
	}
}

// Five futures: the sums 1 to 5. Type 7 interpolates between the order
// statistics: 10 % of four steps is 0.4 of the first.
func TestQuantilesAndShares(t *testing.T) {
	var r strategy.Result
	for _, n := range []int64{4, 1, 5, 2, 3} {
		r.Outcomes = append(r.Outcomes, strategy.Outcome{Sum: finance.Minor(n, finance.RUB)})
	}
	sum := func(o strategy.Outcome) float64 { return float64(o.Sum.Minor()) }
	points, err := r.Quantiles(sum, 0, 0.1, 0.25, 0.5, 1)
	require.NoError(t, err)
	require.Equal(t, []float64{1, 1.4, 2, 3, 5}, points)
	share, err := r.Share(func(o strategy.Outcome) bool { return o.Sum.Minor() > 3 })
	require.NoError(t, err)
	require.Equal(t, "40%", share.String())
	_, err = r.Quantiles(sum, 1.5)
	require.ErrorIs(t, err, finance.ErrRange)
	_, err = r.Quantiles(func(strategy.Outcome) float64 { return math.NaN() }, 0.5)
	require.ErrorIs(t, err, finance.ErrRange)
	_, err = strategy.Result{}.Quantiles(sum, 0.5)
	require.Error(t, err)
	_, err = strategy.Result{}.Share(func(strategy.Outcome) bool { return true })
	require.ErrorIs(t, err, finance.ErrRange)
}

// A chart without income: a result without accounts, and no income.
func TestAChartWithoutIncome(t *testing.T) {
	c := studio("")
	for i := range c.Chart.Rules {
		c.Chart.Rules[i].Owed.Net, c.Chart.Rules[i].Owes = "liabilities:deposits", c.Chart.Rules[1].Owes
	}
	c.Chart.Rules = c.Chart.Rules[len(c.Chart.Rules)-1:]
	results, err := alone(t, c, strategy.Uncertainty{}).Run(context.Background(), 1)
	require.NoError(t, err)
	require.Empty(t, results[0].Accounts)
	require.Empty(t, results[0].Outcomes[0].Lines)
	require.Equal(t, rub("0.00"), results[0].Outcomes[0].Income)
	require.Equal(t, "100.00", results[0].Outcomes[0].Let.String())
}

// One more future allocates the lines of its outcome, in each scenario, and
// nothing else: over 200 futures, what runs beside the test does not show.
func TestAFutureAllocatesItsOutcome(t *testing.T) {
	if raced {
		t.Skip("the race detector allocates too")
	}
	s := study(t, 1)
	allocs := func(futures int) float64 {
		s.Futures = futures
		return testing.AllocsPerRun(3, func() {
			if _, err := s.Run(context.Background(), 1); err != nil {
				t.Fatal(err)
			}
		})
	}
	require.InDelta(t, 2*200, allocs(202)-allocs(2), 10)
}

// What does not fit is told, wherever it comes about: in a month's costs, in
// the capital or the debt of expansions, in a sum over months.
func TestWhatDoesNotFitIsTold(t *testing.T) {
	most := strategy.CostPath{Account: "expenses", Monthly: finance.Minor(math.MaxInt64, finance.RUB)}
	dear, debt := wing, wing
	dear.Cost = finance.Minor(math.MaxInt64, finance.RUB)
	debt.Cost, debt.Gross, debt.Years, debt.Rate = finance.Minor(math.MaxInt64/2, finance.RUB), tenancy.MustArea("1.50"), 1, finance.Rate{}
	other := debt
	other.Name = "south wing"
	for name, change := range map[string]func(*strategy.Study){
		"costs":   func(s *strategy.Study) { s.Costs = []strategy.CostPath{most, most} },
		"capital": func(s *strategy.Study) { s.Scenarios[0].Expand = []strategy.Expansion{dear} },
		"debt":    func(s *strategy.Study) { s.Scenarios[0].Expand = []strategy.Expansion{debt, other} },
		"sum":     func(s *strategy.Study) { s.Costs = []strategy.CostPath{most} },
	} {
		s := alone(t, studio(""), strategy.Uncertainty{})
		change(&s)
		results, err := s.Run(context.Background(), 2)
		require.ErrorIs(t, err, finance.ErrOverflow, name)
		require.Nil(t, results)
	}
	s := alone(t, studio(""), strategy.Uncertainty{})
	s.Costs = []strategy.CostPath{most}
	_, err := s.Run(context.Background(), 1)
	require.ErrorContains(t, err, `scenario "alone": future 0: 2027-02: `) // the second month
}
