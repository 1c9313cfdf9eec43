package membership

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Plan is what a membership may use and what it costs, as clauses: a [PlanFee],
// [Allowance]s, [DayPass]es, and any others of the host.
//
// The names of its fees are its own, such as "flex desk": a change of plan then
// makes two lines, the credit of the old and the charge of the new one. The names
// of its allowances are those of their credits, such as "rooms", in each plan: a
// credit outlives a change of plan, and where the new plan does not have it, it grants
// nothing and keeps its price. A plan with a new price is a new plan.
type Plan struct {
	ID      string          `json:"id"`
	Clauses []accrual.Named `json:"clauses,omitempty"`
}

// Validate reports everything that is wrong with p in itself, as finance.Problems:
// beside its clauses' own, a name twice, two clauses that count one credit, and a
// clause that would restart, and forget what was bought, with each pause.
func (p Plan) Validate() error {
	var wrong finance.Problems
	wrong.Add("id", checkID(p.ID))
	if len(p.Clauses) > accrual.MaxClauses {
		wrong.Add("clauses", fmt.Errorf("%d, at most %d: %w", len(p.Clauses), accrual.MaxClauses, finance.ErrLimit))
		return wrong.Err()
	}
	credits := map[string]bool{}
	for i, n := range p.Clauses {
		wrong.AddAt("clauses", i, n.Validate())
		if n.Change != accrual.Carry {
			wrong.AddAt("clauses", i, at("change", fmt.Errorf("%v: a membership carries what runs: %w", n.Change, finance.ErrConflict)))
		}
		if p.clause(n.Name) != i {
			wrong.AddAt("clauses", i, at("name", finance.ErrDuplicate))
		}
		if c, ok := n.Clause.(credited); ok {
			if credits[c.credit()] {
				wrong.AddAt("clauses", i, at("credit", fmt.Errorf("counted by two clauses: %w", finance.ErrConflict)))
			}
			credits[c.credit()] = true
		}
	}
	return wrong.Err()
}

// credited is a clause that counts a credit.
type credited interface{ credit() string }

// priced is a clause of this package, which has the currency of its amounts
// checked.
type priced interface {
	in(c finance.Currency) error
}

// billedByCycle is a clause that is billed by the cycle: a fee, which does not run during
// a pause, and from another day when it is converted.
type billedByCycle interface {
	anchored(day int) accrual.Clause
}

func (p Plan) in(c finance.Currency) error {
	var wrong finance.Problems
	for i, n := range p.Clauses {
		if clause, ok := n.Clause.(priced); ok {
			wrong.AddAt("clauses", i, clause.in(c))
		}
	}
	return wrong.Err()
}

// clause is the place of a name, or -1.
func (p Plan) clause(name string) int {
	return slices.IndexFunc(p.Clauses, func(n accrual.Named) bool { return n.Name == name })
}

// fee is the only fee of p, false if it has none or several.
func (p Plan) fee() (fee PlanFee, only bool) {
	for _, n := range p.Clauses {
		f, ok := n.Clause.(PlanFee)
		switch {
		case ok && only:
			return PlanFee{}, false
		case ok:
			fee, only = f, true
		}
	}
	return fee, only
}
