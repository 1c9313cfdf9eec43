package main

import (
	"fmt"
	"strconv"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/cluster/strategy"
	"github.com/creative-cluster/kvartal/finance"
)

// scenarios runs two scenarios through the same futures and prints them side
// by side.
func (j *job) scenarios(books cluster.Books) error {
	if j.futures == 0 || !j.last.Before(horizon) {
		return nil
	}
	study, err := j.study(books)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(j.progress, "%d futures to %v\n", study.Futures, study.Last)
	results, err := study.Run(j.ctx, j.workers)
	if err != nil {
		return err
	}
	j.title("Two scenarios to %s: as today, and 30 %% more area with a loan", j.month(horizon))
	if err := j.assumptions(study); err != nil {
		return err
	}
	return j.compare(results)
}

// assumptions prints what nobody published or signed.
func (j *job) assumptions(s strategy.Study) error {
	e := s.Scenarios[1].Expand[0]
	cost, loan, own, err := e.Capital()
	if err != nil {
		return err
	}
	grant, err := cost.MulRate(e.Grant, finance.HalfEven)
	if err != nil {
		return err
	}
	j.say("Futures: %d, the same for both scenarios. Prices and rents stay those of today, costs and sales the average of the last twelve months.", s.Futures)
	j.say("ASSUMED: demand varies by %.0f %% a month for all together and by %.0f %% for each; %s of ending leases are renewed for a year, other spaces stand empty for %d months.",
		100*s.Unknown.Market, 100*s.Unknown.Own, j.rate(s.Unknown.Renewal), s.Unknown.Void)
	j.say("ASSUMED of the expansion: %s m² gross, of them %s can be let and %s of that is let, at %s per m²; upkeep %s per m² a month; open in %s.",
		j.number(e.Gross.String()), j.rate(e.Let), j.rate(e.Taken), j.whole(e.Price), j.whole(e.Upkeep), j.month(e.Opens))
	j.say("ASSUMED of its money: %s per m² to build, %s in all: a grant of %s, a loan of %s at %s for %d years, own money %s.",
		j.whole(e.Cost), j.whole(cost), j.whole(grant), j.whole(loan), j.rate(e.Rate), e.Years, j.whole(own))
	j.say("Of all futures 5 %% lie below the first figure, half below the second, 95 %% below the third.")
	return nil
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
		{phrase("let at the end, m²"), func(o strategy.Outcome) float64 { return float64(o.Let.Hundredths()) / 100 }},
		{phrase("income of the last year, millions"), money(func(o strategy.Outcome) finance.Money { return o.Income })},
		{phrase("costs of the last year, millions"), money(func(o strategy.Outcome) finance.Money { return o.Costs })},
		{phrase("payments on the loan in that year, millions"), money(func(o strategy.Outcome) finance.Money { return o.Debt })},
		{phrase("result of the last year, millions"), money(func(o strategy.Outcome) finance.Money { return o.Result })},
		{phrase("income covers of costs and loan, %"), func(o strategy.Outcome) float64 {
			return 100 * float64(o.Income.Minor()) / float64(max(1, o.Costs.Minor()+o.Debt.Minor()))
		}},
		{phrase("all years, less own money put in, millions"), money(func(o strategy.Outcome) finance.Money { return o.Sum })},
		{phrase("the lowest point on the way, millions"), money(func(o strategy.Outcome) finance.Money { return o.Lowest })},
		{phrase("left of the loan at the end, millions"), money(func(o strategy.Outcome) finance.Money { return o.Owed })},
	}
}

// The widths of the columns by which scenarios are compared.
const (
	figureWidth = 46
	pointWidth  = 11
)

// parts are the quantiles that are printed.
var parts = []float64{0.05, 0.5, 0.95}

// compare prints ten lines: some quantiles of nine figures, and a share.
func (j *job) compare(results []strategy.Result) error {
	names, points := pad("", figureWidth), pad("", figureWidth)
	for _, r := range results {
		names += padLeft(j.words(r.Scenario), len(parts)*pointWidth)
		for _, p := range parts {
			points += padLeft(strconv.FormatFloat(100*p, 'f', -1, 64)+j.words("%"), pointWidth)
		}
	}
	j.put("  " + names)
	j.put("  " + points)
	for _, f := range j.figures() {
		text := pad(j.words(f.name), figureWidth)
		for _, r := range results {
			quantiles, err := r.Quantiles(f.of, parts...)
			if err != nil {
				return err
			}
			for _, x := range quantiles {
				text += padLeft(j.number(strconv.FormatFloat(x, 'f', 1, 64)), pointWidth)
			}
		}
		j.put("  " + text)
	}
	return j.share(results)
}

// share prints how many futures leave money.
func (j *job) share(results []strategy.Result) error {
	text := pad(j.words("futures in which all years leave money"), figureWidth)
	for _, r := range results {
		part, err := r.Share(func(o strategy.Outcome) bool { return o.Sum.Sign() >= 0 })
		if err != nil {
			return err
		}
		text += padLeft(j.percent(part), len(parts)*pointWidth)
	}
	j.put("  " + text)
	return nil
}
