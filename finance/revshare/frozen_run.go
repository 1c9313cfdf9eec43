package revshare

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// frozenRun is one call of Step under way.
type frozenRun struct {
	FrozenCommission
	memory  *memory
	span    *accrual.Span
	fixed   int64 // that each sale bears beside its fee
	keeps   Keeps // of fixed and fee, when the sale comes back
	net     int64
	counted bool       // whether any fact has been
	from    civil.Date // the day on which the counter in use began
	risen   finance.Money
	at      int64 // what the table comes to for a counter of at is risen; of none yet where that is zero
}

// step goes through the facts from one state to the next.
func (r *frozenRun) step(state accrual.State, facts []accrual.Fact) ([]accrual.Line, accrual.State, error) {
	m, err := readMemory(state, len(facts))
	if err != nil {
		return nil, state, fmt.Errorf("state: %w", err)
	}
	r.memory = &m
	if err := r.days(facts); err != nil {
		return nil, state, err
	}
	m.forget(r.span.To, r.Within)
	next, err := m.text()
	if err != nil {
		return nil, state, fmt.Errorf("state: %w", err)
	}
	if !r.counted {
		return nil, next, nil
	}
	return []accrual.Line{{Net: finance.Minor(r.net, r.span.Currency)}}, next, nil
}

// days goes through the facts day by day: first the sales of a day, then its
// returns, whose ids may come earlier in the alphabet.
func (r *frozenRun) days(facts []accrual.Fact) error {
	for len(facts) > 0 {
		n := sameDay(facts)
		r.from = began(r.Per, r.span.Window.From, facts[0].On)
		if err := r.each(facts[:n], (*frozenRun).sale); err != nil {
			return err
		}
		if err := r.each(facts[:n], (*frozenRun).back); err != nil {
			return err
		}
		facts = facts[n:]
	}
	return nil
}

// sameDay is how many facts from the first on share its day.
func sameDay(facts []accrual.Fact) int {
	n := 1
	for n < len(facts) && facts[n].On == facts[0].On {
		n++
	}
	return n
}

func (r *frozenRun) each(facts []accrual.Fact, do func(*frozenRun, *accrual.Fact, int64) error) error {
	for i := range facts {
		f := &facts[i]
		n, err := reading(f, r.Meter)
		if err == nil && n != 0 {
			err = do(r, f, n)
		}
		if err != nil {
			return fmt.Errorf("fact %.40q: %w", f.ID, err)
		}
	}
	return nil
}

// reading is what f adds to m in all.
func reading(f *accrual.Fact, m accrual.Meter) (int64, error) {
	var sum int64
	for i := range f.Adds {
		if f.Adds[i].Meter != m {
			continue
		}
		var err error
		if sum, err = add(sum, f.Adds[i].N); err != nil {
			return 0, err
		}
	}
	return sum, nil
}

// sale charges a fact that adds to the meter.
func (r *frozenRun) sale(f *accrual.Fact, n int64) error {
	if n < 0 {
		return nil
	}
	if f.Of.ID != "" {
		return fmt.Errorf("a return that adds: %w", finance.ErrConflict)
	}
	fee, err := r.marginal(n)
	if err != nil {
		return err
	}
	all, err := add(fee, r.fixed)
	if err != nil {
		return err
	}
	if err := r.memory.add(sale{on: f.On, id: f.ID, gross: n, fee: r.keeps.back(fee, all)}); err != nil {
		return err
	}
	if r.fixed != 0 {
		r.span.Trace.Fixed(finance.Minor(r.fixed, r.span.Currency))
	}
	return r.charge(all)
}

// marginal moves the counter by n, and is what the table rises by: never below
// zero, as no rate is.
func (r *frozenRun) marginal(n int64) (int64, error) {
	before := r.memory.counter(r.from, r.Per == accrual.ByLine)
	total, err := add(before, n)
	if err != nil {
		return 0, err
	}
	low, err := r.table(before)
	if err != nil {
		return 0, err
	}
	high, err := r.table(total)
	if err != nil {
		return 0, err
	}
	r.memory.total = total
	switch {
	case r.Per != accrual.ByLine:
		r.span.Trace.Less(high, low)
	case r.span.Trace != nil:
		traceLayers(r.span.Trace, r.Tiers, finance.Minor(n, r.span.Currency), false)
	}
	return r.within(high.Minor() - low.Minor()), nil
}

