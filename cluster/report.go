package cluster

import (
	"fmt"

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
	Adjustment int           // how many obligations of the operator or to it those are

	Occupancy Compared[tenancy.Occupancy]
	Vacancy   tenancy.Vacancy

	Roll   Compared[tenancy.RentRoll]
	Ending []tenancy.Rent // leases that end within EndingDays of the month's last day

	Income []Compared[Line] // by source: what moved in either month, or was planned for this one
	Earned Compared[Line]   // all income
	Costs  []Compared[Line] // as Income
	Spent  Compared[Line]   // all costs
	Result Compared[Line]   // earned less spent

	Cash Compared[ledger.CashFlow]

	Ageing  ledger.Ageing   // of receivables, in Bounds
	Largest []ledger.AgeRow // the three with the largest arrears

	Shop   Compared[brand.Result]
	Due    finance.Money // to makers, at the month's end; what a maker owes lessens no other's
	DueOn  civil.Date    // when the first of it is due; none where nothing is due
	Guests []brand.Guests

	Exchange partnership.Balance   // of the operator, since the first hosting
	Quotas   []partnership.Room    // on the month's last day
	Ends     []partnership.Hosting // quotas that end within EndingDays

	Decisions []Decision
}

// Compared is a figure of the month beside the month before.
type Compared[T any] struct{ Now, Before T }

// EndingDays is how many days ahead a report looks for what ends.
const EndingDays = 90

// Bounds are those of a report's ageing, in days overdue.
func Bounds() []int { return []int{30, 60, 90} }

// Report tells of a month that was closed with the given facts, which are
// those that the last close was handed. It is of the last closed month, or of
// an earlier one as books, facts and terms now see it; of any other it is
// ErrRange.
func (c Cluster) Report(books Books, m civil.Month, facts Facts) (Report, error) {
	if !m.Before(books.Accrual.Next()) || m.Before(books.Accrual.First()) {
		return Report{}, finance.Problem{Path: "month", Err: fmt.Errorf("%v was not closed: %w", m, finance.ErrRange)}
	}
	if _, err := books.of(c.Operator); err != nil {
		return Report{}, err
	}
	if err := c.Validate(); err != nil {
		return Report{}, err
	}
	known := facts.sift(books.Accrual.Cutoff())
	t := teller{cluster: c, books: books, month: m, facts: known.Facts}
	r := Report{Month: m, Cutoff: books.Accrual.Cutoff()}
	for _, tell := range []func(*Report) error{
		t.adjustments, t.spaces, t.rents, t.result, t.cash, t.arrears, t.shop, t.exchange, t.decisions,
	} {
		if err := tell(&r); err != nil {
			return Report{}, known.placed(err)
		}
	}
	return r, nil
}

// Covers is how much of the costs of the month the income covers; false in a
// month without costs.
func (r Report) Covers() (finance.Rate, bool) {
	share, err := r.Earned.Now.Amount.Ratio(r.Spent.Now.Amount)
	return share, err == nil && r.Spent.Now.Amount.Sign() > 0
}

// Held is how much of the cash left belongs to others: makers, those whose
// deposits are held, givers of awards.
func Held(f ledger.CashFlow) (finance.Money, error) {
	return finance.Sum(f.ToMakers, f.InDeposits, f.InSubsidies)
}
