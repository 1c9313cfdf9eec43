package membership

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Validate reports everything that is wrong with m in itself, as finance.Problems:
// beside what is wrong with its plans, changes and pauses, those outside the term
// or known before the membership, pauses that overlap, changes before converted
// days are used, and plans whose clauses do not go together.
func (m Membership) Validate() error {
	var wrong finance.Problems
	wrong.Add("id", checkID(m.ID))
	wrong.Add("member", checkID(string(m.Member)))
	wrong.Add("term", m.Term.Validate())
	wrong.Add("plan", m.Plan.Validate())
	if n := len(m.Changes) + len(m.Pauses); n > MaxChanges {
		wrong.Add("changes", fmt.Errorf("%d changes and pauses, at most %d: %w", n, MaxChanges, finance.ErrLimit))
		return wrong.Err()
	}
	for i, c := range m.Changes {
		wrong.AddAt("changes", i, c.Validate())
		wrong.AddAt("changes", i, at("on", m.inside(c.On)))
		if c.Day == NewPlan && c.On == m.Term.From {
			wrong.AddAt("changes", i, at("on", fmt.Errorf("the day of joining: %w", finance.ErrConflict)))
		}
		wrong.AddAt("changes", i, at("known", m.notBefore(c.Known)))
	}
	m.checkPauses(&wrong)
	m.checkEnding(&wrong)
	m.checkPlans(&wrong)
	if wrong.Len() == 0 {
		m.checkLayouts(&wrong)
	}
	return wrong.Err()
}

func (m *Membership) checkPauses(wrong *finance.Problems) {
	order := make([]int, len(m.Pauses))
	for i, p := range m.Pauses {
		order[i] = i
		wrong.AddAt("pauses", i, p.Validate())
		wrong.AddAt("pauses", i, at("period.from", m.inside(p.Period.From)))
		wrong.AddAt("pauses", i, at("known", m.notBefore(p.Known)))
	}
	slices.SortFunc(order, func(i, j int) int {
		return cmp.Or(m.Pauses[i].Period.From.Compare(m.Pauses[j].Period.From), cmp.Compare(i, j))
	})
	for n := 1; n < len(order); n++ {
		i, j := order[n-1], order[n]
		if m.Pauses[i].Period.Overlaps(m.Pauses[j].Period) {
			wrong.AddAt("pauses", j, at("period", fmt.Errorf("with pauses[%d]: %w", i, finance.ErrOverlap)))
		}
	}
}

func (m *Membership) checkEnding(wrong *finance.Problems) {
	if m.Ended == nil {
		return
	}
	wrong.Add("ended", m.Ended.Validate())
	wrong.Add("ended.on", m.inside(m.Ended.On))
	if m.Ended.On == m.Term.From {
		wrong.Add("ended.on", fmt.Errorf("holds on no day: %w", finance.ErrOrder))
	}
	wrong.Add("ended.known", m.notBefore(m.Ended.Known))
}

// inside refuses a day outside the term. No day at all is another problem.
func (m *Membership) inside(d civil.Date) error {
	if d.IsZero() || m.Term.IsEmpty() || m.Term.Contains(d) {
		return nil
	}
	return fmt.Errorf("%v is not in the term: %w", d, finance.ErrRange)
}

// notBefore refuses a day before that on which m became known.
func (m *Membership) notBefore(known civil.Date) error {
	if known.IsZero() || !known.Before(m.signed()) {
		return nil
	}
	return fmt.Errorf("%v is before the membership's %v: %w", known, m.signed(), finance.ErrOrder)
}

// clauseOf is where a name or a credit was first met.
type clauseOf struct {
	plan *Plan
	name string
	kind reflect.Type
}

// checkPlans refuses two plans of one id, and clauses that cannot follow each
// other under one name: fees of two plans, two kinds, one credit under two names.
func (m *Membership) checkPlans(wrong *finance.Problems) {
	plans, names, credits := map[string]*Plan{}, map[string]clauseOf{}, map[string]string{}
	for i, p := range m.plans() {
		path := "plan"
		if i > 0 {
			path = fmt.Sprintf("changes[%d].plan", i-1)
		}
		if first, known := plans[p.ID]; known {
			if !reflect.DeepEqual(*first, *p) {
				wrong.Add(path+".id", fmt.Errorf("another plan of the id %.40q: %w", p.ID, finance.ErrConflict))
			}
			continue
		}
		plans[p.ID] = p
		for j := range p.Clauses {
			wrong.Add(fmt.Sprintf("%s.clauses[%d]", path, j), follows(p, j, names, credits))
		}
	}
}

// follows notes the clause at a place of p, and refuses it if it contradicts what
// was noted before.
func follows(p *Plan, j int, names map[string]clauseOf, credits map[string]string) error {
	n := p.Clauses[j]
	_, fee := n.Clause.(billedByCycle)
	kind := reflect.TypeOf(n.Clause)
	if c, ok := n.Clause.(credited); ok {
		if name, known := credits[c.credit()]; known && name != n.Name {
			return at("credit", fmt.Errorf("is counted as %.40q in another plan: %w", name, finance.ErrConflict))
		}
		credits[c.credit()] = n.Name
	}
	before, known := names[n.Name]
	switch {
	case known && before.plan == p: // reported by the plan
	case known && fee:
		return at("name", fmt.Errorf("is the fee of plan %.40q: %w", before.plan.ID, finance.ErrConflict))
	case known && before.kind != kind:
		return at("name", fmt.Errorf("is another kind of clause in plan %.40q: %w", before.plan.ID, finance.ErrConflict))
	}
	names[n.Name] = clauseOf{p, n.Name, kind}
	return nil
}

// checkLayouts refuses changes that cannot follow each other, as known on any day,
// and more amendments than an agreement may have.
func (m *Membership) checkLayouts(wrong *finance.Problems) {
	a, err := m.agreement("", 0, accrual.Tax{})
	wrong.Add("", err)
	if n := len(a.Amendments); n > accrual.MaxAmendments {
		wrong.Add("changes", fmt.Errorf("%d amendments, at most %d: %w", n, accrual.MaxAmendments, finance.ErrLimit))
	}
}

func (m *Membership) in(c finance.Currency) error {
	var wrong finance.Problems
	wrong.Add("plan", m.Plan.in(c))
	for i, change := range m.Changes {
		wrong.AddAt("changes", i, at("plan", change.Plan.in(c)))
	}
	return wrong.Err()
}
