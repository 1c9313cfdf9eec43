package main

import (
	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/cluster/strategy"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// horizon is the last month of the strategy.
var horizon = civil.MustMonth("2030-12")

// study is the question: as today, or with 30 % more area. All parameters but
// the areas are assumptions, and are printed.
func (j *job) study(books cluster.Books) (strategy.Study, error) {
	costs, err := j.averageCosts(books)
	if err != nil {
		return strategy.Study{}, err
	}
	demand, err := j.averageSales()
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
			{Name: printout.Phrase("as today"), Cluster: c, Books: books.Accrual},
			{Name: printout.Phrase("expansion"), Cluster: c, Books: books.Accrual, Expand: []strategy.Expansion{{
				Name: "expansion", Gross: gross, Units: 36, Let: finance.MustRate("60%"), Built: j.last.Add(2), Opens: j.last.Add(20), Fills: 12,
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
func (j *job) averageCosts(books cluster.Books) ([]strategy.CostPath, error) {
	currency := j.set.Cluster.House.Currency
	months := min(12, j.last.Sub(books.Accrual.First())+1)
	at := books.Ledger.Balance("expenses", j.last.Last()).Of(currency)
	before := books.Ledger.Balance("expenses", j.last.Add(-months).Last()).Of(currency)
	year, err := at.Sub(before)
	if err != nil {
		return nil, err
	}
	monthly, err := year.MulDiv(1, int64(months), finance.HalfEven)
	return []strategy.CostPath{{Account: "expenses", Monthly: monthly}}, err
}

// averageSales are what each agreement sold in a month on average, over the
// twelve months to the last, or as many as there are.
func (j *job) averageSales() ([]strategy.Demand, error) {
	sold := sales{last: j.last, sums: map[string]finance.Money{}}
	for _, s := range j.set.Facts.Sales {
		if err := sold.add(s.Lease, s.On, s.Amount); err != nil {
			return nil, err
		}
	}
	leases := len(sold.order)
	for _, s := range j.set.Facts.Shop.Sales {
		if err := sold.add(s.Consignment, s.On, s.Amount); err != nil {
			return nil, err
		}
	}
	months := int64(min(12, j.last.Sub(j.first)+1))
	demand := make([]strategy.Demand, 0, len(sold.order))
	for i, agreement := range sold.order {
		monthly, err := sold.sums[agreement].MulDiv(1, months, finance.HalfEven)
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

// sales sums what agreements sold in the twelve months to the last, in the
// order in which they come.
type sales struct {
	last  civil.Month
	order []string
	sums  map[string]finance.Money
}

func (s *sales) add(agreement string, on civil.Date, amount finance.Money) error {
	if m := on.Month(); m.After(s.last) || s.last.Sub(m) >= 12 {
		return nil
	}
	if _, known := s.sums[agreement]; !known {
		s.order = append(s.order, agreement)
	}
	sum, err := s.sums[agreement].Add(amount)
	s.sums[agreement] = sum
	return err
}
