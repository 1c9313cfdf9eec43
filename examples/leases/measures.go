package main

import (
	"fmt"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
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
	r.title("Occupancy, unexpired terms, expiries")
	r.say("  Let: %s of %s m², %s by area; %d of %d spaces, %s by count; %s by rent. Over the year, by area: %s.",
		r.number(o.Let.String()), r.number(o.Lettable.String()), r.percent(all.of(o.Share())), o.LetSpaces, o.Spaces,
		r.percent(all.of(o.ShareByCount())), r.percent(all.of(rents.Occupancy())), r.percent(all.of(over.Share())))
	r.say("  Empty: %s; at asking prices they would bring %s a month.", r.list(o.Vacant), r.exact(rents.Void))
	return all.err
}

func (r *report) unexpired() error {
	var all [4]string
	for i, by := range [...]tenancy.WaultBy{{}, {Rent: true}, {Break: true}, {Rent: true, Break: true}} {
		w, err := r.house.Wault(atEnd, by)
		if err != nil {
			return err
		}
		all[i] = r.decimal(w.Years.Rate, 2)
	}
	r.say("  Unexpired terms (WAULT), years: to expiry %s by area, %s by rent; to the next break %s by area, %s by rent.", all[0], all[1], all[2], all[3])
	return nil
}

func (r *report) expiries() error {
	rows, err := r.house.Expiries(atEnd, false)
	if err != nil {
		return err
	}
	t := table{heads: []string{r.words("ends in"), r.words("leases"), r.words("m²"), r.words("contracted")}, figures: 3}
	for _, e := range rows {
		year := fmt.Sprint(e.Year)
		if e.Year == 0 {
			year = r.words("open")
		}
		t.add(year, fmt.Sprint(e.Leases), r.number(e.Area.String()), r.amount(e.Rent))
	}
	t.print(&r.printer)
	return nil
}

func (r *report) retention() error {
	n, err := r.house.Retention(reported.Period())
	if err != nil {
		return err
	}
	var all ratios
	r.say("  Of %d leases %d could end in %d: kept %d, left %d (retention %s, churn %s); come %d.",
		n.Start, n.CouldEnd, reported.Year(), n.Kept, n.Left, r.percent(all.of(n.Rate())), r.percent(all.of(n.Churn())), n.Come)
	return all.err
}

// mix prints the uses of the house.
func (r *report) mix() error {
	rows, err := r.house.Mix(atEnd)
	if err != nil {
		return err
	}
	r.put("")
	t := table{heads: []string{r.words("use"), r.words("spaces"), r.words("let"), r.words("m²"), r.words("m² let"), r.words("contracted")}, figures: 5}
	for _, u := range rows {
		t.add(r.named(uses, u.Use.String()), fmt.Sprint(u.Spaces), fmt.Sprint(u.LetSpaces), r.number(u.Area.String()), r.number(u.Let.String()), r.amount(u.Rent))
	}
	t.print(&r.printer)
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
