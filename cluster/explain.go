package cluster

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Explainer derives amounts: it keeps the facts of each agreement at hand.
// Cluster.Explainer makes one.
type Explainer struct {
	agreements map[string]accrual.Agreement
	facts      map[string][]accrual.Fact
	cutoff     civil.Date
}

// Explainer derives what was known before a cut-off. The facts are all since
// the windows began that are asked for.
func (c Cluster) Explainer(cutoff civil.Date, facts Facts) (Explainer, error) {
	agreements, err := c.checked()
	if err != nil {
		return Explainer{}, err
	}
	known := facts.sift(cutoff)
	counted, err := c.accruable(known.Facts)
	if err != nil {
		return Explainer{}, known.placed(err)
	}
	e := Explainer{map[string]accrual.Agreement{}, map[string][]accrual.Fact{}, cutoff}
	for _, a := range agreements {
		e.agreements[a.ID] = a
	}
	for f := range counted {
		e.facts[f.Agreement] = append(e.facts[f.Agreement], f)
	}
	return e, nil
}

// Explain derives all that is owed under a key. A key of no agreement is
// ErrUnknown.
func (e Explainer) Explain(k accrual.Key) (accrual.Explanation, error) {
	a, known := e.agreements[k.Agreement]
	if !known {
		return accrual.Explanation{}, fmt.Errorf("agreement %.40q: %w", k.Agreement, finance.ErrUnknown)
	}
	return accrual.Explain(a, k, e.cutoff, slices.Values(e.facts[k.Agreement]))
}
