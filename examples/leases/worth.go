package main

import (
	"slices"

	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// worth prints what each clause of each lease brought in the year.
func (r *report) worth() error {
	r.Title("What each clause is worth: the year with and without it")
	t := r.worthTable()
	for i := range r.agreements {
		if err := r.addWorth(t, r.agreements[i].ID); err != nil {
			return err
		}
	}
	t.Print(&r.Printer)
	r.Say("  Clauses that count another one may make up for it: without the café's base rent its turnover rent brings as much. So they need not sum.")
	return nil
}

// worthOf is worth for one lease.
func (r *report) worthOf(id string) error {
	r.Title("What each clause is worth: the year with and without it")
	t := r.worthTable()
	if err := r.addWorth(t, id); err != nil {
		return err
	}
	t.Print(&r.Printer)
	return nil
}

func (r *report) worthTable() *printout.Table {
	return &printout.Table{Heads: []string{r.Words("lease"), r.Words("resident"), r.Words("clause"), r.Words("with it"), r.Words("without it"), r.Words("worth")}, Figures: 3}
}

// addWorth adds a row for each clause of a lease. What goes back counts below
// nothing, what goes to a third party as what the resident owes.
func (r *report) addWorth(t *printout.Table, id string) error {
	a := r.agreement(id)
	for i, clause := range r.clauses(id) {
		compared, err := accrual.Compare(*a, a.Without(clause), first, settled, slices.Values(r.facts))
		if err != nil {
			return err
		}
		with, without, err := r.compared(id, compared)
		if err != nil {
			return err
		}
		worth, err := with.Sub(without)
		if err != nil {
			return err
		}
		lease, name := id, r.brief(r.debtor(id))
		if i > 0 {
			lease, name = "", ""
		}
		t.Add(lease, name, r.clause(clause), r.Amount(with), r.Amount(without), r.Amount(worth))
	}
	return nil
}

// compared sums what belongs to the year of some rows.
func (r *report) compared(id string, rows []accrual.Compared) (before, after finance.Money, err error) {
	var was, is sums
	was.Money, is.Money = finance.Zero(r.house.Currency), finance.Zero(r.house.Currency)
	for _, c := range rows {
		if c.For.Add(-r.after(id, c.Clause)).Year() == reported.Year() {
			was.add(c.Old)
			is.add(c.New)
		}
	}
	if was.err != nil {
		return before, after, was.err
	}
	return was.Money, is.Money, is.err
}

// after is how many months after its window a clause settles.
func (y *year) after(id, clause string) int {
	for _, m := range y.agreement(id).Amendments {
		for _, n := range m.Set {
			if n.Name == clause {
				return n.Clause.Window().After
			}
		}
	}
	return 0
}
