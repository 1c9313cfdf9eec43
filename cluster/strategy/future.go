package strategy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// run takes the scenario through one future, tenant by tenant: what one needs
// stays at hand through all months. The path belongs to m and is valid until
// the next call.
func (m *model) run(future int, path []Month) error {
	streams := Streams{Seed: m.study.Seed, Future: uint64(future)}
	streams.Start(&m.market, "market")
	for i := range path {
		path[i].reset(&m.fixed[i])
		m.markets[i] = draw(&m.market, m.factors.market)
	}
	for _, t := range m.tenants {
		if err := t.begin(streams); err != nil {
			return err
		}
		for i := range path {
			if err := m.month(t, &path[i], m.markets[i], t.held[i]); err != nil {
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
	streams.Start(&t.own, t.names.demand)
	if t.after != nil {
		streams.Start(&t.renewal, t.names.renewal)
	}
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
	let := t.decide(&m.study.Unknown, x.Month)
	if err := t.sell(market*draw(&t.own, m.factors.own), x.Month, let); err != nil {
		return err
	}
	m.now.begin(t, x)
	if err := t.signed.Next(m.take); err != nil {
		return err
	}
	if t.after != nil && !x.Month.Before(t.ends) {
		held, m.now.ignore = let, !let
		if err := t.after.Next(m.take); err != nil {
			return err
		}
	}
	m.now.split(m)
	if sum := &m.now.sum; sum.err == nil && held {
		x.Let, sum.err = x.Let.Add(t.area)
	}
	return m.now.sum.err
}
