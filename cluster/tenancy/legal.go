package tenancy

import (
	"slices"

	"github.com/creative-cluster/kvartal/cluster/tenancy/law"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// What a lease says to the law by names: the flag of a space that is property of
// the state, and the kinds of document that show a registration and a tender.
const (
	FlagState         = "state"
	BasisRegistration = "registration"
	BasisTender       = "tender"
)

// Legal is what rules of law say of a lease.
type Legal struct {
	Lease    string
	Warnings []law.Warning
}

// Legal holds each lease against rules of law that the host supplies, as of a
// day and as the leases are now amended: registration, notices to end a lease
// without an end, changes of rent by one side, subleases beyond their head, a
// stay after the last day, state property without a tender. Drafts are held
// against them before they are signed. A lease that no rule warns about is not
// listed. Warnings stop nothing.
//
// A change of rent is an Amend event or an amendment that sets a [Fixed] clause
// anew; an event is one side's if it says Alone, everything else is agreed. A
// step or an index is part of what was agreed, and no change.
func (h House) Legal(rules law.Rules, today civil.Date) []Legal {
	s := h.survey()
	heads := placesOf(s.Leases, leaseID)
	var all []Legal
	for i := range s.Leases {
		l := &s.Leases[i]
		subject := s.subject(l)
		if head, ok := heads[l.Head]; ok && l.Head != "" {
			subject.Head = s.Leases[head].held()
		}
		if warnings := rules.Check(subject, today); len(warnings) > 0 {
			all = append(all, Legal{l.ID, warnings})
		}
	}
	return all
}

// subject is l as the law sees it.
func (s *survey) subject(l *Lease) law.Subject {
	x := law.Subject{
		Object: law.Premises, Signed: l.Signed, Term: l.Term,
		Registered: l.rests(BasisRegistration), Tendered: l.rests(BasisTender),
		Changes: l.rentChanges(),
	}
	land := 0
	for _, h := range l.Spaces {
		at, ok := s.spaces[h.Space]
		if !ok {
			continue
		}
		space := &s.Spaces[at]
		if space.Use == Land {
			land++
		}
		x.State = x.State || slices.ContainsFunc(space.Flags, func(f Flag) bool { return f.Name == FlagState })
	}
	if land > 0 && land == len(l.Spaces) {
		x.Object = law.Land
	}
	l.lived(&x)
	return x
}

// lived adds what became of l: its term as it was agreed last, and when it was
// given back: on the last day, unless the resident stayed.
func (l *Lease) lived(x *law.Subject) {
	x.Term = l.termBy(l.agreed())
	stayed := false
	for _, e := range l.Events {
		switch e.Action {
		case Sign:
			x.Signed = e.Known
		case Renew:
			stayed = false
		case HoldOver:
			stayed = true
		case Serve:
			if e.Option == "" && x.Term.IsOpen() {
				x.Notice = law.Served{Received: e.On, Leaves: e.Until.AddDays(-1)}
				x.Returned = x.Notice.Leaves
				if l.HoldingOver != nil {
					x.Notice.Months = l.HoldingOver.Notice.Months
				}
			}
		case Return:
			x.Returned = e.On.AddDays(-1)
		}
	}
	if !stayed && x.Returned.IsZero() && !x.Term.To.IsZero() {
		x.Returned = x.Term.To.AddDays(-1)
	}
}

// rentChanges are the days on which fixed rent was set anew, and by whom.
func (l *Lease) rentChanges() []law.RentStep {
	var changes []law.RentStep
	for _, a := range l.Amendments {
		if setsRent(a.Set) {
			changes = append(changes, law.RentStep{On: a.From})
		}
	}
	for _, e := range l.Events {
		if e.Action != Amend || !setsRent(e.Set) {
			continue
		}
		step := law.RentStep{On: e.On, By: e.By.String()}
		if e.Alone {
			step.Kind = law.Unilateral
		}
		changes = append(changes, step)
	}
	slices.SortStableFunc(changes, func(a, b law.RentStep) int { return a.On.Compare(b.On) })
	return changes
}

func setsRent(set []accrual.Named) bool {
	return slices.ContainsFunc(set, func(n accrual.Named) bool { _, ok := n.Clause.(Fixed); return ok })
}
