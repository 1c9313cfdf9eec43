package main

import (
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// report prints a month in ten lines. ▲ is better than planned (or than the
// month before, where nothing was planned), ▼ is worse.
func (j *job) report(r cluster.Report) {
	j.title("%s in ten lines", j.month(r.Month))
	for i, tell := range []func(cluster.Report) []string{
		j.when, j.spaces, j.rents, j.income, j.costs, j.cash, j.arrears, j.shop, j.exchange, j.decide,
	} {
		for k, text := range tell(r) {
			number := ""
			if k == 0 {
				number = fmt.Sprint(i + 1)
			}
			j.line("%s  %s", padLeft(number, 2), text)
		}
	}
}

func (j *job) sayf(phrase string, args ...any) string { return fmt.Sprintf(j.words(phrase), args...) }

// beside writes an amount with its plan, the month before and a sign. More is
// better, or less for costs.
func (j *job) beside(x cluster.Compared[cluster.Line], more bool) string {
	text := j.whole(x.Now.Amount)
	against := x.Before.Amount
	if x.Now.Planned {
		against = x.Now.Plan
		text += j.sayf(" (plan %s, last month %s)", j.whole(x.Now.Plan), j.whole(x.Before.Amount))
	} else {
		text += j.sayf(" (no plan, last month %s)", j.whole(x.Before.Amount))
	}
	return text + sign(x.Now.Amount, against, more)
}

// sign is ▲ where a is better than b, ▼ where it is worse.
func sign(a, b finance.Money, more bool) string {
	order, err := a.Cmp(b)
	switch {
	case err != nil || order == 0:
		return " ="
	case order > 0 == more:
		return " ▲"
	}
	return " ▼"
}

func (j *job) when(r cluster.Report) []string {
	text := j.sayf("%s, facts known up to %s.", j.month(r.Month), j.day(r.Cutoff.AddDays(-1)))
	if r.Adjustment == 0 {
		return []string{text + j.words(" No adjustments of closed months.")}
	}
	return []string{text + j.sayf(" Adjustments of closed months: %d, net %s for the cluster.", r.Adjustment, j.whole(r.Adjusted))}
}

func (j *job) spaces(r cluster.Report) []string {
	now, before := r.Occupancy.Now, r.Occupancy.Before
	share, _ := now.Share()
	last, _ := before.Share()
	mark := " ="
	if order := share.Cmp(last); order != 0 {
		mark = map[bool]string{true: " ▲", false: " ▼"}[order > 0]
	}
	text := j.sayf("Let %s of %s m²: %s (last month %s)%s", j.number(now.Let.String()), j.number(now.Lettable.String()), j.percent(share), j.percent(last), mark)
	empty := make([]string, 0, len(r.Vacancy.Rows))
	for _, v := range r.Vacancy.Rows {
		empty = append(empty, v.Space)
	}
	return []string{
		text + j.sayf("; empty %s m² in %d spaces cost %s a month net:", j.number(r.Vacancy.Area.String()), len(empty), j.whole(r.Vacancy.Total)),
		short(empty, 12),
	}
}

// short lists the first names, and says how many more there are.
func short(names []string, most int) string {
	if len(names) > most {
		return strings.Join(names[:most], ", ") + fmt.Sprintf(" … +%d", len(names)-most)
	}
	return strings.Join(names, ", ")
}

func (j *job) rents(r cluster.Report) []string {
	roll, before := r.Roll.Now, r.Roll.Before
	average, err := roll.Average(finance.HalfEven)
	if err != nil {
		average = finance.Zero(roll.Net.Currency())
	}
	ends := make([]string, 0, len(r.Ending))
	for _, x := range r.Ending {
		ends = append(ends, x.Lease)
	}
	texts := []string{j.sayf("Rent roll %s a month without VAT, VAT %s on top (last month %s)%s; average %s/m²",
		j.whole(roll.Net), j.whole(roll.Tax), j.whole(before.Net), sign(roll.Net, before.Net, true), j.exact(average))}
	if len(ends) > 0 {
		texts = append(texts, j.sayf("Leases ending in %d days: %d (%s)", cluster.EndingDays, len(ends), short(ends, 12)))
	}
	return texts
}

func (j *job) income(r cluster.Report) []string {
	texts := []string{j.words("Income ") + j.beside(r.Earned, true)}
	for _, x := range r.Income {
		texts = append(texts, "  "+pad(j.words(string(x.Now.Account)), 22)+" "+j.beside(x, true))
	}
	return texts
}

func (j *job) costs(r cluster.Report) []string {
	covered := ""
	if share, ok := r.Covers(); ok {
		covered = j.sayf("; income covers %s of the costs", j.percent(share))
	}
	texts := []string{
		j.words("Costs ") + j.beside(r.Spent, false),
		j.words("Result ") + j.beside(r.Result, true) + covered,
	}
	for _, x := range r.Costs {
		texts = append(texts, "  "+pad(j.words(string(x.Now.Account)), 22)+" "+j.beside(x, false))
	}
	return texts
}

func (j *job) cash(r cluster.Report) []string {
	now, before := r.Cash.Now, r.Cash.Before
	held, err := cluster.Held(now)
	if err != nil {
		return []string{err.Error()}
	}
	return []string{
		j.sayf("Cash in %s, out %s, left %s (last month %s)%s", j.whole(now.In), j.whole(now.Out), j.whole(now.Left), j.whole(before.Left), sign(now.Left, before.Left, true)),
		j.sayf("of which %s belongs to others: makers %s, deposits %s, subsidies and grants %s; own %s",
			j.whole(held), j.whole(now.ToMakers), j.whole(now.InDeposits), j.whole(now.InSubsidies), j.whole(now.Own)),
	}
}

func (j *job) arrears(r cluster.Report) []string {
	total := r.Ageing.Total(j.set.Cluster.House.Currency)
	texts := []string{j.sayf("Arrears %s: to 30 days %s, to 60 %s, to 90 %s, older %s; not due yet %s",
		j.whole(total.Arrears()), j.whole(bucket(total.Overdue, 0)), j.whole(bucket(total.Overdue, 1)), j.whole(bucket(total.Overdue, 2)), j.whole(bucket(total.Overdue, 3)), j.whole(total.NotDue))}
	for _, row := range r.Largest {
		texts = append(texts, "  "+pad(j.name(row.Party), 44)+" "+padLeft(j.whole(row.Arrears()), 14))
	}
	return texts
}

func bucket(all []finance.Money, i int) finance.Money {
	if i < len(all) {
		return all[i]
	}
	return finance.Money{}
}

// name is a party's name with its id.
func (j *job) name(id accrual.Party) string {
	name := j.set.Cluster.PartyName(id)
	if name == string(id) {
		return name
	}
	return name + " [" + string(id) + "]"
}

func (j *job) shop(r cluster.Report) []string {
	now, before := r.Shop.Now, r.Shop.Before
	text := j.sayf("Shop: gross %s (last month %s)%s, returns %s, fee %s; due to makers %s",
		j.whole(now.Gross), j.whole(before.Gross), sign(now.Gross, before.Gross, true), j.whole(now.Returns), j.whole(now.Fee), j.whole(r.Due))
	if !r.DueOn.IsZero() {
		text += j.sayf(", the first by %s", j.day(r.DueOn))
	}
	guests := make([]string, 0, len(r.Guests))
	for _, g := range r.Guests {
		guests = append(guests, fmt.Sprintf("%s %d", j.region(g.Region), len(g.Brands)))
	}
	if len(guests) == 0 {
		return []string{text}
	}
	return []string{text, j.words("Guest brands: ") + strings.Join(guests, ", ")}
}

// region is the name of a region in the printer's language.
func (j *job) region(code accrual.Region) string {
	for _, r := range j.set.Frame.Regions {
		if r.Code != code {
			continue
		}
		if j.lang == accrual.Russian {
			return r.RU
		}
		return r.Name
	}
	return string(code)
}

func (j *job) exchange(r cluster.Report) []string {
	texts := []string{j.sayf("Exchange in shelf-metre-months since it began: given %s, received %s, balance %s",
		j.decimal(r.Exchange.Given.Rate()), j.decimal(r.Exchange.Received.Rate()), j.decimal(r.Exchange.Net().Rate()))}
	for _, q := range r.Quotas {
		text := j.sayf("  %s: %s of %s m placed", j.name(q.Guest), j.number(q.Placed.String()), j.number(q.Quota.String()))
		if q.Host != j.set.Cluster.Operator {
			text = j.sayf("  with %s: %s of %s m placed", j.name(q.Host), j.number(q.Placed.String()), j.number(q.Quota.String()))
		}
		if !q.Ends.IsZero() {
			text += j.sayf(", ends %s", j.day(q.Ends.AddDays(-1)))
		}
		texts = append(texts, text)
	}
	return texts
}

// decimal writes a rate with two decimals.
func (j *job) decimal(r finance.Rate) string {
	d, err := r.Decimal(2, finance.HalfEven)
	if err != nil {
		return r.String()
	}
	return j.number(d.StringFixed(2))
}

// decide prints what is to be decided: of each kind the largest three.
func (j *job) decide(r cluster.Report) []string {
	texts := []string{j.words("To decide this week:")}
	kinds := map[cluster.DecisionKind]int{}
	for _, d := range r.Decisions {
		if kinds[d.Kind]++; kinds[d.Kind] > 3 {
			continue
		}
		texts = append(texts, "  "+j.decision(d))
	}
	for _, kind := range cluster.DecisionKinds() {
		if more := kinds[kind] - 3; more > 0 {
			texts = append(texts, j.sayf("  and %d more: %s", more, j.words(kind.String())))
		}
	}
	if len(texts) == 1 {
		return []string{j.words("Nothing has to be decided this week.")}
	}
	return texts
}

func (j *job) decision(d cluster.Decision) string {
	text := j.words(d.Kind.String()) + ": "
	switch d.Kind {
	case cluster.ChaseArrears, cluster.IncomeLimit:
		text += j.name(accrual.Party(d.Subject))
	default:
		text += d.Subject
	}
	if !d.Amount.IsZero() {
		text += ", " + j.whole(d.Amount)
	}
	if !d.By.IsZero() {
		text += j.sayf(", by %s", j.day(d.By.AddDays(-1)))
	}
	return text
}
