package membership

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// account is a credit within one cycle: the lots it opened with, and what has
// happened since. A cancellation computes the cycle again without the use.
type account struct {
	Flow
	lots  []lot // in the order of their use
	next  int   // before it, all lots are empty
	terms event // those in force
	over  int64 // units beyond what there was, since the terms are in force
	minor int64 // charged: for units beyond by former terms, purchases less refunds
}

// Flow is what happened to a credit in a time.
//
//	opening + granted + given + bought = used + refunded + lapsed + closing
type Flow struct {
	Granted  int64 // by the plan, less what a pause or a change took back
	Given    int64 // as goodwill
	Bought   int64
	Used     int64 // of what there was, less what was cancelled
	Over     int64 // used beyond it, less what was cancelled
	Refunded int64
	Lapsed   int64
}

// event is one thing that happened in a cycle.
type event struct {
	Kind     Kind             `json:"k,omitempty"`
	On       civil.Date       `json:"on"`
	ID       string           `json:"id,omitempty"`
	N        int64            `json:"n,omitempty"`
	At       int64            `json:"at,omitempty"`
	Per      int64            `json:"per,omitempty"`
	Until    civil.Date       `json:"until,omitzero"`
	Of       string           `json:"of,omitempty"`
	OfOn     civil.Date       `json:"of_on,omitzero"`
	Order    Order            `json:"order,omitzero"`
	Rounding finance.Rounding `json:"rounding,omitzero"`
}

// name is what a use is cancelled by.
type name struct {
	id string
	on civil.Date
}

// fold is the account after events, with what was cancelled among them left out.
func fold(open []lot, events []event) (account, error) {
	a := account{lots: slices.Clone(open)}
	cancelled := map[name]int64{}
	for _, e := range events {
		if e.Kind == Cancelling {
			cancelled[name{e.Of, e.OfOn}] += e.N
		}
	}
	for _, e := range events {
		if e.Kind == Using {
			e.N = max(0, e.N-cancelled[name{e.ID, e.On}])
		}
		if err := a.apply(e); err != nil {
			return account{}, err
		}
	}
	return a, nil
}

// after is the account after one more event of those that it is the fold of.
func (a *account) after(open []lot, events []event) error {
	last := events[len(events)-1]
	if last.Kind != Cancelling {
		return a.apply(last)
	}
	again, err := fold(open, events)
	if err == nil {
		*a = again
	}
	return err
}

func (a *account) apply(e event) error {
	switch e.Kind {
	case Granting:
		return a.change(e)
	case Buying:
		a.Bought += e.N
		a.put(lot{Source: bought, Left: e.N, ID: e.ID, On: e.On, Units: e.N, Paid: e.At})
		return a.pay(e.At)
	case Giving:
		a.Given += e.N
		a.put(lot{Source: goodwill, Left: e.N, Until: e.Until})
	case Using:
		taken := a.take(e.N)
		a.Used, a.over, a.Over = a.Used+taken, a.over+e.N-taken, a.Over+e.N-taken
	case Refunding:
		return a.refund(e)
	case Ending:
		return a.end()
	}
	return nil
}

// end refunds what was bought, and lets the rest lapse.
func (a *account) end() error {
	for i := range a.lots {
		x := &a.lots[i]
		if x.Source == bought {
			if err := a.giveBack(x, 0); err != nil {
				return err
			}
			continue
		}
		a.Lapsed, x.Left = a.Lapsed+x.Left, 0
	}
	return nil
}

// change settles what was used beyond at the price of the terms before, and
// grants to what the new ones grant in all.
func (a *account) change(e event) error {
	if a.over > 0 {
		charged, err := a.beyond()
		if err != nil {
			return err
		}
		if err := a.pay(charged); err != nil {
			return err
		}
		a.over = 0
	}
	a.terms = e
	a.grant(e.N, e)
	order := e.Order
	slices.SortStableFunc(a.lots, order.before)
	a.next = 0
	return nil
}

// grant brings what the cycle granted to n, up, or down as far as it is not
// used: a balance is never below zero.
func (a *account) grant(n int64, e event) {
	i := slices.IndexFunc(a.lots, func(x lot) bool { return x.Source == included && x.On == e.OfOn })
	if i < 0 {
		a.lots = append(a.lots, lot{Source: included, On: e.OfOn})
		i = len(a.lots) - 1
	}
	x := &a.lots[i]
	x.Until = e.Until
	more := max(n-a.Granted, -x.Left)
	x.Left, a.Granted = x.Left+more, a.Granted+more
}

func (a *account) refund(e event) error {
	if x := a.lotOf(e.Of, e.OfOn); x != nil {
		return a.giveBack(x, e.N)
	}
	return nil
}

func (a *account) giveBack(x *lot, n int64) error {
	units, minor, err := x.giveBack(n, a.terms.Rounding)
	if err != nil {
		return err
	}
	a.Refunded += units
	return a.pay(-minor)
}

// beyond is the price of the units used beyond what there was.
func (a *account) beyond() (int64, error) {
	return finance.MulDiv(a.terms.At, a.over, max(a.terms.Per, 1), a.terms.Rounding)
}

// charged is all that the cycle has charged so far.
func (a *account) charged() (int64, error) {
	n, err := a.beyond()
	if err != nil {
		return 0, err
	}
	return add(a.minor, n)
}

func (a *account) pay(n int64) (err error) {
	a.minor, err = add(a.minor, n)
	return err
}

// add is a + b, or ErrOverflow.
func add(a, b int64) (int64, error) {
	sum := a + b
	if (sum > a) != (b > 0) {
		return 0, fmt.Errorf("%d + %d: %w", a, b, finance.ErrOverflow)
	}
	return sum, nil
}
