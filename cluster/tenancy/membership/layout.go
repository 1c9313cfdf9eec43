package membership

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// layout is a membership as known on a day, laid out in time.
type layout struct {
	plans  []planFrom // ascending: whose allowances hold
	fees   []feeFor   // whose fees run
	pauses []civil.Period
}

type planFrom struct {
	from civil.Date
	plan *Plan
}

type feeFor struct {
	plan *Plan
	held civil.Period
	day  int // the billing day of a plan that began with converted days, else 0
}

// layout lays out what was known of m on a day.
func (m *Membership) layout(known civil.Date) (layout, error) {
	l := layout{plans: []planFrom{{m.Term.From, &m.Plan}}, fees: []feeFor{{plan: &m.Plan, held: m.Term}}}
	for _, p := range m.Pauses {
		if !p.Known.After(known) {
			l.pauses = append(l.pauses, p.Period)
		}
	}
	for _, i := range m.inOrder(known) {
		if err := l.change(&m.Changes[i], m.Term.From); err != nil {
			return layout{}, finance.Problem{Path: fmt.Sprintf("changes[%d]", i), Err: err}
		}
	}
	return l, nil
}

// inOrder are the places of the changes known on a day, by the day from which
// they hold. Of two from one day the one that became known later holds.
func (m *Membership) inOrder(known civil.Date) []int {
	var order []int
	for i, c := range m.Changes {
		if !c.Known.After(known) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := m.Changes[i], m.Changes[j]
		return cmp.Or(a.from().Compare(b.from()), a.Known.Compare(b.Known))
	})
	kept := order[:0]
	for n, i := range order {
		if n+1 == len(order) || m.Changes[order[n+1]].from() != m.Changes[i].from() {
			kept = append(kept, i)
		}
	}
	return kept
}

// change lets the plan of c follow the last one.
func (l *layout) change(c *Change, joined civil.Date) error {
	last := &l.fees[len(l.fees)-1]
	from := c.from()
	l.plans = append(l.plans, planFrom{from, &c.Plan})
	if from.Before(last.held.From) {
		return fmt.Errorf("before the converted days of the change before are used, on %v: %w", last.held.From, finance.ErrOverlap)
	}
	next := feeFor{plan: &c.Plan, held: civil.Period{From: from, To: last.held.To}}
	end := from
	if c.Mode == Converted {
		var err error
		if end, next.held.From, next.day, err = l.convert(last, c, joined); err != nil {
			return err
		}
	}
	last.held.To = end
	for _, f := range l.fees {
		if f.plan.ID == next.plan.ID && f.held.Overlaps(next.held) {
			return fmt.Errorf("plan %.40q is paid until %v: %w", f.plan.ID, f.held.To, finance.ErrOverlap)
		}
	}
	l.fees = append(l.fees, next)
	return nil
}

// convert answers until when the old fee is held, which was billed to then, and
// from when the new one is, on which billing day.
func (l *layout) convert(last *feeFor, c *Change, joined civil.Date) (end, next civil.Date, day int, err error) {
	from := c.from()
	old, okOld := last.plan.fee()
	new, okNew := c.Plan.fee()
	if !okOld || !okNew {
		return end, next, 0, fmt.Errorf("a plan without a fee, or with several: %w", finance.ErrConflict)
	}
	cycle := cycleOf(cmp.Or(last.day, dayOr(old.Day, joined)), from)
	if cycle.From == from || last.held.From == from { // nothing was billed ahead
		return from, from, 0, nil
	}
	next, err = converted(old.Price, new.Price, l.running(civil.Period{From: from, To: cycle.To}), from, c.ToWhole)
	return cycle.To, next, next.Day(), err
}

// running is on how many days of p a fee runs.
func (l *layout) running(p civil.Period) int64 {
	n := p.Days()
	for _, pause := range l.pauses {
		n -= pause.Intersect(p).Days()
	}
	return int64(n)
}

// bounds are the days on which something changes, within a term.
func (l *layout) bounds(term civil.Period) []civil.Date {
	days := []civil.Date{term.From}
	for _, p := range l.plans {
		days = append(days, p.from)
	}
	for _, f := range l.fees {
		days = append(days, f.held.From, f.held.To)
	}
	for _, p := range l.pauses {
		days = append(days, p.From, p.To)
	}
	return slices.DeleteFunc(days, func(d civil.Date) bool { return !term.Contains(d) })
}

func (l *layout) paused(on civil.Date) bool {
	return slices.ContainsFunc(l.pauses, func(p civil.Period) bool { return p.Contains(on) })
}

// on is what holds on a day: the clauses in force, and a text that is the same
// where they are.
func (l *layout) on(d civil.Date) (set []accrual.Named, is string) {
	paused := l.paused(d)
	is = fmt.Sprint(paused)
	for _, f := range l.fees {
		if f.held.Contains(d) && !paused {
			set = append(set, f.clauses()...)
			is += fmt.Sprintf(" %q/%d", f.plan.ID, f.day)
		}
	}
	for _, p := range l.plans {
		if !p.from.After(d) {
			is += fmt.Sprintf(" %q", p.plan.ID)
		}
	}
	return append(set, l.credits(d, paused)...), is
}

// clauses are the fees of a plan, on the billing day.
func (f feeFor) clauses() (set []accrual.Named) {
	for _, n := range f.plan.Clauses {
		if c, ok := n.Clause.(billedByCycle); ok {
			if f.day != 0 {
				n.Clause = c.anchored(f.day)
			}
			set = append(set, n)
		}
	}
	return set
}

// credits are the clauses beside fees: those of the plan of a day, and the
// allowances and passes of the plans before it that it does not have itself. These
// grant nothing any more, but keep what was bought, and what is used has a price.
func (l *layout) credits(d civil.Date, paused bool) (set []accrual.Named) {
	current := true
	for _, p := range slices.Backward(l.plans) {
		if p.from.After(d) {
			continue
		}
		for _, n := range p.plan.Clauses {
			if n, ok := credit(n, current, paused); ok && !slices.ContainsFunc(set, func(o accrual.Named) bool { return o.Name == n.Name }) {
				set = append(set, n)
			}
		}
		current = false
	}
	return set
}

// credit is a clause beside fees as it holds, if it does.
func credit(n accrual.Named, current, paused bool) (accrual.Named, bool) {
	if _, fee := n.Clause.(billedByCycle); fee {
		return n, false
	}
	if a, ok := n.Clause.(Allowance); ok {
		if !current || paused {
			n.Clause = a.paused()
		}
		return n, true
	}
	_, pass := n.Clause.(DayPass)
	return n, pass || current && !paused
}
