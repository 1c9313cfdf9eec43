package revshare

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// account is the state of a Recoupment: where it stood as the month under way
// began, and where it stands now, in minor units. As text:
//
//	recoupment 1 2026-03 2500000 7500000 0 0 10000000 2000000
//
// which are the month; balance, recouped and left as it began; the same now.
type account struct {
	month      civil.Month // zero before the first step
	began, now standing
}

// standing is an account on a day. What is left is what may still come back
// before the balance grows: usable earnings beyond those taken; below zero it
// is what must be earned before anything is taken.
type standing struct{ balance, recouped, left int64 }

// enter goes on to the month of s, which lies in one.
func (a *account) enter(s *accrual.Span) error {
	m, err := monthOf(s)
	if err != nil {
		return err
	}
	if a.month != m {
		a.month, a.began = m, a.now
	}
	return nil
}

// charged is what the month under way has recouped.
func (a *account) charged() int64 { return a.now.recouped - a.began.recouped }

// after is where an account stands after an advance and usable earnings.
func (x standing) after(advanced, usable int64) (standing, error) {
	var err error
	if x.balance, err = add(x.balance, advanced); err != nil {
		return x, err
	}
	if x.balance < 0 { // more of the advance was given back than was not recouped
		if err := x.take(x.balance); err != nil {
			return x, err
		}
	}
	before := max(x.left, 0)
	if x.left, err = add(x.left, usable); err != nil {
		return x, err
	}
	switch {
	case x.left > before:
		return x, x.take(min(x.balance, x.left-before))
	case x.left < 0:
		return x, x.take(-min(x.recouped, -x.left))
	}
	return x, nil
}

// take moves n from the balance to what is recouped, or back.
func (x *standing) take(n int64) (err error) {
	if x.recouped, err = add(x.recouped, n); err != nil {
		return err
	}
	if x.recouped < 0 {
		return fmt.Errorf("more of an advance is given back than was paid: %w", finance.ErrNegative)
	}
	if x.balance, err = add(x.balance, -n); err != nil {
		return err
	}
	x.left, err = add(x.left, -n)
	return err
}

// monthOf is the month in which s lies. Close steps from month to month.
func monthOf(s *accrual.Span) (civil.Month, error) {
	m := s.Since.Month()
	if s.Since.IsZero() || !s.Since.Before(s.To) || s.To.AddDays(-1).Month() != m {
		return m, fmt.Errorf("a step from %v to %v is not in one month: %w", s.Since, s.To, finance.ErrRange)
	}
	return m, nil
}

// sumOf is the sum of what some meters counted.
func sumOf(meters []int64) (sum int64, err error) {
	for _, n := range meters {
		if sum, err = add(sum, n); err != nil {
			return 0, err
		}
	}
	return sum, nil
}

// lineOf is an amount as the only line, none if it is nothing.
func lineOf(amount finance.Money) []accrual.Line {
	if amount.IsZero() {
		return nil
	}
	return []accrual.Line{{Net: amount}}
}

const accountKind = "recoupment 1 "

func (a *account) text() accrual.State {
	b := append(make([]byte, 0, 96), accountKind...)
	b = append(b, a.month.String()...)
	for _, x := range [...]standing{a.began, a.now} {
		b = appendInt(appendInt(appendInt(b, x.balance), x.recouped), x.left)
	}
	return accrual.State(append(b, '\n'))
}

// readAccount reads what text writes, and nothing else.
func readAccount(state accrual.State) (account, error) {
	if state == "" {
		return account{}, nil
	}
	r, err := headOf(accountKind, string(state))
	if err != nil {
		return account{}, err
	}
	a := account{month: r.month()}
	for _, x := range [...]*standing{&a.began, &a.now} {
		x.balance, x.recouped, x.left = r.number(), r.number(), r.signed()
	}
	if r.err == nil && a.text() != state {
		r.fail(finance.ErrSyntax)
	}
	return a, r.err
}
