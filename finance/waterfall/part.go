package waterfall

import (
	"fmt"
	"strconv"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Part is what one party is owed by a waterfall, as a clause. An agreement with
// whoever holds the project's money has one such clause a party, alike but for
// Party, under accrual.Named.To; [Terms.Clauses] writes them. The holder needs
// none for itself: what the others do not get stays with it.
//
// It counts readings of [Contributed] and [Came], in minor units, and comes to
// what [Distribute] gives for the same flows, to the unit and by whatever months
// they are closed: a contribution that becomes known late moves earlier amounts,
// and the difference is an adjustment. A claw-back is an amount below zero of the
// sponsor on the last day of the term, to be closed with its month.
//
// The agreement's term holds that of the waterfall, its currency is the same. An
// amendment that carries a Part goes on from where the project stands: a new rate
// counts from the last flow before it, parties, tiers and deals are as many as
// before.
type Part struct {
	Terms Terms         `json:"waterfall"`
	Party accrual.Party `json:"party"`
}

var _ accrual.Stepper = Part{}

// Contributed is the meter of what a party contributed to a deal; "" is that of a
// project without deals.
func Contributed(deal string, p accrual.Party) accrual.Meter {
	return accrual.Meter("contributed " + strconv.Quote(deal) + " " + strconv.Quote(string(p)))
}

// Came is the meter of what came in of a deal.
func Came(deal string) accrual.Meter { return accrual.Meter("came in " + strconv.Quote(deal)) }

// Meters are those that the facts of a project feed: for accrual.Agreement.
func (t Terms) Meters() []accrual.Meter {
	var list []accrual.Meter
	for _, deal := range t.deals() {
		list = append(list, Came(deal))
		for _, p := range t.Parties {
			list = append(list, Contributed(deal, p))
		}
	}
	return list
}

// Clauses are the parts of all parties but the one who holds the project's money,
// each under the name of its party, outside the agreement's tax.
func (t Terms) Clauses(holder accrual.Party) []accrual.Named {
	var list []accrual.Named
	for _, p := range t.Parties {
		if p != holder {
			list = append(list, accrual.Named{Name: "waterfall: " + string(p), Clause: Part{t, p}, To: p, Untaxed: true})
		}
	}
	return list
}

// Window is the whole term.
func (Part) Window() accrual.Window { return accrual.Window{Cycle: accrual.ByLife} }

// Meters are those of the terms.
func (p Part) Meters() []accrual.Meter { return p.Terms.Meters() }

// Validate reports everything that is wrong with p, as finance.Problems.
func (p Part) Validate() error {
	var wrong finance.Problems
	wrong.Add("waterfall", p.Terms.Validate())
	if p.Terms.party(p.Party) < 0 {
		wrong.Add("party", fmt.Errorf("%q is no party: %w", clip(string(p.Party)), finance.ErrUnknown))
	}
	if n := len(p.Terms.Parties)*len(p.Terms.deals()) + len(p.Terms.deals()); n > accrual.MaxMeters {
		wrong.Add("waterfall.deals", fmt.Errorf("%d meters, at most %d: %w", n, accrual.MaxMeters, finance.ErrLimit))
		return wrong.Err()
	}
	for _, m := range p.Terms.Meters() {
		if len(m) > accrual.MaxText {
			wrong.Add("waterfall.parties", fmt.Errorf("meter of %d bytes, at most %d: %w", len(m), accrual.MaxText, finance.ErrLimit))
		}
	}
	return wrong.Err()
}

// Step divides what came in, and gives what is the party's of it in one line. On
// an error the state is returned as it was.
func (p Part) Step(state accrual.State, s accrual.Span, facts []accrual.Fact) ([]accrual.Line, accrual.State, error) {
	n, next, err := p.step(state, &s, facts)
	if err != nil {
		return nil, state, fmt.Errorf("waterfall: %w", err)
	}
	if n == 0 {
		return nil, next, nil
	}
	return []accrual.Line{{Net: p.Terms.money(n)}}, next, nil
}

func (p *Part) step(state accrual.State, s *accrual.Span, facts []accrual.Fact) (int64, accrual.State, error) {
	t := &p.Terms
	switch {
	case s.Currency != t.Currency:
		return 0, "", fmt.Errorf("%v in an agreement of %v: %w", t.Currency, s.Currency, finance.ErrCurrency)
	case !s.Window.ContainsPeriod(t.Term):
		return 0, "", fmt.Errorf("term %v is not within that of the agreement, %v: %w", t.Term, s.Window, finance.ErrRange)
	}
	flows, err := t.readings(facts)
	if err != nil {
		return 0, "", err
	}
	ends := t.ClawBack && s.Since.Before(t.Term.To) && !s.To.Before(t.Term.To)
	if len(flows) == 0 && !ends {
		return 0, state, nil
	}
	m, err := readMemory(state, t)
	if err != nil {
		return 0, "", fmt.Errorf("state: %w", err)
	}
	n, err := p.run(m, flows, ends, s.Trace)
	if err != nil {
		return 0, "", err
	}
	next, err := m.text()
	return n, next, err
}

// run goes through flows and sums what is the party's.
func (p *Part) run(m *memory, flows []flow, ends bool, trace *accrual.Trace) (n int64, err error) {
	r := run{t: &p.Terms, m: m, round: func(x Round) {
		n += x.received(p.Party)
		if trace != nil {
			trace.Tell(told{&p.Terms, x, p.Party})
		}
	}}
	if trace != nil {
		r.accruals = func(a Accrual) { trace.Tell(toldAccrual{&p.Terms, a}) }
	}
	if err := r.flows(flows); err != nil || !ends {
		return n, err
	}
	back, err := m.clawBack(&p.Terms)
	for _, x := range back {
		if x.Party == p.Party {
			n += x.Amount.Minor()
			if trace != nil {
				trace.Tell(toldClawBack{x})
			}
		}
	}
	return n, err
}