// table is what the table comes to for a counter. It is asked for the end of
// one sale, and again for the beginning of the next.
func (r *frozenRun) table(counter int64) (fee finance.Money, err error) {
	if counter == r.at && counter != 0 {
		return r.risen, nil
	}
	fee, err = r.Tiers.Amount(finance.Minor(counter, r.span.Currency), r.Rounding)
	if err == nil {
		r.at, r.risen = counter, fee
	}
	return fee, err
}

// within is the fee of a sale inside its bounds.
func (r *frozenRun) within(fee int64) int64 {
	if r.AtLeast.IsZero() && r.AtMost == (finance.Money{}) {
		return fee
	}
	bound := max(fee, r.AtLeast.Minor())
	if r.AtMost != (finance.Money{}) {
		bound = min(bound, r.AtMost.Minor())
	}
	r.traceBounds(fee)
	return bound
}

func (r *frozenRun) traceBounds(fee int64) {
	amount := finance.Minor(fee, r.span.Currency)
	if !r.AtLeast.IsZero() {
		r.span.Trace.AtLeast(amount, r.AtLeast)
		amount = finance.Minor(max(fee, r.AtLeast.Minor()), r.span.Currency)
	}
	if r.AtMost != (finance.Money{}) {
		r.span.Trace.AtMost(amount, r.AtMost)
	}
}

// back gives back for a fact that takes from the meter. What was sold before
// the clause was in force has borne nothing.
func (r *frozenRun) back(f *accrual.Fact, n int64) error {
	if n > 0 || f.Of.ID != "" && !r.held(f.Of.On) {
		return nil
	}
	of, err := r.returned(f)
	if err != nil {
		return err
	}
	if n < -(of.gross - of.back) {
		return fmt.Errorf("more came back than the %d of sale %.40q: %w", of.gross, of.id, finance.ErrRange)
	}
	before, err := finance.MulDiv(of.fee, of.back, of.gross, r.Rounding)
	if err != nil {
		return err
	}
	of.back -= n
	after, err := finance.MulDiv(of.fee, of.back, of.gross, r.Rounding)
	if err != nil {
		return err
	}
	r.traceBack(of, n)
	return r.charge(before - after)
}

func (r *frozenRun) traceBack(of *sale, n int64) {
	if r.span.Trace != nil {
		rate, _ := finance.NewRate(n, of.gross) // reduced, it fits as both do
		r.span.Trace.Share(finance.Minor(of.fee, r.span.Currency), rate)
	}
}

// returned is the sale that f is a return of.
func (r *frozenRun) returned(f *accrual.Fact) (*sale, error) {
	if f.Of.ID == "" {
		return nil, fmt.Errorf("a return that names no sale: %w", finance.ErrMissing)
	}
	if r.Within > 0 && f.On.Sub(f.Of.On) > r.Within {
		return nil, fmt.Errorf("a return more than %d days after its sale: %w", r.Within, finance.ErrRange)
	}
	of := r.memory.find(f.Of)
	if of == nil {
		return nil, fmt.Errorf("sale %.40q of %v: %w", f.Of.ID, f.Of.On, finance.ErrUnknown)
	}
	return of, nil
}

// held reports whether the clause was in force on d.
func (r *frozenRun) held(d civil.Date) bool {
	return slices.ContainsFunc(r.span.Held, func(p civil.Period) bool { return p.Contains(d) })
}

func (r *frozenRun) charge(n int64) (err error) {
	r.counted = true
	r.net, err = add(r.net, n)
	return err
}

// add is a + b, or ErrOverflow.
func add(a, b int64) (int64, error) {
	sum := a + b
	if (sum > a) != (b > 0) {
		return 0, finance.ErrOverflow
	}
	return sum, nil
}
