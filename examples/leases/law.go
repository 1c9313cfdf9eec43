package main

import (
	"slices"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/cluster/tenancy/law"
)

// warnings holds the leases of spaces against the table of rules.
func (r *report) warnings() error {
	r.Title("What the rules of law.json warn of (no legal advice)")
	for i := range r.house.Leases {
		l := &r.house.Leases[i]
		for _, w := range r.rules.Check(r.subject(l), atEnd) {
			r.Hang("  "+l.ID+"  "+r.read(w.Text(r.Language)), 8)
		}
	}
	return nil
}

// subject is a lease in brief, as the rules look at it.
func (r *report) subject(l *tenancy.Lease) law.Subject {
	s := law.Subject{Signed: l.Signed, Term: l.Term}
	s.Registered = slices.ContainsFunc(l.Basis, func(b tenancy.Basis) bool { return b.Kind == "registration" })
	s.Tendered = slices.ContainsFunc(l.Basis, func(b tenancy.Basis) bool { return b.Kind == "tender" })
	for _, space := range r.house.Spaces {
		if l.Spaces[0].Space != space.ID {
			continue
		}
		s.State = slices.ContainsFunc(space.Flags, func(f tenancy.Flag) bool { return f.Name == "state property" })
		if space.Use == tenancy.Land {
			s.Object = law.Land
		}
		if space.Use == tenancy.Desk || space.Use == tenancy.Shelf {
			s.Object = law.Movable // a place without walls, to these rules
		}
	}
	for _, e := range l.Events {
		switch e.Action {
		case tenancy.Return:
			s.Returned = e.On.AddDays(-1)
		case tenancy.EndEarly:
			s.Term.To = e.On
		case tenancy.Renew:
			s.Term.To = e.Until
		}
	}
	if l.Head != "" {
		s.Head = r.lease(l.Head).Term
	}
	return s
}
