package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/settlement"
)

// nextPayday is that of the reports of March.
var nextPayday = payday(last.Next())

// statements prints every maker's.
func (r *report) statements() error {
	r.Title("Statements of the makers")
	for _, m := range r.makers {
		if err := r.statement(m); err != nil {
			return fmt.Errorf("%s: %w", m.ID, err)
		}
	}
	return nil
}

// drawn is the statement of a maker. It knows what was known at the end of the
// quarter, so it is the same whenever it is drawn.
func (q *settled) drawn(id accrual.Party) (settlement.Statement, error) {
	released, err := q.released(quarter.To.AddDays(-1))
	if err != nil {
		return settlement.Statement{}, err
	}
	return settlement.Draw(q.books, id, quarter, released, q.terms(id))
}

func (r *report) statement(m maker) error {
	s, err := r.drawn(m.ID)
	if err != nil {
		return err
	}
	text, err := r.told(s, true)
	if err != nil {
		return err
	}
	r.Put("")
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			r.Hang(strings.TrimSuffix(line, "\n"), 16)
		}
	}
	for _, one := range s.Sections {
		lines := zero()
		for _, l := range one.Lines {
			if !l.Paid {
				lines.add(l.Amount)
			}
		}
		r.Say("  opening %s + lines %s - paid %s = closing %s", r.Amount(one.Opening), r.Amount(lines.Money), r.Amount(one.Paid), r.Amount(one.Closing))
	}
	return r.paidNext(m)
}

// paidNext is what the next payday brings, by the reports as they stand then.
func (r *report) paidNext(m maker) error {
	proposals, err := r.propose(nextPayday, r.terms(m.ID))
	if err != nil {
		return err
	}
	for _, p := range proposals {
		held := zero()
		for _, h := range p.Held {
			held.add(h.Item.Left)
		}
		r.Say("  on %s: to pay %s, held %s, carried over %s", r.Date(nextPayday), r.Amount(p.Pay), r.Amount(held.Money), r.Amount(p.Carried))
		if held.err != nil {
			return held.err
		}
	}
	return nil
}

// told is a statement as text, each amount with its derivation if asked for.
func (r *report) told(s settlement.Statement, why bool) (string, error) {
	var failed error
	words := settlement.Words{Language: r.Language, Name: r.name, Of: r.line}
	if why {
		words.Why = func(l settlement.Line) string {
			text, err := r.why(l)
			if err != nil && failed == nil {
				failed = err
			}
			return text
		}
	}
	var b bytes.Buffer
	_, err := s.WriteText(&b, words)
	if err == nil {
		err = failed
	}
	return b.String(), err
}

// name is that of a party.
func (r *report) name(id accrual.Party) string {
	if m, err := r.maker(id); err == nil {
		return string(id) + " " + r.of(m)
	}
	if id == house {
		return r.Words("Quarter (fictional)")
	}
	return string(id)
}

// line is what a line is for.
func (r *report) line(l settlement.Line) string {
	switch {
	case strings.HasPrefix(l.Text, "set-off: "):
		return r.Words("set off against each other")
	case l.Paid && l.Amount.Sign() > 0:
		return r.Words("received: ") + l.Text
	case l.Key.Clause == "":
		return r.Words("paid out: ") + l.Text
	}
	return l.Key.Agreement + " " + r.in(clauses[l.Key.Clause])
}

// why derives an amount by the formula that charged it. The tiers of the joint
// project take a page a month: they have a section of their own.
func (r *report) why(l settlement.Line) (string, error) {
	if l.Key.Agreement == "W-01" {
		return r.Words("by the tiers of the joint project"), nil
	}
	o, ok := r.obligation(l.Entry)
	if !ok {
		return "", nil
	}
	at := slices.IndexFunc(r.agreed, func(a accrual.Agreement) bool { return a.ID == o.Agreement })
	e, err := accrual.ExplainPosted(r.closed, r.agreed[at:at+1], o, slices.Values(r.factsBy[o.Agreement]))
	if err != nil {
		return "", err
	}
	if text := e.Text(r.Language); text != r.Language.Format(o.Net) && text != r.Language.Format(negated(o.Net)) {
		return r.read(text), nil
	}
	return "", nil
}

// obligation is the one that an entry was posted for.
func (q *settled) obligation(entry uuid.UUID) (accrual.Obligation, bool) {
	at, ok := q.place[entry]
	if !ok {
		return accrual.Obligation{}, false
	}
	return q.posted[at], true
}

// proposed are the payments of the next payday.
func (q *settled) proposed() ([]ledger.Payment, error) {
	var all []settlement.Terms
	for _, m := range q.makers {
		all = append(all, q.terms(m.ID))
	}
	proposals, err := q.propose(nextPayday, all...)
	if err != nil {
		return nil, err
	}
	var payments []ledger.Payment
	for _, p := range proposals {
		if p.Pay.Sign() > 0 {
			payment, err := p.Payment(fmt.Sprint(len(q.orders)+len(payments)+1), house)
			if err != nil {
				return nil, err
			}
			payment.Account, payment.Purpose = bankAccount, fmt.Sprintf("%s %v", p.Party, last)
			payments = append(payments, payment)
		}
	}
	return payments, nil
}
