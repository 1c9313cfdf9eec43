package tenancy

import (
	"github.com/creative-cluster/kvartal/cluster/tenancy/index"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// price is what an amount costs a month from a day until the next price of its
// path.
type price struct {
	from    civil.Date    // no day: since ever
	monthly finance.Money // of a unit, or of all
	part    finance.Rate  // zero is the whole
	review  *index.Review // that moved it; nil for none
}

// path appends the prices of a, from the first on.
func (a *Amount) path(dst []price) ([]price, error) {
	now := price{monthly: a.Monthly, part: a.Part}
	dst = append(dst, now)
	for i := range a.Steps {
		if err := now.step(&a.Steps[i], a.Rounding); err != nil {
			return nil, at("steps", i, err)
		}
		dst = append(dst, now)
	}
	return dst, nil
}

// step moves p by s.
func (p *price) step(s *Step, r finance.Rounding) error {
	p.from = s.From
	switch {
	case !s.Part.IsZero():
		p.part = s.Part
	case !s.Raise.IsZero():
		factor, err := one.Add(s.Raise)
		if err != nil {
			return err
		}
		p.monthly, err = p.monthly.MulRate(factor, r)
		return err
	default:
		p.monthly = s.Monthly
	}
	return nil
}

// flat is the charge of what s has reached by one price.
func (a *Amount) flat(s *accrual.Span, p *price) (finance.Money, error) {
	num, den, err := a.Days.part(a.days(s, civil.Period{From: s.Since, To: s.To}), int64(s.Window.Days()))
	if err != nil {
		return finance.Money{}, err
	}
	return a.stretch(s, p, num, den)
}

// stretches adds up the days of each price that s has reached, and rounds the
// sum once:
//
//	Σ price × part × days of it × units / days of the month
func (a *Amount) stretches(s *accrual.Span, path []price) (finance.Money, error) {
	reached := civil.Period{From: s.Since, To: s.To}
	num, den, err := a.Days.part(a.days(s, reached), int64(s.Window.Days()))
	if err != nil {
		return finance.Money{}, err
	}
	if len(path) > 1 {
		if path = within(path, reached); len(path) > 1 {
			return a.several(s, path, num, den)
		}
	}
	return a.stretch(s, &path[0], num, den)
}

// within are the prices that hold on some day of a period.
func within(path []price, p civil.Period) []price {
	for len(path) > 1 && !path[1].from.After(p.From) {
		path = path[1:]
	}
	for len(path) > 1 && !before(path[len(path)-1].from, p.To) {
		path = path[:len(path)-1]
	}
	return path
}

// before reports whether a day comes before an end, which may be open.
func before(d, end civil.Date) bool { return end.IsZero() || d.Before(end) }

// days counts those of a period on which a runs and is in force.
func (a *Amount) days(s *accrual.Span, p civil.Period) (n int64) {
	for _, held := range s.Held {
		held = held.Intersect(p)
		if len(a.Only) == 0 {
			n += int64(held.Days())
		}
		for _, on := range a.Only {
			n += int64(held.Intersect(on).Days())
		}
	}
	return n
}

// units is how many units are charged, and what divides them. The limits of
// areas, pieces and parts keep all products of this file within int64.
func (a *Amount) units() (num, den int64) {
	switch {
	case !a.Area.IsZero():
		return a.Area.hundredths, perMetre
	case !a.Count.IsZero():
		return a.Count.Num(), a.Count.Den()
	}
	return 1, 1
}

// share is the part of the price that counts, as a fraction.
func (p *price) share() (num, den int64) {
	if p.part.IsZero() {
		return 1, 1
	}
	return p.part.Num(), p.part.Den()
}

// stretch is the charge by one price.
func (a *Amount) stretch(s *accrual.Span, p *price, num, den int64) (finance.Money, error) {
	if s.Trace != nil {
		a.note(s.Trace, p, num, den)
		s.Trace.Rounds(a.total())
	}
	units, per := a.units()
	part, whole := p.share()
	return p.monthly.MulDiv(units*part*num, per*whole*den, a.total())
}

// several is the charge by prices of which each has its days: num/den of a
// month are of all of them.
func (a *Amount) several(s *accrual.Span, path []price, num, den int64) (finance.Money, error) {
	common := int64(1)
	for i := range path {
		_, whole := path[i].share()
		common = lcm(common, whole)
	}
	total, times := finance.Zero(s.Currency), int64(1)
	if all := a.days(s, civil.Period{From: s.Since, To: s.To}); all > 0 {
		times = num / all // the basis counts each day so many times
	}
	for i := range path {
		p, last := &path[i], s.To
		if i+1 < len(path) {
			last = path[i+1].from
		}
		days := times * a.days(s, civil.Period{From: later(p.from, s.Since), To: last})
		part, whole := p.share()
		weighed, err := p.monthly.Mul(days * part * (common / whole))
		if err == nil {
			total, err = total.Add(weighed)
		}
		if err != nil {
			return finance.Money{}, err
		}
		if s.Trace != nil {
			a.note(s.Trace, p, days, den)
		}
	}
	s.Trace.Rounds(a.total())
	units, per := a.units()
	return total.MulDiv(units, per*common*den, a.total())
}

// total is how the total is rounded: that of an abatement mirrors the rent that
// it takes off, so that a rent-free day comes to nothing.
func (a *Amount) total() finance.Rounding {
	if a.Part.Sign() < 0 {
		switch a.Rounding {
		case finance.Ceiling:
			return finance.Floor
		case finance.Floor:
			return finance.Ceiling
		case finance.HalfCeiling:
			return finance.HalfFloor
		case finance.HalfFloor:
			return finance.HalfCeiling
		}
	}
	return a.Rounding
}

// note traces num/den of a month at a price.
func (a *Amount) note(t *accrual.Trace, p *price, num, den int64) {
	if p.review != nil {
		t.Tell(*p.review)
	}
	units, per := a.units()
	if units == per {
		t.Days(p.monthly, num, den)
	} else {
		quantity, _ := finance.NewRate(units, per) // areas and counts are rates
		t.Times(p.monthly, quantity, a.unit())
		if num != den {
			t.OfDays(num, den)
		}
	}
	if !p.part.IsZero() {
		t.OfPart(p.part)
	}
}

// unit names what is counted.
func (a *Amount) unit() string {
	if a.Unit == "" && !a.Area.IsZero() {
		return "m²"
	}
	return a.Unit
}

func later(a, b civil.Date) civil.Date {
	if a.Before(b) {
		return b
	}
	return a
}

// lcm is the least common multiple of two numbers above nothing.
func lcm(a, b int64) int64 {
	x, y := a, b
	for y != 0 {
		x, y = y, x%y
	}
	return a / x * b
}
