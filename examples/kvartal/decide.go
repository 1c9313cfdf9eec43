package main

import (
	"slices"
	"strings"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/partnership"
)

// each is how many decisions of a kind are told in full.
const each = 3

// decide tells what is to be decided: of each kind the largest few.
func (v *view) decide() error {
	if len(v.now.Decisions) == 0 {
		v.text(v.Words("Nothing has to be decided this week"))
		return nil
	}
	v.text(v.Words("To decide this week:"))
	for _, kind := range cluster.DecisionKinds() {
		of := slices.DeleteFunc(slices.Clone(v.now.Decisions), func(d cluster.Decision) bool { return d.Kind != kind })
		for _, d := range of[:min(each, len(of))] {
			v.text("  " + v.named(decisions, kind.String()) + ": " + v.decision(d))
		}
		if n := len(of) - each; n > 0 {
			v.text("  " + v.named(decisions, kind.String()) + ": " + v.Sayf("%d more, of smaller amounts", n))
		}
	}
	return nil
}

// decision says what a decision is about, and what is at stake until when.
func (v *view) decision(d cluster.Decision) string {
	parts := []string{v.subject(d)}
	if !d.Amount.IsZero() {
		parts = append(parts, v.Sayf(atStake[d.Kind], v.rounded(d.Amount)))
	}
	if d.Kind == cluster.IncomeLimit {
		parts = append(parts, v.limit(d))
	}
	if !d.By.IsZero() {
		parts = append(parts, v.Sayf("by %s", v.Date(d.By.AddDays(-1))))
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}

// atStake says what the amount of a decision is.
var atStake = map[cluster.DecisionKind]string{
	cluster.ChaseArrears: printout.Phrase("%s overdue by more than 30 days"),
	cluster.IncomeLimit:  printout.Phrase("%s this year"),
	cluster.RenewLease:   printout.Phrase("%s a month"),
	cluster.LetSpace:     printout.Phrase("%s a month"),
	cluster.RenewQuota:   printout.Phrase("%s"),
	cluster.SpendAward:   printout.Phrase("%s left"),
}

// subject names what a decision is about.
func (j *job) subject(d cluster.Decision) string {
	c := &j.set.Cluster
	switch d.Kind {
	case cluster.ChaseArrears, cluster.IncomeLimit:
		return j.name(accrual.Party(d.Subject))
	case cluster.RenewLease:
		if i := slices.IndexFunc(c.House.Leases, func(l tenancy.Lease) bool { return l.ID == d.Subject }); i >= 0 {
			return d.Subject + ", " + j.name(c.House.Leases[i].Resident)
		}
	case cluster.LetSpace:
		if i := slices.IndexFunc(c.House.Spaces, func(s tenancy.Space) bool { return s.ID == d.Subject }); i >= 0 {
			return j.Sayf("%s, %s m²", d.Subject, j.Number(c.House.Spaces[i].Area.String()))
		}
	case cluster.RenewQuota:
		if i := slices.IndexFunc(c.Exchange.Hostings, func(h partnership.Hosting) bool { return h.ID == d.Subject }); i >= 0 {
			return d.Subject + ", " + j.name(j.other(c.Exchange.Hostings[i].Host, c.Exchange.Hostings[i].Guest))
		}
	case cluster.SpendAward:
		if i := slices.IndexFunc(c.Awards, func(a cluster.Award) bool { return a.ID == d.Subject }); i >= 0 {
			return c.Awards[i].Name
		}
	}
	return d.Subject
}

// limit is the limit that a maker's income comes near to.
func (v *view) limit(d cluster.Decision) string {
	c := &v.set.Cluster
	for _, p := range c.Parties {
		if string(p.ID) != d.Subject {
			continue
		}
		for _, r := range c.Regimes {
			if limit, ok := r.Limit.On(v.now.Month.Last()); ok && r.Name == p.Regime {
				return v.Sayf("%s allows %s", r.Name, v.rounded(limit))
			}
		}
	}
	return ""
}

// other is the one of two parties that is not the operator.
func (j *job) other(a, b accrual.Party) accrual.Party {
	if a == j.set.Cluster.Operator {
		return b
	}
	return a
}
