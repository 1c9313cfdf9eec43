package membership

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Goodwill is a fact: units given for nothing. They may lapse.
type Goodwill struct {
	Event
	Credit string `json:"credit"`
	Units  int64  `json:"units"`
}

// Fact returns the goodwill as the spine's fact. What Validate refuses it
// refuses.
func (g Goodwill) Fact() (accrual.Fact, error) {
	return factOf("goodwill", g.ID, g.Validate(), g.fact())
}

// Validate reports everything that is wrong with g in itself, as finance.Problems.
func (g Goodwill) Validate() error {
	var wrong finance.Problems
	wrong.Add("", g.check(accrual.Fact{}))
	wrong.Add("credit", checkCredit(g.Credit))
	wrong.Add("units", checkUnits(g.Units))
	return wrong.Err()
}

func (g Goodwill) fact() accrual.Fact {
	return g.adds(accrual.Reading{Meter: Given(g.Credit), N: g.Units})
}
