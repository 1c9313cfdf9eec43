package main

import (
	"fmt"
	"strconv"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/cluster/strategy"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// horizon is the last month of the strategy.
var horizon = civil.MustMonth("2030-12")

// scenarios runs two scenarios through the same futures and prints them side
// by side. All parameters but the areas and the key rate are assumptions, and
// are printed.
func (j *job) scenarios(books cluster.Books, last civil.Month) error {
	if j.futures == 0 || !last.Before(horizon) {
		return nil
	}
	study, err := j.study(books, last)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(j.progress, "%d futures to %v\n", study.Futures, study.Last)
	results, err := study.Run(j.ctx, j.workers)
	if err != nil {
		return err
	}
	j.title("To %s: as today, and 30 %% more area with a loan", j.month(horizon))
	j.assumptions(study)
	return j.compare(study, results)
}

func (j *job) study(books cluster.Books, last civil.Month) (strategy.Study, error) {
	costs, err := j.averageCosts(books, last)
	if err != nil {
		return strategy.Study{}, err
	}
	demand, err := j.averageSales(last)
	if err != nil {
		return strategy.Study{}, err
	}
	gross, err := j.moreArea()
	if err != nil {
		return strategy.Study{}, err
	}
	c := j.set.Cluster
	return strategy.Study{
		Last: horizon, Futures: j.futures, Seed: 2030, Costs: costs,
		Unknown: strategy.Uncertainty{Demand: demand, Market: 0.10, Own: 0.25, Renewal: finance.MustRate("85%"), Void: 3},
		Scenarios: []strategy.Scenario{
			{Name: "as today", Cluster: c, Books: books.Accrual},
			{Name: "expansion", Cluster: c, Books: books.Accrual, Expand: []strategy.Expansion{{
				Name: "expansion", Gross: gross, Units: 36, Let: finance.MustRate("60%"), Built: last.Add(2), Opens: last.Add(20), Fills: 12,
				Taken: finance.MustRate("85%"), Price: j.money("700.00"), Cost: j.money("60000.00"),
				Grant: finance.MustRate("50%"), Loan: finance.MustRate("40%"), Rate: finance.MustRate("18.5%"), Years: 10, Upkeep: j.money("350.00"),
			}}},
		},
	}, nil
}

func (j *job) money(amount string) finance.Money {
	return finance.MustMoney(amount + " " + j.set.Cluster.House.Currency.Code())
}

// moreArea is 30 % of the gross area of the buildings.
func (j *job) moreArea() (tenancy.Area, error) {
	var sum tenancy.Area
	for _, b := range j.set.Cluster.House.Buildings {
		var err error
		if sum, err = sum.Add(b.Area); err != nil {
			return sum, err
		}
	}
	return tenancy.NewArea(sum.Hundredths() * 3 / 10)
}

// averageCosts are the costs of the last twelve months, spread evenly and kept
// in the prices of today.
func (j *job) averageCosts(books cluster.Books, last civil.Month) ([]strategy.CostPath, error) {
	currency := j.set.Cluster.House.Currency
	months := min(12, last.Sub(books.Accrual.First())+1)
	at := books.Ledger.Balance("expenses", last.Last()).Of(currency)
	before := books.Ledger.Balance("expenses", last.Add(-months).Last()).Of(currency)
	year, err := at.Sub(before)
	if err != nil {
		return nil, err
	}
	monthly, err := year.MulDiv(1, int64(months), finance.HalfEven)
	return []strategy.CostPath{{Account: "expenses", Monthly: monthly}}, err
}

// averageSales are what each agreement sold in a month on average, over the
// twelve months to the last.
func (j *job) averageSales(last civil.Month) ([]strategy.Demand, error) {
	sold := map[string]finance.Money{}
	var order []string
	add := func(agreement string, on civil.Date, amount finance.Money) error {
		if m := on.Month(); m.After(last) || last.Sub(m) >= 12 {
			return nil
		}
		if _, known := sold[agreement]; !known {
			order = append(order, agreement)
		}
		sum, err := sold[agreement].Add(amount)
		sold[agreement] = sum
		return err
	}
	for _, s := range j.set.Facts.Sales {
		if err := add(s.Lease, s.On, s.Amount); err != nil {
			return nil, err
		}
	}
	leases := len(order)
	for _, s := range j.set.Facts.Shop.Sales {
		if err := add(s.Consignment, s.On, s.Amount); err != nil {
			return nil, err
		}
	}
	demand := make([]strategy.Demand, 0, len(order))
	for i, agreement := range order {
		monthly, err := sold[agreement].MulDiv(1, 12, finance.HalfEven)
		if err != nil {
			return nil, err
		}
		meters := []accrual.Meter{tenancy.Sales}
		if i >= leases {
			meters = []accrual.Meter{brand.Gross}
		}
		demand = append(demand, strategy.Demand{Agreement: agreement, Meters: meters, Monthly: monthly})
	}
	return demand, nil
}

func (j *job) assumptions(s strategy.Study) {
	e := s.Scenarios[1].Expand[0]
	cost, loan, own, err := e.Capital()
	if err != nil {
		j.say("%v", err)
		return
	}
	j.say("%d futures, the same for both; prices and rents of today.", s.Futures)
	j.say("Assumed: demand varies by %.0f %% a month for all and %.0f %% for each; %s of ending leases are renewed for a year, the rest stand empty %d months.",
		100*s.Unknown.Market, 100*s.Unknown.Own, s.Unknown.Renewal, s.Unknown.Void)
	j.say("Expansion: %s m² gross, open %s, %s per m² to build: %s, of it a grant of %s, a loan of %s at %s for %d years, own money %s.",
		j.number(e.Gross.String()), j.month(e.Opens), j.whole(e.Cost), j.whole(cost), e.Grant, j.whole(loan), e.Rate, e.Years, j.whole(own))
}

// figure is one of the lines by which scenarios are compared.
type figure struct {
	name string
	of   func(strategy.Outcome) float64
}

func (j *job) figures() []figure {
	unit := float64(pow10(j.set.Cluster.House.Currency.Digits()))
	money := func(of func(strategy.Outcome) finance.Money) func(strategy.Outcome) float64 {
		return func(o strategy.Outcome) float64 { return float64(of(o).Minor()) / unit / 1e6 }
	}
	return []figure{
		{"let at the end, m²", func(o strategy.Outcome) float64 { return float64(o.Let.Hundredths()) / 100 }},
		{"income of the last year, M", money(func(o strategy.Outcome) finance.Money { return o.Income })},
		{"costs of the last year, M", money(func(o strategy.Outcome) finance.Money { return o.Costs })},
		{"debt service of the last year, M", money(func(o strategy.Outcome) finance.Money { return o.Debt })},
		{"result of the last year, M", money(func(o strategy.Outcome) finance.Money { return o.Result })},
		{"income covers of costs and debt, %", func(o strategy.Outcome) float64 {
			return 100 * float64(o.Income.Minor()) / float64(max(1, o.Costs.Minor()+o.Debt.Minor()))
		}},
		{"all years with own capital, M", money(func(o strategy.Outcome) finance.Money { return o.Sum })},
		{"lowest point on the way, M", money(func(o strategy.Outcome) finance.Money { return o.Lowest })},
		{"left of the loan, M", money(func(o strategy.Outcome) finance.Money { return o.Owed })},
	}
}

// compare prints ten lines: the 5, 50 and 95 % points of each figure.
func (j *job) compare(s strategy.Study, results []strategy.Result) error {
	head := pad("", 40)
	for _, r := range results {
		head += " " + padLeft(j.words(r.Scenario), 28)
	}
	j.line("  %s", head)
	j.line("  %s %s %s", pad("", 40), padLeft("5 %      50 %      95 %", 28), padLeft("5 %      50 %      95 %", 28))
	for _, f := range j.figures() {
		text := pad(j.words(f.name), 40)
		for _, r := range results {
			points, err := r.Quantiles(f.of, 0.05, 0.5, 0.95)
			if err != nil {
				return err
			}
			cell := ""
			for _, x := range points {
				cell += padLeft(j.number(strconv.FormatFloat(x, 'f', 1, 64)), 9)
			}
			text += " " + padLeft(cell, 28)
		}
		j.line("  %s", text)
	}
	text := pad(j.words("futures in which all years leave money"), 40)
	for _, r := range results {
		part, err := r.Share(func(o strategy.Outcome) bool { return o.Sum.Sign() >= 0 })
		if err != nil {
			return err
		}
		text += " " + padLeft(j.percent(part), 28)
	}
	j.line("  %s", text)
	return nil
}
