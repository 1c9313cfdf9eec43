package brand

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Brand is a named maker's line.
type Brand struct {
	ID       string         `json:"id"`
	Name     string         `json:"name"`
	Maker    accrual.Party  `json:"maker"`  // who is owed the proceeds
	Region   accrual.Region `json:"region"` // where it is at home
	Category Category       `json:"category"`
}

// Validate reports everything that is wrong with b, as finance.Problems.
func (b Brand) Validate() error {
	var wrong finance.Problems
	wrong.Add("id", checkText(b.ID))
	wrong.Add("name", checkText(b.Name))
	wrong.Add("maker", checkText(string(b.Maker)))
	wrong.Add("region", b.Region.Validate())
	wrong.Add("category", b.Category.Validate())
	return wrong.Err()
}

// checkText refuses an empty id or name and one that is too long.
func checkText(s string) error { return finance.CheckName(s, accrual.MaxText) }
