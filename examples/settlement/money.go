package main

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/till"
)

// takings are entries of what the till took in a month, and of what became
// known of earlier ones: one a shift and tender, and one a late line.
func (q *settled) takings(m civil.Month) ([]ledger.Entry, error) {
	var order []string
	sums := map[string]*ledger.Entry{}
	for _, l := range q.docs.Lines {
		known := q.known(l)
		late := !known.Before(cutoff(l.On.Month()))
		if late && known.Month() != m || !late && l.On.Month() != m {
			continue
		}
		name := l.Shift + " " + string(l.Tender)
		if late {
			name = l.ID
		}
		net, err := l.Net()
		if err != nil {
			return nil, err
		}
		e, ok := sums[name]
		if !ok {
			order = append(order, name)
			one := entry("till "+name, l.On, "till: "+name, ledger.Line{Account: where(l.Tender), Amount: finance.Zero(finance.RUB)}, ledger.Line{Account: takings, Amount: finance.Zero(finance.RUB)})
			one.Known, e = known, &one
			sums[name] = e
		}
		e.Known = max2(e.Known, known)
		for i, n := range []finance.Money{net, negated(net)} {
			if e.Lines[i].Amount, err = e.Lines[i].Amount.Add(n); err != nil {
				return nil, err
			}
		}
	}
	var entries []ledger.Entry
	for _, name := range order {
		if sums[name].Lines[0].Amount.Sign() != 0 {
			entries = append(entries, *sums[name])
		}
	}
	return entries, nil
}

// where is the account that a tender fills.
func where(t till.Tender) ledger.Account {
	if t == "cash" {
		return cashBox
	}
	return transit
}

// credited are entries of what the bank credited in a month, with the fee that
// the acquirer kept.
func (q *settled) credited(m civil.Month) ([]ledger.Entry, error) {
	var entries []ledger.Entry
	for _, c := range q.docs.Bank {
		if c.On.Month() != m {
			continue
		}
		fee := finance.Zero(finance.RUB)
		var err error
		for _, r := range q.docs.Register {
			if r.Batch == c.Batch {
				if fee, err = fee.Add(r.Fee); err != nil {
					return nil, err
				}
			}
		}
		gross, err := c.Amount.Add(fee)
		if err != nil {
			return nil, err
		}
		entries = append(entries, entry("bank "+c.Batch, c.On, fmt.Sprintf("bank: %s, no. %s", c.Batch, c.Document),
			ledger.Line{Account: bankAccount, Amount: c.Amount}, ledger.Line{Account: acquiring, Amount: fee}, ledger.Line{Account: transit, Amount: negated(gross)}))
	}
	return entries, nil
}

// capital is what the two put into the joint project, and what the house bought
// for it.
func capital(m civil.Month) []ledger.Entry {
	if m != first {
		return nil
	}
	var entries []ledger.Entry
	for _, c := range paidIn {
		entries = append(entries, entry("capital "+string(c.Party), c.On, "joint project: contribution of "+string(c.Party),
			ledger.Line{Account: bankAccount, Amount: c.Amount}, ledger.Line{Account: projects, Party: c.Party, Amount: negated(c.Amount)}))
	}
	return append(entries, entry("materials", day("2026-01-09"), "joint project: larch, tools, a stall",
		ledger.Line{Account: projects, Amount: rub("360000")}, ledger.Line{Account: bankAccount, Amount: negated(rub("360000"))}))
}

func max2(a, b civil.Date) civil.Date {
	if a.Before(b) {
		return b
	}
	return a
}
