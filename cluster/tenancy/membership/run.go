package membership

import (
	"cmp"
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// run is one call of Step under way.
type run struct {
	Allowance
	memory  *memory
	span    *accrual.Span
	net     int64   // charged
	history *folded // notes what happens, when somebody asks
}

// through takes the facts of the span in their order, and the cycles that begin
// in it.
func (r *run) through(facts []accrual.Fact) error {
	r.Day = dayOr(r.Day, r.span.Window.From)
	events, err := r.events(facts)
	if err != nil {
		return err
	}
	if err := r.begin(); err != nil {
		return err
	}
	for _, e := range events {
		if err := r.reach(e.On); err != nil {
			return err
		}
		if err := r.fact(e); err != nil {
			return fmt.Errorf("fact %.40q: %w", e.ID, err)
		}
	}
	return r.finish()
}

// begin brings the cycle and the terms up to the first day of the span.
func (r *run) begin() error {
	m, since := r.memory, r.span.Since
	if m.Cycle.IsZero() {
		return r.open(since)
	}
	if err := r.reach(since); err != nil {
		return err
	}
	if c := cycleOf(r.Day, since); c != m.Cycle { // another billing day cuts the cycle
		if err := r.cut(since); err != nil {
			return err
		}
		return r.open(since)
	}
	return r.settle(since)
}

// open begins the cycle of a day, by the terms of the allowance.
func (r *run) open(on civil.Date) error {
	c, err := Cycle(r.Day, on)
	if err != nil {
		return err
	}
	r.memory.open(c)
	return r.settle(on)
}

// cut ends the cycle under way before its end: it has granted what its days did,
// unless a part grants all.
func (r *run) cut(on civil.Date) error {
	if !r.Whole {
		none := run{Allowance: r.paused(), memory: r.memory, span: r.span, history: r.history}
		if err := none.settle(on); err != nil { // which charges nothing
			return err
		}
	}
	return r.roll(on)
}

// reach opens the cycle that contains a day, after those before it.
func (r *run) reach(d civil.Date) error {
	for m := r.memory; !d.Before(m.Cycle.To); {
		to := m.Cycle.To
		if err := r.roll(to); err != nil {
			return err
		}
		if err := r.open(to); err != nil {
			return err
		}
	}
	return nil
}

// roll ends the cycle under way before a day: what lapses with it does, the rest
// opens the next one.
func (r *run) roll(on civil.Date) error {
	a, end := &r.memory.account, r.memory.Cycle.To
	before := a.Flow
	a.lapse(end)
	if r.Rollover.Most > 0 {
		a.keepMost(r.Rollover.Most)
		a.lapse(end)
	}
	r.history.lapsed(on, before, a)
	return r.history.close(r.memory)
}

// settle makes the terms those of the allowance from a day on, unless they are.
func (r *run) settle(on civil.Date) error {
	target, err := r.target(on)
	if err != nil {
		return err
	}
	m := r.memory
	e := event{
		Kind: Granting, On: on, N: target, At: r.Overage.Minor(), Per: r.Per, Until: r.after(r.Rollover.Cycles),
		OfOn: m.Cycle.From, Order: r.Order, Rounding: r.Rounding,
	}
	if same := m.account.terms; same.OfOn == e.OfOn {
		if same.On = on; same == e {
			return nil
		}
	}
	return r.happen(e)
}

// target is what the cycle grants in all, by the terms before a day and those of
// the allowance from it on.
func (r *run) target(on civil.Date) (int64, error) {
	m := r.memory
	var left int64
	for _, h := range r.span.Held {
		left += int64(h.Intersect(civil.Period{From: on, To: m.Cycle.To}).Days())
	}
	switch {
	case !r.Whole:
		return finance.MulDiv(m.Sum+r.Units*left, 1, int64(m.Cycle.Days()), r.Part)
	case left == 0:
		return 0, nil
	}
	return r.Units, nil
}

// after is the end of the cycle n cycles after this one.
func (r *run) after(n int) civil.Date {
	end := r.memory.Cycle.To
	if n == 0 { // also of a cycle that another billing day cuts
		return end
	}
	return billed(end.Month().Add(n), r.Day)
}

// fact takes an event of a fact. What cancels a use of an earlier cycle changes
// nothing.
func (r *run) fact(e event) error {
	if e.Kind == Cancelling && e.OfOn.Before(r.memory.Cycle.From) {
		r.history.add(e, Flow{}, 0, r.memory.account.left())
		return nil
	}
	if e.Kind == Giving {
		e.Until = r.after(r.Goodwill)
	}
	return r.happen(e)
}

// happen takes an event, and charges what it makes the cycle charge.
func (r *run) happen(e event) error {
	m := r.memory
	if len(m.Events) >= MaxEvents {
		return fmt.Errorf("more than %d events in the cycle %v: %w", MaxEvents, m.Cycle, finance.ErrLimit)
	}
	before, err := m.account.charged()
	if err != nil {
		return err
	}
	flow := m.account.Flow
	m.Events = append(m.Events, e)
	if err := m.account.after(m.Open, m.Events); err != nil {
		return err
	}
	after, err := m.account.charged()
	if err != nil {
		return err
	}
	flow = m.account.minus(flow)
	r.trace(e, flow, after-before)
	if r.net, err = add(r.net, after-before); err != nil {
		return err
	}
	r.history.add(e, flow, after-before, m.account.left())
	return nil
}

// trace notes what an event charges: units beyond at their price, all else as it
// is.
func (r *run) trace(e event, flow Flow, minor int64) {
	t := r.span.Trace
	if t == nil || minor == 0 {
		return
	}
	count, err := finance.NewRate(flow.Over, max(r.Per, 1))
	if e.Kind == Using && err == nil {
		t.Times(r.Overage, count, cmp.Or(r.Unit, r.Credit))
		return
	}
	t.Fixed(finance.Minor(minor, r.span.Currency))
}

// finish opens the cycles that begin in the rest of the span, and counts the days
// that the allowance granted in the last one.
func (r *run) finish() error {
	m, to := r.memory, r.span.To
	if err := r.reach(to.AddDays(-1)); err != nil {
		return err
	}
	counted := civil.Period{From: m.Cycle.From, To: to}.Intersect(civil.Period{From: r.span.Since, To: to})
	m.Sum += r.Units * int64(counted.Days())
	if to != r.span.Window.To {
		return nil
	}
	return r.happen(event{Kind: Ending, On: to.AddDays(-1)})
}
