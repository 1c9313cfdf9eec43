package tenancy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Instalment is what a lease pays for a month.
type Instalment struct {
	Month  civil.Month
	Amount finance.Money // without tax; below nothing where the landlord pays
}

// Contracted are the instalments that a lease pays whatever is sold, one for
// each month of a period that has a day of its term as amended, in order: what
// its clauses charge without any fact. Abatements, steps, one-off sums and
// minima of turnover are in it, what goes to third parties is not. What settles
// after the term's last month stands in its own month, if it is anything. Clauses
// names those that count; with none named, all do. Of a sublease the landlord is
// the resident of its head. It is what straight-line rent and present values are
// made of.
//
// A zero period is the whole term. An open one of a term without end is
// ErrRange, and more than [accrual.MaxMonths] months are ErrLimit. What the
// spine refuses about the lease is refused.
func (h House) Contracted(l Lease, over civil.Period, clauses ...string) ([]Instalment, error) {
	l = l.asSigned()
	term := l.held()
	if !over.IsZero() {
		term = term.Intersect(over)
	}
	if term.IsZero() {
		return nil, nil
	}
	if err := bounded(term); err != nil {
		return nil, fmt.Errorf("contracted: %w", err)
	}
	agreement, err := h.Agreement(l)
	if err != nil {
		return nil, err
	}
	first, last := term.From.Month(), term.To.AddDays(-1).Month()
	if last.Sub(l.Term.From.Month()) >= accrual.MaxMonths {
		return nil, fmt.Errorf("contracted: from %v to %v, at most %d months: %w", l.Term.From.Month(), last, accrual.MaxMonths, finance.ErrLimit)
	}
	run, err := accrual.NewRun(agreement, everKnown, l.Term.From.Month())
	if err != nil {
		return nil, err
	}
	settled := last
	if term.To == l.held().To {
		settled = last.Add(maxAfter)
	}
	var paid []Instalment
	to := landlords(&agreement)
	for m := run.Month(); !m.After(settled); m = run.Month() {
		amount, err := h.next(run, to, clauses)
		if err != nil {
			return nil, fmt.Errorf("contracted: %v: %w", m, err)
		}
		if !m.Before(first) && (!m.After(last) || !amount.IsZero()) {
			paid = append(paid, Instalment{m, amount})
		}
	}
	return paid, nil
}

// maxAfter is how many months after its window a clause may be charged.
const maxAfter = 24

// everKnown is a day before which everything is known.
var everKnown = civil.MustDate("9999-12-31")

// landlords are who is owed by an agreement, one after the other.
func landlords(a *accrual.Agreement) map[accrual.Party]bool {
	all := map[accrual.Party]bool{}
	for i := range a.Amendments {
		if p := a.Amendments[i].Parties; p != nil {
			all[p.Creditor] = true
		}
	}
	return all
}

// next is what a run charges for its month between resident and landlord.
func (h House) next(run *accrual.Run, to map[accrual.Party]bool, clauses []string) (finance.Money, error) {
	total := finance.Zero(h.Currency)
	var failed error
	err := run.Next(func(c *accrual.Charge) {
		counts := (to[c.Creditor] || to[c.Debtor]) && (len(clauses) == 0 || slices.Contains(clauses, c.Clause))
		if !counts || failed != nil {
			return
		}
		net := c.Amount
		if h.Tax.Included {
			net, _, failed = finance.SplitTax(net, c.Rate, h.Tax.Rounding)
		}
		if failed == nil && to[c.Debtor] {
			net, failed = net.Neg()
		}
		if failed == nil {
			total, failed = total.Add(net)
		}
	})
	if err == nil {
		err = failed
	}
	return total, err
}
