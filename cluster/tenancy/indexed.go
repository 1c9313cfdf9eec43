package tenancy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/cluster/tenancy/index"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// indexed is an amount that has found its series. A price that was published
// late, or again, moves what was charged by the one before; the spine asks what
// was known when.
type indexed struct {
	Amount
	series  *index.Series
	from    civil.Date // the day from which the clause holds
	prices  []price
	reviews []index.Review // of prices
	wrong   error          // why there is no path
}

var _ accrual.Informed = indexed{}

// bound is a with its series, by all that was published.
func (a Amount) bound(s *index.Series, from civil.Date) indexed {
	return indexed{Amount: a, series: s, from: from}.known(everKnown)
}

// AsKnown is the amount by what was published before a day.
func (x indexed) AsKnown(before civil.Date) accrual.Clause { return x.known(before) }

func (x indexed) known(before civil.Date) indexed {
	start, err := x.start()
	if err == nil {
		x.reviews, err = x.Index.Reviews(start, x.since(), *x.series, before)
	}
	if err == nil {
		x.prices, err = x.merge(x.reviews)
	}
	x.wrong = err
	return x
}

// News is the first day whose price may change by what was published in
// [from, to).
func (x indexed) News(from, to civil.Date) civil.Date {
	return x.Index.News(x.since(), *x.series, from, to)
}

// since are the days on which x can be reviewed: an index that is fixed as known
// has a review after its last publication too, without end.
func (x *indexed) since() civil.Period {
	return civil.Period{From: x.from, To: x.from.AddYears(maxReviewed)}
}

// maxReviewed is for how many years a clause is reviewed.
const maxReviewed = 100

// start is the price at the first review: steps of it come before.
func (a *Amount) start() (finance.Money, error) {
	path, err := a.path(nil)
	if err != nil {
		return finance.Money{}, err
	}
	return path[len(path)-1].monthly, nil
}

// merge is the path by steps, and from the first review on by reviews; a part
// that changes changes of either.
func (a *Amount) merge(reviews []index.Review) ([]price, error) {
	steps, err := a.path(nil)
	if err != nil {
		return nil, err
	}
	merged := steps[:1:1]
	for i := 1; i < len(steps) || len(reviews) > 0; {
		last := merged[len(merged)-1]
		if i == len(steps) || len(reviews) > 0 && reviews[0].On.Before(steps[i].from) {
			r := &reviews[0]
			reviews = reviews[1:]
			merged = append(merged, price{r.On, r.Price, last.part, r})
			continue
		}
		next := steps[i]
		i++
		if last.review != nil {
			next.monthly, next.review = last.monthly, last.review
		}
		if len(reviews) > 0 && reviews[0].On == next.from {
			next.monthly, next.review = reviews[0].Price, &reviews[0]
			reviews = reviews[1:]
		}
		merged = append(merged, next)
	}
	return merged, nil
}

// Earned returns what the days of the month held so far have earned, by the
// prices that the index gives.
func (x indexed) Earned(s accrual.Span) (finance.Money, error) {
	if x.wrong != nil {
		return finance.Money{}, fmt.Errorf("amount: index: %w", x.wrong)
	}
	return x.earned(&s, x.prices)
}

// PerMonth is a whole month at the price of a day.
func (x indexed) PerMonth(on civil.Date) (finance.Money, error) {
	if x.For != ForRent || !x.runs(on) {
		return finance.Zero(x.Monthly.Currency()), nil
	}
	if x.wrong != nil {
		return finance.Money{}, fmt.Errorf("amount: index: %w", x.wrong)
	}
	return x.month(x.prices, on)
}

// LastStep is the last day before the end of a term on which the price moves,
// as far as the index is published.
func (x indexed) LastStep(end civil.Date) civil.Date {
	var published civil.Date
	for _, v := range x.series.Values {
		published = later(published, v.Published)
	}
	last := x.Amount.LastStep(end)
	for _, r := range slices.Backward(x.reviews) {
		if (end.IsZero() || r.On.Before(end)) && !r.Known.After(published) {
			return later(last, r.On)
		}
	}
	return last
}

// unbound is the error of an index on its own.
func (a *Amount) unbound() error {
	return fmt.Errorf("index: series %.40q: %w", a.Index.Series, finance.ErrMissing)
}

// checkIndex refuses an index of another currency, and steps of the price once
// the index moves it.
func (a *Amount) checkIndex(wrong *finance.Problems) {
	if a.Index == nil {
		return
	}
	wrong.Add("index", a.Index.Validate())
	for i, s := range a.Steps {
		if s.Part.IsZero() && !s.From.Before(a.Index.First) {
			wrong.AddAt("steps", i, fmt.Errorf("after the first review %v: %w", a.Index.First, finance.ErrConflict))
		}
	}
}
