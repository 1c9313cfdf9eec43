package cashflow

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// recognise gives each month its income and its balance.
func (s StraightLine) recognise(months []Recognised, total finance.Money) error {
	parts, whole := s.measure(), int64(0)
	for m := range s.Term.Months() {
		whole += parts.of(m)
	}
	accrued, toDate, share := s.Accrued, finance.Zero(total.Currency()), int64(0)
	for i := range months {
		row := &months[i]
		share += parts.of(row.Month)
		earned, err := total.MulDiv(share, whole, s.Rounding)
		if err != nil {
			return err
		}
		if row.Share, err = finance.NewRate(share, whole); err != nil {
			return err
		}
		if row.Income, err = earned.Sub(toDate); err != nil {
			return err
		}
		if accrued, err = balance(accrued, *row); err != nil {
			return fmt.Errorf("accrued in %v: %w", row.Month, err)
		}
		toDate, row.Accrued = earned, accrued
	}
	return nil
}

// balance is what is accrued after a month.
func balance(before finance.Money, row Recognised) (finance.Money, error) {
	net, err := row.Income.Sub(row.Cash)
	if err != nil {
		return finance.Money{}, err
	}
	return before.Add(net)
}

// parts measures the months of a term in whole numbers: days, or, by month,
// parts of a month that divide both the first and the last month's days.
type parts struct {
	term  civil.Period
	month int64 // a whole month, 0 by day
}

func (s StraightLine) measure() parts {
	if s.Basis == ByDay {
		return parts{term: s.Term}
	}
	return parts{s.Term, int64(s.Term.From.Month().Days()) * int64(s.Term.To.AddDays(-1).Month().Days())}
}

func (p parts) of(m civil.Month) int64 {
	held, days := int64(p.term.Intersect(m.Period()).Days()), int64(m.Days())
	switch {
	case p.month == 0:
		return held
	case held == days:
		return p.month
	}
	return held * (p.month / days)
}
