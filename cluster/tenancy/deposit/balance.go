package deposit

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Stand is a deposit at the end of a day, as known at the end of another.
//
//	Held = PaidIn − Applied − Returned, never below zero
type Stand struct {
	On, Known civil.Date
	PaidIn    finance.Money
	Applied   finance.Money
	Returned  finance.Money
	Held      finance.Money
}

// Balance folds movements, in whatever order, into the stand on a day as known
// on a day. What would bring it below zero, on that day or on one before it, is
// ErrNegative and named; an unknown reference is ErrUnknown, two currencies are
// ErrCurrency.
func Balance(movements []Movement, on, known civil.Date) (Stand, error) {
	if on.IsZero() {
		return Stand{}, fmt.Errorf("on: %w", finance.ErrMissing)
	}
	if known.IsZero() {
		return Stand{}, fmt.Errorf("known: %w", finance.ErrMissing)
	}
	list, err := inForce(movements, on, known)
	if err != nil {
		return Stand{}, err
	}
	s := Stand{On: on, Known: known}
	for i := range list {
		if err := s.add(&list[i]); err != nil {
			return Stand{}, fmt.Errorf("%s: %w", list[i].path(), err)
		}
	}
	return s, nil
}

// add moves s by m.
func (s *Stand) add(m *Movement) error {
	sum := [...]*finance.Money{PaidIn: &s.PaidIn, Applied: &s.Applied, Returned: &s.Returned}[m.Kind]
	var err error
	if *sum, err = sum.Add(m.Amount); err != nil {
		return err
	}
	if m.Kind == PaidIn {
		s.Held, err = s.Held.Add(m.Amount)
		return err
	}
	held := s.Held
	if s.Held, err = held.Sub(m.Amount); err != nil {
		return err
	}
	if s.Held.Sign() < 0 {
		return fmt.Errorf("%v %v of %v held: %w", m.Amount, m.Kind, held, finance.ErrNegative)
	}
	return nil
}
