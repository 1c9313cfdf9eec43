package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/cluster/strategy"
	"github.com/creative-cluster/kvartal/examples/printout"
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
	j.Title("Two scenarios to %s: as today, and 30 %% more area with a loan", j.month(horizon))
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
	j.Say("Futures: %d, the same for both scenarios. Prices and rents stay those of today, costs and sales the average of the last twelve months.", s.Futures)
	j.Say("ASSUMED: demand varies by %.0f %% a month for all together and by %.0f %% for each; %s of ending leases are renewed for a year, other spaces stand empty for %d months.",
		100*s.Unknown.Market, 100*s.Unknown.Own, j.Rate(s.Unknown.Renewal), s.Unknown.Void)
	j.Say("ASSUMED of the expansion: %s m² gross, of them %s can be let and %s of that is let, at %s per m²; upkeep %s per m² a month; open in %s.",
		j.Number(e.Gross.String()), j.Rate(e.Let), j.Rate(e.Taken), j.rounded(e.Price), j.rounded(e.Upkeep), j.month(e.Opens))
	j.Say("ASSUMED of its money: %s per m² to build, %s in all: a grant of %s, a loan of %s at %s for %d years, own money %s.",
		j.rounded(e.Cost), j.rounded(cost), j.rounded(grant), j.rounded(loan), j.Rate(e.Rate), e.Years, j.rounded(own))
	j.Say("Of all futures 5 %% lie below the first figure, half below the second, 95 %% below the third.")
	return nil
}

// figure is one of the lines by which scenarios are compared.
type figure struct {
	name string
	of   func(strategy.Outcome) float64
}

func (j *job) figures() []figure {
	unit := math.Pow10(j.set.Cluster.House.Currency.Digits())
	money := func(of func(strategy.Outcome) finance.Money) func(strategy.Outcome) float64 {
		return func(o strategy.Outcome) float64 { return float64(of(o).Minor()) / unit / 1e6 }
	}
	return []figure{
		{printout.Phrase("let at the end, m²"), func(o strategy.Outcome) float64 { return float64(o.Let.Hundredths()) / 100 }},
		{printout.Phrase("income of the last year, millions"), money(func(o strategy.Outcome) finance.Money { return o.Income })},
		{printout.Phrase("costs of the last year, millions"), money(func(o strategy.Outcome) finance.Money { return o.Costs })},
		{printout.Phrase("payments on the loan in that year, millions"), money(func(o strategy.Outcome) finance.Money { return o.Debt })},
		{printout.Phrase("result of the last year, millions"), money(func(o strategy.Outcome) finance.Money { return o.Result })},
		{printout.Phrase("income covers of costs and loan, %"), func(o strategy.Outcome) float64 {
			return 100 * float64(o.Income.Minor()) / float64(max(1, o.Costs.Minor()+o.Debt.Minor()))
		}},
		{printout.Phrase("all years, less own money put in, millions"), money(func(o strategy.Outcome) finance.Money { return o.Sum })},
		{printout.Phrase("the lowest point on the way, millions"), money(func(o strategy.Outcome) finance.Money { return o.Lowest })},
		{printout.Phrase("left of the loan at the end, millions"), money(func(o strategy.Outcome) finance.Money { return o.Owed })},
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
	names := strings.Repeat(" ", figureWidth)
	points := names
	for _, r := range results {
		names += fmt.Sprintf("%*s", len(parts)*pointWidth, j.Words(r.Scenario))
		for _, p := range parts {
			points += fmt.Sprintf("%*s", pointWidth, strconv.FormatFloat(100*p, 'f', -1, 64)+j.Words("%"))
		}
	}
	j.Put("  " + names)
	j.Put("  " + points)
	for _, f := range j.figures() {
		text := fmt.Sprintf("%-*s", figureWidth, j.Words(f.name))
		for _, r := range results {
			quantiles, err := r.Quantiles(f.of, parts...)
			if err != nil {
				return err
			}
			for _, x := range quantiles {
				text += fmt.Sprintf("%*s", pointWidth, j.Number(strconv.FormatFloat(x, 'f', 1, 64)))
			}
		}
		j.Put("  " + text)
	}
	return j.share(results)
}

// share prints how many futures leave money.
func (j *job) share(results []strategy.Result) error {
	text := fmt.Sprintf("%-*s", figureWidth, j.Words("futures in which all years leave money"))
	for _, r := range results {
		part, err := r.Share(func(o strategy.Outcome) bool { return o.Sum.Sign() >= 0 })
		if err != nil {
			return err
		}
		text += fmt.Sprintf("%*s", len(parts)*pointWidth, j.Percent(part))
	}
	j.Put("  " + text)
	return nil
}
