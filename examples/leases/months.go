package main

import (
	"github.com/creative-cluster/kvartal/finance"
)

// months prints what each lease brought the landlord, month by month.
func (r *report) months() error {
	r.title("The year by months: what each lease brings the landlord, in whole roubles")
	t := table{heads: []string{r.words("lease"), r.words("resident")}, figures: 14, sums: 2, tight: true}
	for m := range reported.Period().Months() {
		t.heads = append(t.heads, r.month(m))
	}
	t.heads = append(t.heads, r.words("later"), r.words("year"))
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
		t.add(r.cells(id, r.brief(r.debtor(id)), cells)...)
	}
	t.add(r.cells("", r.words("together"), totals)...)
	t.add(r.cells("", r.words("VAT on top"), taxes)...)
	t.print(&r.printer)
	r.say("A month holds what belongs to it, corrections that came later included; later: what settles a year after its end.")
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
			text = r.whole(a.Money)
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
			r.say("%s, %s, in %s: %s and VAT %s.", id, r.clause(o.Clause), r.month(o.For), r.exact(o.Net), r.exact(o.Tax))
		}
	}
	return nil
}
