package strategy_test

import (
	"context"
	"encoding/json"
	"fmt"
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
	"github.com/creative-cluster/kvartal/finance/revshare"
)

func rub(s string) finance.Money { return finance.MustMoney(s + " RUB") }
func day(s string) civil.Date    { return civil.MustDate(s) }
func month(s string) civil.Month { return civil.MustMonth(s) }

const operator accrual.Party = "quarter"

// quarter lets ten studios of 100 m² and sells one brand; all is fictional.
// The first lease ends in mid-2027, the others later, the last without end.
func quarter() cluster.Cluster {
	vat := accrual.Tax{Rates: civil.Timeline[finance.Rate]{{From: day("2026-01-01"), Value: finance.MustRate("5%"), Source: "test"}}, Rounding: finance.HalfUp}
	c := cluster.Cluster{
		Name: "Quarter (fictional)", Operator: operator,
		House: tenancy.House{Landlord: operator, Currency: finance.RUB, Tax: vat, Buildings: []tenancy.Building{{ID: "A", Area: tenancy.MustArea("1500.00")}}},
		Shop: brand.Shop{
			Party: operator, Region: "RU-SA", Currency: finance.RUB, Tax: vat,
			Brands: []brand.Brand{{ID: "B-1", Name: "Soap", Maker: "M-1", Region: "RU-AMU", Category: "care"}},
			Consignments: []brand.Consignment{{ID: "C-1", Brand: "B-1", Known: day("2026-01-01"), Term: civil.Period{From: day("2026-01-01")},
				Clauses: brand.ProceedsLess(revshare.Commission{Meter: brand.Gross, Rate: finance.MustRate("40%")})}},
		},
		Chart: ledger.Chart{Rules: []ledger.Rule{
			{Clause: brand.Proceeds, Owes: ledger.Accounts{Control: ledger.Makers, Net: "assets:takings"}},
			{Clause: brand.Fee, Owed: ledger.Accounts{Control: ledger.Makers, Net: "income:shop", Tax: "liabilities:tax"}},
			{Clause: "turnover rent", Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:turnover", Tax: "liabilities:tax"}},
			{Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:rent", Tax: "liabilities:tax"}},
		}},
	}
	for i := range 10 {
		id := fmt.Sprint(i)
		term := civil.Period{From: day("2026-01-01"), To: day("2027-06-16").AddMonths(6 * i)}
		if i == 9 {
			term.To = civil.Date{}
		}
		c.House.Spaces = append(c.House.Spaces, tenancy.Space{ID: "A-" + id, Building: "A", Area: tenancy.MustArea("100.00")})
		c.House.Residents = append(c.House.Residents, tenancy.Resident{ID: accrual.Party("R-" + id)})
		c.House.Leases = append(c.House.Leases, tenancy.Lease{
			ID: "L-" + id, Resident: accrual.Party("R-" + id), Spaces: tenancy.ForTerm("A-" + id), Term: term,
			Clauses: []accrual.Named{
				{Name: "base rent", Clause: tenancy.Amount{Monthly: rub("700.00"), Area: tenancy.MustArea("100.00")}},
				{Name: "turnover rent", Clause: tenancy.TurnoverRent{Share: finance.MustRate("8%"), Over: rub("500000.00")}},
			},
		})
	}
	return c
}

// closed is the quarter after 2026, in which nothing was sold.
func closed(t testing.TB, c cluster.Cluster) cluster.Books {
	t.Helper()
	var books cluster.Books
	for m := range month("2026-01").Through(month("2026-12")) {
		closed, err := c.Close(books, m, m.Next().First(), cluster.Facts{})
		require.NoError(t, err)
		books = closed.Books
	}
	return books
}

var wing = strategy.Expansion{
	Name: "north wing", Gross: tenancy.MustArea("450.00"), Units: 3, Let: finance.MustRate("60%"),
	Built: month("2027-01"), Opens: month("2028-01"), Fills: 12, Taken: finance.MustRate("100%"), Price: rub("700.00"),
	Cost: rub("60000.00"), Loan: finance.MustRate("80%"), Rate: finance.MustRate("18%"), Years: 10, Upkeep: rub("350.00"),
}

// study is as today beside a new wing.
func study(t testing.TB, futures int) strategy.Study {
	c := quarter()
	books := closed(t, c).Accrual
	s := strategy.Study{
		Last: month("2030-12"), Futures: futures, Seed: 2030,
		Unknown: strategy.Uncertainty{Market: 0.1, Own: 0.3, Renewal: finance.MustRate("80%"), Void: 3},
		Costs:   []strategy.CostPath{{Account: "expenses:all", Monthly: rub("600000.00")}},
		Scenarios: []strategy.Scenario{
			{Name: "as today", Cluster: c, Books: books},
			{Name: "north wing", Cluster: c, Books: books, Expand: []strategy.Expansion{wing}},
		},
	}
	for i := range 10 {
		s.Unknown.Demand = append(s.Unknown.Demand, strategy.Demand{Agreement: fmt.Sprintf("L-%d", i), Meters: []accrual.Meter{tenancy.Sales}, Monthly: rub("600000.00")})
	}
	s.Unknown.Demand = append(s.Unknown.Demand, strategy.Demand{Agreement: "C-1", Meters: []accrual.Meter{brand.Gross}, Monthly: rub("300000.00")})
	return s
}

// Nothing unknown: a study is the forecast, line by line.
func TestWithoutUncertaintyAStudyIsTheForecast(t *testing.T) {
	c := quarter()
	books := closed(t, c)
	s := strategy.Study{Last: month("2030-12"), Futures: 1, Scenarios: []strategy.Scenario{{Name: "signed", Cluster: c, Books: books.Accrual}}}
	path, err := s.Path(0, 0)
	require.NoError(t, err)
	results, err := s.Run(context.Background(), 1)
	require.NoError(t, err)
	forecast, err := c.Forecast(books, cluster.Facts{}, 48)
	require.NoError(t, err)
	require.Len(t, path, 48)
	for i, f := range forecast {
		require.Equal(t, f.Month, path[i].Month)
		require.Equal(t, f.Total.Amount, path[i].Income, f.Month)
		for _, line := range f.Lines {
			for k, account := range results[0].Accounts {
				if account == line.Account {
					require.Equal(t, line.Amount, path[i].Lines[k], "%v %v", f.Month, account)
				}
			}
		}
	}
	require.Equal(t, "1000.00", path[4].Let.String())
	require.Equal(t, "900.00", path[5].Let.String())    // the first lease ends on 16 June 2027
	require.Equal(t, rub("665000.00"), path[5].Income)  // nine and a half
	require.Equal(t, rub("210000.00"), path[46].Income) // of 2030-11
}

// The same bytes on any number of workers, and again.
func TestResultsDoNotDependOnWorkers(t *testing.T) {
	s := study(t, 20)
	var texts []string
	for _, workers := range []int{1, 2, 7, 1} {
		results, err := s.Run(context.Background(), workers)
		require.NoError(t, err)
		text, err := json.Marshal(results)
		require.NoError(t, err)
		texts = append(texts, string(text))
	}
	require.Equal(t, texts[0], texts[1])
	require.Equal(t, texts[0], texts[2])
	require.Equal(t, texts[0], texts[3])
	s.Seed++
	other, err := s.Run(context.Background(), 1)
	require.NoError(t, err)
	text, err := json.Marshal(other)
	require.NoError(t, err)
	require.NotEqual(t, texts[0], string(text))
}

// Both scenarios meet the same futures: until the wing opens they earn the same.
func TestScenariosMeetTheSameFutures(t *testing.T) {
	s := study(t, 3)
	for future := range 3 {
		today, err := s.Path(0, future)
		require.NoError(t, err)
		wing, err := s.Path(1, future)
		require.NoError(t, err)
		for i := range today {
			extra := finance.Zero(finance.RUB)
			if n := today[i].Month.Sub(month("2028-01")); n >= 0 {
				extra = finance.Minor(int64(1+min(n/6, 2))*63_000_00, finance.RUB) // 90 m² each, every six months
			}
			want, err := today[i].Income.Add(extra)
			require.NoError(t, err)
			require.Equal(t, want, wing[i].Income, today[i].Month)
		}
	}
}

// What a director expects of the futures: half of a loan that the rent of the
// wing cannot carry is lost money, and some leases always stand empty.
func TestWhatTheFuturesSay(t *testing.T) {
	s := study(t, 200)
	results, err := s.Run(context.Background(), 2)
	require.NoError(t, err)
	today, wing := results[0], results[1]
	for i := range today.Outcomes {
		require.Less(t, wing.Outcomes[i].Sum.Minor(), today.Outcomes[i].Sum.Minor(), "the wing earns less than its debt in every future")
		require.Positive(t, wing.Outcomes[i].Owed.Sign())
	}
	let, err := today.Quantiles(func(o strategy.Outcome) float64 { return float64(o.Let.Hundredths()) / 100 }, 0.05, 0.5, 0.95)
	require.NoError(t, err)
	require.LessOrEqual(t, let[2], 1000.0)
	require.Less(t, let[0], let[2])
	require.Greater(t, let[0], 600.0) // renewed with 80 %, let again after three months: about 95 % on average
	above, err := today.Share(func(o strategy.Outcome) bool { return o.Income.Minor() > o.Costs.Minor() })
	require.NoError(t, err)
	require.Greater(t, above.Cmp(finance.MustRate("90%")), 0)
}

// The payment of a loan of 1,000,000 at 12 % over a year is 88,848.79, as any
// annuity table has it: 0.0888487887 of the sum. The last payment closes it.
func TestAnnuity(t *testing.T) {
	plan, err := strategy.Annuity(rub("1000000.00"), finance.MustRate("12%"), 12)
	require.NoError(t, err)
	paid := finance.Zero(finance.RUB)
	for i, x := range plan {
		pay, err := x.Interest.Add(x.Principal)
		require.NoError(t, err)
		if i < 11 {
			require.Equal(t, rub("88848.79"), pay)
		}
		paid, err = paid.Add(x.Principal)
		require.NoError(t, err)
	}
	require.Equal(t, rub("1000000.00"), paid)
	require.True(t, plan[11].Left.IsZero())
	free, err := strategy.Annuity(rub("100.00"), finance.Rate{}, 3)
	require.NoError(t, err)
	require.Equal(t, []strategy.Instalment{{rub("0.00"), rub("33.34"), rub("66.66")}, {rub("0.00"), rub("33.34"), rub("33.32")}, {rub("0.00"), rub("33.32"), rub("0.00")}}, free)
	for _, bad := range []func() error{
		func() error { _, err := strategy.Annuity(rub("-1.00"), finance.Rate{}, 3); return err },
		func() error { _, err := strategy.Annuity(rub("1.00"), finance.MustRate("-1%"), 3); return err },
		func() error { _, err := strategy.Annuity(rub("1.00"), finance.Rate{}, 0); return err },
	} {
		require.ErrorIs(t, bad(), finance.ErrRange)
	}
}

func TestStudyValidates(t *testing.T) {
	s := study(t, 1)
	s.Futures, s.Unknown.Market, s.Unknown.Void, s.Unknown.Renewal = 0, -1, -1, finance.MustRate("2")
	s.Scenarios[1].Expand[0].Units, s.Scenarios[1].Expand[0].Loan, s.Scenarios[0].Name = 0, finance.MustRate("101%"), ""
	s.Costs[0].Account = ""
	err := s.Validate()
	for _, want := range []string{"futures: ", "unknown.market: ", "unknown.void: ", "unknown.renewal: ", "costs[0].account: ", "scenarios[0].name: ", "scenarios[1].expand[0].units: ", "scenarios[1].expand[0].loan: "} {
		require.ErrorContains(t, err, want)
	}
	_, runErr := s.Run(context.Background(), 1)
	require.EqualError(t, runErr, err.Error())
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = study(t, 5).Run(cancelled, 2)
	require.ErrorIs(t, err, context.Canceled)
}
