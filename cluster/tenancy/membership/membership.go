package membership

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Membership lets a member use a plan for a term. What changes is added, never
// edited: changes of plan, pauses, an end before the term's, each with the day on
// which it became known.
type Membership struct {
	ID      string        `json:"id"`
	Member  accrual.Party `json:"member"`
	Term    civil.Period  `json:"term"`
	Signed  civil.Date    `json:"signed,omitzero"` // the day on which it became known; none is the first day of its term
	Plan    Plan          `json:"plan"`            // the first one
	Changes []Change      `json:"changes,omitempty"`
	Pauses  []Pause       `json:"pauses,omitempty"`
	Ended   *End          `json:"ended,omitempty"`
}

// MaxChanges is how many changes and pauses a membership may have.
const MaxChanges = 100

// Agreement returns the membership as the spine's agreement, in which the member
// owes the landlord. Its first amendment is the first plan; each change, pause
// and end is an amendment known on its own day, so that one that comes late
// adjusts what was billed. What Validate refuses it refuses, and a missing
// landlord or currency.
func (m Membership) Agreement(landlord accrual.Party, c finance.Currency, tax accrual.Tax) (accrual.Agreement, error) {
	var wrong finance.Problems
	wrong.Add("", m.Validate())
	wrong.Add("landlord", checkID(string(landlord)))
	wrong.Add("currency", c.Validate())
	wrong.Add("tax", tax.Validate())
	if landlord == m.Member && landlord != "" {
		wrong.Add("member", fmt.Errorf("owes to itself: %w", finance.ErrConflict))
	}
	wrong.Add("", m.in(c))
	var a accrual.Agreement
	if wrong.Len() == 0 {
		var err error
		a, err = m.agreement(landlord, c, tax)
		wrong.Add("", err)
		if err == nil {
			wrong.Add("", a.Validate())
		}
	}
	if err := wrong.Err(); err != nil {
		return accrual.Agreement{}, fmt.Errorf("membership %.40q: %w", m.ID, err)
	}
	return a, nil
}

func (m *Membership) agreement(landlord accrual.Party, c finance.Currency, tax accrual.Tax) (accrual.Agreement, error) {
	d := draft{Membership: m, said: map[civil.Date]string{}}
	for _, known := range m.knowns() {
		if err := d.amend(known); err != nil {
			return accrual.Agreement{}, err
		}
	}
	term := m.Term
	d.amendments[0].Parties = &accrual.Parties{Creditor: landlord, Debtor: m.Member}
	d.amendments[0].Term = &term
	if m.Ended != nil {
		short := civil.Period{From: m.Term.From, To: m.Ended.On}
		d.amendments = append(d.amendments, accrual.Amendment{From: m.Ended.On, Known: m.Ended.Known, Term: &short})
	}
	return accrual.Agreement{ID: m.ID, Currency: c, Tax: tax, Meters: m.meters(), Amendments: d.amendments}, nil
}

// knowns are the days on which something became known, ascending.
func (m *Membership) knowns() []civil.Date {
	days := []civil.Date{m.signed()}
	for _, c := range m.Changes {
		days = append(days, c.Known)
	}
	for _, p := range m.Pauses {
		days = append(days, p.Known)
	}
	slices.SortFunc(days, civil.Date.Compare)
	return slices.Compact(days)
}

// signed is the day on which m became known.
func (m *Membership) signed() civil.Date {
	if m.Signed.IsZero() {
		return m.Term.From
	}
	return m.Signed
}

// meters are those of all credits.
func (m *Membership) meters() []accrual.Meter {
	var all []accrual.Meter
	for _, p := range m.plans() {
		for _, n := range p.Clauses {
			if _, ok := n.Clause.(credited); !ok {
				continue
			}
			for _, meter := range n.Clause.Meters() {
				if !slices.Contains(all, meter) {
					all = append(all, meter)
				}
			}
		}
	}
	return all
}

// plans are all that m ever has.
func (m *Membership) plans() []*Plan {
	all := []*Plan{&m.Plan}
	for i := range m.Changes {
		all = append(all, &m.Changes[i].Plan)
	}
	return all
}

// draft writes the amendments of a membership.
type draft struct {
	*Membership
	amendments []accrual.Amendment
	names      []string              // ever set
	said       map[civil.Date]string // what holds from a day on, as written so far
}

// amend writes what became known on a day: for each day from which something holds
// otherwise than was said, all that holds from it on. What was said of a day
// before is said anew, as of two amendments from one day the one known later holds.
func (d *draft) amend(known civil.Date) error {
	l, err := d.layout(known)
	if err != nil {
		return err
	}
	days := l.bounds(d.Term)
	for day := range d.said {
		days = append(days, day)
	}
	slices.SortFunc(days, civil.Date.Compare)
	for _, day := range slices.Compact(days) {
		set, is := l.on(day)
		if d.said[day] != is {
			d.said[day] = is
			d.amendments = append(d.amendments, d.amendment(day, known, set))
		}
	}
	return nil
}

// amendment sets what holds from a day on and drops everything else.
func (d *draft) amendment(from, known civil.Date, set []accrual.Named) accrual.Amendment {
	a := accrual.Amendment{From: from, Known: known, Set: set}
	for _, name := range d.names {
		if !slices.ContainsFunc(set, func(n accrual.Named) bool { return n.Name == name }) {
			a.Drop = append(a.Drop, name)
		}
	}
	for _, n := range set {
		if !slices.Contains(d.names, n.Name) {
			d.names = append(d.names, n.Name)
		}
	}
	return a
}
