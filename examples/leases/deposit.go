package main

import (
	"github.com/creative-cluster/kvartal/cluster/tenancy/deposit"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// settle sets the deposit off against what is owed as the lease ends.
func (r *report) settle(id string, books ledger.Ledger, at civil.Date, interest finance.Money) error {
	d := r.deposit(id)
	stand, err := deposit.Balance(r.deposits.Movements[id], at, cutoff(at.Month()))
	if err != nil {
		return err
	}
	damage, err := r.deposits.Damage.Deduction()
	if err != nil {
		return err
	}
	open := finance.Zero(r.house.Currency)
	for _, o := range books.Open(ledger.Receivable, at) {
		open = o.Total
	}
	s, err := d.Terms.Settle(stand.Held, false, []deposit.Claim{
		{For: deposit.Arrears, Amount: open}, {For: deposit.Penalty, Amount: interest}, {For: deposit.Damages, Amount: damage},
	})
	if err != nil {
		return err
	}
	r.Say("  The deposit at the end, to be returned by %s:", r.Date(d.Deadline()))
	r.indented(s.Text(r.Language))
	b := r.deposits.Damage
	r.Say("    the damage: a door of %s, %d of %d months old, repaired for %s: the lesser of the repair and what was left of its worth", r.Exact(b.Cost), b.Age, b.Life, r.Exact(b.Repair))
	return nil
}

// deposit is that of a lease.
func (y *year) deposit(id string) deposit.Deposit {
	for _, d := range y.deposits.Deposits {
		if d.Agreement == id {
			return d
		}
	}
	return deposit.Deposit{}
}

// kioskDeposit prints a deposit that grows with the rent.
func (r *report) kioskDeposit() error {
	d, movements := r.deposit(kiosk), r.deposits.Movements[kiosk]
	rents, err := r.rents(kiosk)
	if err != nil {
		return err
	}
	at := reported.Period().To.AddDays(-1)
	calls, err := d.Calls(rents, movements, at)
	if err != nil {
		return err
	}
	r.Put("")
	r.Say("%s %s, deposit:", kiosk, r.party(r.debtor(kiosk)))
	for _, c := range calls {
		r.Say("    called on %s, due %s: %s", r.Date(c.On), r.Date(c.Due), r.Exact(c.Amount)+" ("+r.read(c.Text(r.Language, d.Terms.Months))+")")
	}
	stand, err := deposit.Balance(movements, at, settled.Last())
	if err != nil {
		return err
	}
	r.Say("    paid in %s, held on %s: %s; untaxed and no income", r.Exact(stand.PaidIn), r.Date(at), r.Exact(stand.Held))
	return nil
}

// rents are the monthly rents of a lease from each day on which they change, as
// the rent roll has them.
func (y *year) rents(id string) (civil.Timeline[finance.Money], error) {
	var rents civil.Timeline[finance.Money]
	for m := range y.lease(id).Term.Months() {
		roll, err := y.house.RentRoll(m.First())
		if err != nil {
			return nil, err
		}
		for _, row := range roll.Rows {
			if n := len(rents); row.Lease == id && !row.Contracted.IsZero() && (n == 0 || rents[n-1].Value != row.Contracted) {
				rents = append(rents, civil.Entry[finance.Money]{From: m.First(), Value: row.Contracted, Source: "rent roll"})
			}
		}
	}
	return rents, nil
}
