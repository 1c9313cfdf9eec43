package waterfall

import (
	"fmt"
	"iter"
	"math/big"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// account is what is due by a yield, in minor units. It is below zero where more
// was paid than the hurdle asks: that too grows.
type account struct {
	Base int64 `json:"base"` // what bears interest, beside capital
	Now  int64 `json:"now"`  // interest of the running period, which bears none
}

func (a *account) due() (int64, error) { return sum(a.Base, a.Now) }

// pay takes the interest of the running period first, as art. 319 of the Civil
// Code has it: interest, then principal.
func (a *account) pay(n int64) (err error) {
	now := min(max(a.Now, 0), n)
	a.Now -= now
	a.Base, err = sum(a.Base, now-n)
	return err
}

// turn ends a period.
func (a *account) turn(y *Yield) (lapsed int64, err error) {
	if y.Growth == Lapsing {
		lapsed, a.Now = a.Now, 0
		return lapsed, nil
	}
	a.Base, err = sum(a.Base, a.Now)
	a.Now = 0
	return 0, err
}

// bears is what bears interest. capital is not part of the account.
func (a *account) bears(y *Yield, capital int64) (int64, error) {
	if y.Growth == Simple || y.Growth == Lapsing {
		return capital, nil
	}
	return sum(capital, a.Base)
}

// grow adds the interest of a stretch.
func (a *account) grow(y *Yield, bears int64, x *big.Rat) (interest int64, err error) {
	if interest, err = rounded(bears, x, y.Rounding); err != nil {
		return 0, err
	}
	to := &a.Now
	if y.Growth == Daily || y.Growth == Effective {
		to = &a.Base
	}
	*to, err = sum(*to, interest)
	return interest, err
}

// stretches cuts [from, to) where periods end that are counted from an anchor,
// and says before which pieces one did. A period that ends on to is ended by
// what comes after: on that day it can still be paid.
func (y *Yield) stretches(anchor, from, to civil.Date) iter.Seq2[civil.Period, bool] {
	return func(yield func(civil.Period, bool) bool) {
		if !y.periodic() {
			yield(civil.Period{From: from, To: to}, false)
			return
		}
		n := from.MonthsSince(anchor) / y.Months * y.Months
		ended := n > 0 && anchor.AddMonths(n) == from
		for from.Before(to) {
			n += y.Months
			end := anchor.AddMonths(n)
			if end.IsZero() || end.After(to) {
				end = to
			}
			if end.After(from) {
				if !yield(civil.Period{From: from, To: end}, ended) {
					return
				}
				from, ended = end, true
			}
		}
	}
}

// overflown names the day on which an account has outgrown int64.
func overflown(on civil.Date, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("interest up to %v: %w", on, err)
}

// money is n minor units of the terms' currency.
func (t *Terms) money(n int64) finance.Money { return finance.Minor(n, t.Currency) }
