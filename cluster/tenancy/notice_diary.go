package tenancy

import (
	"cmp"
	"slices"

	"github.com/creative-cluster/kvartal/finance/civil"
)

// Deadline is a notice that may be served, and until when: a line of a diary.
type Deadline struct {
	Lease      string
	Option     string
	Kind       OptionKind
	By         Side
	Opens      civil.Date // the first day on which it may be served; no day if any will do
	Last       civil.Date // the last day
	Effect     civil.Date // the day of its effect, if it is served on the last day
	Conditions []string   // that must be met besides
	Fee        Fee
}

// Notices are the notices of l that may still be served on a day or later, by
// what was known before another: of each option that is not taken up the next
// one, by its last day. They are reckoned from the term with all that was known
// to change it, so that they are right after an extension too. A window of days
// without an end has no last day, and is not among them.
func (l Lease) Notices(on, known civil.Date) []Deadline {
	var next []Deadline
	l.deadlines(on, civil.Date{}, known, func(d Deadline) {
		if !slices.ContainsFunc(next, func(o Deadline) bool { return o.Option == d.Option }) {
			next = append(next, d)
		}
	})
	slices.SortStableFunc(next, byLastDay)
	return next
}

// Deadlines are the notices of all leases whose last day lies in [from, until),
// by what was known before a day, in order of that last day: what a manager
// must decide on, or be ready for.
func (h House) Deadlines(from, until, known civil.Date) []Deadline {
	var all []Deadline
	for i := range h.Leases {
		h.Leases[i].deadlines(from, until, known, func(d Deadline) { all = append(all, d) })
	}
	slices.SortStableFunc(all, byLastDay)
	return all
}

func byLastDay(a, b Deadline) int {
	return cmp.Or(a.Last.Compare(b.Last), cmp.Compare(a.Lease, b.Lease), cmp.Compare(a.Option, b.Option))
}

// deadlines tells each deadline whose last day lies in [from, until) and finds
// the lease alive. No day for until is no end.
func (l *Lease) deadlines(from, until, known civil.Date, tell func(Deadline)) {
	if len(l.Options) == 0 {
		return
	}
	then, ok := l.asKnown(known)
	if !ok {
		return
	}
	r := then.replay(anybody, never)
	for i := range then.Options {
		o := &then.Options[i]
		for effect := range o.effects(r.expiry(o)) {
			last := o.Notice.LastFor(effect)
			if !until.IsZero() && !last.Before(until) {
				break
			}
			if last.IsZero() || last.Before(from) || r.taken(o.ID, last) || !alive[r.state(last)] {
				continue
			}
			tell(Deadline{
				Lease: l.ID, Option: o.ID, Kind: o.Kind, By: o.By, Opens: o.opens(effect), Last: last, Effect: effect,
				Conditions: slices.Clone(o.Conditions), Fee: o.Fee,
			})
		}
	}
}

// alive are the states in which a notice of an option may be served.
var alive = [...]bool{Signed: true, Commenced: true, Suspended: true, Withdrawn: false}
