package cluster

import (
	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/partnership"
)

// Report is a closed month as a director asks for it: ten subjects, as data.
// It folds over what was posted and measured; nothing of it is kept.
type Report struct {
	Month  civil.Month
	Cutoff civil.Date // facts are known up to the day before

	Adjusted   finance.Money // net, of closed months, in favour of the operator
	Adjustment int           // how many obligations those are

	Occupancy Compared[tenancy.Occupancy]
	Vacancy   tenancy.Vacancy

	Roll   Compared[tenancy.RentRoll]
	Ending []tenancy.Rent // leases that end within EndingDays of the month's last day

	Income []Compared[Line] // by source
	Earned Compared[Line]   // all income
	Costs  []Compared[Line]
	Spent  Compared[Line] // all costs
	Result Compared[Line] // earned less spent

	Cash Compared[ledger.CashFlow]

	Ageing  ledger.Ageing // of receivables, in Bounds
	Largest []ledger.AgeRow

	Shop   Compared[brand.Result]
	Due    finance.Money // to makers, at the month's end
	DueOn  civil.Date    // when the first of it is due; none where nothing is due
	Guests []brand.Guests

	Exchange partnership.Balance // of the operator, since the first hosting
	Quotas   []partnership.Room
	Ends     []partnership.Hosting // quotas that end within EndingDays

	Decisions []Decision
}

// Compared is a figure of the month beside the month before.
type Compared[T any] struct{ Now, Before T }

// EndingDays is how many days ahead a report looks for what ends.
const EndingDays = 90

// Bounds are those of a report's ageing, in days overdue.
func Bounds() []int { return []int{30, 60, 90} }

// Report tells of a month that was closed with the given facts. It is of the
// last closed month, or of an earlier one as the ledger now sees it.
func (c Cluster) Report(books Books, m civil.Month, facts Facts) (Report, error) {
	if books.Accrual.Next().IsZero() || !m.Before(books.Accrual.Next()) || m.Before(books.Accrual.First()) {
		return Report{}, finance.Problem{Path: "month", Err: finance.ErrRange}
	}
	if err := c.Validate(); err != nil {
		return Report{}, err
	}
	t := teller{cluster: c, books: books, month: m, facts: facts.KnownBefore(books.Accrual.Cutoff())}
	r := Report{Month: m, Cutoff: books.Accrual.Cutoff()}
	for _, tell := range []func(*Report) error{
		t.adjustments, t.spaces, t.rents, t.result, t.cash, t.arrears, t.shop, t.exchange, t.decisions,
	} {
		if err := tell(&r); err != nil {
			return Report{}, err
		}
	}
	return r, nil
}

// teller folds one report.
type teller struct {
	cluster Cluster
	books   Books
	month   civil.Month
	facts   Facts
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
		if o.In != t.month || !o.Adjusts() {
			continue
		}
		r.Adjustment++
		net := o.Net
		if o.Debtor == t.cluster.Operator {
			if net, err = net.Neg(); err != nil {
				return err
			}
		}
		if r.Adjusted, err = r.Adjusted.Add(net); err != nil {
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

func (t *teller) result(r *Report) (err error) {
	l := t.books.Ledger
	if r.Income, r.Earned, err = t.sides(l, incomes); err != nil {
		return err
	}
	if r.Costs, r.Spent, err = t.sides(l, expenses); err != nil {
		return err
	}
	r.Result.Now, err = r.Earned.Now.less(r.Spent.Now)
	if err != nil {
		return err
	}
	r.Result.Before, err = r.Earned.Before.less(r.Spent.Before)
	return err
}

// sides are the accounts below a root in both months.
func (t *teller) sides(l ledger.Ledger, root ledger.Account) (lines []Compared[Line], total Compared[Line], err error) {
	now, sum, err := t.cluster.linesOf(l, root, t.month)
	if err != nil {
		return nil, total, err
	}
	total.Now = sum
	for _, line := range now {
		before, err := t.cluster.line(l, line.Account, t.month.Prev())
		if err != nil {
			return nil, total, err
		}
		lines = append(lines, Compared[Line]{line, before})
	}
	total.Before, err = t.cluster.line(l, root, t.month.Prev())
	return lines, total, err
}

// less is x - y, and of their plans.
func (x Line) less(y Line) (z Line, err error) {
	if z.Amount, err = x.Amount.Sub(y.Amount); err != nil {
		return z, err
	}
	z.Planned = x.Planned && y.Planned
	z.Plan, err = x.Plan.Sub(y.Plan)
	return z, err
}

func (t *teller) cash(r *Report) (err error) {
	currency := t.cluster.House.Currency
	r.Cash, err = compared(t, func(m civil.Month) (ledger.CashFlow, error) {
		for _, flow := range t.books.Ledger.Cash(m.Period()) {
			if flow.Currency() == currency {
				return flow, nil
			}
		}
		return ledger.CashFlow{}, nil
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
		return err
	}
	results, err := trade.Results(t.books.Accrual.Posted())
	if err != nil {
		return err
	}
	totals, err := brand.Totals(results)
	if err != nil {
		return err
	}
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
		if open.Total.Currency() != r.Due.Currency() {
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

// Covers is how much of the costs of the month the income covers; false in a
// month without costs.
func (r Report) Covers() (finance.Rate, bool) {
	share, err := r.Earned.Now.Amount.Ratio(r.Spent.Now.Amount)
	return share, err == nil && r.Spent.Now.Amount.Sign() > 0
}

// Held is how much of the cash left belongs to others.
func Held(f ledger.CashFlow) (finance.Money, error) {
	return finance.Sum(f.ToMakers, f.InDeposits, f.InSubsidies)
}
