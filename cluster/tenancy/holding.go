package tenancy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Holding is a space of a lease, and when the lease has it: all its term, or a
// part of it. A space given back and taken again is two holdings.
type Holding struct {
	Space string       `json:"space"`
	Held  civil.Period `json:"held,omitzero"` // the zero Period is the whole term
}

// ForTerm holds each of the spaces for the whole term of a lease.
func ForTerm(spaces ...string) []Holding {
	held := make([]Holding, len(spaces))
	for i, id := range spaces {
		held[i].Space = id
	}
	return held
}

// Validate reports everything that is wrong with h in itself, as
// finance.Problems.
func (h Holding) Validate() error {
	var wrong finance.Problems
	wrong.Add("space", checkID(h.Space))
	if !h.Held.IsZero() {
		wrong.Add("held", h.Held.Validate())
	}
	return wrong.Err()
}

// within is when h is held under a lease of the given term.
func (h Holding) within(term civil.Period) civil.Period {
	if h.Held.IsZero() {
		return term
	}
	return h.Held.Intersect(term)
}

// checkHoldings reports what is wrong with each holding, one outside the term,
// and a space that is held twice on a day. A lease without any is ErrMissing.
func (l Lease) checkHoldings(wrong *finance.Problems) {
	if len(l.Spaces) == 0 {
		wrong.Add("spaces", finance.ErrMissing)
	}
	claims := make([]claim, len(l.Spaces))
	places := make(map[string]int, len(l.Spaces))
	for i, h := range l.Spaces {
		wrong.AddAt("spaces", i, h.Validate())
		if !h.Held.IsZero() && !l.Term.ContainsPeriod(h.Held) {
			wrong.AddAt("spaces", i, problem("held", fmt.Errorf("%v is not in the term %v: %w", h.Held, l.Term, finance.ErrRange)))
		}
		if _, seen := places[h.Space]; !seen {
			places[h.Space] = i
		}
		claims[i] = claim{space: places[h.Space], place: i, held: h.within(l.Term)}
	}
	slices.SortStableFunc(claims, byDay)
	for i, now := range claims {
		if i > 0 && now.space == claims[i-1].space && now.held.Overlaps(claims[i-1].held) {
			wrong.AddAt("spaces", now.place, fmt.Errorf("held in spaces[%d] as well: %w", claims[i-1].place, finance.ErrDuplicate))
		}
	}
}

// holds are the spaces of l on a day of its term as amended, in their order.
func (l Lease) holds(on civil.Date) []string {
	term := l.held()
	var spaces []string
	for _, h := range l.Spaces {
		if h.within(term).Contains(on) {
			spaces = append(spaces, h.Space)
		}
	}
	return spaces
}
