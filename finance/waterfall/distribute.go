package waterfall

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/cashflow"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Distribution is who got what until a day, and why.
type Distribution struct {
	Terms     Terms
	To        civil.Date // what happened on it or later is not in it
	Rounds    []Round    // by day and deal
	Accruals  []Accrual  // interest, as it was added up to the flows of each book
	ClawBack  []Payment  // on the last day of the term, once it is past; none where nothing was too much
	Standings []Standing // by deal and party, with interest up to To
	flows     []flow
}

// Round is one day's proceeds of the project, or of a deal, and where they went.
type Round struct {
	On     civil.Date
	Deal   string        // empty where the project is divided as a whole
	Came   finance.Money // on the day
	Short  finance.Money // what was still short of earlier days: not above zero
	Paid   finance.Money // the two together: what the layers sum to
	Layers []Layer       // the tiers that were paid, in order
}

// Standing is where a party stands in a deal, or in the project.
type Standing struct {
	Party       accrual.Party
	Deal        string
	Contributed finance.Money
	Received    finance.Money // without claw-back
	Capital     finance.Money // contributed and not yet back
	Preferred   finance.Money // due of the preferred return
}

// Distribute divides what came in before a day among the parties. Facts of that
// day or later are checked and left out, so the same facts serve any day. What
// Validate refuses of terms is refused here, and under contributions and proceeds:
// a day outside the term (ErrRange), a party or a deal that the terms do not know
// (ErrUnknown), another currency, a contribution below zero (ErrNegative).
//
// The payments of each layer sum to it, the layers of a round to what was there to
// divide. Where a term has ended by to, the claw-back is computed.
func Distribute(t Terms, f Facts, to civil.Date) (Distribution, error) {
	if err := t.Validate(); err != nil {
		return Distribution{}, finance.Problem{Path: "terms", Err: err}
	}
	if to.IsZero() {
		return Distribution{}, finance.Problem{Path: "to", Err: finance.ErrMissing}
	}
	flows, err := f.flows(&t, to)
	if err != nil {
		return Distribution{}, err
	}
	d := Distribution{Terms: t, To: to, flows: flows}
	r := run{
		t: &t, m: t.newMemory(),
		round:    func(x Round) { d.Rounds = append(d.Rounds, x) },
		accruals: func(x Accrual) { d.Accruals = append(d.Accruals, x) },
	}
	if err := r.flows(flows); err != nil {
		return Distribution{}, fmt.Errorf("waterfall: %w", err)
	}
	if t.ClawBack && !to.Before(t.Term.To) {
		if d.ClawBack, err = r.m.clawBack(&t); err != nil {
			return Distribution{}, fmt.Errorf("waterfall: claw-back: %w", err)
		}
	}
	if d.Standings, err = r.standings(to); err != nil {
		return Distribution{}, fmt.Errorf("waterfall: %w", err)
	}
	return d, nil
}

// standings adds interest up to a day, of the term at most.
func (r *run) standings(to civil.Date) ([]Standing, error) {
	if !r.t.Term.IsOpen() && to.After(r.t.Term.To) {
		to = r.t.Term.To
	}
	if last := r.t.lastDay(); to.After(last) {
		to = last
	}
	var list []Standing
	for k := range r.m.Books {
		b := r.m.Books[k].clone()
		if b.At.Before(to) {
			if err := b.accrue(r.t, to, nil); err != nil {
				return nil, err
			}
		}
		for i, h := range b.Holders {
			due, err := h.Preferred.due()
			if err != nil {
				return nil, err
			}
			list = append(list, Standing{
				r.t.Parties[i], r.name(k), r.t.money(h.In), r.t.money(h.Out), r.t.money(h.Capital), r.t.money(due),
			})
		}
	}
	return list, nil
}

// Received is what a party got in all, claw-back included.
func (d *Distribution) Received(p accrual.Party) finance.Money {
	var n int64 // fits: it is part of what was summed before
	for _, r := range d.Rounds {
		n += r.received(p)
	}
	for _, x := range d.ClawBack {
		if x.Party == p {
			n += x.Amount.Minor()
		}
	}
	return d.Terms.money(n)
}

// received is what a party gets in a round, in minor units.
func (r *Round) received(p accrual.Party) (n int64) {
	for _, l := range r.Layers {
		for _, x := range l.Payments {
			if x.Party == p {
				n += x.Amount.Minor()
			}
		}
	}
	return n
}

// Flows are what a party paid in, below zero, and got, by day: what its own rate
// of return is measured on. See [cashflow.Dated.XIRR].
func (d *Distribution) Flows(p accrual.Party) cashflow.Dated {
	var list []cashflow.Flow
	for _, f := range d.flows {
		if f.party >= 0 && d.Terms.Parties[f.party] == p {
			list = append(list, cashflow.Flow{On: f.on, Amount: d.Terms.money(-f.n)})
		}
	}
	for _, r := range d.Rounds {
		if n := r.received(p); n != 0 {
			list = append(list, cashflow.Flow{On: r.On, Amount: d.Terms.money(n)})
		}
	}
	for _, x := range d.ClawBack {
		if x.Party == p {
			list = append(list, cashflow.Flow{On: d.Terms.Term.To.AddDays(-1), Amount: x.Amount})
		}
	}
	return cashflow.Dated{Flows: list}
}
