package main

import (
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/examples/printout"
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
	at := r.lease(late).Held(settled.Last()).To.AddDays(-1)
	books, err := r.books(late, at.Month())
	if err != nil {
		return err
	}
	debts, err := arrears.Debts(books, ledger.Receivable, at)
	if err != nil {
		return err
	}
	r.Title("%s %s pays late: interest to %s", late, r.party(r.debtor(late)), r.Date(at))
	total, err := r.interest(debts, at)
	if err != nil {
		return err
	}
	return r.settle(late, books, at, total)
}

// interest prints what each debt bears, and how the largest of it comes about.
func (r *report) interest(debts []arrears.Debt, at civil.Date) (finance.Money, error) {
	total := sums{Money: finance.Zero(r.house.Currency)}
	t := printout.Table{Heads: []string{r.Words("rent of"), r.Words("due"), r.Words("with VAT"), r.Words("paid"), r.Words("days late"), r.Words("interest")}, Figures: 4}
	most := arrears.Interest{Total: finance.Zero(r.house.Currency)}
	for _, d := range debts {
		n, err := r.overdue.Interest(d, at)
		if err != nil {
			return finance.Money{}, err
		}
		total.add(n.Total)
		if n.Days > 0 {
			t.Add(r.month(d.Key.Slot.From.Month()), r.Date(d.Due), r.Amount(d.Amount), r.Amount(paid(d)), fmt.Sprint(n.Days), r.Amount(n.Total))
		}
		if n.Total.Minor() > most.Total.Minor() {
			most = n
		}
	}
	t.Print(&r.Printer)
	r.Say("  Payments go to what is due first. The most of it, on the rent of %s:", r.month(most.Debt.Key.Slot.From.Month()))
	r.indented(r.clause(r.overdue.Clause) + strings.TrimPrefix(most.Text(r.Language), r.overdue.Clause))
	return total.Money, total.err
}

// indented prints the lines of a text of the library.
func (r *report) indented(text string) {
	for line := range strings.Lines(text) {
		r.Put("    " + r.read(strings.TrimSuffix(line, "\n")))
	}
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
