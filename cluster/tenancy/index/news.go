package index

import "github.com/creative-cluster/kvartal/finance/civil"

// News returns the first review day in the term whose price may change by what
// was published in [from, to); no day if none does. Before it, Reviews answers
// the same whether it knows what was published before from or before to: an
// engine that closed with the one computes again from that day.
//
// Under Corrected that is the first review that reads a month published, or
// published again, in the meantime; a new base month moves them all. Under
// Fixed it is the first whose fixing day lies in the meantime. Reviews beyond
// the 1200 that Reviews accepts are not looked at.
func (x Indexation) News(term civil.Period, s Series, from, to civil.Date) civil.Date {
	p := along(&x, &s, term)
	for steps := p.start; steps < p.start+maxReviews; steps++ {
		on := x.on(steps)
		if on.IsZero() || !term.Contains(on) || !p.knows(steps, to) {
			return civil.Date{}
		}
		if p.fresh(steps, from, to) {
			return on
		}
	}
	return civil.Date{}
}

// knows reports whether the price of a review is known before a day.
func (p path) knows(steps int, before civil.Date) bool {
	if p.x.Fixing == Fixed {
		return p.x.fixed(steps).Before(before)
	}
	return p.s.at(p.index(steps), before.AddDays(-1)) != nil
}

// fresh reports whether a review, known before to, was not before from, or reads
// a month of which a value was published since.
func (p path) fresh(steps int, from, to civil.Date) bool {
	if p.x.Fixing == Fixed {
		return !p.x.fixed(steps).Before(from)
	}
	month := p.index(steps)
	if p.s.Kind == Level {
		return p.s.published(month, from, to) || steps == p.start && p.s.published(p.base(), from, to)
	}
	for i := range p.years(steps) {
		if p.s.published(month.Add(-i*yearMonths), from, to) {
			return true
		}
	}
	return false
}
