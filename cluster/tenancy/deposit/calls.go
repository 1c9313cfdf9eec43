package deposit

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/arrears"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Call is what is owed into a deposit, and why.
//
//	instalment: Amount is a part of Whole
//	top-up:     Amount = Whole − Before
//	restore:    Amount is what was applied
type Call struct {
	Source string        // instalment 1, top-up 2026-06-01, restore M-3: the same, whatever the amount
	On     civil.Date    // the day on which it is called: of the rise, of what was applied, or CallDays before an instalment
	Due    civil.Date    // when it is due, CallDays later
	Amount finance.Money // above zero
	Rent   finance.Money // the monthly rent that Whole is of; zero for a sum
	Whole  finance.Money // the deposit as agreed from then on
	Before finance.Money // the deposit as agreed before; nothing at the start
}

// Calls are what is called by the end of a day, as known at the end of it, by
// day: each instalment, a top-up for each rent that raises the deposit by more
// than the threshold, and what was applied if it is restored. From the hand-back on nothing is called. The rent is the
// monthly one, from each day on; without one on the first instalment's day the
// deposit cannot be told: ErrMissing.
//
//	deposit = months × rent of the day
func (d Deposit) Calls(rents civil.Timeline[finance.Money], movements []Movement, at civil.Date) ([]Call, error) {
	var wrong finance.Problems
	wrong.Add("", d.Validate())
	wrong.Add("rents", checkRents(rents))
	if at.IsZero() {
		wrong.Add("at", finance.ErrMissing)
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	c := calling{Deposit: &d, at: at}
	if err := c.instalments(rents); err != nil {
		return nil, err
	}
	if err := c.topUps(rents); err != nil {
		return nil, err
	}
	if err := c.restore(movements); err != nil {
		return nil, err
	}
	slices.SortStableFunc(c.calls, func(x, y Call) int { return x.On.Compare(y.On) })
	return c.calls, nil
}

func checkRents(rents civil.Timeline[finance.Money]) error {
	if len(rents) > arrears.MaxRates {
		return limit(len(rents), arrears.MaxRates)
	}
	var wrong finance.Problems
	wrong.Add("", rents.Validate())
	for i, e := range rents {
		if e.Value.Sign() < 0 {
			wrong.AddAt("", i, finance.Problem{Path: "value", Err: finance.ErrNegative})
		}
	}
	return wrong.Err()
}

// calling is a list of calls under way.
type calling struct {
	*Deposit
	at    civil.Date
	rent  finance.Money // that the deposit was last called by; zero for a sum
	whole finance.Money // the deposit as last called
	calls []Call
}

// add notes a call, unless it is later than the day asked for, later than the
// hand-back, or of nothing.
func (c *calling) add(one Call) error {
	if one.On.IsZero() || one.Due.IsZero() {
		return fmt.Errorf("%s: day of the call: %w", one.Source, finance.ErrRange)
	}
	if !one.Amount.IsZero() && c.runs(one.On) {
		c.calls = append(c.calls, one)
	}
	return nil
}

// runs reports whether something is called on a day.
func (c *calling) runs(on civil.Date) bool {
	return !on.After(c.at) && (c.HandedBack.IsZero() || on.Before(c.HandedBack))
}

// instalments divide the deposit of the first day.
func (c *calling) instalments(rents civil.Timeline[finance.Money]) error {
	if err := c.start(rents); err != nil {
		return err
	}
	weights := make([]int64, len(c.Terms.Instalments))
	for i, one := range c.Terms.Instalments {
		weights[i] = one.Weight
	}
	parts, err := finance.Allocate(c.whole, weights, c.Terms.Remainder)
	if err != nil {
		return fmt.Errorf("terms.instalments: %w", err)
	}
	for i, one := range c.Terms.Instalments {
		err := c.add(Call{
			Source: "instalment " + strconv.Itoa(i+1), On: one.Due.AddDays(-c.Terms.CallDays), Due: one.Due, Amount: parts[i],
			Rent: c.rent, Whole: c.whole, Before: finance.Zero(c.whole.Currency()),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// start is the deposit as agreed at the start.
func (c *calling) start(rents civil.Timeline[finance.Money]) (err error) {
	if c.Terms.Months == 0 {
		c.whole = c.Terms.Sum
		return nil
	}
	on, known := c.Terms.Instalments[0].Due, false
	if c.rent, known = rents.On(on); !known {
		return fmt.Errorf("rents: a rent on %v: %w", on, finance.ErrMissing)
	}
	c.whole, err = c.rent.Mul(int64(c.Terms.Months))
	return err
}

// topUps go through the rents after the first instalment's day.
func (c *calling) topUps(rents civil.Timeline[finance.Money]) error {
	for i, e := range rents {
		if c.Terms.TopUp != OnRise || !e.From.After(c.Terms.Instalments[0].Due) {
			continue
		}
		if err := c.topUp(e.From, e.Value); err != nil {
			return fmt.Errorf("rents[%d]: %w", i, err)
		}
	}
	return nil
}

func (c *calling) topUp(on civil.Date, rent finance.Money) error {
	required, err := rent.Mul(int64(c.Terms.Months))
	if err != nil {
		return err
	}
	more, err := required.Sub(c.whole)
	if err != nil || more.Sign() <= 0 {
		return err
	}
	allowed, err := c.whole.MulRate(c.Terms.Threshold, finance.Floor) // whole units exceed a sum when they exceed its floor
	if err != nil || more.Minor() <= allowed.Minor() {
		return err
	}
	before := c.whole
	c.rent, c.whole = rent, required
	return c.add(Call{
		Source: "top-up " + on.String(), On: on, Due: on.AddDays(c.Terms.CallDays), Amount: more,
		Rent: rent, Whole: required, Before: before,
	})
}

// restore calls again what was applied while the lease ran.
func (c *calling) restore(movements []Movement) error {
	list, err := inForce(movements, c.at, c.at)
	if err != nil || !c.Terms.Restore {
		return err
	}
	for _, m := range list {
		if m.Kind != Applied {
			continue
		}
		if _, err := c.whole.Cmp(m.Amount); err != nil {
			return fmt.Errorf("%s: %w", m.path(), err)
		}
		err := c.add(Call{Source: "restore " + m.ID, On: m.On, Due: m.On.AddDays(c.Terms.CallDays), Amount: m.Amount})
		if err != nil {
			return err
		}
	}
	return nil
}
