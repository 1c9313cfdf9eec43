package tenancy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// A sublease lets what its head lease holds: its resident owes that of the
// head, it lies inside the head in time and space, and it ends with the head
// (arts. 615 and 618 of the Civil Code of Russia). It holds nothing of the
// landlord's, so occupancy and rent roll see the head only.

// under are the amendments of a sublease that come from its head: who is owed,
// and the end. For each day on which something of either became known they say
// anew what holds by then.
func (l *Lease) under(head *Lease) []accrual.Amendment {
	var all []accrual.Amendment
	for _, known := range l.knownDays(head) {
		then, ok := l.asKnown(known.AddDays(1))
		above, up := head.asKnown(known.AddDays(1))
		if !ok || !up {
			continue
		}
		r, over := then.replay(anybody, never), above.replay(anybody, never)
		all = append(all, owed(r, over, known)...)
		if both := r.term.Intersect(over.term); both != r.term && !both.IsZero() {
			both.From = r.term.From
			all = append(all, accrual.Amendment{From: r.lastTerm(), Known: known, Term: &both})
		}
	}
	return all
}

// knownDays are those on which something of a sublease or its head became
// known, none before the sublease.
func (l *Lease) knownDays(head *Lease) []civil.Date {
	var days []civil.Date
	for _, lease := range [...]*Lease{l, head} {
		for _, c := range lease.replay(anybody, never).changes {
			if c.Known != never {
				days = append(days, later(c.Known, l.signed()))
			}
		}
	}
	slices.SortFunc(days, civil.Date.Compare)
	return slices.Compact(days)
}

// lastTerm is the last day from which a term holds.
func (r *replay) lastTerm() (from civil.Date) {
	for _, c := range r.changes {
		if c.Term != nil {
			from = later(from, c.From)
		}
	}
	return from
}

// owed are who owes whom from each day on which that changes in either lease.
func owed(r, over *replay, known civil.Date) []accrual.Amendment {
	first := r.lease.Term.From
	var days []civil.Date
	for _, c := range slices.Concat(r.changes, over.changes) {
		if c.Parties != nil {
			days = append(days, later(c.From, first))
		}
	}
	slices.SortFunc(days, civil.Date.Compare)
	var all []accrual.Amendment
	for _, day := range slices.Compact(days) {
		all = append(all, accrual.Amendment{
			From: day, Known: known, Parties: &accrual.Parties{Creditor: over.resident(day), Debtor: r.resident(day)},
		})
	}
	return all
}

// resident is who holds the lease on a day.
func (r *replay) resident(on civil.Date) accrual.Party {
	who := r.lease.Resident
	for _, c := range r.inOrder() {
		if c.Parties != nil && !c.From.After(on) {
			who = c.Parties.Debtor
		}
	}
	return who
}

// checkSublease reports what is wrong with l beside its head.
func (c *checker) checkSublease(l *Lease) error {
	if l.Head == "" {
		return nil
	}
	at, ok := c.leases[l.Head]
	if !ok {
		return problem("head", unknown(l.Head))
	}
	head := &c.Leases[at]
	if c.circles(l) {
		return problem("head", fmt.Errorf("%.40q: %w", l.Head, finance.ErrCycle))
	}
	var wrong finance.Problems
	if head.Draft && head.signed() == never {
		wrong.Add("head", fmt.Errorf("%.40q is a draft: %w", l.Head, finance.ErrConflict))
		return wrong.Err()
	}
	l.checkInside(head, &wrong)
	l.checkSpaces(head, &wrong)
	for _, a := range l.under(head) {
		if a.Parties != nil && a.Parties.Validate() != nil {
			wrong.Add("head", fmt.Errorf("from %v %.40q owes to itself: %w", a.From, a.Parties.Debtor, finance.ErrConflict))
			break
		}
	}
	return wrong.Err()
}

