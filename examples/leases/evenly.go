package main

import (
	"fmt"

	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/cashflow"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// evenly prints the stepped rent of a lease as income over its term, and what a
// lease with a slow start pays in effect.
func (r *report) evenly() error {
	l := r.lease(stepped)
	paid, err := r.house.Contracted(*l, civil.Period{}, "base rent")
	if err != nil {
		return err
	}
	line := cashflow.StraightLine{Term: l.Term}
	for _, p := range paid {
		line.Payments = append(line.Payments, cashflow.Flow{On: p.Month.First(), Amount: p.Amount})
	}
	months, err := line.Months()
	if err != nil {
		return err
	}
	r.Title("%s %s: rent with steps as even income of its term (IFRS 16, 81; FSBU 25/2018)", stepped, r.brief(r.debtor(stepped)))
	t := printout.Table{Heads: []string{r.Words("year"), r.Words("income"), r.Words("paid"), r.Words("accrued at its end")}, Figures: 3}
	var income, cash sums
	for i, m := range months {
		income.add(m.Income)
		cash.add(m.Cash)
		if i+1 == len(months) || months[i+1].Month.Year() != m.Month.Year() {
			t.Add(fmt.Sprint(m.Month.Year()), r.Amount(income.Money), r.Amount(cash.Money), r.Amount(m.Accrued))
			income, cash = sums{}, sums{}
		}
	}
	t.Print(&r.Printer)
	explain := line.ExplainEN
	if r.Language != 0 {
		explain = line.ExplainRU
	}
	r.Put("  " + r.month(first) + ": " + r.read(explain(months[first.Sub(months[0].Month)])))
	return nil
}

// slowStart prints the net effective rent of a lease beside what the house asks.
func (r *report) slowStart() error {
	l := r.lease(growing)
	e, err := r.house.NetEffective(*l)
	if err != nil {
		return err
	}
	metre, err := e.PerMetre(finance.HalfEven)
	if err != nil {
		return err
	}
	month, err := e.PerMonth(finance.HalfEven)
	if err != nil {
		return err
	}
	r.Say("  %s %s, net effective rent: %s over the term is %s a month, or %s a square metre; the house asks %s.",
		l.ID, r.brief(l.Resident), r.Exact(e.Paid), r.Exact(month), r.Exact(metre), r.Exact(r.asking(l.Spaces[0].Space)))
	return nil
}

// asking is what the house asks for a square metre of a space.
func (y *year) asking(space string) finance.Money {
	for _, s := range y.house.Spaces {
		if s.ID == space {
			return s.Asking
		}
	}
	return finance.Money{}
}
