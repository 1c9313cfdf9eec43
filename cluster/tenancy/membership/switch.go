package membership

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Switch is what a change of plan inside a cycle comes to: the days left of the
// old plan are given back, and charged by the new one or turned into days of it.
type Switch struct {
	Left   int           // days left of the cycle, from the day on which the new plan holds
	Credit finance.Money // of the old plan, below zero
	Charge finance.Money // by the new plan
	Net    finance.Money // the two together
	Days   int           // of the new plan, that the credit comes to instead
	Next   civil.Date    // the day on which the new plan is then billed first
}

// Rules say how a Switch rounds. The zero Rules are half-even.
type Rules struct {
	Money finance.Rounding `json:"money,omitzero"` // credit and charge, each to the minor unit
	Days  finance.Rounding `json:"days,omitzero"`  // to whole days; down keeps a part of what was paid, up gives one
}

// NewSwitch prices a change between two prices of a cycle that was billed whole,
// from the day on which the new plan holds. That day belongs to the new plan;
// where it is the old one's, from is the next day.
//
//	credit = -old × days left / days of the cycle
//	charge =  new × days left / days of the cycle
//	days   =  old × days left / new
//
// A day outside the cycle is ErrRange; a new price of nothing has no days.
//
// Sources: Prorations, Stripe, for the two lines; subscription plan change
// examples, Samsung, for days. Samsung sells the day of change twice.
func NewSwitch(old, new finance.Money, cycle civil.Period, from civil.Date, r Rules) (Switch, error) {
	var wrong finance.Problems
	wrong.Add("old", notNegative(old))
	wrong.Add("new", notNegative(new))
	if cycle.IsOpen() || !cycle.Contains(from) {
		wrong.Add("from", fmt.Errorf("%v is not in the cycle: %w", from, finance.ErrRange))
	}
	if err := wrong.Err(); err != nil {
		return Switch{}, fmt.Errorf("switch: %w", err)
	}
	s, err := newSwitch(old, new, int64(cycle.To.Sub(from)), int64(cycle.Days()), from, r)
	if err != nil {
		return Switch{}, fmt.Errorf("switch: %w", err)
	}
	return s, nil
}

func newSwitch(old, new finance.Money, left, whole int64, from civil.Date, r Rules) (s Switch, err error) {
	s.Left = int(left)
	if s.Credit, err = old.MulDiv(-left, whole, r.Money); err != nil {
		return Switch{}, err
	}
	if s.Charge, err = new.MulDiv(left, whole, r.Money); err != nil {
		return Switch{}, err
	}
	if s.Net, err = s.Credit.Add(s.Charge); err != nil {
		return Switch{}, err
	}
	if s.Next, err = converted(old, new, left, from, r.Days); err != nil {
		return Switch{}, err
	}
	s.Days = s.Next.Sub(from)
	return s, nil
}

// converted is the day on which the new plan is billed first when the old one's
// days left are turned into its days.
func converted(old, new finance.Money, left int64, from civil.Date, r finance.Rounding) (civil.Date, error) {
	if new.IsZero() {
		return from, nil
	}
	days, err := finance.MulDiv(old.Minor(), left, new.Minor(), r)
	if err != nil {
		return civil.Date{}, err
	}
	if days > MaxDays {
		return civil.Date{}, fmt.Errorf("%d days of the new plan, at most %d: %w", days, MaxDays, finance.ErrLimit)
	}
	return from.AddDays(int(days)), nil
}

// MaxDays is how many days of a new plan the rest of a cycle may be turned into.
const MaxDays = 3660
