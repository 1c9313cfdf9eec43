package tenancy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// effects are what each action does to the life of a lease and comes to in the
// words of the spine. Each one checks all before it changes anything.
var effects = [...]func(r *replay, i int, e *Event) error{
	Sign:     (*replay).sign,
	Withdraw: (*replay).withdraw,
	Commence: (*replay).commence,
	Amend:    (*replay).amend,
	Assign:   (*replay).assign,
	Move:     (*replay).move,
	Suspend:  (*replay).suspend,
	Resume:   (*replay).resume,
	Serve:    (*replay).serve,
	Fulfil:   (*replay).fulfil,
	Extend:   (*replay).extend,
	Renew:    (*replay).renew,
	EndEarly: (*replay).end,
	HoldOver: (*replay).holdOver,
	Return:   (*replay).end,
}

// sign makes the draft known.
func (r *replay) sign(_ int, e *Event) error {
	r.signed, r.agreed = e.Known, e.On
	r.changes[0].Known = e.Known
	return nil
}

// withdraw drops all that a signed lease would have charged, on each day on which
// it is set.
func (r *replay) withdraw(i int, e *Event) error {
	r.withdrawn = e.On
	if r.signed == never {
		return nil
	}
	for _, c := range slices.Clone(r.changes) {
		var drop accrual.Amendment
		for _, n := range c.Set {
			drop.Drop = append(drop.Drop, n.Name)
		}
		drop.From = c.From
		r.lower(i, e, drop, false)
	}
	return nil
}

// commence moves the first day of the term.
func (r *replay) commence(i int, e *Event) error {
	if err := r.inTerm("on", e.On); err != nil {
		return err
	}
	r.handed = true
	r.lower(i, e, accrual.Amendment{From: e.On, Term: &civil.Period{From: e.On, To: r.term.To}}, false)
	return nil
}

// inTerm refuses a day that is not one of the term.
func (r *replay) inTerm(field string, d civil.Date) error {
	if r.term.Contains(d) {
		return nil
	}
	return problem(field, fmt.Errorf("%v is not in the term %v: %w", d, r.term, finance.ErrRange))
}

// words are the clauses that an event sets and drops, from a day on.
func (e *Event) words(from civil.Date) accrual.Amendment {
	return accrual.Amendment{From: from, Set: slices.Clone(e.Set), Drop: slices.Clone(e.Drop)}
}

func (r *replay) amend(i int, e *Event) error {
	r.lower(i, e, e.words(r.since(e.On)), true)
	return nil
}

// since is the day, or the first day of the term if that is later: what is
// agreed of a lease before its term holds from its beginning.
func (r *replay) since(on civil.Date) civil.Date { return later(r.lease.Term.From, on) }

func (r *replay) assign(i int, e *Event) error {
	if e.Resident == r.landlord {
		return problem("resident", notTo(r.landlord, e.Resident))
	}
	a := e.words(r.since(e.On))
	a.Parties = &accrual.Parties{Creditor: r.landlord, Debtor: e.Resident}
	r.lower(i, e, a, true)
	return nil
}

func (r *replay) move(i int, e *Event) error {
	from := r.since(e.On)
	r.moves = append(r.moves, move{from, i, slices.Clone(e.Spaces)})
	slices.SortStableFunc(r.moves, func(a, b move) int { return a.from.Compare(b.from) })
	r.lower(i, e, e.words(from), true)
	return nil
}

// extend moves the end of the term.
func (r *replay) extend(i int, e *Event) error {
	if err := r.later("until", e.Until); err != nil {
		return err
	}
	a := e.words(r.since(e.On))
	a.Term = &civil.Period{From: r.term.From, To: e.Until}
	r.ended = Expire
	r.lower(i, e, a, true)
	return nil
}

// later refuses an end that is not after that of the term.
func (r *replay) later(field string, end civil.Date) error {
	if r.term.To.IsZero() {
		return problem(field, fmt.Errorf("the term has no end: %w", finance.ErrConflict))
	}
	if !end.After(r.term.To) {
		return problem(field, fmt.Errorf("%v is not after %v, the end of the term: %w", end, r.term.To, finance.ErrOrder))
	}
	return nil
}

// renew is to extend, and ends a stay after the last day: what the stay had
// changed is as before, but for what the event sets.
func (r *replay) renew(i int, e *Event) error {
	last := len(r.stays) - 1
	if last < 0 || !r.stays[last].Contains(e.On) || !r.term.Contains(e.On) {
		return r.extend(i, e)
	}
	a := e.words(e.On)
	before := r.inForce(r.stays[last].From.AddDays(-1), true)
	for _, n := range r.inForce(e.On, true) {
		if !isStay(n.Clause) || says(&a, n.Name) {
			continue
		}
		at := slices.IndexFunc(before, func(b accrual.Named) bool { return b.Name == n.Name })
		was := before[at] // a stay replaces only what was in force
		was.Change = accrual.Carry
		a.Set = append(a.Set, was)
	}
	r.stays[last].To = e.On
	r.ended = Expire
	a.Term = &civil.Period{From: r.term.From, To: e.Until}
	r.lower(i, e, a, true)
	return nil
}

// says reports whether a sets or drops a name.
func says(a *accrual.Amendment, name string) bool {
	return slices.Contains(a.Drop, name) || slices.ContainsFunc(a.Set, func(n accrual.Named) bool { return n.Name == name })
}

// end closes the term, by agreement or as the spaces are given back. A return on
// the day after the last changes no term, and makes it final.
func (r *replay) end(i int, e *Event) error {
	if !e.On.After(r.term.From) {
		return problem("on", fmt.Errorf("%v, as the term begins: withdraw it: %w", e.On, finance.ErrOrder))
	}
	r.ended = e.Action
	if e.On != r.term.To {
		r.close(i, e, e.On)
	}
	return nil
}

// close ends the term on a day.
func (r *replay) close(i int, e *Event, end civil.Date) {
	r.lower(i, e, accrual.Amendment{From: end, Term: &civil.Period{From: r.term.From, To: end}}, false)
}
