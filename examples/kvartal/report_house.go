package main

import (
	"slices"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
)

// spaces tells what is let, what stands empty, and what that costs.
func (v *view) spaces() error {
	now, last := v.now.Occupancy.Now, v.last.Occupancy.Now
	v.row(v.Words("Let, m²"), v.mark(v.cells(now.Let.String(), last.Let.String()), now.Let.Cmp(last.Let), more))
	share, _ := now.Share()
	before, _ := last.Share()
	v.row(v.Sayf("Let, %% of the %s m² that can be let", v.Number(now.Lettable.String())),
		v.mark(cells{now: v.Percent(share), last: v.Percent(before)}, share.Cmp(before), more))
	v.money(v.Sayf("Empty spaces: %d, %s m²; they cost a month", len(v.now.Vacancy.Rows), v.Number(v.now.Vacancy.Area.String())),
		func(r *cluster.Report) finance.Money { return r.Vacancy.Total }, less)
	empty := make([]string, 0, len(v.now.Vacancy.Rows))
	for _, x := range v.now.Vacancy.Rows {
		empty = append(empty, x.Space)
	}
	if len(empty) > 0 {
		v.text("  " + short(empty, 12))
	}
	return nil
}

// cells are plain numbers of this month and of the one before.
func (v *view) cells(now, last string) cells { return cells{now: v.Number(now), last: v.Number(last)} }

// rents tells the rent roll, what a square metre brings, and what ends.
func (v *view) rents() error {
	plan, err := v.budget("income:rent:base")
	if err != nil {
		return err
	}
	v.planned(v.Words("Rent roll a month, without VAT"), plan, func(r *cluster.Report) finance.Money { return r.Roll.Now.Net }, more)
	v.money(v.Words("  VAT on top of it"), func(r *cluster.Report) finance.Money { return r.Roll.Now.Tax }, neither)
	now, last := average(v.now.Roll.Now), average(v.last.Roll.Now)
	order, _ := now.Cmp(last)
	v.row(v.Sayf("  on average, %s/m², without VAT", v.Symbol(now.Currency())),
		v.mark(v.cells(minor(now), minor(last)), order, more))
	if len(v.now.Ending) == 0 {
		v.text("  " + v.Sayf("No lease ends in %d days", cluster.EndingDays))
		return nil
	}
	return v.ending()
}

// ending tells which leases end soon, and how much rent with them.
func (v *view) ending() error {
	now, err := sumOf(v.now.Ending)
	if err != nil {
		return err
	}
	last, err := sumOf(v.last.Ending)
	if err != nil {
		return err
	}
	v.row(v.Sayf("  Leases ending in %d days: %d; their rent", cluster.EndingDays, len(v.now.Ending)),
		cells{now: v.Whole(now), last: v.Whole(last)})
	ends := slices.Clone(v.now.Ending)
	slices.SortStableFunc(ends, func(a, b tenancy.Rent) int { return a.Ends.Compare(b.Ends) })
	names := make([]string, 0, len(ends))
	for _, x := range ends {
		names = append(names, v.Sayf("%s on %s", x.Lease, v.Date(x.Ends.AddDays(-1))))
	}
	v.text("    " + short(names, 12))
	return nil
}

func sumOf(rents []tenancy.Rent) (sum finance.Money, err error) {
	for _, x := range rents {
		if sum, err = sum.Add(x.Net); err != nil {
			return sum, err
		}
	}
	return sum, nil
}

// average is the rent of a square metre; nothing where nothing is let.
func average(roll tenancy.RentRoll) finance.Money {
	m, err := roll.Average(finance.HalfEven)
	if err != nil {
		return finance.Zero(roll.Net.Currency())
	}
	return m
}

// minor is an amount with its minor units and without its currency.
func minor(m finance.Money) string {
	text := m.String()
	if code := m.Currency().Code(); code != "" {
		text = text[:len(text)-len(code)-1]
	}
	return text
}
