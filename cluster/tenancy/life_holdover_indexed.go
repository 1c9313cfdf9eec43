package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// stayed is the rent of a stay after a rent that an index moves. A price of the
// last day that was published late, or again, moves what the stay was charged.
type stayed struct {
	HoldoverRent
	rent  accrual.Informed // a Fixed one
	wrong error            // why the last day has no price
}

var _ accrual.Informed = stayed{}

// AsKnown is the stay at the price of the last day by what was published before
// a day.
func (s stayed) AsKnown(before civil.Date) accrual.Clause {
	if rent, ok := s.rent.AsKnown(before).(Fixed); ok {
		s.Monthly, s.wrong = rent.PerMonth(s.Since.AddDays(-1))
	}
	return s
}

// News is the first day of the stay, where what was published in [from, to) may
// change the price of the day before.
func (s stayed) News(from, to civil.Date) civil.Date {
	if news := s.rent.News(from, to); !news.IsZero() && news.Before(s.Since) {
		return s.Since
	}
	return civil.Date{}
}

// Earned is the rent of the stay in a month.
func (s stayed) Earned(span accrual.Span) (finance.Money, error) {
	if s.wrong != nil {
		return finance.Money{}, fmt.Errorf("holdover rent: %w", s.wrong)
	}
	return s.HoldoverRent.Earned(span)
}

// isStay reports whether a clause is what another one became for a stay.
func isStay(c accrual.Clause) bool {
	switch c.(type) {
	case HoldoverRent, stayed:
		return true
	}
	return false
}
