package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/partnership"
)

// shop tells what goods of makers brought, what makers are due and when, and
// whose brands are guests.
func (v *view) shop() error {
	plan, err := v.budget("income:shop:fee")
	if err != nil {
		return err
	}
	v.money(v.Words("Shop: gross, before returns"), func(r *cluster.Report) finance.Money { return r.Shop.Now.Gross }, more)
	v.money(v.Words("  returns"), func(r *cluster.Report) finance.Money { return r.Shop.Now.Returns }, less)
	v.planned(v.Words("  the cluster's fee"), plan, func(r *cluster.Report) finance.Money { return r.Shop.Now.Fee }, more)
	label := v.Words("  due to makers")
	if !v.now.DueOn.IsZero() {
		label = v.Sayf("  due to makers, the first by %s", v.Date(v.now.DueOn))
	}
	v.money(label, func(r *cluster.Report) finance.Money { return r.Due }, neither)
	guests := make([]string, 0, len(v.now.Guests))
	for _, g := range v.now.Guests {
		guests = append(guests, fmt.Sprintf("%s %d", v.region(g.Region), len(g.Brands)))
	}
	if len(guests) == 0 {
		v.text("  " + v.Words("no guest brands"))
		return nil
	}
	v.text("  " + v.Sayf("guest brands by region: %s", strings.Join(guests, ", ")))
	return nil
}

// region is the name of a region in the printer's language.
func (j *job) region(code accrual.Region) string {
	for _, r := range j.set.Frame.Regions {
		if r.Code != code {
			continue
		}
		if j.Language == accrual.Russian {
			return r.RU
		}
		return r.Name
	}
	return string(code)
}

// exchange tells what was given to partners and received from them, and how
// much of each quota is used.
func (v *view) exchange() error {
	v.shelves(v.Words("Exchange, shelf-metre-months so far: given"), func(b partnership.Balance) finance.Rate { return b.Given.Rate() }, neither)
	v.shelves(v.Words("  received"), func(b partnership.Balance) finance.Rate { return b.Received.Rate() }, more)
	v.shelves(v.Words("  balance: given less received"), func(b partnership.Balance) finance.Rate { return b.Net().Rate() }, neither)
	for _, q := range v.now.Quotas {
		v.row("  "+v.quotaOf(q), cells{now: v.Number(q.Placed.String()), plan: v.Number(q.Quota.String()), last: v.placed(q.Hosting)})
		if ends := v.ends(q); ends != "" {
			v.text("    " + ends)
		}
	}
	return nil
}

func (v *view) shelves(label string, of func(partnership.Balance) finance.Rate, b better) {
	now, last := of(v.now.Exchange), of(v.last.Exchange)
	v.row(label, v.mark(cells{now: v.Decimal(now, 2), last: v.Decimal(last, 2)}, now.Cmp(last), b))
}

// quotaOf says whose brands stand on whose shelves; its plan is the quota.
func (v *view) quotaOf(q partnership.Room) string {
	if q.Host == v.set.Cluster.Operator {
		return v.Sayf("%s with us, m", v.set.Cluster.PartyName(q.Guest))
	}
	return v.Sayf("we with %s, m", v.set.Cluster.PartyName(q.Host))
}

// placed is what of a quota was used a month before.
func (v *view) placed(hosting string) string {
	i := slices.IndexFunc(v.last.Quotas, func(q partnership.Room) bool { return q.Hosting == hosting })
	if i < 0 {
		return none
	}
	return v.Number(v.last.Quotas[i].Placed.String())
}

// ends says when a quota ends, and warns if that is soon.
func (v *view) ends(q partnership.Room) string {
	if q.Ends.IsZero() {
		return ""
	}
	last := q.Ends.AddDays(-1)
	if slices.ContainsFunc(v.now.Ends, func(h partnership.Hosting) bool { return h.ID == q.Hosting }) {
		return v.Sayf("the quota ends on %s, in %d days", v.Date(last), last.Sub(v.now.Month.Last()))
	}
	return v.Sayf("the quota ends on %s", v.Date(last))
}
