package tenancy

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Resident is a party that holds spaces of the cluster.
type Resident struct {
	ID     accrual.Party  `json:"id"`
	Name   string         `json:"name,omitempty"`
	Region accrual.Region `json:"region,omitempty"` // where it is registered; empty if nobody knows
	Since  civil.Date     `json:"since,omitzero"`   // the day on which it became a resident
	Jobs   int            `json:"jobs,omitempty"`   // people who work there
}

// Validate reports everything that is wrong with r, as finance.Problems.
func (r Resident) Validate() error {
	var wrong finance.Problems
	wrong.Add("id", checkID(string(r.ID)))
	if r.Region != "" {
		wrong.Add("region", r.Region.Validate())
	}
	if r.Jobs < 0 {
		wrong.Add("jobs", finance.ErrNegative)
	}
	return wrong.Err()
}
