package main

import (
	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance"
)

// months prints what each lease brought the landlord, month by month.
func (r *report) months() error {
	r.Title("The year by months: what each lease brings the landlord, in whole roubles")
	t := printout.Table{Heads: []string{r.Words("lease"), r.Words("resident")}, Figures: 14, Sums: 2, Tight: true}
	for m := range reported.Period().Months() {
		t.Heads = append(t.Heads, r.month(m))
	}
	t.Heads = append(t.Heads, r.Words("later"), r.Words("year"))
	totals, taxes := r.columns(), r.columns()
	for i := range r.agreements {
		id := r.agreements[i].ID
		cells := r.columns()
		for _, o := range r.posted {
			if ofYear(o) && o.Agreement == id {
				net, tax := r.ours(o)
				for _, at := range [...]int{r.column(o.For.Year(), int(o.For.Month())), 13} {
					cells[at].add(net)
					totals[at].add(net)
					taxes[at].add(tax)
				}
			}
		}
		t.Add(r.cells(id, r.brief(r.debtor(id)), cells)...)
	}
	t.Add(r.cells("", r.Words("together"), totals)...)
	t.Add(r.cells("", r.Words("VAT on top"), taxes)...)
	t.Print(&r.Printer)
	r.Say("A month holds what belongs to it, corrections that came later included; later: what settles a year after its end.")
	return r.before()
}

// columns are twelve months, what settles later, and the sum.
func (r *report) columns() []sums {
	all := make([]sums, 14)
	for i := range all {
		all[i].Money = finance.Zero(r.house.Currency)
	}
	return all
}

func (r *report) column(year, month int) int {
	if year != reported.Year() {
		return 12
	}
	return month - 1
}

func (r *report) cells(id, name string, amounts []sums) []string {
	cells := []string{id, name}
	for _, a := range amounts {
		text := "–"
		if !a.IsZero() {
			text = r.Whole(a.Money)
		}
		cells = append(cells, text)
	}
	return cells
}

// before shows what the tax table does at the turn of the year.
func (r *report) before() error {
	id := r.agreements[0].ID
	charged, err := r.agreements[0].DryRun(first.Prev(), first, nil)
	if err != nil {
		return err
	}
	for _, o := range charged {
		if o.Clause == "base rent" {
			r.Say("%s, %s, in %s: %s and VAT %s.", id, r.clause(o.Clause), r.month(o.For), r.Exact(o.Net), r.Exact(o.Tax))
		}
	}
	return nil
}
