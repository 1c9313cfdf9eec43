package cluster

import (
	"slices"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// teller folds one report.
type teller struct {
	cluster Cluster
	books   Books
	month   civil.Month
	facts   Facts
	results []brand.Result // of the shop, all months
}

// compared asks for the month and for the one before.
func compared[T any](t *teller, ask func(civil.Month) (T, error)) (x Compared[T], err error) {
	if x.Now, err = ask(t.month); err != nil {
		return x, err
	}
	x.Before, err = ask(t.month.Prev())
	return x, err
}

func (t *teller) adjustments(r *Report) (err error) {
	r.Adjusted = finance.Zero(t.cluster.House.Currency)
	for o := range t.books.Accrual.Posted() {
		owes, owed := o.Debtor == t.cluster.Operator, o.Creditor == t.cluster.Operator
		if o.In != t.month || !o.Adjusts() || !owes && !owed {
			continue
		}
		r.Adjustment++
		if owed {
			r.Adjusted, err = r.Adjusted.Add(o.Net)
		} else {
			r.Adjusted, err = r.Adjusted.Sub(o.Net)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *teller) spaces(r *Report) (err error) {
	house := t.cluster.House
	r.Occupancy, err = compared(t, func(m civil.Month) (tenancy.Occupancy, error) { return house.Occupancy(m.Last()) })
	if err != nil {
		return err
	}
	r.Vacancy, err = house.Vacancy(t.month.Last())
	return err
}

func (t *teller) rents(r *Report) (err error) {
	r.Roll, err = compared(t, func(m civil.Month) (tenancy.RentRoll, error) { return t.cluster.House.RentRoll(m.Last()) })
	r.Ending = r.Roll.Now.Ending(EndingDays)
	return err
}

func (t *teller) result(r *Report) error {
	sheets, err := compared(t, func(m civil.Month) (*sheet, error) { return t.cluster.sheet(t.books.Ledger, m) })
	if err != nil {
		return err
	}
	r.Income, r.Earned = sides(sheets.Now, sheets.Before, incomes)
	r.Costs, r.Spent = sides(sheets.Now, sheets.Before, expenses)
	if r.Result.Now, err = r.Earned.Now.less(r.Spent.Now); err != nil {
		return err
	}
	r.Result.Before, err = r.Earned.Before.less(r.Spent.Before)
	return err
}

// sides are the accounts below a root in both months.
func sides(now, before *sheet, root ledger.Account) (lines []Compared[Line], total Compared[Line]) {
	accounts := now.accounts(root)
	for _, a := range before.accounts(root) {
		if !before.line(a).Amount.IsZero() {
			accounts = append(accounts, a)
		}
	}
	slices.Sort(accounts)
	for _, a := range slices.Compact(accounts) {
		lines = append(lines, Compared[Line]{now.line(a), before.line(a)})
	}
	return lines, Compared[Line]{now.total(root), before.total(root)}
}

func (t *teller) cash(r *Report) (err error) {
	currency := t.cluster.House.Currency
	r.Cash, err = compared(t, func(m civil.Month) (ledger.CashFlow, error) {
		for _, flow := range t.books.Ledger.Cash(m.Period()) {
			if flow.Currency() == currency {
				return flow, nil
			}
		}
		none := finance.Zero(currency)
		return ledger.CashFlow{
			Opening: none, In: none, Out: none, Left: none, ToMakers: none, InDeposits: none, InSubsidies: none, Own: none,
		}, nil
	})
	return err
}

func (t *teller) arrears(r *Report) (err error) {
	r.Ageing, err = t.books.Ledger.Ageing(ledger.Receivable, t.month.Last(), Bounds()...)
	r.Largest = r.Ageing.Largest(t.cluster.House.Currency, 3)
	return err
}

func (t *teller) shop(r *Report) error {
	shop := t.cluster.Shop
	trade, err := shop.Trade(t.facts.Shop)
	if err != nil {
		var wrong finance.Problems
		wrong.Add("shop", err)
		return wrong.Err()
	}
	if t.results, err = trade.Results(t.books.Accrual.Posted()); err != nil {
		return err
	}
	totals, err := brand.Totals(t.results)
	if err != nil {
		return err
	}
	none := finance.Zero(t.cluster.House.Currency)
	r.Shop.Now = brand.Result{Month: t.month, Gross: none, Returns: none, Fee: none}
	r.Shop.Before = brand.Result{Month: t.month.Prev(), Gross: none, Returns: none, Fee: none}
	for _, total := range totals {
		switch total.Month {
		case t.month:
			r.Shop.Now = total
		case t.month.Prev():
			r.Shop.Before = total
		}
	}
	r.Guests = shop.Guests(t.month.Period())
	return t.due(r)
}

// due is what makers are owed, and when the first of it is due.
func (t *teller) due(r *Report) (err error) {
	r.Due = finance.Zero(t.cluster.House.Currency)
	for _, open := range t.books.Ledger.Open(ledger.Makers, t.month.Last()) {
		if open.Total.Currency() != r.Due.Currency() || open.Total.Sign() >= 0 {
			continue
		}
		if r.Due, err = r.Due.Sub(open.Total); err != nil {
			return err
		}
		for _, item := range open.Items {
			if item.Left.Sign() < 0 && (r.DueOn.IsZero() || item.Due.Before(r.DueOn)) {
				r.DueOn = item.Due
			}
		}
	}
	return nil
}

func (t *teller) exchange(r *Report) error {
	x := t.cluster.Exchange
	period := civil.Period{From: t.month.First(), To: t.month.Next().First()}
	for _, h := range x.Hostings {
		if h.Term.From.Before(period.From) {
			period.From = h.Term.From
		}
	}
	exchanged, err := x.Reciprocity(period, t.facts.Placements)
	if err != nil {
		return err
	}
	for _, b := range exchanged.Balances {
		if b.Partner == t.cluster.Operator {
			r.Exchange = b
		}
	}
	r.Ends = x.Ending(t.month.Last(), EndingDays)
	r.Quotas, err = x.Rooms(t.month.Last(), t.facts.Placements)
	return err
}
