package main

import (
	"slices"

	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// tried prints an amendment that is not signed: month by month, what the lease
// charges as it is and as it would be.
func (r *report) tried() error {
	a, m := r.agreement(amended), r.amendment
	compared, err := accrual.Compare(*a, a.With(m), first, reported.Period().To.AddDays(-1).Month(), slices.Values(r.facts))
	if err != nil {
		return err
	}
	compared = changed(compared)
	r.Title("An amendment tried before it is signed: %s %s from %s", amended, r.brief(r.debtor(amended)), r.Date(m.From))
	if err := r.proposed(a.With(m)); err != nil {
		return err
	}
	t := printout.Table{Heads: []string{r.Words("month"), r.Words("old terms"), r.Words("new terms"), r.Words("difference")}, Figures: 3, Sums: 1}
	total := [2]sums{{Money: finance.Zero(r.house.Currency)}, {Money: finance.Zero(r.house.Currency)}}
	for month := range (civil.Period{From: m.From, To: reported.Period().To}).Months() {
		row := [2]sums{{Money: finance.Zero(r.house.Currency)}, {Money: finance.Zero(r.house.Currency)}}
		for _, c := range compared {
			if c.For == month {
				row[0].add(c.Old)
				row[1].add(c.New)
			}
		}
		total[0].add(row[0].Money)
		total[1].add(row[1].Money)
		if err := r.addTried(&t, r.month(month), row); err != nil {
			return err
		}
	}
	if err := r.addTried(&t, r.Words("together"), total); err != nil {
		return err
	}
	t.Print(&r.Printer)
	return nil
}

// changed are the rows of the clauses that differ in any month.
func changed(rows []accrual.Compared) []accrual.Compared {
	differs := map[string]bool{}
	for _, c := range rows {
		differs[c.Clause] = differs[c.Clause] || c.Old != c.New
	}
	return slices.DeleteFunc(rows, func(c accrual.Compared) bool { return !differs[c.Clause] })
}

// proposed derives the first month under the new terms.
func (r *report) proposed(a accrual.Agreement) error {
	month := r.amendment.From.Month()
	for _, n := range r.amendment.Set {
		key := accrual.Key{Agreement: a.ID, Clause: n.Name, Slot: month.Period()}
		why, err := accrual.Explain(a, key, cutoff(settled), slices.Values(r.facts))
		if err != nil {
			return err
		}
		r.Say("  new in %s: %s", r.month(month), r.clause(n.Name)+" "+r.Exact(why.Net)+" = "+r.read(wholeMonth(why.Text(r.Language))))
	}
	for _, name := range r.amendment.Drop {
		r.Say("  dropped: %s", r.clause(name))
	}
	return nil
}

func (r *report) addTried(t *printout.Table, name string, row [2]sums) error {
	difference, err := row[1].Sub(row[0].Money)
	if err != nil {
		return err
	}
	t.Add(name, r.Amount(row[0].Money), r.Amount(row[1].Money), r.Amount(difference))
	return nil
}
