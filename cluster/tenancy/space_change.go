package tenancy

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Split ends a space on a day and begins others in its place, whose areas sum
// to its area of the day; of a space without an area, whose pieces do. What a
// wall takes is a common space among them. Building, frame, zone, use, flags and
// asking price are those of the space where a part says none; the days are the
// space's rest.
//
// h is not changed. The answer is validated as a whole: a space that is let on
// the day or later, one with parts of its own, and an id that is taken are
// refused there.
func (h House) Split(space string, on civil.Date, into ...Space) (House, error) {
	next, old, err := h.ending([]string{space}, on)
	if err != nil {
		return House{}, err
	}
	for i, part := range into {
		if !part.Lettable.IsZero() {
			return House{}, finance.Problem{Path: fmt.Sprintf("into[%d].lettable", i), Err: fmt.Errorf("the day says when: %w", finance.ErrConflict)}
		}
		next.Spaces = append(next.Spaces, part.after(old[0], on))
	}
	return next.rebuilt(old, next.Spaces[len(h.Spaces):], on)
}

// Merge ends spaces of one building and frame on a day and begins one in their
// place, whose area, or else number of pieces, is the sum of theirs. It has the
// flags of all of them; else it is as [House.Split].
func (h House) Merge(spaces []string, on civil.Date, into Space) (House, error) {
	next, old, err := h.ending(spaces, on)
	if err != nil {
		return House{}, err
	}
	if !into.Lettable.IsZero() {
		return House{}, finance.Problem{Path: "into.lettable", Err: fmt.Errorf("the day says when: %w", finance.ErrConflict)}
	}
	into.Flags = slices.Clone(into.Flags)
	for i, s := range old {
		if s.Building != old[0].Building || s.Within != old[0].Within {
			return House{}, finance.Problem{Path: fmt.Sprintf("spaces[%d]", i), Err: fmt.Errorf("%.40q is elsewhere: %w", s.ID, finance.ErrConflict)}
		}
		for _, f := range s.Flags {
			if !slices.Contains(into.Flags, f) {
				into.Flags = append(into.Flags, f)
			}
		}
	}
	next.Spaces = append(next.Spaces, into.after(old[0], on))
	return next.rebuilt(old, next.Spaces[len(h.Spaces):], on)
}

// Retire takes a space out of use from a day on. h is not changed, and the
// answer is validated as that of [House.Split].
func (h House) Retire(space string, on civil.Date) (House, error) {
	next, _, err := h.ending([]string{space}, on)
	if err != nil {
		return House{}, err
	}
	return next.valid()
}

// ending is h in which spaces end on a day, and what they were before.
func (h House) ending(spaces []string, on civil.Date) (House, []Space, error) {
	h.Spaces = slices.Clone(h.Spaces)
	var old []Space
	for i, id := range spaces {
		at := slices.IndexFunc(h.Spaces, func(s Space) bool { return s.ID == id })
		switch {
		case at < 0:
			return House{}, nil, finance.Problem{Path: fmt.Sprintf("spaces[%d]", i), Err: fmt.Errorf("%.40q: %w", id, finance.ErrUnknown)}
		case !h.Spaces[at].there().Contains(on) || on == h.Spaces[at].there().From:
			return House{}, nil, finance.Problem{Path: "on", Err: fmt.Errorf("%.40q is there in %v, not before and after %v: %w", id, h.Spaces[at].there(), on, finance.ErrRange)}
		}
		old = append(old, h.Spaces[at])
		h.Spaces[at].Lettable = civil.Period{From: h.Spaces[at].there().From, To: on}
	}
	if len(old) == 0 {
		return House{}, nil, finance.Problem{Path: "spaces", Err: finance.ErrMissing}
	}
	return h, old, nil
}

// after is s as it takes the place of old.
func (s Space) after(old Space, on civil.Date) Space {
	s.Building = cmp.Or(s.Building, old.Building)
	s.Within = cmp.Or(s.Within, old.Within)
	s.Zone = cmp.Or(s.Zone, old.Zone)
	s.Use = cmp.Or(s.Use, old.Use)
	if s.Flags == nil {
		s.Flags = slices.Clone(old.Flags)
	}
	if s.Asking.IsZero() && !s.Common {
		s.Asking = old.Asking
	}
	s.Lettable = civil.Period{From: on, To: old.there().To}
	return s
}

// rebuilt is h if what ended and what began have one size.
func (h House) rebuilt(old, begun []Space, on civil.Date) (House, error) {
	was, before, err := size(old, on)
	if err != nil {
		return House{}, err
	}
	is, after, err := size(begun, on)
	if err != nil {
		return House{}, err
	}
	if was != is {
		return House{}, finance.Problem{Path: "into", Err: fmt.Errorf("%v m² in place of %v m²: %w", is, was, finance.ErrConflict)}
	}
	if was.IsZero() && before != after {
		return House{}, finance.Problem{Path: "into", Err: fmt.Errorf("%v pieces in place of %v: %w", after, before, finance.ErrConflict)}
	}
	return h.valid()
}

// size is the area of spaces on a day, and how many pieces they have.
func size(spaces []Space, on civil.Date) (area Area, pieces finance.Number, err error) {
	for i := range spaces {
		if err = area.grow(spaces[i].area(on)); err != nil {
			return area, pieces, err
		}
		if pieces, err = pieces.Add(spaces[i].pieces()); err != nil {
			return area, pieces, err
		}
	}
	return area, pieces, nil
}

func (h House) valid() (House, error) {
	if err := h.Validate(); err != nil {
		return House{}, err
	}
	return h, nil
}
