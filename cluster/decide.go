package cluster

import (
	"cmp"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// decisions are what follows from the rest of the report: of each kind the
// largest amount first, of equal ones in the order of the report.
func (t *teller) decisions(r *Report) error {
	if err := t.late(r); err != nil {
		return err
	}
	if err := t.limits(r); err != nil {
		return err
	}
	for _, rent := range r.Ending {
		r.Decisions = append(r.Decisions, Decision{Kind: RenewLease, Subject: rent.Lease, Amount: rent.Net, By: rent.Ends})
	}
	for _, v := range r.Vacancy.Rows {
		r.Decisions = append(r.Decisions, Decision{Kind: LetSpace, Subject: v.Space, Amount: v.Rent})
	}
	for _, h := range r.Ends {
		r.Decisions = append(r.Decisions, Decision{Kind: RenewQuota, Subject: h.ID, By: h.Term.To})
	}
	t.awards(r)
	slices.SortStableFunc(r.Decisions, func(a, b Decision) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(b.Amount.Minor(), a.Amount.Minor()))
	})
	return nil
}

// late are those of whom something is overdue by more than the first bound.
func (t *teller) late(r *Report) error {
	for _, row := range r.Ageing.Rows {
		sum, err := finance.Sum(row.Overdue[1:]...)
		if err != nil {
			return err
		}
		if sum.Sign() > 0 {
			r.Decisions = append(r.Decisions, Decision{Kind: ChaseArrears, Subject: string(row.Party), Amount: sum})
		}
	}
	return nil
}

// limits compares what each maker's goods brought in the calendar year, gross,
// with the limit of its regime: title stays with the maker until the sale, so
// the whole price is the maker's income.
func (t *teller) limits(r *Report) error {
	income, err := t.incomes()
	if err != nil {
		return err
	}
	for _, p := range t.cluster.Parties {
		limit, warn, ok := t.cluster.limit(p.Regime, t.month.Last())
		if !ok || income[p.ID].IsZero() {
			continue
		}
		from, err := limit.MulRate(warn, finance.HalfEven)
		if err != nil {
			return err
		}
		if over, err := income[p.ID].Cmp(from); err != nil {
			return err
		} else if over >= 0 {
			r.Decisions = append(r.Decisions, Decision{Kind: IncomeLimit, Subject: string(p.ID), Amount: income[p.ID]})
		}
	}
	return nil
}

// incomes are what makers' goods brought from January to the end of the month,
// less returns.
func (t *teller) incomes() (map[accrual.Party]finance.Money, error) {
	makers := map[string]accrual.Party{}
	for _, b := range t.cluster.Shop.Brands {
		makers[b.ID] = b.Maker
	}
	income := map[accrual.Party]finance.Money{}
	for _, x := range t.results {
		if x.Month.Year() != t.month.Year() || x.Month.After(t.month) {
			continue
		}
		net, err := x.Net()
		if err != nil {
			return nil, err
		}
		maker := makers[x.Brand]
		if income[maker], err = income[maker].Add(net); err != nil {
			return nil, err
		}
	}
	return income, nil
}

// limit is that of a regime on a day, and from which part of it on to tell.
func (c Cluster) limit(regime string, on civil.Date) (limit finance.Money, warn finance.Rate, ok bool) {
	for _, r := range c.Regimes {
		if r.Name == regime {
			limit, ok = r.Limit.On(on)
			return limit, r.Warn, ok
		}
	}
	return limit, warn, false
}

// awards are those of which something is left.
func (t *teller) awards(r *Report) {
	for _, a := range t.cluster.Awards {
		left := t.books.Ledger.Balance(awardAccount(a.ID), t.month.Last()).Of(t.cluster.House.Currency)
		if left.Sign() >= 0 {
			continue
		}
		if sum, err := left.Neg(); err == nil {
			r.Decisions = append(r.Decisions, Decision{Kind: SpendAward, Subject: a.ID, Amount: sum, By: a.Spend.AddDays(1)})
		}
	}
}
