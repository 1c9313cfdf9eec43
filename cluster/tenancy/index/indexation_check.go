package index

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Validate reports everything that is wrong with x in itself, as
// finance.Problems. Whether a series serves it is for [Check].
func (x Indexation) Validate() error {
	var wrong finance.Problems
	if x.Series == "" {
		wrong.Add("series", finance.ErrMissing)
	}
	if x.First.IsZero() {
		wrong.Add("first", finance.ErrMissing)
	}
	wrong.Add("every", within(x.Every, maxMonths))
	wrong.Add("lag", within(x.Lag, maxMonths))
	if first := x.First.Month().Add(-x.Lag); x.Base.After(first) && !x.First.IsZero() {
		wrong.Add("base", fmt.Errorf("%v, after the first index month %v: %w", x.Base, first, finance.ErrOrder))
	}
	wrong.Add("method", x.Method.Validate())
	x.checkChange(&wrong)
	x.checkBounds(&wrong)
	x.checkPrice(&wrong)
	wrong.Add("fixing", x.Fixing.Validate())
	wrong.Add("known_by", within(x.KnownBy, maxDays))
	if x.Fixing == Corrected && x.KnownBy > 0 {
		wrong.Add("known_by", fmt.Errorf("of what is fixed: %w", finance.ErrConflict))
	}
	return wrong.Err()
}

func (x *Indexation) checkChange(wrong *finance.Problems) {
	wrong.Add("round_to", notNegative(x.RoundTo))
	wrong.Add("change_rounding", x.ChangeRounding.Validate())
	wrong.Add("share", notNegative(x.Share))
	if x.Share.Cmp(all) > 0 {
		wrong.Add("share", fmt.Errorf("over 100%%: %w", finance.ErrRange))
	}
	wrong.Add("plus", aboveAll(x.Plus))
}

func (x *Indexation) checkBounds(wrong *finance.Problems) {
	wrong.Add("floor", aboveAll(x.Floor))
	wrong.Add("cap", notNegative(x.Cap))
	if x.Cap.Sign() > 0 && x.Cap.Cmp(x.Floor) < 0 {
		wrong.Add("cap", fmt.Errorf("%v, below the floor %v: %w", x.Cap, x.Floor, finance.ErrOrder))
	}
	wrong.Add("threshold", notNegative(x.Threshold))
}

func (x *Indexation) checkPrice(wrong *finance.Problems) {
	wrong.Add("step", x.Step.Validate())
	if x.Step.Sign() < 0 {
		wrong.Add("step", finance.ErrNegative)
	}
	wrong.Add("rounding", x.Rounding.Validate())
}

var all = finance.MustRate("100%")

// aboveAll refuses a change by which nothing, or less, is left.
func aboveAll(r finance.Rate) error {
	if r.Cmp(all.Neg()) <= 0 {
		return fmt.Errorf("%v leaves nothing: %w", r, finance.ErrRange)
	}
	return nil
}

func notNegative(r finance.Rate) error {
	if r.Sign() < 0 {
		return fmt.Errorf("%v: %w", r, finance.ErrNegative)
	}
	return nil
}

func within(n, most int) error {
	switch {
	case n < 0:
		return finance.ErrNegative
	case n > most:
		return fmt.Errorf("%d, over %d: %w", n, most, finance.ErrRange)
	}
	return nil
}

// Check reports what keeps s from serving x, under the paths of x, so that it
// is refused before a year goes by: another series than x names (ErrUnknown),
// one without values or with a hole (ErrMissing), a base month before its first
// (ErrRange) or in which it has no value (ErrUnknown), and of a series of
// changes reviews that are not whole years apart or from their base month, and
// points (ErrConflict). A base month that is still to be published is fine. Each
// of the two is to be accepted by its own Validate, and the first review to be
// in the term.
func Check(x Indexation, s Series) error {
	var wrong finance.Problems
	if x.Series != s.ID {
		wrong.Add("series", fmt.Errorf("%.40q is not %.40q: %w", x.Series, s.ID, finance.ErrUnknown))
	}
	if len(s.Values) == 0 {
		wrong.Add("series", fmt.Errorf("%.40q has no values: %w", s.ID, finance.ErrMissing))
		return wrong.Err()
	}
	if hole := s.hole(); !hole.IsZero() {
		wrong.Add("series", fmt.Errorf("%.40q has nothing for %v: %w", s.ID, hole, finance.ErrMissing))
	}
	p := along(&x, &s, civil.Period{})
	if s.Kind == Change {
		p.checkYears(&wrong)
	}
	wrong.Add("base", p.checkBase())
	return wrong.Err()
}

// hole is the first month between two values of s that has none.
func (s *Series) hole() civil.Month {
	for i := 1; i < len(s.Values); i++ {
		if next := s.Values[i-1].Month.Add(s.step()); s.Values[i].Month.After(next) {
			return next
		}
	}
	return civil.Month{}
}

// checkYears holds x to what changes over twelve months can say.
func (p path) checkYears(wrong *finance.Problems) {
	if every := p.x.every(); every%yearMonths != 0 {
		wrong.Add("every", fmt.Errorf("%d months of a series of twelve-month changes: %w", every, finance.ErrConflict))
	}
	if p.x.Points {
		wrong.Add("points", fmt.Errorf("changes have no points: %w", finance.ErrConflict))
	}
	if first, base := p.index(0), p.base(); !p.x.Base.IsZero() && first.Sub(base)%yearMonths != 0 {
		wrong.Add("base", fmt.Errorf("%v is not whole years before %v: %w", base, first, finance.ErrConflict))
	}
}

// checkBase refuses a base month that the series does not reach back to or
// jumps over.
func (p path) checkBase() error {
	needed := p.base()
	if p.s.Kind == Change {
		needed = needed.Add(yearMonths) // the first change, which is over the base
	}
	switch {
	case needed.Before(p.s.first()):
		return fmt.Errorf("%v begins with %v, after %v: %w", p.s.label(), p.s.first(), needed, finance.ErrRange)
	case p.s.grid(needed) != needed:
		return fmt.Errorf("%v is not published in %v: %w", p.s.label(), needed, finance.ErrUnknown)
	case p.x.Fixing == Fixed:
		return p.checkFixed(needed)
	}
	return nil
}

// checkFixed refuses a base month up to which nothing was known on its day.
func (p path) checkFixed(base civil.Month) error {
	by := p.x.fixed(0)
	if p.x.Base.IsZero() && p.s.Kind == Level {
		by = p.x.fixed(-1)
	}
	if p.s.latest(base, by) == nil {
		return unknown(p.s, base, by)
	}
	return nil
}

// unknown says that no value at or before a month was known on a day.
func unknown(s *Series, m civil.Month, by civil.Date) error {
	return fmt.Errorf("nothing of %v up to %v was published by %v: %w", s.label(), m, by, finance.ErrUnknown)
}
