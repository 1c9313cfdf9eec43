package main

import (
	"fmt"

	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/document"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/netting"
	"github.com/creative-cluster/kvartal/finance/settlement"
)

// prepaid is the rent of April, paid in March.
var prepaid = ledger.Payment{ID: "bank 0325-2", From: "M-23", To: house, On: day("2026-03-25"), Known: day("2026-03-26"), Amount: rub("21960"), Account: bankAccount, Purpose: "R-23 2026-04"}

// received is what makers with a studio paid: some in parts, some leave it to
// the set-off.
var received = []ledger.Payment{
	{ID: "bank 0110-1", From: "M-03", To: house, On: day("2026-01-10"), Known: day("2026-01-12"), Amount: rub("10000"), Account: bankAccount, Purpose: "R-03 2026-01"},
	{ID: "bank 0110-2", From: "M-11", To: house, On: day("2026-01-10"), Known: day("2026-01-12"), Amount: rub("31720"), Account: bankAccount, Purpose: "R-11 2026-01"},
	{ID: "bank 0111-1", From: "M-23", To: house, On: day("2026-01-11"), Known: day("2026-01-12"), Amount: rub("21960"), Account: bankAccount, Purpose: "R-23 2026-01"},
	{ID: "bank 0120-1", From: "M-03", To: house, On: day("2026-01-20"), Known: day("2026-01-20"), Amount: rub("3000"), Account: bankAccount, Purpose: "R-03 2026-01"},
	{ID: "bank 0210-1", From: "M-11", To: house, On: day("2026-02-10"), Known: day("2026-02-11"), Amount: rub("31720"), Account: bankAccount, Purpose: "R-11 2026-02"},
	{ID: "bank 0212-1", From: "M-23", To: house, On: day("2026-02-12"), Known: day("2026-02-12"), Amount: rub("21960"), Account: bankAccount, Purpose: "R-23 2026-02"},
	{ID: "bank 0310-1", From: "M-11", To: house, On: day("2026-03-10"), Known: day("2026-03-11"), Amount: rub("31720"), Account: bankAccount, Purpose: "R-11 2026-03"},
	{ID: "bank 0310-2", From: "M-23", To: house, On: day("2026-03-10"), Known: day("2026-03-11"), Amount: rub("21960"), Account: bankAccount, Purpose: "R-23 2026-03"},
	prepaid,
}

// ahead is the advance of M-07, paid when it was agreed.
var ahead = []ledger.Payment{
	{ID: "1", From: house, To: "M-07", On: day("2026-01-12"), Known: day("2026-01-12"), Amount: rub("20000"), Account: bankAccount, Against: ledger.Makers, Purpose: "C-07"},
	{ID: "2", From: house, To: "M-07", On: day("2026-02-10"), Known: day("2026-02-10"), Amount: rub("15000"), Account: bankAccount, Against: ledger.Makers, Purpose: "C-07"},
}

// permits say what may be set off, each with its source.
var permits = netting.Terms{Rules: []netting.Rule{
	{Agreement: "R-11", Permit: netting.Excluded, Source: printout.Phrase("lease R-11, p. 5.4: paid in money")},
	{Agreement: "R-", Permit: netting.WhenDue, Source: printout.Phrase("leases, p. 5.4 (Civil Code of Russia, art. 410)")},
	{Agreement: "W-", Permit: netting.Excluded, Source: printout.Phrase("agreement on the joint project, p. 7: paid out in money")},
	{Clause: "advance", Permit: netting.Excluded, Source: printout.Phrase("consignment agreement, p. 6.2")},
	{Agreement: "C-", Permit: netting.WhenDue, Source: printout.Phrase("consignment agreement, p. 5.6 (Civil Code of Russia, art. 410)")},
}}

// payday is the day of a month on which makers are paid, and rents set off.
func payday(m civil.Month) civil.Date { return m.First().AddDays(14) }

// terms are how a maker is paid: a fortnight after the month, at least 3,000,
// once its report is accepted.
func (q *settled) terms(id accrual.Party) settlement.Terms {
	return settlement.Terms{Party: id, Account: ledger.Makers, Hold: 14, Minimum: rub("3000"), Report: true}
}

