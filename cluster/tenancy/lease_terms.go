package tenancy

import (
	"cmp"
	"slices"

	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// The terms of a lease on a day fold its amendments by From, then Known, as the
// spine does: one source of truth for what is measured and what is charged.

// inOrder are the amendments of l, and what its events come to, in the order in
// which they are folded.
func (l *Lease) inOrder() []accrual.Amendment {
	all := l.Amendments
	if len(l.Events) > 0 {
		all = slices.Concat(all, l.replay(anybody, never).lowered())
	}
	if len(all) < 2 {
		return all
	}
	return slices.SortedStableFunc(slices.Values(all), func(a, b accrual.Amendment) int {
		return cmp.Or(a.From.Compare(b.From), a.Known.Compare(b.Known))
	})
}

// held is the term as amended: the one that became known last, of equals the
// one that holds later. A lease that nobody signed, or that was withdrawn, holds
// nothing: the zero Period.
func (l *Lease) held() civil.Period {
	if l.Draft || len(l.Events) > 0 {
		r := l.replay(anybody, never)
		if r.signed == never || !r.withdrawn.IsZero() {
			return civil.Period{}
		}
		return r.term
	}
	return l.termBy(l.inOrder())
}

// termBy is the term by amendments in their order.
func (l *Lease) termBy(amendments []accrual.Amendment) civil.Period {
	term, known := l.Term, l.signed()
	for _, a := range amendments {
		if a.Term != nil && !a.Known.Before(known) {
			term, known = *a.Term, a.Known
		}
	}
	return term
}

// agreed are the amendments of l in their order, and what its events come to of
// which the sides agreed: neither what came of a stay and its end, nor of a return,
// nor what only rests.
func (l *Lease) agreed() []accrual.Amendment {
	if len(l.Events) == 0 {
		return l.inOrder()
	}
	var all []accrual.Amendment
	for _, c := range l.replay(anybody, never).inOrder() {
		if c.place > 0 && !c.mask && (c.event < 0 || l.Events[c.event].agreed()) {
			all = append(all, c.Amendment)
		}
	}
	return all
}

// agreed reports whether e is of a kind that the lease foresees or both sides
// signed.
func (e *Event) agreed() bool {
	return e.Action != HoldOver && e.Action != Return && (e.Action != Serve || e.Option != "")
}

// resident is who holds l on a day.
func (l *Lease) resident(on civil.Date) accrual.Party { return l.residentBy(l.inOrder(), on) }

func (l *Lease) residentBy(sorted []accrual.Amendment, on civil.Date) accrual.Party {
	who := l.Resident
	for _, a := range sorted {
		if a.Parties != nil && !a.From.After(on) {
			who = a.Parties.Debtor
		}
	}
	return who
}

// clausesBy are those in force on a day of the term, by the amendments in their
// order. The slice is shared with l where nothing was amended.
func (l *Lease) clausesBy(sorted []accrual.Amendment, on civil.Date) []accrual.Named {
	inForce := l.Clauses
	for _, a := range sorted {
		if a.From.After(on) {
			break
		}
		inForce = amended(inForce, a)
	}
	return inForce
}

// amended is a new list: what a drops is gone, what it sets stands in the place
// of what had its name, or at the end.
func amended(before []accrual.Named, a accrual.Amendment) []accrual.Named {
	after := make([]accrual.Named, 0, len(before)+len(a.Set))
	for _, n := range before {
		if !slices.Contains(a.Drop, n.Name) {
			after = append(after, n)
		}
	}
	for _, n := range a.Set {
		i := slices.IndexFunc(after, func(o accrual.Named) bool { return o.Name == n.Name })
		if i < 0 {
			after = append(after, n)
			continue
		}
		after[i] = n
	}
	return after
}
