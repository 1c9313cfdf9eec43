package membership

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Void is a fact that undoes another one as if it had never been.
type Void struct {
	Event
	Voids accrual.Ref `json:"voids"`
	Of    accrual.Ref `json:"of,omitzero"` // what the other one is of, where that is a Cancel or a Refund
}

// Fact returns what undoes another fact as the spine's. What Validate refuses it
// refuses.
func (v Void) Fact() (accrual.Fact, error) { return factOf("void", v.ID, v.Validate(), v.fact()) }

// Validate reports everything that is wrong with v in itself, as finance.Problems.
func (v Void) Validate() error {
	var wrong finance.Problems
	wrong.Add("", v.check(accrual.Fact{Voids: v.Voids, Of: v.Of}))
	wrong.Add("voids", named(v.Voids))
	return wrong.Err()
}

func (v Void) fact() accrual.Fact {
	f := v.adds()
	f.Voids, f.Of = v.Voids, v.Of
	return f
}
