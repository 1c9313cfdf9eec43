package tenancy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// served is a notice that takes up an option.
type served struct {
	Event
	option int      // its place among the options
	met    []string // of its conditions
	done   bool     // it has or will have effect, as known
}

// serve takes up an option, or ends a stay after the last day or a lease without
// an end. A notice that is
// late, or of the wrong side, is refused: it would have no effect.
func (r *replay) serve(i int, e *Event) error {
	if e.Option == "" {
		return r.endStay(i, e)
	}
	at := slices.IndexFunc(r.lease.Options, func(o Option) bool { return o.ID == e.Option })
	if at < 0 {
		return problem("option", unknown(e.Option))
	}
	o := &r.lease.Options[at]
	if err := r.checkNotice(o, e); err != nil {
		return err
	}
	n := served{Event: e.clone(), option: at}
	if err := n.meet(o, e); err != nil {
		return err
	}
	r.notices = append(r.notices, n)
	return r.exercise(i, e, &r.notices[len(r.notices)-1])
}

func (r *replay) checkNotice(o *Option, e *Event) error {
	switch opens := o.opens(e.Until); {
	case o.By != ByEither && o.By != e.By:
		return problem("by", fmt.Errorf("an option of the %v: %w", o.By, finance.ErrConflict))
	case !o.takesEffect(e.Until, r.expiry(o)):
		return problem("until", fmt.Errorf("%v is no day of the option in the term %v: %w", e.Until, r.term, finance.ErrRange))
	case r.taken(o.ID, e.On):
		return problem("option", fmt.Errorf("%.40q is taken up: %w", o.ID, finance.ErrDuplicate))
	case !o.Notice.serves(e.On, e.Until):
		return problem("on", fmt.Errorf("notice of %v runs to %v, not out before %v: %w", o.Notice, o.Notice.Ends(e.On), e.Until, finance.ErrRange))
	case e.On.Before(opens):
		return problem("on", fmt.Errorf("not before %v: %w", opens, finance.ErrRange))
	}
	if o.Kind == ToBreak && len(e.Set)+len(e.Drop) > 0 {
		return problem("set", fmt.Errorf("after a break: %w", finance.ErrConflict))
	}
	return nil
}

// expiry is the term by which the days of an option are counted. One that is
// said by the end of the term has none once another end is agreed.
func (r *replay) expiry(o *Option) civil.Period {
	if r.ended != Expire && (o.Kind != ToBreak || o.BeforeEnd > 0) {
		return civil.Period{}
	}
	return r.term
}

// taken reports whether an option is used up on a day, or a notice of it is
// under way.
func (r *replay) taken(option string, on civil.Date) bool {
	return slices.ContainsFunc(r.notices, func(n served) bool {
		return n.Option == option && (n.done || on.Before(n.Until))
	})
}

// endStay ends a stay after the last day, or a lease without an end, by notice.
// What the lease says of the notice for a stay holds for both.
func (r *replay) endStay(i int, e *Event) error {
	last := len(r.stays) - 1
	stays, indefinite := last >= 0 && r.stays[last].Contains(e.On), r.lease.Term.IsOpen() && r.term.Contains(e.On)
	switch {
	case !stays && !indefinite:
		return problem("option", finance.ErrMissing)
	case len(e.Set)+len(e.Drop) > 0:
		return problem("set", fmt.Errorf("after a stay: %w", finance.ErrConflict))
	case len(e.Conditions) > 0:
		return problem("conditions", fmt.Errorf("of no option: %w", finance.ErrConflict))
	case !r.term.To.IsZero() && !e.Until.Before(r.term.To):
		return problem("until", fmt.Errorf("%v, while it ends on %v: %w", e.Until, r.term.To, finance.ErrRange))
	}
	if h := r.lease.HoldingOver; h != nil && !h.Notice.serves(e.On, e.Until) {
		return problem("on", fmt.Errorf("notice of %v runs to %v, not out before %v: %w", h.Notice, h.Notice.Ends(e.On), e.Until, finance.ErrRange))
	}
	r.ended = Serve
	r.close(i, e, e.Until)
	return nil
}

