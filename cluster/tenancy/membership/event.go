package membership

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Event is what all facts of a membership say: it stands at the head of each of
// them.
type Event struct {
	ID         string     `json:"id"`
	Membership string     `json:"membership"`
	On         civil.Date `json:"on"`    // the day on which it happened
	Known      civil.Date `json:"known"` // the day on which it became known
}

func (e Event) adds(readings ...accrual.Reading) accrual.Fact {
	return accrual.Fact{ID: e.ID, Agreement: e.Membership, On: e.On, Known: e.Known, Adds: readings}
}

// check is what the spine says of e with the references of f.
func (e Event) check(f accrual.Fact) error {
	var wrong finance.Problems
	f.ID, f.Agreement, f.On, f.Known = e.ID, "membership", e.On, e.Known // reported under its own name below
	wrong.Add("", f.Validate())
	wrong.Add("membership", checkID(e.Membership))
	return wrong.Err()
}

// named refuses a reference to nothing.
func named(r accrual.Ref) error {
	if r == (accrual.Ref{}) {
		return finance.ErrMissing
	}
	return nil
}

// stated refuses an amount that nobody gave, and one below nothing. Nothing in a
// currency is an amount.
func stated(m finance.Money) error {
	if m == (finance.Money{}) {
		return finance.ErrMissing
	}
	return notNegative(m)
}

func factOf(kind, id string, wrong error, f accrual.Fact) (accrual.Fact, error) {
	if wrong != nil {
		return accrual.Fact{}, fmt.Errorf("%s %.40q: %w", kind, id, wrong)
	}
	return f, nil
}
