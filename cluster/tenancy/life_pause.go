package tenancy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// pause is when clauses rest.
type pause struct {
	civil.Period
	names []string
	event int
}

// suspend rests clauses from a day until another, or until they are resumed.
func (r *replay) suspend(i int, e *Event) error {
	names := slices.Clone(e.Drop)
	inForce := r.inForce(e.On, true)
	for j, name := range names {
		if !slices.ContainsFunc(inForce, func(n accrual.Named) bool { return n.Name == name }) {
			return problem(fmt.Sprintf("drop[%d]", j), fmt.Errorf("%.40q is not in force on %v: %w", name, e.On, finance.ErrUnknown))
		}
	}
	if len(names) == 0 {
		for _, n := range inForce {
			names = append(names, n.Name)
		}
	}
	if len(r.pauses) >= maxPauses {
		return fmt.Errorf("%d suspensions, at most %d: %w", len(r.pauses)+1, maxPauses, finance.ErrLimit)
	}
	r.pauses = append(r.pauses, pause{civil.Period{From: e.On, To: e.Until}, names, i})
	return nil
}

// maxPauses is how many suspensions a lease may have.
const maxPauses = 50

// resume ends what rests on a day.
func (r *replay) resume(_ int, e *Event) error {
	for i := range r.pauses {
		if p := &r.pauses[i]; p.Contains(e.On) {
			p.To = e.On
		}
	}
	return nil
}

// version is what a name stands for from a day on.
type version struct {
	from   civil.Date
	id     int // of the place where it was set; 0 is nothing
	clause accrual.Named
}

// mask compares each clause that rests at any time with what should be in force
// on each day, and amends what differs: it is dropped where it rests, and set
// again where it does not. Thus an amendment that becomes known later neither
// wakes a clause that rests, nor is lost when it is resumed.
func (r *replay) mask(known civil.Date) {
	if len(r.pauses) == 0 || r.full() {
		return
	}
	done, sorted := map[string]bool{}, r.inOrder()
	for _, p := range r.pauses {
		for _, name := range p.names {
			if !done[name] {
				done[name] = true
				r.maskClause(name, p.event, known, sorted)
			}
		}
	}
}

// maskClause masks a name among the changes as they were before any was masked.
func (r *replay) maskClause(name string, event int, known civil.Date, sorted []entry) {
	raw, now := versions(name, sorted, false), versions(name, sorted, true)
	resting := r.resting(name)
	got, awake := 0, 0
	for _, day := range r.days(name, raw, now) {
		if v := last(now, day); v.from == day {
			got = v.id
		}
		want := last(raw, day)
		if rests(resting, day) {
			want = version{}
		}
		if want.id != got {
			r.take(entry{Amendment: wake(want, awake, name, day, known), event: event, mask: true, id: want.id})
			got = want.id
		}
		if want.id != 0 {
			awake = want.id
		}
	}
}

// days are those on which something may change of a clause that rests.
func (r *replay) days(name string, lists ...[]version) []civil.Date {
	var days []civil.Date
	for _, list := range lists {
		for _, v := range list {
			days = append(days, v.from)
		}
	}
	for _, p := range r.pauses {
		if slices.Contains(p.names, name) {
			days = append(days, p.From)
			if !p.To.IsZero() {
				days = append(days, p.To)
			}
		}
	}
	slices.SortFunc(days, civil.Date.Compare)
	return slices.Compact(days)
}

// wake sets a version on a day, or drops the name where it is none. A clause
// that was in force before it rested carries its counters on.
func wake(v version, before int, name string, day, known civil.Date) accrual.Amendment {
	a := accrual.Amendment{From: day, Known: known}
	if v.id == 0 {
		a.Drop = []string{name}
		return a
	}
	if v.id == before {
		v.clause.Change = accrual.Carry
	}
	a.Set = []accrual.Named{v.clause}
	return a
}

// resting are the days on which a name rests, apart and in order.
func (r *replay) resting(name string) []civil.Period {
	var all []civil.Period
	for _, p := range r.pauses {
		if slices.Contains(p.names, name) {
			all = append(all, p.Period)
		}
	}
	slices.SortFunc(all, func(a, b civil.Period) int { return a.From.Compare(b.From) })
	apart := all[:0]
	for _, p := range all {
		switch last := len(apart) - 1; {
		case last < 0 || !apart[last].To.IsZero() && apart[last].To.Before(p.From):
			apart = append(apart, p)
		case endsAfter(p, apart[last]):
			apart[last].To = p.To
		}
	}
	return apart
}

// rests reports whether a day lies in one of some periods, apart and in order.
func rests(apart []civil.Period, on civil.Date) bool {
	i := upTo(apart, on, func(p civil.Period) civil.Date { return p.From })
	return i > 0 && apart[i-1].Contains(on)
}

// last is the version in force on a day, of versions in their order.
func last(versions []version, on civil.Date) (v version) {
	if i := upTo(versions, on, func(v version) civil.Date { return v.from }); i > 0 {
		return versions[i-1]
	}
	return version{}
}

// upTo is how many of a list, in the order of their days, are of a day or
// before.
func upTo[T any](list []T, on civil.Date, from func(T) civil.Date) int {
	i, _ := slices.BinarySearchFunc(list, on, func(x T, on civil.Date) int {
		if from(x).After(on) {
			return 1
		}
		return -1
	})
	return i
}

// versions are what a name stood for in some changes, with or without what
// rests.
func versions(name string, sorted []entry, masked bool) []version {
	var all []version
	for _, c := range sorted {
		if c.mask && !masked {
			continue
		}
		for i, n := range c.Set {
			if n.Name == name {
				all = append(all, version{c.From, c.origin(i), n})
			}
		}
		if slices.Contains(c.Drop, name) {
			all = append(all, version{from: c.From})
		}
	}
	return all
}

// origin is the place where the clause i of c was first set.
func (c *entry) origin(i int) int {
	if c.mask {
		return c.id
	}
	return 1 + c.place*accrual.MaxClauses + i
}
