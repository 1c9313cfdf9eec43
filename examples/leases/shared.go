package main

import (
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance"
)

// shared prints the shared costs of the year, who bears them and why, and what
// a late invoice changed.
func (r *report) shared() error {
	s := r.statements[0]
	r.Title("Shared costs of %d, drawn up on %s", reported.Year(), r.Date(s.Known))
	t := printout.Table{Heads: []string{r.Words("costs"), r.Words("fixed"), r.Words("rise with occupancy")}, Figures: 2}
	for _, c := range s.Totals {
		t.Add(r.named(categories, c.Category), r.orNone(c.Fixed), r.orNone(c.Variable))
	}
	t.Print(&r.Printer)
	r.Say("  Spent %s; the house was let to %s over the year, and costs that rise with it are brought to %s.", r.Exact(s.Spent), r.Rate(s.Occupancy), r.Rate(r.house.Pools[0].GrossUp))
	for _, p := range s.Parts {
		r.part(p)
	}
	r.Hang(strings.Repeat(" ", 24)+r.read(s.Landlord.Text(r.Language)), 24)
	return r.again()
}

// part prints what one lease bears.
func (r *report) part(p servicecharge.Part) {
	r.Hang(fmt.Sprintf("  %-22s", p.Agreement+" "+r.brief(r.debtor(p.Agreement)))+r.read(p.Text(r.Language)), 24)
}

// partOf prints what a lease bears, if it shares in the costs.
func (r *report) partOf(id string) {
	for _, s := range r.statements {
		for _, p := range s.Parts {
			if p.Agreement == id {
				r.Put("")
				r.Say("  Shared costs, drawn up on %s:", r.Date(s.Known))
				r.part(p)
			}
		}
	}
}

// again prints what the second statement changes.
func (r *report) again() error {
	first, again := r.statements[0], r.statements[1]
	r.Say("  Drawn up again on %s with a late invoice: spent %s. Leases bear more, closed months stay, the difference is posted in %s:",
		r.Date(again.Known), r.Exact(again.Spent), r.month(again.Known.Month()))
	var more []string
	for i, p := range again.Parts {
		difference, err := p.Charge.Sub(first.Parts[i].Charge)
		if err != nil {
			return err
		}
		text := p.Agreement + " " + r.Exact(difference)
		if p.Capped {
			text += " " + r.Words("(capped)")
		}
		more = append(more, text)
	}
	left, err := again.Landlord.Total.Sub(first.Landlord.Total)
	if err != nil {
		return err
	}
	r.Put("  " + strings.Join(more, "; ") + "; " + r.Sayf("landlord %s", r.Exact(left)))
	return nil
}

func (r *report) orNone(m finance.Money) string {
	if m.IsZero() {
		return "–"
	}
	return r.Amount(m)
}
