package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// leases prints every lease of the year, then every membership.
func (r *report) leases() error {
	r.Title("Each lease: every amount of the year with its derivation")
	for i := range r.agreements {
		if err := r.one(r.agreements[i].ID); err != nil {
			return err
		}
	}
	return nil
}

// one prints a lease: a line for each run of months that come to the same by
// the same derivation.
func (r *report) one(id string) error {
	r.Put("")
	r.Put(r.heading(id))
	lines, err := r.lines(id)
	if err != nil {
		return err
	}
	t := printout.Table{Heads: []string{r.Words("clause"), r.Words("months"), r.Words("a month"), r.Words("together"), r.Words("derivation")}, Figures: 2, Text: true}
	for _, l := range lines {
		each := ""
		if l.from != l.to {
			each = r.Amount(l.Net)
		}
		t.Add("  "+r.clause(l.Clause), r.span(l.from, l.to), each, r.Amount(l.sum.Money), l.why)
	}
	t.Print(&r.Printer)
	return r.totals(id)
}

// heading says who holds what, for how long.
func (r *report) heading(id string) string {
	parts := []string{id + "  " + r.residentOf(id)}
	l := r.lease(id)
	if l == nil {
		return parts[0] + " · " + r.Words("membership")
	}
	var spaces []string
	for _, h := range l.Spaces {
		name := h.Space
		if !h.Held.IsZero() {
			name = r.Sayf("%s from %s", name, r.Date(h.Held.From))
		}
		spaces = append(spaces, name)
	}
	term := l.Held(settled.Last())
	parts = append(parts, strings.Join(spaces, ", "), r.term(term))
	if l.Head != "" {
		parts = append(parts, r.Sayf("sublease under %s", l.Head))
	}
	if state := l.State(reported.Period().To.AddDays(-1), settled.Last()); state != tenancy.Commenced {
		parts = append(parts, r.named(states, state.String()))
	}
	return strings.Join(parts, " · ")
}

func (r *report) term(p civil.Period) string {
	if p.IsOpen() {
		return r.Sayf("from %s, open", r.Date(p.From))
	}
	return r.Sayf("%s to %s", r.Date(p.From), r.last(p.To))
}

// line is a run of months of a clause that come to the same.
type line struct {
	accrual.Obligation // of the first of them
	from, to           civil.Month
	sum                sums
	why                string
}

// lines are those of a lease's year: its clauses in order, of each what was
// posted in its month, then what corrected it.
func (r *report) lines(id string) ([]line, error) {
	var lines []line
	before := map[accrual.Key]finance.Money{}
	for _, o := range r.ofLease(id) {
		why, err := r.why(o, before[o.Key])
		if err != nil {
			return nil, err
		}
		if before[o.Key], err = before[o.Key].Add(o.Net); err != nil {
			return nil, err
		}
		if n := len(lines) - 1; n >= 0 && lines[n].takes(o, why) {
			lines[n].to = o.For
			lines[n].sum.add(o.Net)
			continue
		}
		l := line{Obligation: o, from: o.For, to: o.For, why: why}
		l.sum.add(o.Net)
		lines = append(lines, l)
	}
	return lines, nil
}

// takes reports whether o goes on with l.
func (l *line) takes(o accrual.Obligation, why string) bool {
	return l.Clause == o.Clause && l.Net == o.Net && l.why == why && l.to.Next() == o.For && l.Creditor == o.Creditor && l.Adjusts() == o.Adjusts()
}

// ofLease are the obligations of a lease's year in the order of its clauses.
func (r *report) ofLease(id string) []accrual.Obligation {
	var all []accrual.Obligation
	for _, o := range r.posted {
		if o.Agreement == id && ofYear(o) {
			all = append(all, o)
		}
	}
	order := r.clauses(id)
	slices.SortStableFunc(all, func(a, b accrual.Obligation) int {
		return slices.Index(order, a.Clause) - slices.Index(order, b.Clause)
	})
	return all
}

// clauses are the names of the clauses of a lease, as they were first set.
func (y *year) clauses(id string) []string {
	var names []string
	for _, a := range y.agreement(id).Amendments {
		for _, n := range a.Set {
			if !slices.Contains(names, n.Name) {
				names = append(names, n.Name)
			}
		}
	}
	return names
}

// span is a run of months.
func (r *report) span(from, to civil.Month) string {
	if from == to {
		return r.month(from)
	}
	return r.month(from) + "–" + r.month(to)
}

// totals prints what a lease's lines come to, by who owes whom.
func (r *report) totals(id string) error {
	type pair = accrual.Parties
	net, tax := map[pair]*sums{}, map[pair]*sums{}
	var order []pair
	for _, o := range r.ofLease(id) {
		of := pair{Creditor: o.Creditor, Debtor: o.Debtor}
		if net[of] == nil {
			net[of], tax[of] = &sums{}, &sums{}
			order = append(order, of)
		}
		net[of].add(o.Net)
		tax[of].add(o.Tax)
	}
	for _, of := range order {
		gross, err := net[of].Add(tax[of].Money)
		if err = errors.Join(err, net[of].err, tax[of].err); err != nil {
			return err
		}
		r.Say("    the year, %s to %s: %s, with VAT %s", r.brief(of.Debtor), r.brief(of.Creditor), r.Exact(net[of].Money), r.Exact(gross))
	}
	return nil
}
