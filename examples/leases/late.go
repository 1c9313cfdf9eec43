package main

import (
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/cluster/tenancy/deposit"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/arrears"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// chart books rents; deposits are money of others.
var chart = ledger.Chart{Rules: []ledger.Rule{
	{Clause: "late interest", Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:interest"}},
	{Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:rent", Tax: "liabilities:tax"}},
}}

// latePayer prints what a resident who paid late owes beside the rent, and what
// the deposit covers as the lease ends.
func (r *report) latePayer() error {
	const id = "L-13"
	at := r.lease(id).Held(settled.Last()).To.AddDays(-1)
	books, err := r.books(id, at.Month())
	if err != nil {
		return err
	}
	debts, err := arrears.Debts(books, ledger.Receivable, at)
	if err != nil {
		return err
	}
	r.title("%s %s pays late: interest to %s", id, r.party(r.debtor(id)), r.day(at))
	interest := finance.Zero(r.house.Currency)
	longest := -1
	t := table{heads: []string{r.words("rent of"), r.words("due"), r.words("with VAT"), r.words("paid"), r.words("days late"), r.words("interest")}, figures: 4}
	var all []arrears.Interest
	for i, d := range debts {
		n, err := r.late.Interest(d, at)
		if err != nil {
			return err
		}
		all = append(all, n)
		if interest, err = interest.Add(n.Total); err != nil {
			return err
		}
		if n.Days > 0 {
			t.add(r.month(d.Key.Slot.From.Month()), r.day(d.Due), r.amount(d.Amount), r.amount(paid(d)), fmt.Sprint(n.Days), r.amount(n.Total))
		}
		if longest < 0 || n.Total.Minor() > all[longest].Total.Minor() {
			longest = i
		}
	}
	t.print(&r.printer)
	r.say("  Payments go to what is due first. The most of it, on the rent of %s:", r.month(debts[longest].Key.Slot.From.Month()))
	for text := range strings.Lines(r.named(clauses, "late interest") + strings.TrimPrefix(all[longest].Text(r.lang), "late interest")) {
		r.put("    " + r.read(strings.TrimSuffix(text, "\n")))
	}
	return r.settle(id, books, at, interest)
}

// books are the rents of a lease and what was paid of them, month by month.
func (r *report) books(id string, last civil.Month) (ledger.Ledger, error) {
	books := ledger.New(r.house.Landlord)
	for m := range first.Through(last) {
		var posted []accrual.Obligation
		for _, o := range r.posted {
			if o.Agreement == id && o.In == m {
				posted = append(posted, o)
			}
		}
		var err error
		if books, err = books.Post(chart, posted...); err != nil {
			return books, err
		}
		if books, err = books.Pay(m, cutoff(m), r.payments...); err != nil {
			return books, err
		}
	}
	return books, nil
}

func paid(d arrears.Debt) finance.Money {
	sum := sums{Money: finance.Zero(d.Amount.Currency())}
	for _, p := range d.Paid {
		sum.add(p.Amount)
	}
	return sum.Money
}

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
	r.say("  The deposit at the end, to be returned by %s:", r.day(d.Deadline()))
	for text := range strings.Lines(s.Text(r.lang)) {
		r.put("    " + r.read(strings.TrimSuffix(text, "\n")))
	}
	b := r.deposits.Damage
	r.say("    the damage: a door of %s, %d of %d months old, repaired for %s: the lesser of the repair and what was left of its worth", r.exact(b.Cost), b.Age, b.Life, r.exact(b.Repair))
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
	const id = "L-10"
	d, movements := r.deposit(id), r.deposits.Movements[id]
	rents, err := r.rents(id)
	if err != nil {
		return err
	}
	at := reported.Period().To.AddDays(-1)
	calls, err := d.Calls(rents, movements, at)
	if err != nil {
		return err
	}
	r.put("")
	r.say("%s %s, deposit:", id, r.party(r.debtor(id)))
	for _, c := range calls {
		r.say("    called on %s, due %s: %s", r.day(c.On), r.day(c.Due), r.exact(c.Amount)+" ("+r.read(c.Text(r.lang, d.Terms.Months))+")")
	}
	stand, err := deposit.Balance(movements, at, settled.Last())
	if err != nil {
		return err
	}
	r.say("    paid in %s, held on %s: %s; untaxed and no income", r.exact(stand.PaidIn), r.day(at), r.exact(stand.Held))
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
