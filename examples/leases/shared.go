package main

import (
	"strings"

	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/finance"
)

// shared prints the shared costs of the year, who bears them and why, and what
// a late invoice changed.
func (r *report) shared() error {
	s := r.statements[0]
	r.title("Shared costs of %d, drawn up on %s", reported.Year(), r.day(s.Known))
	t := table{heads: []string{r.words("costs"), r.words("fixed"), r.words("rise with occupancy")}, figures: 2}
	for _, c := range s.Totals {
		t.add(r.named(categories, c.Category), r.orNone(c.Fixed), r.orNone(c.Variable))
	}
	t.print(&r.printer)
	r.say("  Spent %s; the house was let to %s over the year, and costs that rise with it are brought to %s.", r.exact(s.Spent), r.rate(s.Occupancy), r.rate(r.house.Pools[0].GrossUp))
	for _, p := range s.Parts {
		r.part(p)
	}
	r.hang("  "+pad("", 22)+r.read(s.Landlord.Text(r.lang)), 24)
	return r.again()
}

// part prints what one lease bears.
func (r *report) part(p servicecharge.Part) {
	r.hang("  "+pad(p.Agreement+" "+r.brief(r.debtor(p.Agreement)), 22)+r.read(p.Text(r.lang)), 24)
}

// partOf prints what a lease bears, if it shares in the costs.
func (r *report) partOf(id string) {
	for _, s := range r.statements {
		for _, p := range s.Parts {
			if p.Agreement == id {
				r.put("")
				r.say("  Shared costs, drawn up on %s:", r.day(s.Known))
				r.part(p)
			}
		}
	}
}

// again prints what the second statement changes.
func (r *report) again() error {
	first, again := r.statements[0], r.statements[1]
	r.say("  Drawn up again on %s with a late invoice: spent %s. Leases bear more, closed months stay, the difference is posted in %s:",
		r.day(again.Known), r.exact(again.Spent), r.month(again.Known.Month()))
	var more []string
	for i, p := range again.Parts {
		difference, err := p.Charge.Sub(first.Parts[i].Charge)
		if err != nil {
			return err
		}
		text := p.Agreement + " " + r.exact(difference)
		if p.Capped {
			text += " " + r.words("(capped)")
		}
		more = append(more, text)
	}
	left, err := again.Landlord.Total.Sub(first.Landlord.Total)
	if err != nil {
		return err
	}
	r.put("  " + strings.Join(more, "; ") + "; " + r.sayf("landlord %s", r.exact(left)))
	return nil
}

func (r *report) orNone(m finance.Money) string {
	if m.IsZero() {
		return "–"
	}
	return r.amount(m)
}
