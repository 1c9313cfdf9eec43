package servicecharge

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Cost is a fact of the house: what was spent for a pool. Costs are append-only:
// a wrong one is voided by another, and the same id with the same content is a
// retry and counts once. A credit note is a negative amount.
type Cost struct {
	ID       string        `json:"id"` // unique within its pool
	Pool     string        `json:"pool"`
	Category string        `json:"category,omitempty"` // such as cleaning; a lease may exclude it
	On       civil.Date    `json:"on"`                 // the day it belongs to, whose window bears it
	Known    civil.Date    `json:"known"`              // the day on which it became known
	Amount   finance.Money `json:"amount,omitzero"`
	Variable bool          `json:"variable,omitempty"` // rises with occupancy, and is grossed up
	Voids    accrual.Ref   `json:"voids,omitzero"`     // the cost that this one undoes as if it had never been; such a cost has no amount and no category
}

// Validate reports everything that is wrong with c in itself, as
// finance.Problems. What it voids is looked up as a statement is drawn up.
func (c Cost) Validate() error {
	var wrong finance.Problems
	wrong.Add("id", checkName(c.ID))
	wrong.Add("pool", checkName(c.Pool))
	if c.On.IsZero() {
		wrong.Add("on", finance.ErrMissing)
	}
	if c.Known.IsZero() {
		wrong.Add("known", finance.ErrMissing)
	}
	if c.voids() {
		c.validateVoid(&wrong)
		return wrong.Err()
	}
	wrong.Add("category", checkName(c.Category))
	if c.Amount.IsZero() {
		wrong.Add("amount", finance.ErrMissing)
	}
	wrong.Add("amount", c.Amount.Validate())
	return wrong.Err()
}

func (c *Cost) validateVoid(wrong *finance.Problems) {
	wrong.Add("voids.id", checkName(c.Voids.ID))
	switch {
	case c.Voids.On.IsZero():
		wrong.Add("voids.on", finance.ErrMissing)
	case c.Voids.On.After(c.On):
		wrong.Add("voids.on", finance.ErrOrder) // nothing is undone before it happened
	}
	if !c.Amount.IsZero() {
		wrong.Add("amount", fmt.Errorf("what voids has none: %w", finance.ErrConflict))
	}
	if c.Category != "" {
		wrong.Add("category", fmt.Errorf("what voids has none: %w", finance.ErrConflict))
	}
}

func (c *Cost) voids() bool { return c.Voids != (accrual.Ref{}) }
