package tenancy

import (
	"slices"

	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// AsKnown is h with only what was known of its leases before a day: those that
// had become known, with the amendments and events that had. Every measure of
// it answers as it would have then. What a house does not date, such as its
// spaces and residents, stands. Drafts stay drafts; a sublease of a lease that
// was not known is not there either.
func (h House) AsKnown(day civil.Date) House {
	leases := make([]Lease, 0, len(h.Leases))
	for _, l := range h.Leases {
		if then, ok := l.asKnown(day); ok {
			leases = append(leases, then)
		}
	}
	h.Leases = underKnown(leases)
	return h
}

// underKnown are leases without those whose head is not among them, and without
// what is below these in turn.
func underKnown(leases []Lease) []Lease {
	subs, left := map[string][]int{}, make(map[string]int, len(leases)) // by the id of the head, and how many are left of an id
	for i := range leases {
		left[leases[i].ID]++
		if head := leases[i].Head; head != "" {
			subs[head] = append(subs[head], i)
		}
	}
	gone := make([]bool, len(leases))
	var next []int
	for head, below := range subs {
		if left[head] == 0 {
			next = append(next, below...)
		}
	}
	for len(next) > 0 {
		i := next[len(next)-1]
		next, gone[i] = next[:len(next)-1], true
		if left[leases[i].ID]--; left[leases[i].ID] == 0 {
			next = append(next, subs[leases[i].ID]...)
		}
	}
	known := leases[:0]
	for i, l := range leases {
		if !gone[i] {
			known = append(known, l)
		}
	}
	return known
}

// asKnown is l with what was known before a day; false if l itself was not.
func (l Lease) asKnown(day civil.Date) (Lease, bool) {
	if !l.Draft && !l.signed().Before(day) {
		return Lease{}, false
	}
	l.Amendments = knownBefore(l.Amendments, day, func(a *accrual.Amendment) civil.Date { return a.Known })
	l.Events = knownBefore(l.Events, day, func(e *Event) civil.Date { return e.Known })
	return l, true
}

// knownBefore is the list itself where all of it was known.
func knownBefore[T any](list []T, day civil.Date, known func(*T) civil.Date) []T {
	later := func(x T) bool { return !known(&x).Before(day) }
	if !slices.ContainsFunc(list, later) {
		return list
	}
	return slices.DeleteFunc(slices.Clone(list), later)
}
