package index

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// change is that of the index from one reading to another.
//
//	change = index × link / base - 1
//	change = (index × link - base) / 100    in points
func (p path) change(from, to *reading) exact {
	if p.s.Kind == Change {
		return to.growth.over(from.growth).minus(one)
	}
	level, base := number(to.value.Value.Rate), number(from.value.Value.Rate)
	if len(p.s.Rebases) > 0 {
		level = level.times(p.s.link(from.value.Month, to.value.Month))
	}
	if p.x.Points {
		return level.minus(base).times(percent)
	}
	return level.over(base).minus(one)
}

// round is a change to the step that was agreed.
func (x *Indexation) round(change exact) (exact, error) {
	if x.RoundTo.IsZero() {
		return change, nil
	}
	return change.to(x.RoundTo, x.ChangeRounding)
}

// price computes the price of a review by the change from one reading to
// another, and notes the steps in r.
func (p path) price(w *walk, r *Review, from, to *reading) error {
	rounded, err := p.x.round(p.change(from, to))
	if err != nil {
		return err
	}
	if err := p.note(r, from, to, rounded); err != nil {
		return err
	}
	if small, err := p.small(w, r, to, rounded); small || err != nil {
		return err
	}
	factor := p.x.factor(rounded, r.Reviews)
	if factor.sign() < 0 {
		return fmt.Errorf("a fall of more than all: %w", finance.ErrNegative)
	}
	price, err := factor.of(r.Moved.Minor(), w.unit, p.x.Rounding)
	if err != nil {
		return fmt.Errorf("price: %w", err)
	}
	if price, err = p.bounded(w, r, price); err != nil {
		return err
	}
	r.Price = finance.Minor(price, w.first.Currency())
	return nil
}

// factor is what the price is multiplied by.
func (x *Indexation) factor(change exact, reviews int) exact {
	if !x.Share.IsZero() {
		change = change.times(number(x.Share))
	}
	factor := one.plus(change)
	switch {
	case x.Plus.IsZero():
	case x.Compound:
		factor = factor.times(one.plus(number(x.Plus)).power(reviews))
	default:
		factor = factor.plus(number(x.Plus).times(exact{num: int64(reviews), den: 1}))
	}
	return factor
}

// small keeps the price before if the index has moved less than the threshold
// since the review applied last.
func (p path) small(w *walk, r *Review, to *reading, rounded exact) (bool, error) {
	if p.x.Threshold.IsZero() {
		return false, nil
	}
	var err error
	if p.x.Method == FromBase {
		if rounded, err = p.x.round(p.change(&w.last, to)); err != nil {
			return false, err
		}
	}
	if r.Since, err = rounded.rate(); err != nil {
		return false, err
	}
	distance := rounded
	if distance.sign() < 0 {
		distance = distance.neg()
	}
	if distance.minus(number(p.x.Threshold)).sign() >= 0 {
		return false, nil
	}
	r.Bound, r.Limit, r.Price = BelowChange, p.x.Threshold, w.old
	return true, nil
}

// bounded holds a price within what was agreed of the price before.
func (p path) bounded(w *walk, r *Review, price int64) (int64, error) {
	if !p.x.Floor.IsZero() {
		least, err := p.bound(w, p.x.Floor)
		if err != nil {
			return 0, fmt.Errorf("floor: %w", err)
		}
		if price < least {
			price, r.Bound, r.Limit = least, AtFloor, p.x.Floor
		}
	}
	if !p.x.Cap.IsZero() {
		most, err := p.bound(w, p.x.Cap)
		if err != nil {
			return 0, fmt.Errorf("cap: %w", err)
		}
		if price > most {
			price, r.Bound, r.Limit = most, AtCap, p.x.Cap
		}
	}
	if p.x.UpwardOnly && price < w.old.Minor() {
		price, r.Bound, r.Limit = w.old.Minor(), NotLowered, finance.Rate{}
	}
	return price, nil
}

// bound is the price before, moved by a bound and rounded as a price is.
func (p path) bound(w *walk, limit finance.Rate) (int64, error) {
	return one.plus(number(limit)).of(w.old.Minor(), w.unit, p.x.Rounding)
}

// note writes down what the review compares.
func (p path) note(r *Review, from, to *reading, rounded exact) (err error) {
	r.Series, r.Kind, r.Index = p.s.label(), p.s.Kind, *to.value
	r.Points, r.Share, r.Plus, r.Compound = p.x.Points, p.x.Share, p.x.Plus, p.x.Compound
	r.Reviews = to.review - from.review
	if r.RoundTo = p.x.RoundTo; !r.RoundTo.IsZero() {
		if r.Rounded, err = rounded.rate(); err != nil {
			return fmt.Errorf("change: %w", err)
		}
	}
	if p.s.Kind == Change {
		r.Base.Month = to.value.Month.Add(-yearMonths * to.years)
		r.Growth, err = to.growth.over(from.growth).rate()
		return err
	}
	r.Base = *from.value
	return p.noteLink(r, from.value.Month, to.value.Month)
}

func (p path) noteLink(r *Review, from, to civil.Month) (err error) {
	if len(p.s.Rebases) == 0 {
		return nil
	}
	link := p.s.link(from, to)
	if link == one {
		return nil
	}
	r.Link.Rate, err = link.rate()
	return err
}
