package index

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Review is what came of one review day: the price from it on, and the steps
// that led there.
//
//	price = moved × (1 + change × share + reviews × plus)
//	price = moved × (1 + change × share) × (1 + plus) ^ reviews    compound
//
// where change is Rounded if RoundTo says so, and Bound may hold the price.
type Review struct {
	On    civil.Date    // the first day of the price
	Known civil.Date    // the day on which it became known: of the last publication that it depends on, or the fixing day
	Old   finance.Money // the price before
	Price finance.Money // the price from On on
	Moved finance.Money // what the change is applied to: the first price, or Old where it is chained

	Series string         // the name of the series
	Kind   Kind           // what its values are
	Index  Value          // the value of the index month, as published
	Base   Value          // the value compared with; of a series of changes only its month
	Link   finance.Number // factor between the bases of the two; zero: they have one basis
	Growth finance.Rate   // of a series of changes, the product of those between the two months: exact if a fraction of two int64 holds it, else to 12 decimals

	Points   bool         // the change is a difference of levels
	RoundTo  finance.Rate // the step of the change; zero: exact
	Rounded  finance.Rate // the change to that step; without one it is zero
	Share    finance.Rate // part of the change that counts; zero: all
	Plus     finance.Rate // beside it, for each of Reviews
	Compound bool         // plus is multiplied
	Reviews  int          // review days since the month compared with, this one included

	Bound Bound        // what held the price
	Limit finance.Rate // the floor, the cap or the threshold that did
	Since finance.Rate // under a threshold, the change of the index since the review applied last, rounded like Rounded; to 12 decimals if need be
}

// Change is that of the index before rounding, such as 112.4/104.5 - 1; where
// no fraction of two int64 holds it, to 12 decimals. The price is computed from
// the exact one.
func (r Review) Change() (finance.Rate, error) {
	if r.Kind == Change {
		return r.Growth.Sub(all)
	}
	level := number(r.Index.Value.Rate)
	if !r.Link.IsZero() {
		level = level.times(number(r.Link.Rate))
	}
	if r.Points {
		return level.minus(number(r.Base.Value.Rate)).times(percent).rate()
	}
	if r.Base.Value.Sign() <= 0 {
		return finance.Rate{}, fmt.Errorf("base: %v: %w", r.Base.Value, finance.ErrRange)
	}
	return level.over(number(r.Base.Value.Rate)).minus(one).rate()
}

// Applied reports whether the index moved the price: no threshold kept it.
func (r Review) Applied() bool { return r.Bound != BelowChange }

// Reviews returns the path of a price: a review for each review day in the
// term whose price is known from what was published before a day. x and s are
// to be accepted by their Validate and by [Check]. A price or a step below
// nothing, a change by which less than nothing is left, an amount beyond int64,
// a step in another currency than the price (finance.ErrCurrency) and more than
// 1200 reviews (finance.ErrLimit) are refused.
//
// Under Corrected the path ends before the first review whose index month was
// not published by then; under Fixed before the first whose fixing day has not
// passed. A term without an end is fine.
func (x Indexation) Reviews(price finance.Money, term civil.Period, s Series, known civil.Date) ([]Review, error) {
	return x.AppendReviews(nil, price, term, s, known)
}

// AppendReviews is [Indexation.Reviews] that appends to dst, and allocates
// nothing where dst has room and two int64 hold each change. On an error dst
// comes back as it was.
func (x Indexation) AppendReviews(dst []Review, price finance.Money, term civil.Period, s Series, known civil.Date) ([]Review, error) {
	p := along(&x, &s, term)
	var w walk
	if err := p.begin(&w, price, known); err != nil {
		return dst, err
	}
	was := len(dst)
	for p.next(&w, term) {
		if len(dst)-was == maxReviews {
			return dst[:was], p.refused(&w, finance.ErrLimit)
		}
		dst = append(dst, Review{})
		there, err := p.review(&w, &dst[len(dst)-1])
		switch {
		case err != nil:
			return dst[:was], p.refused(&w, err)
		case !there:
			return dst[:len(dst)-1], nil
		}
	}
	return dst, nil
}