// fulfil meets conditions of the notice under way.
func (r *replay) fulfil(i int, e *Event) error {
	at := slices.IndexFunc(r.notices, func(n served) bool { return n.Option == e.Option && !n.done && e.On.Before(n.Until) })
	if at < 0 {
		return problem("option", fmt.Errorf("no notice of %.40q is under way on %v: %w", e.Option, e.On, finance.ErrUnknown))
	}
	n := &r.notices[at]
	if err := n.meet(&r.lease.Options[n.option], e); err != nil {
		return err
	}
	return r.exercise(i, e, n)
}

// meet notes the conditions that an event says are met.
func (n *served) meet(o *Option, e *Event) error {
	var wrong finance.Problems
	for i, name := range e.Conditions {
		switch {
		case !slices.Contains(o.Conditions, name):
			wrong.AddAt("conditions", i, unknown(name))
		case slices.Contains(n.met, name):
			wrong.AddAt("conditions", i, fmt.Errorf("%.40q is met: %w", name, finance.ErrDuplicate))
		}
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	n.met = append(n.met, e.Conditions...)
	return nil
}

// exercise gives a notice its effect, once all conditions are met. Where the
// term has meanwhile come to another end it has none.
func (r *replay) exercise(i int, e *Event, n *served) error {
	o := &r.lease.Options[n.option]
	if len(n.met) < len(o.Conditions) || !o.takesEffect(n.Until, r.expiry(o)) {
		return nil
	}
	end, paid := n.Until, n.Until.AddDays(-1)
	if o.Kind != ToBreak {
		end, paid = n.Until.AddMonths(o.Months), n.Until
		if end.IsZero() {
			return problem("until", fmt.Errorf("%d months after %v: %w", o.Months, n.Until, finance.ErrRange))
		}
	}
	a := n.words(n.Until)
	fee, err := r.fee(o, &n.Event, paid)
	if err != nil {
		return err
	}
	n.done = true
	a.Term = &civil.Period{From: r.term.From, To: end}
	r.ended = Expire
	if o.Kind == ToBreak {
		r.ended = Serve
	}
	r.lower(i, e, a, e.Action == Serve)
	if fee.Clause != nil {
		r.lower(i, e, accrual.Amendment{From: paid, Set: []accrual.Named{fee}}, false)
	}
	return nil
}

// fee is the price of an option as a clause of its own, owed by whoever takes it
// up; without a clause there is none.
func (r *replay) fee(o *Option, e *Event, on civil.Date) (accrual.Named, error) {
	if o.Fee.IsZero() {
		return accrual.Named{}, nil
	}
	sum, err := r.rent(e.Until.AddDays(-1))
	if err == nil {
		sum, err = sum.Mul(int64(o.Fee.Months))
	}
	if err == nil && !o.Fee.Sum.IsZero() {
		sum, err = sum.Add(o.Fee.Sum)
	}
	if err != nil {
		return accrual.Named{}, problem("option", fmt.Errorf("fee of %.40q: %w", o.ID, err))
	}
	if sum.IsZero() {
		return accrual.Named{}, nil
	}
	return accrual.Named{Name: FeeOf(o.ID), Back: e.By == ByLandlord, Clause: OneOff{On: on, Sum: sum, For: ForFee}}, nil
}

// FeeOf is the name of the clause that charges the fee of an option.
func FeeOf(option string) string { return "fee of " + option }

// rent is the fixed rent of a day, a month; in no currency where there is none.
func (r *replay) rent(on civil.Date) (total finance.Money, err error) {
	for _, n := range r.inForce(on, true) {
		fixed, ok := n.Clause.(Fixed)
		if !ok || n.Back {
			continue
		}
		monthly, err := fixed.PerMonth(on)
		if err != nil {
			return finance.Money{}, err
		}
		if total, err = total.Add(monthly); err != nil {
			return finance.Money{}, err
		}
	}
	return total, nil
}
