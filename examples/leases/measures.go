package main

import (
	"fmt"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance"
)

// measures prints occupancy, vacancy, unexpired terms, expiries and retention.
func (r *report) measures() error {
	for _, part := range [...]func() error{r.occupancy, r.unexpired, r.expiries, r.retention} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

func (r *report) occupancy() error {
	o, err := r.house.Occupancy(atEnd)
	if err != nil {
		return err
	}
	over, err := r.house.OccupancyOver(reported.Period())
	if err != nil {
		return err
	}
	rents, err := r.house.Rents(atEnd)
	if err != nil {
		return err
	}
	var all ratios
	r.Title("Occupancy, unexpired terms, expiries")
	r.Say("  Let: %s of %s m², %s by area; %d of %d spaces, %s by count; %s by rent. Over the year, by area: %s.",
		r.Number(o.Let.String()), r.Number(o.Lettable.String()), r.Percent(all.of(o.Share())), o.LetSpaces, o.Spaces,
		r.Percent(all.of(o.ShareByCount())), r.Percent(all.of(rents.Occupancy())), r.Percent(all.of(over.Share())))
	r.Say("  Empty: %s; at asking prices they would bring %s a month.", r.list(o.Vacant), r.Exact(rents.Void))
	return all.err
}

func (r *report) unexpired() error {
	var all [4]string
	for i, by := range [...]tenancy.WaultBy{{}, {Rent: true}, {Break: true}, {Rent: true, Break: true}} {
		w, err := r.house.Wault(atEnd, by)
		if err != nil {
			return err
		}
		all[i] = r.Decimal(w.Years.Rate, 2)
	}
	r.Say("  Unexpired terms (WAULT), years: to expiry %s by area, %s by rent; to the next break %s by area, %s by rent.", all[0], all[1], all[2], all[3])
	return nil
}

func (r *report) expiries() error {
	rows, err := r.house.Expiries(atEnd, false)
	if err != nil {
		return err
	}
	t := printout.Table{Heads: []string{r.Words("ends in"), r.Words("leases"), r.Words("m²"), r.Words("contracted")}, Figures: 3}
	for _, e := range rows {
		year := fmt.Sprint(e.Year)
		if e.Year == 0 {
			year = r.Words("open")
		}
		t.Add(year, fmt.Sprint(e.Leases), r.Number(e.Area.String()), r.Amount(e.Rent))
	}
	t.Print(&r.Printer)
	return nil
}

func (r *report) retention() error {
	n, err := r.house.Retention(reported.Period())
	if err != nil {
		return err
	}
	var all ratios
	r.Say("  Of %d leases %d could end in %d: kept %d, left %d (retention %s, churn %s); come %d.",
		n.Start, n.CouldEnd, reported.Year(), n.Kept, n.Left, r.Percent(all.of(n.Rate())), r.Percent(all.of(n.Churn())), n.Come)
	return all.err
}

// mix prints the uses of the house.
func (r *report) mix() error {
	rows, err := r.house.Mix(atEnd)
	if err != nil {
		return err
	}
	r.Put("")
	t := printout.Table{Heads: []string{r.Words("use"), r.Words("spaces"), r.Words("let"), r.Words("m²"), r.Words("m² let"), r.Words("contracted")}, Figures: 5}
	for _, u := range rows {
		t.Add(r.named(uses, u.Use.String()), fmt.Sprint(u.Spaces), fmt.Sprint(u.LetSpaces), r.Number(u.Area.String()), r.Number(u.Let.String()), r.Amount(u.Rent))
	}
	t.Print(&r.Printer)
	return nil
}

// ratios keeps the first error of some shares.
type ratios struct{ err error }

func (a *ratios) of(share finance.Rate, err error) finance.Rate {
	if a.err == nil {
		a.err = err
	}
	return share
}
