package tenancy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// PerMonth is a whole month of a at the price of a day, rounded; on a day on
// which it does not run, or for another purpose than rent, nothing. It makes
// Amount a [Fixed] rent. What it is the greater of is not looked at.
func (a Amount) PerMonth(on civil.Date) (finance.Money, error) {
	if a.For != ForRent || !a.runs(on) {
		return finance.Zero(a.Monthly.Currency()), nil
	}
	if a.Index != nil {
		return finance.Money{}, fmt.Errorf("amount: %w", a.unbound())
	}
	var room [4]price
	path, err := a.path(room[:0])
	if err != nil {
		return finance.Money{}, fmt.Errorf("amount: %w", err)
	}
	return a.month(path, on)
}

// month is a whole month at the price of a day.
func (a *Amount) month(path []price, on civil.Date) (finance.Money, error) {
	p := within(path, civil.Period{From: on, To: on.AddDays(1)})[0]
	units, per := a.units()
	part, whole := p.share()
	return p.monthly.MulDiv(units*part, per*whole, a.total())
}

// runs reports whether on is a day on which a runs.
func (a *Amount) runs(on civil.Date) bool {
	return len(a.Only) == 0 || slices.ContainsFunc(a.Only, func(p civil.Period) bool { return p.Contains(on) })
}