// circles reports whether the heads of l, one above the other, come back to a
// lease.
func (c *checker) circles(l *Lease) bool {
	at, ok := c.leases[l.Head]
	if ok && c.circling == nil {
		c.circling = c.circlers()
	}
	return ok && c.circling[at]
}

// circlers are the leases whose heads, one above the other, come back to one.
// Each is gone up from once: what is above it is known then.
func (c *checker) circlers() []bool {
	const seen, straight, round = 1, 2, 3
	marks, circling := make([]uint8, len(c.Leases)), make([]bool, len(c.Leases))
	var path []int
	for i := range c.Leases {
		path = path[:0]
		at, up := i, true
		for up && marks[at] == 0 {
			marks[at] = seen
			path = append(path, at)
			head := c.Leases[at].Head
			if next, ok := c.leases[head]; ok && head != "" {
				at = next
			} else {
				up = false
			}
		}
		comes := uint8(straight)
		if up && marks[at] != straight {
			comes = round
		}
		for _, at := range path {
			marks[at], circling[at] = comes, comes == round
		}
	}
	return circling
}

// checkInside refuses a term with a day that the head had not when the term
// was agreed. A head that ends early after that ends the sublease.
func (l *Lease) checkInside(head *Lease, wrong *finance.Problems) {
	r := l.replay(anybody, never)
	place, agreed := "term", r.signed
	for _, c := range r.changes {
		if c.Term != nil && !c.Known.Before(agreed) {
			agreed = c.Known
			if place = "term"; c.event >= 0 {
				place = fmt.Sprintf("events[%d]", c.event)
			}
		}
	}
	term := head.Held(later(agreed, head.signed()).AddDays(1))
	switch {
	case r.term.IsZero() || r.signed == never:
	case !term.Overlaps(r.term):
		wrong.Add(place, fmt.Errorf("%v has no day of the head lease's %v: %w", r.term, term, finance.ErrRange))
	case r.term.From.Before(term.From):
		wrong.Add(path(place, "from"), fmt.Errorf("%v is before the head lease's %v: %w", r.term.From, term.From, finance.ErrRange))
	case endsAfter(r.term, term):
		wrong.Add(path(place, "to"), fmt.Errorf("later than the head lease's %v: %w", term.To, finance.ErrRange))
	}
}

// path is the field of a term; an event has none of its name.
func path(place, field string) string {
	if place == "term" {
		return "term." + field
	}
	return place
}

// checkSpaces refuses what the head does not hold all the while.
func (l *Lease) checkSpaces(head *Lease, wrong *finance.Problems) {
	both := head.held()
	above := head.holdings()
	for _, h := range l.holdings() {
		left := h.Held.Intersect(both)
		for _, up := range above {
			if up.Space == h.Space && up.Held.Contains(left.From) {
				left.From = up.Held.To
				if up.Held.To.IsZero() {
					left = civil.Period{}
				}
			}
		}
		if !left.IsEmpty() {
			wrong.Add(h.name(), fmt.Errorf("%.40q is not in the head lease in %v: %w", h.Space, left, finance.ErrRange))
		}
	}
}

// State is where a lease stands on a day, by what was known before another. A
// sublease whose head has ended, or was withdrawn, has ended. An id that no
// lease has is ErrUnknown.
func (h House) State(lease string, on, known civil.Date) (State, error) {
	leases := placesOf(h.Leases, leaseID)
	at, ok := leases[lease]
	if !ok {
		return Draft, fmt.Errorf("lease: %w", unknown(lease))
	}
	state := h.Leases[at].State(on, known)
	for range h.Leases { // of a circle nobody comes to an end
		up, ok := leases[h.Leases[at].Head]
		if !ok || h.Leases[at].Head == "" || !lives[state] {
			break
		}
		if above := h.Leases[up].State(on, known); above == Ended || above == Withdrawn {
			return Ended, nil
		}
		at = up
	}
	return state, nil
}

// lives are the states that an end of the head lease ends.
var lives = [...]bool{Signed: true, Commenced: true, Suspended: true, HoldingOver: true, Withdrawn: false}
