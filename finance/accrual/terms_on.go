package accrual

import "github.com/creative-cluster/kvartal/finance/civil"

// Terms are what holds of an agreement on a day.
type Terms struct {
	Parties Parties
	Term    civil.Period
	Clauses []Named // in force, each after those that it counts
}

// On folds the amendments known before a day into the terms on another; false
// if that day lies outside the term, or nothing is known. The agreement is
// valid.
func (a Agreement) On(day, known civil.Date) (Terms, bool) {
	p := newProgram(&a, known)
	if p == nil || !p.term.Contains(day) {
		return Terms{}, false
	}
	t := Terms{Parties: p.partiesOn(day), Term: p.term}
	for i := range p.tracks {
		if v := p.on(&p.tracks[i], day); v >= 0 {
			t.Clauses = append(t.Clauses, p.tracks[i].versions[v].Named)
		}
	}
	return t, true
}
