package strategy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// run takes the scenario through one future. The path belongs to m and is
// valid until the next call.
func (m *model) run(future int, path []Month) error {
	streams := Streams{Seed: m.study.Seed, Future: uint64(future)}
	streams.Start(&m.market, "market")
	for _, t := range m.tenants {
		if err := t.begin(streams); err != nil {
			return err
		}
	}
	for i := range path {
		path[i].reset(&m.fixed[i])
		market := draw(&m.market, m.factors.market)
		for _, t := range m.tenants {
			if err := m.month(t, &path[i], market, t.held[i]); err != nil {
				return fmt.Errorf("agreement %q, %v: %w", t.agreement.ID, path[i].Month, err)
			}
		}
	}
	return nil
}

// newPath is room for a future.
func (m *model) newPath() []Month {
	path := make([]Month, len(m.fixed))
	for i := range path {
		path[i].Lines = make([]finance.Money, len(m.accounts))
	}
	return path
}

// reset makes x what is fixed, with no income yet.
func (x *Month) reset(fixed *Month) {
	lines := x.Lines
	*x = *fixed
	x.Lines = lines
	for k := range lines {
		lines[k] = finance.Zero(fixed.Income.Currency())
	}
}

func draw(s *Stream, d Distribution) float64 {
	if d == nil {
		return 1
	}
	return s.Draw(d)
}

// begin goes back to the first month, with the streams of a future.
func (t *tenant) begin(streams Streams) error {
	streams.Start(&t.own, "demand "+t.agreement.ID)
	streams.Start(&t.renewal, "renewal "+t.agreement.ID)
	t.let, t.until = false, civil.Month{}
	if t.after != nil {
		if err := t.after.Reset(); err != nil {
			return err
		}
	}
	return t.signed.Reset()
}

// month charges one month of t, which holds its space by its signed term on
// the last day or does not.
func (m *model) month(t *tenant, x *Month, market float64, held bool) error {
	t.sell(market * draw(&t.own, m.factors.own))
	sum := adder{}
	take := func(c accrual.Charge) { m.take(t, x, c, &sum) }
	if err := t.signed.Next(take); err != nil {
		return err
	}
	let := t.decide(m.study.Unknown, x.Month)
	if t.after != nil && !x.Month.Before(t.ends) {
		if !let {
			take = func(accrual.Charge) {}
		}
		if err := t.after.Next(take); err != nil {
			return err
		}
	}
	if t.after != nil && !x.Month.Before(t.ends) {
		held = let
	}
	if sum.err == nil && held {
		x.Let, sum.err = x.Let.Add(t.area)
	}
	return sum.err
}

// take adds a charge to its line of income: net of tax, and less what the
// operator itself owes on that line.
func (m *model) take(t *tenant, x *Month, c accrual.Charge, sum *adder) {
	operator := m.scenario.Cluster.Operator
	owed := c.Creditor == operator
	if !owed && c.Debtor != operator {
		return
	}
	line := t.line(c.Clause, owed)
	if line < 0 {
		return
	}
	net := c.Amount
	if t.agreement.Tax.Included && !c.Rate.IsZero() {
		var err error
		if net, _, err = finance.SplitTax(c.Amount, c.Rate, t.agreement.Tax.Rounding); err != nil {
			sum.err = err
			return
		}
	}
	if owed {
		x.Lines[line], x.Income = sum.add(x.Lines[line], net), sum.add(x.Income, net)
	} else {
		x.Lines[line], x.Income = sum.less(x.Lines[line], net), sum.less(x.Income, net)
	}
}
