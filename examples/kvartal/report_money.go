package main

import (
	"slices"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// income tells what came in, by source.
func (v *view) income() error {
	v.planned(v.Words("Income"), v.now.Earned.Now, func(r *cluster.Report) finance.Money { return r.Earned.Now.Amount }, more)
	return v.lines(func(r *cluster.Report) []cluster.Compared[cluster.Line] { return r.Income }, more)
}

// costs tells what went out, by line, what is left, and how much of the costs
// the income covers.
func (v *view) costs() error {
	v.planned(v.Words("Costs"), v.now.Spent.Now, func(r *cluster.Report) finance.Money { return r.Spent.Now.Amount }, less)
	if err := v.lines(func(r *cluster.Report) []cluster.Compared[cluster.Line] { return r.Costs }, less); err != nil {
		return err
	}
	v.planned(v.Words("Result"), v.now.Result.Now, func(r *cluster.Report) finance.Money { return r.Result.Now.Amount }, more)
	return v.covers()
}

func (v *view) covers() error {
	now, some := v.now.Covers()
	if !some {
		v.text(v.Words("There were no costs to cover"))
		return nil
	}
	last, _ := v.last.Covers()
	c := cells{now: v.Percent(now), last: v.Percent(last)}
	order := now.Cmp(last)
	if e, s := v.now.Earned.Now, v.now.Spent.Now; e.Planned && s.Planned && s.Plan.Sign() > 0 {
		plan, err := e.Plan.Ratio(s.Plan)
		if err != nil {
			return err
		}
		c.plan, order = v.Percent(plan), now.Cmp(plan)
	}
	v.row(v.Words("Income covers of the costs"), v.mark(c, order, more))
	return nil
}

// lines are the accounts below income or costs, of this month or the last.
func (v *view) lines(of func(*cluster.Report) []cluster.Compared[cluster.Line], b better) error {
	var accounts []ledger.Account
	for _, x := range slices.Concat(of(&v.now), of(&v.last)) {
		accounts = append(accounts, x.Now.Account)
	}
	slices.Sort(accounts)
	for _, account := range slices.Compact(accounts) {
		plan, err := v.budget(account)
		if err != nil {
			return err
		}
		v.planned("  "+v.level(account), plan, func(r *cluster.Report) finance.Money { return lineOf(of(r), account).Amount }, b)
	}
	return nil
}

// cash tells what came, what went, what is left and how much of it belongs to
// others.
func (v *view) cash() error {
	flow := func(of func(ledger.CashFlow) finance.Money) func(*cluster.Report) finance.Money {
		return func(r *cluster.Report) finance.Money { return of(r.Cash.Now) }
	}
	held, err := cluster.Held(v.now.Cash.Now)
	if err != nil {
		return err
	}
	before, err := cluster.Held(v.last.Cash.Now)
	if err != nil {
		return err
	}
	v.money(v.Words("Cash left"), flow(func(f ledger.CashFlow) finance.Money { return f.Left }), more)
	v.money(v.Words("  came in"), flow(func(f ledger.CashFlow) finance.Money { return f.In }), more)
	v.money(v.Words("  went out"), flow(func(f ledger.CashFlow) finance.Money { return f.Out }), less)
	v.row(v.Words("  of it belongs to others"), cells{now: v.Whole(held), last: v.Whole(before)})
	v.money(v.Words("    to makers, for goods sold"), flow(func(f ledger.CashFlow) finance.Money { return f.ToMakers }), neither)
	v.money(v.Words("    deposits of residents"), flow(func(f ledger.CashFlow) finance.Money { return f.InDeposits }), neither)
	v.money(v.Words("    subsidies and grants not spent yet"), flow(func(f ledger.CashFlow) finance.Money { return f.InSubsidies }), neither)
	v.money(v.Words("  of it is the cluster's own"), flow(func(f ledger.CashFlow) finance.Money { return f.Own }), more)
	return nil
}

// arrears tells what is overdue, with tax, by age, and the largest three.
func (v *view) arrears() error {
	currency := v.set.Cluster.House.Currency
	total := func(of func(ledger.AgeRow) finance.Money) func(*cluster.Report) finance.Money {
		return func(r *cluster.Report) finance.Money { return of(r.Ageing.Total(currency)) }
	}
	v.money(v.Words("Arrears, with VAT"), total(ledger.AgeRow.Arrears), less)
	bounds := cluster.Bounds()
	for i := range len(bounds) + 1 {
		v.money("  "+v.age(bounds, i), total(func(row ledger.AgeRow) finance.Money { return bucket(row.Overdue, i) }), less)
	}
	v.money(v.Words("  not due yet"), total(func(row ledger.AgeRow) finance.Money { return row.NotDue }), neither)
	for _, row := range v.now.Largest {
		v.money("  "+v.name(row.Party), func(r *cluster.Report) finance.Money { return arrearsOf(r.Ageing, row.Party, currency) }, less)
	}
	return nil
}

// age names a bucket of an ageing.
func (v *view) age(bounds []int, i int) string {
	from := 1
	if i > 0 {
		from = bounds[i-1] + 1
	}
	if i == len(bounds) {
		return v.Sayf("overdue more than %d days", bounds[i-1])
	}
	return v.Sayf("overdue %d to %d days", from, bounds[i])
}

func bucket(all []finance.Money, i int) finance.Money {
	if i < len(all) {
		return all[i]
	}
	return finance.Money{}
}

// arrearsOf is what a party is overdue.
func arrearsOf(a ledger.Ageing, party accrual.Party, currency finance.Currency) finance.Money {
	for _, row := range a.Rows {
		if row.Party == party && row.Total.Currency() == currency {
			return row.Arrears()
		}
	}
	return finance.Zero(currency)
}
