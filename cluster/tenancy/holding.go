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
	claims := make([]claim, len(l.Spaces)) // their lease is the place of the holding
	places := make(map[string]int, len(l.Spaces))
	for i, h := range l.Spaces {
		wrong.AddAt("spaces", i, h.Validate())
		if !h.Held.IsZero() && !l.Term.ContainsPeriod(h.Held) {
			wrong.AddAt("spaces", i, problem("held", fmt.Errorf("%v is not in the term %v: %w", h.Held, l.Term, finance.ErrRange)))
		}
		if _, seen := places[h.Space]; !seen {
			places[h.Space] = i
		}
		claims[i] = claim{space: places[h.Space], lease: i, held: h.within(l.Term)}
	}
	slices.SortStableFunc(claims, byDay)
	for i, now := range claims {
		if i > 0 && now.space == claims[i-1].space && now.held.Overlaps(claims[i-1].held) {
			wrong.AddAt("spaces", now.lease, fmt.Errorf("held in spaces[%d] as well: %w", claims[i-1].lease, finance.ErrDuplicate))
		}
	}
}

// holds are the spaces of l on a day of its term as amended, in their order.
// A sublease holds nothing that its head does not.
func (l *Lease) holds(on civil.Date) []string { return l.appendHeld(nil, on) }

// appendHeld appends the spaces of l on a day.
func (l *Lease) appendHeld(spaces []string, on civil.Date) []string {
	if len(l.Events) == 0 && !l.Draft {
		term := l.held()
		for _, h := range l.Spaces {
			if h.within(term).Contains(on) {
				spaces = append(spaces, h.Space)
			}
		}
		return spaces
	}
	return appendPlaced(spaces, l.holdings(), on)
}

// appendPlaced appends the spaces of holdings on a day.
func appendPlaced(spaces []string, all []placed, on civil.Date) []string {
	for _, h := range all {
		if h.Held.Contains(on) {
			spaces = append(spaces, h.Space)
		}
	}
	return spaces
}

// placed is a holding in the term as amended, and where it stands in the lease.
type placed struct {
	Holding
	event, place int // in the event's list of spaces; without one, -1, in that of the lease
}

// path is the place of a holding.
func (p *placed) path() string {
	if p.event < 0 {
		return fmt.Sprintf("spaces[%d]", p.place)
	}
	return fmt.Sprintf("events[%d].spaces[%d]", p.event, p.place)
}

// name is the place of its space.
func (p *placed) name() string {
	if p.event < 0 {
		return p.path() + ".space"
	}
	return p.path()
}

// holdings are what l has, and when: its own spaces until it moves, then those
// of each move until the next. What it has on no day is not among them.
func (l *Lease) holdings() []placed {
	moves := []move{{from: always.From, event: -1}}
	if len(l.Events) > 0 {
		moves = append(moves, l.replay(anybody, never).moves...)
	}
	term := l.held()
	all := make([]placed, 0, len(l.Spaces))
	for m, move := range moves {
		until := civil.Period{From: move.from}
		if m+1 < len(moves) {
			until.To = moves[m+1].from
		}
		for i, h := range l.after(&move) {
			if h.Held = h.within(term).Intersect(until); !h.Held.IsZero() {
				all = append(all, placed{h, move.event, i})
			}
		}
	}
	return all
}

// after are the holdings that a move leaves, its own spaces where there is none.
func (l *Lease) after(m *move) []Holding {
	if m.event < 0 {
		return l.Spaces
	}
	return ForTerm(m.spaces...)
}
