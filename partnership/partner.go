package partnership

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Partner is a cluster, or whoever else shows brands of another region.
type Partner struct {
	ID     accrual.Party  `json:"id"`
	Name   string         `json:"name"`
	Region accrual.Region `json:"region"`
	Since  civil.Date     `json:"since"` // the day from which it takes part; no hosting with it begins before
}

// Validate reports everything that is wrong with p, as finance.Problems.
func (p Partner) Validate() error {
	var wrong finance.Problems
	wrong.Add("id", name(p.ID))
	wrong.Add("name", name(p.Name))
	wrong.Add("region", p.Region.Validate())
	if p.Since.IsZero() {
		wrong.Add("since", finance.ErrMissing)
	}
	return wrong.Err()
}
