package revshare

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
)

// Rung is a step of a ladder that a counter climbs.
type Rung struct {
	Over int64        `json:"over,omitempty"` // the rung begins above this count: units, or minor units of money
	Rate finance.Rate `json:"rate,omitzero"`  // from 0 to 100 %
}

// rungs reads a ladder: the first rung begins over nothing, each ends where the
// next begins.
type rungs []Rung

// reached is the last rung that n is over, the first if none.
func (r rungs) reached(n int64) int {
	i := len(r) - 1
	for i > 0 && r[i].Over >= n {
		i--
	}
	return i
}

func (r rungs) validate() error {
	var wrong finance.Problems
	switch {
	case len(r) == 0:
		return finance.ErrMissing
	case len(r) > maxSteps:
		return fmt.Errorf("%d, at most %d: %w", len(r), maxSteps, finance.ErrLimit)
	case r[0].Over != 0:
		wrong.AddAt("", 0, at("over", fmt.Errorf("the first begins over nothing: %w", finance.ErrRange)))
	}
	for i := range r {
		if i > 0 && r[i].Over <= r[i-1].Over {
			wrong.AddAt("", i, at("over", finance.ErrOrder))
		}
		wrong.AddAt("", i, at("rate", checkShare(r[i].Rate)))
	}
	return wrong.Err()
}