// pay enters what came, sets rents off against proceeds, and pays makers.
func (q *settled) pay(m civil.Month) error {
	var moved []ledger.Payment
	for _, p := range append(received[:len(received):len(received)], ahead...) {
		if p.On.Month() == m {
			moved = append(moved, p)
		}
	}
	var err error
	if q.books, err = q.books.Pay(m, cutoff(m), moved...); err != nil {
		return err
	}
	if err = q.setOff(m); err != nil {
		return err
	}
	return q.payout(m)
}

// setOff meets what makers owe for studios with what they are owed, party by
// party, and draws the acts.
func (q *settled) setOff(m civil.Month) error {
	on := payday(m)
	for _, mk := range q.makers {
		if mk.Rent.Sign() == 0 {
			continue
		}
		var claims []netting.Claim
		for _, c := range netting.Claims(q.books, on) {
			if c.Debtor == mk.ID || c.Creditor == mk.ID {
				claims = append(claims, c)
			}
		}
		act, err := netting.SetOff(permits, fmt.Sprintf("%v %s", m, mk.ID), on, claims)
		if err != nil {
			return err
		}
		if len(act.Extinguished) == 0 {
			continue
		}
		if q.books, err = q.books.Enter(act.Entries(house)...); err != nil {
			return err
		}
		if err = q.drawSetOff(mk.ID, act); err != nil {
			return err
		}
		q.acts = append(q.acts, act)
	}
	return nil
}

func (q *settled) drawSetOff(id accrual.Party, act netting.Act) error {
	kind, _ := kinds.Kind("set-off")
	both := document.Mutual{On: act.On, Amount: finance.Zero(finance.RUB)}
	for _, d := range q.details() {
		switch d.Party {
		case house:
			both.Owner = d
		case id:
			both.Other = d
		}
	}
	for _, e := range act.Extinguished {
		c := e.Claim
		item := ledger.Item{Entry: c.ID, Key: c.Key, Text: c.Text, On: c.Arisen, Due: c.Due, Amount: c.Amount, Left: c.Amount}
		if c.Debtor == id {
			both.Ours = append(both.Ours, item)
			var err error
			if both.Amount, err = both.Amount.Add(e.Amount); err != nil {
				return err
			}
			continue
		}
		item.Amount, item.Left = negated(c.Amount), negated(c.Amount)
		both.Theirs = append(both.Theirs, item)
	}
	d, err := kind.SetOff(both)
	if err != nil {
		return err
	}
	return q.issue(kind, act.On, []document.Document{d})
}

// inParts is a maker that is paid a part at once, and the rest ten days later,
// as the till was short of money.
const inParts accrual.Party = "M-22"

// payout pays what is proposed on the payday.
func (q *settled) payout(m civil.Month) error {
	on := payday(m)
	var all []settlement.Terms
	for _, mk := range q.makers {
		all = append(all, q.terms(mk.ID))
	}
	proposals, err := q.propose(on, all...)
	if err != nil {
		return err
	}
	var payments []ledger.Payment
	for _, p := range proposals {
		if p.Pay.Sign() <= 0 {
			continue
		}
		payment, err := p.Payment(q.number(), house)
		if err != nil {
			return err
		}
		payment.Account, payment.Purpose = bankAccount, fmt.Sprintf("%s %v", p.Party, m.Prev())
		payments = append(payments, payment)
		if p.Party == inParts {
			halves, err := finance.Allocate(p.Pay, []int64{60, 40}, finance.First)
			if err != nil {
				return err
			}
			rest := payment
			payments[len(payments)-1].Amount = halves[0]
			rest.ID, rest.Amount, rest.On, rest.Known = q.number(), halves[1], on.AddDays(10), on.AddDays(10)
			payments = append(payments, rest)
		}
	}
	q.orders = append(q.orders, payments...)
	q.books, err = q.books.Pay(m, cutoff(m), payments...)
	return err
}

// propose is what may be paid on a day, by the reports as they were known then.
func (q *settled) propose(on civil.Date, terms ...settlement.Terms) ([]settlement.Proposal, error) {
	released, err := q.released(on)
	if err != nil {
		return nil, err
	}
	return settlement.Propose(q.books, on, released, terms...)
}

// number is that of the next payment order.
func (q *settled) number() string {
	q.paid++
	return fmt.Sprint(len(ahead) + q.paid)
}
