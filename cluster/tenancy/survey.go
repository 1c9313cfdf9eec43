package tenancy

import (
	"fmt"
	"iter"
	"slices"

	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// survey is a house with what its measures look up again and again: built once
// for all days that are measured.
type survey struct {
	House
	spaces  map[string]int
	parents []int
	terms   []civil.Period // of the leases, as amended
	lives   []life         // of the leases
}

// life is what a lease comes to, gone through once for all days.
type life struct {
	sorted []accrual.Amendment // its own, and what its events come to, in their order
	agreed []accrual.Amendment // of them, what the sides agreed
	placed []placed            // what it has when; nil of one without events, which is asked itself
}

func (h House) survey() *survey {
	return h.bound().look()
}

// look is a survey of a house whose leases are bound as far as it matters.
func (h House) look() *survey {
	s := &survey{House: h, spaces: placesOf(h.Spaces, spaceID), terms: make([]civil.Period, len(h.Leases)), lives: make([]life, len(h.Leases))}
	s.parents = h.parents(s.spaces)
	for i := range h.Leases {
		if h.Leases[i].Head == "" { // a sublease holds nothing of the landlord's
			s.terms[i] = h.Leases[i].held()
		}
		s.lives[i].sorted = h.Leases[i].inOrder()
		s.lives[i].agreed = s.lives[i].sorted
		if len(h.Leases[i].Events) > 0 {
			s.lives[i].agreed = h.Leases[i].agreed()
			s.lives[i].placed = h.Leases[i].holdings()
		}
	}
	return s
}

// appendHeld appends the spaces of a lease on a day.
func (s *survey) appendHeld(spaces []string, i int, on civil.Date) []string {
	if s.lives[i].placed == nil {
		return s.Leases[i].appendHeld(spaces, on)
	}
	return appendPlaced(spaces, s.lives[i].placed, on)
}

// let are the spaces that a lease holds on a day, by their place.
func (s *survey) let(on civil.Date) []bool {
	let := make([]bool, len(s.Spaces))
	var held []string
	for i := range s.Leases {
		if !s.terms[i].Contains(on) {
			continue
		}
		held = s.appendHeld(held[:0], i, on)
		for _, id := range held {
			if at, ok := s.spaces[id]; ok {
				let[at] = true
			}
		}
	}
	return let
}

// claims are what leases hold when, sorted by space and day.
func (s *survey) claims() []claim {
	claims := make([]claim, 0, len(s.Leases))
	for i := range s.Leases {
		if s.terms[i].IsZero() {
			continue
		}
		for _, h := range s.Leases[i].holdings() {
			if at, ok := s.spaces[h.Space]; ok {
				claims = append(claims, claim{at, i, h, -1, h.Held})
			}
		}
	}
	slices.SortFunc(claims, byDay)
	return claims
}

// rows yields the rows of a roll, each with the place of its lease.
func (s *survey) rows(roll *RentRoll) iter.Seq2[int, *Rent] {
	return func(yield func(int, *Rent) bool) {
		row := 0
		for i, term := range s.terms {
			if !term.Contains(roll.On) {
				continue
			}
			if !yield(i, &roll.Rows[row]) {
				return
			}
			row++
		}
	}
}

// lease names a lease in an error.
func (s *survey) lease(i int, err error) error { return fmt.Errorf("leases[%d]: %w", i, err) }
