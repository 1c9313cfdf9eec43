package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// TurnoverTrueUp settles turnover rent paid on account: once, as a window
// settles, it charges what the window has earned less what other clauses
// charged for it. Where they charged more, the resident gets the difference
// back.
//
// What is set off may be [TurnoverOnAccount], a [TurnoverRent] by the month
// over its own breakpoint, or any other clause of the lease.
type TurnoverTrueUp struct {
	Rent  TurnoverRent `json:"rent"`            // what the window earns; its cycle is longer than a month
	Less  []string     `json:"less"`            // the clauses that were paid on account
	After int          `json:"after,omitempty"` // months from the window's last to the one in which it is charged, 0 to 24
}

// Earned returns the turnover rent of the window so far less what was charged
// on account. Only the rent is rounded.
//
//	true-up = share × max(0, sales - breakpoint) - Σ charged on account
func (u TurnoverTrueUp) Earned(s accrual.Span) (finance.Money, error) {
	amount, err := u.Rent.Earned(s)
	for i := range u.Less {
		if err == nil {
			amount, err = less(&s, amount, i+1)
		}
	}
	if err != nil {
		return finance.Money{}, fmt.Errorf("true-up: %w", err)
	}
	return amount, nil
}

// less is amount less what the meter i has counted.
func less(s *accrual.Span, amount finance.Money, i int) (finance.Money, error) {
	paid, err := counted(s, i)
	if err != nil {
		return finance.Money{}, err
	}
	s.Trace.Less(amount, paid)
	return amount.Sub(paid)
}

// Window is the cycle of the rent, charged once.
func (u TurnoverTrueUp) Window() accrual.Window {
	w := u.Rent.Window()
	w.Once, w.After = true, u.After
	return w
}

// Meters are the sales, and what each clause on account has charged.
func (u TurnoverTrueUp) Meters() []accrual.Meter {
	meters := append(make([]accrual.Meter, 0, 1+len(u.Less)), Sales)
	for _, name := range u.Less {
		meters = append(meters, accrual.Of(name))
	}
	return meters
}

// Validate reports everything that is wrong with u in itself, as
// finance.Problems. Whether the lease has the clauses on account is the lease's
// check.
func (u TurnoverTrueUp) Validate() error {
	var wrong finance.Problems
	wrong.Add("rent", u.Rent.Validate())
	if u.Rent.Cycle == accrual.ByMonth {
		wrong.Add("rent.cycle", fmt.Errorf("longer than a month: %w", finance.ErrRange))
	}
	if len(u.Less) == 0 {
		wrong.Add("less", finance.ErrMissing)
	}
	addDuplicates(&wrong, "less", u.Less)
	wrong.Add("", accrual.Window{Once: true, After: u.After}.Validate())
	return wrong.Err()
}

func (u TurnoverTrueUp) in(c finance.Currency) error { return problem("rent", u.Rent.in(c)) }
