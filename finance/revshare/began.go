package revshare

import (
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// began is the day on which the counter of a cycle that is in use on d began, in
// a term that begins on a day. Of lines the counter is not used.
func began(per accrual.Cycle, term, d civil.Date) civil.Date {
	switch per {
	case accrual.ByQuarter:
		return d.Month().Quarter().FirstMonth().First()
	case accrual.ByYear:
		return civil.YearOf(d.Year()).Period().From
	case accrual.ByContractYear:
		n := d.Year() - term.Year()
		if term.AddYears(n).After(d) {
			n--
		}
		return term.AddYears(n)
	case accrual.ByLife:
		return term
	default:
		return d.Month().First()
	}
}
