package tenancy

import "github.com/creative-cluster/kvartal/finance/civil"

// effects are the days on which o may take effect in a term, as far as its
// deadlines need them: of a window of days, the last one.
func (o *Option) effects(term civil.Period) func(yield func(civil.Date) bool) {
	return func(yield func(civil.Date) bool) {
		switch {
		case o.Kind != ToBreak:
			if !term.To.IsZero() {
				yield(term.To)
			}
		case o.EveryYears > 0:
			for n := o.EveryYears; ; n += o.EveryYears {
				if day := term.From.AddYears(n); !o.takesEffect(day, term) || !yield(day) {
					return
				}
			}
		default:
			if day := o.latest(term); o.takesEffect(day, term) {
				yield(day)
			}
		}
	}
}

// latest is the last day of a break that is not said by years.
func (o *Option) latest(term civil.Period) civil.Date {
	switch {
	case !o.On.IsZero():
		return o.On
	case o.BeforeEnd > 0:
		return term.To.AddMonths(-o.BeforeEnd)
	}
	end := o.Within.Intersect(term).To
	if end.IsZero() {
		return civil.Date{} // with no end there is no deadline
	}
	return end.AddDays(-1)
}

// takesEffect reports whether o can take effect on a day.
func (o *Option) takesEffect(day civil.Date, term civil.Period) bool {
	if o.Kind != ToBreak {
		return !day.IsZero() && day == term.To
	}
	if !day.After(term.From) || !term.Contains(day) {
		return false
	}
	switch {
	case !o.Within.IsZero():
		return o.Within.Contains(day)
	case o.EveryYears > 0:
		n := day.Year() - term.From.Year()
		return n%o.EveryYears == 0 && term.From.AddYears(n) == day
	}
	return day == o.latest(term)
}

// opens is the first day on which a notice may be served for a day of effect;
// no day if any will do.
func (o *Option) opens(effect civil.Date) civil.Date {
	if o.Earliest.IsZero() {
		return civil.Date{}
	}
	return effect.AddDays(-1 - o.Earliest.Days).AddMonths(-o.Earliest.Months)
}
