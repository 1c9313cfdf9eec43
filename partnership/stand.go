package partnership

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// stand is a placement that counts: not a retry, not voided, under a hosting.
type stand struct {
	at      int          // its place among the placements
	hosting int          // its hosting's place in the exchange
	period  civil.Period // on the shelf, within the term
}

// reader finds out what placements come to under an exchange.
type reader struct {
	Exchange
	placements []Placement
	hostings   map[string]int
	first      map[string]int // the first placement of an id
	voided     map[string]bool
	wrong      finance.Problems
}

// read returns what counts, and everything that is wrong, as finance.Problems.
// Quotas are not looked at.
func (e Exchange) read(placements []Placement) ([]stand, finance.Problems) {
	r := reader{
		Exchange:   e,
		placements: placements,
		hostings:   make(map[string]int, len(e.Hostings)),
		first:      make(map[string]int, len(placements)),
		voided:     map[string]bool{},
	}
	r.wrong.Add("", e.Validate())
	for i, h := range e.Hostings {
		r.hostings[h.ID] = i
	}
	var stands []stand
	for _, at := range r.sound() {
		if placements[at].undoes() {
			r.undo(at)
		} else if s, ok := r.stand(at); ok {
			stands = append(stands, s)
		}
	}
	stands = slices.DeleteFunc(stands, func(s stand) bool { return r.voided[placements[s.at].ID] })
	return stands, r.wrong
}

// sound returns the places of the placements that are right in themselves, each
// id once.
func (r *reader) sound() []int {
	sound := make([]int, 0, len(r.placements))
	for i, p := range r.placements {
		if err := p.Validate(); err != nil {
			r.wrong.AddAt("placements", i, err)
			continue
		}
		first, again := r.first[p.ID]
		if !again {
			r.first[p.ID] = i
			sound = append(sound, i)
		} else if r.placements[first] != p {
			r.problem(i, "id", fmt.Errorf("known with other content: %w", finance.ErrConflict))
		}
	}
	return sound
}

func (r *reader) problem(at int, path string, err error) {
	r.wrong.AddAt("placements", at, finance.Problem{Path: path, Err: err})
}

// under is the hosting of a fact; there is none when it is unknown, or became
// known after the fact.
func (r *reader) under(at int) (hosting int, ok bool) {
	p := &r.placements[at]
	hosting, ok = r.hostings[p.Hosting]
	if !ok {
		r.problem(at, "hosting", fmt.Errorf("no hosting %.40q: %w", p.Hosting, finance.ErrUnknown))
		return 0, false
	}
	if known := r.Hostings[hosting].Known; p.Known.Before(known) {
		r.problem(at, "known", fmt.Errorf("%s, before its hosting: %w", p.Known, finance.ErrOrder))
		return 0, false
	}
	return hosting, true
}

// stand is the placement as it stands under its hosting.
func (r *reader) stand(at int) (stand, bool) {
	hosting, ok := r.under(at)
	if !ok {
		return stand{}, false
	}
	p, h := &r.placements[at], &r.Hostings[hosting]
	if !h.admits(p.Category) {
		r.problem(at, "category", fmt.Errorf("%.40q is not among those of the hosting: %w", p.Category, finance.ErrUnknown))
	}
	inside := p.Period.Intersect(h.Term)
	cut := p.Period.IsOpen() && inside.From == p.Period.From // an open end is the term's
	if inside != p.Period && !cut {
		r.problem(at, "period", fmt.Errorf("%s leaves the term %s: %w", p.Period, h.Term, finance.ErrRange))
	}
	return stand{at, hosting, inside}, true
}

// undo notes what a fact voids: a placement under the same hosting that was
// known by then and is voided once.
func (r *reader) undo(at int) {
	if _, ok := r.under(at); !ok {
		return
	}
	p := &r.placements[at]
	target, known := r.first[p.Voids.ID]
	if !known || r.placements[target].undoes() || r.placements[target].Hosting != p.Hosting ||
		r.placements[target].Period.From != p.Voids.On {
		r.problem(at, "voids", fmt.Errorf("no placement %.40q of %s: %w", p.Voids.ID, p.Voids.On, finance.ErrUnknown))
		return
	}
	if p.Known.Before(r.placements[target].Known) {
		r.problem(at, "known", fmt.Errorf("%s, before what it voids: %w", p.Known, finance.ErrOrder))
	}
	if r.voided[p.Voids.ID] {
		r.problem(at, "voids", fmt.Errorf("%.40q is voided already: %w", p.Voids.ID, finance.ErrDuplicate))
	}
	r.voided[p.Voids.ID] = true
}
