package cashflow

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// DebtService is what rows ask to be paid, interest and principal, on the days
// of a period.
func DebtService(rows []Instalment, in civil.Period) (finance.Money, error) {
	var total finance.Money
	for _, row := range rows {
		if !in.Contains(row.Due) {
			continue
		}
		var err error
		if total, err = total.Add(row.Payment); err != nil {
			return finance.Money{}, err
		}
	}
	return total, nil
}

// DebtServiceCover is how many times the net operating income of a period pays
// its debt service: below 1, it does not. It is exact.
//
//	DSCR = net operating income / (interest + principal)
//
// Without debt service there is no such ratio: a service that is not above zero
// is finance.ErrRange. Source: Brueggeman and Fisher, Real Estate Finance and
// Investments, chapter on underwriting.
func DebtServiceCover(income, service finance.Money) (finance.Rate, error) {
	if service.Sign() <= 0 {
		return finance.Rate{}, fmt.Errorf("debt service %v: %w", service, finance.ErrRange)
	}
	return income.Ratio(service)
}
