package main

import (
	"io/fs"

	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/payee"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// elsewhere is what makers told of other income of the year: it counts against
// the limit, and the shop would not know it otherwise.
var elsewhere = map[accrual.Party][]payee.Income{
	"M-22": {{On: day("2026-01-20"), Amount: rub("850000")}, {On: day("2026-02-26"), Amount: rub("920000")}},
	"M-10": {{On: day("2026-03-02"), Amount: rub("640000")}},
}

// forms are the tax forms of forms.json.
func forms(folder fs.FS) (t payee.Tables, err error) {
	var wrong finance.Problems
	text, err := fs.ReadFile(folder, "forms.json")
	if err == nil {
		err = terms.Decode(text, &t, nil)
	}
	wrong.Add("forms.json", err)
	return t, wrong.Err()
}

// income is what came to a maker in the quarter, by cash: what it was paid, what
// was set off, and the fee that was kept of what it was paid for.
func (q *settled) income(id accrual.Party) []payee.Income {
	all := append([]payee.Income(nil), elsewhere[id]...)
	for _, p := range q.orders {
		if p.To == id && p.On.Before(quarter.To) {
			all = append(all, payee.Income{On: p.On, Amount: p.Amount})
		}
	}
	for _, a := range q.acts {
		for _, e := range a.Extinguished {
			if e.Claim.Creditor == id {
				all = append(all, payee.Income{On: a.On, Kind: payee.SetOff, Amount: e.Amount})
			}
		}
	}
	for _, o := range q.posted { // the fees of a month are kept as it is paid out
		on := payday(o.In.Next())
		if o.Debtor == id && (o.Clause == "fee" || o.Clause == "card fee") && on.Before(quarter.To) {
			if gross, err := o.Gross(); err == nil {
				all = append(all, payee.Income{On: on, Kind: payee.FeeWithheld, Amount: gross})
			}
		}
	}
	return all
}

// selfEmployed prints who comes near the limit of the form.
func (r *report) selfEmployed() error {
	t, err := forms(files)
	if err != nil {
		return err
	}
	r.Title("Income by cash against the limit of the self-employed, 1 January to 31 March")
	list := printout.Table{Heads: []string{r.Words("maker"), r.Words("of the year"), r.Words("of March"), r.Words("to the limit"), r.Words("warned at")}, Figures: 3, Text: true}
	for _, m := range r.makers {
		p := payee.Payee{Party: m.ID, Forms: civil.Timeline[string]{{From: year.From, Value: m.Form, Source: "certificate of the maker"}}}
		watches, err := t.Watch(p, r.income(m.ID), quarter.To)
		if err != nil {
			return err
		}
		for _, w := range watches {
			if m.Form == "self-employed" && (len(w.Warnings) > 0 || len(elsewhere[m.ID]) > 0) {
				at := ""
				for _, x := range w.Warnings {
					at = r.Sayf("%s on %s", r.Percent(x.At), r.Date(x.On))
				}
				list.Add(r.name(m.ID), r.Amount(w.Sum), r.Amount(w.Month), r.Amount(w.Left), at)
			}
		}
	}
	list.Print(&r.Printer)
	r.Say("  All others are below a tenth of it. Limits, with their sources, are forms.json.")
	return nil
}
